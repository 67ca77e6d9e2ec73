"""Show the line of a source that a message is about, with the wrong word underlined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MAX_CHARACTERS = 84  #: Of the line that is shown; a longer one is cut around the word.
_NAME = re.compile(r"\s*:?[A-Za-z][\w-]*:\s")
_CUT = "… "


def build_excerpt(lines: Sequence[str], number: int, word: str) -> tuple[str, str]:
    """Return a source line and the carets below the word in it; both empty where it is not there.

    An option's name is looked for with its colons, a value after them and on the lines that
    continue it.

    :param number: of the line, counted from 1.
    """
    for place, raw in enumerate(lines[number - 1 :] if number > 0 and word else ()):
        if place and not (raw[:1].isspace() and raw.strip()):
            break
        line = raw.expandtabs(1).rstrip()
        first = 0 if word.startswith(":") or not (name := _NAME.match(line)) else name.end()
        start = _find(line, word, first)
        if start >= 0:
            return _cut(line, start, start + len(word))
    return "", ""


def _find(line: str, word: str, first: int) -> int:
    """Return where the word stands as a whole in a line, or -1."""
    match = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(line, first)
    return match.start() if match else -1


def _cut(line: str, start: int, end: int) -> tuple[str, str]:
    indent = len(line) - len(line.lstrip())
    line, start, end = line[indent:], start - indent, end - indent
    if len(line) > MAX_CHARACTERS:
        room = max(MAX_CHARACTERS - (end - start), 0) // 2
        left = max(0, min(start - room, len(line) - MAX_CHARACTERS))
        cut = left + MAX_CHARACTERS < len(line)
        line = (_CUT if left else "") + line[left : left + MAX_CHARACTERS] + (" …" if cut else "")
        shift = len(_CUT) - left if left else 0
        start, end = start + shift, min(end + shift, len(line))
    return line, " " * _width(line[:start]) + "^" * _width(line[start:end])


def _width(text: str) -> int:
    """Return how many columns a terminal needs for a text."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
