"""Elements that come and go leave nothing behind: heap, nodes, listeners, requests."""

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
MEGABYTE = 2**20


def count(page):
    """Return what Chromium counts in a page once it has swept it."""
    session = page.context.new_cdp_session(page.page)
    session.send("Performance.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        page.run("watched.events.length = 0;")
    found = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in found}


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
            before = count(page) if engine.name == "chromium" else None
            page.run(how, f"{origin}/faq/")
            if before:
                after = count(page)
                assert after["JSHeapUsedSize"] - before["JSHeapUsedSize"] < MEGABYTE
                assert after["Nodes"] - before["Nodes"] < 100
                assert after["JSEventListeners"] - before["JSEventListeners"] < 10
            assert page.run("return document.querySelectorAll('faq-widget').length;") == 1
            wait(page, f"return {INSIDE}.querySelectorAll('[aria-expanded]').length === 6;")
            names = [path.rpartition("/")[2] for _, path, _ in seen]
            assert names.count("manifest.json") == 1
        page.close()
