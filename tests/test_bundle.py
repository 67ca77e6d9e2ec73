"""The published files: manifest, parts, bundle.json, permanent addresses."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from faq_ext.bundle import SCHEMA
from faq_ext.cli import main

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
    names = [
        "manifest.json",
        "bundle.json",
        *(entry["file"] for entry in manifest["files"].values()),
    ]
    return {name: (folder / name).read_bytes() for name in names}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_manifest_names_whole_files(build, builder):
    """Each file of the manifest exists and has the size and the hash that it names."""
    built = build(FILES, builder)
    assert built.warnings == []
    manifest = built.json("faq/manifest.json")
    assert set(manifest["files"]) == {"answers-0", "listing", "script", "search"}
    for entry in manifest["files"].values():
        data = (built.output / "faq" / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["hash"]
        assert len(data) == entry["size"]


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
    """Listing, answers and search parts agree with bundle.json."""
    built = build(FILES)
    files = built.json("faq/manifest.json")["files"]
    listing = built.json("faq/" + files["listing"]["file"])
    answers = built.json("faq/" + files["answers-0"]["file"])
    words = built.json("faq/" + files["search"]["file"])["words"]
    slugs = [q["slug"] for q in listing["questions"]]
    assert slugs == list(built.questions) == ["how-long", "who-owns"]
    assert set(answers["answers"]) == set(slugs)
    assert answers["examples"]["privacy-week"]["scale"] == "District"
    assert answers["answers"]["how-long"]["tree"][0][0] == "p"
    assert words["retention"][0] == slugs.index("how-long")


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
    third = build({"a.md": question("A?", "Three.")})
    here = {path.name for path in (third.output / "faq").iterdir() if path.is_file()}
    gone = set(first) - set(published(second.output)) - set(published(third.output))
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
    assert "script" not in built.json("faq/manifest.json")["files"]
    assert len(built.warnings) == 1
    assert "npm run build" in built.warnings[0] and "[faq.script]" in built.warnings[0]
