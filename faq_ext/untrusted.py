"""Close what authors whom nobody knows could misuse: ``faq_untrusted``, for pull requests.

What stays open is what a page needs: text, tables, links to the web, pictures of the site.
The guide in ``docs/contribute/security.md`` says what is closed, and what cannot be.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx import addnodes
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.environment import BuildEnvironment

from .diagnostics import Diagnostic, Location, warn
from .kept_source import line_of_text
from .sanitize import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

PICTURES = frozenset(".png .jpg .jpeg .gif .webp .avif".split())  # an SVG is a program, too
DOWNLOADS = PICTURES | frozenset(".pdf .csv .txt .docx .xlsx .pptx .odt .ods .odp".split())
NOWHERE = "outside-of-the-source-folder"  # no such file is there
_MYST_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel"})
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*)[\x00-\x20]*:", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)
_MATH_MACROS = re.compile(r"\\(?:href|class|cssId|style|data|require|csname|def|let)\b")


def _refuse(message: str, location: Location = None) -> None:
    warn(Diagnostic.UNTRUSTED, f"faq_untrusted: {message}", location)


# settings


def refuse_settings(config: Config, source: Path) -> None:
    """Undo settings that would open what this closes, each by its name (``config-inited``)."""
    extensions = getattr(config, "myst_enable_extensions", None)
    if extensions and "substitution" in extensions:
        _refuse("'substitution' in myst_enable_extensions lets a page run code: it is left out.")
        config.myst_enable_extensions = {name for name in extensions if name != "substitution"}
    schemes = getattr(config, "myst_url_schemes", None)
    if schemes and (wide := sorted(set(schemes) - _MYST_SCHEMES)):
        _refuse(f"myst_url_schemes allows {', '.join(wide)}: the default is used.")
        config.myst_url_schemes = ["http", "https", "mailto", "ftp"]
    for link in _links_out_of(source):
        name = link.relative_to(source).as_posix()
        _refuse(f"{name} is a symbolic link that leads out of the source folder: it is left out.")
        config.exclude_patterns = [*config.exclude_patterns, name, f"**/{link.name}"]


def _links_out_of(source: Path) -> list[Path]:
    return [
        path
        for folder, folders, files in os.walk(source)
        for name in sorted(folders + files)
        if (path := Path(folder, name)).is_symlink() and not _is_inside(path, source)
    ]


def _is_inside(path: str | Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def close_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take MyST's settings, and aliases, out of a page's front matter (``source-read``)."""
    match = _FRONT_MATTER.match(source[0])
    if match is None:
        return
    try:
        aliases = any(isinstance(t, yaml.AliasToken) for t in yaml.scan(match[1]))
        given = {} if aliases else yaml.safe_load(match[1])
    except yaml.YAMLError:
        return  # MyST reports it
    found = given.pop("myst", None) if isinstance(given, dict) else None
    if aliases:
        _refuse("an alias (*name) in the front matter: write it out.", (docname, 1))
    elif found is not None:
        names = ", ".join(found) if isinstance(found, dict) else "myst"
        place = (
            docname,
            1 + next((n for n, line in enumerate(match[0].split("\n")) if "myst" in line), 0),
        )
        _refuse(f"MyST settings in a page's front matter ({names}): take them out.", place)
    else:
        return
    kept = yaml.safe_dump(given, default_flow_style=True, width=2**31) if given else "{}\n"
    closed = f"---\n{kept}---\n"
    # Messages further down keep their lines.
    padding = "\n" * (match[0].count("\n") - closed.count("\n"))
    source[0] = f"---\n{padding}{kept}---\n{source[0][match.end() :]}"


# reading


class GuardedEnvironment(BuildEnvironment):
    """Names no file outside of the source folder, whatever a directive asks for."""

    def relfn2path(self, filename: str | Path, docname: str | None = None) -> tuple[str, str]:
        if self.holds(str(filename)):
            return super().relfn2path(filename, docname)
        name = docname or self.current_document.docname
        place = name, line_of_text(self, str(filename))
        _refuse(f"'{filename}' is outside of the source folder.", place)
        return NOWHERE, str(Path(self.srcdir, NOWHERE))

    def holds(self, filename: str) -> bool:
        """Tell whether a file that the current document names is in the source folder."""
        return _is_inside(super().relfn2path(filename)[1], Path(self.srcdir))


def _guarded(app: Sphinx) -> GuardedEnvironment:
    return cast("GuardedEnvironment", app.env)


class GuardedInclude(Include):
    """Include without docutils' own files: ``<…>`` would lead anywhere, too."""

    standard_include_path = Path(NOWHERE)


class GuardedCSVTable(CSVTable):
    """A table from the page itself, or from a file of the source folder."""

    def run(self) -> Any:
        place = (self.state.document.settings.env.current_document.docname, self.lineno)
        if "url" in self.options:
            _refuse("':url:' would fetch from the web: put the file beside the page.", place)
            return []
        if file := self.options.get("file"):
            env = self.state.document.settings.env
            beside = Path(self.state.document.current_source or "").parent
            if not _is_inside(beside / file.strip(), Path(env.srcdir)):
                _refuse(f"'{file}' is outside of the source folder.", place)
                return []
        return super().run()


def guard_reading(app: Sphinx) -> None:
    """Put the guards in their places, before anything is read."""
    env = app.env
    env.__class__ = GuardedEnvironment
    env.settings["raw_enabled"] = False
    guards: dict[str, type[Directive]] = {"include": GuardedInclude, "csv-table": GuardedCSVTable}
    for name, guard in guards.items():
        app.add_directive(name, guard, override=True)


def unguard_reading(app: Sphinx) -> None:
    """Take them away again before the environment is saved."""
    app.env.__class__ = BuildEnvironment
    app.env.settings.pop("raw_enabled", None)


# what was read


def take_out_unsafe(app: Sphinx, doctree: nodes.document) -> None:
    """Take out of a document what could execute, fetch or copy (``doctree-read``)."""
    for kind, check in _CHECKS.items():
        for node in list(doctree.findall(kind)):
            check(app, node)


def _drop(node: nodes.Node, message: str, *instead: nodes.Node) -> None:
    if message:
        _refuse(message, _place_of(node))
    if node.parent is not None:
        node.parent.replace(node, list(instead))


def _place_of(node: nodes.Node) -> nodes.Node:
    """Return the nearest node inside, or else around, that knows its line."""
    for inner in node.findall():
        if inner.line is not None:
            return inner
    while node.line is None and node.parent is not None:
        node = node.parent
    return node


def _check_raw(app: Sphinx, node: nodes.Element) -> None:
    comment = _COMMENT.fullmatch(node.astext())
    _drop(node, "" if comment else f"raw {node.get('format', '')}: write it in Markdown.")


def _check_reference(app: Sphinx, node: nodes.Element) -> None:
    scheme = _scheme_of(node.get("refuri", ""))
    if scheme and scheme not in SCHEMES | {"ftp"}:
        _drop(node, f"a link to '{scheme}:': link to https://….", *node.children)


def _check_image(app: Sphinx, node: nodes.Element) -> None:
    address = node["uri"].strip()
    instead = nodes.inline(text=node.get("alt", "")) if _is_inline(node) else _alternative(node)
    if _scheme_of(address) or address.startswith("//"):
        _drop(node, f"a picture from elsewhere, '{address[:60]}': put it beside the page.", instead)
    elif Path(address).suffix.lower() not in PICTURES:
        kinds = ", ".join(sorted(suffix[1:] for suffix in PICTURES))
        _drop(node, f"the picture '{address}' is none of {kinds}.", instead)
    elif not _guarded(app).holds(address):
        _drop(node, f"the picture '{address}' is outside of the source folder.", instead)


def _is_inline(node: nodes.Element) -> bool:
    return isinstance(node.parent, nodes.TextElement)


def _alternative(node: nodes.Element) -> nodes.Node:
    return nodes.paragraph(text=node.get("alt", ""))


def _check_download(app: Sphinx, node: nodes.Element) -> None:
    target = node["reftarget"]
    if "://" in target and _scheme_of(target) in SCHEMES:
        return
    if Path(target).suffix.lower() not in DOWNLOADS:
        kinds = ", ".join(sorted(suffix[1:] for suffix in DOWNLOADS))
        _drop(node, f"the download '{target}' is none of {kinds}.", *node.children)
    elif not _guarded(app).holds(target):
        _drop(node, f"the download '{target}' is outside of the source folder.", *node.children)


def _check_meta(app: Sphinx, node: nodes.Element) -> None:
    if "http-equiv" in node:  # and it knows its line no more
        place = app.env.current_document.docname, line_of_text(app.env, "http-equiv")
        _refuse(f"a meta element with http-equiv '{node['http-equiv']}': take it out.", place)
        node.parent.remove(node)


def _check_math(app: Sphinx, node: nodes.Element) -> None:
    if macro := _MATH_MACROS.search(node.astext()):
        literal = nodes.literal if isinstance(node, nodes.math) else nodes.literal_block
        _drop(node, f"'{macro[0]}' in a formula.", literal(text=node.astext()))


def _check_toctree(app: Sphinx, node: nodes.Element) -> None:
    good = [entry for entry in node["entries"] if _scheme_of(entry[1]) in SCHEMES | {""}]
    if len(good) < len(node["entries"]):
        _refuse("a toctree entry leads neither to a page nor to https://….", _place_of(node))
        node["entries"] = good


def _scheme_of(address: str) -> str:
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


_CHECKS: dict[type[nodes.Element], Callable[[Sphinx, Any], None]] = {
    nodes.raw: _check_raw,
    nodes.reference: _check_reference,
    nodes.image: _check_image,
    addnodes.download_reference: _check_download,
    nodes.meta: _check_meta,
    nodes.math: _check_math,
    nodes.math_block: _check_math,
    addnodes.toctree: _check_toctree,
}
