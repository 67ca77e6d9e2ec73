"""Make what is published of the records and the answers: ``bundle.json`` and the parts."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from .build_views import due_of, evidence_of, sources_of
from .catalog import Catalog
from .diagnostics import Diagnostic, warn
from .english import Language
from .extras import build_examples, build_facts, build_related
from .files import dump_json
from .model import Example, Heading, Kind, Question
from .parts import Group, Item, Moved, Parts, build_parts
from .publication import Publication
from .search_index import Levels, Texts
from .views import Site

VERSION = 1
SCHEMA = Path(__file__).parent / "schema" / f"bundle-{VERSION}.json"

#: slug -> {"html", "text", "tree"}; the tree as JSON
Answers = Mapping[str, Mapping[str, Any]]
Weigh = Callable[[Iterable[Texts]], Sequence[Levels]]


def answers_of(
    catalog: Catalog, pages: Mapping[str, Answers], place: Callable[[Question], str]
) -> dict[str, Mapping[str, Any]]:
    """Return slug -> answer in site order; a question that no page shows is left out.

    :param place: returns where a question was written, for the message.
    """
    answers = {}
    for slug, question in catalog.questions.items():
        answer = pages.get(question.docname, {}).get(slug)
        if answer is None:
            warn(
                Diagnostic.FRAGMENT,
                f"the question '{slug}' is not on the page that should show it (is it inside "
                "'only'?): it is left out of the bundle.",
                place(question),
            )
        else:
            answers[slug] = answer
    return answers


# bundle.json: everything, for servers and scripts


def build_bundle(site: Site, answers: Answers, publication: Publication) -> dict[str, Any]:
    """Return what ``bundle.json`` holds; its form is ``schema/bundle-1.json``."""
    catalog = site.catalog
    questions = [catalog.questions[slug] for slug in answers]
    return {
        "version": VERSION,
        **publication.identity,
        "topics": [_heading(Kind.TOPIC, t, site, publication) for t in catalog.topics.values()],
        "stakeholders": [
            _heading(Kind.STAKEHOLDER, s, site, publication) for s in catalog.stakeholders.values()
        ],
        "examples": [_example(example, site, publication) for example in catalog.examples.values()],
        "questions": [
            build_question(question, answers[question.slug], site, publication)
            for question in questions
        ],
        "retired": [
            {"slug": slug, "reason": reason}
            for slug, reason in sorted(publication.retired.items())
            if slug not in catalog.questions and slug not in catalog.former
        ],
        "evidence": [
            {"slug": slug, "name": label, "meaning": site.labels.get("legend", {}).get(slug, "")}
            for slug, label in site.labels["evidence"].items()
        ],
        "sources": [
            {"key": key, "text": source.text, "link": source.url}
            for key, source in sorted(site.sources.items())
        ],
    }


def _heading(kind: Kind, heading: Heading, site: Site, publication: Publication) -> dict[str, Any]:
    return {
        "slug": heading.slug,
        "name": heading.name,
        "summary": heading.summary,
        "start": list(heading.start),
        "team": heading.team,
        "why": dict(heading.why),
        "person": heading.person,
        "formerly": site.catalog.former_slugs(kind, heading),
        "page": publication.page(heading),
    }


def _example(example: Example, site: Site, publication: Publication) -> dict[str, Any]:
    return {
        "slug": example.slug,
        "name": example.name,
        "organization": example.organization,
        "place": example.place,
        "scale": example.scale,
        "population": list(example.population),
        "means": list(example.means),
        "link": example.link,
        "asof": example.asof,
        "text": example.text,
        "sources": list(example.sources),
        "questions": site.catalog.users.get(example.slug, []),
        "page": publication.page(example),
    }


def build_question(
    question: Question, answer: Mapping[str, Any], site: Site, publication: Publication
) -> dict[str, Any]:
    """Return a question as ``bundle.json`` has it."""
    return {
        "slug": question.slug,
        "question": question.question,
        "summary": question.summary,
        "answer": answer["html"],
        "text": answer["text"],
        "topics": list(question.topics),
        "stakeholders": list(question.stakeholders),
        "tags": list(question.tags),
        "asked": list(question.asked),
        "see": list(question.see),
        "examples": list(question.examples),
        "evidence": list(evidence_of(question, site)),
        "added": question.added,
        "reviewed": question.reviewed,
        "reviewby": due_of(question, site),
        "by": question.by,
        "formerly": list(question.formerly),
        "sources": list(sources_of(question, site.catalog)),
        "permalink": publication.permalink(question.slug),
        "page": publication.page(question),
        "lang": publication.lang,
    }


# parts: what the widget asks for


def build_parts_of(
    site: Site,
    answers: Answers,
    publication: Publication,
    language: Language,
    weigh: Weigh,
    watch: Callable[[Sequence[Levels]], Iterable[Levels]] = iter,
) -> Parts:
    """Return all parts.

    :param weigh: returns the levels of the words of each question's texts.
    :param watch: goes through them one by one, and may say how far it is.
    """
    catalog = site.catalog
    questions = [catalog.questions[slug] for slug in answers]

    def groups(kind: Kind, headings: Mapping[str, Heading]) -> list[Group]:
        return [
            Group(h.slug, h.name, publication.page(h), h.start, catalog.former_slugs(kind, h))
            for h in headings.values()
        ]

    return build_parts(
        [_item(question, answers, site, publication) for question in questions],
        groups(Kind.TOPIC, catalog.topics),
        groups(Kind.STAKEHOLDER, catalog.stakeholders),
        weigh(build_texts(question, answers[question.slug], catalog) for question in questions),
        language,
        watch,
        Moved(
            {old: new.slug for old, new in sorted(catalog.former.items()) if new.slug in answers},
            publication.retired,
        ),
    )


def _item(question: Question, answers: Answers, site: Site, publication: Publication) -> Item:
    return Item(
        question.slug,
        question.question,
        question.topics,
        question.stakeholders,
        question.tags,
        partial(write_answer, question, answers[question.slug], answers, site, publication),
    )


def write_answer(
    question: Question,
    answer: Mapping[str, Any],
    shown: Container[str],
    site: Site,
    publication: Publication,
) -> str:
    """Return an answer as its part holds it, with what the widget shows below it.

    :param shown: slugs of all questions that have an answer.
    """
    known = site.catalog
    examples = [known.examples[slug] for slug in question.examples if slug in known.examples]
    evidence = [site.labels["evidence"].get(word, word) for word in evidence_of(question, site)]
    # The addresses are permanent ones: the widget tells by them that it can open a question.
    see = [
        (publication.permalink(slug), known.questions[slug].question)
        for slug in question.see
        if slug in shown
    ]
    below = [
        *build_examples([_labelled(example, site, publication) for example in examples]),
        *build_related(see),
        *build_facts(evidence, question.reviewed),
    ]
    due = due_of(question, site)
    text = dump_json(
        {"page": publication.page(question), "slug": question.slug, "tree": below}
        | ({"reviewby": due} if due else {})
    ).rstrip()
    above = answer["tree"].rstrip()[1:-1]
    comma = "," if above and below else ""
    return text.replace('"tree":[', f'"tree":[{above}{comma}', 1)


def _labelled(example: Example, site: Site, publication: Publication) -> dict[str, Any]:
    """Return an example with the labels that readers see."""
    labels = site.labels
    full = _example(example, site, publication)
    full["scale"] = labels["scales"].get(example.scale, example.scale)
    full["population"] = [labels["populations"].get(w, w) for w in example.population]
    full["means"] = [labels["means"].get(w, w) for w in example.means]
    return full


def build_texts(question: Question, answer: Mapping[str, Any], catalog: Catalog) -> Texts:
    """Return what the search looks through."""
    names = [catalog.topics[t].name for t in question.topics if t in catalog.topics]
    names += [
        catalog.stakeholders[s].name for s in question.stakeholders if s in catalog.stakeholders
    ]
    examples = [catalog.examples[e] for e in question.examples if e in catalog.examples]
    text = answer["text"]
    return {
        "question": question.question,
        "asked": " ".join(question.asked),
        # one that is the answer's own first sentence is in it already
        "summary": "" if text.startswith(question.summary) else question.summary,
        "answer": text,
        "examples": " ".join(f"{e.name} {e.organization} {e.place}" for e in examples),
        "names": " ".join(names),
        "tags": " ".join(question.tags),
    }
