"""An edited answer takes the place of the old one, and the bundle is that of a clean build."""

import zipfile

import pytest

from faq_ext import files, offline, publish
from faq_ext.manifest import find_broken_files
from faq_ext.parts import SMALL

from .conftest import BASE, CONF, question, run_build, write_sources
from .test_incremental import what_readers_get

LONG = "Coaches share methods with colleagues. " * 12
FEW, MANY = 6, SMALL + 4  # questions: all titles in one file, or in several


def answers(count, **edited):
    """Return the sources of questions; some have a body of their own."""
    files = {
        f"q{number}.md": question(
            f"What is number {number}?",
            edited.get(f"q{number}", f"It is {number}.\n\n## Why {number}?\n\nAs said. {LONG}"),
            summary=f"The number {number}.",
            added="2026-01-01",
        )
        for number in range(count)
    }
    pair = question("One?", "First.", slug="one", summary="One.")
    other = question("Two?", edited.get("two", f"Second. {LONG}"), slug="two", summary="Two.")
    topic = BASE["data-privacy.md"].replace("\n:summary", "\n:formerly: privacy\n:summary", 1)
    files["data-privacy.md"] = topic
    return {"conf.py": CONF, **BASE, **files, "pair.md": f"# Pair\n\n{pair}\n{other}"}


@pytest.fixture
def edit(tmp_path, monkeypatch):
    """Return ``edit(count, builder, **edited)``: whether all was published anew."""
    calls = []
    whole = publish.publish
    monkeypatch.setattr(publish, "publish", lambda app: calls.append(1) or whole(app))

    def edit(count, builder="html", **edited):
        first = not (tmp_path / "output").exists()
        write_sources(tmp_path / "source", answers(count, **edited))
        calls.clear()
        run_build(tmp_path / "source", tmp_path / "output", builder)
        made = bool(calls)
        if first:
            return made
        run_build(tmp_path / "source", tmp_path / "clean", builder)
        pages = ["q1", "pair", "index"]
        assert what_readers_get(tmp_path / "output", pages, builder) == what_readers_get(
            tmp_path / "clean", pages, builder
        )
        assert find_broken_files(tmp_path / "output" / "faq") == []
        return made

    return edit


@pytest.mark.parametrize(("count", "builder"), [(FEW, "dirhtml"), (MANY, "html")])
def test_edits_in_turn(edit, count, builder):
    """One after the other, or two at once, on a page of their own or not."""
    assert edit(count, builder)
    assert not edit(count, builder, q1=f"Quite another text: 1. {LONG}")
    assert not edit(count, builder, q1=f"Mentoring <b>&amp; more</b>. {LONG}", two=f"New. {LONG}")
    assert not edit(count, builder, q1=f"## A heading\n\nSee [one](q2.md). {LONG}")
    assert edit(count, builder, q1="See {faq:question}`q2`.")  # which the record knows


def test_much_longer(edit):
    """Where an answer changes how long answers are, all levels and files are others."""
    assert edit(FEW)
    assert edit(FEW, q1=LONG * 50)  # in files of one answer each
    assert edit(FEW, q1=LONG * 200)  # so they stay, but each word says less
    assert edit(FEW)


def test_no_new_words(edit, tmp_path):
    """A page that is written again with the same answers changes nothing."""
    assert edit(FEW)
    manifest = tmp_path / "output" / "faq" / "manifest.json"
    before = manifest.stat().st_mtime_ns
    (tmp_path / "output" / "q1.html").unlink()
    assert not edit(FEW)
    assert manifest.stat().st_mtime_ns == before


LOST = [
    "faq/bundle.json",
    "faq/faq-offline.zip",
    "faq/static/topics/data-privacy.html",
    "faq/answers",
    "output-doctrees/levels.pickle",
    "output-doctrees/published.json",
]


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_is_made_anew(edit, tmp_path, name):
    """What is not as it was left is published anew, from the answers that are kept."""
    assert edit(FEW)
    if name.startswith("output-doctrees"):
        [path] = (tmp_path / "output-doctrees").rglob(name.rpartition("/")[2])
        path.write_text("{}")
    elif name == "faq/answers":
        for path in (tmp_path / "output" / "faq").glob("answers-*.json"):
            path.unlink()
    else:
        (tmp_path / "output" / name).write_text("something else")
    assert edit(FEW, q1=f"Another. {LONG}")


@pytest.mark.parametrize("size", [7, 99, 100, 250, 10_000])
def test_packed_alike(monkeypatch, size):
    """The archive gets texts of one length, however long the pieces are that come."""
    monkeypatch.setattr(offline, "CHUNK", 100)
    text = "".join(map(str, range(300))).encode()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    packed = list(offline._together(pieces))
    assert b"".join(packed) == text
    assert {len(piece) for piece in packed[:-1]} == {100} and len(packed[-1]) <= 100


@pytest.mark.parametrize("size", range(1, 12))
def test_replaced_across_chunks(size):
    """A text is found once and replaced wherever the chunks of a file end."""

    def replace(text, old, new):
        chunks = [text[start : start + size] for start in range(0, len(text), size)]
        return b"".join(files.replace_once(chunks, old, new))

    for place in range(8):
        text = b"ab" * place + b"aabbc" + b"ba" * 3
        assert replace(text, b"aabbc", b"-") == text.replace(b"aabbc", b"-")
    for text in (b"", b"aabb", b"aabbcaabbc", b"aabbc and aabbc"):
        with pytest.raises(files.NotOnceError):
            replace(text, b"aabbc", b"-")


def test_the_copy_follows_what_only_the_bundle_has(build):
    """Markup that the published trees leave out stands in the page with all answers."""
    built = build({**BASE, "who.md": question()})
    folder = built.output / "faq"
    manifest = built.json("faq/manifest.json")
    bundle = (folder / "bundle.json").read_text("utf-8")
    offline.write_offline(folder, manifest, lambda: [b"never looked at"])
    (folder / "bundle.json").write_text(bundle.replace("does", "<b>does</b>"), "utf-8")
    offline.write_offline(folder, manifest, lambda: [b"the new page"])
    with zipfile.ZipFile(folder / offline.NAME) as archive:
        assert archive.read("all.html") == b"the new page"
