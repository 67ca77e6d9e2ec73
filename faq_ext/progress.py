"""Show that work goes on: Sphinx's own display, a step for each two hundred things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sphinx.util.display import status_iterator

STEP = 200  # each line of the display costs as much as ten questions

_T = TypeVar("_T")


def watch(things: Sequence[_T], summary: str, step: int = STEP) -> Iterator[_T]:
    """Yield things one by one; say after each step how far it is."""
    starts = range(0, len(things), step)
    shown = status_iterator(
        starts,
        f"{summary}... ",
        length=len(starts),
        stringify_func=lambda start: str(min(start + step, len(things))),
    )
    if things:
        for start in shown:
            yield from things[start : start + step]
