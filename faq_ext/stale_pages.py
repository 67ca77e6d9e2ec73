"""Find what Sphinx would overlook: sources to read again, and pages to write again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__
from .files import digest
from .site import domain_of, site_of, stamp_of
from .store import store_of, writes_bundle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def find_touched_sources(app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
    """Return the documents whose source was replaced by an older one (``env-get-outdated``)."""
    return domain_of(app).find_touched()


def find_stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose views differ from what the output shows (``env-updated``).

    Those whose pages may be half-written are among them.
    """
    if app.config.faq_untrusted:
        from .untrusted import unguard_reading

        unguard_reading(app)
    domain, store = domain_of(app), store_of(app)
    # Answers and twins have whole addresses. Sphinx writes all pages again where the base has
    # changed, but not those that a killed build left.
    salt = digest(__version__, writes_bundle(app), app.config.html_baseurl)
    stamp = digest(salt, stamp_of(app))
    same = store.begin(digest(domain.revision, stamp))
    broken = [docname for docname in store.begun_pages() if docname in env.found_docs]
    if same:
        return broken
    # here: a build after no change need not load them
    from .dependents import digest_views, find_dependents
    from .progress import watch
    from .shelves import find_changes

    before = store.recall_shelves(stamp)
    dependents = None
    if before is not None and not domain.catalog.duplicates:
        changes = find_changes(before, domain.shelves)
        dependents = find_dependents(*changes, domain.references, domain.shown, domain.catalog)
    every = domain.records.keys() | domain.references.keys() | domain.shown.keys()
    again = every if dependents is None else every & (dependents | (every - store.shown.keys()))
    views = {docname: store.shown[docname] for docname in every - again}
    site = site_of(app)
    for docname in watch(sorted(again), "comparing what pages show"):
        views[docname] = digest_views(
            site,
            domain.records.get(docname, ()),
            domain.references.get(docname, ()),
            domain.shown.get(docname, ()),
            salt,
        )
    # Of two with one slug either may be the one that counts: then it is not kept what there was.
    kept = None if domain.catalog.duplicates else domain.shelves
    return [*broken, *store.expect(views, kept, stamp)]
