"""How good the search is, and what it costs: the shipped script against published files."""

from __future__ import annotations

import argparse
import functools
import hashlib
import http.server
import json
import math
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import brotli

from faq_ext import parts, search_index
from faq_ext.assets import SCRIPT

from .dataset import Dataset, hash_files, publish, read_dataset
from .search_report import PEERS, draw_quality, format_bytes, format_cuts, format_quality

OURS = "faq"
COLD = 60  # queries of each set that are asked cold
TIMED = 200
DEEP = 10  # results that count

_HERE = Path(__file__).parent
_CLIENT = _HERE / "client.mjs"
_PEERS = _HERE / "peers" / "peers.mjs"

Scores = dict[str, float]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def run_node(program: Path, task: Mapping[str, Any]) -> Any:
    """Run a program with a task; return what it answers."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(task, file)
        file.flush()
        command = ["node", "--max-old-space-size=8000", str(program), file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout)


def ask(folder: Path, **task: Any) -> Any:
    """Ask the shipped script about what is published in a folder."""
    with serve(folder) as address:
        return run_node(_CLIENT, {"script": str(SCRIPT), "directory": address, **task})


def score(ranked: Sequence[Sequence[str]], relevant: Sequence[frozenset[str]]) -> Scores:
    """Return the usual measures of rankings, each the mean over the queries."""
    totals = {"mrr": 0.0, "ndcg": 0.0, "p1": 0.0, "r5": 0.0}
    for ids, right in zip(ranked, relevant, strict=True):
        hits = [place for place, found in enumerate(ids[:DEEP], start=1) if found in right]
        totals["mrr"] += 1 / hits[0] if hits else 0
        ideal = sum(1 / math.log2(place + 1) for place in range(1, min(DEEP, len(right)) + 1))
        totals["ndcg"] += sum(1 / math.log2(place + 1) for place in hits) / ideal
        totals["p1"] += hits[:1] == [1]
        totals["r5"] += sum(place <= 5 for place in hits) / len(right)
    n = len(relevant)
    return {**{name: round(total / n, 4) for name, total in totals.items()}, "n": n}


def percentile(figures: Sequence[float], share: float) -> float:
    """Return the figure below which that share of them is."""
    return sorted(figures)[min(len(figures) - 1, int(share * len(figures)))]


class Weights:
    """What published files weigh on the way: Brotli, quality 11, as a static host sends them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, int] = {}

    def of(self, names: Sequence[str]) -> int:
        """Return the bytes of some files together."""
        for name in names:
            if name not in self._known:
                data = (self.folder / name).read_bytes()
                self._known[name] = len(brotli.compress(data, quality=11))
        return sum(self._known[name] for name in names)

    def describe(self, visits: Sequence[Mapping[str, Any]]) -> dict[str, float]:
        """Return bytes, requests and rounds of some visits: median, and 95 of 100 stay below.

        For a search that is until the first answer is there. ``whole`` and ``mostwhole`` are the
        bytes in the median and the most requests until its list is whole; ``lacking`` is the
        share of the visits whose first list has not all its titles.
        """
        weights = [self.of(visit["names"]) for visit in visits]
        requests = [len(visit["names"]) for visit in visits]
        wholes = [visit.get("whole", visit["names"]) for visit in visits]
        return {
            "bytes": statistics.median(weights),
            "bytes95": percentile(weights, 0.95),
            "requests": statistics.median(requests),
            "requests95": percentile(requests, 0.95),
            "most": max(requests),
            "rounds": max(visit["rounds"] for visit in visits),
            "whole": statistics.median(map(self.of, wholes)),
            "mostwhole": max(map(len, wholes)),
            "lacking": statistics.fmean(visit.get("lacking", 0) > 0 for visit in visits),
        }


def spread_out(queries: Sequence[Any], many: int) -> list[Any]:
    """Return some of the queries, evenly spread."""
    step = max(1, len(queries) // many)
    return list(queries[::step][:many])


def measure_ours(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """Publish a set and ask all its queries, clean and mistyped."""
    publish(dataset.faqs, folder)
    clean = [query.text for query in dataset.queries]
    texts = clean + [query.typo for query in dataset.queries]
    found = ask(folder, queries=texts, timed=spread_out(clean, TIMED), cold=spread_out(clean, COLD))
    figures = _score_both(_name(found["ranked"], dataset), dataset)
    figures["first"] = _score_both(_name(found["first"], dataset), dataset)
    weights = Weights(folder)
    index = [
        p for set_ in ("exact", "words", "endings", "slight") for p in folder.glob(f"{set_}-*")
    ]
    figures["cold"] = weights.describe(found["cold"])
    figures["index"] = weights.of([path.name for path in index])
    figures["hash"] = hash_files(p for p in folder.glob("*.json") if p.name != "bundle.json")
    figures["times"] = found["times"]
    return figures


def _name(ranked: Sequence[Sequence[int]], dataset: Dataset) -> list[list[str]]:
    return [[dataset.faqs[number]["id"] for number in numbers] for numbers in ranked]


def _score_both(ids: Sequence[Sequence[str]], dataset: Dataset) -> dict[str, Any]:
    relevant = [query.relevant for query in dataset.queries]
    n = len(relevant)
    return {"clean": score(ids[:n], relevant), "typo": score(ids[n:], relevant)}


def measure_peers(dataset: Dataset, engines: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Ask the same queries of other engines."""
    clean = [query.text for query in dataset.queries]
    texts = clean + [query.typo for query in dataset.queries]
    measured = {}
    asked = run_peers(dataset, engines, texts, spread_out(clean, TIMED), store=True)
    for name, found in asked.items():
        stored = len(brotli.compress(found["stored"].encode(), quality=9))
        measured[name] = {
            **_score_both(found["ranked"], dataset),
            "index": stored,
            "times": found["times"],
        }
    return measured


def run_peers(
    dataset: Dataset,
    engines: Sequence[str],
    queries: Sequence[str],
    timed: Sequence[str] = (),
    store: bool = False,
) -> dict[str, Any]:
    """Return what other engines find in a set, how long they take, and what they would store."""
    _install_peers()
    task = {
        "engines": list(engines),
        "faqs": dataset.faqs,
        "queries": list(queries),
        "timed": list(timed),
        "store": store,
    }
    return dict(run_node(_PEERS, task))


def _install_peers() -> None:
    if not (_HERE / "peers" / "node_modules").is_dir():
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "ci", "--silent"], cwd=_HERE / "peers", check=True)


def average(sets: Mapping[str, Mapping[str, Any]]) -> dict[str, Scores]:
    """Return the mean over the sets, each of which counts the same."""
    return {
        kind: {
            name: round(statistics.fmean(figures[kind][name] for figures in sets.values()), 4)
            for name in ("mrr", "ndcg", "p1", "r5")
        }
        for kind in ("clean", "typo")
    }


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure all sets, print the tables, return the figures."""
    if not options.data:
        raise SystemExit("which sets? nox -s bench -- search SET.json[.gz] …")
    datasets = [read_dataset(path) for path in options.data]
    engines: dict[str, dict[str, Any]] = {OURS: {}}
    for dataset in datasets:
        print(f"measuring {dataset.name} …", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            engines[OURS][dataset.name] = measure_ours(dataset, Path(folder))
        if options.peers:
            for name, figures in measure_peers(dataset, PEERS).items():
                engines.setdefault(name, {})[dataset.name] = figures
    for sets in engines.values():
        for figures in sets.values():
            times = figures.pop("times")
            figures["p50"] = round(percentile(times, 0.5), 4)
            figures["p95"] = round(percentile(times, 0.95), 4)
    result: dict[str, Any] = {
        name: {**sets, "macro": average(sets)} for name, sets in engines.items()
    }
    print(format_quality(result))
    print(format_bytes(result[OURS]))
    script = SCRIPT.read_bytes()
    size = len(brotli.compress(script, quality=11))
    print(f"the script: {size:,} bytes, SHA-256 {hashlib.sha256(script).hexdigest()}")
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        draw_quality(result, options.write / "search.svg")
    if options.base:
        result["cuts"] = measure_cuts(datasets, options.base, options.peers)
        print(format_cuts(result["cuts"]))
    return result


def measure_cuts(datasets: Sequence[Dataset], base: Path, peers: bool) -> dict[str, Any]:
    """Ask all queries in one large corpus: as it is, without any cut, and of MiniSearch."""
    more = [{**faq, "id": f"base {n}"} for n, faq in enumerate(read_dataset(base).faqs)]
    faqs = [faq for dataset in datasets for faq in dataset.faqs] + more
    queries = [query for dataset in datasets for query in dataset.queries]
    whole = Dataset("all", faqs, queries)
    print(f"measuring {len(faqs):,} questions …", flush=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        found["cut"] = _find(whole, Path(folder))
    print("… and without any cut …", flush=True)
    endless = 10**9
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(search_index, "_MOST", endless),
        patch.object(search_index, "_MOST_SLIGHT", endless),
        patch.object(parts, "SMALL", endless),
        patch.object(parts, "VAST", endless),
    ):
        found["uncut"] = _find(whole, Path(folder))
    if peers:
        texts = [query.text for query in queries]
        found["minisearch"] = run_peers(whole, ["minisearch"], texts)["minisearch"]["ranked"]
    relevant = [query.relevant for query in queries]
    figures: dict[str, Any] = {"questions": len(faqs)}
    for name, ranked in found.items():
        place = 0
        by_set = {}
        for dataset in datasets:
            end = place + len(dataset.queries)
            by_set[dataset.name] = score(ranked[place:end], relevant[place:end])["mrr"]
            place = end
        figures[name] = {**by_set, "macro": round(statistics.fmean(by_set.values()), 4)}
    return figures


def _find(dataset: Dataset, folder: Path) -> list[list[str]]:
    publish(dataset.faqs, folder)
    ranked = ask(folder, queries=[query.text for query in dataset.queries])["ranked"]
    return _name(ranked, dataset)
