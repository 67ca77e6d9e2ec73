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


View = HeadView | FootView | ForView | ExampleView
