"""The catalog: one order for all records, whatever the order of reading."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext.catalog import build_catalog
from faq_ext.model import Example, Heading, Kind, Noted, Question


def documents(*records, references: dict[str, list[str]] | None = None):
    """Return docname -> records; headings whose slug begins with "s" are stakeholders."""
    found: dict[str, list[Noted]] = {}
    for record in records:
        kind = {Question: Kind.QUESTION, Example: Kind.EXAMPLE}.get(type(record))
        if kind is None:
            kind = Kind.STAKEHOLDER if record.slug.startswith("s") else Kind.TOPIC
        found.setdefault(record.docname, []).append((kind, record))
    named = {
        docname: [("question", slug) for slug in slugs]
        for docname, slugs in (references or {}).items()
    }
    return found, named


def ask(slug: str, docname: str = "", **fields) -> Question:
    fields.setdefault("topics", ("t1",))
    fields.setdefault("stakeholders", ("s1",))
    return Question(slug, f"{slug}?", docname or slug, **fields)


def head(slug: str, **fields) -> Heading:
    return Heading(slug, slug.upper(), slug, **fields)


def test_topics_are_in_their_order():
    """Headings stand by their ``order``, then by slug."""
    catalog = build_catalog(
        *documents(head("t3"), head("t2", order=1), head("t1", order=1), head("s2"), head("s1"))
    )
    assert list(catalog.topics) == ["t3", "t1", "t2"]
    assert list(catalog.stakeholders) == ["s1", "s2"]


def test_reading_order():
    """Within a topic ``start`` comes first, in its order; then the order of the source."""
    catalog = build_catalog(
        *documents(head("t1", start=("c", "unknown", "a")), ask("a"), ask("b"), ask("c"), ask("d"))
    )
    assert [q.slug for q in catalog.by_topic["t1"]] == ["c", "a", "b", "d"]


def test_site_order():
    """The site goes by topics; a question stands at its first known topic; the others are last."""
    catalog = build_catalog(
        *documents(
            head("t2", order=2),
            head("t1", order=1),
            head("s1"),
            ask("a", topics=()),
            ask("b", topics=("t2",)),
            ask("c", topics=("t2", "t1")),
            ask("d", topics=("nope", "t1")),
            ask("e", topics=("nope",)),
        )
    )
    assert list(catalog.questions) == ["d", "b", "c", "a", "e"]
    assert [q.slug for q in catalog.by_topic["t1"]] == ["c", "d"]
    assert [q.slug for q in catalog.by_stakeholder["s1"]] == ["d", "b", "c", "a", "e"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_order_of_reading_does_not_matter(order):
    """Parallel builds merge documents in any order; the catalog is the same."""
    records, named = documents(head("t1"), ask("b"), ask("a", see=("b",)), ask("b", docname="z"))
    names = list(records)
    shuffled = build_catalog({names[i]: records[names[i]] for i in order}, named)
    assert shuffled == build_catalog(records, named)
    assert list(shuffled.questions) == ["a", "b"]


def test_duplicates():
    """Of two with one slug the first by document name is kept, and both are named."""
    catalog = build_catalog(*documents(ask("x", docname="b"), ask("x", docname="a"), head("t1")))
    assert catalog.questions["x"].docname == "a"
    assert catalog.duplicates == [(Kind.QUESTION, ("a", 0), ("b", 0))]


def test_one_slug_for_two_kinds():
    """A topic and a question may have the same slug."""
    catalog = build_catalog(*documents(head("t1"), ask("t1", docname="other")))
    assert catalog.duplicates == []
    assert catalog.known(Kind.TOPIC).keys() == catalog.known(Kind.QUESTION).keys() == {"t1"}


def test_guide_leaves_out_unknown_slugs():
    """A curated order shows only questions that there are."""
    catalog = build_catalog(*documents(head("s1", start=("b", "nope", "a")), ask("a"), ask("b")))
    assert [q.slug for q in catalog.guide(catalog.stakeholders["s1"])] == ["b", "a"]


def test_examples_are_in_alphabetical_order():
    """Examples stand by name, whatever its case; each knows its questions in site order."""
    catalog = build_catalog(
        *documents(
            Example("z", "alpha", "z"),
            Example("a", "Beta", "a"),
            head("t1", start=("q2",)),
            ask("q1", examples=("z",)),
            ask("q2", examples=("z", "nope")),
        )
    )
    assert list(catalog.examples) == ["z", "a"]
    assert catalog.users == {"z": ["q2", "q1"], "nope": ["q2"]}


def test_referrers():
    """``see`` and roles make a referrer, each once, in site order, and none of itself."""
    notes = documents(
        head("t1", start=("c",)),
        ask("a", see=("b",)),
        ask("b"),
        ask("c"),
        references={"a": ["b"], "b": ["b"], "c": ["b", "b", "nope"]},
    )
    catalog = build_catalog(*notes)
    assert catalog.referrers == {"b": ["c", "a"], "nope": ["c"]}


def test_role_on_a_page_of_two_questions_is_nobodys():
    """Where a page holds two questions it is unknown which of them a role stands in."""
    notes = documents(
        head("t1"), ask("a", docname="p"), ask("b", docname="p"), ask("c"), references={"p": ["c"]}
    )
    assert build_catalog(*notes).referrers == {}


SLUGS = st.sampled_from(["t0", "t1", "t2", "zz"])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.lists(SLUGS, max_size=3, unique=True)), max_size=12),
    st.lists(st.integers(0, 12), max_size=6, unique=True),
)
def test_each_question_once(questions, start):
    """Whatever topics they name: the site holds each slug once, a topic just its own."""
    records = [
        ask(f"q{number}", docname=f"d{place}", topics=tuple(topics))
        for place, (number, topics) in enumerate(questions)
    ]
    heads = [head(f"t{n}", order=-n, start=tuple(f"q{s}" for s in start)) for n in range(3)]
    catalog = build_catalog(*documents(*heads, *records))
    assert set(catalog.questions) == {record.slug for record in records}
    assert len(catalog.duplicates) == len(records) - len(catalog.questions)
    for topic, members in catalog.by_topic.items():
        assert {q.slug for q in members} == {
            q.slug for q in catalog.questions.values() if topic in q.topics
        }
        ranks = [start.index(int(q.slug[1:])) for q in members if int(q.slug[1:]) in start]
        assert ranks == sorted(ranks)
