"""The site formats its bibliography only when it has changed, and never shows an old one."""

import sys

import pytest

from .conftest import DOCS, run_build, write_sources

sys.path.insert(0, str(DOCS / "_ext"))
from kept_citations import BibtexDomain

CONF = f"""
import sys
sys.path.insert(0, {str(DOCS / "_ext")!r})
extensions = ["myst_parser", "sphinxcontrib.bibtex", "kept_citations"]
bibtex_bibfiles = ["sources.bib"]
html_theme = "basic"
"""


def entries(*names):
    """Return a bibliography file."""
    return "".join(
        f"@misc{{{name}, title={{On {name}}}, author={{A. {name}}}, year=2020}}\n" for name in names
    )


FILES = {
    "conf.py": CONF,
    "sources.bib": entries("Ada", "Bea", "Cor"),
    "index.md": "# Home\n\n```{toctree}\na\nb\n```\n\n```{bibliography}\n:style: unsrt\n```\n",
    "a.md": "# A\n\n{cite:p}`Cor` and {cite:p}`Bea`.\n",
    "b.md": "# B\n\n{cite:p}`Ada`.\n",
}
#: What is changed, and whether that touches the bibliography.
EDITS = [
    ({"a.md": "# A\n\nNew words.\n\n{cite:p}`Cor` and {cite:p}`Bea`.\n"}, False),
    ({"a.md": "# A\n\n{cite:p}`Bea` and {cite:p}`Cor`.\n"}, True),  # they are numbered in order
    ({"b.md": "# B\n\n{cite:p}`Ada` and {cite:p}`Cor`.\n"}, True),
    ({"b.md": "# B\n\nNothing.\n"}, True),
    ({"sources.bib": entries("Ada", "Bea", "Cor").replace("2020", "2021")}, True),
    ({"index.md": FILES["index.md"] + "\nMore.\n"}, True),  # its nodes are new
    ({"index.md": FILES["index.md"].replace(":style: unsrt", ":all:")}, True),
]


@pytest.mark.parametrize(("edit", "again"), EDITS)
def test_same_as_clean(edit, again, tmp_path, monkeypatch):
    """After an edit the bibliography is that of a clean build."""
    source = tmp_path / "source"
    write_sources(source, FILES)
    run_build(source, tmp_path / "first")
    made = []
    was = BibtexDomain.env_updated
    monkeypatch.setattr(BibtexDomain, "env_updated", lambda self: made.append(1) or was(self))
    write_sources(source, edit)
    first = run_build(source, tmp_path / "first")
    assert bool(made) == again
    clean = run_build(source, tmp_path / "clean")
    for name in ("a.html", "b.html") if not again else ("index.html",):
        assert first.main(name) == clean.main(name)
    assert first.warnings == clean.warnings == []
