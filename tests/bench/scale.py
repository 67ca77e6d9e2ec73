"""What a reader's first question costs as the corpus grows."""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import brotli

from faq_ext.english import read_language
from faq_ext.text import tokens

from .build import OURS, write_files
from .corpus import Corpus, draw_corpus
from .dataset import SEED, TOPICS, Dataset, Query, draw_faqs, publish, read_dataset, time_index
from .grammars import Site
from .measure import time_build
from .search import Weights, ask, percentile, run_peers, score
from .search_report import PEERS, draw_bytes, format_sizes

QUERIES = 200
WORDS = (2, 5)  # words of a query
COLD = 200
DRAWN = 2000  # questions, where none are named
HEAPS = (73.4, 0.419)  # distinct words of so many: K and beta, as fitted to questions and answers

#: Questions -> bytes, Brotli, in the median; in 95 of 100 at most twice that.
BYTES = {100: 7000, 1000: 8500, 10_000: 9500, 100_000: 14_000}
REQUESTS, ROUNDS = 8, 3
TOPIC_BYTES, TOPIC_REQUESTS = 6000, 2
GROWTH = 2
#: Warm queries, as ratios in one run.
FLEXSEARCH, MINISEARCH, OWN = 1.7, 1 / 50, 10
COMPARED = 10_000  # questions at which others are asked, too
SHARE = 0.1  # of the CPU of a site's build that its search index may take, at so many questions:
SHARED = (1000, 10_000)
OTHERS_HITS = 100_000  # questions at which MiniSearch's hits are counted

_WORD = re.compile(r"[^\W\d_]+")


def grow(faqs: Sequence[dict[str, Any]], n: int) -> list[dict[str, Any]]:
    """Return ``n`` questions: those that there are, then clones in other words.

    A clone says some of its words in another way, each the same way in a whole round of
    clones; so many of them that the vocabulary grows along Heaps' law.
    """
    choose = random.Random(SEED)
    grown = [{**faq, "id": str(number)} for number, faq in enumerate(faqs)]
    if n <= len(grown):
        return choose.sample(grown, n)
    counts = Counter(word for faq in grown for word in _words_of(faq))
    vocabulary = sorted(counts)
    total, distinct = sum(counts.values()), len(counts)
    each = total
    for round_ in range(1, -(-n // len(faqs))):
        total += each
        more = round(HEAPS[0] * total ** HEAPS[1]) - round(HEAPS[0] * (total - each) ** HEAPS[1])
        fresh = set(choose.sample(vocabulary, min(len(vocabulary), max(0, more))))
        distinct += len(fresh)
        ending = "".join(choose.choice("bdfgklmnprtvz") + choose.choice("aiou") for _ in range(2))

        def respell(text: str, fresh: set[str] = fresh, ending: str = ending) -> str:
            return _WORD.sub(
                lambda match: match[0] + ending if match[0].lower() in fresh else match[0], text
            )

        for number, faq in enumerate(faqs):
            grown.append(
                {
                    "id": f"{number}.{round_}",
                    "question": respell(faq["question"]),
                    "asked": [respell(text) for text in faq.get("asked") or ()],
                    "answer_text": respell(faq["answer_text"]),
                }
            )
    return grown[:n]


def _words_of(faq: dict[str, Any]) -> list[str]:
    return [word.lower() for word in _WORD.findall(f"{faq['question']} {faq['answer_text']}")]


def draw_queries(faqs: Sequence[dict[str, Any]]) -> list[Query]:
    """Return queries that have an answer: a few telling words of a question, in its order."""
    choose = random.Random(SEED)
    slight = read_language("en").slight
    queries: list[Query] = []
    while len(queries) < QUERIES:
        faq = choose.choice(faqs)
        words = [w for w in _WORD.findall(faq["question"]) if not slight.issuperset(tokens(w))]
        if len(words) < WORDS[0]:
            continue
        many = min(len(words), choose.randint(*WORDS))
        places = sorted(choose.sample(range(len(words)), many))
        text = " ".join(words[place] for place in places)
        queries.append(Query(text, text, frozenset([faq["id"]])))
    return queries


def measure(faqs: list[dict[str, Any]], peers: bool) -> dict[str, Any]:
    """Publish a corpus and ask of it; where others are compared, ask them in the same run."""
    queries = draw_queries(faqs)
    texts = [query.text for query in queries]
    relevant = [query.relevant for query in queries]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        publish(faqs, folder)
        topics = [f"t{number}" for number in range(TOPICS)]
        found = ask(folder, queries=texts, timed=texts, cold=texts[:COLD], topics=topics)
        weights = Weights(folder)
        ranked = [[faqs[number]["id"] for number in numbers] for numbers in found["ranked"]]
        figures = {
            "n": len(faqs),
            "cold": weights.describe(found["cold"]),
            "topic": weights.describe(found["topics"]),
            "p50": percentile(found["times"], 0.5),
            "hit10": _hit(ranked, relevant),
            "mrr": score(ranked, relevant)["mrr"],
            "index": round(time_index(faqs), 3),
            "published": sum(path.stat().st_size for path in folder.glob("*-*.json")),
        }
    names = _others(len(faqs)) if peers else ()
    if names:
        dataset = Dataset("scale", faqs, queries)
        store = len(faqs) <= COMPARED
        for name, other in run_peers(dataset, names, texts, texts, store).items():
            figures[name] = {
                "p50": percentile(other["times"], 0.5),
                "hit10": _hit(other["ranked"], relevant),
                "index": len(brotli.compress(other["stored"].encode(), quality=5)) if store else 0,
            }
    return figures


def measure_share(corpus: Corpus) -> float:
    """Build a site, ten questions a file; return the share of its CPU that the index takes."""
    faqs = [
        {
            "question": faq.question,
            "asked": faq.asked,
            "answer_text": "\n".join((faq.summary, faq.before, faq.part, faq.after)),
        }
        for faq in corpus.faqs
    ]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_files(Site(corpus, 10), OURS, folder / "source")
        return time_index(faqs) / time_build(folder, 1).cpu


def _others(n: int) -> Sequence[str]:
    if n <= COMPARED:
        return PEERS
    return ("minisearch",) if n == OTHERS_HITS else ()


def _hit(ranked: Sequence[Sequence[str]], relevant: Sequence[frozenset[str]]) -> float:
    """Return in how many rankings the question that was meant is among the ten."""
    hits = sum(bool(right & set(ids)) for ids, right in zip(ranked, relevant, strict=True))
    return round(hits / len(relevant), 3)


def check_budgets(rows: Sequence[dict[str, Any]]) -> list[tuple[str, float, float]]:
    """Return what each budget is of, what was measured, and what it may be."""
    budgets: list[tuple[str, float, float]] = []
    for row in rows:
        n, cold, topic = row["n"], row["cold"], row["topic"]
        if n in BYTES:
            budgets.append((f"bytes, median, {n:,} questions", cold["bytes"], BYTES[n]))
            budgets.append((f"bytes, 95 %, {n:,} questions", cold["bytes95"], 2 * BYTES[n]))
        budgets.append((f"requests, most, {n:,} questions", cold["most"], REQUESTS))
        budgets.append((f"rounds, {n:,} questions", cold["rounds"], ROUNDS))
        budgets.append((f"bytes of a topic's list, {n:,} questions", topic["bytes95"], TOPIC_BYTES))
        budgets.append((f"requests of a topic's list, {n:,}", topic["most"], TOPIC_REQUESTS))
        for name, most in (("flexsearch", FLEXSEARCH), ("minisearch", MINISEARCH)):
            if name in row and n == COMPARED:
                budgets.append((f"warm query, to {name}", row["p50"] / row[name]["p50"], most))
        if "share" in row:
            budgets.append((f"search index, of a build's CPU, {n:,}", row["share"], SHARE))
    by_size = {row["n"]: row for row in rows}
    if 100 in by_size and 100_000 in by_size:
        growth = by_size[100_000]["cold"]["bytes"] / by_size[100]["cold"]["bytes"]
        budgets.append(("bytes, 100,000 to 100 questions", growth, GROWTH))
    if 10_000 in by_size and 100_000 in by_size:
        slower = by_size[100_000]["p50"] / by_size[10_000]["p50"]
        budgets.append(("warm query, 100,000 to 10,000 questions", slower, OWN))
    return budgets


def run(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Measure all sizes, print the table and the budgets."""
    faqs = [faq for path in options.data for faq in read_dataset(path).faqs] or draw_faqs(DRAWN)
    if not options.data:
        print("no questions were named: these are drawn words, and repeat no published figure")
    rows = []
    for n in options.sizes:
        print(f"measuring {n:,} questions …", flush=True)
        rows.append(measure(grow(faqs, n), options.peers))
        if options.site and n in SHARED:
            rows[-1]["share"] = measure_share(draw_corpus(n))
    print(format_sizes(rows))
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        draw_bytes(rows, options.write / "scale.svg")
    budgets = check_budgets(rows)
    for what, measured, budget in budgets:
        verdict = "kept  " if measured <= budget else "MISSED"
        print(f"{verdict} {measured:10,.3f} of {budget:10,.3f}  {what}")
    options.missed = any(measured > budget for _, measured, budget in budgets)
    return rows
