"""Pack the search index into parts that the widget fetches one by one.

A part holds the words of a range of the alphabet, so that one fetch answers for a word,
for what it may become while it is typed, and for most of its misspellings. The words
stand once more by their last letters, for those whose beginning is wrong: in larger parts,
since they are asked for less often. The words that say little, and are in almost every
query, have a part of their own.

Words are front-coded, as in Witten, Moffat and Bell, "Managing Gigabytes" (1999), and
numbers are differences in as few printable characters as they need: both compress well
and take a few lines to read. The form is described in ``docs/reference/bundle.md``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from .search_index import LEVELS, STEP, Posting

#: The printable characters that JSON leaves as they are: a digit each. The first 64 end a
#: number, the other 27 say that more follows.
DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
LAST, MORE = 64, 27
MARKS = 12  # the highest of the digits that no word has: "#" to "/"

WEIGHTS_A_UNIT = 10  # how finely the weight of a word is kept
_SHARE = 0.85  # of the square root of the whole index that a part has, in characters
_LEAST_PART = 450  # characters
_LEAST_ENDINGS = 3000
_MORE_ENDINGS = 8  # times the size of others, where there are many
_LEAST_SHARE, _MOST_SHARE = 0.7, 1.3  # of its size that a part may have
_FEWEST_LETTERS = 4  # of words that are worth finding by their end
_CARRIED = 12  # titles that a word brings along
_COMMON = 60  # words that a query can do without if it has others
_STRONG = next(level for level, strength in enumerate(LEVELS) if level and strength >= 0.5)


class Part(NamedTuple):
    """One file of a set."""

    first: str  #: The beginning by which its first word is told from the one before.
    text: str
    questions: list[int]  #: Those that its words stand for most strongly, rising.


class SearchParts(NamedTuple):
    """All parts of a search index."""

    words: list[Part]
    endings: list[Part]  #: Words of some length, spelt backwards.
    slight: Part
    common: Sequence[str]  #: Those that most questions hold, the commonest first.


def encode(number: int) -> str:
    """Return a number as digits, the highest first."""
    high, low = divmod(number, LAST)
    digits = DIGITS[low]
    while high:
        high, more = divmod(high, MORE)
        digits = DIGITS[LAST + more] + digits
    return digits


#: The same of the numbers that have at most two digits: few others are met.
_CODES: list[str] = [
    *DIGITS[:LAST],
    *[a + b for a in DIGITS[LAST + 1 : LAST + MORE] for b in DIGITS[:LAST]],
]


def encode_rising(numbers: Iterable[int]) -> str:
    """Return rising numbers as digits, each as its distance from the one before."""
    before = 0
    digits = ""
    for number in numbers:
        distance = number - before
        digits += _CODES[distance] if distance < LAST * MORE else encode(distance)
        before = number
    return digits


def front_code(words: Iterable[str], before: str = "", most: int = LAST - 1) -> list[str]:
    """Return for each of some sorted words how much it shares with the one before, and the rest.

    Where at most ``MARKS`` characters are shared, the digit also tells where a word begins.
    """
    coded: list[str] = []
    for word in words:
        shared = 0
        while shared < most and word[shared : shared + 1] == before[shared : shared + 1] != "":
            shared += 1
        coded += (DIGITS[shared] + word[shared:],)
        before = word
    return coded


def pack(index: Mapping[str, Posting], slight: Collection[str], carry: bool) -> SearchParts:
    """Return the parts of an index.

    The larger the index, the larger are its parts: a query pays for some parts and for a
    list of all, so it pays least where both grow with the square root of the whole.

    :param slight: words that say little.
    :param carry: the parts are to bring along the titles that are most likely wanted.
    """
    words = {word: _encode_posting(posting) for word, posting in index.items()}
    telling = [(word, word) for word in words if word not in slight]
    size = round(_SHARE * math.sqrt(sum(map(len, words.values()))))
    rest = [(word, word) for word in words if word in slight]
    carried = {word: _strongest(index[word]) for word, _ in telling} if carry else {}
    backwards = sorted([(word[::-1], word) for word, _ in telling if word[_FEWEST_LETTERS - 1 :]])
    return SearchParts(
        _fill(telling, words, carried, max(_LEAST_PART, size)),
        _fill(backwards, words, carried, max(_LEAST_ENDINGS, _MORE_ENDINGS * size)),
        _make("", rest, words, {}),
        sorted((word for word, _ in telling), key=lambda word: (index[word].weight, word))[
            :_COMMON
        ],
    )


def _encode_posting(posting: Posting) -> str:
    """Return the weight, then for each question its distance from the last and its level."""
    before = 0
    digits = _CODES[round(posting.weight * WEIGHTS_A_UNIT)]  # of at most 13 * 10
    for place in posting.questions:
        question = place // STEP
        distance = question - before
        before = question
        digits += _CODES[distance] if distance < LAST * MORE else encode(distance)
        digits += DIGITS[place % STEP]
    return digits


def _strongest(posting: Posting) -> Sequence[int]:
    """Return the questions that the word stands for most strongly."""
    strong = [(-(p % STEP), p // STEP) for p in posting.questions if p % STEP >= _STRONG]
    return [question for _, question in sorted(strong)[:_CARRIED]]


def _fill(
    spelt: Sequence[tuple[str, str]],
    words: Mapping[str, str],
    carried: Mapping[str, Sequence[int]],
    size: int,
) -> list[Part]:
    """Fill parts of about ``size`` characters.

    :param spelt: how a word is spelt in these parts, sorted, and the word.
    """
    parts: list[Part] = []
    start, before = 0, ""
    while start < len(spelt):
        end = _choose_end(spelt, words, start, size)
        parts += (_make(before, spelt[start:end], words, carried),)
        start, before = end, spelt[end - 1][0]
    return parts


def _choose_end(
    spelt: Sequence[tuple[str, str]], words: Mapping[str, str], start: int, size: int
) -> int:
    """Return where a part ends: near its size, where the next word begins most unlike the last.

    All readers fetch the list of the parts' beginnings, so these are to be short.
    """
    best = start + 1
    least = length = 0
    for place in range(start, len(spelt)):
        spelling, word = spelt[place]
        length += len(words[word]) + 6
        if place > start and length > _MOST_SHARE * size:
            return best
        if place + 1 == len(spelt):
            return place + 1
        following = spelt[place + 1][0]
        shared = 0
        while spelling[shared : shared + 1] == following[shared : shared + 1] != "":
            shared += 1
        if length < _LEAST_SHARE * size or shared <= least or best == start + 1:
            best, least = place + 1, shared
    return best


def _make(
    before: str,
    chosen: Sequence[tuple[str, str]],
    words: Mapping[str, str],
    carried: Mapping[str, Sequence[int]],
) -> Part:
    """Make a part of the chosen words.

    :param before: the word before them, which the part's own beginning must tell apart.
    """
    coded = front_code([spelling for spelling, _ in chosen])
    text = " ".join([f"{coded[i]} {words[word]}" for i, (_, word) in enumerate(chosen)])
    titles = {number for _, word in chosen if word in carried for number in carried[word]}
    first = chosen[0][0] if chosen else ""
    [rest] = front_code([first], before)
    return Part(first[: len(first) - len(rest) + 2], text, sorted(titles))
