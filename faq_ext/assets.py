"""The script and the style sheet that the package carries, and how a page uses them."""

from __future__ import annotations

import base64
import hashlib
import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files import write_file
from .nodes import DUE_SCRIPT

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
SCRIPT = STATIC / "faq-widget.js"
STYLE = STATIC / "faq.css"
DUE = STATIC / DUE_SCRIPT


def add_styles(app: Sphinx) -> None:
    """Put the style sheet of questions and listings on every page (``builder-inited``)."""
    if app.builder.format == "html":
        app.config.html_static_path += [str(STYLE), str(DUE)]
        app.add_css_file(STYLE.name)


def describe_script() -> dict[str, Any]:
    """Return the manifest's entry of the script, or nothing where it is not built."""
    if not SCRIPT.is_file():
        return {}
    data = SCRIPT.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    integrity = "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()
    file = f"faq-widget.{sha[:16]}.js"
    return {"file": file, "hash": sha, "size": len(data), "integrity": integrity}


def write_script(folder: Path) -> dict[str, Any]:
    """Copy the script into the bundle; return its entry in the manifest.

    The hashed copy is for snippets that pin the script by its integrity.
    """
    entry = describe_script()
    if not entry:
        from .diagnostics import Diagnostic, warn

        warn(
            Diagnostic.SCRIPT,
            "the widget's script is not built, so the bundle has none: in a checkout run "
            "'npm ci && npm run build' in widget/ (or 'nox -s site', which does that too).",
        )
        return {}
    data = SCRIPT.read_bytes()
    for name in (entry["file"], "faq-widget.js"):
        path = folder / name
        if not (path.is_file() and path.read_bytes() == data):
            write_file(path, data)
    return entry


def build_snippet(
    script: dict[str, Any], base: str, links: dict[str, str], **attributes: str
) -> str:
    """Return the HTML that a district pastes: pinned script, element, fallback links.

    :param script: the manifest's entry of the script.
    :param links: address -> text of the links that stand between the tags.
    """
    source = f"{base}faq/"
    values = {"src": source, **attributes}
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())
    items = "".join(
        f'\n    <li><a href="{html.escape(address)}">{html.escape(text)}</a></li>'
        for address, text in links.items()
    )
    return (
        f'<script type="module" src="{html.escape(source + script["file"])}"\n'
        f'  integrity="{script["integrity"]}" crossorigin></script>\n'
        f"<faq-widget{written}>\n  <ul>{items}\n  </ul>\n</faq-widget>\n"
    )
