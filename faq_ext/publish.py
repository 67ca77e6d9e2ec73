"""Publish what a build has found, once all pages are written (``build-finished``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from ._version import __version__
from .assets import write_script
from .bundle import SCHEMA, Publication, answers_of, build_bundle, build_parts, write_bundle
from .files import write_file
from .pages import write_permalinks
from .progress import watch
from .search_index import Field, Weigher
from .site import site_of
from .store import store_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def publish(app: Sphinx) -> None:
    """Write bundle, script and permanent addresses."""
    store, outdir = store_of(app), Path(app.outdir)
    publication = Publication(
        title=app.config.faq_title or app.config.project,
        base=store.base,
        lang=app.config.language or "en",
        license=app.config.faq_license,
        path_of=app.builder.get_target_uri,
    )
    folder = outdir / "faq"
    site = site_of(app)
    pages = store.take(app.env.found_docs)
    with progress_message("putting the bundle together"):
        answers = answers_of(site.catalog, pages)
        bundle = build_bundle(site, answers, publication)
        weigher = Weigher(store.recall("weights"))
    steps = watch(range(len(answers)), "weighing words")

    def weigh(fields: Sequence[Field]) -> Mapping[str, int]:
        next(steps, None)
        return weigher.weigh(fields)

    parts = build_parts(site, answers, publication, weigh)
    next(steps, None)  # ends its line
    with progress_message("writing the bundle"):
        store.keep("weights", weigher.used)
        schema = SCHEMA.read_text("utf-8")
        write_file(folder / "schema" / SCHEMA.name, schema)
        write_bundle(folder, publication, bundle, parts, write_script(folder))
    targets = {
        slug: [question.question, publication.page(question)]
        for slug, question in site.catalog.questions.items()
        if slug in answers
    }
    made = [__version__, store.base, publication.lang]
    kept = store.recall("permalinks")
    whole = kept.get("made") == made and (outdir / "q").is_dir()
    before = kept["targets"] if whole else {}
    if before != targets:
        store.keep("permalinks", {})  # until all are written nothing is known of them
        write_permalinks(outdir / "q", targets, before, store.base, publication.lang)
        store.keep("permalinks", {"made": made, "targets": targets})
