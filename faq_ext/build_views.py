"""Build each view from the catalog; a listing when a page first holds one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from .catalog import Catalog
from .freshness import due_date
from .late import late
from .model import Example, Heading, Kind, Question
from .views import Card, ExampleView, FootView, ForView, HeadView, Link, Site, View

if TYPE_CHECKING:
    from .listing_views import Listing


def link_to(record: Question | Heading | Example) -> Link:
    """Return the link whose text is the record's own."""
    _, text, docname, anchor, *_ = record
    return Link(text, docname, anchor)


def link_topics(catalog: Catalog, slugs: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to topics, each with its colour; unknown slugs are left out."""
    hues = {slug: place for place, slug in enumerate(catalog.topics, start=1)}
    return tuple(
        link_to(catalog.topics[slug])._replace(hue=hues[slug]) for slug in slugs if slug in hues
    )


def find_links(
    slugs: Iterable[str], records: Mapping[str, Question | Heading | Example]
) -> tuple[Link, ...]:
    """Return the links to records; unknown slugs are left out."""
    return tuple(link_to(records[slug]) for slug in slugs if slug in records)


def build_head(site: Site, options: Mapping[str, str]) -> HeadView | None:
    """Build what stands above the answer of the question ``slug``."""
    question = site.catalog.questions.get(options["slug"])
    if question is None:
        return None
    catalog = site.catalog
    return HeadView(
        link_topics(catalog, question.topics),
        find_links(question.stakeholders, catalog.stakeholders),
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
        see=find_links(see, catalog.questions),
        referrers=find_links(
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
        users=find_links(site.catalog.users.get(example.slug, ()), site.catalog.questions)
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


#: The views that a record's own place shows.
OWN_VIEWS: dict[Kind, tuple[str, ...]] = {
    Kind.QUESTION: ("head", "foot"),
    Kind.EXAMPLE: ("example",),
    Kind.TOPIC: ("topic",),
    Kind.STAKEHOLDER: ("stakeholder",),
}

#: Each view by the name that a ``faq_view`` node carries.
VIEWS: dict[str, Callable[[Site, Mapping[str, str]], View | Listing | None]] = {
    "head": build_head,
    "foot": build_foot,
    "for": build_for,
    "example": build_example,
    "topic": late("build_listings", "build_topic"),
    "stakeholder": late("build_listings", "build_stakeholder"),
    "list": late("build_listings", "build_list"),
    "matrix": late("build_listings", "build_matrix"),
    "gallery": late("build_listings", "build_gallery"),
    "embed": late("build_listings", "build_embed"),
}
