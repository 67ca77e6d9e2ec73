"""All that views are built from, as it stands in this build."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from .sources import read_sources, stamp_sources
from .store import store_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .domain import FaqDomain
    from .store import Store
    from .views import Site

_VOCABULARIES = ("scales", "populations", "means", "evidence", "legend")
_sites: WeakKeyDictionary[Sphinx, Site] = WeakKeyDictionary()


class _Paths(dict[str, str]):
    """docname -> path of its page below the base, each found once.

    They are remembered where all are needed: to find each anew took a tenth of a build after
    an edit.
    """

    def __init__(self, app: Sphinx) -> None:
        self._find = app.builder.get_target_uri
        self._made = [app.builder.name, getattr(app.builder, "link_suffix", "")]

    def recall(self, store: Store) -> None:
        """Look up what the last build has found."""
        kept = store.recall("paths")
        if kept.get("made") == self._made:
            self.update(kept["paths"])

    def keep(self, store: Store) -> None:
        """Remember them for the next build."""
        store.keep("paths", {"made": self._made, "paths": self})

    def __missing__(self, docname: str) -> str:
        self[docname] = path = self._find(docname)
        return path


_paths: WeakKeyDictionary[Sphinx, _Paths] = WeakKeyDictionary()
_permalinks: WeakKeyDictionary[Sphinx, dict[str, str]] = WeakKeyDictionary()


def paths_of(app: Sphinx) -> _Paths:
    """Return where each document's page is."""
    if app not in _paths:
        _paths[app] = _Paths(app)
    return _paths[app]


def permalinks_of(app: Sphinx) -> dict[str, str]:
    """Return the address of each question's place -> its permanent address."""
    if app not in _permalinks:
        base, found, paths = store_of(app).base, {}, paths_of(app)
        paths.recall(store_of(app))
        for slug, question in domain_of(app).catalog.questions.items():
            anchor = f"#{question.anchor}" if question.anchor else ""
            found[f"{base}{paths[question.docname]}{anchor}"] = f"{base}q/{slug}/"
        _permalinks[app] = found
    return _permalinks[app]


def domain_of(app: Sphinx) -> FaqDomain:
    """Return the domain of the current build."""
    return cast("FaqDomain", app.env.domains["faq"])


def labels_of(app: Sphinx) -> dict[str, dict[str, str]]:
    """Return vocabulary name -> slug -> label."""
    return {name: getattr(app.config, f"faq_{name}") for name in _VOCABULARIES}


def site_of(app: Sphinx, docname: str = "") -> Site:
    """Return the site; of a document, at least as much as its page shows.

    It is built once: after reading nothing in it changes.
    """
    from .views import Site  # here: a build after no change need not load it

    domain = domain_of(app)
    catalog = domain.surroundings(docname).catalog if docname else domain.catalog
    site = _sites.get(app)
    if site is None or site.catalog is not catalog:
        months, coverage = app.config.faq_review_months, app.config.faq_coverage
        site = Site(catalog, labels_of(app), read_sources(app.env), months, coverage)
        _sites[app] = site
    return site


def let_go(app: Sphinx, *_: object) -> tuple[()]:
    """Give back all that is made of the records, before Sphinx reads and before it writes its
    own search index (``write-started``, ``html-collect-pages``).

    That is when a build takes most memory. Whoever asks for a record again gets it anew.
    """
    domain_of(app).let_go()
    _sites.pop(app, None)
    _paths.pop(app, None)
    _permalinks.pop(app, None)
    # What was just read or written holds itself in circles; among the young these are soon found.
    gc.collect(1)
    return ()  # pages


def stamp_of(app: Sphinx) -> tuple[object, ...]:
    """Return what a site is made of besides the records; cheap, unlike the site."""
    options = app.config.faq_review_months, sorted(app.config.faq_coverage.items())
    return labels_of(app), stamp_sources(app.env), options
