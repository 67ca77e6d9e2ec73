"""Tell machines what a page answers: in its head, and in a Markdown file beside it."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .build_views import build_foot, build_head
from .files import write_if_new
from .publication import publication_of
from .schema_org import Data, add_details, build_faq_page, build_question, write_script
from .site import domain_of, site_of
from .store import writes_bundle
from .twins import build_twin

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .model import Question
    from .sanitize import Answer
    from .views import Link, Site


def describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Write the twin of a page with questions, and add to its head (``html-page-context``).

    This runs after the answers were captured, in whichever process writes the page. What is
    said here is in the views that the page shows, so it is stale only when the page is.
    """
    # Without a base there is nothing to say: all addresses here are whole.
    if doctree is None or not writes_bundle(app) or not publication_of(app).base:
        return
    site = site_of(app, pagename)
    catalog = site.catalog
    _describe(app, pagename, context)
    answers: dict[str, Answer] = getattr(doctree, "faq_answers", {})
    shown = [q for q in map(catalog.questions.get, answers) if q and q.docname == pagename]
    topic = next((t for t in catalog.topics.values() if t.docname == pagename), None)
    head = ""
    if shown:
        twin = Path(app.outdir, twin_of(app.builder, pagename))
        write_if_new(twin, "\n".join(_twin(app, site, q, answers[q.slug]) for q in shown))
        name = html.escape(quote(twin.name))
        head += f'<link rel="alternate" type="text/markdown" title="Markdown" href="{name}">\n'
        title = shown[0].question if len(shown) == 1 else context["title"]
        head += _data(
            app, pagename, title, [_in_full(app, site, q, answers[q.slug]) for q in shown]
        )
    elif topic and catalog.by_topic[topic.slug]:
        listed = [
            _ask(app, site, question, question.summary) for question in catalog.by_topic[topic.slug]
        ]
        head += _data(app, pagename, topic.name, listed)
    context["metatags"] = context.get("metatags", "") + head


def _describe(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Put the summary of what a page is the home of into its head, in place of its first words.

    ``meta`` is where sphinxext-opengraph looks.
    """
    _, declared, catalog = domain_of(app).surroundings(docname)
    summary = ""
    for kind, record in declared:
        # Of two with one slug the catalog has the first.
        if not record.anchor and catalog.known(kind).get(record.slug) == record:
            summary = getattr(record, "summary", "")  # examples have none
    if summary:
        tag = f'<meta name="description" content="{html.escape(summary)}">\n'
        context["metatags"] = context.get("metatags", "") + tag
        context["meta"] = {**(context.get("meta") or {}), "og:description": summary}


def twin_of(builder: Any, docname: str) -> str:
    """Return the path of a page's Markdown twin, below the output folder."""
    path = Path(builder.get_outfilename(docname)).with_suffix(".md")
    return path.relative_to(builder.outdir).as_posix()


def _twin(app: Sphinx, site: Site, question: Question, answer: Answer) -> str:
    publication = publication_of(app)
    options = {"slug": question.slug}
    head, foot = build_head(site, options), build_foot(site, options)
    assert head and foot  # the question is in the catalog

    def address_of(link: Link) -> str:
        address = publication.base + publication.path_of(link.docname)
        return f"{address}#{link.anchor}" if link.anchor else address

    ends = {
        "Permanent address": publication.permalink(question.slug),
        "From": publication.title,
        "License": publication.license,
    }
    return build_twin(question, answer.tree, (head, foot), address_of, ends)


def _data(app: Sphinx, docname: str, name: str, questions: list[Data]) -> str:
    publication = publication_of(app)
    address = publication.base + publication.path_of(docname)
    return write_script(build_faq_page(address, name, publication.identity, questions)) + "\n"


def _ask(app: Sphinx, site: Site, question: Question, answer: str) -> Data:
    known = site.catalog.stakeholders
    stakeholders = [known[slug] for slug in question.stakeholders if slug in known]
    permalink = publication_of(app).permalink(question.slug)
    return build_question(question, answer, permalink, stakeholders)


def _in_full(app: Sphinx, site: Site, question: Question, answer: Answer) -> Data:
    data = _ask(app, site, question, answer.text)
    foot = build_foot(site, {"slug": question.slug})
    add_details(data, question, foot.sources if foot else ())
    return data
