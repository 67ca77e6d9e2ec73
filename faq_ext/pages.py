"""Write the permanent addresses: ``q/<slug>/`` leads to where a question stands now."""

from __future__ import annotations

import html
import shutil
from collections.abc import Mapping
from pathlib import Path

from .files import write_file

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
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
    outdir: Path, targets: Mapping[str, tuple[str, str]], base: str, lang: str
) -> None:
    """Write the pages below ``q/``, and take away the addresses of no question.

    :param targets: slug -> question and address of its place.
    """
    folder = outdir / "q"
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    for slug, (title, page) in targets.items():
        text = build_permalink_page(title, page, base, lang)
        path = folder / slug / "index.html"
        if slug not in present or not path.is_file() or path.read_text("utf-8") != text:
            write_file(path, text)
    for slug in present - targets.keys():
        shutil.rmtree(folder / slug)
