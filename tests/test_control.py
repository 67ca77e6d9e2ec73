"""What differs from a clean build elsewhere: only what Sphinx itself leaves, without us, too.

The list stands in docs/develop/architecture.md. Each entry is reproduced by a project that
does not load the extension: once Sphinx mends one, its test here fails, and it goes.
"""

import random
import re
import shutil
from pathlib import Path

import pytest

from .conftest import CONF, run_build, write_sources
from .edits import EDITS, first_site
from .test_incremental import replace_sources

PLAIN = CONF.replace(', "faq_ext"', "")
HOME = "# Home\n\n```{toctree}\na\nb\nc\n```\n"
FILES = {"index.md": HOME, **{f"{name}.md": f"# Page {name}\n\nText.\n" for name in "abc"}}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def differences(incremental: Path, clean: Path) -> dict[str, str]:
    """Return file -> whether it is extra, missing or other."""
    found, wanted = tree(incremental), tree(clean)
    return {
        name: "extra" if name not in wanted else "missing" if name not in found else "other"
        for name in sorted(found.keys() | wanted.keys())
        if found.get(name) != wanted.get(name)
    }


LEFT_TO_SPHINX = {
    "extra": r"(?:_sources/)?(?:\w+/)*[\w-]+\.(?:html|md\.txt)|\.buildinfo\.bak",
    "other": r"searchindex\.js",
    "missing": r"(?!)",
}
OLDER_PARTS = r"faq/[a-z]+-\d+\.[0-9a-f]{10}\.json"  # kept for one more build


@pytest.mark.parametrize("seed", range(8))
def test_nothing_else_differs(tmp_path, seed):
    """After random edits the whole output is a clean build's, but for what is listed."""
    choose = random.Random(seed)
    source, site = tmp_path / "source", first_site()
    site.conf["theme"] = "basic"
    replace_sources(source, site)
    run_build(source, tmp_path / "output")
    for _ in range(4):
        choose.choice(EDITS)(site, choose.randrange(6), choose.randrange(6))
    replace_sources(source, site)
    run_build(source, tmp_path / "output")
    run_build(source, tmp_path / "clean")
    for name, kind in differences(tmp_path / "output", tmp_path / "clean").items():
        assert re.fullmatch(f"{LEFT_TO_SPHINX[kind]}|{OLDER_PARTS}", name), (kind, name)


@pytest.fixture
def control(tmp_path):
    """Return ``control(first, then, **conf)``: what differs in a project without us."""

    def compare(first: dict[str, str], then: dict[str, str | None], **conf) -> dict[str, str]:
        source = tmp_path / "source"
        write_sources(source, {"conf.py": PLAIN, **FILES, **first})
        run_build(source, tmp_path / "output")
        for name, text in then.items():
            if text is None:
                (source / name).unlink()
            else:
                write_sources(source, {name: text})
        run_build(source, tmp_path / "output", **conf)
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        run_build(source, tmp_path / "clean", **conf)
        return differences(tmp_path / "output", tmp_path / "clean")

    compare.read = lambda name: (tmp_path / "output" / name).read_text("utf-8")
    return compare


def test_deleted_pages_stay(control):
    """Sphinx leaves the page, and its source, of a document that was deleted."""
    found = control({"d.md": "---\norphan: true\n---\n# Page d\n"}, {"d.md": None})
    assert found["d.html"] == found["_sources/d.md.txt"] == "extra"


def test_search_keeps_dead_words(control):
    """Sphinx's own search index still lists, without a page, words that are gone."""
    found = control({"a.md": "# Page a\n\nUnique.\n"}, {"a.md": "# Page a\n\nOther.\n"})
    assert found == {"searchindex.js": "other"}
    assert '"uniqu":[]' in control.read("searchindex.js")


def test_search_loses_index_entries(control):
    """Index entries of documents that were not read again go from Sphinx's search index."""
    page = "# Page a\n\n```{index} entry\n```\n\nText.\n"
    assert control({"a.md": page}, {"b.md": "# Page b\n\nText!\n"}) == {"searchindex.js": "other"}
    assert '"indexentries":{}' in control.read("searchindex.js")


def test_neighbours_keep_old_titles(control):
    """Links to the previous and next page keep a title that has changed since."""
    found = control({}, {"b.md": "# Renamed\n\nText.\n"})
    assert found.keys() - {"searchindex.js"} == {"a.html", "c.html"}


def test_configuration_leaves_a_copy(control):
    """After a changed setting Sphinx keeps its former build information."""
    found = control({}, {}, html_title="Another")
    assert found[".buildinfo.bak"] == "extra"
