"""Lead on from where the home page of a renamed topic or stakeholder stood before.

A home page usually has its slug for its file's name. So where ``topics/coaching.md`` was
``topics/models.md``, and says so in ``formerly``, the old address leads to the new one.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from .files import write_if_new
from .model import Heading, Kind
from .pages import build_redirect
from .publication import publication_of
from .site import site_of
from .store import store_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def find_old_home(heading: Heading, slug: str) -> str:
    """Return the document that was the home page under an earlier slug."""
    path = PurePosixPath(heading.docname)
    if path.name == "index":
        return str(path.parent.with_name(slug) / "index") if path.parent.name else ""
    return str(path.with_name(slug))


def write_moves(app: Sphinx) -> None:
    """Write a redirect at each address of before that no page has now; delete those of others."""
    catalog, publication, store = site_of(app).catalog, publication_of(app), store_of(app)
    homes = {
        old: heading
        for kind in (Kind.TOPIC, Kind.STAKEHOLDER)
        for slug, heading in catalog.renamed[kind].items()
        if not heading.anchor and (old := find_old_home(heading, slug))
    }
    builder: Any = app.builder  # html or dirhtml
    found = app.env.found_docs
    outdir = Path(app.outdir)
    taken = {publication.path_of(docname) for docname in found} if homes else set()
    written = {}
    for old, heading in homes.items():
        if old in found or builder.get_target_uri(old) in taken:
            continue
        target = builder.get_relative_uri(old, heading.docname)
        canonical = publication.page(heading) if publication.base else target
        path = Path(builder.get_outfilename(old))
        write_if_new(path, build_redirect(heading.name, target, canonical, publication.lang))
        written[old] = path.relative_to(outdir).as_posix()
    before = store.recall("moves")
    for old, place in before.items():
        if old not in written and old not in found:
            (outdir / place).unlink(missing_ok=True)
    if before != written:
        store.keep("moves", written)
