"""The records that leave a directive: frozen, plain, and the same for every output.

They are named tuples: rows of texts and lists become records without a call for each field.
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
    added: str = ""  #: ISO date; empty where not written, as the next two.
    reviewed: str = ""  #: ISO date of the last review.
    reviewby: str = ""  #: ISO date by which its author wants the next one.
    by: str = ""  #: Who answered.
    topics: tuple[str, ...] = ()  #: Topic slugs; the first is where it stands in the site.
    stakeholders: tuple[str, ...] = ()  #: Slugs of the readers that it is for.
    tags: tuple[str, ...] = ()  #: sphinx-tags' tags of the page.
    asked: tuple[str, ...] = ()  #: Other phrasings.
    see: tuple[str, ...] = ()  #: Slugs of related questions.
    examples: tuple[str, ...] = ()  #: Slugs of the examples that illustrate it.
    evidence: tuple[str, ...] = ()  #: Keys of ``faq_evidence``, strongest first.
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
    team: str = ""  #: Who keeps it.
    person: str = ""  #: Whom "If you are …" addresses: "a principal or a district administrator".
    start: tuple[str, ...] = ()  #: Slugs of questions, in reading order.
    why: tuple[tuple[str, str], ...] = ()  #: Question and why it matters to this stakeholder.
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
    link: str = ""  #: Address of the main source.
    asof: str = ""  #: Year or ISO date up to which the facts were checked.
    text: str = ""  #: Its description as plain text.
    population: tuple[str, ...] = ()  #: Keys of ``faq_populations``.
    means: tuple[str, ...] = ()  #: Keys of ``faq_means``.
    sources: tuple[str, ...] = ()  #: Keys cited in it, in order of first use.


Record = Question | Heading | Example

RECORD_TYPES: Mapping[str, type[Record]] = {
    Kind.QUESTION: Question,
    Kind.TOPIC: Heading,
    Kind.STAKEHOLDER: Heading,
    Kind.EXAMPLE: Example,
}

_KINDS = {kind.value: kind for kind in Kind}
#: Kind -> how many fields behind the first three are no tuples; they stand before those that are.
_FIRST_TUPLE = {
    kind: list(record._field_defaults.values()).index(()) for kind, record in RECORD_TYPES.items()
}
_make: Any = tuple.__new__  # what the class itself would call

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


def pack_records(records: Iterable[Noted]) -> list[Any]:
    """Return rows of records: kind, then the fields in two lists, those that are tuples apart.

    The document is left out: whoever holds the rows knows it.
    """
    rows = []
    for kind, record in records:
        slug, text, _, *fields = record
        first = _FIRST_TUPLE[kind]
        rows += [(kind.value, (slug, text, *fields[:first]), fields[first:])]
    return rows


def unpack_records(
    rows: Iterable[tuple[str, Iterable[Any]]], made: dict[Any, Any]
) -> dict[str, list[Noted]]:
    """Return docname -> records of rows, in which tuples may have become lists.

    Loops are plain, and one call makes a record: a build after an edit makes all of them.

    :param made: each slug and each tuple to itself, so that those that are equal are one.
    """
    found: dict[str, list[Noted]] = {}
    share = made.setdefault
    for docname, records in rows:
        noted: list[Noted] = []
        for kind, (slug, text, *texts), tuples in records:
            fields = [*map(share, names := (slug, docname), names), *texts]
            fields.insert(1, text)
            for words in tuples:
                if words and " " in words[0]:  # phrases: no two are equal
                    fields += ((*words,),)
                elif words and type(words[0]) is list:  # isinstance would be a call
                    fields += ((*map(tuple, words),),)
                else:
                    slugs = (*map(share, words, words),)
                    if slugs not in made:
                        made[slugs] = slugs
                    fields += (made[slugs],)
            noted += ((_KINDS[kind], _make(RECORD_TYPES[kind], fields)),)
        found[docname] = noted
    return found
