"""A watched page of another site with the widget on it: what every test demands in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .engines import LEFT, Page
from .publisher import Files, Handler, serving

#: Runs before the page's own scripts. It comes from the publisher, as the strict policy wants.
WATCH = b"""
window.watched = { errors: [], violations: [], events: [] };
addEventListener("error", (e) => watched.errors.push(String(e.message)));
addEventListener("unhandledrejection", (e) => watched.errors.push(`rejected: ${e.reason}`));
addEventListener("securitypolicyviolation", (e) => watched.violations.push(
  `${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
customElements.whenDefined("faq-widget").then(() => (watched.defined = performance.now()));
for (const name of ["ready", "open", "search", "error"]) {
  addEventListener(`faq-${name}`, ({ type, target, cause, message, link, slug, query, count }) =>
    watched.events.push({
      type, id: target.id, at: performance.now(), cause, message, link, slug, query, count }));
}
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>District</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">{watch}{script}</head>
<body><main><h1>District page</h1>{body}</main></body></html>"""
TAG = """<faq-widget id="{id}" src="{src}"{more}>
<ul><li><a href="{link}">All questions</a></li></ul></faq-widget>"""


def tag(src: str, name: str = "w", more: str = "") -> str:
    """Return the element with its fallback link, as a district pastes it."""
    return TAG.format(id=name, src=src, more=more, link=src.replace("faq/", "topics/"))


def write_page(origin: str, body: str, script: str = "faq/faq-widget.js") -> str:
    """Return a page of a district with the script of a publisher on it, and what watches it."""
    return PAGE.format(
        watch=f'<script src="{origin}/watch.js"></script>',
        script=f'<script type="module" src="{origin}/{script}"></script>',
        body=body,
    )


@contextmanager
def publishing(folder: Path, watch: bytes = WATCH) -> Iterator[tuple[str, list[Any]]]:
    """Serve a bundle and what watches a page; yield the origin, and what is asked of it."""
    files = Files(folder)

    def answer(handler: Handler) -> None:
        if handler.path == "/watch.js":
            handler.send(watch, Content_Type="text/javascript")
        else:
            files(handler)

    with serving(answer) as (origin, seen):
        yield origin, seen


@dataclass
class Host:
    """A host page and what its readers' browser did."""

    page: Page
    url: str
    publishers: list[str]
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    #: What a test expects to go wrong.
    allowed: list[str] = field(default_factory=list)

    def run(self, body: str, *arguments: Any) -> Any:
        return self.page.run(body, *arguments)


@contextmanager
def hosting(
    page: Page,
    html: str,
    publishers: list[str],
    headers: dict[str, str] | None = None,
    *,
    checked: bool = True,
) -> Iterator[Host]:
    """Open a page on a host of its own; at the end nothing is kept, and nobody else was asked.

    :param checked: False for pages that show what goes wrong without care.
    """

    def answer(handler: Handler) -> None:
        handler.send(html.encode(), Content_Type="text/html; charset=utf-8", **(headers or {}))

    with serving(answer) as (origin, seen):
        # Another name than the publishers', so that cookies of one are not cookies of the other.
        url = origin.replace("127.0.0.1", "localhost")
        host = Host(page, url, publishers, seen)
        page.goto(f"{url}/board?pupil=12345")
        yield host
        if checked:
            check_left(page, [url, *publishers], host.allowed)


def check_left(
    page: Page,
    origins: list[str],
    allowed: Collection[str] = (),
    *,
    cookies: Collection[str] = (),
) -> None:
    """Nothing is stored, no cookie, no uncaught error, and no request but to ``origins``.

    :param allowed: errors that a test expects.
    :param cookies: names of those that were there before.
    """
    left = page.run(LEFT)
    assert left["kept"] == [0, 0, "", 0]
    assert [error for error in left["errors"] if error not in allowed] == []
    for address in {*left["asked"], *page.requests()}:
        parts = urlsplit(address)
        assert parts.scheme in ("data", "blob") or f"{parts.scheme}://{parts.netloc}" in origins, (
            f"asked a stranger: {address}"
        )
    assert {cookie["name"] for cookie in page.cookies()} <= set(cookies)
