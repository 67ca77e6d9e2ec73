"""All records of a site in their order, with what follows from them together."""

# No annotations of the future: of a named tuple each would be compiled, and kept as code.

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .model import Example, Heading, Kind, Noted, Question, Record, Reference

Spot = tuple[str, int]  #: A document and the number of a record in it.


class Catalog(NamedTuple):
    """The records by slug, in the order of the site, and the topic and stakeholder indexes."""

    topics: dict[str, Heading]
    stakeholders: dict[str, Heading]
    questions: dict[str, Question]
    examples: dict[str, Example]
    by_topic: dict[str, list[Question]]  # in reading order
    by_stakeholder: dict[str, list[Question]]  # in site order
    users: dict[str, list[str]]  # example -> question slugs
    referrers: dict[str, list[str]]  # question -> question slugs
    former: dict[str, Question]  # slug that a question had before -> the question
    renamed: dict[Kind, dict[str, Heading]]  # the same of topics and stakeholders
    duplicates: list[tuple[Kind, Spot, Spot]]  # (…, kept, dropped)

    def known(self, kind: Kind) -> Mapping[str, Record]:
        """Return the records of one kind by slug."""
        records: dict[Kind, Mapping[str, Record]] = {
            Kind.QUESTION: self.questions,
            Kind.TOPIC: self.topics,
            Kind.STAKEHOLDER: self.stakeholders,
            Kind.EXAMPLE: self.examples,
        }
        return records[kind]

    def heir(self, kind: Kind, slug: str) -> Record | None:
        """Return what had a slug before, and has another one now."""
        if kind is Kind.QUESTION:
            return self.former.get(slug)
        return self.renamed[kind].get(slug) if kind in self.renamed else None

    def former_slugs(self, kind: Kind, heading: Heading) -> list[str]:
        """Return the slugs that a topic or stakeholder had before, and nothing has now."""
        return [old for old in heading.formerly if self.renamed[kind].get(old) is heading]

    def guide(self, stakeholder: Heading) -> list[Question]:
        """Return the curated reading order of a stakeholder, without unknown slugs."""
        return [self.questions[slug] for slug in stakeholder.start if slug in self.questions]


def build_catalog(
    records: Mapping[str, Sequence[Noted]], references: Mapping[str, Sequence[Reference]]
) -> Catalog:
    """Bring all records into order: nothing here depends on the order of reading.

    Of two things with one slug the first by document name and line is kept. Loops are
    plain, without a call for each record: this runs whenever one document has changed.

    :param records: docname -> what it declares.
    :param references: docname -> what its roles name.
    """
    found: dict[Kind, dict[str, Record]] = {kind: {} for kind in Kind}
    duplicates: list[tuple[Kind, Spot, Spot]] = []
    for docname in sorted(records):
        for number, (kind, record) in enumerate(records[docname]):
            slugs, slug = found[kind], record.slug
            if slug in slugs:
                duplicates += [(kind, _spot_of(slugs[slug], records), (docname, number))]
            else:
                slugs[slug] = record

    def kept(kind: Kind) -> list:  # type: ignore[type-arg]
        return list(found[kind].values())

    topics = _in_order(kept(Kind.TOPIC))
    stakeholders = _in_order(kept(Kind.STAKEHOLDER))
    examples = sorted(kept(Kind.EXAMPLE), key=lambda e: (e.name.lower(), e.slug))
    by_topic, questions = _order_questions(kept(Kind.QUESTION), topics)
    by_stakeholder: dict[str, list[Question]] = {slug: [] for slug in stakeholders}
    for question in questions.values():
        for slug in question.stakeholders:
            if slug in by_stakeholder:
                by_stakeholder[slug] += (question,)
    return Catalog(
        topics,
        stakeholders,
        questions,
        {example.slug: example for example in examples},
        by_topic,
        by_stakeholder,
        _find_users(questions.values()),
        _find_referrers(questions, references),
        # An address has one question: the one that has it now, or else the first that had it.
        {
            old: question
            for question in reversed(questions.values())
            for old in question.formerly
            if old not in questions
        },
        {
            kind: {
                old: heading
                for heading in reversed(headings.values())
                for old in heading.formerly
                if old not in headings
            }
            for kind, headings in ((Kind.TOPIC, topics), (Kind.STAKEHOLDER, stakeholders))
        },
        duplicates,
    )


def _spot_of(record: Record, records: Mapping[str, Sequence[Noted]]) -> Spot:
    same = [number for number, (_, r) in enumerate(records[record.docname]) if r is record]
    return record.docname, same[0]


def _in_order(headings: list[Heading]) -> dict[str, Heading]:
    ordered = sorted(headings, key=lambda heading: (heading.order, heading.slug))
    return {heading.slug: heading for heading in ordered}


def _order_questions(
    questions: list[Question], topics: Mapping[str, Heading]
) -> tuple[dict[str, list[Question]], dict[str, Question]]:
    """Return topic -> questions, ``start`` first, then in order of the source; and site order."""
    by_topic: dict[str, list[Question]] = {slug: [] for slug in topics}
    at_home: dict[str, str] = {}  # question -> the first topic that it names: there it stands
    for question in questions:
        for topic in question.topics:
            if topic in by_topic:
                by_topic[topic] += (question,)
                if question.slug not in at_home:
                    at_home[question.slug] = topic
    for slug, members in by_topic.items():
        if start := topics[slug].start:
            rank = {first: place for place, first in enumerate(start)}
            members.sort(key=lambda question: rank.get(question.slug, len(rank)))  # stable
    ordered = {
        question.slug: question
        for topic, members in by_topic.items()
        for question in members
        if at_home[question.slug] == topic
    }
    # Those without a known topic come last.
    ordered |= {q.slug: q for q in questions if q.slug not in ordered}
    return by_topic, ordered


def _find_users(questions: Iterable[Question]) -> dict[str, list[str]]:
    """Return example -> the questions that use it, in site order."""
    users: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for example in question.examples:
            users[example] += (question.slug,)
    return dict(users)


def _find_referrers(
    questions: Mapping[str, Question], references: Mapping[str, Sequence[Reference]]
) -> dict[str, list[str]]:
    """Return question -> the questions that refer to it, in site order."""
    referrers: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, str] = {}  # docname -> its only question
    for slug, question in questions.items():
        alone[question.docname] = "" if question.docname in alone else slug
        for target in question.see:
            if target != slug:
                referrers[target] += (slug,)
    rank: dict[str, int] = {}
    for docname, named in references.items():
        # A role is credited to a question only where the page holds just that one.
        slug = alone.get(docname, "")
        for kind, target in named:
            if slug and kind == Kind.QUESTION and target not in (slug, *questions[slug].see):
                rank = rank or {slug: place for place, slug in enumerate(questions)}
                known = {*referrers[target], slug}
                referrers[target] = sorted(known, key=rank.__getitem__)
    return dict(referrers)
