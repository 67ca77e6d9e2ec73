"""Choose the rows that one page shows something of.

After an edit one page is written. To unpack the records of ten thousand questions for it took
5 MB, just when a build takes most: Sphinx has its search index in hand.
"""

from __future__ import annotations

from .model import Kind, Question
from .shelves import Row, Shelves, number_of, read_shelf

_HEADINGS = (Kind.TOPIC.value, Kind.STAKEHOLDER.value)
_QUESTION, _EXAMPLE = Kind.QUESTION.value, Kind.EXAMPLE.value
#: Where these stand in the tuples of a question, from their end.
_SEE, _EXAMPLES = (
    Question._fields.index(name) - len(Question._fields) for name in ("see", "examples")
)


def choose_rows(docname: str, shelves: Shelves) -> list[Row] | None:
    """Return the rows that the page of a document shows something of, its own among them.

    A catalog of these has the same views for that page as one of all rows, where no slug is that
    of two things. None stands for all: the page holds a listing, or declares nothing.
    """
    number = number_of(docname)
    rows = read_shelf(shelves[number]) if number in shelves else []
    own = next((row for row in rows if row[0] == docname), None)
    if own is None:
        return None
    _, records, references, shown = own
    declared: dict[str, set[str]] = {kind.value: set() for kind in Kind}
    wanted: dict[str, set[str]] = {kind.value: set() for kind in Kind}
    for kind, (slug, *_), tuples in records:
        declared[kind].add(slug)
        if kind == _QUESTION:
            wanted[_QUESTION].update(tuples[_SEE])
            wanted[_EXAMPLE].update(tuples[_EXAMPLES])
    if any(view != "for" for view, _ in shown) or any(declared[kind] for kind in _HEADINGS):
        return None
    for kind, slug in references:
        wanted[kind].add(slug)
    questions, examples = declared[_QUESTION], declared[_EXAMPLE]
    chosen: list[Row] = []
    # Loops are plain, without a call for each row: there are as many as in the whole site.
    for shelf in shelves.values():
        for row in read_shelf(shelf):
            name, records, references, _ = row
            for kind, fields, tuples in records:
                if name == docname or kind in _HEADINGS or fields[0] in wanted[kind]:
                    break
                if kind == _QUESTION and (
                    {*tuples[_SEE]} & questions or {*tuples[_EXAMPLES]} & examples
                ):
                    break
            else:
                for kind, slug in references:
                    if name == docname or (kind == _QUESTION and slug in questions):
                        break
                else:
                    continue
            chosen += (row,)
    return chosen
