"""What docs/embed/security.md and privacy.md promise, on a page of another site."""

import http.server
import re
import threading
from contextlib import contextmanager

import pytest

from faq_ext.assets import describe_script
from faq_ext.embed_code import write_widget

from ..conftest import DOCS, _Quiet
from .engines import wait
from .host import WATCH, check_left
from .reader import FIELD, INSIDE, open_first, there

pytestmark = pytest.mark.browser

NO_ICON = '<link rel="icon" href="data:,">'  # Chromium asks for /favicon.ico otherwise
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>District</title>
{icon}<script src="{origin}/watch.js" crossorigin></script>
</head><body><h1>Questions</h1>{snippet}</body></html>"""
ICON = " data:"  # of the page above
LINK = "document.querySelector('faq-widget a')"


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
def embed(page, site, csp, script=None):
    """Open a host page; yield what its browser asks the publisher's server for, and the origin."""
    seen = []

    class Publisher(_Quiet):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(site.built.output))

        def do_GET(self):
            if self.path == "/watch.js":
                return self.send(WATCH)
            if self.path == "/known":
                return self.send(f"<!DOCTYPE html>{NO_ICON}".encode(), "text/html")
            seen.append((self.command, self.path, dict(self.headers)))
            if script and self.path.endswith(".js"):
                return self.send(script)
            super().do_GET()

        def send(self, body, kind="text/javascript"):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def end_headers(self):
            # A reader who has been here before; and for the case that another one is kept.
            name = "known" if self.path == "/known" else "tracked"
            self.send_header("Set-Cookie", f"{name}=1; Path=/")
            super().end_headers()

    with serve(Publisher) as port:
        # Two names, so that cookies of one are not cookies of the other.
        origin = f"http://127.0.0.1:{port}"
        links = {f"{origin}/topics/": "All questions"}
        snippet = write_widget(describe_script(), f"{origin}/faq/", links.items())
        html = PAGE.format(snippet=snippet, origin=origin, icon=NO_ICON)

        class Host(_Quiet):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Security-Policy", csp.replace("ORIGIN", origin))
                self.end_headers()
                self.wfile.write(html.encode())

        with serve(Host) as host:
            page.goto(f"{origin}/known")
            seen.clear()
            page.goto(f"http://localhost:{host}/board?pupil=12345")
            yield seen, origin


def use(page):
    """Do what readers do: look, open, search."""
    open_first(page)
    page.click(FIELD)
    for letter in "how to pay":
        page.press(letter)
    wait(page, there(f"{INSIDE}.querySelector('mark')"))


@pytest.fixture
def page(engine):
    page = engine.open()
    yield page
    page.close()


def test_works_under_the_exact_policy(page, site):
    """No violation of the policy or of Trusted Types; one origin, plain requests, nothing kept."""
    with embed(page, site, policy()) as (seen, origin):
        use(page)
        host = page.run("return location.origin;")
        assert page.run("return watched.violations;") == []
        check_left(page, [host, origin], cookies={"known"})
        files = [(path, headers) for _, path, headers in seen]
        assert len(files) > 4 and {method for method, _, _ in seen} == {"GET"}
        assert all(path.startswith("/faq/") and "?" not in path for path, _ in files)
        assert all("Cookie" not in headers for _, headers in files)
        assert all("Referer" not in headers for path, headers in files if ".json" in path)
        assert {headers.get("Origin") for _, headers in files} == {host}
        assert not any("12345" in f"{path}{headers}" for path, headers in files)


@pytest.mark.leaves("^violation: ")
def test_what_may_connect_is_needed(page, site):
    """Without it there is a violation, so the test above would see one; and the links stay."""
    with embed(page, site, policy().replace("connect-src ORIGIN", "")) as _:
        wait(page, "return watched.violations.length;")
        assert page.run(f"return {LINK}.checkVisibility();")


@pytest.mark.leaves("^violation: ")
def test_what_may_run_is_needed(page, site):
    """Without it no script is even asked for; and the links stay."""
    with embed(page, site, policy().replace("script-src ORIGIN", "")) as (seen, _):
        page.run("await new Promise((done) => setTimeout(done, 500));")
        assert seen == []
        assert page.run(f"return {LINK}.checkVisibility();")


def test_a_changed_script_is_not_run(page, site):
    """The pinned hash: whoever holds the server cannot run another script in a host page."""
    with embed(page, site, policy(), b"document.title = 'taken over';") as (seen, _):
        page.run("await new Promise((done) => setTimeout(done, 500));")
        assert [path for _, path, _ in seen if path.endswith(".js")]
        assert page.run("return document.title;") == "District"
        assert page.run(f"return {LINK}.checkVisibility();")
