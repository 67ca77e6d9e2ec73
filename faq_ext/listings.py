"""The directives that ask for views: list, matrix, gallery, embed."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from .diagnostics import Diagnostic, did_you_mean
from .directive import FaqDirective
from .options import Form, OptionSpec


class ListingDirective(FaqDirective):
    """Show a view: ``<faq_view view="…">``."""

    shows: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        title = self.read_head()
        if title:
            self.warn(Diagnostic.OPTION, f"takes no text on its first line: move '{title}' above.")
        if self.body:
            message = f"takes no text: move '{self.body[0].strip()}' above or below."
            self.warn(Diagnostic.OPTION, message)
        options: dict[str, Any] = self.read_values()
        for name, word in list(options.items()):
            known = self.specs[name].choices
            if known and word not in known:
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
    specs: ClassVar = {
        "topic": OptionSpec(Form.SLUG, "only the questions of this topic"),
        "stakeholder": OptionSpec(Form.SLUG, "only those that are for these readers"),
        "tag": OptionSpec(Form.TEXT, "only those whose page has this tag"),
        "sort": OptionSpec(
            Form.TEXT,
            "the newest first, each with its date and topics; those without a date are left out",
            choices=("added",),
        ),
        "limit": OptionSpec(Form.NUMBER, "at most so many"),
        "layout": OptionSpec(
            Form.TEXT,
            "with summaries, which is the default; as links alone; by the day on which they are "
            "due for a review; or, instead of questions, cards of the topics or stakeholders",
            choices=("summaries", "links", "reviews", "topics", "stakeholders"),
        ),
    }


class MatrixDirective(ListingDirective):
    """Show how many questions each topic has for each stakeholder."""

    shows = "matrix"
    specs: ClassVar = {
        "layout": OptionSpec(
            Form.TEXT,
            "numbers, which is the default; or a disc of that area, in its topic's color, around "
            "each",
            choices=("table", "map"),
        )
    }


class GalleryDirective(ListingDirective):
    """Show all examples by scale, population and means."""

    shows = "gallery"
    specs: ClassVar = {
        "topic": OptionSpec(Form.SLUG, "only the examples that the questions of this topic use")
    }


class EmbedDirective(ListingDirective):
    """Make snippets for other sites."""

    shows = "embed"
