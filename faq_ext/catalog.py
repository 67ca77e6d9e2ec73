"""All records of a site in their order, with what follows from them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from .model import DocumentNotes, Example, Heading, Kind, Noted, Question, Record

_R = TypeVar("_R", Question, Heading, Example)


@dataclass(slots=True)
class Catalog:
    """The records by slug, in the order of the site, and the topic and stakeholder indexes."""

    topics: dict[str, Heading] = field(default_factory=dict)
    stakeholders: dict[str, Heading] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    examples: dict[str, Example] = field(default_factory=dict)
    by_topic: dict[str, list[Question]] = field(default_factory=dict)  # in reading order
    by_stakeholder: dict[str, list[Question]] = field(default_factory=dict)  # in site order
    users: dict[str, list[str]] = field(default_factory=dict)  # example -> question slugs
    referrers: dict[str, list[str]] = field(default_factory=dict)  # question -> question slugs
    duplicates: list[tuple[Noted, Noted]] = field(default_factory=list)  # (kept, dropped)

    def known(self, kind: Kind) -> Mapping[str, Record]:
        """Return the records of one kind by slug."""
        records: dict[Kind, Mapping[str, Record]] = {
            Kind.QUESTION: self.questions,
            Kind.TOPIC: self.topics,
            Kind.STAKEHOLDER: self.stakeholders,
            Kind.EXAMPLE: self.examples,
        }
        return records[kind]

    def guide(self, stakeholder: Heading) -> list[Question]:
        """Return the curated reading order of a stakeholder, without unknown slugs."""
        return [self.questions[slug] for slug in stakeholder.start if slug in self.questions]


def build_catalog(documents: Mapping[str, DocumentNotes]) -> Catalog:
    """Bring all records into order: nothing here depends on the order of reading.

    Of two things with one slug the first by document name and line is kept.
    """
    catalog = Catalog()
    found: dict[Kind, dict[str, Noted]] = {kind: {} for kind in Kind}
    for docname in sorted(documents):
        for noted in documents[docname].noted:
            kept = found[noted.kind].setdefault(noted.record.slug, noted)
            if kept is not noted:
                catalog.duplicates.append((kept, noted))

    headings = {
        kind: sorted(_records(found[kind].values(), Heading), key=lambda h: (h.order, h.slug))
        for kind in (Kind.TOPIC, Kind.STAKEHOLDER)
    }
    catalog.topics = {heading.slug: heading for heading in headings[Kind.TOPIC]}
    catalog.stakeholders = {heading.slug: heading for heading in headings[Kind.STAKEHOLDER]}
    examples = sorted(
        _records(found[Kind.EXAMPLE].values(), Example), key=lambda e: (e.name.lower(), e.slug)
    )
    catalog.examples = {example.slug: example for example in examples}
    _order_questions(catalog, _records(found[Kind.QUESTION].values(), Question))
    _index_uses(catalog, documents)
    return catalog


def _records(noted: Iterable[Noted], kind: type[_R]) -> list[_R]:
    return [n.record for n in noted if isinstance(n.record, kind)]


def _order_questions(catalog: Catalog, questions: list[Question]) -> None:
    """Fill the indexes: within a topic ``start`` first, then in order of the source."""
    catalog.by_topic = {slug: [] for slug in catalog.topics}
    catalog.by_stakeholder = {slug: [] for slug in catalog.stakeholders}
    for question in questions:
        for topic in question.topics:
            if topic in catalog.by_topic:
                catalog.by_topic[topic].append(question)
    for slug, members in catalog.by_topic.items():
        rank = {start: place for place, start in enumerate(catalog.topics[slug].start)}
        members.sort(key=lambda question: rank.get(question.slug, len(rank)))  # stable
    for topic, members in catalog.by_topic.items():
        for question in members:
            # A question of several topics stands at the first that it names.
            if topic == next(slug for slug in question.topics if slug in catalog.by_topic):
                catalog.questions[question.slug] = question
    for question in questions:  # those without a known topic come last
        catalog.questions.setdefault(question.slug, question)
    for question in catalog.questions.values():
        for stakeholder in question.stakeholders:
            if stakeholder in catalog.by_stakeholder:
                catalog.by_stakeholder[stakeholder].append(question)


def _index_uses(catalog: Catalog, documents: Mapping[str, DocumentNotes]) -> None:
    """Fill who uses each example and who refers to each question, in site order."""
    questions_on: dict[str, list[str]] = {}
    for question in catalog.questions.values():
        questions_on.setdefault(question.docname, []).append(question.slug)
        for example in question.examples:
            catalog.users.setdefault(example, []).append(question.slug)
        for target in question.see:
            if target == question.slug:
                continue
            catalog.referrers.setdefault(target, []).append(question.slug)
    for docname, slugs in questions_on.items():
        for kind, target in documents[docname].references:
            # A role is credited to a question only where the page holds just that one.
            if kind == Kind.QUESTION and len(slugs) == 1 and slugs[0] != target:
                referrers = catalog.referrers.setdefault(target, [])
                if slugs[0] not in referrers:
                    referrers.append(slugs[0])
    rank = {slug: place for place, slug in enumerate(catalog.questions)}
    for referrers in catalog.referrers.values():
        referrers.sort(key=rank.__getitem__)
