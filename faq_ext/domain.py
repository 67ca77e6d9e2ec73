"""The Sphinx domain ``faq``: the only holder of state."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from .catalog import Catalog, build_catalog
from .files import digest
from .model import RECORD_TYPES, DocumentNotes, Kind, Place, unpack_records

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .model import Noted, Record, Reference, Shown

_TABLES = ("records", "references", "shown")
#: Kind -> where its old slugs stand in the bare tuple of a record.
_FORMERLY = {
    str(kind): record._fields.index("formerly") + 1  # behind its kind
    for kind, record in RECORD_TYPES.items()
    if "formerly" in record._fields
}
_BY_DOCUMENT = (*_TABLES, "places", "stamps")
_SHORT = 80  # characters, which no slug exceeds
UNKNOWN = "faq_unknown_directives"  #: Key in ``temp_data`` of the names that a page asked for.


class FaqDomain(Domain):
    """Questions, topics, stakeholders and examples, by the document that declares them."""

    name = "faq"
    label = "Frequently asked questions"
    data_version = 4
    object_types: ClassVar = {kind.value: ObjType(kind.value, kind.value) for kind in Kind}
    initial_data: ClassVar = {
        # Bare tuples: see model.py. A document that has nothing is in none of the tables.
        "records": {},  # docname -> ((kind, *fields), …) in source order
        "references": {},  # docname -> ((kind, slug), …) that roles name
        "shown": {},  # docname -> ((view, options), …)
        "places": {},  # docname -> ((source, line), …) of the records, then of what is shown
        "stamps": {},  # docname -> (suffix, time) of the source when it was read
        "revision": "",  # digest of all but the places; empty while it is unknown
    }

    _records: dict[str, list[Noted]] | None = None  # both made when first asked for
    _catalog: Catalog | None = None
    _values: dict[Any, Any]  # each to itself

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._values = {}

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """Return all that documents add, but for the places."""
        return {name: self.data[name] for name in _TABLES}

    @property
    def records(self) -> Mapping[str, Sequence[Noted]]:
        """What each document declares."""
        if self._records is None:
            self._records = unpack_records(self.data["records"])
        return self._records

    def records_of(self, docname: str) -> Sequence[Noted]:
        """Return what one document declares, without unpacking those of the others."""
        rows = self.data["records"]
        return unpack_records({docname: rows.get(docname, ())})[docname]

    @property
    def references(self) -> Mapping[str, Sequence[Reference]]:
        """What roles name, by document."""
        return self.data["references"]  # type: ignore[no-any-return]

    @property
    def shown(self) -> Mapping[str, Sequence[Shown]]:
        """What authors ask for, by document."""
        return self.data["shown"]  # type: ignore[no-any-return]

    @property
    def catalog(self) -> Catalog:
        """All records in order, as they stand now."""
        if self._catalog is None:
            self._catalog = build_catalog(self.records, self.references)
        return self._catalog

    @property
    def revision(self) -> str:
        """A digest of all that documents add; places in the source do not change it."""
        if not self.data["revision"]:
            self.data["revision"] = digest(
                [sorted(table.items()) for table in self.tables.values()]
            )
        return self.data["revision"]  # type: ignore[no-any-return]

    def _forget(self) -> None:
        self._records = self._catalog = None
        self.data["revision"] = ""

    def note_document(self, docname: str, notes: DocumentNotes) -> None:
        """Take in all that a document adds."""
        own = str(self.env.doc2path(docname))
        rows = {
            "records": [(kind.value, *record) for kind, record in notes.records],
            "references": dict.fromkeys(notes.references),
            "shown": notes.shown,
            "places": [("" if source == own else source, line) for source, line in notes.places],
        }
        for name, row in rows.items():
            if row:
                self.data[name][docname] = self._share(tuple(row))
        suffix = sys.intern(own[len(str(self.env.srcdir)) + 1 + len(docname) :])
        self.data["stamps"][docname] = suffix, Path(own).stat().st_mtime_ns
        self._forget()

    def clear_doc(self, docname: str) -> None:
        for name in _BY_DOCUMENT:
            if self.data[name].pop(docname, None) is not None:
                self._forget()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name in _BY_DOCUMENT:
            table = otherdata[name]
            self.data[name].update(
                {doc: self._share(table[doc]) for doc in docnames if doc in table}
            )
        self._forget()

    def _share(self, value: Any) -> Any:
        """Return the same value, with one object for all slugs, dates and such that are equal.

        The environment, and each build that reads it, then holds them once: that is half of
        what the records take.
        """
        if type(value) is str:
            return sys.intern(value) if len(value) <= _SHORT else value
        if isinstance(value, tuple):
            value = tuple(map(self._share, value))
            return self._values.setdefault(value, value)
        return value

    def find_touched(self) -> list[str]:
        """Return the documents whose source has another time than when it was read.

        Sphinx only asks for a later one, and overlooks a file that was put back or that
        was saved while the clock was wrong.
        """
        touched: list[str] = []
        source = str(self.env.srcdir)
        rows = self.data["stamps"].items()
        # Without a call for each document: this is asked in each build.
        paths = [f"{source}/{docname}{suffix}" for docname, (suffix, _) in rows]
        those, found = iter(rows), map(os.stat, paths)
        while True:
            try:
                for (docname, (_, stamp)), now in zip(those, found, strict=False):
                    if now.st_mtime_ns != stamp:
                        touched.append(docname)
            except OSError:  # Sphinx sees that it is gone; both go on behind it
                continue
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
        records = [noted for _, noted in self.records_of(record.docname)]
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
        self._records = None  # pages are made of the catalog

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        # A build after no change has no other need of the records: so they stay packed, and
        # there is no call for each.
        objects = {
            # Other projects name things by the slugs that these had.
            (row[0], old): (
                old,
                row[2],
                row[0],
                docname,
                f"faq-{row[1]}" if row[0] == "question" else row[4],
                -1,
            )
            for docname, rows in sorted(self.data["records"].items(), reverse=True)
            for row in rows[::-1]
            if row[0] in _FORMERLY
            for old in row[_FORMERLY[row[0]]]
        }
        objects |= {
            (kind, slug): (
                slug,
                text,
                kind,
                docname,
                f"faq-{slug}" if kind == "question" else anchor,
                -1,  # not in Sphinx's own search: the page is found by its own text
            )
            # Of two with one slug the first is kept, as in the catalog.
            for docname, rows in sorted(self.data["records"].items(), reverse=True)
            for kind, slug, text, _, anchor, *_ in rows[::-1]
        }
        return iter(objects.values())

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
