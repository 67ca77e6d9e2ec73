"""Put its nodes in the place of each view, once all records are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .build_views import VIEWS
from .nodes import faq_view
from .render import Renderer
from .site import site_of
from .store import BUNDLE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def show_views(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put its nodes in place of each view (``doctree-resolved``)."""
    if app.builder.name == "singlehtml":
        _nest_headings(doctree)
    # Other builders may put all documents on one page.
    page = docname if app.builder.name in BUNDLE_BUILDERS else ""
    for node in list(doctree.findall(faq_view)):
        view = VIEWS[node["view"]](site_of(app, page), node["options"])
        made = Renderer(app.builder, docname, _depth_of(node)).render(view) if view else []
        if node.parent is not None:
            node.parent.replace(node, made)


def _nest_headings(doctree: nodes.document) -> None:
    """Put headings below those of the pages around, where all pages stand in one."""
    for page in doctree.findall(addnodes.start_of_file):
        for child in page.children:
            child.parent = page  # Sphinx leaves it in the document that it came from
        above = _depth_of(page)
        for rubric in page.findall(nodes.rubric):
            if "heading-level" in rubric and _page_around(rubric) is page:
                rubric["heading-level"] = min(6, rubric["heading-level"] + above)


def _page_around(node: nodes.Node) -> nodes.Node | None:
    while node is not None and not isinstance(node, addnodes.start_of_file):
        node = node.parent
    return node


def _depth_of(node: nodes.Node) -> int:
    depth = 0
    parent = node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth
