"""Read sets of questions and queries; publish them as a build does."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import random
import re
import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from faq_ext.english import read_language
from faq_ext.files import dump_json
from faq_ext.manifest import write_bundle
from faq_ext.parts import SMALL, VAST, Group, Item, build_parts
from faq_ext.search_index import Texts, Weigher, build_search_index
from faq_ext.search_parts import pack

TOPICS = 6
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SEED = 20_260_726


class Query(NamedTuple):
    """What a reader types, and which questions would be right."""

    text: str
    typo: str
    relevant: frozenset[str]


class Dataset(NamedTuple):
    """Questions, ``{id, question, asked, answer_text, tags}``, and queries."""

    name: str
    faqs: list[dict[str, Any]]
    queries: list[Query]


def read_dataset(path: Path) -> Dataset:
    """Read ``{faqs, queries}``, gzipped or not; where a query has no typo, one is made."""
    data = path.read_bytes()
    content = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    choose = random.Random(SEED)
    queries = [
        Query(
            query["q"],
            query.get("typo") or mistype(query["q"], choose),
            frozenset(query["relevant"]),
        )
        for query in content.get("queries", ())
    ]
    return Dataset(path.name.partition(".")[0], content["faqs"], queries)


def draw_faqs(n: int) -> list[dict[str, Any]]:
    """Draw questions and answers for whom no set was named.

    Words are as frequent as Zipf's law has them, of the list that the search index uses.
    """
    choose = random.Random(SEED)
    words = list(read_language("en").related_to())
    weights = list(itertools.accumulate(1 / (place + 2.7) for place in range(len(words))))

    def sentence(least: int, most: int) -> str:
        chosen = choose.choices(words, cum_weights=weights, k=choose.randint(least, most))
        return " ".join(chosen).capitalize()

    return [
        {
            "id": str(number),
            "question": f"{sentence(6, 12)}?",
            "answer_text": "\n".join(f"{sentence(10, 25)}." for _ in range(6)),
        }
        for number in range(n)
    ]


def mistype(text: str, choose: random.Random) -> str:
    """Make one slip of the finger in one of the longer words of a text."""
    words = [match for match in re.finditer(r"[^\W\d_]+", text) if len(match[0]) > 3]
    if not words:
        return text
    match = choose.choice(words)
    at = choose.randrange(match.start(), match.end() - 1)
    letter = choose.choice(LETTERS)
    changed = (
        text[at + 1] + text[at],  # swapped
        text[at + 1],  # left out
        letter + text[at : at + 2],  # one too many
        letter + text[at + 1],  # another
    )
    return text[:at] + choose.choice(changed) + text[at + 2 :]


def texts_of(faq: dict[str, Any]) -> Texts:
    """Return what is searched of a question, by field."""
    fields = {
        "question": faq["question"],
        "asked": " ".join(faq.get("asked") or ()),
        "answer": faq["answer_text"],
        "tags": " ".join(faq.get("tags") or ()),
    }
    return {name: text for name, text in fields.items() if text}


def publish(faqs: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write what a site of these questions would publish.

    A question's number is its place. Questions are in six topics of equal size.
    """
    language = read_language("en")
    each = -(-len(faqs) // TOPICS)
    items = [
        Item(
            slug=f"q{number}",
            question=faq["question"],
            topics=[f"t{number // each}"],
            stakeholders=[],
            tags=[],  # they are searched; a site has few enough to say nothing of bytes
            answer=partial(
                dump_json,
                {
                    "page": f"https://faq.example/t{number // each}/q{number}/",
                    "slug": f"q{number}",
                    "tree": [["p", {}, part] for part in faq["answer_text"].split("\n") if part],
                },
            ),
        )
        for number, faq in enumerate(faqs)
    ]
    topics = [Group(f"t{n}", f"Topic {n}", f"https://faq.example/t{n}/") for n in range(TOPICS)]
    levels = Weigher(language, {}, {}).weigh(map(texts_of, faqs))
    head = {"version": 1, "title": "Bench", "base": "https://faq.example/", "lang": "en"}
    parts = build_parts(items, topics, [], levels, language)
    write_bundle(folder, {}, {**head, "license": ""}, parts, {})


def time_index(faqs: Sequence[dict[str, Any]]) -> float:
    """Return the seconds of CPU that the search index of some questions takes, all anew."""
    language = read_language("en")
    begin = time.process_time()
    levels = Weigher(language, {}, {}).weigh(map(texts_of, faqs))
    pack(build_search_index(levels, language), language.slight, len(faqs) > SMALL, len(faqs) > VAST)
    return time.process_time() - begin


def hash_files(paths: Iterable[Path]) -> str:
    """Return one SHA-256 of all files, by name and content."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
