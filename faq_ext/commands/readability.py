"""How hard a text is to read, as a school grade.

Flesch-Kincaid: J. P. Kincaid and others, "Derivation of New Readability Formulas", Naval
Technical Training Command, Research Branch Report 8-75, 1975. Syllables are estimated from
spelling: a dictionary of them would be larger than the rest of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDS = re.compile(r"(?<!\b[A-Z])[.!?:;]+[\"”’)]*(?=\s|$)")
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxhgc])es$"
)
_VOWELS = re.compile(r"[aeiouy]+")


def count_words(text: str) -> int:
    """Return how many words a text has; one with a hyphen is one."""
    return len(_WORDS.findall(text))


def count_syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least one."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


def grade(paragraphs: Iterable[str]) -> float:
    """Return the school grade at which a text reads; 0.0 where there is no word."""
    words: list[str] = []
    sentences = 0
    for text in paragraphs:
        found = _WORDS.findall(text)
        words += found
        # A paragraph ends a sentence, with or without a full stop.
        sentences += max(1, len(_ENDS.findall(text))) if found else 0
    if not words:
        return 0.0
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
