"""Lead to GitHub's issue forms, and read the text that it makes of one that was sent.

That text has a heading for each field, and then its value.

Whoever sends a form can write such headings, too. So the free texts come last in the form,
and of two equal headings the first counts: no answer can change topic or stakeholders.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

#: Field -> its label in ``.github/ISSUE_TEMPLATE/suggest-question.yml``, in its order.
LABELS: Mapping[str, str] = {
    "question": "Your question",
    "topic": "Topic",
    "stakeholders": "For whom",
    "page": "Related page",
    "by": "Who answers",
    "asked": "Other ways to ask it",
    "sources": "Sources",
    "answer": "Your answer",
}
_NOTHING = "_No response_"
_CHECKED = re.compile(r"\s*[-*] \[([xX ])\] (.*)")


def read_issue(body: str) -> dict[str, str]:
    """Return the value of each field of a form that was filled in; empty ones are left out.

    :raises ValueError: where the text is not of this form.
    """
    lines = re.split(r"\r\n|\r|\n", body)
    starts: dict[str, int] = {}  # field -> number of its heading's line
    first = 0
    for field, label in LABELS.items():
        wanted = (n for n in range(first, len(lines)) if lines[n].rstrip() == f"### {label}")
        if (found := next(wanted, None)) is not None:
            starts[field], first = found, found + 1
    ends = [*starts.values(), len(lines)][1:]
    values = {
        field: "\n".join(lines[start + 1 : end]).strip("\n")
        for (field, start), end in zip(starts.items(), ends, strict=True)
    }
    given = {field: value for field, value in values.items() if value.strip() not in ("", _NOTHING)}
    if "question" not in given:
        raise ValueError(
            f"nothing stands below a line '### {LABELS['question']}': this is not the text of "
            "the form 'Suggest a question'"
        )
    return given


def form_links(repository: str, slug: str, page: str) -> list[tuple[str, str]]:
    """Return text and address of the links to the forms, which arrive filled in.

    :param page: address of the page that the question stands on; empty where unknown.
    """
    page = page or slug
    forms: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("Improve this answer", "improve-answer.yml", {"title": f"Answer: {slug}", "slug": slug}),
        ("Suggest a question", "suggest-question.yml", {}),
    )
    return [
        (
            text,
            f"{repository.rstrip('/')}/issues/new?"
            + urlencode({"template": form, **fields, "page": page}),
        )
        for text, form, fields in forms
    ]


def read_choices(value: str) -> list[str]:
    """Return the options that were chosen: in a list of boxes, or separated by commas."""
    boxes = [match for line in value.split("\n") if (match := _CHECKED.fullmatch(line))]
    if boxes:
        return [match[2].strip() for match in boxes if match[1] != " "]
    return [choice.strip() for choice in value.split(",") if choice.strip()]


def read_lines(value: str) -> Sequence[str]:
    """Return what stands on the lines of a field, without the marks of a list."""
    stripped = (line.strip().removeprefix("- ").strip() for line in value.split("\n"))
    return [line for text in stripped for line in text.split(";") if line.strip()]
