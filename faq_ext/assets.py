"""The script and the style sheet that the package carries, and how a page uses them."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files import write_file
from .nodes import DUE_SCRIPT

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATIC = Path(__file__).parent / "static"
SCRIPT = STATIC / "faq-widget.js"
STYLE = STATIC / "faq.css"
DUE = STATIC / DUE_SCRIPT
RELEASED = Path(__file__).parent / "released"  #: The scripts of all releases, by hashed name.


def add_styles(app: Sphinx) -> None:
    """Put the style sheet of questions and listings on every page (``builder-inited``)."""
    if app.builder.format == "html":
        app.add_css_file(STYLE.name)


def add_files(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have style sheet and script copied (``env-before-read-docs``).

    Not before: Sphinx looks for sources in each build, and compares every file that it finds
    with every path that is copied.
    """
    if app.builder.format == "html":
        app.config.html_static_path += [str(STYLE), str(DUE)]


def describe_script() -> dict[str, Any]:
    """Return the manifest's entry of the script, or nothing where it is not built."""
    return describe(SCRIPT) if SCRIPT.is_file() else {}


def describe(path: Path) -> dict[str, Any]:
    """Return the name that a file is published by, and its hashes; both change with its content."""
    data = path.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    integrity = build_integrity(data)
    file = f"{path.stem}.{sha[:16]}{path.suffix}"
    return {"file": file, "hash": sha, "size": len(data), "integrity": integrity}


def build_integrity(data: bytes) -> str:
    """Return what a snippet pins a script by."""
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def write_script(folder: Path) -> dict[str, Any]:
    """Copy the script into the bundle; return its entry in the manifest.

    The hashed copy is for snippets that pin the script by its integrity. Those of all releases
    are copied, too: somewhere a page still asks for each of them.
    """
    for path in sorted(RELEASED.glob("*.js")):
        _copy(path, folder / ("embed" if path.name.startswith("frame.") else ""))
    entry = describe_script()
    if not entry:
        from .diagnostics import Diagnostic, warn

        warn(
            Diagnostic.SCRIPT,
            "the widget's script is not built, so the bundle has none: in a checkout run "
            "'npm ci && npm run build' in widget/ (or 'nox -s site', which does that too).",
        )
        return {}
    for name in (entry["file"], SCRIPT.name):
        _copy(SCRIPT, folder, name)
    return entry


def _copy(source: Path, folder: Path, name: str = "") -> None:
    data = source.read_bytes()
    path = folder / (name or source.name)
    if not (path.is_file() and path.read_bytes() == data):
        write_file(path, data)
