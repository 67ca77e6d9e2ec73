"""Keep sphinx-tags' generated pages untouched where their content is the same.

sphinx-tags deletes and writes its pages anew at every build, so that each of them, and
all that Sphinx makes of it, is always out of date. A file's time is all that Sphinx
compares; giving it back to a file of equal bytes is the least that helps.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_before: WeakKeyDictionary[Sphinx, dict[Path, tuple[bytes, os.stat_result]]] = WeakKeyDictionary()


def _pages(app: Sphinx) -> list[Path]:
    if not getattr(app.config, "tags_create_tags", False):
        return []
    folder = Path(app.srcdir) / app.config.tags_output_dir
    return [path for path in folder.glob("*.*") if path.is_file()]


def remember(app: Sphinx) -> None:
    """Keep the pages' bytes and times, before sphinx-tags runs (``builder-inited``)."""
    _before[app] = {path: (path.read_bytes(), path.stat()) for path in _pages(app)}


def restore(app: Sphinx) -> None:
    """Give its time back to each page that is what it was (``builder-inited``)."""
    before = _before.pop(app, {})
    for path in _pages(app):
        if path in before and path.read_bytes() == before[path][0]:
            stat = before[path][1]
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
