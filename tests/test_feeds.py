"""What machines read says the same as bundle and pages."""

import xml.etree.ElementTree as ET

from .conftest import BASE, question

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(built, name: str) -> dict[str, dict[str, str]]:
    feed = ET.fromstring(built.read(name))
    return {
        entry.findtext(f"{ATOM}id"): {child.tag.removeprefix(ATOM): child.text for child in entry}
        for entry in feed.iter(f"{ATOM}entry")
    }


def test_feeds_carry_every_question(site):
    """The feed of all, and that of a topic, hold answer and summary of each question."""
    built = site.built
    feed = entries(built, "faq/feed.xml")
    newest = sorted(built.bundle["questions"], key=lambda q: q["added"], reverse=True)[:50]
    assert list(feed) == [q["permalink"] for q in newest]
    for q in newest:
        entry = feed[q["permalink"]]
        assert (entry["title"], entry["summary"], entry["content"]) == (
            q["question"], q["summary"], q["answer"],
        )  # fmt: skip
    for topic in built.bundle["topics"]:
        members = {q["permalink"] for q in newest if topic["slug"] in q["topics"]}
        assert set(entries(built, f"faq/feeds/{topic['slug']}.xml")) == members


def test_llms_names_every_question_once(site):
    """llms.txt has the questions by topic, each with its Markdown's address and its summary."""
    text = site.built.read("llms.txt")
    for q in site.built.bundle["questions"]:
        assert text.count(f"- [{q['question']}]({q['page']}index.md): {q['summary']}\n") == 1
    assert text.index("## Optional") > text.index("](")


def test_markup_is_escaped(build):
    """What looks like markup in a question is text in a feed; one without date is in none."""
    dated = question("Is 1 < 2 & 3?", added="2026-01-02", reviewed="2026-03-04")
    built = build({**BASE, "a.md": dated, "b.md": question("Undated?")})
    assert [e["title"] for e in entries(built, "faq/feed.xml").values()] == ["Is 1 < 2 & 3?"]
    assert "<updated>2026-03-04T00:00:00Z</updated>" in built.read("faq/feeds/data-privacy.xml")
    assert "Undated?" in built.read("llms.txt")


def test_no_feed_without_an_address(build):
    """Where the site does not know its address there is no feed."""
    built = build({**BASE, "a.md": question("A?", added="2026-01-02")}, html_baseurl="")
    assert not (built.output / "faq" / "feed.xml").exists()
