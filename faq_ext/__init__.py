"""Frequently asked questions in Sphinx: topic and stakeholder indexes, bundle, widget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import assets, capture, config, finish, log_help, nodes, roles, site, stale_pages, tag_pages
from ._version import __version__
from .domain import FaqDomain
from .late import late
from .model import Kind

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything, in the order in which a question passes through."""
    app.setup_extension("sphinx_design")
    if config.needs_myst(app):
        app.setup_extension("myst_parser")
    config.register(app)
    log_help.add_help(app)
    app.connect("config-inited", config.validate)
    app.connect("config-inited", close_settings)

    app.add_domain(FaqDomain)
    for kind in Kind:
        app.add_role_to_domain("faq", kind.value, roles.RecordRole(warn_dangling=False))

    formats = ("latex", "text", "man", "texinfo")
    others: Any = dict.fromkeys(formats, (capture.pass_through, capture.pass_through))
    answer = (capture.visit_answer_html, capture.depart_answer_html)
    app.add_node(nodes.faq_answer, html=answer, **others)
    app.add_node(nodes.faq_for, html=(capture.visit_for_html, capture.depart_for_html), **others)
    app.add_node(nodes.faq_entries, html=(capture.visit_entries_html, None))
    app.add_node(nodes.faq_due, html=(capture.visit_due_html, None))
    nowhere: Any = dict.fromkeys(("html", *formats), (capture.skip, None))
    app.add_node(nodes.faq_texts, **nowhere)
    app.add_node(nodes.faq_view)

    app.connect("builder-inited", assets.add_styles)
    # around sphinx-tags' own handler, which has the default priority of 500
    app.connect("builder-inited", tag_pages.remember, priority=400)
    app.connect("builder-inited", tag_pages.restore, priority=600)
    app.connect("env-get-outdated", stale_pages.find_touched_sources)
    app.connect("env-before-read-docs", assets.add_files)
    # 100: before extensions that read something themselves
    app.connect("env-before-read-docs", add_directives, priority=100)
    # 900: after extensions that change the source
    app.connect("source-read", late("kept_source", "keep_source"), priority=900)
    app.connect("include-read", late("includes", "end_circle"))
    # 100: before Sphinx collects titles, toctrees, pictures
    app.connect("doctree-read", late("source_checks", "check_doctree"), priority=100)
    app.connect("doctree-read", late("pending", "note_records"))
    # 900: after sphinxcontrib-bibtex has numbered its citations
    app.connect("env-updated", stale_pages.find_stale_pages, priority=900)
    app.connect("write-started", site.let_go)
    app.connect("doctree-resolved", late("resolve", "show_views"))
    app.connect("html-page-context", capture.write_fragments)
    app.connect("html-page-context", describe_page)
    app.connect("html-collect-pages", site.let_go)
    app.connect("build-finished", finish.finish_build)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def close_settings(app: Sphinx, config: Config) -> None:
    """Undo what ``conf.py`` opens, where the content is not trusted."""
    if config.faq_untrusted:
        from .untrusted import close_front_matter, refuse_settings, take_out_unsafe

        refuse_settings(config, Path(app.srcdir))
        # just before our own handlers, which need not look at what is closed or taken out
        app.connect("source-read", close_front_matter, priority=890)
        app.connect("doctree-read", take_out_unsafe, priority=90)


def add_directives(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Add the directives to the domain, in a build that reads something.

    They are a third of the extension, and the registry is asked only before there is an
    environment.
    """
    if docnames:
        from .directives import DIRECTIVES

        env.domains["faq"].directives.update(DIRECTIVES)
        if app.config.faq_untrusted:
            from .untrusted import guard_reading

            guard_reading(app)


def describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell machines what a page answers: not of the pages that Sphinx makes in each build."""
    if doctree is not None:
        from . import page_head  # here: a build after no change need not load it

        page_head.describe_page(app, pagename, templatename, context, doctree)
