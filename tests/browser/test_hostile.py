"""Hostile pages in a browser: with ``faq_untrusted`` none of them runs or fetches anything."""

import functools
import http.server
import threading

import pytest

from ..conftest import _Quiet, run_build
from ..vectors import VECTORS, write_site
from .engines import wait
from .host import check_left
from .reader import INSIDE, QUESTIONS

pytestmark = pytest.mark.browser

#: Put before all else into each page.
WATCH = """<script>
window.alert = () => { window.top.ran = (window.top.ran || []).concat(location.pathname) };
window.print = window.confirm = window.prompt = window.alert;
</script>"""
TRY = """
for (const frame of document.querySelectorAll("iframe")) {
  const inside = frame.contentDocument;
  for (const name of ["click", "auxclick"])
    inside.addEventListener(name, (event) => event.preventDefault(), true);
  for (const element of inside.querySelectorAll(".body *"))
    for (const name of ["click", "mouseover", "focus", "keydown", "pointerdown", "copy"])
      element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
}
await new Promise((done) => setTimeout(done, 500));
return [window.ran ?? [], [...document.querySelectorAll("iframe")].filter((frame) =>
  frame.contentWindow.location.pathname !== new URL(frame.src).pathname).length];
"""
WIDGET = """<!DOCTYPE html><title>Widget</title><link rel="icon" href="data:,">
<script type="module" src="faq/faq-widget.js"></script>
<faq-widget src="faq/" limit="999"></faq-widget>"""
TRY_IN_WIDGET = """
const inside = document.querySelector("faq-widget").shadowRoot;
inside.addEventListener("click", event => event.preventDefault(), true);
for (const element of inside.querySelectorAll("[part~=answer] *"))
  for (const name of ["click", "mouseover", "focus", "keydown", "pointerdown", "copy"])
    element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
await new Promise((done) => setTimeout(done, 300));
return window.ran ?? [];
"""


def test_nothing_runs_from_static_pages(engine, tmp_path):
    """All pages in one, each in its frame, with every element touched: no alert, no request."""
    pages = write_site(tmp_path, VECTORS, "faq_untrusted = True\n")
    built = run_build(tmp_path / "source", tmp_path / "output")
    for slug in pages:
        page = built.output / f"{slug}.html"
        page.write_text(page.read_text("utf-8").replace("<head>", f"<head>{WATCH}", 1), "utf-8")
    frames = "".join(f'<iframe src="{slug}.html"></iframe>' for slug in pages)
    (built.output / "all.html").write_text(f"<!DOCTYPE html>{WATCH}<title>All</title>{frames}")
    (built.output / "widget.html").write_text(f"{WIDGET}{WATCH}")
    handler = functools.partial(_Quiet, directory=str(built.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        page = engine.open()
        page.goto(f"{url}/all.html")
        assert page.run("return frames.length;") == len(pages)
        assert page.run(TRY) == [[], 0]
        check_left(page, [url])
        page.goto(f"{url}/widget.html")
        count = len(built.questions)
        wait(page, f"return {QUESTIONS}.length === {count};")
        page.run(f"for (const button of {QUESTIONS}) button.click();")
        answers = f"{INSIDE}.querySelectorAll('[part~=answer]')"
        wait(page, f"return {answers}.length === {count};", seconds=30)
        assert page.run(TRY_IN_WIDGET) == []
        check_left(page, [url])
        page.close()
        server.shutdown()
