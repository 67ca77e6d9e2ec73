"""Write what a web server and a search engine ask for: the sitemap and the page for no page.

sphinx-sitemap lists the pages that a build has written, so after an edit its list is short;
and sphinx-notfound-page writes no ``404.html`` where each page has a folder.
"""

import html
from pathlib import Path

from faq_ext.files import write_if_new

NOT_FOUND = "404"


def write_sitemap(app, exception):
    """List all pages but the one for no page (``build-finished``); see https://www.sitemaps.org/."""
    if exception is None and app.builder.name in ("html", "dirhtml") and app.config.html_baseurl:
        pages = sorted(app.env.found_docs - {NOT_FOUND})
        base, uri = app.config.html_baseurl, app.builder.get_target_uri
        urls = "".join(f"<url><loc>{html.escape(base + uri(name))}</loc></url>\n" for name in pages)
        write_if_new(
            Path(app.outdir, "sitemap.xml"),
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n',
        )
        write_if_new(Path(app.outdir, "robots.txt"), f"Sitemap: {base}sitemap.xml\n")


def write_not_found(app, exception):
    """Put the page where servers look for it, whatever the builder (``build-finished``)."""
    page = Path(app.outdir, NOT_FOUND, "index.html")
    if exception is None and app.builder.name == "dirhtml" and page.is_file():
        write_if_new(Path(app.outdir, f"{NOT_FOUND}.html"), page.read_text("utf-8"))


def setup(app):
    """Connect them."""
    app.connect("build-finished", write_sitemap)
    app.connect("build-finished", write_not_found)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
