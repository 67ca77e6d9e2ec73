"""What Lighthouse says of this site on a phone: four scores, each the median of five runs."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from ..browser.engine import find_chromium
from .site import PAGES, served_site

FOLDER = Path(__file__).parent / "lighthouse"
RUNS = 5
ASKED = ("home", "topic", "question")
_OPTIONS = ("--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu")
WHOLE = ("accessibility", "best-practices", "seo")  # these must be 100


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Run Lighthouse (npm, into a folder of its own) over home, a topic and a question."""
    tool = _install()
    with sync_playwright() as playwright:
        chrome = find_chromium(playwright)
    figures: dict[str, Any] = {}
    with served_site() as address:
        for name in ASKED:
            reports = [_ask(tool, chrome, address + PAGES[name]) for _ in range(RUNS)]
            figures[name] = _digest(reports)
    names = [*WHOLE, "performance"]
    print(f"{f'median of {RUNS}':18}" + "".join(f"{name:>16}" for name in names))
    for page, row in figures.items():
        print(f"{page:18}" + "".join(f"{row['scores'][name]:16.0f}" for name in names))
        for line in row["failed"]:
            print(f"  {line}")
    options.missed = any(row["scores"][name] < 100 for row in figures.values() for name in WHOLE)
    return figures


def _install() -> Path:
    """Return the tool; install it where it is not."""
    tool = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not tool.exists():
        npm = shutil.which("npm")
        if not npm:
            raise SystemExit("Lighthouse needs Node 20 with npm: install it, then run this again.")
        subprocess.run([npm, "install", "--no-audit", "--no-fund"], cwd=FOLDER, check=True)
    return tool


def _ask(tool: Path, chrome: str, address: str) -> dict[str, Any]:
    """Return one report, of a phone with a slow line (Lighthouse's own setting)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run(
            [str(tool), address, "--quiet", *_OPTIONS, f"--output-path={report}"],
            env={**os.environ, "CHROME_PATH": chrome},
            check=True,
        )
        return dict(json.loads(report.read_text("utf-8")))


def _digest(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the median of each score, and what the first report finds fault with."""
    scores = {
        name: statistics.median(report["categories"][name]["score"] * 100 for report in reports)
        for name in reports[0]["categories"]
    }
    first = reports[0]
    failed = sorted(
        f"{category}: {audit['title']} ({audit.get('displayValue', audit['score'])})"
        for category, found in first["categories"].items()
        for ref in found["auditRefs"]
        if ref["weight"]
        and (audit := first["audits"][ref["id"]])["score"] is not None
        and audit["score"] < 0.9
    )
    return {"scores": scores, "failed": failed}
