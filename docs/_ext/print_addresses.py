"""Give what is printed the addresses that a link on paper has lost."""

import html
import re
from urllib.parse import urljoin

_ENTRY = re.compile(
    r'(<p class="faq-(?:entry|permalink)">(?:<span.*?</span>)?<a )([^>]*href=")([^"]*)'
)


def add_addresses(app, pagename, templatename, context, doctree):
    """Note on each listed question its permanent address, and below a page its own.

    The style sheet shows them in print only (``html-page-context``).
    """
    base = app.config.html_baseurl
    if not context.get("body") or not base:
        return
    here = urljoin(base, app.builder.get_target_uri(pagename))
    permanent = {}  # address of a question -> its permanent one
    for question in app.env.domains["faq"].catalog.questions.values():
        place = urljoin(base, app.builder.get_target_uri(question.docname))
        place += f"#{question.anchor}" if question.anchor else ""
        permanent[place] = urljoin(base, f"q/{question.slug}/")

    def note(match):
        target = urljoin(here, html.unescape(match[3]))
        address = html.escape(permanent.get(target, target))
        return f'{match[1]}data-address="{address}" {match[2]}{match[3]}'

    source = html.escape(f"{app.config.project}, {here}")
    foot = f'<p class="print-foot">{source} · Text: CC BY 4.0</p>\n'
    context["body"] = _ENTRY.sub(note, context["body"]) + foot


def setup(app):
    """Connect it."""
    app.connect("html-page-context", add_addresses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
