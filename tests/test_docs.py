"""The resource itself: it builds without a warning, and is whole."""

import dataclasses
import json
import re

import jsonschema
import pytest

from faq_ext.bundle import SCHEMA
from faq_ext.config import FaqConfig
from faq_ext.directives import DIRECTIVES
from faq_ext.model import Example, Heading, Kind, Question

from .conftest import DOCS
from .conftest import question as write

TOPICS = ["models", "elementary", "administrators", "networks", "candidates", "evaluation"]


def test_builds_without_a_warning(site):
    """What 'sphinx-build -nW' would fail on."""
    assert site.built.warnings == []


def test_bundle_is_valid(site):
    """bundle.json keeps to its published schema."""
    schema = site.built.json("faq/schema/bundle-1.json")
    assert schema == json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validate(site.built.bundle, schema)


def test_reference_is_made_of_the_source(site):
    """Directives, options, keys, commands and fields each have a row that says what it is."""
    for page in ("directives", "options", "bundle", "commands", "python"):
        html = site.built.read(f"reference/{page}/index.html")
        assert "@@" not in html
        cells = re.findall(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", html, re.DOTALL)
        assert cells and all(re.sub(r"<[^>]+>", "", cell).strip() for cell in cells), page
    rows = {
        "directives": [
            *(f"faq:{name}" for name in DIRECTIVES),
            *(option for directive in DIRECTIVES.values() for option in directive.specs),
            *(f"{{faq:{kind}}}`slug`" for kind in Kind),
        ],
        "options": [f"faq_{field.name}" for field in dataclasses.fields(FaqConfig)],
        "bundle": [key for part in _parts_of_schema() for key in part["properties"]],
        "commands": ["--due DAYS", "ADDRESS"],
        "python": [*Question._fields, *Heading._fields, *Example._fields],
    }
    for page, names in rows.items():
        html = site.built.read(f"reference/{page}/index.html")
        shown = {
            re.sub(r"<[^>]+>", "", row)
            for row in re.findall(r"<tr[^>]*>\s*<td>(.*?)</td>", html, re.S)
        }
        shown = {" ".join(name.split()) for name in shown}
        assert set(names) - shown == set(), page


def _parts_of_schema():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return [part for part in (schema, *schema["$defs"].values()) if "properties" in part]


def test_each_key_of_the_bundle_is_described():
    """The schema says of each key what it holds; no part of it hides in another one."""
    for part in _parts_of_schema():
        for key, value in part["properties"].items():
            assert value.get("description"), key
            assert "properties" not in value and "properties" not in value.get("items", {}), key


def test_districts_read_the_messages_that_readers_see():
    """The page for districts quotes each message of the widget as it is."""
    script = (DOCS.parent / "widget" / "src" / "messages" / "en.js").read_text("utf-8")
    block = re.search(r"errors: \{(.*?)\n  \}", script, re.DOTALL)
    messages = re.findall(r'\w+: "(.+)",', block[1])
    page = (DOCS / "embed" / "index.md").read_text("utf-8")
    assert len(messages) == 7
    assert [message for message in messages if message not in page] == []


def test_every_file_is_published(site):
    """Each question and example file is in the bundle, each topic has two questions."""
    bundle = site.built.bundle
    assert [topic["slug"] for topic in bundle["topics"]] == TOPICS
    assert len(bundle["stakeholders"]) == 11
    files = {path.stem for path in (DOCS / "topics").glob("*/*.md")}
    assert {q["slug"] for q in bundle["questions"]} == files
    assert {e["slug"] for e in bundle["examples"]} == {
        p.stem for p in (DOCS / "examples").glob("*.md")
    }
    for topic in TOPICS:
        assert sum(q["topics"][0] == topic for q in bundle["questions"]) >= 2


def test_every_question_is_sourced_and_reachable(site):
    """Each has sources, an example, a review date, and stands on a reading order."""
    bundle = site.built.bundle
    curated = {slug for s in bundle["stakeholders"] for slug in s["start"]}
    known = {source["key"] for source in bundle["sources"]}
    for question in bundle["questions"]:
        assert question["sources"] and set(question["sources"]) <= known, question["slug"]
        assert question["examples"] and question["reviewed"] and question["evidence"]
        assert question["slug"] in curated
        assert 1 < len(question["summary"]) <= 200


@pytest.mark.parametrize("kind", ["question", "topic", "stakeholder", "example"])
def test_inventory_has_all_kinds(site, kind):
    """Other projects link to all four kinds through intersphinx."""
    from sphinx.util.inventory import InventoryFile

    data = (site.built.output / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri=site.url)
    assert len(inventory.data[f"faq:{kind}"]) == len(site.built.bundle[f"{kind}s"])


def test_pages_do_not_grow_with_the_number_of_questions(site):
    """A question page links to what it shows, not to all other questions."""
    html = site.built.read("topics/models/which-model-suits-us/index.html")
    links = re.findall(r'<a [^>]*href="[^"#]*(?:topics/|\.\./)[a-z-]+/"', html)
    assert len(set(links)) < 30


def test_one_script_on_question_pages(site):
    """A question page needs no JavaScript: the only script says what is overdue."""
    page = site.built.read("topics/models/which-model-suits-us/index.html")
    kinds = re.findall("<script([^>]*)>", page)
    assert kinds == [
        ' type="application/ld+json"',  # data, which nothing runs
        ' defer src="../../../_static/faq-due.js"',
    ]
    assert (site.built.output / "_static" / "faq-due.js").is_file()


def test_who_keeps_and_who_answered(build):
    """A topic's page, and a stakeholder's, name the team; a question's page names who answered."""
    topic = ":::{faq:topic} T\n:team: Team <T>\n:::\n"
    readers = ":::{faq:stakeholder} S\n:team: Team S\n:::\n"
    asked = write(topics="t", stakeholders="s", by="Two teachers")
    built = build({"t.md": topic, "s.md": readers, "who.md": asked})
    assert built.warnings == []
    for page, text in (("t", "Kept by: </span>Team &lt;T&gt;"), ("s", "Kept by: </span>Team S"),
                       ("who", "Answered by: </span>Two teachers")):  # fmt: skip
        assert text in built.main(f"{page}.html")
    assert "Kept by" not in built.main("data-privacy.html")
    changed = build({"t.md": topic.replace("Team", "New"), "s.md": readers, "who.md": asked})
    assert "New &lt;T&gt;" in changed.main("t.html")
