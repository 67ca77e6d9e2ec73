"""The Sphinx domain ``faq``: the only holder of state."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from .catalog import Catalog, build_catalog
from .files import digest
from .model import RECORD_TYPES, DocumentNotes, Kind, Place, pack_records, unpack_records
from .shelves import Row, Shelves, find_changes, put_rows, read_shelf, write_row
from .store import BUNDLE_BUILDERS
from .surroundings import choose_rows

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .model import Noted, Record, Reference, Shown

#: Kind -> where its old slugs stand, from the end of a record.
_FORMERLY = {
    str(kind): record._fields.index("formerly") - len(record._fields)
    for kind, record in RECORD_TYPES.items()
    if "formerly" in record._fields
}
UNKNOWN = "faq_unknown_directives"  #: Key in ``temp_data`` of the names that a page asked for.


class _Unpacked(NamedTuple):
    """Rows, by docname; a document that has nothing is in none."""

    records: dict[str, list[Noted]]
    references: dict[str, list[Reference]]
    shown: dict[str, list[Shown]]


def _unpack(shelves: Iterable[Sequence[Row]]) -> _Unpacked:
    """Return the rows of some shelves, as records."""
    found = _Unpacked({}, {}, {})
    made: dict[Any, Any] = {}
    for rows in shelves:
        declared = [(docname, records) for docname, records, *_ in rows if records]
        found.records.update(unpack_records(declared, made))
        for docname, _, references, shown in rows:
            if references:
                found.references[docname] = [(kind, slug) for kind, slug in references]
            if shown:
                found.shown[docname] = shown
    return found


class Surroundings(NamedTuple):
    """What the page of a document shows of the records."""

    docname: str
    declared: Sequence[Noted]  # by the document itself
    catalog: Catalog  # of these and all others that the page shows; or of all


class FaqDomain(Domain):
    """Questions, topics, stakeholders and examples, by the document that declares them."""

    name = "faq"
    label = "Frequently asked questions"
    data_version = 5
    object_types: ClassVar = {kind.value: ObjType(kind.value, kind.value) for kind in Kind}
    initial_data: ClassVar = {
        # What a document declares is its row: its records, the (kind, slug) that its roles name,
        # and the (view, options) that it shows. One that declares nothing has none.
        "shelves": {},  # all rows, packed: see shelves.py
        "changed": {},  # docname -> its row as text, not packed yet; None where it is gone
        "places": {},  # docname -> ((source, line), …) of the records, then of what is shown
        "stamps": {},  # suffix -> docname -> time of the source when it was read
        "revision": "",  # digest of all rows; empty while it is unknown
    }

    _unpacked: _Unpacked | None = None  # all three made when first asked for
    _catalog: Catalog | None = None
    _near: Surroundings | None = None
    _orderly = False  # whether no slug is that of two things, as far as that was looked up
    _values: dict[Any, Any]  # each to itself

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._values = {}

    @property
    def shelves(self) -> Shelves:
        """All that documents add, but for the places."""
        if self.data["changed"]:
            self.data["shelves"] = put_rows(self.data["shelves"], self.data["changed"])
            self.data["changed"] = {}
        return self.data["shelves"]  # type: ignore[no-any-return]

    @property
    def _rows(self) -> _Unpacked:
        if self._unpacked is None:
            self._unpacked = _unpack(map(read_shelf, self.shelves.values()))
        return self._unpacked

    @property
    def records(self) -> Mapping[str, Sequence[Noted]]:
        """What each document declares."""
        return self._rows.records

    @property
    def references(self) -> Mapping[str, Sequence[Reference]]:
        """What roles name, by document."""
        return self._rows.references

    @property
    def shown(self) -> Mapping[str, Sequence[Shown]]:
        """What authors ask for, by document."""
        return self._rows.shown

    @property
    def catalog(self) -> Catalog:
        """All records in order, as they stand now."""
        if self._catalog is None:
            self._catalog = build_catalog(self.records, self.references)
        return self._catalog

    def surroundings(self, docname: str) -> Surroundings:
        """Return the records that the page of a document shows, in order.

        For the first page that is written all others stay packed, if possible: most often it
        is the only one.
        """
        near = self._near
        if near is None or near.docname != docname:
            rows = None
            if near is None and self._orderly and self._catalog is None:
                rows = choose_rows(docname, self.shelves)
            if rows is None:
                near = Surroundings(docname, self.records.get(docname, ()), self.catalog)
            else:
                records, references, _ = _unpack([rows])
                catalog = build_catalog(records, references)
                near = Surroundings(docname, records.get(docname, ()), catalog)
            self._near = near
        return near

    @property
    def revision(self) -> str:
        """A digest of all that documents add; places in the source do not change it."""
        if not self.data["revision"]:
            self.data["revision"] = digest(sorted(self.shelves.items()))
        return self.data["revision"]  # type: ignore[no-any-return]

    def let_go(self) -> None:
        """Give back what is unpacked; whoever asks for it again gets it anew."""
        self._unpacked = self._catalog = self._near = None

    def note_document(self, docname: str, notes: DocumentNotes) -> None:
        """Take in all that a document adds."""
        own = str(self.env.doc2path(docname))
        references = [*dict.fromkeys(notes.references)]
        if notes.records or references or notes.shown:
            self.data["changed"][docname] = write_row(
                docname, pack_records(notes.records), references, notes.shown
            )
        if notes.places:
            places = [("" if source == own else source, line) for source, line in notes.places]
            self.data["places"][docname] = self._share(tuple(places))
        suffix = own[len(str(self.env.srcdir)) + 1 + len(docname) :]
        self.data["stamps"].setdefault(suffix, {})[docname] = Path(own).stat().st_mtime_ns
        self._forget()

    def _forget(self) -> None:
        self.let_go()
        self._orderly = False
        self.data["revision"] = ""

    def clear_doc(self, docname: str) -> None:
        noted = [table.pop(docname, None) for table in self.data["stamps"].values()]
        if any(stamp is not None for stamp in noted):
            self.data["places"].pop(docname, None)
            self.data["changed"][docname] = None
            self._forget()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        # If anything looked at records while they were read, they are on shelves already.
        _, shelved = find_changes(self.data["shelves"], otherdata["shelves"])
        changed = {doc: write_row(*row) for doc, row in shelved.items()} | otherdata["changed"]
        places = otherdata["places"]
        self.data["changed"] |= {doc: changed[doc] for doc in docnames if doc in changed}
        self.data["places"] |= {doc: self._share(places[doc]) for doc in docnames if doc in places}
        for suffix, stamps in otherdata["stamps"].items():
            self.data["stamps"].setdefault(suffix, {}).update(
                {doc: stamps[doc] for doc in docnames if doc in stamps}
            )
        self._forget()

    def _share(self, places: Any) -> Any:
        """Return equal places, with one object for all that are equal: most stand in few lines."""
        return self._values.setdefault(places, places)

    def find_touched(self) -> list[str]:
        """Return the documents whose source has another time than when it was read.

        Sphinx only asks for a later one, and overlooks a file that was put back or that
        was saved while the clock was wrong.
        """
        touched: list[str] = []
        source = str(self.env.srcdir)
        for suffix, stamps in self.data["stamps"].items():
            # Without a call for each document: this is asked in each build.
            paths = [f"{source}/{docname}{suffix}" for docname in stamps]
            those, found = iter(stamps.items()), map(os.stat, paths)
            while True:
                try:
                    for (docname, stamp), now in zip(those, found, strict=False):
                        if now.st_mtime_ns != stamp:
                            touched.append(docname)
                except OSError:  # Sphinx sees that it is gone; both go on behind it
                    continue
                break
        return touched

    def place(self, docname: str, number: int) -> Place:
        """Return where a record stands, or what is shown: they are counted together."""
        source, line = self.data["places"][docname][number]
        return Place(source or str(self.env.doc2path(docname)), line)

    def directive(self, name: str) -> type[Directive] | None:
        found = super().directive(name)
        if found is None:  # parsers tell of it, but not what to write instead
            noted = self.env.temp_data.get(UNKNOWN) or ()
            self.env.temp_data[UNKNOWN] = {name, *noted}
        return found

    def place_of(self, record: Record) -> str:
        """Return ``file:line`` of a record."""
        records = [noted for _, noted in self.records[record.docname]]
        return self.place(record.docname, records.index(record)).at()

    def check_consistency(self) -> None:
        # here: a build after no change need not load them
        from .addresses import check_addresses
        from .consistency import check
        from .coverage import check_coverage

        check(self.records, self.shown, self.catalog, self.place)
        config, source = self.env.config, Path(self.env.srcdir)
        check_addresses(self.records, self.catalog, self.place, config.faq_retired, source)
        check_coverage(self.catalog, config.faq_coverage, source)
        self._orderly = not self.catalog.duplicates

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        # A build after no change has no other need of the records: so one shelf after the
        # other is unpacked, and there is no call for each record.
        current: dict[str, dict[str, Any]] = {kind.value: {} for kind in Kind}
        former: dict[str, dict[str, Any]] = {kind.value: {} for kind in Kind}
        for shelf in self.shelves.values():
            for docname, records, _, _ in read_shelf(shelf):
                for kind, (slug, text, anchor, *_), tuples in records:
                    place = f"faq-{slug}" if kind == "question" else anchor
                    # Other projects name things by the slugs that these had.
                    olds = tuples[_FORMERLY[kind]] if kind in _FORMERLY else ()
                    for found, names in ((current[kind], (slug,)), (former[kind], olds)):
                        for name in names:
                            # Of two with one slug the first is kept, as in the catalog.
                            if name not in found or docname < found[name][3]:
                                # not in Sphinx's own search: the page is found by its own text
                                found[name] = name, text, kind, docname, place, -1
        return chain.from_iterable((former[kind] | current[kind]).values() for kind in current)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        from .diagnostics import Diagnostic, did_you_mean, warn

        if builder.name in BUNDLE_BUILDERS:  # others may put all documents on one page
            near = self.surroundings(fromdocname).catalog.known(Kind(typ))
            if record := near.get(target):
                return _refer_to(record, builder, fromdocname, node, contnode)
        known = self.catalog.known(Kind(typ))
        if record := known.get(target):
            return _refer_to(record, builder, fromdocname, node, contnode)
        if heir := self.catalog.heir(Kind(typ), target):
            cure = f"it is now '{heir.slug}'."
        else:
            cure = did_you_mean(target, known, otherwise=f"no {typ} page declares it.")
        warn(Diagnostic(typ), f"unknown {typ} '{target}': {cure}", node, target)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        return [
            (f"faq:{kind}", _refer_to(record, builder, fromdocname, node, contnode))
            for kind in Kind
            if (record := self.catalog.known(kind).get(target))
        ]


def _refer_to(
    record: Record,
    builder: Builder,
    fromdocname: str,
    node: pending_xref,
    contnode: nodes.Element,
) -> nodes.reference:
    """Make a reference with a record's own text, unless the author gave another."""
    _, text, docname, anchor, *_ = record
    shown = contnode if node.get("refexplicit") else nodes.inline(text, text)
    return make_refnode(builder, fromdocname, docname, anchor, shown)
