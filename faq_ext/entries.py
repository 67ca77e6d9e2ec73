"""Write the questions of a listing as HTML at once, just as Sphinx would from nodes.

A listing grows with the site, and making, resolving and writing a node for each of its
words costs more than all else that we do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .listing_views import Entry, Group
from .views import Link

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "@": "&#64;"}  # docutils' own
)


class EntryWriter:
    """Writes the lists of one page.

    :param address_of: returns the address of a link, relative to the page.
    """

    def __init__(self, address_of: Callable[[Link], str]) -> None:
        self._address_of = address_of
        self._written: dict[Link, str] = {}  # stakeholders and topics come again and again

    def entries(self, group: Group) -> str:
        """Return the list of one group's questions, each with summary and links."""
        simple = not any(entry.summary or entry.links or entry.added for entry in group.entries)
        items = "".join([f"<li>{self._entry(entry)}</li>\n" for entry in group.entries])
        if group.numbered:
            kind = "arabic simple faq-list" if simple else "arabic faq-list"
            return f'<ol class="{kind}">\n{items}</ol>\n'
        kind = "faq-list simple" if simple else "faq-list"
        return f'<ul class="{kind}">\n{items}</ul>\n'

    def links(self, links: Iterable[Link]) -> str:
        """Return a list of bare links."""
        items = "".join([f"<li><p>{self._link(link)}</p></li>\n" for link in links])
        return f'<ul class="simple">\n{items}</ul>\n'

    def _entry(self, entry: Entry) -> str:
        lines = f'<p class="faq-entry">{self._link(entry.question)}</p>\n'
        if entry.summary:
            lines += f'<p class="faq-summary">{entry.summary.translate(_ESCAPES)}</p>\n'
        if entry.links:
            name = "topics" if entry.label == "Topic" else "stakeholders"
            links = ", ".join([self._link(link) for link in entry.links])
            label = f'<span class="faq-label">{entry.label}: </span>'
            lines += f'<p class="faq-{name}">{label}{links}</p>\n'
        if entry.added:
            label = '<span class="faq-label">Added: </span>'
            lines += f'<p class="faq-added">{label}{entry.added}</p>\n'
        more = entry.summary or entry.links or entry.added
        return lines if more else lines.rstrip("\n")

    def _link(self, link: Link) -> str:
        if link not in self._written:
            kind = f"faq-topic faq-hue-{link.hue} " if link.hue else ""
            self._written[link] = (
                f'<a class="{kind}reference internal" '
                f'href="{(self._address_of(link) or "#").translate(_ESCAPES)}">'
                f"{link.text.translate(_ESCAPES)}</a>"
            )
        return self._written[link]
