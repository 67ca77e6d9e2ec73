"""What our pages cost to build, against plain pages that show the same."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .corpus import compare_pages, write_corpora

BUDGET = 1.12  # of Python calls in a clean build
COUNT = """
import cProfile, json, resource, sys
from sphinx.cmd.build import build_main
arguments = sys.argv[2:]
if sys.argv[1] == "calls":
    profile = cProfile.Profile()
    status = profile.runcall(build_main, arguments)
    entries = profile.getstats()
    figure = sum(entry.callcount for entry in entries)
else:
    status = build_main(arguments)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    figure = usage.ru_utime + usage.ru_stime
print(json.dumps([status, figure]))
"""


def measure(what: str, folder: Path) -> float:
    """Return the Python calls or the CPU seconds of one build in a process of its own."""
    arguments = ["-b", "html", "-q", "-j", "1", str(folder / "source"), str(folder / "output")]
    done = subprocess.run(
        [sys.executable, "-c", COUNT, what, *arguments],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    status, figure = json.loads(done.stdout.splitlines()[-1])
    if status or done.stderr.strip():
        raise RuntimeError(done.stderr)
    return float(figure)


def edit(source: Path) -> None:
    """Change a word in the answer of one question."""
    page = source / "q00003.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("code 3`", "code three`"), "utf-8")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Count calls and CPU time of clean, no-change and one-edit builds, ours against plain."""
    figures: dict[str, Any] = {"questions": options.questions}
    with tempfile.TemporaryDirectory() as scratch:
        for what in ("calls", "cpu"):
            folders = {name: Path(scratch) / what / name for name in ("faq", "plain")}
            write_corpora(folders["faq"] / "source", folders["plain"] / "source", options.questions)
            for step in ("clean", "unchanged", "edited"):
                for name, folder in folders.items():
                    if step == "edited":
                        edit(folder / "source")
                    figures[f"{what} {step} {name}"] = measure(what, folder)
                figures[f"{what} {step} ratio"] = round(
                    figures[f"{what} {step} faq"] / figures[f"{what} {step} plain"], 4
                )
                compare_pages(folders["faq"] / "output", folders["plain"] / "output")
    print(f"{options.questions} questions, ours against plain pages with the same text and links")
    print(f"{'build':12}{'calls ours':>14}{'calls plain':>14}{'ratio':>9}{'CPU ratio':>11}")
    for step in ("clean", "unchanged", "edited"):
        print(
            f"{step:12}{figures[f'calls {step} faq']:14,.0f}{figures[f'calls {step} plain']:14,.0f}"
            f"{figures[f'calls {step} ratio']:9.3f}{figures[f'cpu {step} ratio']:11.3f}"
        )
    clean = figures["calls clean ratio"]
    print(f"budget for a clean build: {BUDGET}; {'kept' if clean <= BUDGET else 'MISSED'}")
    if clean > BUDGET:
        raise SystemExit(1)
    return figures
