"""Browsers, and pages that remember what went wrong on them."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from . import firefox, webkit
from .engine import (
    ARGUMENTS,
    FIREFOX,
    SCREEN,
    WEBKIT,
    MissingError,
    find,
    find_chromium,
)
from .engines import ChromiumPage, Page
from .host import check_left
from .watched import WatchedBrowser, take_problems


@pytest.fixture(scope="session")
def browser(request):
    if request.config.getoption("--no-browser"):
        pytest.skip("--no-browser was asked for")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(
            executable_path=find_chromium(playwright), args=ARGUMENTS
        )
        yield WatchedBrowser(engine)
        problems = take_problems()  # of pages that several tests share
        engine.close()
    assert problems == []


@pytest.fixture(autouse=True)
def nothing_is_left(request):
    """No cookie, nothing stored, no stranger asked, no policy violated, plain requests only.

    ``@pytest.mark.leaves(pattern, …)`` names what a test must leave behind all the same.
    """
    yield
    marker = request.node.get_closest_marker("leaves")
    expected = marker.args if marker else ()
    problems = take_problems()
    # Only Chromium's driver tells all that happens.
    is_told = getattr(request.node, "callspec", None) is None or (
        request.node.callspec.params.get("engine", "chromium") == "chromium"
    )
    for pattern in expected if is_told else ():
        assert any(re.search(pattern, problem) for problem in problems), pattern
    assert [p for p in problems if not any(re.search(each, p) for each in expected)] == []


def is_given_up(request) -> bool:
    """What is on its way for a widget that is taken away, or a page that is left, is given up."""
    is_ours = re.search(r"/faq/[\w-]+(\.\w+)?\.json$", request.url)
    return bool(is_ours) and request.failure == "net::ERR_ABORTED"


@pytest.fixture
def visit(browser, site):
    """Return ``visit(path, **context)``: a page that must end without an error.

    No console error, no uncaught exception, no failed request, no request to another origin;
    and see ``nothing_is_left``.
    """

    @contextmanager
    def open_page(path: str, **options) -> Iterator:
        context = browser.new_context(**options)
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda m: m.type == "error" and problems.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("requestfailed", lambda r: is_given_up(r) or problems.append(f"failed: {r.url}"))
        page.on(
            "request",
            lambda r: r.url.startswith(site.url) or problems.append(f"other origin: {r.url}"),
        )
        page.goto(site.url + path)
        page.set_default_timeout(8000)
        yield page
        assert problems == []
        context.close()

    return open_page


@dataclass(frozen=True)
class Engine:
    """Opens pages that share nothing; only Chromium takes options."""

    name: str
    open: Callable[..., Page]


@contextmanager
def running_firefox(folder: Path) -> Iterator[Engine]:
    with firefox.start(*find(FIREFOX), folder) as connection:
        yield Engine("firefox", lambda: firefox.FirefoxPage(connection))


@contextmanager
def running_webkit() -> Iterator[Engine]:
    driver, xvfb = find(WEBKIT, SCREEN)
    with webkit.start_screen(xvfb) as display:
        yield Engine("webkit", lambda: webkit.WebKitPage(driver, display))


#: Where each change is tested, and where all runs that needs no emulation.
ENGINES = ["chromium", *(pytest.param(n, marks=pytest.mark.soak) for n in ("firefox", "webkit"))]
#: How it begins that an engine is not there; a process that tests reports no more than a reason.
MISSING = "not run in "


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.engines)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request, tmp_path_factory) -> Iterator[Engine]:
    if request.config.getoption("--no-browser"):
        pytest.skip("--no-browser was asked for")
    with ExitStack() as stack:
        if request.param == "chromium":
            browser = request.getfixturevalue("browser")
            yield Engine("chromium", lambda **options: ChromiumPage(browser, **options))
            return
        try:
            if request.param == "firefox":
                running = running_firefox(tmp_path_factory.mktemp("firefox"))
            else:
                running = running_webkit()
            yield stack.enter_context(running)
        except MissingError as missing:
            # The reason is said once more at the end, in red.
            pytest.skip(f"{MISSING}{request.param}: {missing}")


@pytest.fixture
def view(engine, site):
    """Return ``view(path, width, **options)``: a page of the site, in any engine."""

    @contextmanager
    def open_page(path: str, width: int = 1280, **options) -> Iterator[Page]:
        page = engine.open(**options)
        page.resize(width, 900)
        page.goto(site.url + path)
        yield page
        check_left(page, [site.url.rstrip("/")])
        page.close()

    return open_page


def pytest_terminal_summary(terminalreporter) -> None:
    reasons = {
        test.longrepr[2].removeprefix("Skipped: ")
        for test in terminalreporter.stats.get("skipped", ())
    }
    for reason in sorted(reason for reason in reasons if reason.startswith(MISSING)):
        name, _, why = reason.removeprefix(MISSING).partition(": ")
        terminalreporter.section(f"NOT RUN: {name}", red=True)
        terminalreporter.line(f"Site and widget were not opened in {name}: {why}")
