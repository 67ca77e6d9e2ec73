"""Everything that can go wrong, each with one name; all messages pass through here.

What each means, with a wrong and a right source, is in ``data/lessons.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.util import logging

from .excerpt import build_excerpt
from .slugs import nearest

logger = logging.getLogger(__name__)


class Diagnostic(StrEnum):
    """Subtypes of the warnings of type ``faq``; suppress one as ``faq.<subtype>``."""

    CONFIG = "config"
    """A ``faq_*`` value in ``conf.py`` is not of the form that it needs."""

    TITLE = "title"
    """The question, name or title is missing."""

    ANSWER = "answer"
    """A question has no answer."""

    OPTION = "option"
    """An option is unknown, repeated, empty or cannot be read."""

    REQUIRED = "required"
    """A required option is missing."""

    DATE = "date"
    """A date is not a day of the calendar, written YYYY-MM-DD."""

    SLUG = "slug"
    """A slug has characters that a permanent address cannot have, or is missing."""

    DUPLICATE = "duplicate"
    """Two things of one kind have the same slug."""

    TOPIC = "topic"
    """No topic page declares this slug."""

    STAKEHOLDER = "stakeholder"
    """No stakeholder page declares this slug."""

    PUBLISHED = "published"
    """A permanent address that was published would lead nowhere."""

    QUESTION = "question"
    """No question has this slug."""

    EXAMPLE = "example"
    """No example has this slug."""

    VALUE = "value"
    """A field's value is not in the vocabulary of ``conf.py``."""

    NESTING = "nesting"
    """A directive stands where it cannot stand."""

    FENCE = "fence"
    """A fence closed too early or not at all, or a directive was read as text or is unknown."""

    ENCODING = "encoding"
    """A source file is not UTF-8; Sphinx reads no further."""

    UNTRUSTED = "untrusted"
    """Something that ``faq_untrusted`` closes."""

    SCRIPT = "script"
    """The widget's script has not been built."""

    FRAGMENT = "fragment"
    """A question has no answer in the output."""


Location = str | tuple[str, int] | nodes.Node | None


def warn(subtype: Diagnostic, message: str, location: Location = None, word: str = "") -> None:
    """Log a warning that says what was found and what to write instead.

    :param word: what is wrong in the line, to be underlined; an option's name with its colons.
    """
    shown = build_excerpt(*_read_lines(location), word) if word else ("", "")
    logger.warning(
        message,
        type="faq",
        subtype=subtype.value,
        location=location,
        extra={"faq_excerpt": shown},
    )


def _read_lines(location: Location) -> tuple[list[str], int]:
    """Return the lines of the file that a location names, and the number of its line."""
    if isinstance(location, nodes.Node):
        source, line = get_source_line(location)
    elif isinstance(location, str):
        source, _, number = location.rpartition(":")
        line = int(number) if number.isdigit() else 0
    else:
        return [], 0
    try:
        return Path(source or "").read_text("utf-8-sig").splitlines(), line or 0
    except (OSError, ValueError):
        return [], 0


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return the cure for an unknown word: the nearest known one, or all there are."""
    words = sorted(known)
    if near := nearest(word, words):
        return f"did you mean '{near}'?"
    if words and len(words) <= 20:
        return f"known are: {', '.join(words)}."
    return otherwise
