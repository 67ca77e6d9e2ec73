"""Build the search index: for each word the questions that hold it, with a weight.

The widget multiplies a weight by the word's inverse document frequency and adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .text import tokens

MAX_WEIGHT = 99


class Field(NamedTuple):
    """A part of a question with how much one of its words counts there."""

    weight: int
    text: str


def build_search_index(questions: Iterable[Sequence[Field]]) -> dict[str, list[int]]:
    """Return word -> ``[number, weight, number, weight, …]`` by rising question number.

    A word that comes again in a field counts once more, but less each time, so that a
    long answer does not outweigh a question's own words.
    """
    index: dict[str, list[int]] = {}
    for number, fields in enumerate(questions):
        weights: dict[str, float] = {}
        for field in fields:
            counts: dict[str, int] = {}
            for token in tokens(field.text):
                counts[token] = counts.get(token, 0) + 1
            for token, count in counts.items():
                gain = field.weight * (2 - 2 ** (1 - count))  # 1, 1.5, 1.75 … times
                weights[token] = weights.get(token, 0) + gain
        for token in sorted(weights):
            weight = min(MAX_WEIGHT, round(weights[token]))
            index.setdefault(token, []).extend((number, weight))
    return index
