"""Publish what a build has found, once all pages are written (``build-finished``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from .assets import SCRIPT, write_script
from .bundle import SCHEMA, Publication, answers_of, build_bundle, build_parts, write_bundle
from .files import digest, write_file
from .listings import site_of
from .pages import write_permalinks
from .search_index import Weigher
from .store import store_of, writes_bundle

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write bundle, script and permanent addresses, if anything in them is new.

    After a failed build nothing is touched: the manifest before it stays whole.
    """
    if exception is not None or not hasattr(app.env, "domains"):
        return
    store = store_of(app)
    if not writes_bundle(app):
        store.finish("")
        return
    outdir = Path(app.outdir)
    publication = Publication(
        title=app.config.faq_title or app.config.project,
        base=store.base,
        lang=app.config.language or "en",
        license=app.config.faq_license,
        path_of=app.builder.get_target_uri,
    )
    script = SCRIPT.stat().st_mtime_ns if SCRIPT.is_file() else 0
    inputs = digest(store.revision, publication.identity, script)
    manifest = outdir / "faq" / "manifest.json"
    if store.bundle_is_current(inputs) and manifest.is_file():
        return
    with progress_message("writing the bundle"):
        site = site_of(app.env)
        pages = store.take(app.env.found_docs)
        answers = answers_of(site.catalog, pages)
        bundle = build_bundle(site, answers, publication)
        weigher = Weigher(store.recall("weights"))
        parts = build_parts(site, answers, publication, weigher.weigh)
        store.keep("weights", weigher.used)
        schema = SCHEMA.read_text("utf-8")
        write_file(manifest.parent / "schema" / SCHEMA.name, schema)
        script_entry = write_script(manifest.parent)
        write_bundle(manifest.parent, publication, bundle, parts, script_entry)
        targets = {
            slug: (question.question, publication.page(question))
            for slug, question in site.catalog.questions.items()
            if slug in answers
        }
        made_of = {"digest": digest(targets, publication.identity)}
        if store.recall("permalinks") != made_of or not (outdir / "q").is_dir():
            write_permalinks(outdir, targets, store.base, publication.lang)
            store.keep("permalinks", made_of)
    store.finish(inputs)
