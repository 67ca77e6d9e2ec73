"""What the search index knows of English: how much a word says, and which words are near it.

A small corpus cannot tell that "want" says less than "stipend"; the order of a list of
common words can. And who asks for a "salary" also means the answers on "pay".
``data/english.txt`` holds the stems of the commonest words, the most frequent first, each
with those nearest to it; ``docs/develop/search.md`` says where it comes from.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping
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
_RARE = 1000  # from this place on a common word says as much as any other
_STEEPNESS = 30


class Language(NamedTuple):
    """What is known of the words of one language; all words are stems."""

    shares: Mapping[str, float]  # common word -> share of its weight that it keeps, below 1
    related: Mapping[str, str]  # word -> the words nearest to it, with spaces between
    ranks: Mapping[str, int]  # common word -> place, the most frequent first
    slight: frozenset[str]  # words that say nothing of what a text is about


@cache
def read_language(lang: str) -> Language:
    """Return what is known of a language, by its tag; of all but English that is nothing."""
    if lang.split("-")[0].lower() != "en":
        return Language({}, {}, {}, frozenset())
    asking = {stem(word) for word in _ASKING.split()}
    function = {stem(word) for word in _FUNCTION.split()}
    shares = dict.fromkeys(asking, _ASKING_SHARE * _LEAST_SHARE)
    shares.update(dict.fromkeys(function, _FUNCTION_SHARE * _LEAST_SHARE))
    # One call for all lines: this runs in each build that publishes.
    related = dict(_LINE.findall(_DATA.read_text("utf-8")))
    ranks = {word: rank for rank, word in enumerate(related)}
    most = math.sqrt(math.log1p(_RARE / _STEEPNESS))
    for word, rank in itertools.islice(ranks.items(), _RARE):
        if word not in shares:
            share = math.log1p(rank / _STEEPNESS) ** 0.5 / most
            shares[word] = share if share > _LEAST_SHARE else _LEAST_SHARE
    ranks.update(dict.fromkeys((*asking, *function), 0))
    return Language(shares, related, ranks, frozenset(asking | function))
