"""Complete the records of a document once it is read and translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .diagnostics import Diagnostic, warn
from .model import DocumentNotes, Example, Heading, Kind, Noted, Place, Record
from .nodes import faq_texts
from .reading import KEY, Pending, Reading
from .site import domain_of
from .source_checks import is_cut
from .text import first_sentence

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def note_records(app: Sphinx, doctree: nodes.document) -> None:
    """Hand the records of a document to the domain (``doctree-read``)."""
    env = app.env
    docname = env.current_document.docname
    reading: Reading | None = env.temp_data.get(KEY)
    if reading is None:
        return
    records: list[Noted] = []
    places: list[Place] = []
    inside: list[str] = []  # slugs of examples written in the answer that follows them
    for pending in sorted(reading.pending, key=lambda p: p.kind is Kind.QUESTION):
        if pending.kind is Kind.EXAMPLE and not isinstance(pending.section, nodes.section):
            inside.append(pending.record.slug)
        records.append((pending.kind, _complete(app, pending, inside)))
        places.append(pending.place)
    if any(pending.kind is Kind.QUESTION for pending in reading.pending):
        # Reached through topics and stakeholders: a toctree of all questions would make
        # each page's navigation grow with their number.
        env.metadata[docname].setdefault("orphan", "")
    shown = [view for view, _ in reading.shown]
    places += [place for _, place in reading.shown]
    domain_of(app).note_document(docname, DocumentNotes(records, reading.references, shown, places))


def _complete(app: Sphinx, pending: Pending, inside: list[str]) -> Record:
    section, body = pending.section, pending.body
    texts = next(child for child in section.children if isinstance(child, faq_texts))
    record = pending.record._replace(**texts.collect())
    title = section[0].astext()
    is_title = isinstance(section.parent, nodes.document) and section is next(
        child for child in section.parent.children if isinstance(child, nodes.section)
    )
    anchor = "" if is_title else section["ids"][0]
    _set_heading_levels(section, body)
    if isinstance(record, Heading):
        return record._replace(name=title, anchor=anchor)
    text = _text_of(body)
    sources = _cited_in(body)
    if isinstance(record, Example):
        return record._replace(name=title, anchor=anchor, text=text, sources=sources)
    if not text and not any(body.findall(nodes.image)) and not any(body.findall(is_cut)):
        message = f"the answer of '{title}' is empty: write it between options and closing fence."
        warn(Diagnostic.ANSWER, f"faq:question: {message}", pending.place.at())
    tags = app.env.metadata[record.docname].get("tags", ())
    own = [
        slug
        for slug in inside
        if any(f"faq-example-{slug}" in n["ids"] for n in body.findall(nodes.container))
    ]
    return record._replace(
        question=title,
        anchor=anchor,
        summary=record.summary or first_sentence(text),
        tags=tuple(tags),
        sources=sources,
        examples=tuple(dict.fromkeys((*record.examples, *own))),
    )


def _text_of(body: nodes.Element) -> str:
    """Return the plain text of the paragraphs in ``body``, without citations."""
    texts = []
    for paragraph in body.findall(nodes.TextElement):
        if isinstance(paragraph, (nodes.paragraph, nodes.literal_block, nodes.term)):
            words = ""
            for part in paragraph.children:
                if isinstance(part, addnodes.pending_xref) and part["refdomain"] == "cite":
                    words = words.rstrip()  # the space that stood before the citation
                else:
                    words += part.astext()
            texts.append(words.strip())
    return " ".join(text for text in texts if text)


def _cited_in(body: nodes.Element) -> tuple[str, ...]:
    keys = [
        key.strip()
        for reference in body.findall(addnodes.pending_xref)
        if reference.get("refdomain") == "cite"
        for key in reference["reftarget"].split(",")
    ]
    return tuple(dict.fromkeys(keys))


def _set_heading_levels(section: nodes.Element, body: nodes.Element) -> None:
    """Give the headings in a body the levels below their question's, without a gap."""
    rubrics = [rubric for rubric in body.findall(nodes.rubric) if "level" in rubric]
    if not rubrics:
        return
    depth = 0
    node: nodes.Node | None = section
    while node is not None:
        depth += isinstance(node, nodes.section)
        node = node.parent
    levels = sorted({rubric["level"] for rubric in rubrics})
    for rubric in rubrics:
        rubric["heading-level"] = min(6, depth + 1 + levels.index(rubric["level"]))
