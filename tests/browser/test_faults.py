"""However the published files fail to arrive, readers get a line that helps, a link and a retry.

Many faults are on one page, a widget each, so that slow ones wait together.
"""

import contextlib
import threading

import pytest

from ..published import publish
from .engines import wait
from .host import PAGE, WATCH, hosting, tag, write_page
from .publisher import BROKEN, HARMLESS, Files, serving

pytestmark = pytest.mark.browser

TARGETS = ("manifest", "titles", "answers")
LIMIT_MS = 10_000
#: What a reader sees of each widget.
LOOK = """
const seen = (element) =>
  Boolean(element?.checkVisibility() && element.getBoundingClientRect().height);
return [...document.querySelectorAll("faq-widget")].map((widget) => {
  const { shadowRoot: shadow, id } = widget;
  return {
    id,
    height: widget.getBoundingClientRect().height,
    questions: [...shadow.querySelectorAll("[aria-expanded]")].filter(seen).length,
    answers: [...shadow.querySelectorAll("[part~=answer]")].filter(seen).length,
    messages: [...shadow.querySelectorAll(".message")].filter(seen).map((line) => line.innerText),
    retries: [...shadow.querySelectorAll("[data-do=retry]")].filter(seen).length,
    status: shadow.querySelector("[role=status]").textContent,
    links: [...widget.querySelectorAll("a"), ...shadow.querySelectorAll("a")].filter(seen)
      .map(({ href }) => href),
    events: watched.events.filter((event) => event.id === id),
  };
});
"""
IN_ALL = "[...document.querySelectorAll('faq-widget')]"


#: Faults on a page together: with more, a busy machine is late with what would work.
#: WebKit asks nothing more while a few requests do not end.
TOGETHER = {"chromium": 14, "firefox": 14, "webkit": 4}


@pytest.fixture(scope="module")
def reports(engine, tmp_path_factory):
    """Return what was seen of each fault and target: while it lasted, and after a retry."""
    folder = tmp_path_factory.mktemp("faults")
    publish(folder, large=False)
    faults = [(name, fault) for name, (_, fault) in BROKEN.items()] + list(HARMLESS.items())
    size = TOGETHER[engine.name]
    groups = [dict(faults[start : start + size]) for start in range(0, len(faults), size)]
    found = {"broken": {}, "mended": {}}
    for group in groups:
        for kind, reports in look_at(engine, Files(folder), group).items():
            found[kind] |= reports
    return found


def look_at(engine, files, faults):
    """Break everything, look; mend it, let the reader try again, look once more."""
    healed = threading.Event()

    def breaking(fault):
        def answer(handler):
            target = handler.path.split("/")[1]
            name = handler.path.rpartition("/")[2]
            if name.startswith(target) and not healed.is_set():
                fault(handler, files.read(handler.path))
            else:
                files(handler)

        return answer

    with contextlib.ExitStack() as stack:
        enter = stack.enter_context
        origins = {name: enter(serving(breaking(fault)))[0] for name, fault in faults.items()}
        first = next(iter(origins.values()))
        watch, _ = enter(
            serving(lambda handler: handler.send(WATCH, Content_Type="text/javascript"))
        )
        body = "".join(
            tag(f"{origin}/{target}/faq/", f"{name}.{target}")
            for name, origin in origins.items()
            for target in TARGETS
        )
        html = PAGE.format(
            watch=f'<script src="{watch}"></script>',
            script=f'<script type="module" src="{first}/none/faq-widget.js"></script>',
            body=body,
        )
        page = engine.open()
        stack.callback(page.close)
        enter(hosting(page, html, [watch, *origins.values()]))
        wait(page, SETTLED, seconds=25)
        page.run(f"for (const w of {IN_ALL}) if (w.id.endsWith('.answers')) "
                 "w.shadowRoot.querySelector('[aria-expanded]').click();")  # fmt: skip
        defined, opened = page.run("return [watched.defined, performance.now()];")
        wait(page, OPENED, seconds=25)
        page.run("await new Promise((done) => setTimeout(done, 800));")  # what is said is said late
        start = {"opened": opened, "defined": defined}
        broken = {report["id"]: report | start for report in page.run(LOOK)}
        healed.set()
        page.run(
            f"for (const w of {IN_ALL}) w.shadowRoot.querySelector('[data-do=retry]')?.click();"
        )
        with contextlib.suppress(AssertionError):  # each test says what is missing
            wait(page, HEALED, seconds=15)
        mended = {report["id"]: report for report in page.run(LOOK)}
        return {"broken": broken, "mended": mended}


HAPPENED = "(id, ...types) => watched.events.some((e) => e.id === id && types.includes(e.type))"
SETTLED = f"""const happened = {HAPPENED};
return {IN_ALL}.every(({{ id }}) => happened(id, "faq-ready", "faq-error"));"""
OPENED = f"""const happened = {HAPPENED};
const opened = {IN_ALL}.filter(({{ id }}) => id.endsWith(".answers"));
return opened.every(({{ id }}) => happened(id, "faq-open", "faq-error"));"""
HEALED = f"""const happened = {HAPPENED};
const wanted = (id) => (id.endsWith(".answers") ? "faq-open" : "faq-ready");
return {IN_ALL}.every(({{ id }}) => happened(id, wanted(id)));"""


#: (engine, fault) -> cause; None: it may show the questions all the same.
OTHERWISE = {
    ("webkit", "short-body"): "format",  # it takes what came for all there is
    ("webkit", "not-gzip"): None,  # it takes what cannot be unpacked as it is
}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", BROKEN)
def test_broken(engine, reports, name, target):
    """One line, a retry that works, a link; the event has cause, message and link, in time."""
    cause = OTHERWISE.get((engine.name, name), BROKEN[name][0])
    if cause == "version" and target != "manifest":
        cause = None  # other files have none
    before = reports["broken"][f"{name}.{target}"]
    after = reports["mended"][f"{name}.{target}"]
    assert before["height"] > 40
    errors = [event for event in before["events"] if event["type"] == "faq-error"]
    if not errors and cause is None:
        assert before["questions"]
        return
    assert len(errors) == 1
    error = errors[0]
    assert cause in (None, error["cause"])
    assert before["messages"] == [error["message"]] == [before["status"]]
    assert before["retries"] == 1
    assert error["link"] in before["links"]
    start = before["opened"] if target == "answers" else before["defined"]
    assert error["at"] - start <= LIMIT_MS
    assert bool(before["questions"]) == (target == "answers")
    assert after["questions"] == 6 and after["messages"] == [] and after["retries"] == 0
    # What is open stands in the address, and the others follow it.
    assert target != "answers" or after["answers"] == 1
    assert len(after["events"]) - len(before["events"]) <= 3


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(reports, name, target):
    """Servers that are merely odd show the questions."""
    seen = reports["broken"][f"{name}.{target}"]
    assert seen["questions"] == 6 and seen["messages"] == [] and seen["retries"] == 0
    assert seen["answers"] == (target == "answers")


#: Without it the answers of a short list are there before anybody asks.
SAVING = """<script>Object.defineProperty(navigator, "connection", {
  value: { saveData: true } });</script>"""


@pytest.fixture
def published(tmp_path):
    """Yield a folder with the small corpus, and the origin that serves it and the script."""
    publish(tmp_path, large=False)
    files = Files(tmp_path)

    def answer(handler):
        if handler.path == "/watch.js":
            handler.send(WATCH, Content_Type="text/javascript")
        elif handler.path == "/html.js":
            handler.send(b"<!DOCTYPE html>", Content_Type="text/html")
        else:
            files(handler)

    with serving(answer) as (origin, _):
        yield tmp_path, origin


@pytest.mark.parametrize("script", ["missing.js", "html.js"])
def test_no_script(engine, published, script):
    """If the script does not come, the district's own links are what readers see."""
    _, origin = published
    page = engine.open()
    with hosting(page, write_page(origin, tag(f"{origin}/faq/"), script), [origin]) as host:
        page.run("await new Promise((done) => setTimeout(done, 300));")
        assert page.run("return document.querySelector('faq-widget a').checkVisibility();")
        host.allowed += ["Script error."]
    page.close()


@pytest.mark.parametrize(("src", "link"), [("faq/", True), ("missing/faq/", True), ("", False)])
def test_nothing_between_the_tags(engine, published, src, link):
    """A snippet without links gets one from the widget, as soon as there is an address at all."""
    folder, origin = published
    (folder / "manifest.json").rename(folder / "away")
    address = f"{origin}/{src}" if src else "javascript:alert(1)"
    page = engine.open()
    html = write_page(origin, f'<faq-widget id="w" src="{address}"></faq-widget>')
    with hosting(page, html, [origin]):
        wait(page, SETTLED)
        (seen,) = page.run(LOOK)
        (error,) = seen["events"]
        assert seen["messages"] == [error["message"]]
        assert error["cause"] == ("status" if link else "src")
        assert seen["links"] == ([f"{origin}/{src.removesuffix('faq/')}"] if link else [])
        assert seen["retries"] == link
        assert error["link"] == (seen["links"] or [""])[0]
    page.close()


@pytest.mark.parametrize("lang", ["es", "es-MX", "fr"])
def test_the_message_in_the_language_of_the_page(engine, published, lang):
    """Before any text of a language could arrive, Spanish is spoken; others get English."""
    folder, origin = published
    (folder / "manifest.json").rename(folder / "away")
    page = engine.open()
    html = write_page(origin, tag(f"{origin}/faq/")).replace('lang="en"', f'lang="{lang}"')
    with hosting(page, html, [origin]):
        wait(page, SETTLED)
        (seen,) = page.run(LOOK)
        inside = "document.querySelector('faq-widget').shadowRoot"
        retry, said = page.run(f"return [{inside}.querySelector('[data-do=retry]').innerText,"
                               f" {inside}.querySelector('.root').lang];")  # fmt: skip
        spanish = lang.startswith("es")
        assert said == ("es" if spanish else "en")
        assert retry == ("Intentar de nuevo" if spanish else "Try again")
        assert seen["messages"][0].startswith("No se pudo" if spanish else "This is not at")
        assert seen["events"][0]["message"] == seen["messages"][0]
        assert len(seen["links"]) == 1
        (folder / "away").rename(folder / "manifest.json")
        page.run(f"{inside}.querySelector('[data-do=retry]').click();")
        wait(page, "return watched.events.some(({ type }) => type === 'faq-ready');")
        assert page.run(LOOK)[0]["messages"] == []
    page.close()


def test_a_search_that_fails_keeps_the_list(engine, published):
    """What is shown stays, below a line that says why the search did not work."""
    folder, origin = published
    page = engine.open()
    with hosting(page, write_page(origin, tag(f"{origin}/faq/")), [origin]):
        wait(page, SETTLED)
        hidden = [(file, file.with_suffix(".away")) for file in folder.glob("words-*")]
        for file, away in hidden:
            file.rename(away)
        page.run("document.querySelector('faq-widget').setAttribute('query', 'coaches');")
        wait(page, "return watched.events.some(({ type }) => type === 'faq-error');")
        (seen,) = page.run(LOOK)
        assert seen["questions"] == 6 and seen["retries"] == 1
        assert seen["events"][-1]["link"] in seen["links"]
        for file, away in hidden:
            away.rename(file)
        page.run("document.querySelector('faq-widget').shadowRoot"
                 ".querySelector('[data-do=retry]').click();")  # fmt: skip
        wait(page, "return watched.events.some(({ type }) => type === 'faq-search');")
        (seen,) = page.run(LOOK)
        assert 0 < seen["questions"] < 6 and seen["messages"] == []
    page.close()


def test_offline_and_online_again(engine, published):
    """Without a connection the message says so; with it, the retry brings the answer."""
    if engine.name != "chromium":
        pytest.skip("only Chromium's driver can take the network away")
    _, origin = published
    page = engine.open()
    first = f"{IN_ALL}[0].shadowRoot.querySelector"
    with hosting(page, write_page(origin, SAVING + tag(f"{origin}/faq/")), [origin]):
        wait(page, SETTLED)
        page.context.set_offline(True)
        page.run(f"{first}('[aria-expanded]').click();")
        wait(page, "return watched.events.some(({ cause }) => cause === 'network');")
        page.context.set_offline(False)
        page.run(f"{first}('[data-do=retry]').click();")
        wait(page, f"return {first}('[part~=answer]');")
    page.close()
