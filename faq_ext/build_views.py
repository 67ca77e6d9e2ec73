"""Build each view from the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from .catalog import Catalog
from .extras import write_date
from .freshness import due_date
from .model import Example, Heading, Kind, Question
from .views import (
    Card,
    CardGroup,
    Cell,
    EmbedView,
    Entry,
    ExampleView,
    FootView,
    ForView,
    GalleryView,
    Group,
    HeadingCard,
    HeadingsView,
    HeadView,
    Link,
    ListView,
    MatrixView,
    Site,
    View,
)


def link_to(record: Question | Heading | Example) -> Link:
    """Return the link whose text is the record's own."""
    _, text, docname, anchor, *_ = record
    return Link(text, docname, anchor)


def _topic_links(catalog: Catalog, slugs: Iterable[str]) -> tuple[Link, ...]:
    hues = {slug: place for place, slug in enumerate(catalog.topics, start=1)}
    return tuple(
        link_to(catalog.topics[slug])._replace(hue=hues[slug]) for slug in slugs if slug in hues
    )


def _links(
    slugs: Iterable[str], records: Mapping[str, Question | Heading | Example]
) -> tuple[Link, ...]:
    return tuple(link_to(records[slug]) for slug in slugs if slug in records)


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
                _topic_links(catalog, slugs)
                if label == "Topic"
                else _links(slugs, catalog.stakeholders)
            )
        link = Link(question.question, question.docname, question.anchor)
        text = why.get(question.slug, question.summary) if why else question.summary
        entries += (Entry(link, text, label, made[slugs]),)
    return tuple(entries)


def build_head(site: Site, options: Mapping[str, str]) -> HeadView | None:
    """Build what stands above the answer of the question ``slug``."""
    question = site.catalog.questions.get(options["slug"])
    if question is None:
        return None
    catalog = site.catalog
    return HeadView(
        _topic_links(catalog, question.topics),
        _links(question.stakeholders, catalog.stakeholders),
        due_of(question, site),
    )


def build_foot(site: Site, options: Mapping[str, str]) -> FootView | None:
    """Build what stands below the answer of the question ``slug``."""
    catalog = site.catalog
    question = catalog.questions.get(options["slug"])
    if question is None:
        return None
    labels, legend = site.labels["evidence"], site.labels.get("legend", {})
    see = [slug for slug in question.see if slug != question.slug]
    keys = sources_of(question, catalog)
    examples = [
        catalog.examples[slug]
        for slug in question.examples
        # One that is written inside this answer is already there.
        if slug in catalog.examples and catalog.examples[slug].docname != question.docname
    ]
    return FootView(
        slug=question.slug,
        examples=tuple(build_card(site, example) for example in examples),
        see=_links(see, catalog.questions),
        referrers=_links(
            (slug for slug in catalog.referrers.get(question.slug, ()) if slug not in see),
            catalog.questions,
        ),
        sources=tuple(site.sources[key] for key in keys if key in site.sources),
        evidence=tuple(
            (labels.get(word, word), legend.get(word, "")) for word in evidence_of(question, site)
        ),
        by=question.by,
        added=question.added,
        reviewed=question.reviewed,
        due=due_of(question, site),
    )


def due_of(question: Question, site: Site) -> str:
    """Return the ISO date by which an answer wants a review, or nothing."""
    return due_date(question.reviewed, question.reviewby, site.months)


def sources_of(question: Question, catalog: Catalog) -> tuple[str, ...]:
    """Return the cite keys of a question and of its examples, each once."""
    keys = dict.fromkeys(question.sources)
    for slug in question.examples:
        if slug in catalog.examples:
            keys.update(dict.fromkeys(catalog.examples[slug].sources))
    return tuple(keys)


def evidence_of(question: Question, site: Site) -> tuple[str, ...]:
    """Return the kinds of evidence that a question names, or else those of its sources.

    A question that cites nothing rests on the last and weakest kind; but only where the
    site's sources say of which kind they are.
    """
    kinds = tuple(site.labels["evidence"])
    if question.evidence or not any(
        word in kinds for source in site.sources.values() for word in source.keywords
    ):
        return question.evidence
    cited = [site.sources[key] for key in sources_of(question, site.catalog) if key in site.sources]
    words = {word for source in cited for word in source.keywords}
    return tuple(kind for kind in kinds if kind in words) if cited else kinds[-1:]


def build_for(site: Site, options: Mapping[str, str]) -> ForView:
    """Build the label of a part that is for some stakeholders."""
    known = site.catalog.stakeholders
    named = [known[slug] for slug in options["stakeholders"].split(",") if slug in known]
    persons = tuple(stakeholder.person for stakeholder in named)
    return ForView(tuple(s.name for s in named), persons if all(persons) else ())


def build_card(site: Site, example: Example, *, gallery: bool = False) -> Card:
    """Build an example's card; in a gallery it carries an id and its users."""
    labels = site.labels
    return Card(
        name=link_to(example),
        organization=example.organization,
        place=example.place,
        scale=labels["scales"].get(example.scale, example.scale),
        population=tuple(labels["populations"].get(word, word) for word in example.population),
        means=tuple(labels["means"].get(word, word) for word in example.means),
        asof=example.asof,
        link=example.link,
        text=example.text,
        anchor=f"faq-card-{example.slug}" if gallery else "",
        users=_links(site.catalog.users.get(example.slug, ()), site.catalog.questions)
        if gallery
        else (),
        sources=tuple(site.sources[key].target for key in example.sources if key in site.sources),
    )


def build_example(site: Site, options: Mapping[str, str]) -> ExampleView | None:
    """Build the facts and the users of the example ``slug``."""
    example = site.catalog.examples.get(options["slug"])
    if example is None:
        return None
    card = build_card(site, example, gallery=True)
    # Inside an answer it need not say that this question uses it.
    users = tuple(link for link in card.users if link.docname != example.docname)
    return ExampleView(card._replace(anchor="", users=users))


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
    for slug, topic in zip(catalog.topics, _topic_links(catalog, catalog.topics), strict=True):
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
        links = _topic_links(catalog, catalog.topics)
        members = [(topic, catalog.by_topic[slug]) for slug, topic in catalog.topics.items()]
    else:
        links = _links(catalog.stakeholders, catalog.stakeholders)
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
    return MatrixView(_topic_links(catalog, catalog.topics), tuple(rows), drawn)


def build_embed(site: Site, options: Mapping[str, str]) -> EmbedView:
    """Build what stands where snippets are made, for readers without scripts."""
    return EmbedView(_topic_links(site.catalog, site.catalog.topics))


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


#: The views that a record's own place shows.
OWN_VIEWS: dict[Kind, tuple[str, ...]] = {
    Kind.QUESTION: ("head", "foot"),
    Kind.EXAMPLE: ("example",),
    Kind.TOPIC: ("topic",),
    Kind.STAKEHOLDER: ("stakeholder",),
}

#: Each view by the name that a ``faq_view`` node carries.
VIEWS: dict[str, Callable[[Site, Mapping[str, str]], View | None]] = {
    "head": build_head,
    "foot": build_foot,
    "for": build_for,
    "example": build_example,
    "topic": build_topic,
    "stakeholder": build_stakeholder,
    "list": build_list,
    "matrix": build_matrix,
    "gallery": build_gallery,
    "embed": build_embed,
}
