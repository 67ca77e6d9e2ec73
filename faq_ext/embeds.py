"""Write what stands on other sites where the widget cannot: fragments, and a page for iframes."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .assets import STATIC, describe
from .files import dump_json, write_if_new, write_pieces
from .fragments import build_fragments, group_by_topic, in_reading_order, write_link
from .progress import watch

#: What the page in an iframe may do; it needs nothing inline and nobody else's files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
LINKS = 5  # that a snippet holds

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<base target="_blank">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">
<script src="{inside}" defer></script>
<script type="module" src="../{script}"></script>
</head>
<body>
<faq-widget src="../">
<ul>
{links}</ul>
</faq-widget>
</body>
</html>
"""


def write_fragments(
    folder: Path, bundle: Mapping[str, Any], before: Mapping[str, str]
) -> dict[str, str]:
    """Write ``static/…``, and delete the fragments of what is gone.

    A question stands in four of them, so those that an edit does not concern are left alone.

    :param before: what this returned after the build before: name -> digest of its content.
    """
    fragments = list(build_fragments(bundle))
    for fragment in watch(fragments, "writing fragments", step=1):
        path = folder / "static" / fragment.name
        if before.get(fragment.name) != fragment.made_of or not path.is_file():
            write_pieces(path, fragment.pieces)
    made_of = {fragment.name: fragment.made_of for fragment in fragments}
    for path in (folder / "static").rglob("*.html"):
        if path.relative_to(folder / "static").as_posix() not in made_of:
            path.unlink()
    return made_of


def write_embed_page(folder: Path, bundle: Mapping[str, Any], script: Mapping[str, Any]) -> None:
    """Write ``embed/index.html`` and its files, which change their names with their content.

    :param script: the manifest's entry of the widget's script; without one there is no page.
    """
    if not script:
        return
    names = {}
    for source in ("faq-inside.js", "embed.css", "faq-frame.js"):
        text = (STATIC / source).read_text("utf-8")
        names[source] = describe(STATIC / source)["file"].removeprefix("faq-")
        write_if_new(folder / "embed" / names[source], text)
    up = "" if bundle["base"] else "../../"
    links = (
        f"<li>{write_link(up + topic['page'], topic['name'])}</li>\n" for topic in bundle["topics"]
    )
    page = _PAGE.format(
        lang=html.escape(bundle["lang"]),
        policy=html.escape(POLICY, quote=False),
        title=html.escape(bundle["title"]),
        style=names["embed.css"],
        inside=names["faq-inside.js"],
        script=script["file"],
        links="".join(links),
    )
    write_if_new(folder / "embed" / "index.html", page)
    write_if_new(folder / "embed" / "builder.js", (STATIC / "faq-builder.js").read_text("utf-8"))
    data = dump_json(_describe(bundle, script, describe(STATIC / "faq-frame.js")))
    write_if_new(folder / "embed" / "builder-data.js", f"globalThis.faqBuilder = {data.strip()};\n")


def _describe(
    bundle: Mapping[str, Any], script: Mapping[str, Any], frame: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the builder of snippets knows: scripts, places, and some questions of each."""

    def describe_places(kind: str) -> list[dict[str, Any]]:
        found = []
        for heading in bundle[kind]:
            members = [q for q in bundle["questions"] if heading["slug"] in q[kind]]
            place = {name: heading[name] for name in ("slug", "name", "page")}
            found.append({**place, "questions": _links(in_reading_order(heading, members))})
        return found

    return {
        "directory": f"{bundle['base']}faq/",
        "title": bundle["title"],
        "script": {"file": script["file"], "integrity": script["integrity"]},
        "frame": {"file": frame["file"].removeprefix("faq-"), "integrity": frame["integrity"]},
        "topics": describe_places("topics"),
        "stakeholders": describe_places("stakeholders"),
        "all": {
            "slug": "",
            "name": bundle["title"],
            "page": bundle["base"],
            "questions": _links(members[0] for _, members in group_by_topic(bundle)),
        },
    }


def _links(questions: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return the first questions as links; without a script these are what readers see."""
    return [[q["permalink"], q["question"]] for q in itertools.islice(questions, LINKS)]
