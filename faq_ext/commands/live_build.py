"""One build of the live preview, and what it said: messages stay until they are out of date.

An incremental build repeats only what concerns the documents that it reads. So what was said
of the others is carried over, to be shown until they are read, or written, again.
"""

from __future__ import annotations

import io
import os
import re
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..files import read_json, write_json

REPORT = "faq-live.json"  #: In the output folder, for the panel.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?: (?:WARNING|ERROR): ")


class Message(NamedTuple):
    """One warning, and what makes it out of date."""

    text: str
    docname: str  #: Of the source that it names; empty where it names none.
    phase: str  #: Name of Sphinx's phase.


class Report(io.TextIOBase):
    """What Sphinx writes its warnings to: each comes as a whole, and goes on to the terminal."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.app: Sphinx | None = None  # while Sphinx sets itself up there is none
        self.messages: list[Message] = []
        self.were_read: set[str] = set()
        self.were_written: set[str] = set()

    def write(self, text: str) -> int:
        sys.stderr.write(text)
        plain = _COLOUR.sub("", text).strip().replace(f"{self.source}{os.sep}", "")
        if plain:
            phase = self.app.phase if self.app else BuildPhase.INITIALIZATION
            self.messages.append(Message(plain, self._docname(plain), phase.name))
        return len(text)

    def _docname(self, text: str) -> str:
        place = _PLACE.match(text)
        if not place or self.app is None:
            return ""
        return self.app.env.path2doc(Path(self.source, place["file"])) or ""

    def attach(self, app: Sphinx) -> None:
        """Note which documents are read and written."""
        self.app = app
        app.connect("env-purge-doc", lambda _app, _env, docname: self.were_read.add(docname))
        app.connect("doctree-resolved", lambda _app, _tree, docname: self.were_written.add(docname))


def carry_over(old: Iterable[Message], report: Report, known: Iterable[str]) -> list[Message]:
    """Return what was said before and still holds, then what is new.

    :param known: the documents that there are.
    """
    stale = {
        BuildPhase.READING.name: report.were_read,
        BuildPhase.RESOLVING.name: report.were_written,
        BuildPhase.WRITING.name: report.were_written,
    }
    documents = set(known)
    kept = []
    for message in old:
        if message.phase == BuildPhase.CONSISTENCY_CHECK.name:
            holds = not report.were_read  # which is when Sphinx checks it again
        else:
            out_of_date = stale.get(message.phase)
            holds = out_of_date is not None and message.docname in documents - out_of_date
        if holds:
            kept.append(message)
    return list(dict.fromkeys((*kept, *report.messages)))


def build(source: Path, output: Path, builder: str) -> None:
    """Build a site once and write the report; a build that fails says so there.

    It needs a process of its own: Sphinx leaves its marks on the one that it runs in.
    """
    started = time.perf_counter()
    path = output / REPORT
    old = read_messages(path)
    report = Report(source)
    failure, known = "", {message.docname for message in old}
    try:
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                *(source, source, output, output.parent / f"{output.name}-doctrees", builder),
                status=None,
                warning=report,  # type: ignore[arg-type]
            )
            report.attach(app)
            keep_templates(app)
            app.build()
            known = app.env.found_docs
    except Exception as problem:
        traceback.print_exc(limit=-3)
        failure = f"The build failed: {type(problem).__name__}: {problem}"
    seconds = time.perf_counter() - started
    messages = carry_over(old, report, known)
    write_json(path, {"failure": failure, "messages": messages})
    many = f"{len(messages)} to mend" if messages else "nothing to mend"
    print(f"{failure or 'built'} in {seconds:.1f} s, {many}", flush=True)


def keep_templates(app: Sphinx) -> None:
    """Compile the theme's templates once, and not in each build."""
    environment = getattr(app.builder.templates, "environment", None)
    if environment and not environment.bytecode_cache:
        folder = Path(app.doctreedir, "templates")
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def read_messages(path: Path) -> list[Message]:
    """Return what an earlier build reported."""
    try:
        return [Message(*row) for row in read_json(path).get("messages", ())]
    except TypeError:
        return []
