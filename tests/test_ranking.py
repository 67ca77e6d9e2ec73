"""Readers' own words find the right question of this resource.

``fixtures/ranking.json`` holds sixty queries in the words of teachers, principals and
officers, half of them with a typing error. They were written from the questions' titles and
committed before they were first asked; none shares more than half of its telling words with
a phrasing that its question lists.
"""

import json
from pathlib import Path

from faq_ext.english import read_language
from faq_ext.text import tokens

from .bench.search import ask

QUERIES = json.loads((Path(__file__).parent / "fixtures" / "ranking.json").read_text("utf-8"))
#: Shares of queries: the aims, which are reached.
FIRST, FIRST_THREE = 0.80, 0.93


def test_right_question_comes_first(site):
    """Most find theirs at once, and nearly all among the first three."""
    titles = json.loads(next((site.built.output / "faq").glob("titles-0.*")).read_text("utf-8"))
    ranked = ask(site.built.output / "faq", queries=[query["q"] for query in QUERIES])["ranked"]
    places = {}
    for query, numbers in zip(QUERIES, ranked, strict=True):
        slugs = [titles["slugs"][number] for number in numbers]
        assert query["slug"] in titles["slugs"], query["slug"]
        places[query["q"]] = slugs.index(query["slug"]) + 1 if query["slug"] in slugs else 99
    missed = {text: place for text, place in places.items() if place > 1}
    first = sum(place == 1 for place in places.values()) / len(places)
    early = sum(place <= 3 for place in places.values()) / len(places)
    assert first >= FIRST and early >= FIRST_THREE, (first, early, missed)


def telling(text: str) -> set[str]:
    """Return the stems of a text's words that say what it is about; K-5 is one of them."""
    slight = read_language("en").slight
    return {word for word in ("".join(tokens(part)) for part in text.split()) if word} - slight


def test_queries_are_not_those_of_the_authors(site):
    """No query is one of the phrasings that its question lists, put another way."""
    bundle = json.loads((site.built.output / "faq" / "bundle.json").read_text("utf-8"))
    asked = {question["slug"]: question["asked"] for question in bundle["questions"]}
    assert len(QUERIES) == 60 and len({query["q"] for query in QUERIES}) == 60
    for query in QUERIES:
        words = telling(query["q"])
        for phrase in asked[query["slug"]]:
            shared = words & telling(phrase)
            assert len(shared) <= len(words) / 2, (query["q"], phrase, shared)
