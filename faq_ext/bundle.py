"""Write the bundle: parts, ``bundle.json`` and, last of all, the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .build_views import sources_of
from .catalog import Catalog
from .diagnostics import Diagnostic, warn
from .files import dump_json, read_json, write_file, write_json
from .model import Example, Heading, Question
from .search_index import Field, build_search_index
from .views import Site

VERSION = 1
SCHEMA = Path(__file__).parent / "schema" / f"bundle-{VERSION}.json"
QUESTIONS_A_PART = 8

#: slug -> {"html", "text", "tree"}
Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Publication:
    """What a bundle says of itself, and where its pages are."""

    title: str
    base: str
    lang: str
    license: str
    path_of: Callable[[str], str]  #: Returns the path of a document's page, below ``base``.
    _pages: dict[tuple[str, str], str] = field(default_factory=dict)  # each is asked for thrice

    @property
    def identity(self) -> dict[str, str]:
        """Return what manifest and bundle say at their head."""
        return {
            "title": self.title,
            "base": self.base,
            "lang": self.lang,
            "license": self.license,
        }

    def page(self, record: Question | Heading | Example) -> str:
        """Return the address of a record's place."""
        place = record.docname, record.anchor
        if place not in self._pages:
            address = self.base + self.path_of(record.docname)
            self._pages[place] = f"{address}#{record.anchor}" if record.anchor else address
        return self._pages[place]

    def permalink(self, slug: str) -> str:
        """Return the permanent address of a question."""
        return f"{self.base}q/{slug}/"


def answers_of(catalog: Catalog, pages: Mapping[str, Answers]) -> dict[str, Mapping[str, Any]]:
    """Return slug -> answer in site order; a question that no page shows is left out."""
    answers = {}
    for slug, question in catalog.questions.items():
        answer = pages.get(question.docname, {}).get(slug)
        if answer is None:
            warn(
                Diagnostic.FRAGMENT,
                f"the question '{slug}' is not on the page that should show it (is it inside "
                "'only'?): it is left out of the bundle.",
                question.docname,
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
        "topics": [_heading(topic, publication) for topic in catalog.topics.values()],
        "stakeholders": [_heading(s, publication) for s in catalog.stakeholders.values()],
        "examples": [_example(example, site, publication) for example in catalog.examples.values()],
        "questions": [
            _question(question, answers[question.slug], catalog, publication)
            for question in questions
        ],
        "sources": [
            {"key": key, "text": source.text, "link": source.url}
            for key, source in sorted(site.sources.items())
        ],
    }


def _heading(heading: Heading, publication: Publication) -> dict[str, Any]:
    return {
        "slug": heading.slug,
        "name": heading.name,
        "summary": heading.summary,
        "start": list(heading.start),
        "team": heading.team,
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


def _question(
    question: Question, answer: Mapping[str, Any], catalog: Catalog, publication: Publication
) -> dict[str, Any]:
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
        "evidence": list(question.evidence),
        "added": question.added,
        "reviewed": question.reviewed,
        "reviewby": question.reviewby,
        "by": question.by,
        "formerly": list(question.formerly),
        "sources": list(sources_of(question, catalog)),
        "permalink": publication.permalink(question.slug),
        "page": publication.page(question),
        "lang": publication.lang,
    }


# parts: what the widget asks for


def build_parts(
    site: Site,
    answers: Answers,
    publication: Publication,
    weigh: Callable[[Sequence[Field]], Mapping[str, int]],
) -> dict[str, Any]:
    """Return part name -> what it holds.

    :param weigh: returns word -> weight of a question's fields.
    """
    questions = [site.catalog.questions[slug] for slug in answers]
    chunks = [
        questions[start : start + QUESTIONS_A_PART]
        for start in range(0, len(questions), QUESTIONS_A_PART)
    ]
    parts: dict[str, Any] = {
        f"answers-{number}": _answers_part(chunk, site, answers, publication)
        for number, chunk in enumerate(chunks)
    }
    parts["listing"] = _listing_part(chunks, site.catalog, publication)
    parts["search"] = {"words": build_search_index(map(weigh, _fields(site, questions, answers)))}
    return parts


def _listing_part(
    chunks: Iterable[list[Question]], catalog: Catalog, publication: Publication
) -> dict[str, Any]:
    def short(heading: Heading) -> dict[str, Any]:
        full = _heading(heading, publication)
        return {key: full[key] for key in ("slug", "name", "summary", "page")}

    return {
        "topics": [short(topic) for topic in catalog.topics.values()],
        "stakeholders": [
            {**short(s), "start": [q.slug for q in catalog.guide(s)]}
            for s in catalog.stakeholders.values()
        ],
        "questions": [
            {
                "slug": question.slug,
                "question": question.question,
                "summary": question.summary,
                "topics": list(question.topics),
                "stakeholders": list(question.stakeholders),
                "tags": list(question.tags),
                "permalink": publication.permalink(question.slug),
                "page": publication.page(question),
                "part": number,
            }
            for number, chunk in enumerate(chunks)
            for question in chunk
        ],
    }


def _answers_part(
    chunk: list[Question], site: Site, answers: Answers, publication: Publication
) -> dict[str, Any]:
    known = site.catalog.examples
    used = dict.fromkeys(s for question in chunk for s in question.examples if s in known)
    return {
        "answers": {
            question.slug: {
                "tree": answers[question.slug]["tree"],
                "see": [slug for slug in question.see if slug in answers],
                "examples": [slug for slug in question.examples if slug in known],
                "evidence": [site.labels["evidence"].get(e, e) for e in question.evidence],
                "reviewed": question.reviewed,
            }
            for question in chunk
        },
        "examples": {slug: _labelled(known[slug], site, publication) for slug in used},
    }


def _labelled(example: Example, site: Site, publication: Publication) -> dict[str, Any]:
    """Return an example with the labels that readers see."""
    labels = site.labels
    full = _example(example, site, publication)
    full["scale"] = labels["scales"].get(example.scale, example.scale)
    full["population"] = [labels["populations"].get(w, w) for w in example.population]
    full["means"] = [labels["means"].get(w, w) for w in example.means]
    return {
        key: value for key, value in full.items() if key not in ("slug", "sources", "questions")
    }


def _fields(
    site: Site, questions: Iterable[Question], answers: Answers
) -> Iterable[tuple[Field, ...]]:
    catalog = site.catalog
    for question in questions:
        headings = [catalog.topics[t].name for t in question.topics if t in catalog.topics]
        headings += [
            catalog.stakeholders[s].name for s in question.stakeholders if s in catalog.stakeholders
        ]
        examples = [catalog.examples[e] for e in question.examples if e in catalog.examples]
        yield (
            Field(8, question.question),
            Field(6, " ".join(question.asked)),
            Field(4, question.summary),
            Field(3, " ".join(question.tags)),
            Field(2, answers[question.slug]["text"]),
            Field(1, " ".join(headings)),
            Field(1, " ".join(f"{e.name} {e.organization} {e.place}" for e in examples)),
        )


# on disk


def write_bundle(
    folder: Path,
    publication: Publication,
    bundle: Mapping[str, Any],
    parts: Mapping[str, Any],
    script: Mapping[str, Any],
) -> None:
    """Write ``bundle.json``, all parts and then the manifest; drop what two manifests forgot.

    The manifest does not name ``bundle.json``, whose plain name would make its hash wrong
    between the two renames.

    :param parts: part name -> value.
    :param script: the manifest's entry of the script, empty where none is built.
    """
    before = read_json(folder / "manifest.json")
    _write_if_new(folder / "bundle.json", dump_json(bundle).encode())
    files: dict[str, Any] = {}
    for name in sorted(parts):
        data = dump_json(parts[name]).encode()
        sha = hashlib.sha256(data).hexdigest()
        file = f"{name}.{sha[:16]}.json"
        _write_if_new(folder / file, data)
        files[name] = {"file": file, "hash": sha, "size": len(data)}
    if script:
        files["script"] = dict(script)
    manifest = {
        "version": VERSION,
        **publication.identity,
        "files": files,
    }
    if before != manifest:
        write_json(folder / "manifest.json", manifest)
        _drop_old_parts(folder, before, manifest)


def _write_if_new(path: Path, data: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == data):
        write_file(path, data)


def _drop_old_parts(folder: Path, *manifests: Mapping[str, Any]) -> None:
    """Delete the parts that neither manifest names; readers may still hold the older one."""
    named = {
        entry["file"] for manifest in manifests for entry in manifest.get("files", {}).values()
    }
    for path in folder.glob("*.*.json"):
        if path.name not in named:
            path.unlink()
