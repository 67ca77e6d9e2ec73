"""Build what an editor offers: directives, options and vocabularies, as VS Code's snippets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_FILLED = ("topics", "stakeholders", "summary", "asked", "evidence")  # of a new question
_TEXTS: Mapping[str, str] = {
    "question": "How can …?",
    "example": "Name of the program",
    "topic": "Name of the topic",
    "stakeholder": "Name of these readers",
}
_VALUES: Mapping[str, str] = {
    "asked": "other phrasing; another one",
    "summary": "The answer in one sentence.",
    "organization": "Who runs it",
    "place": "Where",
    "link": "https://",
    "order": "1",
    "limit": "5",
}
_DATES = ("added", "reviewed", "reviewby")


class Shape(NamedTuple):
    """What the snippets need to know of a directive."""

    name: str  #: As in the domain: "question".
    options: Sequence[str]
    required: Sequence[str]


def build_completions(
    shapes: Iterable[Shape], words: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, object]]:
    """Return VS Code's snippets by name: one for each directive, and one for each option.

    :param words: option -> the words it may hold.
    """
    snippets: dict[str, dict[str, object]] = {}
    options: dict[str, list[str]] = {}  # option -> directives that take it
    for shape in shapes:
        snippets[f"faq:{shape.name}"] = _snippet(
            f"faq:{shape.name}", _directive(shape, words), f"A whole faq:{shape.name}"
        )
        for option in shape.options:
            options.setdefault(option, []).append(f"faq:{shape.name}")
    for option, names in options.items():
        body = f":{option}: {_value(option, 1, words)}"
        about = f"Option of {', '.join(names)}"
        snippets[f"option {option}"] = _snippet(f":{option}:", [body], about)
    return snippets


def _snippet(prefix: str, body: Sequence[str], description: str) -> dict[str, object]:
    return {
        "body": list(body),
        "description": description,
        "prefix": prefix,
        "scope": "markdown,myst",
    }


def _directive(shape: Shape, words: Mapping[str, Sequence[str]]) -> list[str]:
    fence = "::::" if shape.name == "question" else ":::"
    if shape.name == "for":
        return [f":::{{faq:for}} {_value('stakeholders', 1, words)}", "$0", ":::"]
    first = f"{fence}{{faq:{shape.name}}}"
    if text := _TEXTS.get(shape.name):
        first += f" ${{1:{text}}}"
    wanted = _FILLED if shape.name == "question" else shape.required
    lines = [
        f":{option}: {_value(option, number, words)}"
        for number, option in enumerate(wanted, start=2)
    ]
    if "added" in shape.options:
        today = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
        lines.append(f":added: {today}")
    body = ["", "$0"] if text else []
    return [first, *lines, *body, fence]


def _value(option: str, number: int, words: Mapping[str, Sequence[str]]) -> str:
    if option in _DATES:
        return "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
    if known := words.get(option):
        return f"${{{number}|{','.join(known)}|}}"
    return f"${{{number}:{_VALUES.get(option, '…')}}}"
