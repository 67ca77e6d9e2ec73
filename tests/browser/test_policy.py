"""What docs/embed/security.md and privacy.md promise, on a page of another site."""

import http.server
import re
import threading
from contextlib import contextmanager

import pytest

from faq_ext.assets import describe_script
from faq_ext.embed_code import write_widget

from ..conftest import DOCS, _Quiet

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>District</title>
<link rel="icon" href="data:,"></head><body><h1>Questions</h1>{snippet}</body></html>"""
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (e) => violations.push(
  `${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
"""
ICON = " data:"  # of the page above; Chromium asks for /favicon.ico otherwise


def policy():
    """Return the policy as the page for reviewers has it."""
    page = (DOCS / "embed" / "security.md").read_text("utf-8")
    found = re.search(r"```text\n(default-src .*?)\n```", page, re.DOTALL)
    return " ".join(found[1].split()).replace("img-src ORIGIN", f"img-src ORIGIN{ICON}")


@contextmanager
def serve(handler):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port
        server.shutdown()


@contextmanager
def embed(browser, site, csp, script=None):
    """Yield a host page, and what its readers' browser asked the publisher's server for."""
    seen = []

    class Publisher(_Quiet):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(site.built.output))

        def do_GET(self):
            seen.append((self.command, self.path, dict(self.headers)))
            if script and self.path.endswith(".js"):
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript")
                self.end_headers()
                self.wfile.write(script)
                return
            super().do_GET()

        def end_headers(self):
            self.send_header("Set-Cookie", "tracked=1; Path=/")  # for the case that one is kept
            super().end_headers()

    with serve(Publisher) as port:
        # Two names, so that cookies of one are not cookies of the other.
        origin = f"http://127.0.0.1:{port}"
        links = {f"{origin}/topics/": "All questions"}
        html = PAGE.format(snippet=write_widget(describe_script(), f"{origin}/faq/", links.items()))

        class Host(_Quiet):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Security-Policy", csp.replace("ORIGIN", origin))
                self.end_headers()
                self.wfile.write(html.encode())

        with serve(Host) as host:
            context = browser.new_context()
            context.add_cookies([{"name": "known", "value": "1", "url": origin}])
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.add_init_script(WATCH)
            asked = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"http://localhost:{host}/board?pupil=12345")
            yield page, seen, asked, origin
            context.close()


def use(page):
    """Do what readers do: look, open, search."""
    widget = page.locator("faq-widget")
    widget.locator("[aria-expanded]").first.click()
    widget.locator("[part~=answer]:visible").first.wait_for()
    widget.locator("input").fill("how to pay")
    widget.locator("mark").first.wait_for()


def test_works_under_the_exact_policy(browser, site):
    """No violation of the policy or of Trusted Types; one origin, plain requests, nothing kept."""
    with embed(browser, site, policy()) as (page, seen, asked, origin):
        use(page)
        host = page.evaluate("location.origin")
        assert page.evaluate("violations") == []
        assert {re.match(r"data:|https?://[^/]+", url)[0] for url in asked} <= {
            origin,
            host,
            "data:",
        }
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            0, 0, "",
        ]  # fmt: skip
        assert {cookie["name"] for cookie in page.context.cookies()} == {"known"}
        assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
        files = [(path, headers) for _, path, headers in seen]
        assert len(files) > 4 and {method for method, _, _ in seen} == {"GET"}
        assert all(path.startswith("/faq/") and "?" not in path for path, _ in files)
        assert all("Cookie" not in headers for _, headers in files)
        assert all("Referer" not in headers for path, headers in files if ".json" in path)
        assert {headers.get("Origin") for _, headers in files} == {host}
        assert not any("12345" in f"{path}{headers}" for path, headers in files)


@pytest.mark.leaves("^violation: ")
@pytest.mark.parametrize("left_out", ["script-src ORIGIN", "connect-src ORIGIN"])
def test_each_part_of_the_policy_is_needed(browser, site, left_out):
    """Without it there is a violation, so the test above would see one; and the links stay."""
    assert left_out in policy()
    with embed(browser, site, policy().replace(left_out, "")) as (page, _, _, _):
        page.wait_for_function("violations.length")
        assert page.locator("faq-widget a", has_text="All questions").is_visible()


def test_a_changed_script_is_not_run(browser, site):
    """The pinned hash: whoever holds the server cannot run another script in a host page."""
    script = b"document.title = 'taken over';"
    with embed(browser, site, policy(), script) as (page, seen, _, _):
        page.wait_for_load_state("networkidle")
        assert [path for _, path, _ in seen if path.endswith(".js")]
        assert page.title() == "District"
        assert page.locator("faq-widget a", has_text="All questions").is_visible()
