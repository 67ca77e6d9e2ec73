"""What a site asks for and does not have: on the matrix, and in the content check."""

import pytest

from faq_ext.cli import main
from faq_ext.places import find_line

from .conftest import BASE, CONF, question, write_sources

COVERAGE = """
faq_coverage = {
    "data-privacy": [
        "parents",
        "teachers",
    ],
}
"""
FILES = {
    "teachers.md": BASE["parents.md"].replace("Parents", "Teachers"),
    "matrix.md": "# Matrix\n\n:::{faq:matrix}\n:::\n",
    "who.md": question(),
}


def test_matrix_shows_what_is_wanted(build):
    """A gap that the site asks to fill is told from one that it does not mind."""
    for coverage, gap in ((["teachers"], "wanted"), (["parents"], "none")):
        built = build(FILES, faq_coverage={"data-privacy": coverage})
        assert built.warnings == []
        assert f"<p>{gap}</p>" in built.main("matrix.html")
        assert ("faq-wanted" in built.main("matrix.html")) is (gap == "wanted")


def test_check_fails_where_a_cell_is_empty(tmp_path, capsys):
    """At the line of the stakeholder in conf.py, with what to do."""
    conf = CONF + COVERAGE
    write_sources(tmp_path, {"conf.py": conf, **BASE, **FILES})
    line = conf.splitlines().index('        "teachers",') + 1
    assert main(["check", str(tmp_path)]) == 1
    told = f"conf.py:{line}  no question on 'data-privacy' is for 'teachers'"
    assert told in capsys.readouterr().out
    write_sources(tmp_path, {"who.md": question(stakeholders="parents, teachers")})
    main(["check", str(tmp_path)])
    assert "no question on" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("coverage", "message"),
    [
        ({"data-privcy": []}, "unknown topic 'data-privcy' in faq_coverage: did you mean"),
        ({"data-privacy": ["parent"]}, "unknown stakeholder 'parent' in faq_coverage: did you"),
        (["data-privacy"], "faq_coverage in conf.py is ['data-privacy']; it must be a dictionary"),
        ({"data-privacy": "parents"}, "faq_coverage in conf.py is {'data-privacy': 'parents'}"),
    ],
)
def test_what_it_names_in_vain_is_told(build, coverage, message):
    """A typo in conf.py would otherwise ask for nothing."""
    [warning] = build(FILES, faq_coverage=coverage).warnings
    assert message in warning


def test_find_line(tmp_path):
    """Words are whole, and stand below one another; what is missing is passed over."""
    path = tmp_path / "conf.py"
    path.write_text("# a-b\nb = 1\nx = {\n  'b': ['a-b',\n    'c']}\n")
    words = {("x", "b", "c"): 5, ("a",): 1, ("x", "a-b"): 4, ("x", "q", "c"): 5, ("q",): 1}
    assert {w: find_line(path, *w)[1] for w in words} == words
    assert find_line(tmp_path / "none.py", "b") == (str(tmp_path / "none.py"), 1)
