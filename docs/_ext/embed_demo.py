"""Put the real snippet on the page for districts, and build the demo district page.

The snippet pins the script by its hash, so both are made anew when the script changes.
"""

from pathlib import Path

from faq_ext.assets import SCRIPT, build_snippet, describe_script

PLACEHOLDER = "@@SNIPPET@@"
TEMPLATE = Path(__file__).parent.parent / "_demo" / "district.html"


def snippet(app):
    """Return what a district pastes for administrators' questions."""
    base = app.config.html_baseurl
    links = {
        f"{base}stakeholders/administrators/": "Questions for school and district administrators",
        f"{base}topics/": "All questions about STEM teacher leadership",
    }
    script = describe_script() or {"file": "faq-widget.js", "integrity": "(build the script first)"}
    return build_snippet(script, base, links, stakeholder="administrators")


def fill_in(app, docname, source):
    """Replace the placeholder in a page's source (``source-read``)."""
    if PLACEHOLDER in source[0]:
        source[0] = source[0].replace(PLACEHOLDER, snippet(app).rstrip())
        app.env.note_dependency(str(SCRIPT), docname=docname)


def write_demo(app, exception):
    """Write the demo district page beside the site (``build-finished``)."""
    if exception is None and app.builder.name in ("html", "dirhtml"):
        page = TEMPLATE.read_text("utf-8").replace(PLACEHOLDER, snippet(app).rstrip())
        target = Path(app.outdir) / "demo" / "index.html"
        target.parent.mkdir(exist_ok=True)
        target.write_text(page, "utf-8")


def setup(app):
    """Connect the two."""
    app.connect("source-read", fill_in)
    app.connect("build-finished", write_demo)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
