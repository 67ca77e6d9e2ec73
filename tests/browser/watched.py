"""A browser that tells what was left behind, whichever test drove it.

Before a context closes, and after each test: nothing is kept, no request has left this machine, no
policy was violated; and the servers saw plain requests only, without cookies.
"""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Error

from ..asked import ASKED

#: All hosts of the tests are on loopback; who counts as a stranger among them, each test knows.
_OURS = re.compile(r"(?:https?|ws)://(?:127\.0\.0\.1|localhost)(?::|/)|(?:data|blob|file|about):")
#: As Chromium says it, of any frame.
_VIOLATION = re.compile(r"Content Security Policy|This document requires 'Trusted")
_KEPT = """async () => {
  const read = (what) => { try { return what(); } catch { return ""; } };
  const bases = await indexedDB.databases?.().catch(() => []);
  return [
    read(() => document.cookie), ...read(() => Object.keys(localStorage)),
    ...read(() => Object.keys(sessionStorage)), ...(bases ?? []).map(({ name }) => name),
  ].filter(Boolean);
}"""
#: A cookie that a test itself has put there, to see that it is not sent.
KNOWN = "known"

_problems: list[str] = []
_open: list[BrowserContext] = []


class WatchedBrowser:
    """Playwright's browser, but for what it does with contexts."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browser, name)

    def new_context(self, **options: Any) -> BrowserContext:
        context = self._browser.new_context(**options)
        _watch(context, runs=options.get("java_script_enabled", True))
        return context

    def new_page(self, **options: Any) -> Any:
        context = self.new_context(**options)
        page = context.new_page()
        page.close = context.close  # as the browser's own new_page() does
        return page


def _watch(context: BrowserContext, *, runs: bool) -> None:
    """Note what a context does, and look into it before it is closed."""
    close = context.close

    def look_and_close() -> None:
        if context in _open:
            _open.remove(context)
            _problems.extend(_look(context))
        close()

    def note_request(request: Any) -> None:
        if not _OURS.match(request.url):
            _problems.append(f"asked a stranger: {request.url}")

    def note_message(message: Any) -> None:
        if message.type == "error" and _VIOLATION.search(message.text):
            _problems.append(f"violation: {message.text}")

    context.on("request", note_request)
    context.on("console", note_message)
    context.close = look_and_close  # type: ignore[method-assign]
    if runs:
        _open.append(context)
    else:
        context.close = close  # type: ignore[method-assign]


def _look(context: BrowserContext) -> list[str]:
    """Say what a context keeps."""
    found = []
    for page in context.pages:
        for frame in page.frames:
            try:
                kept = frame.evaluate(_KEPT)
            except Error:  # of no origin, or about to leave
                continue
            found.extend(f"kept in {frame.url}: {name}" for name in kept)
    names = [cookie["name"] for cookie in context.cookies()]
    return found + [f"kept a cookie: {name}" for name in names if name != KNOWN]


def take_problems() -> list[str]:
    """Return what went wrong since the last time."""
    for context in [*_open]:
        if kept := _look(context):
            _problems.extend(kept)
            _open.remove(context)  # said once
    for method, path, headers in ASKED:
        names = {name.lower() for name in headers}
        published = path.endswith(".json")
        if (
            method not in ("GET", "HEAD")
            or names & {"cookie", "content-length"}
            or (published and ("referer" in names or "?" in path.replace("?moved", "")))
        ):
            _problems.append(f"not plain: {method} {path} {sorted(names)}")
    found = list(dict.fromkeys(_problems))
    ASKED.clear()
    _problems.clear()
    return found
