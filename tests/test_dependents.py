"""Which documents show something else after a change: none is overlooked, and few are asked."""

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from faq_ext.catalog import build_catalog
from faq_ext.dependents import digest_views, find_dependents
from faq_ext.model import Example, Kind, pack_records
from faq_ext.shelves import read_rows, write_row
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


class Built(NamedTuple):
    """A site, and all that its documents declare."""

    rows: dict[str, list]
    records: dict[str, list]
    references: dict[str, list]
    site: Site

    def digests(self) -> dict[str, str]:
        return {
            name: digest_views(
                self.site,
                self.records.get(name, ()),
                self.references.get(name, ()),
                SHOWN.get(name, ()),
            )
            for name in self.rows
        }


def build(found: list) -> Built:
    """Return the site of questions, examples and references."""
    questions, examples, named = found
    records, _ = documents(*HEADINGS, *questions, *examples)
    references = {
        name: [("question", slug) for slug in slugs] for name, slugs in named.items() if slugs
    }
    texts = [
        write_row(
            name,
            pack_records(records.get(name, ())),
            references.get(name, ()),
            SHOWN.get(name, ()),
        )
        for name in {**records, **references, **SHOWN}
    ]
    rows = {row[0]: row for row in read_rows(texts)}
    site = Site(build_catalog(records, references), LABELS, {})
    return Built(rows, records, references, site)


def find(old: Built, new: Built) -> set[str] | None:
    """Return what depends on whatever differs."""
    before, after = (
        {name: row for name, row in one.rows.items() if other.rows.get(name) != row}
        for one, other in ((old, new), (new, old))
    )
    return find_dependents(before, after, new.references, SHOWN, new.site.catalog)


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
    old, new = build(before), build(after)
    if old.site.catalog.duplicates or new.site.catalog.duplicates:
        return  # either may be the one that counts: then all are asked
    found = find(old, new)
    then, now = old.digests(), new.digests()
    differ = {name for name in now if now[name] != then.get(name)}
    assert found is None or differ <= found


def test_few_are_asked():
    """Of a thousand questions one is edited: its page, those that name it, and the listings."""
    names = [f"q{n}" for n in range(1000)]
    questions = [ask(name, see=(names[n - 1],), topics=("t1",)) for n, name in enumerate(names)]
    old = build((questions, [], {"plain": ("q7",)}))
    questions[7] = questions[7]._replace(summary="Another.")
    new = build((questions, [], {"plain": ("q7",)}))
    assert find(old, new) == {
        "q7", "q6", "q8", "t1", "s1", "plain", "home", "gallery",
    }  # fmt: skip


def test_headings_rule_all():
    """A heading stands on every page: after it is renamed any view may be another."""
    old, new = build(([ask("a")], [], {})), build(([ask("a")], [], {}))
    assert find(old, new) == {"home", "gallery"}
    [row] = read_rows(
        [write_row("t1", pack_records([(Kind.TOPIC, head("t1", team="Us"))]), [], [])]
    )
    new.rows["t1"] = row
    assert find(old, new) is None
