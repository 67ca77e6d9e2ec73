"""Sanitising: nothing but allowed elements leaves the build, as HTML, tree or text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext.sanitize import ATTRIBUTES, CLASSES, MAX_DEPTH, SCHEMES, TAGS, sanitize

from .conftest import run_build
from .vectors import ALL, VECTORS, write_site

BASE = "https://faq.example/"
VOID = {"br", "hr", "img"}


class Reader(HTMLParser):
    """An independent parser: makes the same tree, and lists all elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list = ["", {}]
        self.stack = [self.root]
        self.elements: list[tuple[str, dict]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        node = [tag, dict(attributes)]
        self.elements.append((tag, node[1]))
        self.stack[-1].append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        self.stack[-1].append(data)

    def handle_comment(self, data):
        raise AssertionError(f"comment {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def without_space(nodes: list) -> list:
    """Return a tree without white space and ``rel``, which trees leave out on purpose."""
    made = []
    for node in nodes:
        if isinstance(node, str):
            if node.strip(" \t\n\r\f"):
                made.append("".join(node.split()))
        else:
            attributes = {name: value for name, value in node[1].items() if name != "rel"}
            made.append([node[0], attributes, *without_space(node[2:])])
    return made


def problems(html: str) -> list[str]:
    """Return what in ``html`` a host page could not trust."""
    found = []
    for tag, attributes in Reader(html).elements:
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"class"}
        if tag == "a":
            allowed.add("rel")
        found += [f"<{tag}>"] if tag not in TAGS else []
        found += [f"<{tag} {name}>" for name in attributes.keys() - allowed]
        found += [f"class {c}" for c in set(attributes.get("class", "").split()) - CLASSES]
        for name in ("href", "src"):
            address = re.sub(r"[\x00-\x20]", "", attributes.get(name) or "").lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
            if scheme and scheme[1] not in SCHEMES:
                found.append(address)
            if name == "src" and scheme and not address.startswith(BASE):
                found.append(address)
    return found


def check(raw: str, page: str = "topics/a.html", base: str = BASE) -> None:
    answer = sanitize(raw, page, base)
    assert problems(answer.html) == []
    expected = without_space(Reader(answer.html).root[2:])
    headings = tree_tags(expected) & {"h2", "h3", "h4", "h5", "h6"}
    raise_headings(expected, int(min(headings, default="h2")[1]) - 2)
    assert without_space(answer.tree) == expected


def raise_headings(nodes: list, steps: int) -> None:
    for node in nodes:
        if not isinstance(node, str):
            if re.fullmatch("h[2-6]", node[0]):
                node[0] = f"h{int(node[0][1]) - steps}"
            raise_headings(node[2:], steps)


def tree_tags(nodes: list) -> set[str]:
    return {t for n in nodes if not isinstance(n, str) for t in ({n[0]} | tree_tags(n[2:]))}


@pytest.mark.parametrize("base", [BASE, ""])
@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if v["kind"] == "html"], ids=lambda v: v["name"]
)
def test_hostile_html(vector, base):
    """No element, attribute, class or address that is not allowed is left of a hostile answer."""
    check(vector["source"], base=base)


def test_hostile_sources(tmp_path):
    """The same through a whole build, whose authors are trusted: Markdown, questions, options."""
    pages = write_site(tmp_path, ALL)
    built = run_build(tmp_path / "source", tmp_path / "output")
    assert not any("Traceback" in warning for warning in built.warnings)
    questions = built.questions
    expected = {slug for slug, vector in pages.items() if vector["kind"] != "option:slug"}
    # Two bad slugs get the same suggestion, which is told; and there is a good question.
    assert expected <= set(questions) and len(questions) == len(pages) - 1 + 1
    for slug, found in questions.items():
        assert problems(found["answer"]) == [], slug
    for slug in (slug for slug, vector in pages.items() if vector["kind"] == "question"):
        text = pages[slug]["source"]
        plain = text.replace("\0", "\ufffd")
        shown = questions[slug]["question"]
        # smart quotes are Sphinx's own, and take a backslash before a quote for theirs
        for curly, straight in ('“"', '”"', "‘'", "’'", ("…", "..."), ("–", "--"), ("—", "---")):
            shown = shown.replace(curly, straight)
        assert shown == " ".join(plain.replace('\\"', '"').split()), slug
        title = re.search(r"<h1>(.*?)</h1>", built.read(f"{slug}.html"), re.S)[1]
        assert "<script" not in title and "<img" not in title
    for part in built.parts("answers"):
        for answer in part["answers"]:
            assert tree_tags(answer["tree"]) <= TAGS


TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from("< > & &lt; &amp;lt; \" ' &nbsp; <!-- --> ]]> </p> <script> </script>".split()),
    st.sampled_from([" ", "\n", "\0", "\r", "javascript:x", "<svg>", "<a href=", '="']),
)
HOSTILE = (
    "script style svg math template form input x-y noscript xmp plaintext select textarea title "
    "body frameset mglyph annotation-xml"
)
NAMES = st.sampled_from([*sorted(TAGS), *HOSTILE.split()])
ADDRESSES = (
    "../x.html#y ./javascript:alert(1) //evil.test/ data:text/html,x &#106;avascript:x /data:x "
    "https://faq.example/ https://evil.test/a?b&c faq-for"
)
ATTRS = st.lists(
    st.tuples(
        st.sampled_from("href src class title alt onclick style id rel colspan".split()),
        st.one_of(TEXTS, st.sampled_from([*ADDRESSES.split(), "faq-for evil"])),
    ),
    max_size=3,
)


def _element(name: str, attributes: list, children: list[str], closed: bool) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes)
    return f"<{name}{written}>{''.join(children)}" + (f"</{name}>" if closed else "")


MARKUP = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        _element, NAMES, ATTRS, st.lists(inner, max_size=4), st.sampled_from([True, True, False])
    ),
    max_leaves=20,
)


@given(MARKUP, st.sampled_from([BASE, ""]), st.sampled_from(["a.html", "t/a/"]))
def test_any_markup(raw, base, page):
    """Whatever is nested in whatever: only what is allowed, and the tree is what a parser reads."""
    check(raw, page, base)


def test_links_become_absolute():
    """Links resolve against the page; other hosts', mail and telephone links stay."""
    raw = (
        '<a href="../b.html#x">1</a><a href="#y">2</a><a href="//other.test/z">3</a>'
        '<a href="mailto:a@b.test">4</a><a href="tel:1">5</a>'
    )
    tree = sanitize(raw, "topics/a.html", BASE).tree
    assert [node[1]["href"] for node in tree] == [
        "https://faq.example/b.html#x",
        "https://faq.example/topics/a.html#y",
        "https://other.test/z",
        "mailto:a@b.test",
        "tel:1",
    ]


@pytest.mark.parametrize("scheme", ["ftp", "sms", "xmpp", "magnet", "data", "javascript", "file"])
def test_other_schemes_go(scheme):
    """Only web, mail and telephone addresses stay; of any other link its text does."""
    answer = sanitize(f'<a href="{scheme}:x">text</a>', "a.html", BASE)
    assert answer.tree == [["a", {}, "text"]]


def test_without_a_base_links_are_relative_to_the_site():
    """Without a base a link is relative to the site, and never turns into a scheme."""
    raw = '<a href="../b.html">1</a><a href="#y">2</a><a href="/javascript:alert(1)">3</a>'
    tree = sanitize(raw, "topics/a.html", "").tree
    assert [node[1]["href"] for node in tree] == [
        "b.html",
        "topics/a.html#y",
        "./javascript:alert(1)",
    ]


@pytest.mark.parametrize(
    "source",
    ["https://evil.test/x.png", "//evil.test/x.png", "data:image/png;base64,AA",
     "https://faq.example.evil.test/x", "https://faq.example@evil.test/x"],
)  # fmt: skip
def test_other_hosts_images_become_their_text(source):
    """An image that the site does not serve would tell another host who reads: its text stays."""
    for base in (BASE, ""):
        answer = sanitize(f'<p><img src="{source}" alt="A &lt;b&gt;"></p>', "a.html", base)
        assert "<img" not in answer.html
        assert answer.text == "A <b>"


def test_own_images_stay():
    """An image of the site itself stays, with an absolute address."""
    answer = sanitize('<img src="../_images/x.png" alt="X" onload="y">', "t/a.html", BASE)
    assert answer.tree == [["img", {"alt": "X", "src": "https://faq.example/_images/x.png"}]]


def test_depth_is_limited():
    """However deep the markup: the tree is not deeper than MAX_DEPTH, and no text is lost."""

    def depth(nodes: list) -> int:
        return max((1 + depth(n[2:]) for n in nodes if not isinstance(n, str)), default=0)

    answer = sanitize("<div>" * 500 + "deep<br>" + "</div>" * 500 + "<p>after</p>", "a.html", BASE)
    assert depth(answer.tree) == MAX_DEPTH + 1  # a void element may stand at the bottom
    assert answer.text == "deep\nafter"
    assert answer.tree[1] == ["p", {}, "after"]


def test_text_has_a_line_a_block():
    """Plain text has one line a block, no markup and no repeated space."""
    raw = (
        "<p>One <b>bold</b>\n word.<br>Two.</p><ul>\n<li>a</li>\n<li>b &amp; c</li></ul>"
        "<table><tr><td>1</td><td>2</td></tr></table><pre>x\n  y</pre>"
    )
    assert sanitize(raw, "a.html", BASE).text.splitlines() == [
        "One bold word.", "Two.", "a", "b & c", "1", "2", "x y",
    ]  # fmt: skip


def test_white_space_between_inline_elements_stays():
    """A space between words is kept in the tree, and so are the lines of code."""
    tree = sanitize("<p><b>a</b> <i>b</i></p><pre>x\n\n y</pre>", "a.html", BASE).tree
    assert tree == [
        ["p", {}, ["b", {}, "a"], " ", ["i", {}, "b"]],
        ["pre", {}, "x\n\n y"],
    ]


def test_classes_and_permalinks():
    """Only the classes of parts stay; a caption's link to itself goes."""
    raw = (
        '<section class="faq-for x" data-for="a"><p class="y">Z'
        '<a class="headerlink" href="#z" title="Link"><span>¶</span></a></p></section>'
    )
    assert sanitize(raw, "a.html", BASE).html == (
        '<section class="faq-for" data-for="a"><p>Z</p></section>'
    )


@pytest.mark.parametrize(
    ("raw", "tags"),
    [
        ("<h3>A</h3><h4>B</h4>", ["h2", "h3"]),
        ("<h2>A</h2><h4>B</h4>", ["h2", "h4"]),
        ("<h6>A</h6><h5>B</h5><p>&lt;h2&gt;</p>", ["h3", "h2", "p"]),
        ("<p>A</p>", ["p"]),
    ],
)
def test_topmost_heading(raw, tags):
    """In a tree the topmost heading is h2, wherever the answer stands; in HTML all stay."""
    answer = sanitize(raw, "a.html", BASE)
    assert [node[0] for node in answer.tree] == tags
    assert answer.html == raw
