"""What a bundle says of itself, and the addresses in it.

Pages say that, too; apart from ``bundle`` it can be had without all that only publishing needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from .model import Example, Heading, Question
from .site import paths_of
from .store import store_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Publication:
    """What a bundle says of itself, and where its pages are."""

    title: str
    base: str
    lang: str
    license: str
    path_of: Callable[[str], str]  #: Returns the path of a document's page, below ``base``.
    retired: Mapping[str, str] = field(default_factory=dict)  #: Slug -> why it has no answer.
    _pages: dict[tuple[str, str], str] = field(default_factory=dict)  # each is asked for thrice

    @property
    def identity(self) -> dict[str, str]:
        """Return what manifest and bundle say at their head."""
        return {
            "title": self.title,
            "base": self.base,
            "lang": self.lang,
            "license": self.license,
        }

    def page(self, record: Question | Heading | Example) -> str:
        """Return the address of a record's place."""
        place = record.docname, record.anchor
        if place not in self._pages:
            address = self.base + self.path_of(record.docname)
            self._pages[place] = f"{address}#{record.anchor}" if record.anchor else address
        return self._pages[place]

    def permalink(self, slug: str) -> str:
        """Return the permanent address of a question."""
        return f"{self.base}q/{slug}/"


_publications: WeakKeyDictionary[Sphinx, Publication] = WeakKeyDictionary()


def publication_of(app: Sphinx) -> Publication:
    """Return what this build publishes."""
    if app not in _publications:
        _publications[app] = Publication(
            title=app.config.faq_title or app.config.project,
            base=store_of(app).base,
            lang=app.config.language or "en",
            license=app.config.faq_license,
            path_of=lambda docname: paths_of(app)[docname],
            retired=app.config.faq_retired,
        )
    return _publications[app]
