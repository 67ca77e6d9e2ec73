"""Hostile pages in a browser: with ``faq_untrusted`` none of them runs or fetches anything."""

import functools
import http.server
import threading

import pytest

from ..conftest import _Quiet, run_build
from ..vectors import VECTORS, write_site

pytestmark = pytest.mark.browser

WATCH = """
window.alert = () => { window.top.ran = (window.top.ran || []).concat(location.pathname) };
window.print = window.confirm = window.prompt = window.alert;
"""
TRY = """
for (const frame of document.querySelectorAll("iframe")) {
  const inside = frame.contentDocument;
  inside.addEventListener("click", event => event.preventDefault(), true);
  for (const element of inside.querySelectorAll(".body *"))
    for (const name of ["click", "mouseover", "focus", "keydown", "pointerdown", "copy"])
      element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
}
"""
WIDGET = """<!DOCTYPE html><title>Widget</title><link rel="icon" href="data:,">
<script type="module" src="faq/faq-widget.js"></script>
<faq-widget src="faq/" limit="999"></faq-widget>"""
#: Opens all answers of the widget, and waits until they are there.
OPEN = """async (count) => {
  const until = async (test) => {
    while (!test()) await new Promise((done) => setTimeout(done, 50));
  };
  const inside = document.querySelector("faq-widget").shadowRoot;
  await until(() => inside.querySelectorAll("[aria-expanded]").length === count);
  for (const button of inside.querySelectorAll("[aria-expanded]")) button.click();
  await until(() => inside.querySelectorAll("[part~=answer]").length === count);
}"""
TRY_IN_WIDGET = """
const inside = document.querySelector("faq-widget").shadowRoot;
inside.addEventListener("click", event => event.preventDefault(), true);
for (const element of inside.querySelectorAll("[part~=answer] *"))
  for (const name of ["click", "mouseover", "focus", "keydown", "pointerdown", "copy"])
    element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
"""


def test_nothing_runs_from_static_pages(browser, tmp_path):
    """All pages in one, each in its frame, with every element touched: no alert, no request."""
    pages = write_site(tmp_path, VECTORS, "faq_untrusted = True\n")
    built = run_build(tmp_path / "source", tmp_path / "output")
    frames = "".join(f'<iframe src="{slug}.html"></iframe>' for slug in pages)
    (built.output / "all.html").write_text(f"<!DOCTYPE html><title>All</title>{frames}")
    (built.output / "widget.html").write_text(WIDGET)
    handler = functools.partial(_Quiet, directory=str(built.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        context = browser.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        strangers: list[str] = []
        ours = (url, "data:,")
        page.on("request", lambda r: r.url.startswith(ours) or strangers.append(r.url))
        page.goto(f"{url}all.html", wait_until="load", timeout=120_000)
        assert page.locator("iframe").count() == len(pages)
        page.evaluate(TRY)
        page.wait_for_timeout(500)
        assert page.evaluate("window.ran || []") == []
        page.goto(f"{url}widget.html")
        page.evaluate(OPEN, len(built.questions))
        page.evaluate(TRY_IN_WIDGET)
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran || []") == []
        assert strangers == []
        assert all(frame.url.startswith(url) for frame in page.frames)
        context.close()
        server.shutdown()
