"""Mend what Sphinx and docutils write that assistive technology stumbles over."""

MENDS = {
    # docutils puts entries of this role into a list, whose children must be list items.
    'role="doc-biblioentry"': 'role="listitem"',
    # Sphinx gives a toctree's caption the role of a heading, without a level.
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    # Code that scrolls must be reachable by keyboard.
    "<pre>": '<pre tabindex="0">',
}


def mend(app, pagename, templatename, context, doctree):
    """Replace each in a page's body (``html-page-context``)."""
    body = context.get("body", "")
    for found, better in MENDS.items():
        body = body.replace(found, better)
    context["body"] = body


def setup(app):
    """Connect it."""
    app.connect("html-page-context", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
