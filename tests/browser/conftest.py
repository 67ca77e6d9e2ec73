"""A browser, and pages that remember what went wrong on them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from .engine import ARGUMENTS, find_chromium
from .engines import ChromiumPage


@pytest.fixture(scope="session")
def browser(request):
    if request.config.getoption("--no-browser"):
        pytest.skip("--no-browser was asked for")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(
            executable_path=find_chromium(playwright), args=ARGUMENTS
        )
        yield engine
        engine.close()


@pytest.fixture
def visit(browser, site):
    """Return ``visit(path, **context)``: a page that must end without an error.

    No console error, no uncaught exception, no failed request, no request to another
    origin, no cookie and nothing stored.
    """

    @contextmanager
    def open_page(path: str, **options) -> Iterator:
        context = browser.new_context(**options)
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda m: m.type == "error" and problems.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        # Answers that are loaded when idle are given up when the page is left.
        page.on(
            "requestfailed",
            lambda request: (
                request.failure == "net::ERR_ABORTED" or problems.append(f"failed: {request.url}")
            ),
        )
        page.on(
            "request",
            lambda r: r.url.startswith(site.url) or problems.append(f"other origin: {r.url}"),
        )
        page.goto(site.url + path)
        page.set_default_timeout(8000)
        yield page
        if options.get("java_script_enabled", True):
            stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
            assert stored == [0, 0, ""]
        assert problems == []
        assert context.cookies() == []
        context.close()

    return open_page


class Chromium:
    """Opens pages in Playwright's Chromium, each in a context of its own."""

    name = "chromium"

    def __init__(self, browser):
        self._browser = browser

    def open(self, **options):
        return ChromiumPage(self._browser, **options)


@pytest.fixture(scope="session")
def engine(browser):
    return Chromium(browser)
