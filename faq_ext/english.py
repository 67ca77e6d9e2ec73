"""What the search index knows of English: how much a word says, and which words are near it.

A small corpus cannot tell that "want" says less than "stipend"; the order of a list of
common words can. And who asks for a "salary" also means the answers on "pay".
``data/english.txt`` holds the stems of the commonest words, the most frequent first, each
with those nearest to it; ``docs/develop/search.md`` says where it comes from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .text import stem

_DATA = Path(__file__).parent / "data" / "english.txt"
_LINE = re.compile(r"^([^:\n]+)(?:: (.+))?$", re.MULTILINE)

_ASKING = "what when where who which why how"
_FUNCTION = (
    "a an the is are was were be been am i you he she it we they my your his her its our their "
    "me him them this that these those of to in on at by for with from as and or but if not no "
    "do does did can could will would should may might have has had there here so"
)
_ASKING_SHARE, _FUNCTION_SHARE = 0.6, 0.2  # of the weight of the rarest common word
_LEAST_SHARE = 0.6
_PIECE = 20_000  # characters
_RARE = 1000  # from this place on a common word says as much as any other
_STEEPNESS = 30
_MOST = math.sqrt(math.log1p(_RARE / _STEEPNESS))


class Language(NamedTuple):
    """What is known of the words of one language; all words are stems.

    It is looked up for the words that are asked for: of all together it takes 1.6 MB, more
    than all else that a build after an edit has to publish.
    """

    asking: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    slight: frozenset[str] = frozenset()  #: Both: they say nothing of what a text is about.
    known: bool = False  #: There is a list of its common words.

    def ranks_of(self, words: Container[str]) -> dict[str, int]:
        """Return the places of those that are common, the most frequent first."""
        ranks = {}
        above = 0
        for piece in self._pieces():
            for rank, line in enumerate(_LINE.finditer(piece), start=above):
                if line[1] in words:
                    ranks[line[1]] = rank
            above += piece.count("\n")
        return ranks | {word: 0 for word in self.slight if word in words}

    def related_to(self, words: Container[str] | None = None) -> dict[str, str]:
        """Return word -> the words nearest to it, with spaces between; of none given, all."""
        return {
            line[1]: line[2] or ""
            for piece in self._pieces()
            for line in _LINE.finditer(piece)
            if words is None or line[1] in words
        }

    def shares_of(self, ranks: Mapping[str, int]) -> dict[str, float]:
        """Return the share of its weight that each word keeps, where that is below 1.

        :param ranks: what ``ranks_of`` returned.
        """
        shares = {
            word: max(_LEAST_SHARE, math.log1p(rank / _STEEPNESS) ** 0.5 / _MOST)
            for word, rank in ranks.items()
            if rank < _RARE
        }
        for words, share in ((self.asking, _ASKING_SHARE), (self.function, _FUNCTION_SHARE)):
            shares |= {word: share * _LEAST_SHARE for word in words if word in ranks}
        return shares

    def _pieces(self) -> Iterator[str]:
        """Yield the list in pieces of whole lines: as a whole it would be there twice."""
        if self.known:
            with _DATA.open(encoding="utf-8") as file:
                while piece := file.read(_PIECE):
                    yield piece + file.readline()


@cache
def read_language(lang: str) -> Language:
    """Return what is known of a language, by its tag; of all but English that is nothing."""
    if lang.split("-")[0].lower() != "en":
        return Language()
    asking, function = (
        frozenset(stem(word) for word in words.split()) for words in (_ASKING, _FUNCTION)
    )
    return Language(asking, function, asking | function, True)
