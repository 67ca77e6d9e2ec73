"""The directives that ask for views: list, matrix, gallery."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from .diagnostics import Diagnostic, did_you_mean
from .directive import FaqDirective


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
    layouts = ("summaries", "links", "reviews", "topics", "stakeholders")


class MatrixDirective(ListingDirective):
    """Show how many questions each topic has for each stakeholder."""

    shows = "matrix"


class GalleryDirective(ListingDirective):
    """Show all examples by scale, population and means."""

    shows = "gallery"
    texts = ("topic",)
