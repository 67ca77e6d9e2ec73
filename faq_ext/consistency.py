"""Find what only shows when all documents are read: unknown slugs and duplicates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Set

from .catalog import Catalog
from .diagnostics import Diagnostic, did_you_mean, warn
from .model import DocumentNotes, Kind, Question, Record, Shown
from .options import read_words

_REFERENCES = {  # option -> the kind of record that its slugs name
    "topics": Kind.TOPIC,
    "stakeholders": Kind.STAKEHOLDER,
    "see": Kind.QUESTION,
    "start": Kind.QUESTION,
    "examples": Kind.EXAMPLE,
}
_FILTERS = {
    "topic": Kind.TOPIC,
    "stakeholder": Kind.STAKEHOLDER,
    "stakeholders": Kind.STAKEHOLDER,  # of faq:for
}
_CURES = {
    Kind.TOPIC: "a topic is declared by {faq:topic} on its home page.",
    Kind.STAKEHOLDER: "a stakeholder is declared by {faq:stakeholder} on its home page.",
    Kind.QUESTION: "a question is declared by {faq:question}.",
    Kind.EXAMPLE: "an example is declared by {faq:example}.",
}


#: The options that this module reports the lines of.
CHECKED_OPTIONS = frozenset({*_REFERENCES, *_FILTERS, "slug", "tag"})


def check(
    documents: Mapping[str, DocumentNotes], catalog: Catalog, path_of: Callable[[str], str]
) -> None:
    """Warn of every slug that nothing declares, and of every slug declared twice.

    :param path_of: returns the source file of a document.
    """
    for kept, dropped in catalog.duplicates:
        first = kept.place.at("slug", path_of(kept.record.docname))
        warn(
            Diagnostic.DUPLICATE,
            f"the {dropped.kind} slug '{dropped.record.slug}' is already used at "
            f"{os.path.relpath(first)}: give one of the two another ':slug:'. "
            "This one is left out of listings and bundle.",
            dropped.place.at("slug", path_of(dropped.record.docname)),
        )
    known = {kind: catalog.known(kind) for kind in Kind}
    tags = {tag for question in catalog.questions.values() for tag in question.tags}
    for docname in sorted(documents):
        for noted in documents[docname].noted:
            record = noted.record
            for option, kind in _REFERENCES.items():
                unknown = [s for s in getattr(record, option, ()) if s not in known[kind]]
                if unknown:
                    location = noted.place.at(option, path_of(docname))
                    _report(unknown, f"':{option}:'", kind, known[kind], location)
            if isinstance(record, Question) and record.slug in record.see:
                warn(
                    Diagnostic.OPTION,
                    f"':see:' of '{record.slug}' names the question itself: take it out.",
                    noted.place.at("see", path_of(docname)),
                )
        for shown in documents[docname].shown:
            _check_filters(shown, path_of(docname), known, tags)


def _check_filters(
    shown: Shown, path: str, known: Mapping[Kind, Mapping[str, Record]], tags: Set[str]
) -> None:
    for option, value in shown.options:
        location = shown.place.at(option, path)
        if kind := _FILTERS.get(option):
            where = "'faq:for'" if shown.view == "for" else f"':{option}:'"
            unknown = [slug for slug in read_words(value) if slug not in known[kind]]
            _report(unknown, where, kind, known[kind], location)
        elif option == "tag" and value not in tags:
            cure = did_you_mean(value, tags, otherwise="no question has it.")
            warn(Diagnostic.VALUE, f"unknown tag '{value}' in ':tag:': {cure}", location)


def _report(
    slugs: Iterable[str], where: str, kind: Kind, known: Iterable[str], location: str
) -> None:
    for slug in slugs:
        cure = did_you_mean(slug, known, otherwise=_CURES[kind])
        warn(Diagnostic(kind.value), f"unknown {kind} '{slug}' in {where}: {cure}", location)
