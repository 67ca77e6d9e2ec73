"""What must not grow with the number of questions, and what says so when work is long."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faq_ext import progress

from .bench.build import write_files
from .bench.corpus import EDITED, draw_corpus, edit_answer, edit_question
from .bench.grammars import Site
from .bench.measure import time_build
from .conftest import question, run_build, write_sources

LARGE = pytest.param(10_000, marks=pytest.mark.soak)


def build_corpus(folder: Path, corpus, layout: int = 1, jobs: int = 1) -> set[str]:
    """Write and build a corpus; return the pages that were written."""
    write_files(Site(corpus, layout), "faq", folder / "source")
    began = time.time()
    time.sleep(0.02)
    time_build(folder, jobs)
    pages = (folder / "output").glob("*.html")
    written = {path.stem for path in pages if path.stat().st_mtime > began}
    return written - {"genindex", "search"}  # Sphinx writes them in each build


@pytest.mark.parametrize("questions", [60, LARGE])
def test_an_edit_rewrites_what_shows_it(tmp_path, questions):
    """An answer's edit rewrites its page; a question's, its page and just what names it."""
    corpus = draw_corpus(questions)
    assert len(build_corpus(tmp_path, corpus)) > questions
    assert build_corpus(tmp_path, corpus) == set()
    corpus = edit_answer(corpus)
    assert build_corpus(tmp_path, corpus) == {f"q{EDITED:05}"}
    corpus = edit_question(corpus)
    edited = corpus.faqs[EDITED]
    related = {faq.slug for faq in corpus.faqs if EDITED in faq.see}
    related |= {corpus.faqs[number].slug for number in edited.see}  # they name who refers to them
    listings = {f"t{edited.topic}", *(f"s{number}" for number in edited.stakeholders)}
    assert build_corpus(tmp_path, corpus) == {edited.slug} | related | listings


@pytest.mark.soak
def test_memory_of_ten_thousand(tmp_path):
    """Ten thousand questions, ten a file, are built in less than 800 MB."""
    write_files(Site(draw_corpus(10_000), 10), "faq", tmp_path / "source")
    assert time_build(tmp_path, 1).rss < 800


def test_navigation_does_not_grow(tmp_path):
    """What stands around a question's page is the same for twenty questions and for eighty."""
    around = []
    for questions in (20, 80):
        folder = tmp_path / str(questions)
        build_corpus(folder, draw_corpus(questions))
        page = (folder / "output" / "q00011.html").read_text("utf-8")
        frame = re.sub(
            r'<div class="body" role="main">.*?<div class="clearer">', "", page, flags=re.S
        )
        around.append(re.sub(r"<title>[^<]*</title>", "", frame))
    assert around[0] == around[1]


PHASES = (
    "comparing what pages show",
    "gathering answers",
    "putting the bundle together",
    "weighing words",
    "writing the bundle",
    "writing parts",
    "writing permanent addresses",
)


def test_each_phase_shows_itself(build, monkeypatch, capfd):
    """Each phase of ours has Sphinx's display, with steps where there is much to do."""
    monkeypatch.setattr(progress, "STEP", 2)
    built = build({f"q{number}.md": question(f"Q{number}?") for number in range(5)})
    command = [sys.executable, "-m", "sphinx", "-N", "-E", "-b", "html"]
    output = built.output.with_name("told")
    done = subprocess.run(
        [*command, str(built.source), str(output)], capture_output=True, text=True, check=True
    )
    told = done.stdout
    places = [told.index(f"{phase}... ") for phase in PHASES]
    assert places == sorted(places)
    again = subprocess.run(
        [*command[:4], "-b", "html", str(built.source), str(output)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not [phase for phase in PHASES if phase in again.stdout]  # nothing to do, nothing said


def test_steps(monkeypatch):
    """All things come in their order, whatever the size of a step."""
    for size in (1, 2, 3, 100):
        monkeypatch.setattr(progress, "STEP", size)
        assert list(progress.watch(range(7), "counting")) == list(range(7))
        assert list(progress.watch([], "counting")) == []


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for CPU times")
def test_no_phase_is_silent(tmp_path):
    """At ten thousand questions no phase of ours works two seconds without a word."""
    import pty

    write_files(Site(draw_corpus(10_000), 1), "faq", tmp_path / "source")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sphinx", "-b", "html", str(tmp_path / "source")]
    build = subprocess.Popen([*command, str(tmp_path / "output")], stdout=theirs, stderr=theirs)
    os.close(theirs)

    def worked() -> float:
        ticks = Path(f"/proc/{build.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    silent: dict[str, float] = {}
    phase, before, heard = "", 0.0, ""
    while True:
        try:
            heard = (heard + os.read(ours, 65536).decode("utf-8", "replace"))[-300:]
        except OSError:
            break
        now = worked() if build.poll() is None else before
        silent[phase] = max(silent.get(phase, 0), now - before)
        before = now
        found = [name for name in (*PHASES, "reading sources", "pickling") if name in heard]
        phase = max(found, key=heard.rindex, default=phase)
    assert build.wait() == 0
    slow = {name: round(seconds, 1) for name, seconds in silent.items() if seconds > 2}
    assert not slow.keys() & set(PHASES), slow


def test_a_large_answer(build):
    """An answer of ten megabytes is published whole."""
    line = "Word " * 2000
    text = "\n\n".join(f"Paragraph {number}. {line}" for number in range(1050))
    built = build({"large.md": question("Large?", text)})
    assert built.warnings == []
    found = built.questions["large"]["text"]
    assert len(found) > 10 * 2**20 and found.endswith("Word")
    assert built.questions["large"]["summary"] == "Paragraph 0."


def test_a_thousand_questions_in_one_file(tmp_path):
    """All are published, in both grammars, and each leads to its place on the page."""
    files = {
        "conf.py": 'extensions = ["faq_ext"]\nmyst_enable_extensions = ["colon_fence"]\n',
        "index.md": "# Home\n",
        "t.md": "::::{faq:topic} T\n::::\n",
        "s.md": "::::{faq:stakeholder} S\n::::\n",
    }
    myst, rst = "# Many\n", "Many\n====\n"
    for number in range(500):
        options = f":topics: t\n:stakeholders: s\n:slug: {{}}{number}\n"
        myst += f"\n::::{{faq:question}} M{number}?\n{options.format('m')}\nText.\n::::\n"
        indented = "".join(f"   {line}\n" for line in options.format("r").splitlines())
        rst += f"\n.. faq:question:: R{number}?\n{indented}\n   Text.\n"
    write_sources(tmp_path / "source", {**files, "myst.md": myst, "rst.rst": rst})
    built = run_build(tmp_path / "source", tmp_path / "output", html_theme="basic")
    assert len(built.questions) == 1000
    assert not [warning for warning in built.warnings if "[faq." in warning]
    page = built.read("rst.html")
    assert built.questions["r499"]["page"].endswith("rst.html#faq-r499")
    assert page.count('class="faq-question"') == 500 and 'id="faq-r499"' in page
