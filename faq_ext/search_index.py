"""Build the search index: for each word the questions that hold it, with a weight.

The widget multiplies a weight by the word's inverse document frequency and adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .files import digest
from .text import tokens

MAX_WEIGHT = 99


class Field(NamedTuple):
    """A part of a question with how much one of its words counts there."""

    weight: int
    text: str


class Weigher:
    """Weighs the words of questions, and remembers them: most stay from build to build.

    :param remembered: what ``used`` was after an earlier build.
    """

    def __init__(self, remembered: Mapping[str, Mapping[str, int]]) -> None:
        self._remembered = remembered
        self.used: dict[str, Mapping[str, int]] = {}  # digest of the fields -> word -> weight

    def weigh(self, fields: Sequence[Field]) -> Mapping[str, int]:
        """Return word -> weight of one question."""
        key = digest(*map(tuple, fields))
        weights = self._remembered.get(key)
        if weights is None:
            weights = weigh(fields)
        self.used[key] = weights
        return weights


def weigh(fields: Iterable[Field]) -> dict[str, int]:
    """Return word -> weight.

    A word that comes again in a field counts once more, but less each time, so that a
    long answer does not outweigh a question's own words.
    """
    weights: dict[str, float] = {}
    for field in fields:
        counts: dict[str, int] = {}
        for token in tokens(field.text):
            counts[token] = counts.get(token, 0) + 1
        for token, count in counts.items():
            gain = field.weight * (2 - 2 ** (1 - count))  # 1, 1.5, 1.75 … times
            weights[token] = weights.get(token, 0) + gain
    return {token: min(MAX_WEIGHT, round(weight)) for token, weight in weights.items()}


def build_search_index(questions: Iterable[Mapping[str, int]]) -> dict[str, list[int]]:
    """Return word -> ``[number, weight, number, weight, …]`` by rising question number."""
    index: dict[str, list[int]] = {}
    for number, weights in enumerate(questions):
        for token, weight in weights.items():
            if token in index:
                index[token] += (number, weight)
            else:
                index[token] = [number, weight]
    return index
