"""Find what parsers pass over in silence: fences, directives read as text, lost encodings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .diagnostics import Diagnostic, warn
from .domain import UNKNOWN
from .kept_source import line_of_text, lines_of, source_of
from .nodes import faq_answer
from .slugs import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_MOST_LEVELS = 20  # of quotes and lists, in the parser of MyST
_LEVELS = (nodes.block_quote, nodes.list_item)
_TEXTS = (nodes.paragraph, nodes.comment)
_SUSPECTS = (addnodes.toctree, nodes.container, *_LEVELS, *_TEXTS)
TOO_DEEP = "what is inside is nested too deeply to be read: use fewer levels"
_ESCAPED = re.compile(r"[\s>*+0-9.-]*\\")  # at the start of a line, or of a list's item
_OF_A_DOMAIN = re.compile(r"^[ \t>]*(?:[:`~]{3,}[ \t]*\{|\.\. )(\w+):([\w-]+)(?:\}|::)", re.M)
_LOST = re.compile(r"(?::{2,}\s*\{?|\.\. )faq:[a-z]")


def check_doctree(app: Sphinx, doctree: nodes.document) -> None:
    """Find directives of ours that were read as text, divisions that a fence left, and what
    an answer must not hold (``doctree-read``, before Sphinx collects anything)."""
    env = app.env
    docname = env.current_document.docname
    _check_names(env)
    for node in list(doctree.findall(_is_suspect)):
        if isinstance(node, addnodes.toctree):
            _check_toctree(node)
            continue
        if isinstance(node, _LEVELS):
            warn(Diagnostic.NESTING, f"{TOO_DEEP}.", node)
            continue
        line = _line_of(node, lines_of(env))
        if line and _ESCAPED.match("".join(lines_of(env)[line - 1 : line])):
            continue
        place = (docname, line) if line else docname
        if isinstance(node, nodes.container) and not node["classes"]:
            # MyST closes the outer fence at an inner one of equal length and takes what
            # then stands alone for the opening of a division.
            message = (
                "this fence opens nothing, so an answer above it ended too early: fence the "
                "question with four colons (::::) and what is inside with three (:::)."
            )
        else:
            message = (
                "this directive is read as text: begin it with '::::{faq:question} …' in "
                "Markdown ('colon_fence' must be in myst_enable_extensions), with "
                "'.. faq:question:: …' in reStructuredText."
            )
        warn(Diagnostic.FENCE, message, place)


def _check_names(env: BuildEnvironment) -> None:
    """Say what was meant by a directive that there is not: parsers only say that."""
    known = env.domains["faq"].directives
    source = source_of(env)
    # Where ours is the default domain, all names are asked for, and those without "faq:".
    names = {("faq", name) for name in env.temp_data.get(UNKNOWN) or () if f"faq:{name}" in source}
    for domain, name in _OF_A_DOMAIN.findall(source):
        if name in known and domain not in env.domains and nearest(domain, ["faq"]):
            names.add((domain, name))
    for domain, name in sorted(names):
        near = nearest(name, known)
        cure = f"did you mean 'faq:{near}'?" if near else f"known are: {', '.join(sorted(known))}."
        message = f"there is no directive '{domain}:{name}', so what it holds is lost: {cure}"
        place = env.current_document.docname, line_of_text(env, f"{domain}:{name}")
        warn(Diagnostic.FENCE, message, place)


def _check_toctree(node: addnodes.toctree) -> None:
    """Take a table of contents out of an answer: in a circle, Sphinx would not find the end."""
    around = node.parent
    while around is not None and not isinstance(around, faq_answer):
        around = around.parent
    if around is not None:
        message = "a toctree cannot stand inside an answer: put it on the topic's page."
        warn(Diagnostic.NESTING, message, node)
        node.parent.remove(node)


def is_cut(node: nodes.Node) -> bool:
    """Tell whether MyST's parser has gone no deeper: it leaves out the rest in silence."""
    if not isinstance(node, _LEVELS) or node.children:
        return False
    depth = 0
    while isinstance(node := node.parent, (*_LEVELS, nodes.bullet_list, nodes.enumerated_list)):
        depth += 1
    return depth >= _MOST_LEVELS - 2  # of a list a level is two


def _is_suspect(node: nodes.Node) -> bool:
    if not isinstance(node, _SUSPECTS):
        return False
    if isinstance(node, _LEVELS):
        return is_cut(node)
    if isinstance(node, addnodes.toctree):
        return True
    if isinstance(node, nodes.container):
        bare = node.get("is_div") and not node.get("design_component")
        return bool(bare) and all(name.startswith("faq:") for name in node["classes"])
    if node.children:
        text = node.children[0].astext()
        if isinstance(node, nodes.comment):
            text = f".. {text}"
        return _LOST.match(text) is not None
    return False


def _line_of(node: nodes.Node, lines: list[str]) -> int:
    """Return where ``node`` begins, or 0; of a comment docutils tells only where it is over."""
    if isinstance(node, nodes.comment):
        for number in range(min(node.line or 0, len(lines)), 0, -1):
            if _LOST.match(lines[number - 1].lstrip()):
                return number
    return node.line or 0


def report_encoding(app: Sphinx, problem: UnicodeDecodeError) -> None:
    """Name the file and the line that Sphinx could not decode."""
    docname = app.env.current_document.docname
    line = problem.object.count(b"\n", 0, problem.start) + 1
    message = f"this is not {problem.encoding.upper()}: save the file as UTF-8."
    warn(Diagnostic.ENCODING, message, (docname, line))
