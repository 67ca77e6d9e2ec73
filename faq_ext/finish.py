"""End a build: publish, if what is published has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from .assets import SCRIPT
from .files import digest
from .store import store_of, writes_bundle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


def finish_build(app: Sphinx, exception: Exception | None) -> None:
    """Publish if anything in the bundle is new (``build-finished``).

    After a failed build nothing is touched: the manifest before it stays whole.
    """
    if isinstance(exception, UnicodeDecodeError):
        from .source_checks import report_encoding

        report_encoding(app, exception)
    if exception is not None or not hasattr(app.env, "domains"):
        return
    store = store_of(app)
    if not writes_bundle(app):
        store.finish("")
        return
    config = app.config
    script = SCRIPT.stat().st_mtime_ns if SCRIPT.is_file() else 0
    identity = config.faq_title, config.project, store.base, config.language, config.faq_license
    asked = config.faq_ask, config.faq_ask in app.env.found_docs
    search = sorted(config.faq_synonyms.items()), asked
    retired = sorted(config.faq_retired.items())
    written = app.builder.name, config.faq_offline
    inputs = digest(store.revision, identity, search, retired, script, written)
    manifest = Path(app.outdir) / "faq" / "manifest.json"
    known = store.bundle_has(inputs) and manifest.is_file()
    # Sphinx has written its own search index; what it was made of takes more room than ours.
    cast("StandaloneHTMLBuilder", app.builder).indexer = None
    # The modules are loaded here: a build after no change needs none.
    if known and store.fresh():
        from .amend import amend

        known = amend(app)
    if not known:
        from .publish import publish

        publish(app)
    store.finish(inputs)
