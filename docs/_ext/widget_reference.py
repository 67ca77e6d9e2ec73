"""Put tables of what the widget offers into pages; the words stand in the widget's source.

``@@WIDGET:attr@@`` alone in a line becomes the table of attributes; ``fires``, ``csspart``,
``cssprop`` and ``slot`` do likewise. The tags are those that editors and catalogs of custom
elements know.
"""

import re
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[2] / "widget" / "src" / "faq-widget.js"
HEADS = {
    "attr": ("Attribute", "Value", "What it does"),
    "fires": ("Event", "", "When, and what it carries"),
    "csspart": ("Part", "", "What it is"),
    "cssprop": ("Property", "", "What it colors or sets"),
    "slot": ("Slot", "", "What it is for"),
}
PLACEHOLDER = re.compile(r"^@@WIDGET:(\w+)@@$", re.M)


class Entry(NamedTuple):
    """One tag of the element's comment."""

    name: str  #: Empty for the slot without one.
    value: str  #: What is allowed, of an attribute.
    text: str


def read_entries():
    """Return tag -> its entries, in the order of the source."""
    block = re.search(r"/\*\*(.*?)\*/\s*export class FaqWidget\b", SOURCE.read_text("utf-8"), re.S)
    text = re.sub(r"\n \* ?", "\n", block[1])
    found = {tag: [] for tag in HEADS}
    for tag, value, name, words in re.findall(
        r"^@(\w+)(?: \{([^}]*)\})?(?: (\S+))?? - (.*(?:\n  .*)*)", text, re.M
    ):
        found[tag].append(Entry(name, value, " ".join(words.split())))
    return found


def write_table(tag):
    """Return the table of a tag in Markdown."""
    columns = [column for column in HEADS[tag] if column]
    lines = [columns, ["---"] * len(columns)]
    for name, value, text in read_entries()[tag]:
        shown = f"`{name}`" if name else "(without a name)"
        lines.append([shown, *([value] if HEADS[tag][1] else []), text])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fill_in(app, docname, source):
    """Replace the placeholders in a page's source (``source-read``)."""
    if PLACEHOLDER.search(source[0]):
        source[0] = PLACEHOLDER.sub(lambda match: write_table(match[1]), source[0])
        app.env.note_dependency(str(SOURCE), docname=docname)


def setup(app):
    """Connect it."""
    app.connect("source-read", fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
