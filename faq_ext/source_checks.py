"""Find what parsers pass over in silence: fences, directives read as text, lost encodings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .diagnostics import Diagnostic, warn
from .domain import UNKNOWN
from .nodes import faq_answer
from .slugs import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_KEY = "faq_source"
_MOST_FENCES = 8  # that a directive stands in, at the beginning of each
_MOST_LEVELS = 20  # of quotes and lists, in the parser of MyST
_LEVELS = (nodes.block_quote, nodes.list_item)
_TEXTS = (nodes.paragraph, nodes.comment)
_SUSPECTS = (addnodes.toctree, nodes.container, *_LEVELS, *_TEXTS)
TOO_DEEP = "what is inside is nested too deeply to be read: use fewer levels"
_MARKUP = re.compile(r"[:`~]{3,}")
_ESCAPED = re.compile(r"[\s>*+0-9.-]*\\")  # at the start of a line, or of a list's item
_OF_A_DOMAIN = re.compile(r"^[ \t>]*(?:[:`~]{3,}[ \t]*\{|\.\. )(\w+):([\w-]+)(?:\}|::)", re.M)
_LOST = re.compile(r"(?::{2,}\s*\{?|\.\. )faq:[a-z]")


def keep_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep the text that the parser is about to read (``source-read``)."""
    if app.config.faq_untrusted:
        from .untrusted import close_front_matter

        close_front_matter(docname, source)
    if "\0" in source[0]:  # with which docutils marks escapes; MyST does the same
        source[0] = source[0].replace("\0", "\ufffd")
    app.env.temp_data[_KEY] = source[0]


def line_of_text(env: BuildEnvironment, text: str) -> int:
    """Return the first line of the document being read that holds a text, else the first."""
    found = (n for n, line in enumerate(_lines(env), start=1) if text in line)
    return next(found, 1)


def line_of_directive(env: BuildEnvironment, line: int, *words: str) -> int:
    """Return the nearest line at or above ``line`` that holds all words, else ``line``.

    MyST puts a blank line before text that begins with a fence, so for each such fence around
    a directive its line is one too high.
    """
    lines = _lines(env)
    for number in range(min(line, len(lines)), max(0, line - _MOST_FENCES), -1):
        if all(word in lines[number - 1] for word in words):
            return number
    return line


def unclosed_markup(env: BuildEnvironment, line: int, block_text: str) -> str:
    """Return the markup of a Markdown fence that has no closing line, else nothing.

    MyST says not whether a fence was closed, but gives the text between: the line below
    it tells. Text that begins with a fence has a line too many.
    """
    markup = _MARKUP.match(block_text)
    last = line + block_text.count("\n") - 1
    lines = _lines(env)
    if markup is None or last > len(lines) + 1:  # a notebook's cell has lines of its own
        return ""
    near = [text.strip(" \t>") for text in lines[last - 2 : last]]
    return "" if markup[0] in near else markup[0]


def _lines(env: BuildEnvironment) -> list[str]:
    return (env.temp_data.get(_KEY) or "").split("\n")


def check_doctree(app: Sphinx, doctree: nodes.document) -> None:
    """Find directives of ours that were read as text, divisions that a fence left, and what
    an answer must not hold (``doctree-read``, before Sphinx collects anything)."""
    env = app.env
    docname = env.current_document.docname
    if app.config.faq_untrusted:
        from .untrusted import take_out_unsafe

        take_out_unsafe(app, doctree)
    _check_names(env)
    for node in list(doctree.findall(_is_suspect)):
        if isinstance(node, addnodes.toctree):
            _check_toctree(node)
            continue
        if isinstance(node, _LEVELS):
            warn(Diagnostic.NESTING, f"{TOO_DEEP}.", node)
            continue
        line = _line_of(node, _lines(env))
        if line and _ESCAPED.match("".join(_lines(env)[line - 1 : line])):
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
    source = env.temp_data.get(_KEY) or ""
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
