"""Find what only shows when all documents are read: unknown slugs and duplicates."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from .catalog import Catalog
from .diagnostics import Diagnostic, did_you_mean, warn
from .model import DocumentNotes, Kind, Noted, Place, Question, Shown
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


def check(documents: Mapping[str, DocumentNotes], catalog: Catalog) -> None:
    """Warn of every slug that nothing declares, and of every slug declared twice."""
    for kept, dropped in catalog.duplicates:
        warn(
            Diagnostic.DUPLICATE,
            f"the {dropped.kind} slug '{dropped.record.slug}' is already used at "
            f"{os.path.relpath(kept.place.at('slug'))}: give one of the two another ':slug:'. "
            "This one is left out of listings and bundle.",
            dropped.place.at("slug"),
        )
    for docname in sorted(documents):
        for noted in documents[docname].noted:
            _check_slugs(noted, catalog)
        for shown in documents[docname].shown:
            if shown.place is not None:
                _check_filters(shown, shown.place, catalog)


def _check_slugs(noted: Noted, catalog: Catalog) -> None:
    record = noted.record
    for option, kind in _REFERENCES.items():
        slugs = getattr(record, option, ())
        _check_known(slugs, f"':{option}:'", kind, noted.place.at(option), catalog)
    if isinstance(record, Question) and record.slug in record.see:
        warn(
            Diagnostic.OPTION,
            f"':see:' of '{record.slug}' names the question itself: take it out.",
            noted.place.at("see"),
        )


def _check_filters(shown: Shown, place: Place, catalog: Catalog) -> None:
    for option, value in shown.options:
        if kind := _FILTERS.get(option):
            where = "'faq:for'" if shown.view == "for" else f"':{option}:'"
            _check_known(read_words(value), where, kind, place.at(option), catalog)


def _check_known(
    slugs: Iterable[str], where: str, kind: Kind, location: str, catalog: Catalog
) -> None:
    known = catalog.known(kind)
    for slug in slugs:
        if slug not in known:
            cure = did_you_mean(slug, known, otherwise=_CURES[kind])
            warn(Diagnostic(kind.value), f"unknown {kind} '{slug}' in {where}: {cure}", location)
