"""What our pages cost to build, against plain pages that show the same."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .compare import compare_pages
from .corpus import Corpus, draw_corpus, edit_answer, edit_question
from .grammars import TOOLS, Site
from .measure import Cost, count_calls, time_build, weigh_records
from .report import draw_plots, format_budgets, format_table

#: In the order in which they are built, each upon the one before.
CASES: dict[str, Callable[[Corpus], Corpus] | None] = {
    "clean": None,
    "none": None,
    "answer": edit_answer,
    "question": edit_question,
}
LAYOUTS = (1, 10)  # questions a file
OURS, PLAIN = "faq", "plain"
PEERS = ("faq, tags", "sphinx-needs", "sphinx-tags")

#: Of ratios to plain pages: case -> calls.
CALLS = {"clean": 1.06, "none": 1.03, "answer": 1.05, "question": 1.05}
CALLS_A_QUESTION = 1.05  # of a clean build, from the smallest to the largest size
CPU = 1.1  # of a clean build, from this many questions on:
CPU_FROM = 1000
RSS = 1.05
TAGS_NONE = 1.5  # calls of a build after no change with sphinx-tags, to plain without
PICKLED = 1.5  # bytes in the environment, to the bytes of the records' own texts
MEGABYTES = 800  # of 10,000 questions, ten a file


class Row(NamedTuple):
    """What one tool cost in one case."""

    tool: str
    n: int
    layout: int
    jobs: int
    case: str
    calls: float  #: Of the serial build; in a parallel one nobody can count them.
    cost: Cost


class Progress:
    """Says which build is running, on a line of its own."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.began = total, 0, time.monotonic()

    def step(self, text: str) -> None:
        """Say what begins now."""
        self.done += 1
        minutes = (time.monotonic() - self.began) / 60
        end = "\r\x1b[K" if sys.stderr.isatty() else ""
        line = f"{end}[{self.done}/{self.total}, {minutes:.1f} min] {text}"
        print(line, end="" if end else "\n", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave the line."""
        if sys.stderr.isatty():
            print(file=sys.stderr)


def write_files(site: Site, tool: str, folder: Path) -> None:
    """Write what differs from what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TOOLS[tool](site):
        path = folder / name
        if not (path.is_file() and path.read_text("utf-8") == text):
            path.write_text(text, "utf-8")


def build_cases(
    scratch: Path, n: int, layout: int, tools: list[str], build: Callable[[Path, str, str], Any]
) -> Iterator[tuple[str, str, Any]]:
    """Yield tool, case and what ``build`` returns; all tools in turn, case by case."""
    corpus = draw_corpus(n)
    for case, edit in CASES.items():
        corpus = edit(corpus) if edit else corpus
        for tool in tools:
            folder = scratch / tool.replace(", ", "-")
            write_files(Site(corpus, layout), tool, folder / "source")
            yield tool, case, build(folder, tool, case)
        if case in ("clean", "question"):
            compare_pages(scratch / OURS / "output", scratch / PLAIN / "output")


def measure(
    n: int, layout: int, tools: list[str], jobs: list[int], progress: Progress
) -> tuple[list[Row], tuple[int, int]]:
    """Measure all cases of all tools; return the rows, and the bytes of the records."""
    words = f"{n:,} questions, {layout} a file"

    def count(folder: Path, tool: str, case: str) -> int:
        progress.step(f"{words}, calls: {case}, {tool}")
        return count_calls(folder)

    with tempfile.TemporaryDirectory() as scratch:
        found = build_cases(Path(scratch), n, layout, tools, count)
        calls = {(tool, case): figure for tool, case, figure in found}
        weight = weigh_records(Path(scratch) / OURS)
    rows = []
    for many in jobs:

        def run(folder: Path, tool: str, case: str, many: int = many) -> Cost:
            progress.step(f"{words}, -j {many}: {case}, {tool}")
            return time_build(folder, many)

        with tempfile.TemporaryDirectory() as scratch:
            for tool, case, cost in build_cases(Path(scratch), n, layout, tools, run):
                rows.append(Row(tool, n, layout, many, case, calls[tool, case], cost))
    return rows, weight


def relate(rows: list[Row]) -> list[dict[str, Any]]:
    """Return each row's ratios to the plain one; a peer's row names it."""
    plain = {row[1:5]: row for row in rows if row.tool == PLAIN}
    related = []
    for row in rows:
        base = plain[row[1:5]]
        if row.tool != PLAIN:
            figures: dict[str, Any] = {
                "n": row.n,
                "layout": row.layout,
                "jobs": row.jobs,
                "case": row.case,
                "calls": round(row.calls / base.calls, 4),
                "cpu": round(row.cost.cpu / base.cost.cpu, 3),
                "wall": round(row.cost.wall / base.cost.wall, 3),
                "rss": round(row.cost.rss / base.cost.rss, 3),
            }
            related.append(figures if row.tool == OURS else {"tool": row.tool, **figures})
    return related


def check_budgets(
    rows: list[Row], related: list[dict[str, Any]], weights: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[str, float, float]]:
    """Yield what each budget is of, what was measured, and what it may be."""
    for row in related:
        where = f"{row['case']}, {row['n']:,} questions, {row['layout']} a file"
        tool = row.get("tool", OURS)
        if tool == OURS:
            if row["jobs"] == 1:
                yield f"calls, {where}", row["calls"], CALLS[row["case"]]
            if row["case"] == "clean" and row["n"] >= CPU_FROM:
                yield f"CPU, {where}, -j {row['jobs']}", row["cpu"], CPU
            yield f"memory, {where}, -j {row['jobs']}", row["rss"], RSS
        elif tool == "faq, tags" and row["case"] == "none":
            yield f"calls with sphinx-tags, {where}", row["calls"], TAGS_NONE
    for layout in sorted({row.layout for row in rows}):
        clean = {
            (row.tool, row.n): row.calls
            for row in rows
            if row.layout == layout and row.case == "clean" and row.jobs == 1
        }
        sizes = sorted({n for _, n in clean})
        if len(sizes) > 1:
            first, last = sizes[0], sizes[-1]
            ours, plain = (clean[tool, last] - clean[tool, first] for tool in (OURS, PLAIN))
            yield f"calls a question, clean, {layout} a file", ours / plain, CALLS_A_QUESTION
    for (n, layout), (pickled, texts) in weights.items():
        what = f"pickled bytes, {n:,} questions, {layout} a file"
        yield what, pickled / texts, PICKLED
    for row in rows:
        if row.tool == OURS and row.n >= 10_000 and row.layout == 10:
            what = f"megabytes, {row.case}, {row.n:,} questions, ten a file, -j {row.jobs}"
            yield what, row.cost.rss, MEGABYTES


def run(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Measure, print the table and the budgets, and draw what was asked for."""
    tools = [PLAIN, OURS, *(PEERS if options.peers else ())]
    sizes = [(n, layout) for n in options.questions for layout in options.layouts]
    builds = len(sizes) * len(CASES) * len(tools) * (1 + len(options.jobs))
    progress = Progress(builds)
    rows: list[Row] = []
    weights = {}
    for n, layout in sizes:
        found, weights[n, layout] = measure(n, layout, tools, options.jobs, progress)
        rows += found
    progress.close()
    related = relate(rows)
    table = format_table(rows, related)
    budgets = list(check_budgets(rows, related, weights))
    print(table)
    print(format_budgets(budgets))
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        (options.write / "build.txt").write_text(table, "utf-8")
        draw_plots(rows, options.write / "build.svg")
    options.missed = any(measured > budget for _, measured, budget in budgets)
    return related
