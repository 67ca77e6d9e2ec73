"""How long it takes from the script's arrival until the questions are on the screen."""

from __future__ import annotations

import functools
import http.server
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from faq_ext.assets import SCRIPT

from ..browser.engine import ARGUMENTS, find_chromium
from ..published import publish

TIMES = 20
SLOWER = 4  # times, as a phone is slower than this computer

#: The least that an element can do: beside it stands what ours takes.
_EMPTY = """
customElements.define("faq-widget", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).append("A question?");
    this.dispatchEvent(new Event("faq-ready", { bubbles: true, composed: true }));
  }
});
"""
#: Two frames after the event the reader sees what it tells of.
_PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title>
<link rel="icon" href="data:,">
<script>
  addEventListener("faq-ready", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const [script] = performance.getEntriesByType("resource").filter((r) => r.name.endsWith(".js"));
    window.took = performance.now() - script.responseEnd;
  })));
</script>
<faq-widget src="./"><a href="/">Questions</a></faq-widget>
<script type="module" src="{script}"></script></html>"""


def measure_arrival() -> dict[str, Any]:
    """Return the median milliseconds of our script and of an empty element, in one run.

    They take turns, each time in a browser context that has nothing in its cache.
    """
    from playwright.sync_api import sync_playwright

    took: dict[str, list[float]] = {"ours": [], "empty": []}
    with _serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(playwright), args=ARGUMENTS
        )
        for _ in range(TIMES):
            for name, times in took.items():
                context = browser.new_context()
                page = context.new_page()
                session = context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
                page.goto(f"{address}{name}.html")
                page.wait_for_function("window.took !== undefined")
                times.append(page.evaluate("window.took"))
                context.close()
        browser.close()
    return {name: round(statistics.median(times), 1) for name, times in took.items()}


@contextmanager
def _serve() -> Iterator[str]:
    """Serve a small corpus, and a page for each of the two elements; yield the address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: Any) -> None:
            pass

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        publish(folder, large=False)
        for name, script in (("ours", SCRIPT.read_text("utf-8")), ("empty", _EMPTY)):
            (folder / f"{name}.js").write_text(script, "utf-8")
            page = _PAGE.replace("{script}", f"{name}.js")
            (folder / f"{name}.html").write_text(page, "utf-8")
        handler = functools.partial(Quiet, directory=scratch)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()
