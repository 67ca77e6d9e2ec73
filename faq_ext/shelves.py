"""Keep what documents declare in little room: every build reads the environment whole.

As Python objects a record takes a kilobyte, and a build after no change needs none of it. So
the rows of some documents are one compressed text, a shelf. It has the same bytes whenever
these documents say the same, in whichever order and process they were read.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

SHELVES = 32
_ENCODER = json.JSONEncoder(separators=(",", ":"))

Row = list[Any]  #: A docname, and what the document declares; tuples in it are lists.
Shelves = dict[int, bytes]  #: number -> rows of some documents, by name, compressed


def write_row(docname: str, *declared: Any) -> str:
    """Return a document's row as text: until it is put on a shelf it takes no more room."""
    return _ENCODER.encode([docname, *declared])


def read_rows(texts: Iterable[str]) -> list[Row]:
    """Return the rows of texts; all at once, so that there is no call for each."""
    rows: list[Row] = json.loads(f"[{','.join(texts)}]")
    return rows


def read_shelf(shelf: bytes) -> list[Row]:
    """Return the rows on a shelf."""
    rows: list[Row] = json.loads(zlib.decompress(shelf))
    return rows


def number_of(docname: str) -> int:
    """Return the number of the shelf that a document's row stands on."""
    return zlib.crc32(docname.encode("utf-8", "surrogatepass")) % SHELVES


def put_rows(shelves: Shelves, changed: Mapping[str, str | None]) -> Shelves:
    """Return the shelves with other rows on them.

    :param changed: docname -> its row as text; None takes it from its shelf.
    """
    meant: dict[int, list[str]] = {}  # number -> docnames
    for docname in changed:
        meant.setdefault(number_of(docname), []).append(docname)
    after = dict(shelves)
    for number, docnames in meant.items():
        rows = {row[0]: row for row in read_shelf(after.pop(number))} if number in after else {}
        for docname in docnames:
            rows.pop(docname, None)
        rows |= {row[0]: row for row in read_rows(filter(None, map(changed.get, docnames)))}
        if rows:
            text = _ENCODER.encode([rows[docname] for docname in sorted(rows)])
            after[number] = zlib.compress(text.encode("ascii"))
    return after


def find_changes(before: Shelves, after: Shelves) -> tuple[dict[str, Row], dict[str, Row]]:
    """Return docname -> row of all documents that differ, as they were and as they are."""
    different = [n for n in before.keys() | after.keys() if before.get(n) != after.get(n)]
    old, new = (
        {row[0]: row for n in different if n in shelves for row in read_shelf(shelves[n])}
        for shelves in (before, after)
    )
    same = {docname for docname in old.keys() & new.keys() if old[docname] == new[docname]}
    return (
        {docname: row for docname, row in old.items() if docname not in same},
        {docname: row for docname, row in new.items() if docname not in same},
    )
