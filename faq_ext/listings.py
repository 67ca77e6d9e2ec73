"""Listings: the directives that ask for views, and the pages that must show them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ._version import __version__
from .build_views import OWN_VIEWS, VIEWS, link_to
from .config import FaqConfig
from .diagnostics import Diagnostic, did_you_mean
from .directive import FaqDirective
from .files import digest
from .nodes import faq_view
from .render import Renderer
from .sources import read_sources, stamp_sources
from .store import store_of
from .views import Site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import FaqDomain


class ListingDirective(FaqDirective):
    """Show a view: ``<faq_view view="…">``."""

    shows: ClassVar[str]
    layouts: ClassVar[tuple[str, ...]] = ()

    def run(self) -> list[nodes.Node]:
        title = self.read_head()
        if title:
            self.warn(Diagnostic.OPTION, f"takes no text on its first line: move '{title}' above.")
        if self.body:
            message = f"takes no text: move '{self.body[0].strip()}' above or below."
            self.warn(Diagnostic.OPTION, message)
        options: dict[str, Any] = self.read_values()
        layout = options.get("layout")
        if layout is not None and layout not in self.layouts:
            cure = did_you_mean(layout, self.layouts, otherwise="leave it out.")
            self.warn(Diagnostic.VALUE, f"unknown layout '{layout}': {cure}", "layout")
            del options["layout"]
        if self.shows == "gallery":
            options["docname"] = self.env.docname  # its indexes lead to its own cards
        texts = {name: str(value) for name, value in options.items()}
        return [self.view(self.shows, self.place, **texts)]


class ListDirective(ListingDirective):
    """List the questions of a topic, a stakeholder or a tag."""

    shows = "list"
    texts = ("topic", "stakeholder", "tag", "layout")
    numbers = ("limit",)
    layouts = ("summaries", "links", "topics", "stakeholders")


class MatrixDirective(ListingDirective):
    """Show how many questions each topic has for each stakeholder."""

    shows = "matrix"


class GalleryDirective(ListingDirective):
    """Show all examples by scale, population and means."""

    shows = "gallery"
    texts = ("topic",)


def site_of(env: BuildEnvironment) -> Site:
    """Return all that views are built from."""
    domain = cast("FaqDomain", env.domains["faq"])
    config = FaqConfig.from_sphinx(env.config)
    return Site(domain.catalog, _labels(config), read_sources(env))


def _labels(config: FaqConfig) -> dict[str, dict[str, str]]:
    return {name: getattr(config, name) for name in ("scales", "populations", "means", "evidence")}


def find_stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose views differ from what the output shows (``env-updated``)."""
    domain = cast("FaqDomain", env.domains["faq"])

    def build_views() -> dict[str, str]:
        site = site_of(env)
        views = {}
        for docname, notes in domain.documents.items():
            shown = [VIEWS[s.view](site, dict(s.options)) for s in notes.shown]
            for noted in notes.noted:
                slug = {"slug": noted.record.slug}
                shown += [VIEWS[view](site, slug) for view in OWN_VIEWS[noted.kind]]
            named = [domain.catalog.known(kind).get(slug) for kind, slug in notes.references]
            views[docname] = digest(
                __version__, shown, [record and link_to(record) for record in named]
            )
        return views

    stamp = digest(domain.revision, _labels(FaqConfig.from_sphinx(env.config)), stamp_sources(env))
    return store_of(app).begin(stamp, build_views)


def show_views(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put its nodes in place of each view (``doctree-resolved``)."""
    found = list(doctree.findall(faq_view))
    if not found:
        return
    site = _site_of_build(app)
    for node in found:
        view = VIEWS[node["view"]](site, node["options"])
        made = Renderer(app.builder, docname, _depth_of(node)).render(view) if view else []
        if node.parent is not None:
            node.parent.replace(node, made)


def _site_of_build(app: Sphinx) -> Site:
    """Return the site, built once: while pages are written nothing in it changes."""
    site = getattr(app.builder, "_faq_site", None)
    catalog = cast("FaqDomain", app.env.domains["faq"]).catalog
    if site is None or site.catalog is not catalog:
        site = app.builder._faq_site = site_of(app.env)  # type: ignore[attr-defined]
    return cast(Site, site)


def _depth_of(node: nodes.Node) -> int:
    depth = 0
    parent = node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth
