"""The text of the document that is being read, and where in it something stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_KEY = "faq_source"  # in env.temp_data, which Sphinx empties after each document
_MOST_FENCES = 8  # that a directive stands in, at the beginning of each
_MARKUP = re.compile(r"[:`~]{3,}")


def keep_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep the text that the parser is about to read (``source-read``)."""
    if "\0" in source[0]:  # with which docutils marks escapes; MyST does the same
        source[0] = source[0].replace("\0", "\ufffd")
    app.env.temp_data[_KEY] = source[0]


def line_of_text(env: BuildEnvironment, text: str) -> int:
    """Return the first line of the document being read that holds a text, else the first."""
    found = (n for n, line in enumerate(lines_of(env), start=1) if text in line)
    return next(found, 1)


def line_of_directive(env: BuildEnvironment, line: int, *words: str) -> int:
    """Return the nearest line at or above ``line`` that holds all words, else ``line``.

    MyST puts a blank line before text that begins with a fence, so for each such fence around
    a directive its line is one too high.
    """
    lines = lines_of(env)
    for number in range(min(line, len(lines)), max(0, line - _MOST_FENCES), -1):
        if all(word in lines[number - 1] for word in words):
            return number
    return line


def unclosed_markup(env: BuildEnvironment, line: int, block_text: str) -> str:
    """Return the markup of a Markdown fence that has no closing line, else nothing.

    MyST says not whether a fence was closed, but gives the text between: the line below
    it tells. Text that begins with a fence has a line too many.
    """
    markup = _MARKUP.match(block_text)
    last = line + block_text.count("\n") - 1
    lines = lines_of(env)
    if markup is None or last > len(lines) + 1:  # a notebook's cell has lines of its own
        return ""
    near = [text.strip(" \t>") for text in lines[last - 2 : last]]
    return "" if markup[0] in near else markup[0]


def source_of(env: BuildEnvironment) -> str:
    """Return the whole text, or nothing where no source was read."""
    return env.temp_data.get(_KEY) or ""


def lines_of(env: BuildEnvironment) -> list[str]:
    """Return the same in lines."""
    return source_of(env).split("\n")
