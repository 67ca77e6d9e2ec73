"""What contributors do between two builds, one story each: the second build is as a clean one."""

import os
import pickle
import shutil
import time
from pathlib import Path

import pytest

from .conftest import BASE, CONF, Built, question, run_build, write_sources
from .test_bundle import published

FILES = {
    "conf.py": CONF,
    **BASE,
    "index.md": f"{BASE['index.md']}\n:::{{faq:matrix}}\n:::\n\n:::{{faq:list}}\n:::\n",
    "a.md": question("A?", "One. See {faq:question}`b`.", see="b"),
    "b.md": question("B?", "Two."),
}
PAGES = ("index.html", "a.html", "b.html", "data-privacy.html", "parents.html")


def shown(built: Built) -> dict[str, object]:
    """Return the bundle and the main content of all pages that there are."""
    there = [name for name in PAGES if (built.source / name).with_suffix(".md").is_file()]
    pages = {name: built.main(name) for name in there}
    return {**published(built.output), **pages}


class Story:
    """A site that is built, changed, and built again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"

    def write(self, files: dict[str, str]) -> None:
        write_sources(self.source, files)

    def build(self, **options) -> Built:
        return run_build(self.source, self.folder / "output", **options)

    def build_clean(self, **options) -> Built:
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.rmtree(clean.with_name("clean-doctrees"), ignore_errors=True)
        return run_build(self.source, clean, **options)

    def check(self, **options) -> Built:
        """Build again; assert that all is as after a clean build."""
        built = self.build(**options)
        assert shown(built) == shown(self.build_clean(**options))
        return built


@pytest.fixture
def story(tmp_path) -> Story:
    made = Story(tmp_path)
    made.write(FILES)
    assert made.build().warnings == []
    return made


def test_a_question_is_added(story):
    """A new question is in every index that lists its topic, and leads back."""
    story.write({"c.md": question("C?", "Three.", see="a")})
    built = story.check()
    assert built.warnings == []
    for page in ("index.html", "data-privacy.html", "parents.html", "a.html"):
        assert "C?" in built.main(page)


def test_a_question_is_deleted(story):
    """A deleted question is gone from indexes and bundle; links to it are reported."""
    (story.source / "b.md").unlink()
    built = story.check()
    assert list(built.questions) == ["a"]
    assert "B?" not in built.main("data-privacy.html") + built.main("index.html")
    assert [w.split(": ")[0] for w in built.warnings if "unknown question 'b'" in w] == [
        "a.md:4",  # the option
        "a.md:6",  # the role
    ]


def test_a_file_is_renamed(story):
    """Addresses move with the file; the slug, where it is written, stays."""
    story.write({"a.md": question("A?", "One.", slug="a")})
    story.build()
    (story.source / "a.md").rename(story.source / "moved.md")
    built = story.check()
    assert built.questions["a"]["page"] == "https://faq.example/moved.html"
    assert 'href="moved.html"' in built.main("data-privacy.html")


def test_a_question_is_asked_in_other_words(story):
    """A new text shows on all pages that name the question."""
    story.write({"b.md": question("Better?", "Two.")})
    built = story.check()
    for page in ("index.html", "data-privacy.html", "parents.html", "a.html"):
        assert "Better?" in built.main(page)


def test_a_duplicate_is_mended(story):
    """The message goes with the mistake, without a clean build."""
    story.write({"c.md": question("C?", slug="a")})
    assert any("[faq.duplicate]" in warning for warning in story.check().warnings)
    story.write({"c.md": question("C?", slug="c")})
    assert story.check().warnings == []


def test_a_mistake_is_taken_back(story):
    """After a broken page and its repair all is as it was."""
    before = shown(story.build())
    story.write({"b.md": "::::{faq:question} B?\n:topics: nope\n\n:::{faq:for}\n::::\n"})
    assert story.check().warnings
    story.write({"b.md": FILES["b.md"]})
    assert shown(story.check()) == before


def test_a_file_is_touched(story):
    """Saving a page without a change changes no byte."""
    before = shown(story.build())
    os.utime(story.source / "a.md")
    assert shown(story.check()) == before


def test_an_included_file_is_changed(story):
    """A page is built again with the file that it includes."""
    story.write({"b.md": question("B?", "```{include} part.txt\n```"), "part.txt": "Old."})
    story.build()
    time.sleep(0.02)
    story.write({"part.txt": "New."})
    built = story.check()
    assert built.questions["b"]["text"] == "New."
    assert "New." in built.main("data-privacy.html")


def test_the_clock_was_wrong(story):
    """A page that was changed, but seems older than the last build, is read all the same."""
    story.write({"b.md": question("B?", "Changed.")})
    past = time.time() - 86_400
    os.utime(story.source / "b.md", (past, past))
    assert story.check().questions["b"]["text"] == "Changed."
    os.utime(story.source / "b.md", (past - 60, past - 60))
    assert story.check().questions["b"]["text"] == "Changed."


def test_the_clock_was_wrong_beside_a_page_that_is_gone(story):
    """A page that is gone hides none of those behind it."""
    story.write({"c.md": question("C?", "Three."), "d.md": question("D?", "Four.")})
    story.build()
    (story.source / "c.md").unlink()
    story.write({"d.md": question("D?", "Changed.")})
    past = time.time() - 86_400
    os.utime(story.source / "d.md", (past, past))
    assert story.check().questions["d"]["text"] == "Changed."


def test_records_are_packed(story):
    """The environment holds the same few bytes, however its documents were read."""
    held = []
    for jobs in (1, 2, 1):
        for name in ("a.md", "b.md"):
            os.utime(story.source / name)
        story.build(jobs=jobs)
        [path] = story.folder.glob("*doctrees/environment.pickle")
        data = pickle.loads(path.read_bytes()).domaindata["faq"]
        assert not data["changed"]
        held.append((data["shelves"], data["revision"]))
    assert held[0] == held[1] == held[2]


GIVES_WAY = """
from pathlib import Path

def setup(app):
    def note(where, there):
        with (Path(app.srcdir) / "noted.txt").open("a") as file:
            file.write(f"{where} {there}\\n")

    def look(app, *_):
        from faq_ext import site
        domain = app.env.domains["faq"]
        made = domain._catalog, domain._unpacked, *(
            cache.get(app) for cache in (site._sites, site._paths, site._permalinks)
        )
        note("records", any(value is not None for value in made))
        return ()

    app.connect("write-started", look, priority=900)
    app.connect("html-collect-pages", look, priority=900)
    app.connect("build-finished", lambda app, _: note("index", app.builder.indexer), priority=900)
"""


def test_records_give_way(story):
    """While Sphinx has its own search index in hand no record is there, nor the other way round."""
    story.write({"conf.py": CONF + GIVES_WAY, "b.md": question("B?", "Edited.")})
    story.check()
    noted = (story.source / "noted.txt").read_text().splitlines()
    assert noted == ["records False", "records False", "index None"] * 2


def test_the_environment_is_garbage(story, caplog):
    """A broken pickle, of Sphinx or of ours, costs a whole build and nothing else."""
    doctrees = story.folder / "output-doctrees"
    (doctrees / "environment.pickle").write_bytes(b"garbage")
    story.check()
    for name, garbage in {
        "state.json": b"{",
        "shelves.pickle": b"garbage",
        "views.json": b"[]",
        "answers/*.json": b"[]",
        "permalinks.json": b"1",
        "levels.pickle": pickle.dumps("x"),
    }.items():
        files = list(doctrees.glob(f"faq-*/{name}"))
        assert files
        for file in files:
            file.write_bytes(garbage)
        story.write({"b.md": question("B?", f"Then {name}.")})
        assert story.check().questions["b"]["text"] == f"Then {name}."
    (file,) = doctrees.glob("faq-*/shelves.pickle")
    file.write_bytes(pickle.dumps({"other": 1}))
    story.write({"b.md": question("Asked anew?", "Two.")})
    story.check()


def test_pages_are_excluded(story):
    """What exclude_patterns takes out is gone from the bundle, also if it is added later."""
    story.write({"drafts/d.md": question("Draft?")})
    assert "d" in story.check().questions
    built = story.check(exclude_patterns=["_build", "drafts"])
    assert list(built.questions) == ["a", "b"]
    assert "Draft?" not in built.main("data-privacy.html")


def test_a_link_in_a_circle(story):
    """A symbolic link to its own folder does not keep the build from ending."""
    (story.source / "loop").symlink_to(".")
    built = story.build()
    assert {"a", "b"} <= set(built.questions)


def test_an_unreadable_file(story, monkeypatch):
    """A page that may not be read is named, and all others are built."""
    may, hidden = os.access, str(story.source / "b.md")  # root may read anything
    monkeypatch.setattr(
        os, "access", lambda path, mode, **options: str(path) != hidden and may(path, mode)
    )
    built = story.build()
    assert any("unreadable" in w and "b.md" in w for w in built.warnings)
    assert published(built.output) == published(story.build_clean().output)
    assert list(built.questions) == ["a"]


@pytest.mark.parametrize("option", ["faq_evidence", "faq_title", "html_baseurl", "language"])
def test_a_setting_is_changed(story, option):
    """A changed setting reaches all pages and the bundle."""
    story.write({"a.md": question("A?", "One.", evidence="research")})
    story.build()
    values = {
        "faq_evidence": {"research": "Studies"},
        "faq_title": "Another title",
        "html_baseurl": "https://other.example/",
        "language": "de",
    }
    story.check(**{option: values[option]})
    story.check()


def test_a_role_s_words_are_no_code(build):
    """A role shows the record's words or the author's, and both as words."""
    text = "{faq:question}`b` and {faq:topic}`about *privacy* <data-privacy>`"
    main = build({"b.md": question("B?"), "c.md": f"# C\n\n{text}.\n"}).main("c.html")
    assert ">B?<" in main and ">about *privacy*<" in main and "<code" not in main
