"""The nodes of our own: few, because what readers see is made of standard ones."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

DUE_SCRIPT = "faq-due.js"  #: In ``_static/``: shows ``faq_due`` by the reader's clock.
_LISTS = frozenset({"asked", "why"})  # options whose texts are translated one by one


class faq_answer(nodes.General, nodes.Element):
    """The answer of one question; its HTML is captured while the page is written.

    Attributes: ``slug``.
    """


class faq_for(nodes.General, nodes.Element):
    """A part of an answer for some stakeholders.

    Attributes: ``stakeholders``, a list of slugs.
    """


class faq_texts(nodes.General, nodes.Element, nodes.Invisible, addnodes.translatable):
    """The texts that stand in options and must be translated, too; nothing to see.

    Attributes: ``texts``, a list of ``[option, text]``, or ``[option, text, slug]`` where the
    text is a slug's; ``original``, the same before translation.
    """

    def preserve_original_messages(self) -> None:
        self["original"] = [list(pair) for pair in self["texts"]]

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        for pair in self["texts"]:
            if pair[1] == original_message:
                pair[1] = translated_message

    def extract_original_messages(self) -> list[str]:
        return [text for _, text, *_ in self["original"]]

    def collect(self) -> dict[str, Any]:
        """Return option -> text, or its texts where it has many, or its ``(slug, text)``."""
        found: dict[str, Any] = {}
        for option, text, *slug in self["texts"]:
            if option in _LISTS:
                found[option] = (*found.get(option, ()), (*slug, text) if slug else text)
            else:
                found[option] = text
        return found


class faq_entries(nodes.General, nodes.Element):
    """The questions of a listing, as finished HTML: only for the builders that publish it.

    A listing grows with the site, and a node for each word of it costs Sphinx more than
    all else that we do. Sphinx's search leaves it out: a question is found by its page.

    Attributes: ``html``.
    """


class faq_due(nodes.General, nodes.Element):
    """A notice that readers see once a day has passed, by their own clock.

    Attributes: ``due``, an ISO date; ``text``; ``script``, the address of what shows it.
    """


class faq_view(nodes.General, nodes.Element, nodes.Invisible):
    """A place that shows records of other documents; replaced when all are known.

    Attributes: ``view``, a name in ``views.VIEWS``; ``options``, its arguments as a
    dict of strings; ``docname``, the document that it was written in.
    """
