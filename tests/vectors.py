"""Hostile content, as files of a small site.

``fixtures/xss_answers.json`` holds what is short; the canaries that some of it tries to read
stand outside of the source folder.
"""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import BASE, CONF, question, write_sources

VECTORS = json.loads((Path(__file__).parent / "fixtures" / "xss_answers.json").read_text("utf-8"))
_COLONS = [":" * count for count in range(409, 9, -1)]
LARGE = [
    ("markdown", "myst/deep-quote", ">" * 3000 + " x"),
    ("markdown", "myst/deep-emph", "*" * 20000 + "x"),
    ("markdown", "myst/many-backticks", " ".join("`" * count for count in range(1, 800))),
    (
        "markdown",
        "myst/nested-directives-400",
        "\n".join([*(f"{fence}{{note}}" for fence in _COLONS), "x", *reversed(_COLONS)]),
    ),
    ("markdown", "myst/answer-1-line-5MB", "a" * 5 * 2**20),
    ("markdown", "myst/many-images", "![x](x.png) " * 2000),
    ("question", "question/combining-storm", "Z" + "\u0301" * 3000 + "?"),
    ("option:slug", "option-id/id-long", "a" * 5000),
]
ALL = [*VECTORS, *({"kind": kind, "name": name, "source": text} for kind, name, text in LARGE)]
CANARY = "CANARY: not of this site"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def page_of(vector: dict, canary: str) -> str:
    """Return the page that holds a vector."""
    text = vector["source"].replace("{canary}", canary)
    kind, _, option = vector["kind"].partition(":")
    if kind == "question":
        return question(text)
    if kind == "option":
        return question("Vector?", **{option: text})
    if kind == "file":
        front, _, answer = text.partition("\n---\n")
        return f"{front}\n---\n{question('Vector?', answer)}"
    return question("Vector?", f"{text}\n\nThe end.")


def write_site(folder: Path, vectors: list[dict], conf: str = "") -> dict[str, dict]:
    """Write a site with a page a vector, and canaries beside it; return slug -> vector."""
    (folder / "canary.txt").write_text(CANARY)
    (folder / "canary.png").write_bytes(b"\x89PNG\r\n\x1a\n" + CANARY.encode())
    outside = str(folder / "canary").lstrip("/")
    pages = {f"v{number}": vector for number, vector in enumerate(vectors)}
    files = {f"{slug}.md": page_of(vector, outside) for slug, vector in pages.items()}
    write_sources(
        folder / "source",
        {
            "conf.py": f"{CONF}\nhtml_copy_source = False\n{conf}",
            **BASE,
            "index.md": "# Home\n",  # a toctree of them all would take most of the time
            **files,
            "other.md": question("Other?"),
            "evil.svg": SVG,
        },
    )
    link = folder / "source" / "link-to-canary.txt"
    if not link.is_symlink():
        link.symlink_to(folder / "canary.txt")
    return pages
