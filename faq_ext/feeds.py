"""What other machines read: ``llms.txt`` and Atom feeds, all made of ``bundle.json``'s content."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .files import replace_in, write_if_new

Bundle = Mapping[str, Any]
MAX_ENTRIES = 50


def write_feeds(output: Path, bundle: Bundle, twins: Mapping[str, str]) -> None:
    """Write ``llms.txt``, ``faq/feed.xml`` and ``faq/feeds/<topic>.xml``.

    Without a base there are no feeds: Atom knows only whole addresses.

    :param twins: slug -> address of the answer as Markdown.
    """
    write_if_new(output / "llms.txt", build_llms(bundle, twins))
    folder = output / "faq" / "feeds"
    written = set()
    if bundle["base"]:
        write_if_new(output / "faq" / "feed.xml", build_feed(bundle))
        for topic in bundle["topics"]:
            text = build_feed(bundle, topic)
            for slug in (topic["slug"], *topic["formerly"]):  # whoever follows it goes on to
                path = folder / f"{slug}.xml"
                write_if_new(path, text)
                written.add(path)
    for path in set(folder.glob("*.xml")) - written:  # of topics that are gone
        path.unlink()


def amend_feeds(
    folder: Path, topics: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Put an edited answer in the place of the old one, in the feeds that hold it.

    :param topics: slugs of its topics, those of before among them.
    """
    if after["added"]:
        for name in ("feed.xml", *(f"feeds/{slug}.xml" for slug in topics)):
            replace_in(folder / name, _entry(before), _entry(after))


def build_llms(bundle: Bundle, twins: Mapping[str, str]) -> str:
    """Return the site's questions by topic, with summaries, as ``llms.txt`` has it.

    A question stands once, under the first of its topics, and leads to its Markdown where
    there is some; see https://llmstxt.org/.
    """
    lines = [f"# {bundle['title']}", ""]
    others = {"slug": "", "name": "Other questions", "summary": ""}
    known = {topic["slug"] for topic in bundle["topics"]}
    homes = {
        question["slug"]: next((slug for slug in question["topics"] if slug in known), "")
        for question in bundle["questions"]
    }
    for topic in (*bundle["topics"], others):
        members = [q for q in bundle["questions"] if homes[q["slug"]] == topic["slug"]]
        if members:
            lines += [f"## {topic['name']}", ""]
            lines += [
                f"- [{q['question']}]({twins.get(q['slug'], q['permalink'])}): {q['summary']}"
                for q in members
            ]
            lines.append("")
    whole = f"{bundle['base']}faq/bundle.json"
    lines += ["## Optional", "", f"- [All answers as JSON]({whole}): with topics and sources"]
    return "\n".join(lines) + "\n"


def build_feed(bundle: Bundle, topic: Mapping[str, Any] | None = None) -> str:
    """Return the newest questions of a site, or of one topic, as Atom (RFC 4287).

    A question without ``added`` is in no feed. Times are those of the content, so that
    two builds give the same bytes.
    """
    base, title = bundle["base"], bundle["title"]
    address, home = f"{base}faq/feed.xml", base
    if topic:
        address, home = f"{base}faq/feeds/{topic['slug']}.xml", topic["page"]
        title = f"{topic['name']} – {title}"
    members = [
        question
        for question in bundle["questions"]
        if question["added"] and (not topic or topic["slug"] in question["topics"])
    ]
    members.sort(key=lambda question: question["added"], reverse=True)  # stable
    members = members[:MAX_ENTRIES]
    updated = max((_changed(question) for question in members), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{html.escape(bundle["lang"])}">',
        *(_element("title", title), _element("id", address), _time("updated", updated)),
        _element("author", "", _element("name", bundle["title"])),
        f'<link rel="self" href="{html.escape(address)}"/>',
        f'<link href="{html.escape(home)}"/>',
        *(_entry(question) for question in members),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(question: Mapping[str, Any]) -> str:
    parts: Sequence[str] = (
        _element("title", question["question"]),
        _element("id", question["permalink"]),
        f'<link href="{html.escape(question["page"])}"/>',
        _time("published", question["added"]),
        _time("updated", _changed(question)),
        _element("summary", question["summary"]),
        f'<content type="html">{html.escape(question["answer"])}</content>',
    )
    return _element("entry", "", *parts)


def _changed(question: Mapping[str, Any]) -> str:
    return str(max(question["added"], question["reviewed"]))


def _element(name: str, text: str, *inside: str) -> str:
    return f"<{name}>{html.escape(text) if text else ''}{''.join(inside)}</{name}>"


def _time(name: str, date: str) -> str:
    return f"<{name}>{date}T00:00:00Z</{name}>"  # a date is read, and needs no escapes
