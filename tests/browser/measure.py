"""What a page costs a reader: bytes of style and script, and how far it shifts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import brotli

KINDS = ("stylesheet", "script")

#: Scrolls down a few screens, then adds up the shifts that no click or key has caused.
_SHIFT = """async () => {
  for (let screen = 0; screen < 8; screen++) {
    scrollTo(0, screen * innerHeight);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
  }
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries()))
    .observe({type: "layout-shift", buffered: true});
  await new Promise((done) => setTimeout(done, 60));
  const late = found.filter((entry) => !entry.hadRecentInput);
  return late.reduce((sum, entry) => sum + entry.value, 0);
}"""


@contextmanager
def weighing(page: Any) -> Iterator[dict[str, int]]:
    """Yield address -> bytes (Brotli, quality 11) of each style sheet and script requested.

    The sizes are there when the block has ended.
    """
    asked: list[Any] = []
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: asked.append(answer))
    yield sizes
    for answer in asked:
        if answer.request.resource_type in KINDS and answer.ok:
            sizes[answer.url] = len(brotli.compress(answer.body(), quality=11))


def settle(page: Any) -> None:
    """Wait until the widget has come to rest, where there is one."""
    if page.locator("faq-widget").count():
        page.wait_for_load_state("networkidle")


def measure_shift(page: Any) -> float:
    """Return how far what one sees has moved by itself: the sum of all layout shifts."""
    settle(page)
    return float(page.evaluate(_SHIFT))
