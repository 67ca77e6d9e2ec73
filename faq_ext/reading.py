"""What directives and roles know of the document that is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .model import Kind, Place, Record, Reference, Shown

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

KEY = "faq_reading"  # in env.temp_data, which Sphinx empties after each document


class Pending(NamedTuple):
    """A record whose texts may still be translated, and the nodes that hold them."""

    kind: Kind
    record: Record
    place: Place
    section: nodes.Element  #: Its first child is the title.
    body: nodes.Element


class Reading:
    """What has been met so far."""

    def __init__(self) -> None:
        self.questions: list[str] = []  # titles of the open ones
        self.hoisted: list[nodes.Node] = []  # questions found inside one
        self.pending: list[Pending] = []
        self.references: list[Reference] = []  # what roles name
        self.shown: list[tuple[Shown, Place]] = []  # what the author asks for
        self.titled = False  #: A directive of ours has given the page a heading.


def reading_of(env: BuildEnvironment) -> Reading:
    """Return the reading of the current document."""
    reading: Reading | None = env.temp_data.get(KEY)
    if reading is None:
        reading = env.temp_data[KEY] = Reading()
    return reading
