"""Reduce an answer's HTML to what a host page can trust, as HTML, tree and plain text.

The allow-list is the one that ``widget/src/view.js`` builds from; what is not named here
does not leave the build. Trees spare the widget an HTML parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import nh3

TAGS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd strong em b i code pre kbd samp sub sup "
    "blockquote q cite a abbr dfn table caption thead tbody tfoot tr th td hr br img "
    "figure figcaption div span section aside del ins small mark s u var details summary "
    "time".split()
)
ATTRIBUTES = {
    "*": {"title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "reversed", "type"},
    "time": {"datetime"},
    "section": {"data-for"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
CLASSES = frozenset(
    "faq-for faq-for-label faq-example faq-example-name faq-example-text faq-facts "
    "faq-label faq-organization faq-scale faq-population faq-means faq-source faq-asof "
    "faq-users".split()
)
DROPPED = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
MAX_DEPTH = 60  # deeper elements are unwrapped: no answer needs them, and recursion ends

_NO_BASE = "https://base.invalid/"
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[^\s="<>]+="[^"]*")*)>|([^<]+)')
_ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
_EMPTY_CLASS = re.compile(r'(<[a-z][a-z0-9]*(?:\s[^\s="<>]+="[^"]*")*?) class=""')
# Two that few answers need are compiled when one does.
# What comes next may look like a scheme ("./javascript:…" in the source).
_STAND_IN = rf'="{re.escape(_NO_BASE)}(?=([^"/?#]*:)?)'
_PERMALINK = re.compile(r'<a class="headerlink"[^<>]*>(?:[^<]|<(?!/?a[\s>]))*</a>')  # a caption's ¶
_HEADING = re.compile(r"<h([2-6])")
_HEADING_TAG = re.compile(r"(</?h)([2-6])")
_IMAGE = r'<img((?:\s[^\s="<>]+="[^"]*")*)>'
_VOID = frozenset({"br", "hr", "img"})
BLOCKS = TAGS - frozenset(
    "strong em b i code kbd samp sub sup q cite a abbr dfn img span del ins small mark s "
    "u var time br".split()
)
_ONLY_BLOCKS_INSIDE = frozenset(
    "ul ol dl table thead tbody tfoot tr section div blockquote aside figure details".split()
)

Node = str | list[Any]  #: Text, or ``[tag, {attributes}, *nodes]``.


class Answer(NamedTuple):
    """One answer, safe to show anywhere."""

    html: str
    text: str
    tree: list[Node]


def sanitize(
    raw: str, page: str, base: str, permalinks: Mapping[str, str] = MappingProxyType({})
) -> Answer:
    """Sanitise captured HTML and make its links absolute.

    :param page: address of the page relative to ``base``, which links resolve against.
    :param base: address of the site, ending in a slash; if empty, links stay relative to it.
    :param permalinks: address of a question's place -> its permanent address, which stands
        in the tree, since the widget tells by it that it can open the question itself.
    """
    clean = _cleaner((base or _NO_BASE) + page).clean(_PERMALINK.sub("", raw))
    if not base:
        clean = re.sub(_STAND_IN, lambda match: '="./' if match[1] else '="', clean)
    clean = _EMPTY_CLASS.sub(r"\1", clean)
    if "<img" in clean:
        clean = re.sub(_IMAGE, lambda match: _keep_image(match, base), clean)
    # The tree does not stand where the answer does.
    tree = build_tree(set_top_heading(clean, 2), permalinks)
    return Answer(clean.strip(), build_text(tree), tree)


@lru_cache(maxsize=1)  # a page's answers come one after the other; each cleaner takes 80 kB
def _cleaner(page: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        allowed_classes={tag: set(CLASSES) for tag in TAGS},
        url_schemes=set(SCHEMES),
        url_relative=("rewrite_with_base", page),
        link_rel="noopener",
    )


def _keep_image(match: re.Match[str], base: str) -> str:
    """Keep an image of the site itself; of any other leave its text alternative."""
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    source = html.unescape(attributes.get("src", ""))
    own = source.startswith(base) if base else not re.match(r"[a-z][a-z0-9+.-]*:|//", source, re.I)
    return match[0] if source and own else attributes.get("alt", "")


def set_top_heading(clean: str, level: int) -> str:
    """Return sanitised HTML whose topmost headings are ``h<level>``, and none is below ``h6``."""
    steps = min(map(int, _HEADING.findall(clean)), default=level) - level
    if not steps:
        return clean
    return _HEADING_TAG.sub(lambda match: f"{match[1]}{min(6, int(match[2]) - steps)}", clean)


def build_tree(clean: str, permalinks: Mapping[str, str] = MappingProxyType({})) -> list[Node]:
    """Build nodes of sanitised HTML, whose form nh3 guarantees: no parser is needed."""
    root: list[Any] = ["", {}]
    stack = [root]
    too_deep = 0
    for closing, tag, attributes, text in _TOKEN.findall(clean):
        top = stack[-1]
        if text:
            if not text.isspace():
                top.append(html.unescape(text) if "&" in text else text)
            elif top[0] not in _ONLY_BLOCKS_INSIDE and top is not root:
                top.append(text if top[0] == "pre" else " ")
        elif closing:
            if too_deep:
                too_deep -= 1
            elif len(stack) > 1:
                stack.pop()
        elif len(stack) > MAX_DEPTH and tag not in _VOID:
            too_deep += 1
        else:
            node: list[Any] = [tag, {}]
            if attributes:
                node[1] = {
                    name: html.unescape(value)
                    for name, value in _ATTRIBUTE.findall(attributes)
                    if name != "rel"
                }
                if (href := node[1].get("href")) in permalinks:
                    node[1]["href"] = permalinks[href]
            top.append(node)
            if tag not in _VOID:
                stack.append(node)
    return root[2:]


def build_text(tree: list[Node]) -> str:
    """Return the text of nodes, a line a block."""
    parts: list[str] = []
    _collect_text(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect_text(nodes: list[Node], parts: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            parts.append(node.replace("\n", " "))
            continue
        block = node[0] in BLOCKS
        if block or node[0] == "br":
            parts.append("\n")
        elif node[0] == "img":
            parts.append(node[1].get("alt", ""))
        _collect_text(node[2:], parts)
        if block:
            parts.append(" " if node[0] in ("td", "th") else "\n")
