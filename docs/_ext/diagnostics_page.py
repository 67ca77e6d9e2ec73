"""Write the page on warnings from the lessons that the tests build."""

from faq_ext.lessons import LESSONS, read_lessons, write_page

PLACEHOLDER = "@@DIAGNOSTICS@@"


def fill_in(app, docname, source):
    """Replace the placeholder in a page's source (``source-read``)."""
    if PLACEHOLDER in source[0]:
        page = write_page(read_lessons().values())
        source[0] = source[0].replace(PLACEHOLDER, page)
        app.env.note_dependency(str(LESSONS), docname=docname)


def setup(app):
    """Connect it."""
    app.connect("source-read", fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
