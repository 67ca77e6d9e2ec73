"""sphinx-tags writes its pages anew at each build; where they are the same none is read again."""

import io
import re
import shutil
import time

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .conftest import BASE, CONF, question, run_build, write_sources
from .test_incremental import written_since

TAGGED = CONF.replace('"faq_ext"', '"sphinx_tags", "faq_ext"') + (
    'tags_create_tags = True\ntags_extension = ["md"]\n'
)


def tagged(text: str, *tags: str) -> str:
    return f"{question(text)}\n```{{tags}} {', '.join(tags)}\n```\n"


FILES = {
    "conf.py": TAGGED,
    **BASE,
    "a.md": tagged("A?", "red", "blue"),
    "b.md": tagged("B?", "blue"),
}


@pytest.fixture
def site(tmp_path):
    write_sources(tmp_path / "source", FILES)
    built = run_build(tmp_path / "source", tmp_path / "output")
    assert (built.output / "_tags" / "blue.html").is_file()
    return built


def build_and_count(built) -> tuple[set[str], str]:
    """Build once more; return the pages that were written, and what Sphinx says it reads."""
    said, moment = io.StringIO(), time.time()
    time.sleep(0.02)
    with patch_docutils(), docutils_namespace():
        doctrees = built.output.with_name("output-doctrees")
        app = Sphinx(
            built.source, built.source, built.output, doctrees, "html", status=said, warning=said
        )
        app.build()
    pages = {name for name in written_since(built.output, moment) if name.endswith(".html")}
    reads = re.search(r"\d+ added, \d+ changed, \d+ removed", said.getvalue())
    return pages - {"genindex.html", "search.html"}, reads[0]


def test_no_change_reads_nothing(site):
    """After no change no page is read or written, tag pages included."""
    assert build_and_count(site) == (set(), "0 added, 0 changed, 0 removed")


def test_an_edit_leaves_tag_pages(site):
    """An edited answer has no tag page read again."""
    write_sources(site.source, {"b.md": tagged("B?", "blue").replace("district", "school")})
    pages, reads = build_and_count(site)
    assert reads == "0 added, 1 changed, 0 removed"
    # Sphinx itself writes a page again whose toctree names one that was read.
    assert {page for page in pages if page.startswith("_tags/")} == {"_tags/blue.html"}


@pytest.mark.parametrize("change", ["tag", "title", "delete", "untag"])
def test_changed_tag_pages_are_built(site, change, tmp_path):
    """A tag page that is another one now is read, and all is as after a clean build."""
    files = {
        "tag": {"b.md": tagged("B?", "blue", "green")},
        "title": {"b.md": tagged("Other?", "blue")},
        "untag": {"a.md": question("A?")},
        "delete": {},
    }[change]
    if change == "delete":
        (site.source / "b.md").unlink()
    write_sources(site.source, files)
    built = run_build(site.source, site.output)
    shutil.copytree(site.source, tmp_path / "copy", ignore=shutil.ignore_patterns("_tags"))
    clean = run_build(tmp_path / "copy", tmp_path / "clean")
    names = {path.name for path in (clean.output / "_tags").glob("*.html")}
    assert names
    for name in names:
        assert built.main(f"_tags/{name}") == clean.main(f"_tags/{name}"), name
    assert built.bundle == clean.bundle
