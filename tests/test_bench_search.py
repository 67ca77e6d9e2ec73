"""The search benches measure what they say."""

import json
import random
from collections import Counter
from pathlib import Path

import brotli
import pytest

from faq_ext.assets import SCRIPT

from .bench.dataset import draw_faqs, mistype, publish, read_dataset
from .bench.scale import draw_queries, grow
from .bench.search import Weights, average, measure_ours, percentile, score

FAQS = [
    {"id": "pay", "question": "How are coaches paid?", "asked": ["salary"], "answer_text": "."},
    {"id": "time", "question": "How much time do they get?", "answer_text": "An hour.\nOr two."},
    {"id": "who", "question": "Who may become a mentor?", "answer_text": "Any teacher may."},
]  # fmt: skip
QUERIES = [
    {"q": "salary of a coach", "relevant": ["pay"]},
    {"q": "becoming a mentor", "relevant": ["who"], "typo": "becoming a mentr"},
    {"q": "time", "relevant": ["pay"]},
]


def test_measures():
    """Each is the textbook's: the first right place, the share of right ones, their gain."""
    ranked = [["a", "b", "c"], ["x", "y"], [*"klmnopqrst", "a"]]
    found = score(ranked, [frozenset("bc"), frozenset("x"), frozenset("a")])
    assert found["n"] == 3
    assert found["mrr"] == pytest.approx((1 / 2 + 1 + 0) / 3, abs=1e-4)
    assert found["p1"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["r5"] == pytest.approx((1 + 1 + 0) / 3, abs=1e-4)
    gain = (0.6309 + 0.5) / (1 + 0.6309)
    assert found["ndcg"] == pytest.approx((gain + 1 + 0) / 3, abs=1e-4)
    assert percentile([3, 1, 2], 0.5) == 2 and percentile([1], 0.95) == 1


def test_means_count_each_set_the_same():
    """A set of many queries does not outweigh the others."""
    some = dict.fromkeys(("mrr", "ndcg", "p1", "r5"), 1.0)
    none = dict.fromkeys(some, 0.0)
    sets = {
        "large": {"clean": {**some, "n": 99}, "typo": none},
        "small": {"clean": none, "typo": none},
    }
    assert average(sets)["clean"]["mrr"] == 0.5


def test_a_typo_is_one_slip_in_a_longer_word():
    """Swapped, left out, doubled or another letter; short words and the rest stay."""
    choose = random.Random(1)
    for _ in range(50):
        typed = mistype("How do we pay a mentor?", choose)
        assert typed.startswith("How do we pay a ") and typed.endswith("?")
        assert abs(len(typed) - 23) <= 1
    assert mistype("a b", choose) == "a b"


def test_shipped_script_is_asked_over_http(tmp_path):
    """From a file of questions and queries to measures, bytes and hashes."""
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps({"faqs": FAQS, "queries": QUERIES}), "utf-8")
    dataset = read_dataset(path)
    assert dataset.name == "tiny" and dataset.queries[1].typo == "becoming a mentr"
    figures = measure_ours(dataset, tmp_path / "published")
    assert figures["clean"] == {"mrr": 0.6667, "ndcg": 0.6667, "p1": 0.6667, "r5": 0.6667, "n": 3}
    assert figures["typo"]["n"] == 3
    cold = figures["cold"]
    assert 3 <= cold["requests"] <= 8 and cold["rounds"] == 3
    names = ["manifest.json", *(p.name for p in (tmp_path / "published").glob("titles-*"))]
    assert cold["bytes"] > Weights(tmp_path / "published").of(names) > 200
    assert len(figures["hash"]) == 64 and SCRIPT.is_file()


def test_weights_are_those_of_brotli(tmp_path):
    """A file weighs what a static host sends."""
    (tmp_path / "a.json").write_text("a" * 5000, "utf-8")
    expected = len(brotli.compress(b"a" * 5000, quality=11))
    assert Weights(tmp_path).of(["a.json", "a.json"]) == 2 * expected


def test_corpora_grow_in_other_words():
    """Beyond the questions that there are, clones say some words differently."""
    grown = grow(FAQS, 8)
    assert [faq["id"] for faq in grown] == ["0", "1", "2", "0.1", "1.1", "2.1", "0.2", "1.2"]
    assert grown[3]["question"] != grown[6]["question"] != FAQS[0]["question"]
    assert grow(FAQS, 8) == grown
    assert len({faq["id"] for faq in grow(FAQS, 2)}) == 2


def test_drawn_queries_are_words_of_their_question():
    """Two to five telling words, in order, and the question is known."""
    by_id = {faq["id"]: faq["question"] for faq in FAQS}
    for query in draw_queries(FAQS):
        [right] = query.relevant
        words = iter(by_id[right].strip("?").split())
        assert all(word in words for word in query.text.split())
        assert 2 <= len(query.text.split()) <= 5


def test_published_files_are_the_same_at_each_run(tmp_path):
    """Equal questions give equal bytes, in whatever folder."""
    found = []
    for name in ("one", "two"):
        publish(FAQS, tmp_path / name)
        found.append({path.name: path.read_bytes() for path in Path(tmp_path / name).iterdir()})
    assert found[0] == found[1]


def test_a_bench_without_questions_draws_them():
    """The same each time, of words of which some are far more frequent than others."""
    faqs = draw_faqs(100)
    assert faqs == draw_faqs(100)
    assert len({faq["question"] for faq in faqs}) == 100
    counts = Counter(" ".join(faq["answer_text"] for faq in faqs).lower().split()).most_common()
    assert counts[0][1] > 20 * counts[len(counts) // 2][1]
