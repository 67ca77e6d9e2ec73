"""Findings and warnings as GitHub's workflow commands, which it shows on the lines themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .checks import Finding

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"(?:(?P<file>.+?)(?::(?P<line>\d+))?: )?(?:WARNING|ERROR): (?P<text>.*)")
_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ESCAPED_IN_PROPERTIES = {**_ESCAPED, ":": "%3A", ",": "%2C"}


def read_warnings(log: str, here: Path) -> list[Finding]:
    """Return the warnings of a build, each with the lines that are shown below it.

    :param here: the folder that files are named from.
    """
    found: list[Finding] = []
    for line in _COLOUR.sub("", log).splitlines():
        if match := _WARNING.fullmatch(line):
            file = Path(match["file"] or ".")
            name = file.relative_to(here).as_posix() if file.is_relative_to(here) else str(file)
            found.append(Finding(name, int(match["line"] or 0), match["text"], ""))
        elif found and line.strip():
            last = found[-1]
            found[-1] = last._replace(cure=f"{last.cure}\n{line}".lstrip("\n"))
    return found


def write_annotations(findings: Iterable[Finding], level: str) -> Iterator[str]:
    """Yield a command for each finding; nothing that an author wrote can end or begin one.

    :param level: ``error``, ``warning`` or ``notice``.
    """
    for finding in findings:
        separator = "\n" if finding.cure.startswith(" ") else ": "
        text = separator.join(filter(None, (finding.what, finding.cure)))
        place = {"file": finding.file, "line": str(finding.line)} if finding.line else {}
        if not place and finding.file not in ("", "."):
            place = {"file": finding.file}
        properties = ",".join(f"{key}={_escape_property(value)}" for key, value in place.items())
        yield f"::{level} {properties}".rstrip() + f"::{_escape(text)}"


def _escape(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


def _escape_property(text: str) -> str:
    return "".join(_ESCAPED_IN_PROPERTIES.get(character, character) for character in text)
