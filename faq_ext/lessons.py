"""What each warning means, with a wrong and a right source, for the page and the command."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

LESSONS = Path(__file__).parent / "data" / "lessons.toml"
_WIDTH = 76  # characters of a message's line, which a page shows without scrolling
_LANGUAGES = MappingProxyType({".md": "md", ".py": "python"})


@dataclass(frozen=True)
class Lesson:
    """One kind of warning, as ``data/lessons.toml`` has it."""

    subtype: str
    cause: str
    cure: str
    says: str  #: The message, without file, line and subtype.
    wrong: str
    right: str
    file: str = "who-pays.md"
    line: int = 0  #: Of ``wrong``; 0 where the message names none.
    settings: str = ""  #: What both need in ``conf.py``.
    encoding: str = "utf-8"  #: That ``wrong`` is saved in.

    @property
    def message(self) -> str:
        """The first line of the warning as Sphinx prints it."""
        place = f"{self.file}:{self.line}: " if self.line else ""
        return f"{place}WARNING: {self.says} [faq.{self.subtype}]"


def read_lessons() -> dict[str, Lesson]:
    """Return the lesson of each subtype."""
    rows: dict[str, dict[str, Any]] = tomllib.loads(LESSONS.read_text("utf-8"))
    return {subtype: Lesson(subtype, **row) for subtype, row in rows.items()}


def write_page(lessons: Iterable[Lesson]) -> str:
    """Return lessons as Markdown: a table of all, then a section for each."""
    rows = [
        f"| [`faq.{lesson.subtype}`](#faq-{lesson.subtype}) | {lesson.cause} |"
        for lesson in lessons
    ]
    sections = map(write_section, lessons)
    return "\n".join(["| Subtype | Cause |", "|---|---|", *rows, "", *sections])


def write_section(lesson: Lesson) -> str:
    """Return one lesson as Markdown."""
    language = _LANGUAGES.get(Path(lesson.file).suffix, "sh")
    intro = f"With `{lesson.settings}` in `conf.py`, in" if lesson.settings else "In"
    where = f"`{lesson.file}`" if "." in lesson.file else lesson.file.removeprefix("in ")
    message = textwrap.fill(
        lesson.message, _WIDTH, subsequent_indent="    ", break_long_words=False
    )
    saved = f", saved as {lesson.encoding.upper()}" if lesson.encoding != "utf-8" else ""
    return f"""## faq.{lesson.subtype}

{lesson.cause}

{intro} {where}{saved}:

~~~~~~{language}
{lesson.wrong}~~~~~~

The build says:

~~~~~~text
{message}
~~~~~~

{lesson.cure}

~~~~~~{language}
{lesson.right}~~~~~~
"""
