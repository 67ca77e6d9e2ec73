"""An answer's Markdown says what its HTML says."""

import html

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faq_ext.commonmark import build_markdown
from faq_ext.sanitize import build_text, sanitize

READER = MarkdownIt("commonmark").enable("table")
NASTY = (
    "a* b _c_ snake_case [x](y) ![z] `code` <b> &amp; &copy; # no - no + no 1. 2) > | ~~~ === "
    "--- *** __ ** ``` :: :::{faq:question} {{ x }} \\ \\* ! # https://a.b/c_d_(e) $x$ .. é ·"
).split(" ")
WORDS = st.lists(st.sampled_from(NASTY) | st.text("ab*_`[]<>&#-+1.)|~\\! ", max_size=6), max_size=8)
TEXT = WORDS.map(" ".join).map(html.escape)


def wrap(tag: str, attributes: str = ""):
    return lambda inside: f"<{tag}{attributes}>{inside}</{tag}>"


def around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = "strong em b i sub kbd q span del a cite".split()
    marked = st.sampled_from(tags).flatmap(
        lambda tag: inside.map(wrap(tag, ' href="https://a.b/(c)_d"' if tag == "a" else ""))
    )
    return st.lists(marked | TEXT, min_size=1, max_size=3).map("".join)


LINES = st.recursive(TEXT | TEXT.map(wrap("code")) | st.just("<br>"), around, max_leaves=6)


def blocks_around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(inside.map(wrap("li")), min_size=1, max_size=3).map("".join)
    return st.one_of(
        items.map(wrap("ul")),
        items.map(wrap("ol", ' start="7"')),
        inside.map(wrap("blockquote")),
        inside.map(wrap("section", ' class="faq-for"')),
        st.lists(inside, min_size=1, max_size=3).map("".join),
    )


CELLS = st.lists(LINES.map(wrap("td")), min_size=1, max_size=3).map("".join).map(wrap("tr"))
BLOCKS = st.recursive(
    st.one_of(
        LINES.map(wrap("p")),
        LINES.map(wrap("h3")),
        TEXT.map(wrap("pre")),
        LINES.map(wrap("dt")),
        st.lists(CELLS, min_size=1, max_size=3).map("".join).map(wrap("table")),
        LINES,
        st.just("<hr>"),
    ),
    blocks_around,
    max_leaves=6,
)


def squeeze(text: str) -> str:
    """Return the text without its spaces: where a line breaks is no part of what is said."""
    return "".join(text.split())


@settings(max_examples=400, deadline=None, derandomize=True)
@given(BLOCKS)
def test_text_is_the_same(raw):
    """Whatever stands in an answer: read as Markdown it is the same text."""
    tree = sanitize(raw, "", "https://faq.example/").tree
    markdown = build_markdown(tree)
    again = sanitize(READER.render(markdown), "", "https://faq.example/")
    assert squeeze(again.text) == squeeze(build_text(tree)), markdown
