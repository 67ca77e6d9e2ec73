"""Find what only shows when all documents are read: unknown slugs and duplicates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from .catalog import Catalog
from .diagnostics import Diagnostic, did_you_mean, warn
from .model import DocumentNotes, Kind, Noted, Question, Shown
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
    for docname in sorted(documents):
        path = path_of(docname)
        for noted in documents[docname].noted:
            _check_slugs(noted, path, catalog)
        for shown in documents[docname].shown:
            _check_filters(shown, path, catalog)


def _check_slugs(noted: Noted, path: str, catalog: Catalog) -> None:
    record = noted.record
    for option, kind in _REFERENCES.items():
        slugs = getattr(record, option, ())
        _check_known(slugs, f"':{option}:'", kind, noted.place.at(option, path), catalog)
    if isinstance(record, Question) and record.slug in record.see:
        warn(
            Diagnostic.OPTION,
            f"':see:' of '{record.slug}' names the question itself: take it out.",
            noted.place.at("see", path),
        )


def _check_filters(shown: Shown, path: str, catalog: Catalog) -> None:
    for option, value in shown.options:
        if option == "tag":
            known = {tag for question in catalog.questions.values() for tag in question.tags}
            if value not in known:
                cure = did_you_mean(value, known, otherwise="no question has it.")
                message = f"unknown tag '{value}' in ':tag:': {cure}"
                warn(Diagnostic.VALUE, message, shown.place.at(option, path))
        if kind := _FILTERS.get(option):
            where = "'faq:for'" if shown.view == "for" else f"':{option}:'"
            _check_known(read_words(value), where, kind, shown.place.at(option, path), catalog)


def _check_known(
    slugs: Iterable[str], where: str, kind: Kind, location: str, catalog: Catalog
) -> None:
    known = catalog.known(kind)
    for slug in slugs:
        if slug not in known:
            cure = did_you_mean(slug, known, otherwise=_CURES[kind])
            warn(Diagnostic(kind.value), f"unknown {kind} '{slug}' in {where}: {cure}", location)
