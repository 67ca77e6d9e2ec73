"""Find the documents that show something else after a change.

To build the views of ten thousand questions, only to see that one has changed, would cost
more than to read and write its page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from .build_views import OWN_VIEWS, VIEWS, link_to
from .catalog import Catalog
from .files import digest
from .model import Example, Kind, Noted, Question, Reference, Shown, unpack_records
from .shelves import Row
from .views import Site


def digest_views(
    site: Site,
    records: Sequence[Noted],
    references: Sequence[Reference],
    shown: Sequence[Shown],
    salt: str = "",
) -> str:
    """Return a digest of all that one document shows of the records.

    :param records: what it declares; the others are what its roles name, and its listings.
    :param salt: what else makes a page another one.
    """
    views = [VIEWS[view](site, dict(options)) for view, options in shown]
    for kind, record in records:
        views += [VIEWS[view](site, {"slug": record.slug}) for view in OWN_VIEWS[kind]]
    named = [site.catalog.known(Kind(kind)).get(slug) for kind, slug in references]
    links = [record and link_to(record) for record in named]
    # JSON, since the repr of a named tuple is a call; it does not tell types of views apart
    return digest(salt, json.dumps([[(type(view).__name__, view) for view in views], links]))


def find_dependents(
    before: Mapping[str, Row],
    after: Mapping[str, Row],
    references: Mapping[str, Sequence[Reference]],
    shown: Mapping[str, Sequence[Shown]],
    catalog: Catalog,
) -> set[str] | None:
    """Return the documents whose views may have changed, or None where all may have.

    Headings stand on every page and rule the order of questions: after such a change any view
    may be another. No slug is that of two things, neither before nor after.

    :param before: docname -> row of the documents that changed; the same of ``after``.
    :param references: docname -> what its roles name, of all documents, and so on.
    :param catalog: the records ``after`` in order.
    """
    changed = before.keys() | after.keys()
    noted: list[Noted] = []
    named: set[Reference] = set()  # what changed documents name, and so may be shown by
    for rows in (before, after):
        found = unpack_records([(docname, records) for docname, records, *_ in rows.values()], {})
        noted += [one for records in found.values() for one in records]
        named.update((kind, slug) for _, _, those, _ in rows.values() for kind, slug in those)
    for _, record in noted:
        if isinstance(record, Question):
            named.update(_named_by(record))
        elif not isinstance(record, Example):
            return None
    own = {(kind.value, record.slug) for kind, record in noted}
    listings = {
        docname
        for docname, views in shown.items()
        for view, _ in views
        if view != "for"  # it shows the names of stakeholders only
    }
    roles = {
        docname for docname, those in references.items() for reference in those if reference in own
    }
    guides = {
        heading.docname
        for heading in (*catalog.topics.values(), *catalog.stakeholders.values())
        for slug in heading.start
        if (Kind.QUESTION.value, slug) in own  # whether or not it belongs there
    }
    homes = _homes(named | own, catalog)
    return changed | listings | roles | guides | homes | _users(own, catalog)


def _named_by(question: Question) -> set[Reference]:
    """Return what lists a question, or shows that it refers to it."""
    return {
        *((Kind.TOPIC.value, slug) for slug in question.topics),
        *((Kind.STAKEHOLDER.value, slug) for slug in question.stakeholders),
        *((Kind.QUESTION.value, slug) for slug in question.see),
        *((Kind.EXAMPLE.value, slug) for slug in question.examples),
    }


def _homes(names: set[Reference], catalog: Catalog) -> set[str]:
    found = [catalog.known(Kind(kind)).get(slug) for kind, slug in names]
    return {record.docname for record in found if record}


def _users(names: set[Reference], catalog: Catalog) -> set[str]:
    """Return the documents of the questions that show one of these records."""
    indexes = {Kind.QUESTION.value: catalog.referrers, Kind.EXAMPLE.value: catalog.users}
    return {
        catalog.questions[user].docname
        for kind, slug in names
        for user in indexes.get(kind, {}).get(slug, ())
    }
