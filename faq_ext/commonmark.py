"""Write an answer's tree as CommonMark, with tables as GitHub has them.

The tree knows some thirty elements (``sanitize.TAGS``), so this needs no HTML parser and no
guess. What Markdown has no sign for, and that is not mere looks, stays as the element itself.
Syntax: CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/, and its GitHub dialect's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .sanitize import BLOCKS, Node

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*"}
_KEPT = frozenset({"sub", "sup", "kbd", "q", "del", "s", "ins"})  # they change what is said
_LISTS = ("ul", "ol")

_SPECIAL = re.compile(r"[\\`*\[\]<~]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
#: What would begin a block where it begins a line.
_OPENING = re.compile(r"(?m)^(?=[#>=]|[-+](?: |$|[-+=]))|^(\d{1,9})(?=[.)](?: |$))")
_TICKS = re.compile(r"`+")
_SPACES = re.compile(r"\s+")
#: What emphasis must not touch: beside a letter, or another sign, its signs may be text.
_CLOSE = r"[^\s.,;:!?()\[\]“”‘’\"']"
_CLOSE_BEFORE, _CLOSE_AFTER = re.compile(rf"{_CLOSE}$"), re.compile(_CLOSE)
_LINE_END = "\\\n"


class _Emphasis(NamedTuple):
    """Words whose signs depend on what stands beside them."""

    tag: str
    text: str


def build_markdown(tree: Sequence[Node]) -> str:
    """Return nodes as Markdown blocks, with an empty line between them and a final newline."""
    blocks = _blocks(tree)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escape(text: str) -> str:
    """Return one line of plain text so that Markdown shows it as it is."""
    return _OPENING.sub(_hide, _escape(" ".join(text.split())))


def write_link(text: str, address: str) -> str:
    """Return a link; ``text`` is Markdown."""
    return f"[{text}]({_address(address)})" if text else ""


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _hide(match: re.Match[str]) -> str:
    """Put the backslash before a sign, or after the number that would begin a list."""
    return f"{match[1]}\\" if match[1] else "\\"


def _address(address: str) -> str:
    plain = re.sub(r"[\s<>\\|]", lambda match: f"%{ord(match[0]):02X}", address)
    return f"<{plain}>" if "(" in plain or ")" in plain or not plain else plain


# blocks


def _blocks(nodes: Sequence[Node]) -> list[str]:
    """Return the Markdown of blocks; what stands between them becomes paragraphs."""
    blocks: list[str] = []
    inline: list[Node] = []
    before: Any = ""  # the tag of the block before
    for node in [*nodes, ["", {}]]:
        if isinstance(node, str) or (node[0] and node[0] not in BLOCKS):
            inline.append(node)
            continue
        if paragraph := _paragraph(inline):
            blocks.append(paragraph)
            before = ""
        inline = []
        made = list(_block(node)) if node[0] else []
        if made and node[0] == before and before in (*_LISTS, "blockquote"):
            blocks.append("<!-- -->")  # two neighbours would be one
        blocks += made
        before = node[0] if made else before
    return blocks


def _block(node: list[Any]) -> Iterator[str]:
    tag, attributes, *inside = node
    if re.fullmatch(r"h[2-6]", tag):
        if text := _line(inside):
            yield f"{'#' * int(tag[1])} {text}"
    elif tag == "p":
        if text := _paragraph(inside):
            yield text
    elif tag == "pre":
        yield _fence(_raw(inside))
    elif tag == "hr":
        yield "* * *"
    elif tag in _LISTS:
        yield from _list(tag, attributes, inside)
    elif tag == "table":
        yield from _table(inside)
    elif tag == "blockquote" or "faq-for" in attributes.get("class", "").split():
        if blocks := _blocks(inside):
            yield _indent("\n\n".join(blocks), "> ", "> ")
    elif tag in ("dt", "summary", "caption"):
        if text := _line(inside):
            yield f"**{text}**" if _may_be_marked(text) else _OPENING.sub(_hide, text)
    else:
        yield from _blocks(inside)


def _paragraph(nodes: Sequence[Node]) -> str:
    return _OPENING.sub(_hide, _inline(nodes))


def _line(nodes: Sequence[Node]) -> str:
    """Return what a block of one line says."""
    text = _inline(nodes).replace(_LINE_END, " ")
    return re.sub(r"(#+)$", r"\\\1", text)  # a heading's closing sequence


def _fence(text: str) -> str:
    ticks = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(text)), 3)
    return f"{ticks}\n{text.strip(chr(10))}\n{ticks}"


def _list(tag: str, attributes: dict[str, str], items: Sequence[Node]) -> Iterator[str]:
    start = attributes.get("start", "1")
    number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    written = []
    tight = True
    for item in items:
        blocks = _blocks([item] if isinstance(item, str) else item[2:])
        if not blocks:
            continue
        mark = f"{number}. " if tag == "ol" else "- "
        number += 1
        nested = isinstance(item, list) and any(
            isinstance(child, list) and child[0] in _LISTS for child in item[2:]
        )
        tight = tight and len(blocks) <= 1 + nested
        written.append((mark, blocks))
    if written:
        gap = "\n" if tight else "\n\n"
        yield gap.join(_indent(gap.join(blocks), mark, " " * len(mark)) for mark, blocks in written)


def _indent(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        f"{rest if place else first}{line}".rstrip() for place, line in enumerate(lines)
    )


def _table(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the caption and the rows, of which the first is the head."""
    rows: list[list[str]] = []
    for node in nodes:
        if isinstance(node, list) and node[0] == "caption":
            yield from _block(node)
        elif isinstance(node, list):
            rows += [_cells(row) for row in ([node] if node[0] == "tr" else node[2:])]
    width = max((len(row) for row in rows), default=0)
    if width:
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _cells(row: Node) -> list[str]:
    cells = []
    for cell in row[2:] if isinstance(row, list) else ():
        if not isinstance(cell, list):
            continue
        cells.append(_line(list(_flatten(cell[2:]))).replace("|", "\\|"))
        span = cell[1].get("colspan", "1")
        cells += [""] * (min(int(span), 50) - 1 if span.isdigit() else 0)
    return cells


def _flatten(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield only what stands in lines: a cell has no blocks."""
    for node in nodes:
        if isinstance(node, list) and node[0] in BLOCKS:
            yield " "
            yield from _flatten(node[2:])
            yield " "
        else:
            yield node


# lines


def _inline(nodes: Sequence[Node]) -> str:
    pieces = [piece for node in nodes for piece in _pieces(node)]
    text = ""
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            # Ticks of two neighbours would be one run.
            text += f"<!-- -->{piece}" if text[-1:] == piece[:1] == "`" else piece
            continue
        following = pieces[place + 1] if place + 1 < len(pieces) else " "
        after = following if isinstance(following, str) else following.text
        stands_free = not re.search(r"[^\s.,;:!?()\[\]“”‘’\"']$", text) and not re.match(
            r"[^\s.,;:!?()\[\]“”‘’\"']", after or " "
        )
        mark = _MARKS[piece.tag]
        if stands_free and _may_be_marked(piece.text) and isinstance(following, str):
            text += f"{mark}{piece.text}{mark}"
        else:
            name = "strong" if mark == "**" else "em"
            text += f"<{name}>{piece.text}</{name}>"
    lines = (_SPACES.sub(" ", line).strip() for line in text.split(_LINE_END))
    return _LINE_END.join(line for line in lines if line)


def _may_be_marked(text: str) -> bool:
    """Tell whether signs around a text that stands free can begin and end emphasis."""
    return bool(re.match(r"[\w(“‘\"']", text) and re.search(r"[\w.,;:!?)”’\"']$", text))


def _pieces(node: Node) -> Iterator[str | _Emphasis]:
    if isinstance(node, str):
        yield _escape(node.replace("\n", " "))
        return
    tag, attributes, *inside = node
    if tag == "br":
        yield _LINE_END
    elif tag == "code":
        yield _code(_raw(inside))
    elif tag == "img":
        alt = _escape(" ".join(attributes.get("alt", "").split()))
        yield f"!{write_link(alt, attributes['src'])}" if alt and "src" in attributes else ""
    elif tag == "a" and attributes.get("href"):
        yield from _around(_inline(inside).replace(_LINE_END, " "), inside, attributes["href"])
    elif tag in _MARKS:
        text = _inline(inside)
        if text:
            yield " " if _begins_with_space(inside) else ""
            yield _Emphasis(tag, text)
            yield " " if _ends_with_space(inside) else ""
    elif tag in _KEPT:
        yield f"<{tag}>{_inline(inside)}</{tag}>"
    else:
        yield _inside(inside)


def _around(text: str, inside: Sequence[Node], address: str) -> Iterator[str]:
    yield " " if _begins_with_space(inside) else ""
    yield (
        f"<{address}>"
        if _raw(inside) == address and _is_whole(address)
        else write_link(text, address)
    )
    yield " " if _ends_with_space(inside) else ""


def _is_whole(address: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\\]+", address))


def _inside(nodes: Sequence[Node]) -> str:
    before = " " if _begins_with_space(nodes) else ""
    return f"{before}{_inline(nodes)}{' ' if _ends_with_space(nodes) else ''}"


def _begins_with_space(nodes: Sequence[Node]) -> bool:
    return bool(nodes) and _raw(nodes)[:1].isspace()


def _ends_with_space(nodes: Sequence[Node]) -> bool:
    return bool(nodes) and _raw(nodes)[-1:].isspace()


def _code(text: str) -> str:
    line = text.replace("\n", " ")
    if not line.strip():
        return line[:1]
    ticks = "`" * (max((len(run) for run in _TICKS.findall(line)), default=0) + 1)
    room = " " if line[0] in " `" or line[-1] in " `" else ""
    return f"{ticks}{room}{line}{room}{ticks}"


def _raw(nodes: Sequence[Node]) -> str:
    """Return the text as it is; blocks have no place in it."""
    return "".join(node if isinstance(node, str) else _raw(node[2:]) for node in nodes)
