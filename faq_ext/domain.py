"""The Sphinx domain ``faq``: the only holder of state."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from .build_views import link_to
from .catalog import Catalog, build_catalog
from .consistency import CHECKED_OPTIONS, check
from .diagnostics import Diagnostic, did_you_mean, warn
from .files import digest
from .model import DocumentNotes, Kind, Noted, Shown

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class FaqDomain(Domain):
    """Questions, topics, stakeholders and examples, by the document that declares them."""

    name = "faq"
    label = "Frequently asked questions"
    data_version = 1
    object_types: ClassVar = {kind.value: ObjType(kind.value, kind.value) for kind in Kind}
    initial_data: ClassVar = {
        "documents": {},  # docname -> DocumentNotes
    }

    # both built when first asked for after a change
    _catalog: Catalog | None = None
    _objects: list[tuple[str, str, str, str, str, int]] | None = None

    @property
    def documents(self) -> dict[str, DocumentNotes]:
        """What each document adds; documents that add nothing are not here."""
        return self.data["documents"]  # type: ignore[no-any-return]

    @property
    def catalog(self) -> Catalog:
        """All records in order, as they stand now."""
        if self._catalog is None:
            self._catalog = build_catalog(self.documents)
        return self._catalog

    def _notes(self, docname: str) -> DocumentNotes:
        self._forget()
        return self.documents.setdefault(docname, DocumentNotes())

    def _forget(self) -> None:
        self._catalog = self._objects = None

    def note_record(self, docname: str, noted: Noted) -> None:
        """Take in a record that ``docname`` declares."""
        place = noted.place.shorten(str(self.env.doc2path(docname)), CHECKED_OPTIONS)
        self._notes(docname).noted.append(replace(noted, place=place))

    def note_reference(self, docname: str, kind: Kind, slug: str) -> None:
        """Take in that a role on ``docname`` names a record."""
        self._notes(docname).references.append((kind, slug))

    def note_view(self, docname: str, shown: Shown) -> None:
        """Take in that an author asks for a view on ``docname``."""
        place = shown.place.shorten(str(self.env.doc2path(docname)), CHECKED_OPTIONS)
        self._notes(docname).shown.append(replace(shown, place=place))

    def note_end(self, docname: str) -> None:
        """Take in that ``docname`` is read to its end."""
        if notes := self.documents.get(docname):
            shown = [(s.view, s.options) for s in notes.shown]
            notes.digest = digest([n.record for n in notes.noted], notes.references, shown)

    @property
    def revision(self) -> str:
        """A digest of all that documents add; places in the source do not change it."""
        return digest(sorted([(name, notes.digest) for name, notes in self.documents.items()]))

    def clear_doc(self, docname: str) -> None:
        if self.documents.pop(docname, None) is not None:
            self._forget()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname, notes in otherdata["documents"].items():
            if docname in docnames:
                self.documents[docname] = notes
        self._forget()

    def check_consistency(self) -> None:
        check(self.documents, self.catalog, lambda name: str(self.env.doc2path(name)))

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        # Sphinx asks twice a build, and a build after no change has no other need of the
        # catalog: so no generator, no call for each record, and what is found is kept.
        if self._objects is None:
            objects = {
                (noted.kind._value_, noted.record.slug): (
                    noted.record.slug,
                    noted.record.question  # type: ignore[union-attr]
                    if noted.kind is Kind.QUESTION
                    else noted.record.name,  # type: ignore[union-attr]
                    noted.kind._value_,
                    docname,
                    f"faq-{noted.record.slug}"
                    if noted.kind is Kind.QUESTION
                    else noted.record.anchor,
                    -1,  # not in Sphinx's own search: the page is found by its own text
                )
                # Of two with one slug the first is kept, as in the catalog.
                for docname, notes in sorted(self.documents.items(), reverse=True)
                for noted in notes.noted[::-1]
            }
            self._objects = list(objects.values())
        return iter(self._objects)

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
        known = self.catalog.known(Kind(typ))
        record = known.get(target)
        if record is None:
            cure = did_you_mean(target, known, otherwise=f"no {typ} page declares it.")
            warn(Diagnostic(typ), f"unknown {typ} '{target}': {cure}", node)
            return None
        link = link_to(record)
        if not node.get("refexplicit"):
            contnode = nodes.inline(link.text, link.text)
        return make_refnode(builder, fromdocname, link.docname, link.anchor, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        found = []
        for kind in Kind:
            if record := self.catalog.known(kind).get(target):
                link = link_to(record)
                text = contnode if node.get("refexplicit") else nodes.inline(link.text, link.text)
                reference = make_refnode(builder, fromdocname, link.docname, link.anchor, text)
                found.append((f"faq:{kind}", reference))
        return found
