"""What listings show of the records, as plain data: a page that holds none needs none of it."""

# No annotations of the future: of a named tuple each would be compiled, and kept as code.

from typing import NamedTuple

from .views import Card, Link


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


Listing = HeadingsView | ListView | MatrixView | GalleryView | EmbedView
