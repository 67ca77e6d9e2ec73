"""Find permanent addresses that would lead nowhere, or to two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .catalog import Catalog
from .consistency import option_place, place_of_record
from .diagnostics import Diagnostic, warn
from .ledger import LEDGER, read_ledger
from .model import Noted, Place, Question
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
    for question in catalog.questions.values():
        if question.formerly:
            place = place_of_record(question, records, place_of)
            _check_former(question, catalog, option_place(place, "formerly"))
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


def _check_former(question: Question, catalog: Catalog, location: str) -> None:
    for old in question.formerly:
        kept = catalog.questions.get(old) or catalog.former[old]
        if kept is not question:
            has = "has" if kept.slug == old else "names"
            warn(
                Diagnostic.DUPLICATE,
                f"':formerly:' of '{question.slug}' names '{old}', which '{kept.slug}' {has}, "
                "too: an address leads to one question; take it out here.",
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
    for kind, known in (("topics", catalog.topics), ("stakeholders", catalog.stakeholders)):
        for slug, name in ledger[kind].items():
            if slug not in known:
                one = kind.removesuffix("s")
                warn(
                    Diagnostic.PUBLISHED,
                    f"embeds may name the {one} '{slug}' ('{name}'), and would show nothing: "
                    f"write ':slug: {slug}' at the {one} that took its place.",
                    at_line(path, kind, slug),
                    slug,
                )
