"""Every builder of Sphinx does its part: the bundle is for two, the answers are for all."""

import itertools
import json
import pickle
import re

import pytest

from .conftest import question
from .test_bundle import EXAMPLE

HOW = question(
    "How long is data kept?",
    "As long as **needed**. See {faq:question}`who-owns` and [outside](https://example.org/x).\n\n"
    ":::{faq:for} parents\nAsk the office.\n:::\n\n## Limits\n\nNone.\n\n"
    "```{doctest}\n>>> 6 * 7\n42\n```",
    see="who-owns",
    examples="week",
)
FILES = {
    "index.md": "# Home\n\n:::{faq:matrix}\n:::\n\n:::{faq:gallery}\n:::\n\n```{toctree}\n"
    "data-privacy\nparents\nhow-long\nwho-owns\nweek\n```\n",
    "how-long.md": HOW,
    "who-owns.md": question(summary="The district does."),
    "week.md": EXAMPLE.lstrip(),
}
CONF = {
    "extensions": ["myst_parser", "sphinx_design", "faq_ext", "sphinx.ext.doctest"],
    "copyright": "2026",
    "version": "1",
    "linkcheck_ignore": ["https?://"],
}
#: builder -> the file that shows the answer, and the one that lists the questions
WHERE = {
    "html": ("how-long.html", "data-privacy.html"),
    "dirhtml": ("how-long/index.html", "data-privacy/index.html"),
    "singlehtml": ("index.html", "index.html"),
    "epub": ("how-long.xhtml", "data-privacy.xhtml"),
    "latex": ("smallsite.tex", "smallsite.tex"),
    "text": ("how-long.txt", "data-privacy.txt"),
    "man": ("smallsite.1", "smallsite.1"),
    "texinfo": ("smallsite.texi", "smallsite.texi"),
    "xml": ("how-long.xml", "data-privacy.xml"),
    "pseudoxml": ("how-long.pseudoxml", "data-privacy.pseudoxml"),
}
ADDRESS = "https://faq.example/q/how-long/"


def words_of(text: str) -> str:
    """Return a text without markup, so far as the tests below need it."""
    text = re.sub(r"\\%<[^>]*>|<[^>]+>|\\\w+(?:\[[^\]]*\])?|[{}\\*]", " ", text)
    return " ".join(text.replace("https://\\:", "https://").split())


@pytest.mark.parametrize("builder", WHERE)
def test_answers_and_listings_are_shown(build, builder):
    """Question, answer, part, heading, example and listing: in each format that people read."""
    built = build(FILES, builder, **CONF)
    assert built.warnings == []
    answer, listing = WHERE[builder]
    text = words_of(built.read(answer))
    for part in (
        "As long as", "needed", "For: Parents", "Ask the office.", "Limits", "None.",
        "Privacy week", "Related questions",
    ):  # fmt: skip
        assert part in text, part
    title = "how long is data kept?"
    assert title in text.lower()
    listed = words_of(built.read(listing)).lower()
    assert "questions, in reading order" in listed
    assert listed.count(title) >= 1 and "the district does." in listed
    bundled = builder in ("html", "dirhtml")
    assert (built.output / "faq" / "manifest.json").exists() == bundled
    assert (built.output / "q").exists() == bundled


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "json"])
def test_permanent_address_leads_to_the_site(build, builder):
    """Where no page stands at the permanent address, it is written out, or left out."""
    files = {"json": "how-long.fjson"}
    name = files.get(builder) or WHERE[builder][0]
    text = build(FILES, builder, **CONF).read(name)
    assert ADDRESS in text
    assert 'href="q/' not in text
    assert "Permanent address" not in build(FILES, builder, **CONF, html_baseurl="").read(name)


def test_one_page_has_headings_in_order(build):
    """On one page of all documents no heading skips a level, none stands above its own."""
    html = build(FILES, "singlehtml", **CONF).main("index.html")
    found = re.findall(r"<h(\d)[^>]*>(?:<a[^>]*>)?([^<]+)", html)
    levels = [int(level) for level, _ in found]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), found
    level = {text: int(number) for number, text in reversed(found)}  # where it comes first
    assert level["Limits"] == level["How long is data kept?"] + 1
    assert level["Questions, in reading order"] == level["Data privacy"] + 1
    anchors = re.findall(r'href="#([^"]+)"', html)
    assert anchors and all(f'id="{anchor}"' in html for anchor in anchors)


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_data_of_pages(build, builder):
    """Whoever embeds pages as data gets the answer, and no bundle."""
    built = build(FILES, builder, **CONF)
    assert built.warnings == []
    if builder == "json":
        page = json.loads(built.read("how-long.fjson"))
    else:
        page = pickle.loads((built.output / "how-long.fpickle").read_bytes())
    assert page["title"] == "How long is data kept?"
    assert "<strong>needed</strong>" in page["body"] and "Privacy week" in page["body"]


def test_links_in_answers_are_checked(build):
    """linkcheck meets the links of an answer and of an example at their lines."""
    built = build(FILES, "linkcheck", **{**CONF, "linkcheck_ignore": ["https://example.org/week"]})
    checked = [json.loads(line) for line in built.read("output.json").splitlines()]
    by_address = {entry["uri"]: entry for entry in checked}
    found = by_address["https://example.org/x"]
    assert (found["filename"], found["lineno"]) == ("how-long.md", 7)
    assert by_address["https://example.org/week"]["status"] == "ignored"


def test_code_in_answers_is_run(build):
    """doctest runs the examples that stand in an answer."""
    built = build(FILES, "doctest", **CONF)
    assert built.warnings == []
    assert "1 passed" in built.read("output.txt")
    wrong = build({"how-long.md": HOW.replace("\n42\n", "\n43\n")}, "doctest", **CONF)
    assert "1 failed" in wrong.read("output.txt")


@pytest.mark.parametrize("builder", ["dummy", "changes"])
def test_builders_without_pages(build, builder):
    """They end, too; dummy reports all that is wrong."""
    files = {**FILES, "who-owns.md": question(see="nope")}
    if builder == "changes":
        files = FILES
    built = build(files, builder, **CONF)
    assert any("unknown question 'nope'" in w for w in built.warnings) == (builder == "dummy")
    assert not (built.output / "faq").exists()
