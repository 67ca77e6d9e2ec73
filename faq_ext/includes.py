"""End an include that would lead back to itself.

docutils says so and goes on. MyST follows the circle until Python has no room left, and the
build ends with a traceback that names no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .diagnostics import Diagnostic, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_INCLUDE = re.compile(
    r"^[ \t>]*[`:~]{3,}[ \t]*\{include\}[ \t]*(\S.*?)[ \t]*$((?:\n[ \t>]*:[\w-]+:.*$)*)", re.M
)
_PARTLY = re.compile(r":(?:start-|end-|literal:|code:)")  # options by which a file may show itself


def end_circle(app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Empty a file that includes itself, directly or by others (``include-read``)."""
    file = Path(app.srcdir, path).resolve()
    for line, included in _includes(app.env, content[0]):
        if _reaches(app.env, included, file):
            message = (
                "this include leads back to the file that it stands in: take it out. Until "
                "then nothing of that file is included."
            )
            warn(Diagnostic.NESTING, message, f"{file}:{line}")
            content[0] = ""
            return


def _includes(env: BuildEnvironment, text: str) -> Iterator[tuple[int, Path]]:
    """Yield the line of each include in Markdown that takes in a whole file, and that file."""
    for match in _INCLUDE.finditer(text):
        if not _PARTLY.search(match[2]):
            line = text.count("\n", 0, match.start()) + 1
            yield line, Path(env.relfn2path(match[1])[1]).resolve()


def _reaches(env: BuildEnvironment, start: Path, target: Path) -> bool:
    ahead, seen = [start], set()
    while ahead:
        file = ahead.pop()
        if file == target:
            return True
        if file not in seen and file.is_file():
            seen.add(file)
            ahead += [path for _, path in _includes(env, file.read_text("utf-8", "replace"))]
    return False
