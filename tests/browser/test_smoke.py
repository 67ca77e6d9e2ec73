"""A short run in Firefox and WebKit before each change; the long one has all that Chromium has."""

import pytest

from ..published import publish
from .engines import wait
from .host import check_left, hosting, publishing, tag, write_page
from .hosts import STRICT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("engine", ["firefox", "webkit"], indirect=True),
]

INSIDE = "document.querySelector('faq-widget').shadowRoot"
BUTTONS = f"{INSIDE}.querySelectorAll('[aria-expanded]')"
#: Whether an answer is shown, below the question of this number.
SHOWN = f"""const button = {BUTTONS}[argument[0]];
return Boolean(button?.ariaExpanded === "true"
  && button.closest("li").querySelector("[part~=answer]")?.checkVisibility());"""


@pytest.fixture(scope="module")
def publisher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("smoke")
    publish(folder, large=False)
    with publishing(folder) as published:
        yield published


@pytest.fixture(scope="module")
def page(engine):
    page = engine.open()
    yield page
    page.close()


def strict(page, origin, body, **options):
    """Open a page whose policy allows what docs/embed/security.md asks for, and no more."""
    policy = {"Content_Security_Policy": STRICT.format(origin=origin)}
    return hosting(page, write_page(origin, body), [origin], policy, **options)


def test_searches_and_reads(page, publisher):
    """By keyboard and by mouse; no violation of the policy, nothing kept, nobody else asked."""
    origin, seen = publisher
    before = len(seen)
    with strict(page, origin, tag(f"{origin}/faq/")):
        wait(page, "return watched.events.length;")
        page.click(f"{INSIDE}.querySelector('input')")
        for letter in "coaches":
            page.press(letter)
        wait(page, "return watched.events.some(({ query }) => query === 'coaches');")
        assert page.run(f"return {INSIDE}.querySelectorAll('mark').length;") > 0
        for _ in range(5):  # over the filters
            page.press("Tab")
            if page.run(f"return {INSIDE}.activeElement === {BUTTONS}[0];"):
                break
        page.press("Enter")
        wait(page, SHOWN, 0)
        style = page.run(f"return getComputedStyle({INSIDE}.activeElement).outlineStyle;")
        assert style == "solid"
        page.click(f"{INSIDE}.querySelector('input')")
        page.press("Escape")
        wait(page, f"return {BUTTONS}.length === 6;")
        page.click(f"{BUTTONS}[3]")
        wait(page, SHOWN, 3)
        assert page.run("return watched.violations;") == []
    assert not any("Cookie" in headers for _, _, headers in seen[before:])


@pytest.mark.parametrize(
    "wrong",
    [
        "document.cookie = 'seen=1';",
        "localStorage.seen = '1';",
        "await fetch('https://stranger.example/').catch(String);",
        "setTimeout(() => { throw Error('wrong'); }); await new Promise((f) => setTimeout(f, 50));",
    ],
    ids=["cookie", "storage", "stranger", "error"],
)
def test_what_is_wrong_is_noticed(engine, publisher, wrong):
    """The checks that every page ends with would fail."""
    origin, _ = publisher
    page = engine.open()
    with hosting(page, "<script>watched = { errors: [] };"
                 "addEventListener('error', () => watched.errors.push('wrong'));</script>",
                 [origin], checked=False) as host:  # fmt: skip
        check_left(page, [host.url, origin])
        page.run(wrong)
        with pytest.raises(AssertionError):
            check_left(page, [host.url, origin])
    page.close()


def test_violations_are_noticed(page, publisher):
    """Inline style and a sink of Trusted Types, under the policy of the test above."""
    origin, _ = publisher
    with strict(page, origin, "<p style='color: red'>Nothing</p>"):
        page.run("try { document.body.innerHTML = '<b>x</b>'; } catch {}")
        found = wait(page, "return watched.violations.length === 2 && watched.violations;")
        assert {violation.split()[0] for violation in found} == {
            "style-src-attr",
            "require-trusted-types-for",
        }


def test_other_ways_to_embed(page, site):
    """The page with plain HTML opens without our script; the frame is as high as its content."""
    page.goto(f"{site.url}demo/plain/")
    page.click("document.querySelector('details summary')")
    wait(page, "return document.querySelector('details[open] p').checkVisibility();")
    page.goto(f"{site.url}demo/frame/")
    wait(page, "return document.querySelector('iframe').offsetHeight > 700;")
    frame = "document.querySelector('iframe')"
    inside = page.run_inside(frame, "return document.documentElement.offsetHeight;")
    assert abs(page.run(f"return {frame}.offsetHeight;") - inside) < 2
