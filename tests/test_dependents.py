"""Which documents show something else after a change: none is overlooked, and few are asked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from faq_ext.catalog import build_catalog
from faq_ext.dependents import digest_views, find_dependents
from faq_ext.model import Example
from faq_ext.views import Site

from .test_catalog import ask, documents, head

LABELS = {name: {} for name in ("scales", "populations", "means", "evidence")}
SLUGS = [f"q{number}" for number in range(5)]


def some(words: list[str], most: int = 2) -> st.SearchStrategy:
    return st.lists(st.sampled_from(words), max_size=most, unique=True).map(tuple)


QUESTIONS = st.builds(
    ask,
    st.sampled_from(SLUGS),
    docname=st.sampled_from(["", "d1", "d2"]),
    summary=st.sampled_from(["", "One.", "Two."]),
    topics=some(["t1", "t2", "nope"]),
    stakeholders=some(["s1", "s2"]),
    see=some([*SLUGS, "nope"]),
    examples=some(["e1", "e2"]),
    tags=some(["x"]),
)
EXAMPLES = st.builds(
    Example,
    st.sampled_from(["e1", "e2"]),
    st.sampled_from(["One", "Two"]),
    st.sampled_from(["e1", "d1"]),
    text=st.sampled_from(["", "Text."]),
)
HEADINGS = [
    head("t1", start=("q3", "q1")),
    head("t2", order=1),
    head("s1", start=("q2",)),
    head("s2"),
]
REFERENCES = st.dictionaries(st.sampled_from([*SLUGS, "d1", "plain"]), some(SLUGS), max_size=3)
SHOWN = {
    "home": (("list", (("tag", "x"),)), ("matrix", ())),
    "gallery": (("gallery", ()),),
    "q1": (("for", (("stakeholders", "s1"),)),),
}


def tables_of(records: dict, references: dict, shown: dict) -> dict:
    rows = {
        name: tuple((kind.value, *record) for kind, record in found)
        for name, found in records.items()
    }
    return {"records": rows, "references": references, "shown": shown}


def site_of(found: list) -> tuple[dict, Site]:
    """Return the tables and the site of questions, examples and references."""
    questions, examples, named = found
    records, references = documents(*HEADINGS, *questions, *examples)
    references = {
        name: tuple(("question", slug) for slug in slugs) for name, slugs in named.items() if slugs
    }
    tables = tables_of(records, references, SHOWN)
    return tables, Site(build_catalog(records, references), LABELS, {}), records


def digests(tables: dict, site: Site, records: dict) -> dict[str, str]:
    every = {name for table in tables.values() for name in table}
    return {
        name: digest_views(
            site,
            records.get(name, ()),
            tables["references"].get(name, ()),
            tables["shown"].get(name, ()),
        )
        for name in every
    }


SITES = st.tuples(
    st.lists(QUESTIONS, max_size=5, unique_by=lambda q: q.slug),
    st.lists(EXAMPLES, max_size=2),
    REFERENCES,
)


@settings(max_examples=400, deadline=None)
@given(SITES, st.data())
def test_none_is_overlooked(before, data):
    """Whatever is changed: a document that is not named shows what it did."""
    questions, examples, named = before
    keep = data.draw(st.lists(st.booleans(), min_size=5, max_size=5))
    others = data.draw(SITES)
    kept = [q for q, stays in zip(questions, keep, strict=False) if stays]
    slugs = {q.slug for q in kept}
    after = [
        [*kept, *(q for q in others[0] if q.slug not in slugs)],
        examples if keep[0] else others[1],
        named if keep[1] else others[2],
    ]
    old, old_site, old_records = site_of(before)
    new, site, records = site_of(after)
    found = find_dependents(old, new, site.catalog)
    then, now = digests(old, old_site, old_records), digests(new, site, records)
    differ = {name for name in now if now[name] != then.get(name)}
    assert found is None or differ <= found


def test_few_are_asked():
    """Of a thousand questions one is edited: its page, those that name it, and the listings."""
    names = [f"q{n}" for n in range(1000)]
    questions = [ask(name, see=(names[n - 1],), topics=("t1",)) for n, name in enumerate(names)]
    old, *_ = site_of((questions, [], {"plain": ("q7",)}))
    questions[7] = questions[7]._replace(summary="Another.")
    new, site, _ = site_of((questions, [], {"plain": ("q7",)}))
    assert find_dependents(old, new, site.catalog) == {
        "q7", "q6", "q8", "t1", "s1", "plain", "home", "gallery",
    }  # fmt: skip


def test_headings_rule_all():
    """A heading stands on every page: after it is renamed any view may be another."""
    old, *_ = site_of(([ask("a")], [], {}))
    new, site, _ = site_of(([ask("a")], [], {}))
    assert find_dependents(old, new, site.catalog) == {"home", "gallery"}
    new["records"] = {**new["records"], "t1": (("topic", *head("t1", team="Us")),)}
    assert find_dependents(old, new, site.catalog) is None
