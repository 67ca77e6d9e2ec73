"""Three published corpora, a small, a large and a vast one, for the tests of those who read them.

``python -m tests.published`` writes ``fixtures/parts.json`` anew, which the widget's tests read.
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from faq_ext import parts
from faq_ext.english import read_language
from faq_ext.files import dump_json
from faq_ext.manifest import write_bundle
from faq_ext.parts import SMALL, Group, Item, Moved, build_parts
from faq_ext.search_index import Weigher

FIXTURE = Path(__file__).parent / "fixtures" / "parts.json"
SYNONYMS = {"PD": "professional development"}
REVIEWBY = "2030-01-01"
MOVED = Moved(
    {"what-coaches-earn": "how-are-coaches-paid"}, {"who-sells-kits": "Nobody sells them now."}
)

#: topic, stakeholders, tags, question, asked, answer
_WRITTEN = (
    ("pay", "leaders", "money", "How are coaches paid?", "", "From the district's own budget."),
    ("pay", "leaders boards", "money", "Who pays for released time?", "", "The state, in part."),
    ("pay", "boards", "", "What does professional development cost?", "", "Much time, mostly."),
    ("work", "leaders", "time", "How long is a residency?", "length of a year", "A whole year."),
    ("work", "leaders", "", "What is a network for?", "", "For those who teach alone."),
    ("work", "boards", "time", "Do principals need science?", "", "They need curiosity."),
)
_THINGS = "bridge canyon desert engine forest glacier harbor island jungle kitchen lantern".split()
_DOINGS = "measure compare observe predict repair sketch collect label weigh sort chart".split()


def corpus(large: bool) -> list[Item]:
    """Return the questions; the large corpus begins as the small one does."""
    rows = list(_WRITTEN)
    if large:
        rows += [
            (
                "work" if number % 3 else "pay",
                "leaders" if number % 2 else "boards",
                "filler",
                f"Can pupils {doing} a {thing}?",
                "",
                f"Yes, item {number}.",
            )
            for number, (thing, doing) in enumerate(
                (thing, doing) for thing in _THINGS for doing in _DOINGS
            )
        ]
        rows += [
            ("work", "boards", "filler", f"Why is unit {unit} so late?", "", "Nobody knows.")
            for unit in range(SMALL)
        ]
    rows.sort(key=lambda row: row[0])
    return [
        Item(
            _slug(question),
            question,
            [topic],
            stakeholders.split(),
            tags.split(),
            partial(
                dump_json,
                {
                    "page": f"https://faq.example/{topic}/#{_slug(question)}",
                    "reviewby": REVIEWBY,
                    "slug": _slug(question),
                    "tree": [["p", {}, answer]],
                }
                | ({"asked": asked} if asked else {}),
            ),
        )
        for topic, stakeholders, tags, question, asked, answer in rows
    ]


def _slug(question: str) -> str:
    return "-".join(question.lower().strip("?").split())


def publish(folder: Path, large: bool) -> list[Item]:
    """Write a corpus, as a build does; return its questions."""
    items = corpus(large)
    publish_items(folder, items, MOVED)
    return items


def publish_items(folder: Path, items: list[Item], moved: Moved = Moved()) -> None:  # noqa: B008
    """Write any questions, on the topics and for the readers of the corpora."""
    language = read_language("en")
    texts = []
    for item in items:
        answer = json.loads(item.answer())
        asked = {"asked": answer["asked"]} if "asked" in answer else {}
        text = answer.get("text") or answer["tree"][0][2]
        texts.append({"question": item.question, "answer": text, **asked})
    topics = [Group(slug, slug.title(), f"https://faq.example/{slug}/") for slug in ("pay", "work")]
    stakeholders = [
        Group("leaders", "Teacher leaders", "https://faq.example/l/", ("how-long-is-a-residency",)),
        Group("boards", "School boards", "https://faq.example/b/", formerly=("trustees",)),
    ]
    levels = Weigher(language, SYNONYMS, {}).weigh(texts)
    head = {
        "version": 1,
        "title": "A test",
        "base": "https://faq.example/",
        "lang": "en",
        "license": "CC-BY-4.0",
        "ask": "mailto:ask@faq.example",
    }
    built = build_parts(items, topics, stakeholders, levels, language, moved=moved)
    write_bundle(folder, {}, head, built, {})


def read_published() -> dict[str, dict[str, Any]]:
    """Return ``small``, ``large`` and ``vast``: file name -> what the file holds.

    The vast corpus is the large one, as if no more questions than that were many.
    """
    found = {}
    for name, vast in (("small", parts.VAST), ("large", parts.VAST), ("vast", SMALL)):
        with tempfile.TemporaryDirectory() as folder, patch.object(parts, "VAST", vast):
            publish(Path(folder), name != "small")
            found[name] = {
                path.name: json.loads(path.read_text("utf-8"))
                for path in sorted(Path(folder).glob("*.json"))
                if path.name != "bundle.json"
            }
    return found


if __name__ == "__main__":
    FIXTURE.write_text(dump_json(read_published()), "utf-8")
