"""End an include that would lead back to itself.

docutils says so and goes on. MyST follows the circle until Python has no room left, and the
build ends with a traceback that names no file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import Diagnostic, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_AS_SOURCE = frozenset({"literal", "code"})
_PARTLY = frozenset({"start-line", "end-line", "start-after", "end-before"})


def end_circle(app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Empty a file that is the page itself, or is being included already (``include-read``)."""
    directives = list(_open_includes())
    if not directives or directives[0].options.keys() & _AS_SOURCE:
        return  # of reStructuredText, or not followed
    this, *around = directives
    file = _file_of(app, this)
    whole = not this.options.keys() & _PARTLY  # a page may show a part of itself
    page = Path(app.env.doc2path(app.env.current_document.docname)).resolve()
    if (whole and file == page) or file in [_file_of(app, directive) for directive in around]:
        message = (
            "this include leads back to a file that is being read: take it out. Until then "
            "nothing stands in its place."
        )
        warn(Diagnostic.NESTING, message, f"{this.document['source']}:{this.lineno}")
        content[0] = ""
        this.options.clear()  # MyST would look for the part in what is empty now


def _open_includes() -> Iterator[Any]:
    """Yield MyST's include directives that are at work, the innermost first.

    MyST keeps no list of them, so the call stack is asked.
    """
    mocking = sys.modules.get("myst_parser.mocking")
    frame = sys._getframe() if mocking else None
    while frame:
        if frame.f_code is mocking.MockIncludeDirective.run.__code__:  # type: ignore[union-attr]
            yield frame.f_locals["self"]
        frame = frame.f_back


def _file_of(app: Sphinx, directive: Any) -> Path:
    return Path(app.env.relfn2path(directive.arguments[0])[1]).resolve()
