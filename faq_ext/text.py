"""One analysis of text for the search index and the widget (twin: ``widget/src/text.js``).

Both are pinned by ``tests/fixtures/text.json``: change one and the other's tests fail.
"""

from __future__ import annotations

import re
import unicodedata

#: Those inside words, and the "s" behind a last one: who asks for Hawaii means Hawaii's.
_APOSTROPHES = re.compile(r"(?<=[^\W_])['\u2019]+(?:[sS](?![^\W_]))?")
_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(
    r"(?<![A-Z.][A-Z.])(?<!\bSt)(?<!\bDr)(?<!\be\.g)(?<!\bi\.e)[.!?]['\")\u201d]?(?=\s+[^a-z\s])"
)
MAX_SUMMARY_CHARACTERS = 200

_STEMMED = re.compile(r"[a-z]{4,}")
_PLURALS = (
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"((?<=ss|sh|ch|.x)e|(?<![sui]))s$"), ""),
)
_SUFFIX = re.compile(r"(.{3,})(?:ing|ed)|(.{4,})(?:ion|ment|er|or|ly)")
_VOWEL = re.compile(r"[aeiouy]")
_LAST_LETTERS = (
    (re.compile(r"(?<=...)e$"), ""),
    (re.compile(r"(?<=....)at$"), ""),
    (re.compile(r"(?<=..)(.)\1$"), r"\1"),
    (re.compile(r"(?<=...)y$"), "i"),
)


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, apostrophes in words and possessive "s"."""
    if text.isascii():
        return _APOSTROPHES.sub("", text).lower()
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    return "".join(c for c in decomposed if unicodedata.category(c)[0] != "M").lower()


def words(text: str) -> list[str]:
    """Return the folded words of ``text``, as written."""
    return _WORDS.findall(fold(text))


def stem(word: str) -> str:
    """Return what is left of a folded word when English endings are taken off.

    Lighter than Porter's stemmer, and as good on questions: "policies" and "policy" are
    "polici", "evaluation" and "evaluating" are "evalu". Short words and words of other
    alphabets stay.
    """
    if not _STEMMED.fullmatch(word):
        return word
    for ending, kept in _PLURALS:
        word = ending.sub(kept, word)
    found = _SUFFIX.fullmatch(word)
    if found and _VOWEL.search(left := found[1] or found[2]):
        word = left
    for ending, kept in _LAST_LETTERS:
        word = ending.sub(kept, word)
    return word


class _Stems(dict[str, str]):
    """Remembers stems: a build meets each word many times."""

    def __missing__(self, word: str) -> str:
        self[word] = stem(word)
        return self[word]


_stems = _Stems()


def tokens(text: str) -> list[str]:
    """Return the stems of the words of ``text``, in order."""
    return [_stems[word] for word in words(text)]


def first_sentence(text: str) -> str:
    """Return the first sentence of ``text``, cut at a word if it is very long."""
    text = " ".join(text.split())
    match = _SENTENCE_END.search(text)
    sentence = text[: match.end()] if match else text
    if len(sentence) <= MAX_SUMMARY_CHARACTERS:
        return sentence
    return sentence[:MAX_SUMMARY_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:") + " …"
