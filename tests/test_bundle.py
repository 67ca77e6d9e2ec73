"""The published files: manifest, parts, bundle.json, permanent addresses."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from faq_ext.assets import RELEASED
from faq_ext.bundle import SCHEMA
from faq_ext.cli import main
from faq_ext.manifest import files_of, find_broken_files
from faq_ext.search_parts import DIGITS, encode_rising

from .conftest import question

EXAMPLE = """
:::{faq:example} Privacy week
:organization: Example district
:scale: district

Each school talks about data. See [its page](https://example.org/week).
:::
"""
FILES = {
    "who-owns.md": question(see="how-long", examples="privacy-week", added="2026-01-02"),
    "how-long.md": question(
        "How long is data kept?",
        "As long as **needed**. See {faq:question}`who-owns` and [the home page](index.md).\n\n"
        ":::{faq:for} parents\nAsk the office.\n:::\n\n## Limits\n\nNone.",
        asked="data retention; when is it deleted",
    ),
    "privacy-week.md": EXAMPLE.lstrip(),
}


def published(output: Path) -> dict[str, bytes]:
    """Return the manifest, the files that it reaches, and bundle.json."""
    folder = output / "faq"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    names = ["manifest.json", "bundle.json", *sorted(files_of(manifest))]
    return {name: (folder / name).read_bytes() for name in names}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_manifest_names_whole_files(build, builder):
    """Each file of the manifest exists, belongs to its hash, and nothing else lies there."""
    built = build(FILES, builder)
    assert built.warnings == []
    manifest = built.json("faq/manifest.json")
    sets = {"answers", "endings", "messages-es", "slight", "titles", "words"}
    assert set(manifest["sets"]) == sets
    folder = built.output / "faq"
    assert find_broken_files(folder) == []
    there = {path.name for path in folder.iterdir() if path.is_file()}
    plain = {"manifest.json", "bundle.json", "feed.xml", "faq-widget.js", "faq-offline.zip"}
    released = {path.name for path in RELEASED.glob("faq-widget.*.js")}
    assert there == files_of(manifest) | plain | released


def test_a_broken_file_is_found(build):
    """A file that is cut, older than its name says, or gone is not whole."""
    folder = build(FILES).output / "faq"
    path = next(folder.glob("answers-*"))
    text = path.read_text("utf-8")
    for damaged in (
        text[:-9],
        text.replace("district", "school"),
        text.replace('"of":"', '"of":"0'),
    ):
        path.write_text(damaged, "utf-8")
        assert find_broken_files(folder) == [path.name]
    path.unlink()
    assert find_broken_files(folder) == [path.name]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_bundle_is_valid_and_links_lead_somewhere(build, builder):
    """bundle.json keeps to its schema; each link in it is absolute and its page exists."""
    built = build(FILES, builder)
    jsonschema.validate(built.bundle, json.loads(SCHEMA.read_text("utf-8")))
    assert main(["validate", str(built.output / "faq" / "bundle.json")]) == 0
    links = re.findall(
        r'(?:href|page|permalink)"?[=:] ?"([^"]+)"', built.read("faq/bundle.json").replace("\\", "")
    )
    assert len(links) >= 8
    for link in links:
        assert link.startswith("https://")
        if link.startswith("https://faq.example/"):
            path, _, anchor = link.removeprefix("https://faq.example/").partition("#")
            page = built.output / (path + "index.html" if path.endswith("/") or not path else path)
            assert page.is_file(), link
            assert not anchor or f'id="{anchor}"' in page.read_text("utf-8"), link


def test_answer_is_the_pages_own(build):
    """What the bundle holds is what the page shows: parts for a role, headings, no ids."""
    built = build(FILES)
    how = built.questions["how-long"]
    assert how["text"].splitlines() == [
        "As long as needed. See Who owns student data? and the home page.",
        "For: Parents",
        "Ask the office.",
        "Limits",
        "None.",
    ]
    assert '<section class="faq-for" data-for="parents">' in how["answer"]
    assert "<h2>Limits</h2>" in how["answer"]
    assert " id=" not in how["answer"]
    assert how["summary"] == "As long as needed."
    assert how["asked"] == ["data retention", "when is it deleted"]
    for line in how["text"].splitlines():
        assert line.split(".")[0].split("?")[0].split(" and")[0].split(" See")[0] in re.sub(
            "<[^>]+>", "", built.read("how-long.html")
        )
    who = built.questions["who-owns"]
    assert (who["added"], who["see"], who["examples"]) == (
        "2026-01-02",
        ["how-long"],
        ["privacy-week"],
    )


def test_parts_hold_what_the_widget_needs(build):
    """Titles, facets, answers and search parts agree with bundle.json."""
    built = build(FILES, faq_synonyms={"PII": "student data"}, faq_ask="index")
    manifest = built.json("faq/manifest.json")
    [titles] = built.parts("titles")
    assert titles["slugs"] == list(built.questions) == ["how-long", "who-owns"]
    assert titles["questions"] == ["How long is data kept?", "Who owns student data?"]
    assert titles["facets"] == [encode_rising([0, 1])] * 2  # the topic, the stakeholder
    assert manifest["topics"] == [
        {"slug": "data-privacy", "name": "Data privacy", "count": 2, "first": 0, "own": 2,
         "page": "https://faq.example/data-privacy.html"}
    ]  # fmt: skip
    assert manifest["ask"] == "https://faq.example/index.html"
    how, who = (answer for part in built.parts("answers") for answer in part["answers"])
    assert (how["slug"], who["slug"]) == ("how-long", "who-owns")
    links = [node for node in flatten(how["tree"]) if node[0] == "a"]
    assert links[0][1]["href"] == "https://faq.example/q/who-owns/"
    assert links[1][1]["href"] == "https://faq.example/index.html"
    classes = [node[1].get("class", "") for node in who["tree"]]
    assert classes == ["", "faq-aside", "faq-cards", "faq-aside", "faq-related"]
    assert "Example district" in json.dumps(who["tree"])
    words = [word for part in built.parts("words") for word in decode_words(part["words"])]
    assert words == sorted(words) and {"retent", "district"} <= set(words)
    assert "pii" in words and "who" in decode_words(built.parts("slight")[0]["words"])
    endings = [word for part in built.parts("endings") for word in decode_words(part["words"])]
    assert "tneter" in endings and "iip" not in endings


def decode_words(text):
    """Return the words of a part: each says how much it shares with the one before."""
    word, found = "", []
    for coded in text.split(" ")[::2]:
        word = word[: DIGITS.index(coded[0])] + coded[1:]
        found.append(word)
    return found


def flatten(tree):
    """Yield all elements of a tree."""
    for node in tree:
        if not isinstance(node, str):
            yield node
            yield from flatten(node[2:])


def test_an_unknown_place_to_ask_is_told(build):
    """Where readers can ask is a document or an address."""
    built = build(FILES, faq_ask="indx")
    message = "faq_ask in conf.py names no document 'indx': did you mean 'index'?"
    assert built.warnings == [f"WARNING: {message} [faq.config]"]
    assert (
        build({}, faq_ask="mailto:a@b.example").json("faq/manifest.json")["ask"]
        == "mailto:a@b.example"
    )


def test_permanent_address_leads_to_the_question(build):
    """q/<slug>/ redirects without a script, and goes when the question goes."""
    built = build(FILES)
    page = built.read("q/who-owns/index.html")
    assert 'content="0; url=../../who-owns.html"' in page
    assert '<link rel="canonical" href="https://faq.example/who-owns.html">' in page
    (built.source / "who-owns.md").unlink()
    built = build({"how-long.md": question("How long?"), "privacy-week.md": EXAMPLE.lstrip()})
    assert [path.name for path in (built.output / "q").iterdir()] == ["how-long"]


def test_without_a_base_links_are_relative(build):
    """Without html_baseurl all addresses resolve against the directory above the bundle."""
    built = build(FILES, html_baseurl="")
    assert built.bundle["base"] == ""
    assert built.questions["who-owns"]["page"] == "who-owns.html"
    assert 'href="who-owns.html"' in built.questions["how-long"]["answer"]


def test_parallel_equals_serial(build):
    """``-j 2`` and serial publish the same bytes."""
    more = {f"q{n}.md": question(f"Question {n}?", f"Answer {n}.") for n in range(12)}
    files = {**FILES, **more}
    serial = build(files)
    expected = published(serial.output)
    shutil.rmtree(serial.output.parent)
    assert published(build(files, jobs=2).output) == expected


def test_old_parts_stay_for_one_build(build):
    """A reader who holds the manifest before still finds its parts; later they are dropped."""
    first = published(build({"a.md": question("A?", "One.")}).output)
    second = build({"a.md": question("A?", "Two.")})
    assert first.keys() <= {path.name for path in (second.output / "faq").iterdir()}
    kept = published(second.output)
    third = build({"a.md": question("A?", "Three.")})
    here = {path.name for path in (third.output / "faq").iterdir() if path.is_file()}
    gone = set(first) - set(kept) - set(published(third.output))
    assert gone and not gone & here


def test_question_on_no_page_is_reported(build):
    """A question that 'only' hides is left out of the bundle with a message, not published."""
    hidden = "# Page\n\n````{only} latex\n" + question(slug="hidden") + "````\n"
    built = build({"page.md": hidden, "other.md": question("Other?")})
    assert list(built.questions) == ["other"]
    assert any("'hidden' is not on the page" in warning for warning in built.warnings)


@pytest.mark.parametrize(
    "builder",
    ["singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext", "xml", "pseudoxml",
     "pickle", "json", "dummy", "linkcheck", "doctest"],
)  # fmt: skip
def test_other_builders_are_not_disturbed(build, builder):
    """Other builders end without a warning of ours and publish no bundle."""
    files = {name: text for name, text in FILES.items() if name != "privacy-week.md"}
    files["who-owns.md"] = question(see="how-long")
    overrides = {"linkcheck_ignore": [".*"]} if builder == "linkcheck" else {}
    if builder == "doctest":
        overrides["extensions"] = ["myst_parser", "faq_ext", "sphinx.ext.doctest"]
    built = build(files, builder, **overrides)
    assert [w for w in built.warnings if "faq" in w] == []
    assert not (built.output / "faq").exists()
    if builder == "text":
        text = built.read("how-long.txt")
        assert "As long as **needed**" in text and "For: Parents" in text


def test_missing_script_says_how_to_get_it(build, monkeypatch, tmp_path):
    """A checkout without the built widget publishes all the rest, and one message."""
    from faq_ext import assets, finish

    for module in (assets, finish):
        monkeypatch.setattr(module, "SCRIPT", tmp_path / "not-built.js")
    built = build(FILES)
    assert "script" not in built.json("faq/manifest.json")
    assert len(built.warnings) == 1
    assert "npm run build" in built.warnings[0] and "[faq.script]" in built.warnings[0]
