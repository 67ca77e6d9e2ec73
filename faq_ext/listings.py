"""The directives that ask for views: list, matrix, gallery, embed."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from .diagnostics import Diagnostic, did_you_mean
from .directive import FaqDirective


class ListingDirective(FaqDirective):
    """Show a view: ``<faq_view view="…">``."""

    shows: ClassVar[str]
    choices: ClassVar[dict[str, tuple[str, ...]]] = {}  #: Option -> the words it knows.

    def run(self) -> list[nodes.Node]:
        title = self.read_head()
        if title:
            self.warn(Diagnostic.OPTION, f"takes no text on its first line: move '{title}' above.")
        if self.body:
            message = f"takes no text: move '{self.body[0].strip()}' above or below."
            self.warn(Diagnostic.OPTION, message)
        options: dict[str, Any] = self.read_values()
        for name, known in self.choices.items():
            word = options.get(name)
            if word is not None and word not in known:
                cure = did_you_mean(word, known, otherwise="leave it out.")
                message = f"unknown {name} '{word}': {cure}"
                self.warn(Diagnostic.VALUE, message, name, word)
                del options[name]
        if self.shows == "gallery":
            options["docname"] = self.env.docname  # its indexes lead to its own cards
        texts = {name: str(value) for name, value in options.items()}
        return [self.view(self.shows, self.place, **texts)]


class ListDirective(ListingDirective):
    """List the questions of a topic, a stakeholder or a tag."""

    shows = "list"
    texts = ("topic", "stakeholder", "tag", "layout", "sort")
    numbers = ("limit",)
    choices: ClassVar = {
        "layout": ("summaries", "links", "reviews", "topics", "stakeholders"),
        "sort": ("added",),
    }


class MatrixDirective(ListingDirective):
    """Show how many questions each topic has for each stakeholder."""

    shows = "matrix"
    texts = ("layout",)
    choices: ClassVar = {"layout": ("table", "map")}


class GalleryDirective(ListingDirective):
    """Show all examples by scale, population and means."""

    shows = "gallery"
    texts = ("topic",)


class EmbedDirective(ListingDirective):
    """Make snippets for other sites."""

    shows = "embed"
