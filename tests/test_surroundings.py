"""What a page shows can be told from few rows, and is the same as from all."""

import pytest
from hypothesis import assume, given, settings

from faq_ext.catalog import build_catalog
from faq_ext.dependents import digest_views
from faq_ext.model import Kind, unpack_records
from faq_ext.shelves import put_rows, read_shelf, write_row
from faq_ext.surroundings import choose_rows

from .test_catalog import ask
from .test_dependents import LABELS, SHOWN, SITES, Site, build


def shelves_of(built):
    return put_rows({}, {name: write_row(*row) for name, row in built.rows.items()})


def digest_of(docname, rows):
    """Return the digest of what a document shows, as far as these rows tell."""
    records = unpack_records([(name, records) for name, records, *_ in rows], {})
    references = {
        name: [(kind, slug) for kind, slug in named] for name, _, named, _ in rows if named
    }
    return digest_views(
        Site(build_catalog(records, references), LABELS, {}),
        records.get(docname, ()),
        references.get(docname, ()),
        SHOWN.get(docname, ()),
    )


@settings(max_examples=400, deadline=None)
@given(SITES)
def test_a_page_is_the_same_of_its_surroundings(found):
    built = build(found)
    assume(not built.site.catalog.duplicates)
    shelves, digests = shelves_of(built), built.digests()
    for docname, (_, records, _, shown) in built.rows.items():
        listing = any(view != "for" for view, _ in shown) or any(
            kind in (Kind.TOPIC, Kind.STAKEHOLDER) for kind, *_ in records
        )
        rows = choose_rows(docname, shelves)
        assert (rows is None) == listing
        if rows is not None:
            assert digest_of(docname, rows) == digests[docname]


def test_few_rows_are_chosen():
    """Of a thousand questions: the page's own, those around it, and the headings."""
    names = [f"q{n}" for n in range(1000)]
    questions = [ask(name, see=(names[n - 1],), topics=("t1",)) for n, name in enumerate(names)]
    built = build((questions, [], {"plain": ("q7",), "other": ("q9",)}))
    shelves = shelves_of(built)
    chosen = {row[0] for row in choose_rows("q7", shelves)}
    headings = {"t1", "t2", "s1", "s2"}
    assert chosen - headings == {"q6", "q7", "q8", "plain"}
    assert headings <= chosen
    every = {row[0] for shelf in shelves.values() for row in read_shelf(shelf)}
    assert len(every) > 1000


@pytest.mark.parametrize("docname", ["t1", "home", "gallery", "nowhere"])
def test_a_listing_needs_all(docname):
    shelves = shelves_of(build(([ask("q1")], [], {})))
    assert choose_rows(docname, shelves) is None
