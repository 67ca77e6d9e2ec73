"""Complete the records of a document once it is read and translated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from .diagnostics import Diagnostic, warn
from .model import Example, Heading, Noted, Question
from .nodes import faq_texts
from .source_checks import report_lost
from .text import first_sentence

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import FaqDomain

_KEY = "faq_reading"


@dataclass(slots=True)
class Pending:
    """A record whose texts may still be translated, and the nodes that hold them."""

    noted: Noted
    section: nodes.Element  #: Its first child is the title.
    body: nodes.Element


@dataclass(slots=True)
class Reading:
    """What directives know of the document that is being read."""

    questions: list[str] = field(default_factory=list)  # titles of the open ones
    hoisted: list[nodes.Node] = field(default_factory=list)  # questions found inside one
    pending: list[Pending] = field(default_factory=list)
    titled: bool = False  #: A directive of ours has given the page a heading.


def reading_of(env: BuildEnvironment) -> Reading:
    """Return the reading of the current document."""
    return cast("Reading", env.temp_data.setdefault(_KEY, Reading()))


def note_records(app: Sphinx, doctree: nodes.document) -> None:
    """Hand the records of a document to the domain (``doctree-read``)."""
    env = app.env
    docname = env.current_document.docname
    domain = cast("FaqDomain", env.domains["faq"])
    reading: Reading | None = env.temp_data.get(_KEY)
    report_lost(env, doctree, docname)
    if reading is None:
        domain.note_end(docname)
        return
    inside: list[str] = []  # slugs of examples written in the answer that follows them
    for pending in sorted(reading.pending, key=lambda p: isinstance(p.noted.record, Question)):
        record = pending.noted.record
        if isinstance(record, Example) and not isinstance(pending.section, nodes.section):
            inside.append(record.slug)
        domain.note_record(docname, replace(pending.noted, record=_complete(app, pending, inside)))
    if any(isinstance(p.noted.record, Question) for p in reading.pending):
        # Reached through topics and stakeholders: a toctree of all questions would make
        # each page's navigation grow with their number.
        env.metadata[docname].setdefault("orphan", "")
    domain.note_end(docname)


def _complete(app: Sphinx, pending: Pending, inside: list[str]) -> Question | Heading | Example:
    section, body = pending.section, pending.body
    texts = next(child for child in section.children if isinstance(child, faq_texts))
    record = replace(pending.noted.record, **texts.collect())
    title = section[0].astext()
    is_title = isinstance(section.parent, nodes.document) and section is next(
        child for child in section.parent.children if isinstance(child, nodes.section)
    )
    anchor = "" if is_title else section["ids"][0]
    _set_heading_levels(section, body)
    if isinstance(record, Heading):
        return replace(record, name=title, anchor=anchor)
    text = _text_of(body)
    sources = _cited_in(body)
    if isinstance(record, Example):
        return replace(record, name=title, anchor=anchor, text=text, sources=sources)
    if not text and not any(body.findall(nodes.image)):
        message = f"the answer of '{title}' is empty: write it between options and closing fence."
        warn(Diagnostic.ANSWER, f"faq:question: {message}", pending.noted.place.at())
    tags = app.env.metadata[record.docname].get("tags", ())
    own = [
        slug
        for slug in inside
        if any(f"faq-example-{slug}" in n["ids"] for n in body.findall(nodes.container))
    ]
    return replace(
        record,
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
