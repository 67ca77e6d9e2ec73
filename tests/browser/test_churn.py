"""Elements that come and go leave nothing behind: heap, nodes, listeners, requests."""

import time

import pytest

from ..published import publish
from .engines import wait
from .host import hosting, publishing, tag, write_page
from .reader import INSIDE

pytestmark = pytest.mark.browser

NEW = """for (let n = 0; n < 1000; n++) {
  const widget = document.createElement("faq-widget");
  widget.setAttribute("src", argument[0]);
  document.body.append(widget);
  if (n % 20 === 0) await new Promise((done) => setTimeout(done));
  widget.remove();
}"""
MOVE = """const widget = document.querySelector("faq-widget");
for (let n = 0; n < 1000; n++) {
  document.body.append(widget);
  if (n % 20 === 0) await new Promise((done) => setTimeout(done));
}
await new Promise((done) => setTimeout(done, 300));"""
#: What Chromium counts -> how much more of it there may be.
LIMITS = {"JSHeapUsedSize": 2**20, "Nodes": 100, "JSEventListeners": 10}
PATIENCE = 10  # seconds, in which a busy browser has swept


class Counter:
    """What there is in a page of Chromium, once it has swept."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page.page)
        self.session.send("Performance.enable")
        self.before = self.count()

    def count(self):
        for _ in range(3):
            self.session.send("HeapProfiler.collectGarbage")
            self.page.run("watched.events.length = 0;")
        found = self.session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in found}

    def check(self):
        """Nothing has grown beyond its limit: what is held for ever never goes below it."""
        end = time.monotonic() + PATIENCE
        while True:
            now = self.count()
            grown = {name: now[name] - self.before[name] for name in LIMITS}
            if all(grown[name] < limit for name, limit in LIMITS.items()):
                return
            assert time.monotonic() < end, grown
            time.sleep(0.2)


@pytest.mark.parametrize("how", [NEW, MOVE], ids=["new", "moved"])
def test_nothing_grows(engine, tmp_path, how):
    """1,000 new or moved elements: less than 1 MB of heap, no node, no listener, one manifest.

    Only Chromium tells of the first three; in all engines a list is there in the end.
    """
    publish(tmp_path, large=False)
    with publishing(tmp_path) as (origin, seen):
        html = write_page(origin, tag(f"{origin}/faq/"))
        page = engine.open()
        with hosting(page, html, [origin]):
            wait(page, "return watched.events.length;")
            page.run(how, f"{origin}/faq/")  # what is compiled and cached once
            counter = Counter(page) if engine.name == "chromium" else None
            page.run(how, f"{origin}/faq/")
            if counter:
                counter.check()
            assert page.run("return document.querySelectorAll('faq-widget').length;") == 1
            wait(page, f"return {INSIDE}.querySelectorAll('[aria-expanded]').length === 6;")
            names = [path.rpartition("/")[2] for _, path, _ in seen]
            assert names.count("manifest.json") == 1
        page.close()
