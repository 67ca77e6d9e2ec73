"""Publish what a build has found, once all pages are written (``build-finished``)."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.util.display import progress_message

from ._version import __version__
from .assets import write_script
from .bundle import (
    SCHEMA,
    VERSION,
    answers_of,
    build_bundle,
    build_parts_of,
)
from .diagnostics import Diagnostic, did_you_mean, warn
from .embeds import write_embed_page, write_fragments
from .english import read_language
from .feeds import write_feeds
from .files import read_json, write_file
from .manifest import write_bundle
from .moves import write_moves
from .offline import write_all, write_offline
from .page_head import twin_of
from .pages import list_targets, write_permalinks
from .progress import watch
from .publication import Publication, publication_of
from .search_index import Levels, Texts, Weigher
from .site import domain_of, paths_of, site_of
from .store import store_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MANY = 200  # pages, after which much may be left over


def publish(app: Sphinx) -> None:
    """Write bundle, script and permanent addresses."""
    store, outdir = store_of(app), Path(app.outdir)
    if len(store.fresh()) > MANY:
        gc.collect()  # doctrees hold themselves in circles: those that were written give room
    publication = publication_of(app)
    folder = outdir / "faq"
    site = site_of(app)
    paths_of(app).recall(store)
    store.gather()
    pages = store.take(app.env.found_docs)
    with progress_message("putting the bundle together"):
        answers = answers_of(site.catalog, pages, domain_of(app).place_of)
        bundle = build_bundle(site, answers, publication)
    language = read_language(publication.lang)
    weigher = Weigher(language, app.config.faq_synonyms, store.recall_levels())

    def weigh(questions: Iterable[Texts]) -> list[Levels]:
        return weigher.weigh(questions, lambda texts: watch(texts, "weighing words"))

    def gather(levels: Sequence[Levels]) -> Iterable[Levels]:
        return watch(levels, "building the search index")

    parts = build_parts_of(site, answers, publication, language, weigh, gather)
    with progress_message("writing the bundle"):
        store.keep_levels(weigher.used)
        store.keep("published", {"counts": weigher.counts, "sampled": parts.sampled})
        schema = SCHEMA.read_text("utf-8")
        write_file(folder / "schema" / SCHEMA.name, schema)
        ask = _address_to_ask(app, publication)
        head = {"version": VERSION, **publication.identity, "ask": ask}
        script = write_script(folder)
        homes = {slug: site.catalog.questions[slug].docname for slug in answers}
        twins = _update_twins(app, set(homes.values()) if publication.base else set())
        write_feeds(outdir, bundle, {slug: twins[homes[slug]] for slug in homes if twins})
    made_of = store.recall("fragments")
    store.keep("fragments", {})  # until all are written nothing is known of them
    store.keep("fragments", write_fragments(folder, bundle, made_of))
    write_embed_page(folder, bundle, script)
    write_bundle(folder, bundle, head, parts, script)
    if app.config.faq_offline:
        manifest = read_json(folder / "manifest.json")
        write_offline(folder, manifest, partial(write_all, bundle))
    targets = list_targets(site.catalog, answers, publication)
    made = [__version__, store.base, publication.lang]
    kept = store.recall("permalinks")
    whole = kept.get("made") == made and (outdir / "q").is_dir()
    before = kept["targets"] if whole else {}
    if before != targets:
        store.keep("permalinks", {})  # until all are written nothing is known of them
        write_permalinks(outdir / "q", targets, before, store.base, publication.lang)
        paths_of(app).keep(store)
        store.keep("permalinks", {"made": made, "targets": targets})
    write_moves(app)


def _update_twins(app: Sphinx, docnames: set[str]) -> dict[str, str]:
    """Return docname -> address of the Markdown file that has its answers; delete those of others.

    Their paths are remembered: to find each anew took a tenth of a build after an edit.
    """
    store, builder = store_of(app), app.builder.name
    kept = store.recall("twins")
    before = kept.get("pages", {})
    known = before if kept.get("builder") == builder else {}
    paths = {
        docname: known[docname] if docname in known else twin_of(app.builder, docname)
        for docname in docnames
    }
    for path in set(before.values()) - set(paths.values()):
        Path(app.outdir, path).unlink(missing_ok=True)
    if kept != (now := {"builder": builder, "pages": paths}):
        store.keep("twins", now)
    quoted = quote("\n".join(paths.values()), "/\n").split("\n")  # one call for all
    return {name: store.base + path for name, path in zip(paths, quoted, strict=False)}


def _address_to_ask(app: Sphinx, publication: Publication) -> str:
    """Return where readers can ask who find no answer, or nothing."""
    ask = app.config.faq_ask
    if not ask or re.match(r"(https?://|mailto:)", ask):
        return str(ask)
    if ask in app.env.found_docs:
        return publication.base + publication.path_of(ask)
    cure = did_you_mean(ask, app.env.found_docs, otherwise="write the name of a document.")
    warn(Diagnostic.CONFIG, f"faq_ask in conf.py names no document '{ask}': {cure}")
    return ""
