"""Publish edited answers: put each in the place of the old one, and make the search index anew.

To publish all anew is to read all answers. That costs more than to read and write the page
that was edited, which is what contributors do all day. Whatever is not as it is expected
here is left to ``publish``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from .bundle import build_question, build_texts, write_answer
from .english import read_language
from .feeds import amend_feeds
from .files import dump_json, read_json, replace_in
from .fragments import write_question
from .manifest import amend_answers, amend_manifest
from .model import Heading, Kind, Question
from .offline import amend_offline
from .parts import Parts, add_search, answers_a_file, choose_sample, measure_answer
from .progress import watch
from .publication import publication_of
from .search_index import Weigher, build_search_index
from .site import site_of
from .store import Change, Store, store_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .catalog import Catalog


class Edit(NamedTuple):
    """An answer as it was, and as it is now; each in the forms that are published."""

    question: Question
    number: int  #: Its place among the questions.
    texts: tuple[Mapping[str, str], Mapping[str, str]]  #: For the search.
    records: tuple[Mapping[str, Any], Mapping[str, Any]]  #: As ``bundle.json`` has it.
    parts: tuple[str, str]  #: As its part holds it.


def amend(app: Sphinx) -> bool:
    """Publish what is new of the answers; tell whether that was possible.

    It is called where nothing but answers can have changed since the last build.
    """
    store, folder = store_of(app), Path(app.outdir) / "faq"
    changes = store.gather()
    edits = _find_edits(app, changes) if changes else None
    if edits is None:
        return False
    if not edits:
        return True  # pages were written again that say the same
    kept = store.recall("published")
    catalog = site_of(app).catalog
    language = read_language(publication_of(app).lang)
    weigher = Weigher(language, app.config.faq_synonyms, store.recall_levels())
    if not (kept and weigher.amend([edit.texts for edit in edits], kept["counts"])):
        return False
    levels = list(weigher.used.values())
    sampled = kept["sampled"] + _measure(edits, len(levels))
    if len(levels) != len(catalog.questions) or answers_a_file(
        sampled, len(levels)
    ) != answers_a_file(kept["sampled"], len(levels)):
        return False
    answers = amend_answers(folder, {edit.number: edit.parts for edit in edits})
    if answers is None or not _replace_texts(folder, edits, store, catalog):
        return False
    store.keep_levels(weigher.used)
    store.keep("published", {"counts": weigher.counts, "sampled": sampled})
    # What a step is made of goes before the next one: together they are megabytes.
    index = build_search_index(
        levels, language, lambda all: watch(all, "building the search index")
    )
    del weigher, levels
    parts = Parts()
    questions = [question.question for question in catalog.questions.values()]
    add_search(parts, questions, index, language)
    del index
    amend_manifest(folder, parts, answers)
    del parts
    if app.config.faq_offline:
        # As it is read, with its keys in order: the archive holds it.
        manifest = read_json(folder / "manifest.json")
        return amend_offline(folder, manifest, [edit.records for edit in edits])
    return True


def _find_edits(app: Sphinx, changes: list[Change]) -> list[Edit] | None:
    """Return what has changed of the answers, or None where some came or went."""
    site, publication = site_of(app), publication_of(app)
    questions = site.catalog.questions
    numbers = {slug: number for number, slug in enumerate(questions)}
    edits = []
    for docname, before, after in changes:
        if before.keys() != after.keys():
            return None
        for slug, new in after.items():
            old = before[slug]
            question = questions.get(slug)
            if old == new or question is None or question.docname != docname:
                continue
            texts, records, parts = zip(
                *(
                    (
                        build_texts(question, answer, site.catalog),
                        build_question(question, answer, site, publication),
                        write_answer(question, answer, questions, site, publication),
                    )
                    for answer in (old, new)
                ),
                strict=True,
            )
            edits.append(Edit(question, numbers[slug], texts, records, parts))
    return edits


def _measure(edits: list[Edit], count: int) -> int:
    """Return by how much the answers in the sample have grown."""
    sample = choose_sample(count)
    grown = 0
    for edit in edits:
        if edit.number in sample:
            old, new = (measure_answer(edit.question.slug, part) for part in edit.parts)
            grown += new - old
    return grown


def _replace_texts(folder: Path, edits: list[Edit], store: Store, catalog: Catalog) -> bool:
    """Replace the answers in ``bundle.json``, fragments and feeds; tell whether all were found."""
    names = {
        edit.question.slug: list(dict.fromkeys(_list_fragments(edit.question, catalog)))
        for edit in edits
    }
    touched = {name for those in names.values() for name in those}
    made_of = store.recall("fragments")
    # They are not made of what they were, and nobody counts what they are made of now.
    store.keep("fragments", {name: made_of[name] for name in made_of if name not in touched})
    for edit in edits:
        before, after = edit.records
        old, new = (dump_json(record).rstrip() for record in edit.records)
        if not replace_in(folder / "bundle.json", old, new):
            return False
        old, new = map(write_question, edit.records)
        for name in names[edit.question.slug]:
            if not replace_in(folder / "static" / name, old, new):
                return False
        places = [PurePosixPath(name) for name in names[edit.question.slug]]
        topics = [place.stem for place in places if place.parent.name == "topics"]
        amend_feeds(folder, topics, before, after)
    return True


def _list_fragments(question: Question, catalog: Catalog) -> Iterator[str]:
    """Yield the names of the fragments that hold a question, those of earlier slugs among them."""
    for kind, folder in ((Kind.TOPIC, "topics"), (Kind.STAKEHOLDER, "stakeholders")):
        for slug in getattr(question, folder):
            heading = catalog.known(kind).get(slug)
            if isinstance(heading, Heading):
                for name in (slug, *catalog.former_slugs(kind, heading)):
                    yield f"{folder}/{name}.html"
