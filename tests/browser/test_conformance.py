"""What docs/embed/accessibility.md says of the widget, beyond what axe-core can see."""

import itertools
import json

import pytest

from .test_pages import AXE, RULES

pytestmark = pytest.mark.browser

IN_WIDGET = "document.querySelector('faq-widget').shadowRoot"
#: WCAG 1.4.12, put where it reaches the text.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


def open_first(page):
    page.locator("faq-widget [aria-expanded]").first.click()
    page.locator("faq-widget [part~=answer]:visible").first.wait_for()


def cut_off(page):
    """Return the texts of what sticks out of its box, or of the page."""
    return page.evaluate(
        f"""[...{IN_WIDGET}.querySelectorAll("*")].filter((element) => {{
          const {{ left, right, width }} = element.getBoundingClientRect();
          if (!width || element.closest(".scroll, .region")) return false;
          const style = getComputedStyle(element);
          const hides = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth;
          return hides || left < 0 || right > innerWidth + 1;
        }}).map((element) => element.outerHTML.slice(0, 80))"""
    )


@pytest.mark.parametrize("how", ["narrow", "large text", "spaced"])
def test_nothing_is_cut_off(visit, how):
    """At 320 px, with text twice as large, and with wide spacing all of it can be read."""
    width = 320 if how == "narrow" else 640
    with visit("demo/", viewport={"width": width, "height": 900}) as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        if how == "large text":
            page.evaluate("document.querySelector('faq-widget').style.fontSize = '200%'")
        if how == "spaced":
            page.evaluate(
                f"""{{ const sheet = new CSSStyleSheet(); sheet.replaceSync(`{SPACING}`);
                {IN_WIDGET}.adoptedStyleSheets.push(sheet); }}"""
            )
        open_first(page)
        assert cut_off(page) == []
        page.locator("faq-widget input").fill("how to pay for it")
        page.locator("faq-widget mark").first.wait_for()
        assert cut_off(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(visit, scheme):
    """A list, an open answer, results, no result: no violation, on a page with both schemes."""
    with visit("reference/widget/", color_scheme=scheme) as page:
        page.wait_for_selector("faq-widget >> text=What does")
        page.evaluate(AXE.read_text("utf-8"))

        def check(state):
            found = page.evaluate(f"axe.run('faq-widget', {json.dumps(RULES)})")["violations"]
            assert [(state, v["id"], v["nodes"][0]["target"]) for v in found] == []

        check("list")
        open_first(page)
        check("open answer")
        page.locator("faq-widget input").fill("how to pay for it")
        page.locator("faq-widget mark").first.wait_for()
        check("results")
        page.locator("faq-widget input").fill("zqxj")
        page.wait_for_selector("faq-widget >> text=No question matches")
        check("no result")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame(visit, theme):
    """The page for iframes: no violation of WCAG. Landmarks and a first heading are the host's."""
    rules = {"runOnly": [rule for rule in RULES["runOnly"] if rule.startswith("wcag")]}
    address = f"faq/embed/?topic=models&theme={theme}"
    with visit(address, bypass_csp=True) as page:  # only for axe: it is no script of the page
        page.wait_for_selector("faq-widget >> text=What does")
        open_first(page)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(f"axe.run(document, {json.dumps(rules)})")["violations"]
        assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []


def test_targets_are_large_enough(visit):
    """Each control is at least 24 px high and wide; links in running text are exempt."""
    with visit("demo/", viewport={"width": 390, "height": 900}) as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        open_first(page)
        small = page.evaluate(
            f"""[...{IN_WIDGET}.querySelectorAll("button, input, select, a")].filter((element) => {{
              const {{ width, height }} = element.getBoundingClientRect();
              const inline = getComputedStyle(element).display === "inline";
              return width && !inline && (width < 24 || height < 24);
            }}).map((element) => element.outerHTML.slice(0, 90))"""
        )
        assert small == []


def test_results_are_announced_and_focus_stays(visit):
    """A search says how many it has found, in a status region, and leaves the focus alone."""
    with visit("demo/") as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        page.locator("faq-widget input").focus()
        page.keyboard.type("pay")
        page.wait_for_function(
            f"/question.*pay/.test({IN_WIDGET}.querySelector('[role=status]').textContent)"
        )
        assert page.evaluate(f"{IN_WIDGET}.activeElement.tagName") == "INPUT"


def test_names_roles_and_states(visit):
    """What assistive technology is told: headings in order, labels, what is open."""
    with visit("demo/") as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        open_first(page)
        tree = page.locator("faq-widget").aria_snapshot()
        assert "- search:" in tree and '- searchbox "Search the questions"' in tree
        assert "[expanded]" in tree and "- status" in tree
        headings = f'[...{IN_WIDGET}.querySelectorAll("h1, h2, h3, h4, h5, h6")]'
        levels = page.evaluate(f"{headings}.map((heading) => Number(heading.tagName[1]))")
        assert levels[0] == 2  # the attribute level says no other
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
