"""Hostile answers in the widget, unsanitised: the host page has no policy, and nothing runs.

What a build would have taken out is in the published trees as it was written, so the widget's
own list is all that stands between it and the page.
"""

import json
from functools import partial
from html.parser import HTMLParser

import pytest

from faq_ext.parts import Item

from ..published import publish_items
from ..vectors import VECTORS
from .engines import wait
from .host import WATCH, hosting, publishing, tag, write_page
from .touch import ALARM, TOUCH, check_touched

pytestmark = pytest.mark.browser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: What no HTML parser would give, but a file may hold.
TREES = [
    [["p", {"onclick": "alert(1)", "ONFOCUS": "alert(1)", "tabindex": "0", "autofocus": ""}, "x"]],
    [["a", {"href": "javascript:alert(1)", "class": "faq-x"}, "x"]],
    [["a", {"href": ["javascript:alert(1)"]}, "x"]],
    [["A", {"HREF": "javascript:alert(1)", "href": "\u0000javascript:alert(1)"}, "x"]],
    [["script", {}, "alert(1)"], ["SCRIPT", {"src": "https://evil.test/x.js"}]],
    [["svg:script", {}, "alert(1)"], ["p>script", {}, "alert(1)"]],
    [["img", {"src": "https://evil.test/p", "srcset": "https://evil.test/q 2x"}]],
    [["img", {"src": "x:", "onerror": "alert(1)"}], ["img", {"src": "//evil.test/p"}]],
    [["div", {"style": "position:fixed;inset:0;background:url(//evil.test/x)"}, "x"]],
    [["p", {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}, "x"]],
    [["slot", {"name": "x"}], ["template", {}, "x"], ["base", {"href": "//evil.test/"}]],
    [["form", {"action": "//evil.test"}, ["button", {"formaction": "//evil.test"}, "x"]]],
    [["faq-widget", {"src": "https://evil.test/faq/"}]],
    [["section", {"data-for": "parents", "data-do": "retry", "part": "root", "slot": "x"}, "x"]],
    [{"length": 3}, None, 5, [], [None], [["p"]], ["p"], ["p", None], "text"],
]


class Tree(HTMLParser):
    """Makes a tree of HTML and leaves nothing out."""

    def __init__(self, html):
        super().__init__()
        self.root = ["div", {}]
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        node = [tag, {name: value or "" for name, value in attributes}]
        self._open[-1].append(node)
        if tag not in VOID and len(self._open) < 80:
            self._open.append(node)

    def handle_endtag(self, tag):
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth][0] == tag:
                del self._open[depth:]
                return

    def handle_data(self, data):
        self._open[-1].append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Yield the origin that publishes all vectors as they are."""
    folder = tmp_path_factory.mktemp("vectors")
    trees = [Tree(vector["source"]).root[2:] for vector in VECTORS] + TREES
    titles = [vector["source"][:90] for vector in VECTORS] + ["<img src=x onerror=alert(1)>"]
    items = [
        Item(
            f"v{number}",
            f"{titles[min(number, len(titles) - 1)]} {number}?",
            ["pay" if number < len(trees) / 2 else "work"],
            ["boards"],
            [],
            partial(json.dumps, {"page": "javascript:alert(1)", "slug": f"v{number}",
                                 "text": "x", "tree": tree}),
        )
        for number, tree in enumerate(trees)
    ]  # fmt: skip
    publish_items(folder, items)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest |= {
        "base": "javascript:alert(1)//",
        "ask": "javascript:alert(1)",
        "title": "<script>alert(1)</script>",
        "theme": {"css": "@import url(https://evil.test/c.css)"},
        "__proto__": {"polluted": 1},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with publishing(folder, WATCH + ALARM) as (origin, _):
        yield origin, len(items)


def test_nothing_runs_in_the_widget(engine, hostile):
    """Every answer is opened, every element in them touched: no alert, no request, no escape."""
    origin, count = hostile
    page = engine.open()
    with hosting(
        page, write_page(origin, tag(f"{origin}/faq/", more=f' limit="{count}"')), [origin]
    ) as host:
        wait(page, "return watched.events.length && document.querySelector('faq-widget')"
             f".shadowRoot.querySelectorAll('[aria-expanded]').length === {count};")  # fmt: skip
        page.run(
            "for (const button of document.querySelector('faq-widget').shadowRoot"
            ".querySelectorAll('[aria-expanded]')) button.click();"
        )
        wait(page, "return watched.events.filter(({ type }) => type === 'faq-open').length"
             f" === {count};", seconds=60)  # fmt: skip
        found = page.run(TOUCH)
        check_touched(found)
        assert found["base"].startswith(f"{host.url}/board?pupil=12345")
        page.run("document.querySelector('faq-widget').setAttribute('query', 'img onerror');")
        wait(page, "return watched.events.some(({ type }) => type === 'faq-search');")
        assert page.run(TOUCH)["ran"] == []
    page.close()


@pytest.mark.leaves("^asked a stranger: ", "")
def test_the_vectors_do_run_elsewhere(engine, hostile):
    """The same sources in frames, as a page without any care would have them, do run."""
    origin, _ = hostile
    page = engine.open()
    hard = "<script>alert = () => { parent.ran.push(name); };</script>"
    page_html = write_page(origin, "<p>Control</p>")
    with hosting(page, page_html, [origin], checked=False):
        ran = page.run(
            """window.ran = [];
            for (const [number, source] of argument[0].entries()) {
              const frame = document.createElement("iframe");
              frame.name = `v${number}`;
              frame.srcdoc = argument[1] + source;
              document.body.append(frame);
            }
            await new Promise((done) => setTimeout(done, 4000));
            return [...new Set(window.ran)];""",
            [vector["source"] for vector in VECTORS if vector["kind"] == "html"],
            hard,
        )
        assert len(ran) > 15
    page.close()
