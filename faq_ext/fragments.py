"""Write questions as plain HTML, for pages where no script may run.

A server includes a fragment in a page of its own, so it holds no ``id``, no style and no
script: only elements that take on the look of the page around.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ._version import __version__
from .extras import write_date
from .files import digest
from .sanitize import set_top_heading

Bundle = Mapping[str, Any]
Record = Mapping[str, Any]

_SHOWN = ("permalink", "question", "answer", "reviewed", "reviewby")  # of a question
TOP_HEADING = 3  # of an answer's own headings: the page around has its title and a section


class Fragment(NamedTuple):
    """A file below ``static/``."""

    name: str
    made_of: str  #: A digest.
    pieces: Iterable[str]  #: Its text, written when it is asked for.


def build_fragments(bundle: Bundle) -> Iterator[Fragment]:
    """Yield all fragments.

    A topic and a stakeholder may have one slug, so each kind has a folder.
    """
    lang = bundle["lang"]
    links = [(q["permalink"], q["question"], q["topics"]) for q in bundle["questions"]]
    names = [(topic["slug"], topic["name"]) for topic in bundle["topics"]]
    yield Fragment("all.html", digest(__version__, lang, names, links), _list_all(bundle))
    for kind in ("topics", "stakeholders"):
        for heading in bundle[kind]:
            members = [q for q in bundle["questions"] if heading["slug"] in q[kind]]
            if kind == "stakeholders":
                members = in_reading_order(heading, members)
            shown = [[q[key] for key in _SHOWN] for q in members]
            made_of = digest(__version__, lang, heading["page"], heading["name"], shown)
            for slug in (heading["slug"], *heading["formerly"]):  # a server may include any
                pieces = write_questions(members, lang, heading)
                yield Fragment(f"{kind}/{slug}.html", made_of, pieces)


def group_by_topic(bundle: Bundle) -> Iterator[tuple[str, list[Record]]]:
    """Yield each topic's name with its questions, each under the first of its topics only."""
    left = list(bundle["questions"])
    for topic in bundle["topics"]:
        members = [question for question in left if topic["slug"] in question["topics"]]
        left = [question for question in left if topic["slug"] not in question["topics"]]
        if members:
            yield topic["name"], members
    if left:
        yield "", left


def write_questions(questions: Iterable[Record], lang: str, heading: Record) -> Iterator[str]:
    """Yield questions that open, each with its answer and where it stands."""
    yield f'<div class="faq-static" lang="{html.escape(lang)}">\n'
    yield from map(write_question, questions)
    yield f"<p>{write_link(heading['page'], heading['name'])}</p>\n</div>\n"


def write_question(question: Record) -> str:
    """Return a question that opens."""
    answer = set_top_heading(question["answer"], TOP_HEADING)
    return (
        f"<details>\n<summary>{html.escape(question['question'], quote=False)}</summary>\n"
        f"{answer}\n{write_review(question)}"
        f"<p>{write_link(question['permalink'], 'This answer on its own page')}</p>\n"
        "</details>\n"
    )


def write_review(question: Record) -> str:
    """Return when an answer was reviewed and by when it should be again, as far as known.

    No script compares that with today: the reader does.
    """
    parts = [
        f"{said} {write_date(question[key])}"
        for said, key in (("Reviewed", "reviewed"), ("Review due by", "reviewby"))
        if question[key]
    ]
    return f"<p>{' · '.join(parts)}</p>\n" if parts else ""


def write_link(address: str, text: str) -> str:
    """Return a link that tells the other site nothing of the page it stands on."""
    return f'<a href="{html.escape(address)}" rel="noopener">{html.escape(text, quote=False)}</a>'


def write_links(questions: Iterable[Record]) -> str:
    """Return a list of links to questions."""
    items = (f"<li>{write_link(q['permalink'], q['question'])}</li>\n" for q in questions)
    return f"<ul>\n{''.join(items)}</ul>\n"


def _list_all(bundle: Bundle) -> Iterator[str]:
    """Yield links to all questions by topic: all answers would be too much for one page."""
    yield f'<div class="faq-static" lang="{html.escape(bundle["lang"])}">\n'
    for name, members in group_by_topic(bundle):
        title = html.escape(name, quote=False)
        yield f"<h{TOP_HEADING}>{title}</h{TOP_HEADING}>\n" if name else ""
        yield write_links(members)
    yield "</div>\n"


def in_reading_order(heading: Record, members: list[Record]) -> list[Record]:
    """Return a heading's questions, those of its reading order first."""
    start = heading["start"]
    if not start:
        return members
    first = {question["slug"]: question for question in members if question["slug"] in start}
    rest = [question for question in members if question["slug"] not in first]
    return [first[slug] for slug in dict.fromkeys(start) if slug in first] + rest
