"""What a page shows of other pages' records, as plain data.

A view is built from the catalog alone, and rendered from nothing but itself. So its
digest tells whether the page that shows it must be written again.
"""

# No annotations of the future: of a named tuple each would be compiled, and kept as code.

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from .catalog import Catalog


class Link(NamedTuple):
    """A text that leads to a place in the site."""

    text: str
    docname: str
    anchor: str = ""
    hue: int = 0  #: A topic's place among the topics, from 1; a small mark of colour.


class Source(NamedTuple):
    """A cited source, as the bibliography prints it."""

    text: str
    url: str
    target: Link
    keywords: tuple[str, ...] = ()


class Site(NamedTuple):
    """All that views are built from."""

    catalog: Catalog
    labels: Mapping[str, Mapping[str, str]]  # vocabulary name -> slug -> label
    sources: Mapping[str, Source]  # cite key -> source
    months: int = 0  #: How long a review holds; 0: for ever.
    coverage: Mapping[str, Sequence[str]] = MappingProxyType({})  #: Topic -> stakeholders.


class Entry(NamedTuple):
    """A question in a listing."""

    question: Link
    summary: str
    label: str = ""  #: What the links are: whom it is for, or its topic.
    links: tuple[Link, ...] = ()
    added: str = ""  #: Where the listing is in this order.


class Group(NamedTuple):
    """Questions under one heading."""

    heading: Link | None
    anchor: str
    numbered: bool
    entries: tuple[Entry, ...]
    elsewhere: tuple[Link, ...] = ()  #: Members that the page shows further up.
    due: str = ""  #: ISO date by which all of them want a review.


class ListView(NamedTuple):
    """Questions in groups; a heading may be empty."""

    groups: tuple[Group, ...]
    links: bool = False  #: Show bare links, without summaries and stakeholders.
    team: str = ""  #: Who keeps the topic, or what is for these readers.


class HeadingCard(NamedTuple):
    """A topic or stakeholder with how many questions it has."""

    name: Link
    summary: str
    number: int


class HeadingsView(NamedTuple):
    """All topics, or all stakeholders."""

    headings: tuple[HeadingCard, ...]


class Cell(NamedTuple):
    """How many questions a topic has for a stakeholder, and where they are listed."""

    number: int
    target: Link
    wanted: bool = False  #: The site asks for one, and there is none.


class MatrixView(NamedTuple):
    """Stakeholders (rows) against topics (columns)."""

    topics: tuple[Link, ...]
    rows: tuple[tuple[Link, tuple[Cell, ...]], ...]
    drawn: bool = False  #: Each number in a disc as large as it.


class EmbedView(NamedTuple):
    """Where other sites make their snippet; without scripts it leads to the topics."""

    topics: tuple[Link, ...]


class Card(NamedTuple):
    """An example with its facts as readers see them."""

    name: Link
    organization: str
    place: str
    scale: str
    population: tuple[str, ...]
    means: tuple[str, ...]
    asof: str
    link: str
    text: str
    anchor: str = ""  #: Id of the card itself, where links lead to it.
    users: tuple[Link, ...] = ()
    sources: tuple[Link, ...] = ()


class CardGroup(NamedTuple):
    """Cards under one heading."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]


class GalleryView(NamedTuple):
    """Each example once, by scale; and indexes that lead to the cards."""

    groups: tuple[CardGroup, ...]
    #: Title, then for each word its own place on the page and the cards that have it.
    indexes: tuple[tuple[str, tuple[tuple[Link, tuple[Link, ...]], ...]], ...]


class HeadView(NamedTuple):
    """What stands between a question and its answer."""

    topics: tuple[Link, ...]
    stakeholders: tuple[Link, ...]
    due: str = ""  #: ISO date by which the answer wants a review.


class FootView(NamedTuple):
    """What stands below an answer."""

    slug: str
    examples: tuple[Card, ...]
    see: tuple[Link, ...]
    referrers: tuple[Link, ...]
    sources: tuple[Source, ...]
    evidence: tuple[tuple[str, str], ...]  #: Label and meaning of each kind.
    by: str
    added: str
    reviewed: str
    due: str


class ForView(NamedTuple):
    """Whom a part of an answer is for."""

    names: tuple[str, ...]
    persons: tuple[str, ...] = ()  #: The same in words for "If you are …", if all have some.


class ExampleView(NamedTuple):
    """An example on its own page: its facts, and the questions that use it."""

    card: Card


View = (
    HeadView
    | FootView
    | ForView
    | HeadingsView
    | ListView
    | MatrixView
    | GalleryView
    | EmbedView
    | ExampleView
)
