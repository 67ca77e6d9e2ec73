"""The records that leave a directive: frozen, plain, and the same for every output.

They are named tuples, so that the environment, which holds them all and is read at every
build, can keep them as bare tuples: without a name for each field, and without a call for
each record.
"""

# No annotations of the future: of a named tuple each would be compiled, and kept as code.

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple


class Kind(StrEnum):
    """The four kinds of thing that the domain knows; also its object types and roles."""

    QUESTION = "question"
    TOPIC = "topic"
    STAKEHOLDER = "stakeholder"
    EXAMPLE = "example"


class Question(NamedTuple):
    """One question with everything that other pages show of it; the answer is not here."""

    slug: str  #: What addresses and other questions name it by.
    question: str  #: The question as readers see it, after translation.
    docname: str  #: The document that holds it.
    anchor: str = ""  #: Id on that page; empty where the question is the page's title.
    summary: str = ""  #: One sentence; the answer's first one unless written.
    topics: tuple[str, ...] = ()  #: Topic slugs; the first is where it stands in the site.
    stakeholders: tuple[str, ...] = ()  #: Slugs of the readers that it is for.
    tags: tuple[str, ...] = ()  #: sphinx-tags' tags of the page.
    asked: tuple[str, ...] = ()  #: Other phrasings.
    see: tuple[str, ...] = ()  #: Slugs of related questions.
    examples: tuple[str, ...] = ()  #: Slugs of the examples that illustrate it.
    evidence: tuple[str, ...] = ()  #: Keys of ``faq_evidence``, strongest first.
    added: str = ""  #: ISO date; empty where not written, as the next two.
    reviewed: str = ""  #: ISO date of the last review.
    reviewby: str = ""  #: ISO date by which its author wants the next one.
    by: str = ""  #: Who answered.
    formerly: tuple[str, ...] = ()  #: Slugs that it had before.
    sources: tuple[str, ...] = ()  #: Keys cited in the answer, in order of first use.


class Heading(NamedTuple):
    """A topic or a stakeholder type: what has a home page and a reading order."""

    slug: str  #: What questions, addresses and embeds name it by.
    name: str  #: As readers see it, after translation.
    docname: str  #: The document that is its home page.
    anchor: str = ""  #: Id on that page; empty where it is the page's title.
    summary: str = ""  #: One sentence, for cards.
    order: int = 0  #: Its place among the others.
    start: tuple[str, ...] = ()  #: Slugs of questions, in reading order.
    team: str = ""  #: Who keeps it.
    why: tuple[tuple[str, str], ...] = ()  #: Question and why it matters to this stakeholder.
    person: str = ""  #: Whom "If you are …" addresses: "a principal or a district administrator".
    formerly: tuple[str, ...] = ()  #: Slugs that it had before.


class Example(NamedTuple):
    """An illustrative example: who does what, where, for whom."""

    slug: str  #: What questions name it by.
    name: str  #: As readers see it, after translation.
    docname: str  #: The document that holds it.
    anchor: str = ""  #: Id on that page; empty where it is the page's title.
    organization: str = ""  #: Who does it.
    place: str = ""  #: Where.
    scale: str = ""  #: A key of ``faq_scales``.
    population: tuple[str, ...] = ()  #: Keys of ``faq_populations``.
    means: tuple[str, ...] = ()  #: Keys of ``faq_means``.
    link: str = ""  #: Address of the main source.
    asof: str = ""  #: Year or ISO date up to which the facts were checked.
    text: str = ""  #: Its description as plain text.
    sources: tuple[str, ...] = ()  #: Keys cited in it, in order of first use.


Record = Question | Heading | Example

RECORD_TYPES: Mapping[str, type[Record]] = {
    Kind.QUESTION: Question,
    Kind.TOPIC: Heading,
    Kind.STAKEHOLDER: Heading,
    Kind.EXAMPLE: Example,
}

_KINDS = {kind.value: kind for kind in Kind}

Noted = tuple[Kind, Record]
Reference = tuple[str, str]  #: Kind and slug that a role names.
Shown = tuple[str, tuple[tuple[str, str], ...]]  #: A name in ``VIEWS``, and its sorted options.


class Place(NamedTuple):
    """Where a directive was written, for messages: never part of a record."""

    source: str
    line: int

    def at(self, line: int = 0) -> str:
        """Return ``file:line``, of the directive unless another line is given."""
        return f"{self.source}:{line or self.line}"


class DocumentNotes(NamedTuple):
    """All that one document adds to the domain, in source order."""

    records: Sequence[Noted] = ()
    references: Sequence[Reference] = ()
    shown: Sequence[Shown] = ()  #: What its author asks for; a record's own views go unsaid.
    places: Sequence[Place] = ()  #: Of the records, then of what is shown.


def unpack_records(rows: Mapping[str, Iterable[Any]]) -> dict[str, list[Noted]]:
    """Return docname -> records, of the bare tuples that the environment holds."""
    return {
        docname: [(_KINDS[kind], RECORD_TYPES[kind](*fields)) for kind, *fields in found]
        for docname, found in rows.items()
    }
