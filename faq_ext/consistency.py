"""Find what only shows when all documents are read: unknown slugs and duplicates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from .catalog import Catalog
from .diagnostics import Diagnostic, did_you_mean, warn
from .model import DocumentNotes, Kind
from .options import read_words

_REFERENCES = (  # option, and the kind of record that its slugs name
    ("topics", Kind.TOPIC),
    ("stakeholders", Kind.STAKEHOLDER),
    ("see", Kind.QUESTION),
    ("start", Kind.QUESTION),
    ("examples", Kind.EXAMPLE),
)
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
CHECKED_OPTIONS = frozenset({*dict(_REFERENCES), *_FILTERS, "slug", "tag"})


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
    # Plain loops: this runs over all records whenever one document was read.
    for docname, notes in sorted(documents.items()):
        for noted in notes.noted:
            for option, kind in _REFERENCES:
                for slug in getattr(noted.record, option, ()):
                    if slug not in known[kind]:
                        location = noted.place.at(option, path_of(docname))
                        _report(slug, f"':{option}:'", kind, known[kind], location)
            if noted.kind is Kind.QUESTION and noted.record.slug in noted.record.see:  # type: ignore[union-attr]
                warn(
                    Diagnostic.OPTION,
                    f"':see:' of '{noted.record.slug}' names the question itself: take it out.",
                    noted.place.at("see", path_of(docname)),
                )
        for shown in notes.shown:
            for option, value in shown.options:
                if option in _FILTERS:
                    kind = _FILTERS[option]
                    where = "'faq:for'" if shown.view == "for" else f"':{option}:'"
                    for slug in read_words(value):
                        if slug not in known[kind]:
                            location = shown.place.at(option, path_of(docname))
                            _report(slug, where, kind, known[kind], location)
                elif option == "tag" and value not in tags:
                    cure = did_you_mean(value, tags, otherwise="no question has it.")
                    message = f"unknown tag '{value}' in ':tag:': {cure}"
                    warn(Diagnostic.VALUE, message, shown.place.at(option, path_of(docname)))


def _report(slug: str, where: str, kind: Kind, known: Iterable[str], location: str) -> None:
    cure = did_you_mean(slug, known, otherwise=_CURES[kind])
    warn(Diagnostic(kind.value), f"unknown {kind} '{slug}' in {where}: {cure}", location)
