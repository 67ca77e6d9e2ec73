"""The roles that name a question, topic, stakeholder or example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

from .model import Kind
from .reading import reading_of

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment


class RecordRole(XRefRole):
    """A reference by slug; its text is the record's own unless one is given."""

    innernodeclass = nodes.inline  # words of the author's, not code

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        slug = target.strip()
        kind = Kind(refnode["reftype"])
        reading_of(env).references.append((kind.value, slug))
        return title, slug
