"""What a reviewer would ask of the content, as questions that a machine can answer.

The limits are those of the style guide in ``docs/contribute/``. Each check yields what it
found, where, and what to do.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..catalog import Catalog
from ..freshness import due_date
from ..model import Question
from ..slugs import nearest
from ..text import fold
from .readability import count_words, grade

MIN_WORDS, MAX_WORDS = 150, 400
MAX_GRADE = 9.0
MAX_TAGS, MIN_TAGGED = 30, 3
MAX_MEANS = 12
NEARLY_SAME = 90.0  #: Of 100.
SIMILAR = 70.0  #: Of 100; worth a look before a question is asked again.

_NO_CLAIM = re.compile(  # grades of school, and the parts of the answer itself
    r"\b(?:pre)?-?k[-–]\d+|\bgrades? \d+(?:(?:[-–]| and | to )\d+)?"
    r"|\b(?:question|step|year|part) \d\b",
    re.I,
)
_NUMBER = re.compile(r"\d")
_ADVICE = re.compile(r"\b(?:advice|advise|we suggest|in our view|we would|we found)\b", re.I)
_LINK = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?|mailto:\S+@\S+")


class Paragraph(NamedTuple):
    """One paragraph of an answer."""

    text: str  #: Without the marks of citations.
    line: int
    cited: bool
    aside: bool  #: Inside of a part for some readers.


class Answer(NamedTuple):
    """One question as its author wrote it."""

    question: Question
    file: str
    line: int
    paragraphs: Sequence[Paragraph]
    evidence: Sequence[str]  #: Named, or of its sources.
    links: Sequence[tuple[str, int]]  #: Address and line.


class Content(NamedTuple):
    """All that is checked."""

    answers: Sequence[Answer]
    catalog: Catalog
    means: Mapping[str, str]
    advice: str  #: The kind of evidence that needs no source.
    sources: Mapping[str, tuple[str, int, str]]  # cite key -> file, line, address
    cited: frozenset[str]  #: Keys that any page cites.
    today: datetime.date
    months: int = 12  #: How long a review holds; 0: for ever.
    gaps: Sequence[tuple[str, str, str, int]] = ()  #: Topic, stakeholder; file, line of the wish.
    ahead: int = 0  #: Days within which a review that is due is told already.


class Finding(NamedTuple):
    """Something to mend."""

    file: str
    line: int
    what: str
    cure: str


Ratio = Callable[[str, str], float]  #: How alike two texts are, of 100.


def check(content: Content, ratio: Ratio | None) -> list[Finding]:
    """Return all findings by file and line.

    :param ratio: None where near duplicates are not to be looked for.
    """
    found = [finding for answer in content.answers for finding in check_answer(answer, content)]
    found += _check_phrases(content.answers)
    found += _check_tags(content.answers)
    found += _check_site(content)
    if ratio:
        found += _check_duplicates(content.answers, ratio)
    return sorted(set(found))


def check_answer(answer: Answer, content: Content) -> Iterator[Finding]:
    """Yield what one answer lacks."""
    for what, cure in _problems(answer, content):
        yield Finding(answer.file, answer.line, what, cure)
    only_advice = list(answer.evidence) == [content.advice]
    names = [e.name for e in content.catalog.examples.values()]
    for paragraph in answer.paragraphs:
        if paragraph.cited or paragraph.aside or only_advice or _ADVICE.search(paragraph.text):
            continue
        claim = next((name for name in names if name in paragraph.text), "")
        number = _NUMBER.search(_NO_CLAIM.sub("", paragraph.text))
        if claim or number:
            what = f"no source for '{claim or paragraph.text[:40].strip() + '…'}'"
            cure = "cite one in this paragraph, or say that it is our advice"
            yield Finding(answer.file, paragraph.line, what, cure)
    for address, line in answer.links:
        if not _LINK.fullmatch(address):
            yield Finding(answer.file, line, f"'{address}' is no address", "write https://…")


def _problems(answer: Answer, content: Content) -> Iterator[tuple[str, str]]:
    question, catalog = answer.question, content.catalog
    if not any(slug in catalog.topics for slug in question.topics):
        yield "no topic", "name one in ':topics:'"
    if not any(slug in catalog.stakeholders for slug in question.stakeholders):
        yield "no stakeholder", "name one in ':stakeholders:'"
    if not question.summary:
        yield "no summary", "write ':summary:'"
    if not question.asked:
        yield "no other phrasing", "write ':asked:' as readers would say it"
    if not question.sources and content.advice not in answer.evidence:
        yield "no source", f"cite one, or name '{content.advice}' in ':evidence:'"
    for key in question.sources:
        if key not in content.sources:
            near = nearest(key, content.sources)
            cure = "add it to the bibliography"
            meant = f"did you mean '{near}'? Else {cure}" if near else cure
            yield f"the source '{key}' is unknown", meant
    yield from _check_dates(question, content)
    texts = [p.text for p in answer.paragraphs if not p.aside]
    words = sum(map(count_words, texts))
    if not MIN_WORDS <= words <= MAX_WORDS:
        yield f"{words} words", f"make it {MIN_WORDS} to {MAX_WORDS}"
    level = grade(texts)
    if level > MAX_GRADE:
        cure = f"shorten sentences and words: grade {MAX_GRADE:.0f} at most"
        yield f"reads at school grade {level:.1f}", cure


def _check_dates(question: Question, content: Content) -> Iterator[tuple[str, str]]:
    cure = "check the answer, then set ':reviewed:'"
    if not question.reviewed:
        yield "never reviewed", cure
        return
    due = due_date(question.reviewed, question.reviewby, content.months)
    if not due:
        return
    if due < content.today.isoformat():
        yield f"its review was due on {due}", cure
    elif due < (content.today + datetime.timedelta(content.ahead)).isoformat():
        yield f"its review is due on {due}", cure


def _check_phrases(answers: Sequence[Answer]) -> Iterator[Finding]:
    """Find a phrasing that leads to two answers: the search cannot tell them apart."""
    users: dict[str, Answer] = {}
    for answer in answers:
        for phrase in (answer.question.question, *answer.question.asked):
            first = users.setdefault(" ".join(fold(phrase).strip(" ?").split()), answer)
            if first is not answer:
                what = f"'{phrase}' is asked of '{first.question.slug}', too"
                yield Finding(answer.file, answer.line, what, "keep it at one of the two")


def _check_duplicates(answers: Sequence[Answer], ratio: Ratio) -> Iterator[Finding]:
    for number, answer in enumerate(answers):
        before = [other.question for other in answers[:number]]
        for alike, other in find_similar(answer.question.question, before, ratio, NEARLY_SAME):
            what = f"nearly the same as '{other.slug}' ({alike:.0f} %)"
            yield Finding(answer.file, answer.line, what, "join the two, or tell them apart")


def find_similar(
    text: str, questions: Iterable[Question], ratio: Ratio, least: float
) -> list[tuple[float, Question]]:
    """Return the questions at least so much like ``text``, of 100, the nearest first."""
    folded = fold(text)
    scored = ((ratio(folded, fold(question.question)), question) for question in questions)
    return sorted((pair for pair in scored if pair[0] >= least), reverse=True)


def _check_tags(answers: Sequence[Answer]) -> Iterator[Finding]:
    uses = Counter(tag for answer in answers for tag in dict.fromkeys(answer.question.tags))
    where: dict[str, Answer] = {}
    for answer in answers:
        for tag in answer.question.tags:
            where.setdefault(tag, answer)
    for tag, number in uses.items():
        if number < MIN_TAGGED:
            what = f"the tag '{tag}' is on {number} of at least {MIN_TAGGED} questions"
            yield Finding(where[tag].file, where[tag].line, what, "use another tag")
    if len(uses) > MAX_TAGS:
        yield Finding("tags", 0, f"{len(uses)} tags", f"keep at most {MAX_TAGS}")


def _check_site(content: Content) -> Iterator[Finding]:
    for topic, stakeholder, file, line in content.gaps:
        what = f"no question on '{topic}' is for '{stakeholder}'"
        cure = "answer one, name the stakeholder at one that is, or take it out of faq_coverage"
        yield Finding(file, line, what, cure)
    if len(content.means) > MAX_MEANS:
        cure = f"keep at most {MAX_MEANS}"
        yield Finding("conf.py", 0, f"{len(content.means)} words in faq_means", cure)
    illustrated = defaultdict(bool)
    for topic, questions in content.catalog.by_topic.items():
        illustrated[topic] = any(question.examples for question in questions)
    for slug, has_example in illustrated.items():
        if not has_example:
            docname = content.catalog.topics[slug].docname
            yield Finding(docname, 0, "no question of this topic has an example", "add one")
    for key, (file, line, address) in content.sources.items():
        if key not in content.cited:
            yield Finding(file, line, f"nothing cites '{key}'", "cite it, or take it out")
        if address and not _LINK.fullmatch(address):
            yield Finding(file, line, f"'{address}' is no address", "write https://…")


def write_table(findings: Iterable[Finding]) -> str:
    """Return a table: where, what, what to do."""
    rows = [
        (f"{f.file}:{f.line}" if f.line else f.file, f.what, f.cure.rpartition("\n")[2].strip())
        for f in findings
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    return "\n".join(f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c}" for a, b, c in rows)
