"""Cut what is published into parts, so that a reader's question costs the same at any size.

Files of one kind, numbered, are a set. A small corpus has all titles in one file. A large
one has them in many, and the parts of its search index carry the titles that are most
likely wanted. The form of each set stands in ``docs/reference/bundle.md``.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from .english import Language
from .files import dump_json
from .search_index import Levels, SearchIndex, build_search_index
from .search_parts import MARKS, Part, encode_rising, front_code, pack, spread

SMALL = 128  #: Questions up to which all titles are in one file.
TITLES = 20  #: Titles a file otherwise.
SLUGS = 128  #: Slugs a file.
#: Questions beyond which a corpus is vast: each facet has a file of its own, and a word is
#: found by its hash.
VAST = 4096
#: What the widget itself says in other languages than English, which its script holds.
_MESSAGES = Path(__file__).parent / "data" / "messages"
ANSWER_CHARACTERS = 1500  #: About how many an answers file has.


class Item(NamedTuple):
    """A question as the widget shows it."""

    slug: str
    question: str
    topics: Sequence[str]
    stakeholders: Sequence[str]
    tags: Sequence[str]
    #: Returns what its file holds of it, as JSON: page, slug, tree. All at once they are large.
    answer: Callable[[], str]


class Group(NamedTuple):
    """A topic or a stakeholder."""

    slug: str
    name: str
    page: str
    start: Sequence[str] = ()  #: Slugs of questions, in reading order.
    formerly: Sequence[str] = ()  #: Slugs that it had before.


class Moved(NamedTuple):
    """Addresses that were published, and have no question of their own now."""

    former: Mapping[str, str] = MappingProxyType({})  #: Old slug -> slug of today.
    retired: Mapping[str, str] = MappingProxyType({})  #: Slug -> why it has no answer.


@dataclass
class Parts:
    """What the widget asks for."""

    sets: dict[str, Sequence[str]] = field(default_factory=dict)  # name -> its files, as JSON
    entries: dict[str, Any] = field(default_factory=dict)  # what the manifest says of them
    sampled: int = 0  #: Characters of the answers by which it is told how many fill a file.


def build_parts(
    items: Sequence[Item],
    topics: Sequence[Group],
    stakeholders: Sequence[Group],
    levels: Sequence[Levels],
    language: Language,
    watch: Callable[[Sequence[Levels]], Iterable[Levels]] = iter,
    moved: Moved = Moved(),  # noqa: B008 (it is frozen)
) -> Parts:
    """Return all parts.

    A question's number is its place among the items. A topic's own questions, those that
    name it first, stand together: they are a range of numbers.

    :param items: in the order of the site.
    :param levels: the words of each item, weighed.
    :param watch: goes through the levels one by one, and may say how far it is.
    """
    numbers = {item.slug: number for number, item in enumerate(items)}
    members = _find_members(items)
    ranges = _find_ranges(items, topics)
    parts = Parts()
    parts.entries["count"] = len(items)
    parts.entries["topics"] = [
        _describe(topic, members["topics"]) | {"first": first, "own": end - first}
        for topic, (first, end) in zip(topics, ranges, strict=True)
    ]
    parts.entries["stakeholders"] = [
        _describe(stakeholder, members["stakeholders"])
        | {"start": [numbers[slug] for slug in stakeholder.start if slug in numbers]}
        for stakeholder in stakeholders
    ]
    parts.entries["tags"] = [[tag, len(those)] for tag, those in sorted(members["tags"].items())]
    values = (
        [members["topics"].get(topic.slug, ()) for topic in topics]
        + [members["stakeholders"].get(stakeholder.slug, ()) for stakeholder in stakeholders]
        + [those for _, those in sorted(members["tags"].items())]
    )
    facets = [encode_rising(those) for those in values]
    _add_titles(parts, items, {end for _, end in ranges}, facets, moved)
    _add_answers(parts, items)
    index = build_search_index(levels, language, watch)
    add_search(parts, [item.question for item in items], index, language)
    for path in sorted(_MESSAGES.glob("*.json")):
        texts = {"texts": json.loads(path.read_text("utf-8"))}
        parts.sets[f"messages-{path.stem}"] = [dump_json(texts)]
    return parts


def _find_members(items: Sequence[Item]) -> dict[str, dict[str, list[int]]]:
    """Return facet -> value -> the numbers of the items that have it."""
    members: dict[str, dict[str, list[int]]] = {"topics": {}, "stakeholders": {}, "tags": {}}
    for number, item in enumerate(items):
        for facet, those in members.items():
            for value in getattr(item, facet):
                if value in those:
                    those[value] += (number,)
                else:
                    those[value] = [number]
    return members


def _describe(group: Group, members: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    return {
        "slug": group.slug,
        "name": group.name,
        "page": group.page,
        "count": len(members.get(group.slug, ())),
    } | ({"slugs": [group.slug, *group.formerly]} if group.formerly else {})


def _find_ranges(items: Sequence[Item], topics: Iterable[Group]) -> list[tuple[int, int]]:
    """Return for each topic where its own questions begin and end."""
    known = {topic.slug for topic in topics}
    homes = [next((slug for slug in item.topics if slug in known), "") for item in items]
    ranges = {}
    place = 0
    for home, group in itertools.groupby(homes):
        end = place + sum(1 for _ in group)
        ranges[home] = (place, end)
        place = end
    return [ranges.get(topic.slug, (0, 0)) for topic in topics]


def _add_titles(
    parts: Parts, items: Sequence[Item], ends: set[int], facets: list[str], moved: Moved
) -> None:
    """Add the titles: no file holds those of two topics, so that the first list is one file."""
    numbers = {item.slug: number for number, item in enumerate(items)}
    small = len(items) <= SMALL
    size = SMALL if small else TITLES
    files: list[dict[str, Any]] = []
    for start, end in itertools.pairwise(sorted({0, len(items)} | (set() if small else ends))):
        for first in range(start, end, size):
            chosen = items[first : min(end, first + size)]
            files.append(
                {
                    "questions": [item.question for item in chosen],
                    "slugs": [item.slug for item in chosen],
                }
            )
    files = files or [{"questions": [], "slugs": []}]
    if small:
        files[0] |= {"facets": facets, **_list_slugs({}, moved, numbers, 1)[0]}
    parts.sets["titles"] = [dump_json(file) for file in files]
    if small:
        return
    several = [facets] if len(items) <= VAST else [[facet] for facet in facets]
    parts.sets["facets"] = [dump_json({"facets": those}) for those in several]
    slugs = _list_slugs(numbers, moved, numbers, -(-len(items) // SLUGS))
    parts.sets["slugs"] = [dump_json({"numbers": {}, **file}) for file in slugs]


def _list_slugs(
    own: Mapping[str, int], moved: Moved, numbers: Mapping[str, int], count: int
) -> list[dict[str, Any]]:
    """Return what each of ``count`` files knows of slugs; keys that say nothing are missing.

    :param own: slugs of questions that are not said elsewhere.
    :param numbers: those of all questions.
    """
    former = {old: numbers[new] for old, new in moved.former.items() if old not in numbers}
    retired = {s: w for s, w in moved.retired.items() if s not in numbers and s not in former}
    files: list[dict[str, Any]] = [{} for _ in range(count)]
    for key, values in (("numbers", {**former, **own}), ("retired", retired)):
        for slug, value in values.items():
            files[spread(slug, count)].setdefault(key, {})[slug] = value
    return files


def _add_answers(parts: Parts, items: Sequence[Item]) -> None:
    sample = [items[number] for number in choose_sample(len(items))]
    parts.sampled = sum(measure_answer(item.slug, item.answer()) for item in sample)
    each = parts.entries["each"] = answers_a_file(parts.sampled, len(items))
    parts.sets["answers"] = _AnswerFiles(items, each)


def choose_sample(count: int) -> range:
    """Return the numbers of some questions, by which it is told how many fill a file."""
    return range(0, count, max(1, count // 100))


def measure_answer(slug: str, answer: str) -> int:
    """Return the length of an answer in its file; slugs are no text."""
    return len(answer.rstrip()) - len(f'"slug":"{slug}"')


def answers_a_file(sampled: int, count: int) -> int:
    """Return how many answers a file has.

    :param sampled: the length of those in the sample.
    """
    mean = sampled / max(1, len(choose_sample(count)))
    return max(1, round(ANSWER_CHARACTERS / (mean or ANSWER_CHARACTERS)))


class _AnswerFiles(Sequence[str]):
    """The files of answers, each made when it is asked for: they are most of what is published."""

    def __init__(self, items: Sequence[Item], each: int) -> None:
        self._items, self._each = items, each

    def __len__(self) -> int:
        return -(-len(self._items) // self._each)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        first = range(0, len(self._items), self._each)[place]
        chosen = [item.answer().rstrip() for item in self._items[first : first + self._each]]
        return f'{{"answers":[{",".join(chosen)}]}}\n'


#: Sets of the search index; which of them there are depends on its size.
SEARCH_SETS = frozenset({"exact", "words", "endings", "slight"})


def add_search(
    parts: Parts, questions: Sequence[str], index: SearchIndex, language: Language
) -> None:
    """Add the search index.

    :param questions: the text of each.
    """
    packed = pack(index, language.slight, len(questions) > SMALL, len(questions) > VAST)

    def file(part: Part) -> str:
        entries: dict[str, Any] = {"words": part.text}
        if part.questions:
            entries["places"] = encode_rising(part.questions)
            entries["questions"] = [questions[number] for number in part.questions]
        return dump_json(entries)

    if packed.exact:
        parts.sets["exact"] = [file(part) for part in packed.exact]
    for name, those in (("words", packed.words), ("endings", packed.endings)):
        parts.sets[name] = [file(part) for part in those]
        parts.entries[name] = _join(part.first for part in those)
    parts.sets["slight"] = [file(packed.slight)]
    parts.entries["slight"] = _join(sorted(language.slight))
    parts.entries["common"] = " ".join(packed.common)


def _join(words: Iterable[str]) -> str:
    """Return sorted words in as few bytes as can be: all readers fetch these."""
    return "".join(front_code(words, most=MARKS))
