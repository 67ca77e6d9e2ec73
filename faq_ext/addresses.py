"""Find permanent addresses that would lead nowhere, or to two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .catalog import Catalog
from .consistency import option_place, place_of_record
from .diagnostics import Diagnostic, warn
from .ledger import LEDGER, read_ledger
from .model import Heading, Kind, Noted, Place, Question
from .places import at_line
from .slugs import nearest

Records = Mapping[str, Sequence[Noted]]
PlaceOf = Callable[[str, int], Place]


def check_addresses(
    records: Records,
    catalog: Catalog,
    place_of: PlaceOf,
    retired: Mapping[str, str],
    source: Path,
) -> None:
    """Warn of each slug that more than one claims, and of each published one that none has.

    :param place_of: returns where the record of that number stands.
    :param retired: slug -> why it has no answer.
    :param source: folder of ``conf.py`` and the ledger.
    """
    renamable: Mapping[Kind, Mapping[str, Question | Heading]] = {
        Kind.QUESTION: catalog.questions,
        Kind.TOPIC: catalog.topics,
        Kind.STAKEHOLDER: catalog.stakeholders,
    }
    for kind, known in renamable.items():
        for record in known.values():
            if record.formerly:
                place = place_of_record(record, records, place_of)
                _check_former(kind, record, catalog, option_place(place, "formerly"))
    for slug in sorted(retired):
        holder = catalog.questions.get(slug) or catalog.former.get(slug)
        if holder:
            option = "slug" if holder.slug == slug else "formerly"
            warn(
                Diagnostic.PUBLISHED,
                f"'{holder.slug}' answers at 'q/{slug}/', but faq_retired in conf.py says that "
                "nothing does: take one of the two out.",
                option_place(place_of_record(holder, records, place_of), option),
                slug,
            )
    _check_ledger(catalog, retired, source)


def _check_former(kind: Kind, record: Question | Heading, catalog: Catalog, location: str) -> None:
    for old in record.formerly:
        kept = catalog.known(kind).get(old) or catalog.heir(kind, old)
        if kept and kept is not record:
            has = "has" if kept.slug == old else "names"
            warn(
                Diagnostic.DUPLICATE,
                f"':formerly:' of '{record.slug}' names '{old}', which '{kept.slug}' {has}, "
                f"too: an address leads to one {kind}; take it out here.",
                location,
                old,
            )


def _check_ledger(catalog: Catalog, retired: Mapping[str, str], source: Path) -> None:
    path = source / LEDGER
    try:
        ledger = read_ledger(source)
    except ValueError as problem:
        warn(Diagnostic.PUBLISHED, f"{LEDGER} {problem}.", f"{path}:1")
        return
    for slug, text in ledger["questions"].items():
        if slug not in catalog.questions and slug not in catalog.former and slug not in retired:
            near = nearest(slug, catalog.questions)
            heir = f" (is it '{near}'?)" if near else ""
            warn(
                Diagnostic.PUBLISHED,
                f"the published address 'q/{slug}/' ('{text}') would lead nowhere: write "
                f"':formerly: {slug}' at the question that took its place{heir}, or give the "
                f"reason in conf.py: faq_retired = {{'{slug}': 'Why it is no longer answered.'}}.",
                at_line(path, "questions", slug),
                slug,
            )
    for kind in (Kind.TOPIC, Kind.STAKEHOLDER):
        for slug, name in ledger[f"{kind}s"].items():
            if slug not in catalog.known(kind) and not catalog.heir(kind, slug):
                warn(
                    Diagnostic.PUBLISHED,
                    f"embeds may name the {kind} '{slug}' ('{name}'), and would show nothing: "
                    f"write ':formerly: {slug}' at the {kind} that took its place.",
                    at_line(path, f"{kind}s", slug),
                    slug,
                )
