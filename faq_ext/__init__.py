"""Frequently asked questions in Sphinx: topic and stakeholder indexes, bundle, widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import (
    assets,
    capture,
    config,
    directives,
    listings,
    nodes,
    pending,
    publish,
    roles,
    source_checks,
    tag_pages,
)
from ._version import __version__
from .domain import FaqDomain
from .model import Kind

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything, in the order in which a question passes through."""
    app.setup_extension("sphinx_design")
    config.register(app)
    app.connect("config-inited", config.validate)

    app.add_domain(FaqDomain)
    app.add_directive_to_domain("faq", "question", directives.QuestionDirective)
    app.add_directive_to_domain("faq", "for", directives.ForDirective)
    app.add_directive_to_domain("faq", "example", directives.ExampleDirective)
    app.add_directive_to_domain("faq", "topic", directives.TopicDirective)
    app.add_directive_to_domain("faq", "stakeholder", directives.StakeholderDirective)
    app.add_directive_to_domain("faq", "list", listings.ListDirective)
    app.add_directive_to_domain("faq", "matrix", listings.MatrixDirective)
    app.add_directive_to_domain("faq", "gallery", listings.GalleryDirective)
    for kind in Kind:
        app.add_role_to_domain("faq", kind.value, roles.RecordRole(warn_dangling=False))

    formats = ("latex", "text", "man", "texinfo")
    others: Any = dict.fromkeys(formats, (capture.pass_through, capture.pass_through))
    answer = (capture.visit_answer_html, capture.depart_answer_html)
    app.add_node(nodes.faq_answer, html=answer, **others)
    app.add_node(nodes.faq_for, html=(capture.visit_for_html, capture.depart_for_html), **others)
    nowhere: Any = dict.fromkeys(("html", *formats), (capture.skip, None))
    app.add_node(nodes.faq_texts, **nowhere)
    app.add_node(nodes.faq_view)

    app.connect("builder-inited", assets.add_styles)
    # around sphinx-tags' own handler, which has the default priority of 500
    app.connect("builder-inited", tag_pages.remember, priority=400)
    app.connect("builder-inited", tag_pages.restore, priority=600)
    # 900: after extensions that change the source
    app.connect("source-read", source_checks.keep_source, priority=900)
    app.connect("doctree-read", pending.note_records)
    # 900: after sphinxcontrib-bibtex has numbered its citations
    app.connect("env-updated", listings.find_stale_pages, priority=900)
    app.connect("doctree-resolved", listings.show_views)
    app.connect("html-page-context", capture.write_fragments)
    app.connect("build-finished", source_checks.report_encoding)
    app.connect("build-finished", publish.publish)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
