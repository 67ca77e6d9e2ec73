"""Shelves hold what was put there, and are the same whoever filled them."""

from hypothesis import given
from hypothesis import strategies as st

from faq_ext.model import Example, Heading, Kind, Question, pack_records, unpack_records
from faq_ext.shelves import find_changes, put_rows, read_rows, read_shelf, write_row

NAMES = [f"topics/d{number}" for number in range(40)]  # some stand on one shelf
ROWS = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=5), max_size=40)
RECORDS = [
    (Kind.QUESTION, Question("q", "Q?", "d", "x", by="É", topics=("t", "u"), formerly=("o",))),
    (Kind.TOPIC, Heading("t", "T", "d", order=3, start=("q",))),
    (Kind.STAKEHOLDER, Heading("s", "S", "d", person="an s", why=(("q", "So."), ("o", "")))),
    (Kind.EXAMPLE, Example("e", "E \ud800", "d", means=("m",), text='"', sources=("k",))),
]


def texts_of(rows: dict[str, str]) -> dict[str, str]:
    return {name: write_row(name, text) for name, text in rows.items()}


def read(shelves: dict[int, bytes]) -> dict[str, str]:
    return {name: text for shelf in shelves.values() for name, text in read_shelf(shelf)}


@given(ROWS, ROWS, st.randoms())
def test_the_order_leaves_no_trace(before, after, choose):
    """An edited site has the same bytes as one that was read at once, in any order."""
    names = list(after)
    choose.shuffle(names)
    clean = put_rows({}, texts_of({name: after[name] for name in names}))
    edits = dict.fromkeys(before.keys() - after.keys()) | texts_of(after)
    kept = put_rows({}, texts_of(before))
    assert put_rows(kept, edits) == clean
    assert read(clean) == after
    assert read(kept) == before  # nobody has changed what others may hold


@given(ROWS, ROWS)
def test_changes_are_found(before, after):
    """Each document that differs, and no other."""
    old, new = find_changes(put_rows({}, texts_of(before)), put_rows({}, texts_of(after)))
    assert old == {name: [name, text] for name, text in before.items() if after.get(name) != text}
    assert new == {name: [name, text] for name, text in after.items() if before.get(name) != text}


def test_records_come_back():
    """What is unpacked is what was noted, in fields of the same types."""
    [[docname, rows]] = read_rows([write_row("d", pack_records(RECORDS))])
    assert unpack_records([(docname, rows)], {}) == {"d": RECORDS}


def test_equal_values_are_held_once():
    """Slugs that many records name, and equal lists of them, are one object."""
    asks = [Question(name, "?", name, topics=("t1", "t2"), see=("a1",)) for name in ("a1", "a2")]
    texts = [write_row(q.docname, pack_records([(Kind.QUESTION, q)])) for q in asks]
    found = unpack_records([(docname, rows) for docname, rows in read_rows(texts)], {})
    one, other = (found[name][0][1] for name in ("a1", "a2"))
    assert one.topics is other.topics and one.see is other.see
    assert one.slug is one.docname is one.see[0]
