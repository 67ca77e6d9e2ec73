"""What docs/embed/accessibility.md says of the widget, beyond what axe-core can see."""

import itertools
import json

import pytest

from .axe import AXE, LOOKS, RULES, set_root

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


#: The widget's words are its own, so it is looked at in both languages.
STATES = {**LOOKS, "Spanish": ({}, {"lang": "es"})}
#: What axe cannot decide, and why it is none.
EXPLAINED = {
    # Found words on a mark, and text over the hairlines of cards: test_contrast.py counts them.
    "color-contrast",
}


def look(page, state):
    """Let axe-core look at the widget: no violation, and nothing undecided but what is known."""
    found = page.evaluate(f"axe.run('faq-widget', {json.dumps(RULES)})")
    # Where colors are forced they are the reader's own, and axe reads ours all the same.
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    for kind in ("violations", "incomplete"):
        seen = [(state, f["id"], f["nodes"][0]["target"]) for f in found[kind]]
        known = EXPLAINED if forced or kind == "incomplete" else ()
        assert [each for each in seen if each[1] not in known] == []


@pytest.mark.parametrize(
    "name",
    [n if n in ("light", "dark") else pytest.param(n, marks=pytest.mark.soak) for n in STATES],
)
def test_axe_finds_nothing_in_any_state(visit, name):
    """A list, an open answer, results, no result, filters: however readers look at it."""
    options, root = STATES[name]
    with visit("reference/widget/", **options) as page:
        set_root(page, root)
        if root:  # the words of the widget are chosen when it arrives
            page.evaluate(
                "(w => w.replaceWith(w.cloneNode(true)))(document.querySelector('faq-widget'))"
            )
        page.wait_for_selector("faq-widget >> text=What does")
        page.evaluate(AXE.read_text("utf-8"))
        look(page, "list")
        open_first(page)
        look(page, "open answer")
        page.locator("faq-widget input").fill("how to pay for it")
        page.locator("faq-widget mark").first.wait_for()
        look(page, "results")
        page.locator("faq-widget input").fill("zqxj")
        page.wait_for_selector("faq-widget >> text=zqxj")
        look(page, "no result")


@pytest.mark.parametrize("name", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_axe_finds_nothing_where_something_is_missing(browser, site, name):
    """While it loads, and after it failed, with the filters of a list of everything."""
    context = browser.new_context(**LOOKS[name][0])
    page = context.new_page()
    held = []
    page.route("**/manifest.json", lambda route: held.append(route))
    page.goto(f"{site.url}ask/")
    page.evaluate(AXE.read_text("utf-8"))
    page.wait_for_selector("faq-widget >> text=Loading")
    look(page, "loading")
    held[0].abort()
    again = page.locator("faq-widget").get_by_role("button", name="again")
    again.wait_for()
    look(page, "failed")
    page.unroute("**/manifest.json")
    again.click()
    page.wait_for_selector("faq-widget select")
    look(page, "filters")
    context.close()


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
