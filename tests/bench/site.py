"""What a page of this site costs a reader: bytes of style and script, late shifts."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from ..browser.engine import ARGUMENTS, find_chromium
from ..browser.measure import measure_shift, weighing
from .server import serve

DOCS = Path(__file__).parents[2] / "docs"
BUDGET = 70 * 1024  # bytes of style and script of a question, Brotli
STILL = 0.1  # what Web Vitals calls good
WIDTHS = (390, 1280)
PAGES = {
    "home": "",
    "topic": "topics/models/",
    "question": "topics/models/which-model-suits-us/",
    "stakeholder": "stakeholders/administrators/",
    "gallery": "examples/",
    "map": "map/",
    "ask": "ask/",
}


@contextmanager
def served_site() -> Iterator[str]:
    """Build this site for the address that it is then served at, and yield that."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "html")
        output.mkdir()
        with serve(output) as address:
            doctrees = str(Path(folder, "doctrees"))
            command = (sys.executable, "-m", "sphinx", "-b", "dirhtml", "-q", "-d", doctrees)
            subprocess.run(
                [*command, str(DOCS), str(output)],
                env={**os.environ, "FAQ_BASE_URL": address},
                check=True,
            )
            yield address


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Open one page of each kind at two widths, and weigh what it asks for."""
    figures: dict[str, Any] = {}
    with served_site() as address, sync_playwright() as playwright:
        path = find_chromium(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, page in PAGES.items():
            figures[name] = _weigh(browser, address + page)
        browser.close()
    head = "".join(f"{f'shift {width}':>12}" for width in WIDTHS)
    print(f"{'bytes, Brotli 11':18}{'style':>8}{'script':>8}{'sum':>8}{head}")
    for name, row in figures.items():
        shifts = "".join(f"{row['shift'][str(width)]:12.4f}" for width in WIDTHS)
        print(f"{name:18}{row['style']:8,}{row['script']:8,}{row['sum']:8,}{shifts}")
    most = max(max(row["shift"].values()) for row in figures.values())
    options.missed = figures["question"]["sum"] > BUDGET or most > STILL
    verdict = "MISSED" if options.missed else "kept"
    print(f"budget: {BUDGET:,} bytes a question, shifts at most {STILL}; {verdict}")
    return figures


def _weigh(browser: Browser, address: str) -> dict[str, Any]:
    """Return bytes of style and script, and the shift at each width."""
    shift: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        with weighing(page) as found:
            page.goto(address)
            shift[str(width)] = measure_shift(page)
        sizes = dict(found)
        context.close()
    style = sum(size for url, size in sizes.items() if url.split("?")[0].endswith(".css"))
    total = sum(sizes.values())
    return {"style": style, "script": total - style, "sum": total, "shift": shift}
