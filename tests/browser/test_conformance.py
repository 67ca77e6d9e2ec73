"""What docs/embed/accessibility.md says of the widget, beyond what axe-core can see."""

import itertools

import pytest

from .axe import AXE, LOOKS, RULES
from .engines import wait
from .reader import FIELD, INSIDE, QUESTIONS, fill, open_first, question, there

pytestmark = pytest.mark.browser

#: WCAG 1.4.12, put where it reaches the text.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


#: The texts of what sticks out of its box, or of the page.
CUT_OFF = f"""return [...{INSIDE}.querySelectorAll("*")].filter((element) => {{
  const {{ left, right, width }} = element.getBoundingClientRect();
  if (!width || element.closest(".scroll, .region")) return false;
  const style = getComputedStyle(element);
  const hides = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth;
  return hides || left < 0 || right > innerWidth + 1;
}}).map((element) => element.outerHTML.slice(0, 80));"""
MARK = f"{INSIDE}.querySelector('mark')"
TOO_NARROW = "the window of WebKit's driver is at least 447 px wide"


@pytest.mark.parametrize("how", ["narrow", "large text", "spaced"])
def test_nothing_is_cut_off(view, engine, how):
    """At 320 px, with text twice as large, and with wide spacing all of it can be read."""
    if how == "narrow" and engine.name == "webkit":
        pytest.skip(TOO_NARROW)
    with view("demo/", 320 if how == "narrow" else 640) as page:
        wait(page, there(f"{QUESTIONS}[0]"))
        if how == "large text":
            page.run("document.querySelector('faq-widget').style.fontSize = '200%';")
        if how == "spaced":
            page.run(
                f"const sheet = new CSSStyleSheet(); sheet.replaceSync(argument[0]);"
                f"{INSIDE}.adoptedStyleSheets.push(sheet);",
                SPACING,
            )
        open_first(page)
        assert page.run(CUT_OFF) == []
        fill(page, "how to pay for it")
        wait(page, there(MARK))
        assert page.run(CUT_OFF) == []


#: The widget's words are its own, so it is looked at in both languages.
STATES = {**LOOKS, "Spanish": ({}, {"lang": "es"})}
#: What axe cannot decide, and why it is none.
EXPLAINED = {
    # Found words on a mark, and text over the hairlines of cards: test_contrast.py counts them.
    "color-contrast",
}


def look(page, state):
    """Let axe-core look at the widget: no violation, and nothing undecided but what is known."""
    forced, found = page.run(
        "return [matchMedia('(forced-colors: active)').matches,"
        " await axe.run('faq-widget', argument[0])];",
        RULES,
    )
    for kind in ("violations", "incomplete"):
        seen = [(state, f["id"], f["nodes"][0]["target"]) for f in found[kind]]
        # Where colors are forced they are the reader's own, and axe reads ours all the same.
        known = EXPLAINED if forced or kind == "incomplete" else ()
        assert [each for each in seen if each[1] not in known] == []


@pytest.mark.parametrize(
    "name",
    [n if n in ("light", "dark") else pytest.param(n, marks=pytest.mark.soak) for n in STATES],
)
def test_axe_finds_nothing_in_any_state(view, engine, name):
    """A list, an open answer, results, no result, filters: however readers look at it."""
    options, root = STATES[name]
    narrow = "viewport" in options
    options = {key: value for key, value in options.items() if key != "viewport"}
    if options and engine.name != "chromium":
        pytest.skip("only Chromium's driver can say what a reader prefers")
    if narrow and engine.name == "webkit":
        pytest.skip(TOO_NARROW)
    with view("reference/widget/", 320 if narrow else 1280, **options) as page:
        for attribute, value in root.items():
            page.run("document.documentElement.setAttribute(...argument);", attribute, value)
        if root:  # the words of the widget are chosen when it arrives
            page.run(
                "const w = document.querySelector('faq-widget'); w.replaceWith(w.cloneNode(true));"
            )
        wait(page, there(question("What does")))
        page.run(AXE.read_text("utf-8"))
        look(page, "list")
        open_first(page)
        look(page, "open answer")
        fill(page, "how to pay for it")
        wait(page, there(MARK))
        look(page, "results")
        fill(page, "zqxj")
        wait(page, f"return {INSIDE}.querySelector('.root').innerText.includes('zqxj');")
        look(page, "no result")


@pytest.mark.parametrize("name", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_axe_finds_nothing_where_something_is_missing(engine, site, name):
    """While it loads, and after it failed, with the filters of a list of everything."""
    if engine.name != "chromium":
        pytest.skip("only Chromium's driver can hold a request")
    page = engine.open(**LOOKS[name][0])
    held = []
    page.page.route("**/manifest.json", lambda route: held.append(route))
    page.goto(f"{site.url}ask/")
    page.run(AXE.read_text("utf-8"))
    wait(page, f"return {INSIDE}?.querySelector('.root')?.innerText.includes('Loading');")
    look(page, "loading")
    held[0].abort()
    wait(page, there(f"{INSIDE}.querySelector('[data-do=retry]')"))
    look(page, "failed")
    page.page.unroute("**/manifest.json")
    page.click(f"{INSIDE}.querySelector('[data-do=retry]')")
    wait(page, there(f"{INSIDE}.querySelector('select')"))
    look(page, "filters")
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame(view, engine, theme):
    """The page for iframes: no violation of WCAG. Landmarks and a first heading are the host's."""
    rules = {"runOnly": [rule for rule in RULES["runOnly"] if rule.startswith("wcag")]}
    # Only for axe, which is no script of the page; what other drivers run no policy stops.
    options = {"bypass_csp": True} if engine.name == "chromium" else {}
    with view(f"faq/embed/?topic=models&theme={theme}", **options) as page:
        wait(page, there(question("What does")))
        open_first(page)
        page.run(AXE.read_text("utf-8"))
        found = page.run("return (await axe.run(document, argument[0])).violations;", rules)
        assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []


def test_targets_are_large_enough(view):
    """Each control is at least 24 px high and wide; links in running text are exempt."""
    with view("demo/", 450) as page:
        open_first(page)
        small = page.run(
            f"""return [...{INSIDE}.querySelectorAll("button, input, select, a")].filter((one) => {{
              const {{ width, height }} = one.getBoundingClientRect();
              const inline = getComputedStyle(one).display === "inline";
              return width && !inline && (width < 24 || height < 24);
            }}).map((element) => element.outerHTML.slice(0, 90));"""
        )
        assert small == []


def test_results_are_announced_and_focus_stays(view):
    """A search says how many it has found, in a status region, and leaves the focus alone."""
    with view("demo/") as page:
        wait(page, there(f"{QUESTIONS}[0]"))
        page.click(FIELD)
        for letter in "pay":
            page.press(letter)
        wait(page, f"return /question.*pay/.test({INSIDE}.querySelector('[role=status]')"
             ".textContent);")  # fmt: skip
        assert page.run(f"return {INSIDE}.activeElement.localName;") == "input"


def test_results_leave_the_focus_on_a_question(view):
    """Who has gone on to a question when more results arrive can open it with the next key."""
    with view("demo/") as page:
        wait(page, there(f"{QUESTIONS}[0]"))
        page.run(
            "addEventListener('faq-search', ({ query }) => (window.found = query));"
            "document.querySelector('faq-widget').setAttribute('query', 'pay');"
        )
        wait(page, "return window.found === 'pay';")
        page.run(
            f"{QUESTIONS}[0].focus();"
            "document.querySelector('faq-widget').setAttribute('query', 'pay for');"
        )
        wait(page, "return window.found === 'pay for';")
        page.press("Enter")
        wait(page, f"return {INSIDE}.activeElement?.ariaExpanded === 'true';")


def test_names_roles_and_states(view, engine):
    """What assistive technology is told: headings in order, labels, what is open."""
    with view("demo/") as page:
        open_first(page)
        if engine.name == "chromium":  # whose driver has the tree
            tree = page.page.locator("faq-widget").aria_snapshot()
            assert "- search:" in tree and '- searchbox "Search the questions"' in tree
            assert "[expanded]" in tree and "- status" in tree
        levels = page.run(
            f'return [...{INSIDE}.querySelectorAll("h1, h2, h3, h4, h5, h6")]'
            ".map((heading) => Number(heading.localName[1]));"
        )
        assert levels[0] == 2  # the attribute level says no other
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
