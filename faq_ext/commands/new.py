"""Write the file of a new question from plain text, so that hostile text stays text.

What people type into a form or a terminal may look like a fence, an option, a role or HTML.
Paragraphs, lists and web addresses are kept as what they are; all else is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple

from ..catalog import Catalog
from ..english import read_language
from ..model import Heading
from ..options import quote
from ..slugs import build_slug
from ..text import stem, words

MAX_SLUG_WORDS = 5
UNANSWERED = "This question waits for its answer."
_HINTS = (
    "% Write the answer in place of these lines: first the answer itself, then why, and limits.",
    "% Cite each source as {cite:p}`key`, and say where it is our advice.",
)
_SOURCES = "Sources that were named:"

_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPECIAL = re.compile(r"[\\`*_{\[<$~]|&(?=#?\w+;)")
_AT_START = re.compile(r"[-+=:(>#%]|[0-9]+(?=[.)])")
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])https?://(?!xn--)[a-z0-9](?:[a-z0-9-]*\.)+[a-z]{2,}(?![A-Za-z0-9%@:_-])"
    r"(?:/[A-Za-z0-9._~/?#=&+-]*)?(?<![.?&#])(?![\w%])"
)
_BULLET = re.compile(r"[-*•]\s+(\S.*)")
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,2})[.)]\s+(\S.*)")


class Draft(NamedTuple):
    """A question as somebody typed it; nothing in it is trusted but slugs and date."""

    question: str
    topics: Sequence[str]  #: Slugs.
    stakeholders: Sequence[str]  #: Slugs.
    answer: str = ""
    asked: Sequence[str] = ()
    summary: str = ""
    sources: str = ""  #: Named by whoever answers, a line each; no cite keys.
    by: str = ""
    tags: Sequence[str] = ()
    added: str = ""  #: ISO date.


class Block(NamedTuple):
    """A paragraph, or a list."""

    mark: str  #: "" for a paragraph, "-", or the number that a list begins with.
    items: Sequence[str]


def write_question(draft: Draft) -> str:
    """Return the text of a question's file, in MyST with colon fences.

    :raises ValueError: where nothing of the question is left.
    """
    if not (title := plain(draft.question)):
        raise ValueError("the question is empty")
    options = {
        "topics": ", ".join(draft.topics),
        "stakeholders": ", ".join(draft.stakeholders),
        "asked": "; ".join(filter(None, (plain(p).replace(";", ",") for p in draft.asked))),
        "summary": plain(draft.summary),
        "by": plain(draft.by),
        "added": draft.added,
    }
    lines = [f"::::{{faq:question}} {title}"]
    lines += [f":{name}: {quote(value)}" for name, value in options.items() if value]
    lines += ["", *_write_body(draft), "::::"]
    if tags := [tag for tag in map(build_slug, draft.tags) if tag]:
        lines += ["", f"```{{tags}} {', '.join(tags)}", "```"]
    return "\n".join(lines) + "\n"


def _write_body(draft: Draft) -> Iterator[str]:
    blocks = read_blocks(draft.answer)
    if not blocks:
        yield from _HINTS
        blocks = [Block("", [UNANSWERED])]
    if sources := read_blocks(draft.sources):
        named = [item for block in sources for item in block.items]
        blocks = [*blocks, Block("", [_SOURCES]), Block("-", named)]
    for number, block in enumerate(blocks):
        if number:
            yield ""
        for place, item in enumerate(block.items):
            mark = f"{int(block.mark) + place}." if block.mark.isdigit() else block.mark
            yield f"{mark} {escape(item)}".lstrip()


def plain(text: str) -> str:
    """Return ``text`` on one line, without characters that break lines or turn the reading."""
    return " ".join("".join(map(_plain_character, text)).split())


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category == "Cs" or character in _TURNS else character


def read_blocks(text: str) -> list[Block]:
    """Split plain text into paragraphs and lists; an indented line continues an item.

    A number that does not follow on the one before stays text: Markdown would change it.
    """
    blocks: list[tuple[str, list[str]]] = []
    closed = True  # the next line begins a block of its own
    for raw in re.split(r"\r\n|\r|\n", text):
        line = plain(raw)
        if not line:
            closed = True
            continue
        mark, item = _read_mark(line)
        last, items = blocks[-1] if blocks else ("", [])
        if mark.isdigit() and last.isdigit() and int(mark) != int(last) + len(items):
            mark, item, closed = "", line, True
        same = mark == last or (mark.isdigit() and last.isdigit())
        if mark and same and blocks:
            items.append(item)
        elif not mark and not closed and (not last or raw[:1].isspace()):
            items[-1] += f" {item}"
        else:
            blocks.append((mark, [item]))
        closed = False
    return [Block(mark, items) for mark, items in blocks]


def _read_mark(line: str) -> tuple[str, str]:
    """Return the mark of a list's item, and what follows it."""
    if bullet := _BULLET.fullmatch(line):
        return "-", bullet[1]
    if number := _NUMBER.fullmatch(line):
        return number[1], number[2]
    return "", line


def escape(text: str) -> str:
    """Return one line of plain text as Markdown that shows it as it is, with live addresses."""
    made, end = "", 0
    for match in _ADDRESS.finditer(text):
        made += _escape(text[end : match.start()], at_start=not end) + f"<{match[0]}>"
        end = match.end()
    return made + _escape(text[end:], at_start=not end)


def _escape(text: str, *, at_start: bool) -> str:
    made = _SPECIAL.sub(r"\\\g<0>", text)
    if at_start and (match := _AT_START.match(made)):
        place = match.end() if match[0].isdigit() else 0
        made = f"{made[:place]}\\{made[place:]}"
    return made


def suggest_slug(question: str, taken: Collection[str] = ()) -> str:
    """Return a short slug of the words that say most, or ``""`` where no letter survives."""
    slight = read_language("en").slight
    telling = [word for word in words(question) if stem(word) not in slight]
    slug = build_slug(" ".join(telling[:MAX_SLUG_WORDS])) or build_slug(question)
    return free_slug(slug, taken) if slug else ""


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return a slug that is not taken: itself, or with the first number that is free."""
    if slug not in taken:
        return slug
    return next(name for n in count(2) if (name := f"{slug[:70]}-{n}") not in taken)


def match_headings(
    given: Sequence[str], headings: Mapping[str, Heading]
) -> tuple[list[str], list[str]]:
    """Return the slugs of those that are named, by slug or name, and what names none."""
    by_name = {plain(heading.name).casefold(): slug for slug, heading in headings.items()}
    found, unknown = [], []
    for text in map(plain, given):
        slug = text if text in headings else by_name.get(text.casefold())
        if slug:
            found.append(slug)
        elif text:
            unknown.append(text)
    return list(dict.fromkeys(found)), unknown


def folder_for(topic: str, catalog: Catalog) -> str:
    """Return the folder, of the site's sources, that the topic's questions stand in."""
    folders = Counter(
        PurePosixPath(question.docname).parent.as_posix()
        for question in catalog.by_topic.get(topic, ())
        if question.topics[0] == topic and not question.anchor
    )
    if folders:
        return folders.most_common(1)[0][0]
    return catalog.topics[topic].docname.removesuffix("/index")
