"""Every output says the same of a question: page, bundle, Markdown, structured data, feeds."""

import html
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from .conftest import BASE, Built, question

ATOM = "{http://www.w3.org/2005/Atom}"
READER = MarkdownIt("commonmark").enable("table")
LINKED = re.compile(r'<link rel="alternate" type="text/markdown" title="Markdown" href="(.+?)">')
DATA = re.compile(r'<script type="application/ld\+json">(.+?)</script>')
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Text(HTMLParser):
    """Collects the text of a document, or of its elements of one class."""

    def __init__(self, source: str, name: str = "") -> None:
        super().__init__()
        self.name, self.depth, self.parts = name, 0, []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID and (
            self.depth or self.name in (dict(attrs).get("class") or "").split()
        ):
            self.depth += 1

    def handle_endtag(self, tag):
        if tag not in VOID and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth or not self.name:
            self.parts.append(data)

    @property
    def squeezed(self) -> str:
        """Return the text without its spaces: where a line breaks is no part of what is said."""
        return "".join("".join(self.parts).split())


def squeeze(text: str) -> str:
    return "".join(text.split())


def page_of(built: Built, slug: str) -> str:
    address = built.questions[slug]["page"]
    path = address.removeprefix(built.bundle["base"]).split("#")[0]
    return path + "index.html" if path.endswith("/") or not path else path


def data_of(built: Built, page: str) -> dict:
    [data] = DATA.findall(built.read(page))
    return json.loads(data)


def test_every_output_says_the_same(site):
    """For each question of the site, question and answer are one text wherever they stand."""
    built = site.built
    feed = ET.fromstring(built.read("faq/feed.xml"))
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in feed.iter(f"{ATOM}entry")}
    llms = built.read("llms.txt")
    trees = {
        answer["slug"]: answer["tree"]
        for part in built.parts("answers")
        for answer in part["answers"]
    }
    assert len(built.questions) == len(entries) == len(trees) == 48
    for slug, record in built.questions.items():
        page = page_of(built, slug)
        source = built.read(page)
        text = squeeze(record["text"])
        assert Text(source, "faq-answer").squeezed == text, slug

        [name] = LINKED.findall(source)
        twin = built.read(page.replace("index.html", name))
        assert f"({record['page']}{name}): {record['summary']}\n" in llms
        read = READER.render(twin)
        heading, said = read.split("</h1>", 1)
        assert Text(heading).squeezed == squeeze(record["question"])
        assert Text(said).squeezed.startswith(text), slug
        for key in record["sources"]:
            [cited] = [s for s in built.bundle["sources"] if s["key"] == key]
            assert squeeze(cited["text"]) in Text(said).squeezed

        [asked] = data_of(built, page)["mainEntity"]
        assert (asked["name"], asked["@id"]) == (record["question"], record["permalink"])
        assert squeeze(asked["acceptedAnswer"]["text"]) == text
        names = {s["slug"]: s["name"] for s in built.bundle["stakeholders"]}
        audience = [each["audienceType"] for each in asked["audience"]]
        assert audience == [names[s] for s in record["stakeholders"]]

        entry = entries[record["permalink"]]
        assert entry.findtext(f"{ATOM}title") == record["question"]
        assert Text(entry.findtext(f"{ATOM}content")).squeezed == text, slug
        assert "".join(said_by(trees[slug])).startswith(text), slug


def said_by(nodes: list) -> list[str]:
    return ["".join(n.split()) if isinstance(n, str) else "".join(said_by(n[2:])) for n in nodes]


def test_a_topic_lists_what_its_page_shows(site):
    """A topic's structured data has its questions with their summaries, in the page's order."""
    built = site.built
    for topic in built.bundle["topics"]:
        page = topic["page"].removeprefix(built.bundle["base"]) + "index.html"
        listed = data_of(built, page)["mainEntity"]
        expected = [q for q in built.bundle["questions"] if topic["slug"] in q["topics"]]
        assert {each["@id"] for each in listed} == {q["permalink"] for q in expected}
        shown = built.read(page)
        places = [shown.index(f">{html.escape(each['name'], quote=False)}<") for each in listed]
        assert places == sorted(places)
        summaries = {q["permalink"]: q["summary"] for q in expected}
        for each in listed:
            assert each["acceptedAnswer"]["text"] == summaries[each["@id"]]


@pytest.mark.parametrize(
    ("builder", "twin"), [("html", "a.md"), ("dirhtml", "a/index.md")], ids=["html", "dirhtml"]
)
def test_the_twin_lies_beside_the_page(build, builder, twin):
    """It comes and goes with the question, and the page of several has them all."""
    two = "# Two\n\n" + question("First?", slug="one") + "\n" + question("Second?", slug="two")
    built = build({**BASE, "a.md": question("A?"), "b.md": two}, builder)
    assert built.read(twin).startswith("# A?\n\nThe district does.\n")
    both = built.read(twin.replace("a", "b", 1))
    assert both.index("# First?") < both.index("# Second?")
    page = "b.html" if builder == "html" else "b/index.html"
    assert [q["name"] for q in data_of(built, page)["mainEntity"]] == ["First?", "Second?"]
    built = build({**BASE, "a.md": "# Nothing\n", "b.md": two}, builder)
    assert not (built.output / twin).exists()
    assert "text/markdown" not in built.read("a.html" if builder == "html" else "a/index.html")


def test_nothing_ends_the_data(build):
    """Markup in a question, or in an answer's code, stays text in a page's head."""
    hostile = question("Is </script><script>alert(1)</script> bad?", "It is `</script><!--`.")
    built = build({**BASE, "a.md": hostile})
    [asked] = data_of(built, "a.html")["mainEntity"]
    assert asked["name"] == "Is </script><script>alert(1)</script> bad?"
    assert asked["acceptedAnswer"]["text"] == "It is </script><!--."
    assert "<script>alert" not in built.read("a.html")


def test_without_an_address_nothing_is_said(build):
    """All addresses in twin and data are whole, so a site without its own has neither."""
    built = build({**BASE, "a.md": question("A?")}, html_baseurl="")
    assert not (built.output / "a.md").exists()
    assert "ld+json" not in built.read("a.html")
    assert "](q/a/)" in built.read("llms.txt")


def test_the_sitemap_is_whole(site):
    """It names every page but that for no page, and nothing else."""
    built = site.built
    base = built.bundle["base"]
    named = set(re.findall("<loc>(.+?)</loc>", built.read("sitemap.xml")))
    pages = {
        base + str(path.parent.relative_to(built.output)).replace(".", "", 1).strip("/") + "/"
        for path in built.output.rglob("index.html")
        if 'rel="canonical"' in path.read_text("utf-8")
    }
    expected = {page.replace("//", "/").replace(":/", "://", 1) for page in pages}
    expected -= {f"{base}404/", *(q["permalink"] for q in built.bundle["questions"])}
    made = {f"{base}{name}/" for name in ("search", "genindex")}  # by Sphinx, for itself
    assert named == expected - made
    assert f"Sitemap: {base}sitemap.xml" in built.read("robots.txt")


def test_the_page_for_no_page_works_anywhere(site):
    """It lies where servers look for it, and its links are relative to its own address."""
    page = site.built.read("404.html")
    assert page.index(f'<base href="{site.url}404/">') < page.index("<link")
    assert page.count("/topics/") >= 6 and "<faq-widget" in page
