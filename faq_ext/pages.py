"""Write the permanent addresses: ``q/<slug>/`` leads to where a question stands now."""

from __future__ import annotations

import html
import shutil
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from .catalog import Catalog
from .files import write_if_new
from .progress import watch
from .publication import Publication

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


_RETIRED = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>No longer answered</title>
<link rel="icon" href="data:,">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<style>
:root {{ color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }}
body {{ max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem }}
h1 {{ font-size: 1.75rem; line-height: 1.2 }}
</style>
</head>
<body>
<h1>This question is no longer answered</h1>
<p>{reason}</p>
<p><a href="../../">All questions</a></p>
</body>
</html>
"""


def list_targets(
    catalog: Catalog, shown: Container[str], publication: Publication
) -> dict[str, list[str]]:
    """Return what each permanent address leads to: slug -> question and address of its place.

    Of a retired question there is only the reason why it has no answer.

    :param shown: slugs of the questions that a page shows.
    """
    targets = {slug: [reason] for slug, reason in publication.retired.items()}
    for slugs in (catalog.former, catalog.questions):
        for slug, question in slugs.items():
            if question.slug in shown:
                targets[slug] = [question.question, publication.page(question)]
    return targets


def build_retired_page(reason: str, lang: str) -> str:
    """Return a page that says why a question is no longer answered."""
    return _RETIRED.format(lang=html.escape(lang), reason=html.escape(reason))


def build_permalink_page(title: str, page: str, base: str, lang: str) -> str:
    """Return a redirect that works without scripts, on any host and from a file.

    :param page: address of the question's place, below ``base``.
    """
    target = f"../../{page.removeprefix(base)}"
    return build_redirect(title, target, page if base else target, lang)


def build_redirect(title: str, target: str, canonical: str, lang: str) -> str:
    """Return a page that leads to another one."""
    return _PAGE.format(
        lang=html.escape(lang),
        title=html.escape(title),
        canonical=html.escape(canonical),
        target=html.escape(target),
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
    :param targets: of ``list_targets``.
    """
    new = [slug for slug in targets if slug not in before or before[slug] != targets[slug]]
    for slug in watch(new, "writing permanent addresses"):
        title, *page = targets[slug]
        text = (
            build_permalink_page(title, page[0], base, lang)
            if page
            else build_retired_page(title, lang)
        )
        write_if_new(folder / slug / "index.html", text)
    if before.keys() != targets.keys() and folder.is_dir():
        for slug in {path.name for path in folder.iterdir()} - targets.keys():
            shutil.rmtree(folder / slug)
