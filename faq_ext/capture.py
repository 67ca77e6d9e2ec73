"""Keep each answer's HTML while its page is written, so that nothing is rendered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .files import dump_json
from .site import domain_of, permalinks_of
from .store import store_of, writes_bundle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from .nodes import faq_answer, faq_due, faq_entries, faq_for

#: How the link to another site begins, as docutils writes it.
_OUTSIDE = '<a class="reference external" href="http'


def visit_answer_html(self: HTML5Translator, node: faq_answer) -> None:
    self.body.append('<div class="faq-answer">\n')
    node["start"] = len(self.body)


def depart_answer_html(self: HTML5Translator, node: faq_answer) -> None:
    fragments = self.document.__dict__.setdefault("faq_fragments", {})  # slug -> HTML
    fragments.setdefault(node["slug"], "".join(self.body[node["start"] :]))
    self.body.append("</div>\n")


def visit_for_html(self: HTML5Translator, node: faq_for) -> None:
    attributes: dict[str, Any] = {"class": "faq-for", "data-for": " ".join(node["stakeholders"])}
    self.body.append(self.starttag(node, "section", **attributes))


def depart_for_html(self: HTML5Translator, node: faq_for) -> None:
    self.body.append("</section>\n")


def visit_entries_html(self: HTML5Translator, node: faq_entries) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def visit_due_html(self: HTML5Translator, node: faq_due) -> None:
    """Write a notice that stays hidden until the page's script has looked at the clock."""
    self.body.append(
        self.starttag(node, "p", "", CLASS="faq-due", hidden="", **{"data-due": node["due"]})
    )
    self.body.append(f"{self.encode(node['text'])}</p>\n")
    if "faq_due" not in self.document.__dict__:  # one is enough, and here any theme has it
        self.document.__dict__["faq_due"] = True
        self.body.append(f'<script defer src="{self.attval(node["script"])}"></script>\n')
    raise nodes.SkipNode


def pass_through(self: nodes.NodeVisitor, node: nodes.Node) -> None:
    """Show only what is inside: for the builders that are not HTML."""


def skip(self: nodes.NodeVisitor, node: nodes.Node) -> None:
    """Show nothing."""
    raise nodes.SkipNode


def write_fragments(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Store the sanitised answers of a page (``html-page-context``), and that it is begun.

    This runs in whichever process writes the page, so what it finds goes to a file.
    """
    if doctree is None:
        return
    store_of(app).note_page(pagename)
    if writes_bundle(app) and domain_of(app).surroundings(pagename).declared:
        # A page may show none of its questions, inside 'only': then that is what is kept.
        fragments = getattr(doctree, "faq_fragments", {})
        from .sanitize import sanitize  # here: a build that writes no page need not load it

        page = app.builder.get_target_uri(pagename)
        base = store_of(app).base
        linked = _links_here("".join(fragments.values()), base)
        known = permalinks_of(app) if linked else {}  # they are many
        answers = {slug: sanitize(raw, page, base, known) for slug, raw in fragments.items()}
        doctree.__dict__["faq_answers"] = answers  # for what else is made of them
        store_of(app).put(
            pagename,
            {
                # The tree as text: a build after an edit reads thousands that it only copies.
                slug: {"html": a.html, "text": a.text, "tree": dump_json(a.tree)}
                for slug, a in answers.items()
            },
        )


def _links_here(raw: str, base: str) -> bool:
    """Tell whether a link may lead to another page of the site."""
    return raw.lower().count("<a") > raw.count(_OUTSIDE) or bool(base and base in raw)
