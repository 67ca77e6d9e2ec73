"""Put its nodes in the place of each view, once all records are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .build_views import VIEWS
from .nodes import faq_view
from .render import Renderer
from .site import site_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def show_views(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put its nodes in place of each view (``doctree-resolved``)."""
    for node in list(doctree.findall(faq_view)):
        view = VIEWS[node["view"]](site_of(app), node["options"])
        made = Renderer(app.builder, docname, _depth_of(node)).render(view) if view else []
        if node.parent is not None:
            node.parent.replace(node, made)


def _depth_of(node: nodes.Node) -> int:
    from docutils.nodes import section

    depth = 0
    parent = node.parent
    while parent is not None:
        depth += isinstance(parent, section)
        parent = parent.parent
    return depth
