"""Write the permanent addresses: ``q/<slug>/`` leads to where a question stands now."""

from __future__ import annotations

import html
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from .files import write_if_new
from .progress import watch

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
</head>
<body><p><a href="{target}">{title}</a></p></body>
</html>
"""


def build_permalink_page(title: str, page: str, base: str, lang: str) -> str:
    """Return a redirect that works without scripts, on any host and from a file.

    :param page: address of the question's place, below ``base``.
    """
    path = page.removeprefix(base)
    return _PAGE.format(
        lang=html.escape(lang),
        title=html.escape(title),
        canonical=html.escape(page if base else f"../../{path}"),
        target=html.escape(f"../../{path}"),
    )


def write_permalinks(
    folder: Path,
    targets: Mapping[str, Sequence[str]],
    before: Mapping[str, Sequence[str]],
    base: str,
    lang: str,
) -> None:
    """Write the pages that are not as before, and take away the addresses of no question.

    :param folder: ``q/`` of the output.
    :param targets: slug -> question and address of its place.
    """
    new = [slug for slug in targets if slug not in before or before[slug] != targets[slug]]
    for slug in watch(new, "writing permanent addresses"):
        title, page = targets[slug]
        text = build_permalink_page(title, page, base, lang)
        write_if_new(folder / slug / "index.html", text)
    if before.keys() != targets.keys() and folder.is_dir():
        for slug in {path.name for path in folder.iterdir()} - targets.keys():
            shutil.rmtree(folder / slug)
