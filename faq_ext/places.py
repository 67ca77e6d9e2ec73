"""Find the line that a message should name, in a file that holds no record of its lines."""

from __future__ import annotations

import os
import re
from pathlib import Path


def short_path(path: str) -> str:
    """Return a path from here, as one would type it; on Windows there is none to another drive."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return path


def find_line(path: Path, *words: str) -> tuple[str, int]:
    """Return a file and the line of the last word, each looked for from the one before on.

    Where one is not found, it is the line of the one before; the first line if none is.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        lines = []
    at = 0
    for word in words:
        whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        at = next((n for n in range(at, len(lines)) if whole.search(lines[n])), at)
    return str(path), at + 1


def at_line(path: Path, *words: str) -> str:
    """Return the same as ``file:line``; Sphinx takes a place without a line for a document."""
    return "{}:{}".format(*find_line(path, *words))
