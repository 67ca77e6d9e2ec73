"""Views: what pages show of other pages' records."""

import pytest

from faq_ext.build_views import VIEWS, sources_of
from faq_ext.catalog import build_catalog
from faq_ext.files import digest
from faq_ext.model import Example
from faq_ext.views import Link, Site, Source

from .test_catalog import ask, documents, head

LABELS = {
    "scales": {"school": "School", "state": "State"},
    "populations": {"rural": "Rural schools"},
    "means": {"pay": "Pay", "courses": "Courses"},
    "evidence": {"research": "Research", "practice": "Practice", "advice": "Advice"},
    "legend": {"research": "studies"},
}


def show(view: str, *records, references=None, sources=None, **options: str):
    site = Site(build_catalog(*documents(*records, references=references)), LABELS, sources or {})
    return VIEWS[view](site, options)


def texts(links) -> list[str]:
    return [link.text for link in links]


def listed(view) -> list[list[str]]:
    return [[entry.question.text for entry in group.entries] for group in view.groups]


def example(slug: str, **fields) -> Example:
    return Example(slug, slug.upper(), fields.pop("docname", slug), **fields)


def test_topic_lists_in_reading_order():
    """A topic's page lists its questions, ``start`` first."""
    view = show("topic", head("t1", start=("b",)), ask("a"), ask("b"), slug="t1")
    assert listed(view) == [["b?", "a?"]]


def test_stakeholder_guide():
    """A guide shows the curated order, then each topic's others, and never one twice."""
    view = show(
        "stakeholder",
        head("t1", order=1),
        head("t2", order=2),
        head("t3", order=3),
        head("s1", start=("c", "a")),
        head("s2"),
        ask("a", topics=("t1", "t2")),
        ask("b", topics=("t2",)),
        ask("c", topics=("t2",)),
        ask("d", topics=("t3",), stakeholders=("s2",)),
        slug="s1",
    )
    assert listed(view) == [["c?", "a?"], [], ["b?"]]
    assert [group.heading.text for group in view.groups] == ["Start here", "T1", "T2"]
    assert [group.anchor for group in view.groups] == [
        "faq-s1-start",
        "faq-s1-on-t1",
        "faq-s1-on-t2",
    ]
    assert [texts(group.elsewhere) for group in view.groups] == [[], ["a?"], ["a?", "c?"]]
    assert [group.numbered for group in view.groups] == [True, False, False]


def test_matrix_counts():
    """A cell counts a topic's questions for a stakeholder; gaps count 0; each cell has its link."""
    view = show(
        "matrix",
        head("t1"),
        head("t2"),
        head("s1"),
        head("s2"),
        ask("a", topics=("t1", "t2"), stakeholders=("s1",)),
        ask("b", topics=("t1",), stakeholders=("s1", "s2")),
        ask("c", topics=("nope",)),
    )
    assert texts(view.topics) == ["T1", "T2"]
    assert [(row.text, [cell.number for cell in cells]) for row, cells in view.rows] == [
        ("S1", [2, 1]),
        ("S2", [1, 0]),
    ]
    assert view.rows[0][1][1].target == Link("1", "s1", "faq-s1-on-t2")


def test_matrix_leads_to_what_it_counts():
    """The group that a cell leads to names as many questions as the cell says."""
    records = (
        head("t1"), head("t2"), head("s1", start=("b",)),
        ask("a", topics=("t1", "t2")), ask("b", topics=("t2", "t1")), ask("c", topics=("t2",)),
    )  # fmt: skip
    ((_, cells),) = show("matrix", *records).rows
    groups = {group.anchor: group for group in show("stakeholder", *records, slug="s1").groups}
    for cell in cells:
        group = groups[cell.target.anchor]
        assert len(group.entries) + len(group.elsewhere) == cell.number


def test_map_is_the_matrix_drawn():
    """The map holds what the matrix holds."""
    records = (head("t1"), head("s1"), head("s2"), ask("a"))
    view = show("matrix", *records, layout="map")
    assert view.drawn and view._replace(drawn=False) == show("matrix", *records)


def test_list_filters():
    """All filters must match; ``limit`` takes the first ones in site order."""
    records = (
        head("t1", start=("c",)), head("t2"), head("s1"), head("s2"),
        ask("a", tags=("x",)), ask("b", stakeholders=("s2",)), ask("c", tags=("x", "y")),
        ask("d", topics=("t2",), tags=("x",)),
    )  # fmt: skip

    def found(**options):
        return listed(show("list", *records, **options))[0]

    assert found() == ["c?", "a?", "b?", "d?"]
    assert found(topic="t1") == ["c?", "a?", "b?"]
    assert found(stakeholder="s2") == ["b?"]
    assert found(tag="x") == ["c?", "a?", "d?"]
    assert found(topic="t1", tag="x", limit="1") == ["c?"]
    assert found(topic="nope") == found(tag="nope") == []


def test_list_of_the_newest():
    """The newest come first, with date and topics; those without a date are no news."""
    records = (
        head("t1"), head("s1"),
        ask("a", added="2026-01-05"), ask("b"), ask("c", added="2026-03-01"),
        ask("d", added="2026-03-01"), ask("e", added="2025-12-31"),
    )  # fmt: skip
    (group,) = show("list", *records, sort="added", limit="3").groups
    found = [(entry.question.text, entry.added, texts(entry.links)) for entry in group.entries]
    assert found == [
        ("c?", "2026-03-01", ["T1"]),
        ("d?", "2026-03-01", ["T1"]),
        ("a?", "2026-01-05", ["T1"]),
    ]


@pytest.mark.parametrize(("layout", "names"), [("topics", ["T1"]), ("stakeholders", ["S1", "S2"])])
def test_headings(layout, names):
    """All topics or all stakeholders are shown with the number of their questions."""
    view = show(
        "list", head("t1"), head("s1"), head("s2"), ask("a"), ask("b", topics=()), layout=layout
    )
    assert texts(card.name for card in view.headings) == names
    assert [card.number for card in view.headings] == ([1] if layout == "topics" else [2, 0])


def test_gallery_shows_each_example_once():
    """Each example has one card, under its scale, by size; the indexes lead to the cards."""
    records = (
        example("a", scale="state", means=("pay", "courses")),
        example("b", scale="school", means=("pay",), population=("rural",)),
        example("c", scale="state"),
        head("t1"), head("t2"),
        ask("q", examples=("b",)), ask("r", topics=("t2",), examples=("a", "b")),
    )  # fmt: skip
    view = show("gallery", *records, docname="here")
    assert [(g.heading, texts(card.name for card in g.cards)) for g in view.groups] == [
        ("School", ["B"]),
        ("State", ["A", "C"]),
    ]
    anchors = [card.anchor for group in view.groups for card in group.cards]
    assert anchors == ["faq-card-b", "faq-card-a", "faq-card-c"]
    assert dict(view.indexes) == {
        "By population": (
            (
                Link("Rural schools", "here", "faq-population-rural"),
                (Link("B", "here", "faq-card-b"),),
            ),
        ),
        "By means": (
            (
                Link("Pay", "here", "faq-means-pay"),
                (Link("A", "here", "faq-card-a"), Link("B", "here", "faq-card-b")),
            ),
            (Link("Courses", "here", "faq-means-courses"), (Link("A", "here", "faq-card-a"),)),
        ),
    }
    assert texts(view.groups[0].cards[0].users) == ["q?", "r?"]
    only = show("gallery", *records, topic="t1", docname="here")
    assert [texts(card.name for card in g.cards) for g in only.groups] == [["B"]]


def test_head_and_foot():
    """Above an answer stand its known topics and stakeholders, below what goes with it."""
    sources = {key: Source(key, "", Link(key, "bib", key)) for key in ("k1", "k2")}
    records = (
        head("t1"), head("t2"), head("s1"),
        example("e", sources=("k2", "k1")), example("own", docname="a"),
        ask("a", topics=("t2", "nope"), see=("b", "nope", "a"), examples=("e", "own", "nope"),
            sources=("k1", "nope"), evidence=("research", "other")),
        ask("b", see=("a",)), ask("c"), ask("d"),
    )  # fmt: skip
    options = {"references": {"c": ["a"], "d": ["a"]}, "sources": sources, "slug": "a"}
    above = show("head", *records, **options)
    assert above.topics == (Link("T2", "t2", "", 2),)
    assert texts(above.stakeholders) == ["S1"]
    below = show("foot", *records, **options)
    assert texts(below.see) == ["b?"]
    assert texts(below.referrers) == ["c?", "d?"]  # b is already among the related ones
    assert texts(card.name for card in below.examples) == ["E"]  # the other is in the answer
    assert [source.text for source in below.sources] == ["k1", "k2"]
    assert below.evidence == (("Research", "studies"), ("other", ""))


def test_evidence_follows_from_sources():
    """What a question does not say of its evidence is said by its sources, strongest first."""
    words = {"k1": ("practice", "blue"), "k2": ("research",), "k3": ()}
    known = {key: Source(key, "", Link(key, "bib", key), words[key]) for key in words}

    def kinds(known=known, **fields):
        view = show("foot", ask("a", **fields), sources=known, slug="a")
        return [name for name, _ in view.evidence]

    assert kinds(sources=("k1", "k2")) == ["Research", "Practice"]
    assert kinds(sources=("k1", "k2"), evidence=("advice",)) == ["Advice"]
    assert kinds() == ["Advice"]
    assert kinds(known={}) == []


def test_sources_of_examples_count():
    """A question's sources are its own and its examples', each once, its own first."""
    catalog = build_catalog(
        *documents(
            example("e", sources=("k2", "k1")), ask("a", sources=("k3", "k1"), examples=("e",))
        )
    )
    assert sources_of(catalog.questions["a"], catalog) == ("k3", "k1", "k2")


@pytest.mark.parametrize("view", ["head", "foot", "example", "stakeholder"])
def test_view_of_nothing(view):
    """A view of a slug that nothing declares is empty, not an error."""
    assert show(view, head("t1"), slug="nope") is None


def test_part_for_names_known_stakeholders():
    """The label of a part names the stakeholders that there are."""
    assert show("for", head("s1"), head("s2"), stakeholders="s2,nope,s1").names == ("S2", "S1")


def test_part_for_a_person():
    """A part says "If you are …" only where each of its stakeholders has words for it."""
    people = head("s1", person="a principal"), head("s2")
    assert show("for", *people, stakeholders="s1").persons == ("a principal",)
    assert show("for", *people, stakeholders="s1,s2").persons == ()


def test_guide_says_why():
    """In the curated order a line on why stands in place of the summary."""
    fields = {"start": ("a", "b"), "why": (("a", "It is yours."),)}
    view = show(
        "stakeholder",
        head("t1"),
        head("s1", **fields),
        ask("a", summary="A."),
        ask("b", summary="B."),
        slug="s1",
    )
    assert [entry.summary for entry in view.groups[0].entries] == ["It is yours.", "B."]


def test_digest_tells_views_apart():
    """What changes a view changes its digest; what does not leaves it."""

    def of(*records):
        return digest(show("topic", *records, slug="t1"))

    before = of(head("t1"), ask("a"))
    assert of(head("t1"), ask("a", reviewed="2026-01-01")) == before
    assert of(head("t1"), ask("a", summary="New.")) != before
    assert of(head("t1", start=("b",)), ask("a"), ask("b")) != of(head("t1"), ask("a"), ask("b"))
