"""Read the option block at the head of a directive, the same in MyST and reStructuredText.

MyST reads options as YAML, where one bad quote drops all of them, the last of two equal
keys wins silently and `` #`` truncates a value; docutils drops the whole directive at a
repeated key. So both parsers hand us the raw lines, and one small grammar reads them:
``:key: value`` a line, an indented line continues the value, a ``---`` block may stand
around the options (then the leading colon is left out).
"""

# No annotations of the future: of a named tuple each would be compiled, and kept as code.

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

_OPTION = re.compile(r"\s*:([A-Za-z][\w-]*):(?:\s+(.*))?\s*")
_BLOCK_OPTION = re.compile(r":?([A-Za-z][\w-]*):(?:\s+(.*))?\s*")
_ALMOST_OPTION = re.compile(
    r"\s*::?\s*([A-Za-z][\w-]*)(?:\s*:?(?!:)(?:\s|$)|:(?=[^\s:`]))(?!.*:`)"
)  # ":name value", ":name:value", ": name: value", but no role
_BARE_OPTION = re.compile(r"([a-z]+):(?:\s|$)")
_PAIR = re.compile(r"([a-z0-9-]+):\s+(\S.*)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTES = ("''", '""', "“”")


class Form(Enum):
    """How the value of an option is read; said in the reference."""

    WORDS = "words, separated by commas"
    TEXT = "text"
    PHRASES = "phrases, separated by semicolons"
    DATE = "date"
    SLUG = "slug"
    NUMBER = "number"
    PAIRS = "lines of `slug: text`"


class OptionSpec(NamedTuple):
    """What a directive says of one of its options."""

    form: Form
    help: str  #: In Markdown, for the reference.
    required: bool = False
    choices: tuple[str, ...] = ()  #: The words that it may hold; empty: any.


class Option(NamedTuple):
    """One option as written."""

    name: str
    value: str
    line: int  #: Lines after the directive's first one.
    lines: tuple[str, ...] = ()  #: The value as written, line by line; empty ones left out.


@dataclass(slots=True)
class Head:
    """The option block of a directive."""

    options: dict[str, Option] = field(default_factory=dict)
    repeated: list[Option] = field(default_factory=list)
    unreadable: list[Option] = field(default_factory=list)  # name = a likely key, or ""
    unclosed: bool = False  #: A ``---`` block without its end.
    length: int = 0  #: How many lines the block takes.


def read_head(lines: Sequence[str], first: int, known: Collection[str] = ()) -> Head:
    """Split the options off the beginning of ``lines``.

    :param first: how many lines after the directive's own ``lines[0]`` stands.
    :param known: names that are meant as options even without the leading colon.
    """
    head = Head(length=len(lines))
    block = bool(lines) and lines[0].strip() == "---"
    closed = block and "---" in [line.strip() for line in lines[1:]]
    head.unclosed = block and not closed
    pattern = _BLOCK_OPTION if block else _OPTION
    current: Option | None = None
    for number, line in enumerate(lines[block:], start=int(block)):
        if block and line.strip() == "---":
            head.length = number + 1
            break
        almost = _ALMOST_OPTION.match(line)
        if not almost and (bare := _BARE_OPTION.match(line)) and bare[1] in known:
            almost = bare
        if match := pattern.fullmatch(line):
            _note(head, current)
            value = (match[2] or "").strip()
            value = "" if block and value in ("|", ">") else value
            current = Option(match[1].lower(), value, first + number, (value,) if value else ())
        elif current and line[:1].isspace() and line.strip():
            text = line.strip()
            value = f"{current.value} {text}".strip()
            current = current._replace(value=value, lines=(*current.lines, text))
        elif closed or (almost and not line.lstrip().startswith(":::")):
            if line.strip():
                name = almost[1].lower() if almost else ""
                head.unreadable.append(Option(name, line.strip(), first + number))
        else:
            head.length = number
            break
    _note(head, current)
    return head


def option_name(line: str) -> str:
    """Return the name of the option that ``line`` writes, or nothing."""
    match = _OPTION.fullmatch(line)
    return match[1].lower() if match else ""


def _note(head: Head, option: Option | None) -> None:
    if option is None:
        return
    if option.name in head.options:
        head.repeated.append(option)
    else:
        head.options[option.name] = option._replace(value=_unquote(option.value))


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] + value[-1] in _QUOTES:
        return value[1:-1]
    return value


def quote(value: str) -> str:
    """Return ``value`` as an option is written: ``read_head`` takes one pair of quotes off."""
    return f'"{value}"' if _unquote(value) != value else value


def read_words(value: str) -> tuple[str, ...]:
    """Return the comma-separated words of ``value``, each once, in order."""
    words = value.strip("[]").split(",")
    return tuple(dict.fromkeys(word for raw in words if (word := _unquote(raw.strip()))))


def read_phrases(value: str) -> tuple[str, ...]:
    """Return the phrases of ``value``, which are separated by semicolons."""
    return tuple(dict.fromkeys(phrase for raw in value.split(";") if (phrase := raw.strip())))


def read_pair(line: str) -> tuple[str, str]:
    """Return the word and the text of a line ``word: text``.

    :raises ValueError: where it is none.
    """
    if not (match := _PAIR.fullmatch(line)):
        raise ValueError(line)
    return match[1], match[2]


def read_date(value: str) -> str:
    """Return ``value`` if it is a day of the calendar, written YYYY-MM-DD.

    :raises ValueError: otherwise.
    """
    if not _DATE.fullmatch(value):
        raise ValueError(value)
    return datetime.date.fromisoformat(value).isoformat()


def read_asof(value: str) -> str:
    """Return ``value`` if it is a year, a month or a day: YYYY, YYYY-MM, YYYY-MM-DD.

    :raises ValueError: otherwise.
    """
    read_date(value + "2000-01-01"[len(value) :] if len(value) in (4, 7) else value)
    return value
