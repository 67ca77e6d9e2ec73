"""Pack the search index into parts that the widget fetches one by one.

A part holds the words of a range of the alphabet, so that one fetch answers for a word,
for what it may become while it is typed, and for most of its misspellings. The words
stand once more by their last letters, for those whose beginning is wrong: in larger parts,
since they are asked for less often. The words that say little, and are in almost every
query, have a part of their own.

Of a vast corpus the list of where all parts begin would outweigh what a query needs. There
the hash of a word tells its part, which holds little else. The two alphabets are then for
what is no word: they have just the strongest questions of each.

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
_ALL_CARRIED = 400  # where its part holds little else, and it stands strongly in no more
_FEW_CARRIED = 60  # of a word that is no help in finding five questions of thousands
_EXACT_PART = 300  # characters of a part that holds little else than the word asked for
_KEPT = 32  # questions of a word where they are for what is no word
_COMMON = 60  # words that a query can do without if it has others
_STRONG = next(level for level, strength in enumerate(LEVELS) if level and strength >= 0.5)


class Part(NamedTuple):
    """One file of a set."""

    first: str  #: The beginning by which its first word is told from the one before.
    text: str
    questions: list[int]  #: Those that its words stand for most strongly, rising.


class SearchParts(NamedTuple):
    """All parts of a search index."""

    exact: list[Part]  #: By the words' hash; none unless it is vast.
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


def pack(
    index: Mapping[str, Posting], slight: Collection[str], carry: bool, vast: bool
) -> SearchParts:
    """Return the parts of an index.

    The larger the index, the larger are its parts: a query pays for some parts and for a
    list of all, so it pays least where both grow with the square root of the whole.

    :param slight: words that say little.
    :param carry: the parts are to bring along the titles that are most likely wanted.
    :param vast: words are to be found by their hash.
    """
    telling = sorted(index.keys() - slight)
    common = sorted(telling, key=lambda word: (index[word].weight, word))[:_COMMON]
    words = {word: _encode_posting(posting) for word, posting in index.items()}
    rest = _make("", [(word, word) for word in index if word in slight], words, {})
    carried: Mapping[str, Sequence[int]] = {}
    if carry:
        carried = {word: _choose_carried(index[word], vast) for word in telling}
    exact: list[Part] = []
    if vast:
        exact = _scatter(telling, words, carried)
        carried = {}
        words = {word: _encode_posting(_weaken(index[word])) for word in telling}
    size = round(_SHARE * math.sqrt(sum(map(len, words.values()))))
    backwards = sorted([(word[::-1], word) for word in telling if word[_FEWEST_LETTERS - 1 :]])
    more = _MORE_ENDINGS * size
    forwards = [(word, word) for word in telling]
    return SearchParts(
        exact,
        _fill(forwards, words, carried, max(_LEAST_PART, more if vast else size)),
        _fill(backwards, words, carried, max(_LEAST_ENDINGS, more)),
        rest,
        common,
    )


def _choose_carried(posting: Posting, vast: bool) -> Sequence[int]:
    """Return the questions whose titles a word brings along.

    What a query finds has most of its words. So the titles of its rarest word are enough if
    they are all there; of two common words hardly any of the strongest questions are the same.
    """
    if not vast:
        return _strongest(posting, _CARRIED, _STRONG)
    strong = _strongest(posting, _ALL_CARRIED + 1, _STRONG)
    return strong if len(strong) <= _ALL_CARRIED else strong[:_FEW_CARRIED]


def _scatter(
    telling: Iterable[str], words: Mapping[str, str], carried: Mapping[str, Sequence[int]]
) -> list[Part]:
    """Put words into parts by their hash.

    The number of parts is a power of two: an edit that changed it would move every word.
    """
    total = sum(len(words[word]) for word in telling)
    count = 2 ** round(math.log2(max(1, total / _EXACT_PART)))
    chosen: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    for word in telling:
        chosen[spread(word, count)].append((word, word))
    return [_make("", those, words, carried) for those in chosen]


def spread(word: str, count: int) -> int:
    """Return which of ``count`` files knows a word or slug, as the widget does.

    FNV-1a with 32 bits, of code points in place of bytes: they are at hand in both languages.
    Source: Fowler, Noll and Vo, IETF draft "The FNV Non-Cryptographic Hash Algorithm".
    """
    value = 0x811C9DC5
    for letter in word:
        value = (value ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return value % count


def _encode_posting(posting: Posting) -> str:
    """Return the weight, each question's distance from the one before, and then their levels."""
    before = 0
    digits = _CODES[round(posting.weight * WEIGHTS_A_UNIT)]  # of at most 13 * 10
    levels = ""
    for place in posting.questions:
        question = place // STEP
        distance = question - before
        before = question
        digits += _CODES[distance] if distance < LAST * MORE else encode(distance)
        levels += DIGITS[place % STEP]
    return digits + levels


def _weaken(posting: Posting) -> Posting:
    """Return a word with the questions alone that it stands for most strongly."""
    strongest = set(_strongest(posting, _KEPT))
    return posting._replace(questions=[p for p in posting.questions if p // STEP in strongest])


def _strongest(posting: Posting, most: int, least: int = 0) -> Sequence[int]:
    """Return the questions that the word stands for most strongly, of at least some level."""
    strong = [(-(p % STEP), p // STEP) for p in posting.questions if p % STEP >= least]
    return [question for _, question in sorted(strong)[:most]]


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
