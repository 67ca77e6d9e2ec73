"""Each warning teaches: it shows the wrong word, and its lesson is as the build does it."""

import pytest

from faq_ext import assets
from faq_ext.cli import main
from faq_ext.diagnostics import Diagnostic
from faq_ext.excerpt import MAX_CHARACTERS, build_excerpt
from faq_ext.lessons import read_lessons, write_section

from .conftest import CONF, question, run_build, write_sources
from .test_bad_input import build_by_command

LESSONS = read_lessons()
HEADING = ":::{{faq:{kind}}} Name\n\nText.\n:::\n"
SITE = {
    "index.md": "# Home\n\n```{toctree}\nmodels\nadministrators\ndenver\n```\n",
    "models.md": HEADING.format(kind="topic"),
    "administrators.md": HEADING.format(kind="stakeholder"),
    "can-coaches-teach.md": question(topics="models", stakeholders="administrators"),
    "denver.md": ":::{faq:example} Denver\n:organization: It\n:scale: district\n\nText.\n:::\n",
}


def test_every_warning_has_its_lesson():
    """There is a lesson for each subtype, in the order of the enum."""
    assert list(LESSONS) == [kind.value for kind in Diagnostic]


@pytest.mark.parametrize("subtype", LESSONS)
def test_lesson(subtype, tmp_path, monkeypatch):
    """The wrong source gets just the message that is shown, at its line; the right one none."""
    lesson = LESSONS[subtype]
    found = []
    for text in (lesson.wrong, lesson.right):
        folder = tmp_path / ("wrong" if text is lesson.wrong else "right")
        conf = f"{CONF}\n{lesson.settings}\n"
        files: dict[str, str | bytes] = {**SITE, "conf.py": conf}
        if lesson.file == "conf.py":
            files["conf.py"] = conf + text
        elif lesson.file.endswith(".md"):
            encoding = lesson.encoding if text is lesson.wrong else "utf-8"
            files[lesson.file] = text.encode(encoding)
        elif text is lesson.wrong:
            monkeypatch.setattr(assets, "SCRIPT", tmp_path / "none.js")
        else:
            monkeypatch.undo()
        write_sources(folder / "source", files)
        if subtype == "encoding":  # which ends the build
            found.append(build_by_command(folder)[1])
        else:
            monkeypatch.chdir(folder / "source")  # messages name other files from here
            # What comes from publishing needs a builder that does; the others are quicker.
            builder = "html" if subtype in ("script", "fragment") else "dummy"
            found.append(run_build(folder / "source", folder / "output", builder).warnings)
    message = lesson.message
    if not lesson.line and lesson.file.endswith(".md"):
        message = f"{lesson.file}: {message}"
    assert found == [[message], []]


def test_the_word_is_underlined(build):
    """The line is shown with the word underlined, and then where all is explained."""
    files = {
        "who.md": question(topics="data-privacy, data-privcy", summry="x"),
        "more.md": question("More?", "A.\n\n:::{faq:for} parnets\nB.\n:::\n\n{faq:question}`whoo`"),
    }
    page = "https://faq.example/warnings/"
    log = build(files, faq_help=page).log
    for line, carets, kind in (
        (":topics: data-privacy, data-privcy", 11, "topic"),
        (":summry: x", 8, "option"),
        (":::{faq:for} parnets", 7, "stakeholder"),
        ("{faq:question}`whoo`", 4, "question"),
    ):
        shown = log.split(f"\n    {line}\n")[1].split("\n")[0]
        assert shown.lstrip() == f"{'^' * carets} {page}#faq-{kind}"
    assert f"\n    {' ' * 23}^^^^^^^^^^^ {page}" in log
    assert "python -m faq_ext explain topic" in build(files | {"a.md": "# A\n"}).log


def test_where_no_word_is_wrong(build):
    """A message that is about no word shows no line, but where it is explained."""
    log = build({"who.md": question(body="")}).log
    assert log.endswith("[faq.answer]\n    python -m faq_ext explain answer\n")


@pytest.mark.parametrize(
    ("line", "word", "shown"),
    [
        (":topics: topics, x", "topics", (":topics: topics, x", " " * 9 + "^^^^^^")),
        (":topics: x", ":topics:", (":topics: x", "^^^^^^^^")),
        ("   :see: a-b, b", "b", (":see: a-b, b", " " * 11 + "^")),
        (":by: 学校 x", "x", (":by: 学校 x", " " * 10 + "^")),
        ("nothing", "word", ("", "")),
        ("word", "", ("", "")),
    ],
)
def test_excerpt(line, word, shown):
    """The word is found as a whole, after the option's name."""
    assert build_excerpt(["above", line], 2, word) == shown


def test_excerpt_of_what_continues():
    """A word is found on the lines that continue an option, and not below them."""
    lines = [":see: a,", "  bad", "", "bad"]
    assert build_excerpt(lines, 1, "bad") == ("bad", "^^^")
    assert build_excerpt([":see: a", "bad"], 1, "bad") == ("", "")


@pytest.mark.parametrize("place", [0, 10, 70, 200, 388])
def test_long_lines_are_cut(place):
    """Of a long line is shown what stands around the word, which the carets still meet."""
    text = "." * place + " word " + "." * (394 - place)
    line, carets = build_excerpt([f":asked: {text}"], 1, "word")
    assert line[carets.index("^") :][:4] == "word" and carets.count("^") == 4
    assert len(line) <= MAX_CHARACTERS + 4


def test_explain(capsys):
    """The command prints a lesson, finds the nearest name, and lists all."""
    assert main(["explain", "[faq.topic]"]) == 0
    assert capsys.readouterr().out == write_section(LESSONS["topic"])
    assert main(["explain", "topik"]) == 1
    assert "did you mean 'topic'?" in capsys.readouterr().err
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(Diagnostic)


def test_the_page_has_a_place_for_each(site):
    """Where a warning's link leads there is its section."""
    page = site.built.read("reference/diagnostics/index.html")
    assert [kind for kind in Diagnostic if f'id="faq-{kind}"' not in page] == []
