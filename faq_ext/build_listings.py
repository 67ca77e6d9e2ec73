"""Build each listing from the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from .build_views import build_card, due_of, find_links, link_to, link_topics
from .extras import write_date
from .listing_views import (
    CardGroup,
    Cell,
    EmbedView,
    Entry,
    GalleryView,
    Group,
    HeadingCard,
    HeadingsView,
    ListView,
    MatrixView,
)
from .model import Question
from .views import Link, Site


def _entries(
    site: Site,
    questions: Iterable[Question],
    label: str = "For",
    why: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Entry, ...]:
    """Build the entries of a listing; a reason to read, ``why``, stands for the summary."""
    catalog = site.catalog
    made: dict[tuple[str, ...], tuple[Link, ...]] = {}  # many questions name the same
    entries: list[Entry] = []
    for question in questions:
        slugs: tuple[str, ...] = ()
        if label:
            slugs = question.topics if label == "Topic" else question.stakeholders
        if slugs not in made:
            made[slugs] = (
                link_topics(catalog, slugs)
                if label == "Topic"
                else find_links(slugs, catalog.stakeholders)
            )
        link = Link(question.question, question.docname, question.anchor)
        text = why.get(question.slug, question.summary) if why else question.summary
        entries += (Entry(link, text, label, made[slugs]),)
    return tuple(entries)


def build_topic(site: Site, options: Mapping[str, str]) -> ListView:
    """Build the questions of one topic in reading order."""
    questions = site.catalog.by_topic.get(options["slug"], [])
    heading = Link("Questions, in reading order", "")
    anchor = f"faq-{options['slug']}-questions"
    topic = site.catalog.topics.get(options["slug"])
    groups = (Group(heading, anchor, False, _entries(site, questions)),)
    return ListView(groups, team=topic.team if topic else "")


def build_stakeholder(site: Site, options: Mapping[str, str]) -> ListView | None:
    """Build a stakeholder's guide: the curated order, then all the rest by topic.

    A topic's group names at its end those of its questions that the curated order holds,
    so that it is complete: the matrix leads here.
    """
    catalog = site.catalog
    stakeholder = catalog.stakeholders.get(options["slug"])
    if stakeholder is None:
        return None
    guide = catalog.guide(stakeholder)
    groups = (
        [
            Group(
                Link("Start here", ""),
                f"faq-{stakeholder.slug}-start",
                True,
                _entries(site, guide, "Topic", dict(stakeholder.why)),
            )
        ]
        if guide
        else []
    )
    shown = {question.slug for question in guide}
    left = catalog.by_stakeholder[stakeholder.slug]
    for slug, topic in zip(catalog.topics, link_topics(catalog, catalog.topics), strict=True):
        members = [q for q in left if slug in q.topics]
        if members:
            groups.append(
                Group(
                    topic,
                    f"faq-{stakeholder.slug}-on-{slug}",
                    False,
                    _entries(site, (q for q in members if q.slug not in shown), ""),
                    tuple(link_to(q) for q in members if q.slug in shown),
                )
            )
    return ListView(tuple(groups), team=stakeholder.team)


def build_headings(site: Site, kind: str) -> HeadingsView:
    """Build all topics, or all stakeholders, with the number of their questions."""
    catalog = site.catalog
    if kind == "topics":
        links = link_topics(catalog, catalog.topics)
        members = [(topic, catalog.by_topic[slug]) for slug, topic in catalog.topics.items()]
    else:
        links = find_links(catalog.stakeholders, catalog.stakeholders)
        members = [(s, catalog.by_stakeholder[slug]) for slug, s in catalog.stakeholders.items()]
    return HeadingsView(
        tuple(
            HeadingCard(link, heading.summary, len(questions))
            for link, (heading, questions) in zip(links, members, strict=True)
        )
    )


def build_list(site: Site, options: Mapping[str, str]) -> ListView | HeadingsView:
    """Build the questions that match ``topic``, ``stakeholder`` and ``tag``, at most ``limit``.

    With ``sort`` ``added`` the newest come first, each with its date and topic; those
    without a date are left out. With ``layout`` ``reviews`` the questions stand by the day
    on which they want a review, the first one first; with ``topics`` or ``stakeholders``
    those are listed instead.
    """
    layout = options.get("layout", "")
    if layout in ("topics", "stakeholders"):
        return build_headings(site, layout)
    catalog = site.catalog
    questions = list(catalog.questions.values())
    if topic := options.get("topic"):
        questions = list(catalog.by_topic.get(topic, ()))
    if stakeholder := options.get("stakeholder"):
        questions = [q for q in questions if stakeholder in q.stakeholders]
    if tag := options.get("tag"):
        questions = [q for q in questions if tag in q.tags]
    newest = options.get("sort") == "added"
    if newest:
        dated = [question for question in questions if question.added]
        questions = sorted(dated, key=lambda question: question.added, reverse=True)  # stable
    if layout == "reviews":
        questions.sort(key=lambda q: due_of(q, site) or "9999")
    if limit := options.get("limit"):
        questions = questions[: int(limit)]
    if layout == "reviews":
        return _by_review(site, questions)
    entries = _entries(site, questions, "Topic" if newest else "For")
    if newest:
        pairs = zip(entries, questions, strict=True)
        entries = tuple(entry._replace(added=question.added) for entry, question in pairs)
    return ListView((Group(None, "", False, entries),), links=layout == "links")


def _by_review(site: Site, questions: Sequence[Question]) -> ListView:
    groups = []
    for due, members in groupby(questions, lambda question: due_of(question, site)):
        heading = Link(f"By {write_date(due)}" if due else "Never reviewed", "")
        entries = _entries(site, list(members), "Topic")
        groups.append(Group(heading, f"faq-review-{due or 'never'}", False, entries, due=due))
    return ListView(tuple(groups))


def build_matrix(site: Site, options: Mapping[str, str]) -> MatrixView:
    """Build the counts of questions, stakeholders against topics; ``layout`` may be ``map``."""
    catalog = site.catalog
    rows = []
    for stakeholder in catalog.stakeholders.values():
        counts = dict.fromkeys(catalog.topics, 0)
        for question in catalog.by_stakeholder[stakeholder.slug]:
            for topic in question.topics:
                if topic in counts:
                    counts[topic] += 1
        cells = tuple(
            Cell(
                count,
                Link(str(count), stakeholder.docname, f"faq-{stakeholder.slug}-on-{topic}"),
                not count and stakeholder.slug in site.coverage.get(topic, ()),
            )
            for topic, count in counts.items()
        )
        rows.append((link_to(stakeholder), cells))
    drawn = options.get("layout") == "map"
    return MatrixView(link_topics(catalog, catalog.topics), tuple(rows), drawn)


def build_embed(site: Site, options: Mapping[str, str]) -> EmbedView:
    """Build what stands where snippets are made, for readers without scripts."""
    return EmbedView(link_topics(site.catalog, site.catalog.topics))


def build_gallery(site: Site, options: Mapping[str, str]) -> GalleryView:
    """Build the gallery: each example once, under its scale, and two indexes of links."""
    examples = list(site.catalog.examples.values())
    if topic := options.get("topic"):
        used = {slug for q in site.catalog.by_topic.get(topic, ()) for slug in q.examples}
        examples = [example for example in examples if example.slug in used]
    cards = {example.slug: build_card(site, example, gallery=True) for example in examples}
    groups = tuple(
        CardGroup(
            label,
            f"faq-scale-{scale}",
            tuple(cards[example.slug] for example in examples if example.scale == scale),
        )
        for scale, label in site.labels["scales"].items()
    )
    here = options.get("docname", "")

    def index(title: str, labels: Mapping[str, str], facet: str) -> tuple:  # type: ignore[type-arg]
        return title, tuple(
            (Link(label, here, f"faq-{facet}-{word}"), links)
            for word, label in labels.items()
            if (
                links := tuple(
                    Link(example.name, here, f"faq-card-{example.slug}")
                    for example in examples
                    if word in getattr(example, facet)
                )
            )
        )

    return GalleryView(
        tuple(group for group in groups if group.cards),
        (
            index("By population", site.labels["populations"], "population"),
            index("By means", site.labels["means"], "means"),
        ),
    )
