"""Put the real snippet on the page for districts, and build demo pages of a district.

Snippets pin scripts by their hash, so all are made anew when a script changes.
"""

import json
from pathlib import Path

from faq_ext.assets import SCRIPT, STATIC, describe, describe_script
from faq_ext.embed_code import write_frame, write_widget
from faq_ext.files import write_if_new

PLACEHOLDER = "@@SNIPPET@@"
TEMPLATE = Path(__file__).parent.parent / "_demo" / "district.html"
NAME = "Questions for school and district administrators"


def write_snippet(app, questions=()):
    """Return what a district pastes for administrators' questions.

    :param questions: address and text of those that stand between the tags.
    """
    base = app.config.html_baseurl
    links = (
        *questions,
        (f"{base}stakeholders/administrators/", NAME),
        (f"{base}topics/", "All questions about STEM teacher leadership"),
    )
    script = describe_script() or {"file": "faq-widget.js", "integrity": "(build the script first)"}
    return write_widget(script, f"{base}faq/", links, stakeholder="administrators")


def write_frame_snippet(app):
    """Return the same as an iframe."""
    base = app.config.html_baseurl
    frame = describe(STATIC / "faq-frame.js")
    frame["file"] = frame["file"].removeprefix("faq-")
    link = (f"{base}stakeholders/administrators/", NAME)
    return write_frame(frame, f"{base}faq/", link, stakeholder="administrators")


def read_questions(output):
    """Return the links that the page for snippets has for administrators."""
    text = (output / "faq" / "embed" / "builder-data.js").read_text("utf-8")
    data = json.loads(text.partition("=")[2].strip().rstrip(";"))
    places = {place["slug"]: place["questions"] for place in data["stakeholders"]}
    return places["administrators"]


def fill_in(app, docname, source):
    """Replace the placeholder in a page's source (``source-read``)."""
    if PLACEHOLDER in source[0]:
        source[0] = source[0].replace(PLACEHOLDER, write_snippet(app).rstrip())
        app.env.note_dependency(str(SCRIPT), docname=docname)


def write_demos(app, exception):
    """Write a demo page for each way to embed, beside the site (``build-finished``)."""
    if exception is None and app.builder.name in ("html", "dirhtml") and SCRIPT.is_file():
        output = Path(app.outdir)
        included = output / "faq" / "static" / "stakeholders" / "administrators.html"
        ways = {
            "": write_snippet(app, read_questions(output)).rstrip(),
            "frame": write_frame_snippet(app),
            "plain": included.read_text("utf-8"),  # as a server would include it
        }
        template = TEMPLATE.read_text("utf-8")
        for name, text in ways.items():
            path = output / "demo" / name / "index.html"
            write_if_new(path, template.replace(PLACEHOLDER, text))


def setup(app):
    """Connect the two."""
    app.connect("source-read", fill_in)
    # after the files that it shows
    app.connect("build-finished", write_demos, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
