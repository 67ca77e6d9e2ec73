"""The records that leave a directive: frozen, plain, and the same for every output.

They have no slots: pickle restores a plain ``__dict__`` without a call in Python, and the
environment, which holds them all, is read at every build.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The four kinds of thing that the domain knows; also its object types and roles."""

    QUESTION = "question"
    TOPIC = "topic"
    STAKEHOLDER = "stakeholder"
    EXAMPLE = "example"


@dataclass(frozen=True)
class Question:
    """One question with everything that other pages show of it; the answer is not here."""

    slug: str
    question: str  #: The question as readers see it, after translation.
    docname: str  #: The document that holds it.
    anchor: str = ""  #: Id on that page; empty where the question is the page's title.
    summary: str = ""  #: One sentence; the answer's first one unless written.
    topics: tuple[str, ...] = ()  #: Topic slugs; the first is where it stands in the site.
    stakeholders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  #: sphinx-tags' tags of the page.
    asked: tuple[str, ...] = ()  #: Other phrasings.
    see: tuple[str, ...] = ()  #: Slugs of related questions.
    examples: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()  #: Keys of ``faq_evidence``, strongest first.
    added: str = ""  #: ISO date.
    reviewed: str = ""  #: ISO date.
    reviewby: str = ""  #: ISO date.
    by: str = ""  #: Who answered.
    formerly: tuple[str, ...] = ()  #: Slugs that it had before.
    sources: tuple[str, ...] = ()  #: Keys cited in the answer, in order of first use.


@dataclass(frozen=True)
class Heading:
    """A topic or a stakeholder type: what has a home page and a reading order."""

    slug: str
    name: str
    docname: str
    anchor: str = ""
    summary: str = ""
    order: int = 0
    start: tuple[str, ...] = ()  #: Slugs of questions, in reading order.
    team: str = ""  #: Who keeps it.


@dataclass(frozen=True)
class Example:
    """An illustrative example: who does what, where, for whom."""

    slug: str
    name: str
    docname: str
    anchor: str = ""
    organization: str = ""
    place: str = ""
    scale: str = ""  #: A key of ``faq_scales``.
    population: tuple[str, ...] = ()  #: Keys of ``faq_populations``.
    means: tuple[str, ...] = ()  #: Keys of ``faq_means``.
    link: str = ""
    asof: str = ""  #: Year or ISO date up to which the facts were checked.
    text: str = ""  #: Its description as plain text.
    sources: tuple[str, ...] = ()


Record = Question | Heading | Example


@dataclass(frozen=True)
class Place:
    """Where something was written, for messages: never part of a record's identity."""

    source: str  #: Path of the source file; empty where it is the document's own.
    line: int  #: Line of the directive.
    options: dict[str, int] = field(default_factory=dict)  # option -> line

    def at(self, option: str = "", own: str = "") -> str:
        """Return ``file:line`` of an option, or of the directive.

        :param own: path of the document, for a place that does not name its source.
        """
        return f"{self.source or own}:{self.options.get(option, self.line)}"

    def shorten(self, own: str, options: Collection[str]) -> Place:
        """Return what later messages need, which the environment carries for every record."""
        lines = {option: line for option, line in self.options.items() if option in options}
        return Place("" if self.source == own else self.source, self.line, lines)


@dataclass(frozen=True)
class Noted:
    """A record with its kind and its place, as a directive hands it to the domain."""

    kind: Kind
    record: Record
    place: Place


@dataclass(frozen=True)
class Shown:
    """A view that an author asked for; those of the records themselves go without saying."""

    view: str  #: A name in ``views.VIEWS``.
    options: tuple[tuple[str, str], ...]  #: Sorted.
    place: Place


@dataclass
class DocumentNotes:
    """All that one document adds to the domain, in source order."""

    noted: list[Noted] = field(default_factory=list)
    references: list[tuple[Kind, str]] = field(default_factory=list)  # role targets
    shown: list[Shown] = field(default_factory=list)
    digest: str = ""  #: Of all this but the places.
