"""Find what only shows when all documents are read: unknown slugs and duplicates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from .catalog import Catalog, Spot
from .diagnostics import Diagnostic, did_you_mean, warn
from .model import Kind, Noted, Place, Record, Shown
from .options import read_words
from .places import short_path

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


def check(
    records: Mapping[str, Sequence[Noted]],
    shown: Mapping[str, Sequence[Shown]],
    catalog: Catalog,
    place_of: Callable[[str, int], Place],
) -> None:
    """Warn of every slug that nothing declares, and of every slug declared twice.

    :param place_of: returns where the record, or what is shown, of that number stands.
    """

    def report(record: Record, option: str, kind: Kind, slug: str) -> None:
        location = option_place(place_of_record(record, records, place_of), option)
        if slug == record.slug and option == "see":
            message = f"':see:' of '{slug}' names the question itself: take it out."
            warn(Diagnostic.OPTION, message, location, slug)
        else:
            _report(slug, f"':{option}:'", kind, catalog, location)

    _check_duplicates(records, catalog, place_of)
    # Most documents name nothing unknown, so nothing is called for each of them.
    for found in sorted(_unknown_in(catalog), key=lambda found: found[0].docname):
        report(*found)
    _check_shown(records, shown, catalog, place_of)


def _check_duplicates(
    records: Mapping[str, Sequence[Noted]], catalog: Catalog, place_of: Callable[..., Place]
) -> None:
    def where(spot: Spot) -> str:
        return option_place(place_of(*spot), "slug")

    for kind, kept, dropped in catalog.duplicates:
        slug = records[dropped[0]][dropped[1]][1].slug
        warn(
            Diagnostic.DUPLICATE,
            f"the {kind} slug '{slug}' is already used at {short_path(where(kept))}: give "
            "one of the two another ':slug:'. This one is left out of listings and bundle.",
            where(dropped),
            slug,
        )


def _unknown_in(catalog: Catalog) -> Iterator[tuple[Record, str, Kind, str]]:
    """Yield record, option, kind and slug of all that the options of records name in vain."""
    topics, stakeholders = catalog.topics, catalog.stakeholders
    questions, examples = catalog.questions, catalog.examples
    for question in questions.values():
        for slug in question.topics:
            if slug not in topics:
                yield question, "topics", Kind.TOPIC, slug
        for slug in question.stakeholders:
            if slug not in stakeholders:
                yield question, "stakeholders", Kind.STAKEHOLDER, slug
        for slug in question.see:
            if slug not in questions or slug == question.slug:
                yield question, "see", Kind.QUESTION, slug
        for slug in question.examples:
            if slug not in examples:
                yield question, "examples", Kind.EXAMPLE, slug
    for heading in (*topics.values(), *stakeholders.values()):
        for slug in heading.start:
            if slug not in questions:
                yield heading, "start", Kind.QUESTION, slug


def place_of_record(
    record: Record, records: Mapping[str, Sequence[Noted]], place_of: Callable[..., Place]
) -> Place:
    """Return where a record of the catalog was written."""
    same = [number for number, (_, r) in enumerate(records[record.docname]) if r is record]
    return place_of(record.docname, same[0])


def _check_shown(
    records: Mapping[str, Sequence[Noted]],
    shown: Mapping[str, Sequence[Shown]],
    catalog: Catalog,
    place_of: Callable[..., Place],
) -> None:
    """Warn of the unknown slugs and tags that listings and ``faq:for`` name."""
    tags = {tag for question in catalog.questions.values() for tag in question.tags}
    good = set()  # most parts of answers are for the same few stakeholders
    for docname, views in sorted(shown.items()):
        for number, (view, options) in enumerate(views, start=len(records.get(docname, ()))):
            for option, value in options:
                if (option, value) in good:
                    continue
                if option == "tag" and value not in tags:
                    cure = did_you_mean(value, tags, otherwise="no question has it.")
                    location = option_place(place_of(docname, number), option)
                    message = f"unknown tag '{value}' in ':tag:': {cure}"
                    warn(Diagnostic.VALUE, message, location, value)
                elif option in _FILTERS:
                    kind = _FILTERS[option]
                    known = catalog.known(kind)
                    where = "'faq:for'" if view == "for" else f"':{option}:'"
                    unknown = [slug for slug in read_words(value) if slug not in known]
                    for slug in unknown:
                        location = option_place(place_of(docname, number), option)
                        _report(slug, where, kind, catalog, location)
                    if not unknown:
                        good.add((option, value))


def _report(slug: str, where: str, kind: Kind, catalog: Catalog, location: str) -> None:
    if heir := catalog.heir(kind, slug):
        cure = f"it is now '{heir.slug}'."
    else:
        cure = did_you_mean(slug, catalog.known(kind), otherwise=_CURES[kind])
    warn(Diagnostic(kind.value), f"unknown {kind} '{slug}' in {where}: {cure}", location, slug)


def option_place(place: Place, option: str) -> str:
    """Return ``file:line`` of an option, or else of its directive.

    It is looked up in the source: few options are ever reported, and the environment need
    not carry the lines of all.
    """
    try:
        lines = Path(place.source).read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        lines = []
    wanted = re.compile(rf"[\s>]*:?{option}:(?:\s|$)")  # in a '---' block without a colon
    for number, text in enumerate(lines[place.line :], start=place.line + 1):
        if wanted.match(text):
            return place.at(number)
        if "faq:" in text and ("{faq:" in text or "::" in text):
            break  # the next directive
    return place.at()
