"""Build the search index: which word stands in which question, and how much it counts there.

The model is a sum of saturated frequencies, field by field, as in BM25F (Robertson,
Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields") but
saturated before the fields are added up, which measured better on questions. How strongly
a word stands in a question is cut to a level, and how much the word says to a weight, so
that the widget only looks up and adds.
"""

from __future__ import annotations

import itertools
import math
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .english import Language
from .files import digest
from .text import tokens

RELATED = 0  #: Level of the words that are only near those of a question.
#: What each level stands for; above it, words in a question by rising strength. The widget
#: has the same list.
LEVELS = (0.45, *(0.06 * (2 / 0.06) ** (step / 30) for step in range(31)))


class Field(NamedTuple):
    """How the words of one part of a question count."""

    weight: float
    saturation: float  #: BM25's k1: how slowly a repeated word stops to count.
    normalization: float  #: BM25's b: how much a long text is held against its words.


FIELDS = {
    "question": Field(1.0, 2.0, 0.6),
    "asked": Field(1.0, 2.0, 0.6),
    "summary": Field(0.4, 2.0, 0.6),
    "answer": Field(0.35, 2.0, 0.75),
    "examples": Field(0.2, 2.0, 0.6),
    "names": Field(0.2, 1.0, 0.0),
    "tags": Field(0.3, 1.0, 0.0),
}
_ASKED = ("question", "asked")  # fields that say what a question is about

_FEW, _FEW_SHARE = 2, 0.005  # questions, and share of all questions, that hold a rare word
_UNCOMMON = 20_000  # place of the words that the language does not list
_MOST, _MOST_SLIGHT = 3000, 50  # questions that a word keeps, and one that says little
_SEEN = 100  # questions that all corpora are thought to have besides their own
_SEEN_LENGTH = 100  # words of each of them
_SOME = 20  # questions that are weighed without all that is known of the language
_ZERO = ord("0")  # the character of level 0
_EDGES = [math.sqrt(low * high) for low, high in itertools.pairwise(LEVELS[1:])]

Texts = Mapping[str, str]  #: Name in ``FIELDS`` -> text.
Counts = dict[str, list[int]]  #: Name in ``FIELDS`` -> words of all questions, texts with some.
#: The words of one question and how strongly they stand there, as ``pack_levels`` has them:
#: of ten thousand questions a dictionary for each would take fifty megabytes.
Levels = str
STEP = len(LEVELS)  #: A posting is the number of a question times this, and its level.


class Posting(NamedTuple):
    """A word of the index."""

    weight: float  #: How much it says: its inverse document frequency, mostly.
    questions: Sequence[int]  #: ``question * STEP + level``, rising.


SearchIndex = Mapping[str, Posting]


def pack_levels(levels: Mapping[str, int]) -> Levels:
    """Return word -> level as text: the words, a line break, a character for each level."""
    digits = bytes([_ZERO + level for level in levels.values()]).decode()
    return f"{' '.join(levels)}\n{digits}"


def unpack_levels(packed: Levels) -> Iterator[tuple[str, int]]:
    """Yield each word with the character of its level, as a number."""
    words, _, digits = packed.partition("\n")
    return zip(words.split(), digits.encode(), strict=True)


class Weigher:
    """Finds the level of each word in each question.

    It remembers them, since most questions stay as they are from build to build.

    :param remembered: what ``used`` was after an earlier build.
    """

    def __init__(
        self,
        language: Language,
        synonyms: Mapping[str, str],
        remembered: Mapping[str, Levels],
    ) -> None:
        self._language = language
        self._synonyms = Synonyms(synonyms)
        form = "without possessives"  # what else is remembered is of an older version
        self._identity = digest(form, sorted(synonyms.items()), LEVELS, FIELDS, language.known)
        self._remembered = remembered
        self._near: Mapping[str, str] = {}  # what is near each word, once it is asked for often
        self.used: dict[str, Levels] = {}  # digest of a question's texts -> levels
        self.counts: Counts = {}

    def weigh(
        self,
        questions: Iterable[Texts],
        watch: Callable[[Sequence[Texts]], Iterable[Texts]] = iter,
    ) -> list[Levels]:
        """Return the levels of each question.

        :param watch: goes through them one by one, and may say how far it is.
        """
        texts = list(questions)
        self.counts = count_words(texts)
        lengths = _typical_lengths(self.counts)
        keys = [self._key(lengths, question) for question in texts]
        if len(set(keys).difference(self._remembered)) > _SOME:
            self._near = self._language.related_to()
        found: list[Levels] = []
        for key, question in zip(keys, watch(texts), strict=True):
            if key in self._remembered:
                levels = self._remembered[key]
            else:
                levels = pack_levels(self._find_levels(question, lengths))
            self.used[key] = levels
            found += (levels,)  # no call for each, as below
        return found

    def amend(self, changes: Iterable[tuple[Texts, Texts]], counts: Counts) -> bool:
        """Put the levels of new texts in the place of old ones, into ``used``.

        Tell whether it can be done: if texts have become much longer, all levels are others.

        :param counts: what they were after all questions were weighed; they are brought up
            to date.
        """
        lengths = _typical_lengths(counts)
        pairs = list(changes)
        for sign, texts in ((-1, [old for old, _ in pairs]), (1, [new for _, new in pairs])):
            for name, (words, filled) in count_words(texts).items():
                counts[name] = [counts[name][0] + sign * words, counts[name][1] + sign * filled]
        self.counts = counts
        if _typical_lengths(counts) != lengths:
            return False
        found = {}
        for old, new in pairs:
            levels = pack_levels(self._find_levels(new, lengths))
            found[self._key(lengths, old)] = self._key(lengths, new), levels
        self.used = {}
        for key, levels in self._remembered.items():
            if key in found:
                key, levels = found[key]
            self.used[key] = levels
        return found.keys() <= self._remembered.keys() and len(self.used) == len(self._remembered)

    def _key(self, lengths: Mapping[str, int], question: Texts) -> str:
        return digest(self._identity, lengths, question)

    def _find_levels(self, question: Texts, lengths: Mapping[str, int]) -> dict[str, int]:
        strengths: dict[str, float] = {}
        about: set[str] = set()
        for name, text in question.items():
            weight, saturation, normalization = FIELDS[name]
            words = self._synonyms.spread(tokens(text))
            if not words:
                continue
            ratio = len(words) / lengths[name]
            delay = saturation * (1 - normalization + normalization * ratio)
            counts: dict[str, int] = {}
            for word in words:
                counts[word] = counts[word] + 1 if word in counts else 1
            if name in _ASKED:
                about |= counts.keys()
            else:
                counts = {w: n for w, n in counts.items() if w not in self._language.slight}
            for word, count in counts.items():
                gain = weight * count * (saturation + 1) / (count + delay)
                strengths[word] = strengths[word] + gain if word in strengths else gain
        levels = {word: 1 + bisect_right(_EDGES, strength) for word, strength in strengths.items()}
        about -= self._language.slight
        related = self._near or self._language.related_to(about)
        for word in about & related.keys():
            for near in related[word].split():
                if near not in levels:
                    levels[near] = RELATED
        return levels


def count_words(questions: Iterable[Texts]) -> Counts:
    """Return for each field how many words all questions have in it, and how many fill it."""
    counts = {}
    for name in FIELDS:
        given = [question[name] for question in questions if name in question]
        filled = [text.count(" ") + 1 for text in given if text]
        counts[name] = [sum(filled), len(filled)]
    return counts


def _typical_lengths(counts: Counts) -> dict[str, int]:
    """Return for each field about how many words it has, where it is filled.

    Rounded, so that one edited answer does not shift the levels of all others.
    """
    typical = {}
    for name in FIELDS:  # in their order, which the digests of questions are made of
        words, filled = counts[name]
        mean = words / filled if filled else 1
        typical[name] = round(2 ** (round(2 * math.log2(mean)) / 2))
    return typical


class Synonyms:
    """Puts an acronym where its meaning stands, and the meaning where the acronym stands.

    :param pairs: acronym -> meaning, as an author writes them.
    """

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = [(tokens(short), tokens(long)) for short, long in sorted(pairs.items())]
        starts = {phrase[0] for pair in self._pairs for phrase in pair if phrase}
        self._starts = frozenset(starts)

    def spread(self, words: list[str]) -> list[str]:
        """Return ``words`` and all that means the same as some of them."""
        if self._starts.isdisjoint(words):
            return words
        spread = list(words)
        for short, long in self._pairs:
            for this, other in ((short, long), (long, short)):
                spread += other * _count_phrase(this, words)
        return spread


def _count_phrase(phrase: list[str], words: list[str]) -> int:
    size = len(phrase)
    return sum(words[i : i + size] == phrase for i in range(len(words) - size + 1)) if size else 0


def build_search_index(
    questions: Sequence[Levels],
    language: Language,
    watch: Callable[[Sequence[Levels]], Iterable[Levels]] = iter,
) -> dict[str, Posting]:
    """Return the index, its words in order.

    A word of very many questions keeps its highest levels, which bounds the cost of a query.
    Loops are plain, without a call for each word: this runs after each edit, too.

    :param watch: goes through the questions one by one, and may say how far it is.
    """
    total = len(questions)
    found: dict[str, bytearray] = {}  # word -> its postings, of four bytes each
    near: dict[str, int] = {}  # word -> questions that hold only a word near it
    for number, levels in enumerate(watch(questions)):
        postings = array("I", range(number * STEP, (number + 1) * STEP)).tobytes()
        for word, digit in unpack_levels(levels):
            level = 4 * (digit - _ZERO)
            if word in found:
                found[word] += postings[level : level + 4]
            else:
                found[word] = bytearray(postings[level : level + 4])
            if not level:
                near[word] = near[word] + 1 if word in near else 1
    few = max(_FEW, total * _FEW_SHARE)
    ranks = language.ranks_of(found)
    shares = language.shares_of(ranks)
    index = {}
    for word in sorted(found):
        kept: Sequence[int] = array("I", found.pop(word))
        count = len(kept)
        if word in near and count > near[word]:
            count -= near[word]
            if count > few:  # who asks with a word that many questions hold means that very word
                kept = array("I", [posting for posting in kept if posting % STEP])
        most = _MOST_SLIGHT if word in language.slight else _MOST
        if len(kept) > most:
            # A word of which nothing is left stays: it is known, and no typing error.
            kept = array("I", _highest(kept, most))
        rank, share = ranks.get(word, _UNCOMMON), shares.get(word, 1)
        index[word] = Posting(_weigh_word(count, total, rank) * share, kept)
    return index


def _weigh_word(count: int, total: int, rank: int) -> float:
    """Return how much a word says that so many questions hold, from 0 to about 12.

    Inverse document frequency, with a prior from the language: a corpus of a hundred
    questions does not know by itself which of its rare words are common elsewhere.
    """
    # Zipf's law: the word at place r is about every 10 r-th of a text.
    often = 1 - (1 - 0.1 / (3 + rank)) ** _SEEN_LENGTH
    share = (count + 0.5 + _SEEN * often) / (total + 1 + _SEEN)
    return math.log(1 / share)


def _highest(postings: Sequence[int], most: int) -> Sequence[int]:
    """Return at most so many of the highest levels; a level that is too much goes as a whole.

    Part of a level would put those of its questions that come first above all others.
    """
    counts = [0] * STEP
    for posting in postings:
        counts[posting % STEP] += 1
    room = most
    kept = set()
    for level in range(STEP - 1, RELATED, -1):
        room -= counts[level]
        if room < 0:
            break
        kept.add(level)
    return [posting for posting in postings if posting % STEP in kept]
