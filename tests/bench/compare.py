"""Assert that two outputs show the same."""

from __future__ import annotations

import html
import re
from pathlib import Path

_MAIN = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.S)
_HIDDEN = re.compile(r'<p\b[^>]* hidden="".*?</p>', re.S)


def compare_pages(faq: Path, plain: Path) -> int:
    """Assert that both show the same text, with as many links and sections; count the pages.

    :raises AssertionError: naming the page that differs.
    """
    pages = sorted(plain.glob("[qpste]*[0-9].html"))
    assert pages
    for page in pages:
        ours, theirs = (_visible(folder / page.name) for folder in (faq, plain))
        assert ours == theirs, f"{page.name} differs: {_first_difference(ours, theirs)}"
    return len(pages)


def _visible(page: Path) -> tuple[int, int, list[str]]:
    match = _MAIN.search(page.read_text("utf-8"))
    assert match, page
    main = _HIDDEN.sub("", match[1])
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|ul|div)>", " ", main)))
    return len(re.findall(r"<a\s", main)), len(re.findall(r"<section[^>]* id=", main)), text.split()


def _first_difference(ours: tuple, theirs: tuple) -> str:  # type: ignore[type-arg]
    if ours[:2] != theirs[:2]:
        return f"links, sections {ours[:2]} against {theirs[:2]}"
    for place, (a, b) in enumerate(zip(ours[2], theirs[2], strict=False)):
        if a != b:
            return f"{ours[2][place - 5 : place + 5]} against {theirs[2][place - 5 : place + 5]}"
    return f"{len(ours[2])} words against {len(theirs[2])}"
