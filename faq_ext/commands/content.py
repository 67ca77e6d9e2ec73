"""Read a site's sources, without writing a page, into what ``checks.py`` looks at."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..build_views import evidence_of
from ..catalog import Catalog
from ..coverage import find_gaps
from ..model import Kind
from ..nodes import faq_answer, faq_for
from ..places import find_line
from ..site import domain_of, site_of
from .checks import Answer, Content, Paragraph

_ENTRY = re.compile(r"^\s*@\w+\s*\{\s*([^,\s]+)", re.M)


def read_catalog(folder: Path, warning: IO[str]) -> tuple[Catalog, int]:
    """Return all records of the site in ``folder``, and how many warnings Sphinx gave.

    :raises sphinx.errors.SphinxError: where the site cannot be read.
    """
    with open_site(folder, warning) as app:
        return domain_of(app).catalog, app._warncount


def read_content(
    folder: Path,
    today: datetime.date,
    warning: IO[str],
    trusted: Path | None = None,
    ahead: int = 0,
) -> tuple[Content, int]:
    """Return the content of the site in ``folder``, and how many warnings Sphinx gave.

    :param ahead: days within which a review that is due is told already.
    :raises sphinx.errors.SphinxError: where the site cannot be read.
    """
    with open_site(folder, warning, trusted) as app:
        return collect(app, today, ahead), app._warncount


@contextmanager
def open_site(folder: Path, warning: IO[str], trusted: Path | None = None) -> Iterator[Sphinx]:
    """Give the application that has read the site in ``folder``, and written no page.

    :param trusted: folder of the ``conf.py`` to use where the authors are unknown.
    :raises sphinx.errors.SphinxError: where the site cannot be read.
    """
    conf = trusted or folder
    with tempfile.TemporaryDirectory() as scratch, patch_docutils(conf), docutils_namespace():
        app = Sphinx(
            *(folder, conf, Path(scratch, "output"), Path(scratch, "doctrees"), "dummy"),
            confoverrides={"faq_untrusted": True} if trusted else {},
            status=None,
            warning=warning,
        )
        app.build(force_all=True)
        yield app


def collect(app: Sphinx, today: datetime.date, ahead: int = 0) -> Content:
    """Return the content of a site that has been read."""
    domain: Any = app.env.domains.get("cite")
    site, conf = site_of(app), Path(app.confdir, "conf.py")
    return Content(
        [answer for name in sorted(app.env.found_docs) for answer in _read(app, name)],
        site.catalog,
        app.config.faq_means,
        list(app.config.faq_evidence)[-1],
        _read_sources(domain) if domain else {},
        frozenset(
            key for ref in domain.citation_refs for key in (target.key for target in ref.targets)
        )
        if domain
        else frozenset(),
        today,
        app.config.faq_review_months,
        [
            (topic, stakeholder, _short(file), line)
            for topic, stakeholder in find_gaps(site.catalog, app.config.faq_coverage)
            for file, line in [find_line(conf, "faq_coverage", topic, stakeholder)]
        ],
        ahead,
    )


def _read_sources(domain: Any) -> dict[str, tuple[str, int, str]]:
    """Return cite key -> file, line and address of its entry."""
    found = {}
    for name in domain.bibdata.bibfiles:
        text = Path(name).read_text("utf-8")
        for match in _ENTRY.finditer(text):
            entry = domain.bibdata.data.entries.get(match[1])
            if entry is not None:
                line = text.count("\n", 0, match.start(1)) + 1
                found[match[1]] = _short(name), line, entry.fields.get("url", "")
    return found


def _short(path: str | Path) -> str:
    """Return a path as one would type it."""
    path = Path(path)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _read(app: Sphinx, docname: str) -> list[Answer]:
    domain, site = domain_of(app), site_of(app)
    places = {
        record.slug: domain.place(docname, number)
        for number, (kind, record) in enumerate(domain.records.get(docname, ()))
        if kind is Kind.QUESTION
    }
    if not places:
        return []
    answers = []
    for body in app.env.get_doctree(docname).findall(faq_answer):
        question = site.catalog.questions.get(body["slug"])
        if question is None or question.docname != docname:
            continue  # the second of two with one slug, which the build has reported
        place = places[question.slug]
        links = [
            (reference["refuri"], reference.line or place.line)
            for reference in body.findall(nodes.reference)
            if "refuri" in reference
        ]
        answers.append(
            Answer(
                question,
                _short(place.source),
                place.line,
                list(_read_paragraphs(body, place.line)),
                evidence_of(question, site),
                links,
            )
        )
    return answers


def _read_paragraphs(body: faq_answer, first: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of an answer; a row of a table is one, since it has one source."""
    for node in body.findall(lambda n: isinstance(n, (nodes.row, nodes.paragraph))):
        above = _above(node)
        if any(isinstance(parent, nodes.row) for parent in above):
            continue
        texts, cited = [], False
        for paragraph in node.findall(nodes.paragraph):
            text = ""
            for part in paragraph.children:
                if _cites(part):
                    cited, text = True, text.rstrip()
                else:
                    text += part.astext()
                    cited = cited or any(map(_cites, part.findall()))
            texts.append(text.strip())
        line = node.line or next((parent.line for parent in above if parent.line), first)
        aside = any(isinstance(parent, faq_for) for parent in above)
        yield Paragraph(" ".join(texts), line, cited, aside)


def _cites(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.pending_xref) and node["refdomain"] == "cite"


def _above(node: nodes.Node) -> list[nodes.Element]:
    """Return what stands around a node inside its answer, the nearest first."""
    found = []
    while not isinstance(node.parent, faq_answer):
        node = node.parent
        found.append(node)
    return found
