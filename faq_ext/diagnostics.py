"""Everything that can go wrong, each with one name; all messages pass through here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from docutils import nodes
from sphinx.util import logging

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


def warn(subtype: Diagnostic, message: str, location: Location = None) -> None:
    """Log a warning that says what was found and what to write instead."""
    logger.warning(message, type="faq", subtype=subtype.value, location=location)


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return the cure for an unknown word: the nearest known one, or all there are."""
    words = sorted(known)
    if near := nearest(word, words):
        return f"did you mean '{near}'?"
    if words and len(words) <= 20:
        return f"known are: {', '.join(words)}."
    return otherwise
