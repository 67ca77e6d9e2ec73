"""One analysis of text for the search index and the widget (twin: ``widget/src/text.js``).

Both are pinned by ``tests/fixtures/text.json``: change one and the other's tests fail.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"(?<=\w)['\u2019](?=\w)")
_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(
    r"(?<![A-Z.][A-Z.])(?<!\bSt)(?<!\bDr)(?<!\be\.g)(?<!\bi\.e)[.!?]['\")\u201d]?(?=\s+[^a-z\s])"
)
MAX_SUMMARY_CHARACTERS = 200


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents and without apostrophes in words."""
    if text.isascii():
        return _APOSTROPHES.sub("", text).lower()
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    return "".join(c for c in decomposed if unicodedata.category(c)[0] != "M").lower()


def tokens(text: str) -> list[str]:
    """Return the folded words of ``text``, plurals as singulars."""
    return [_singular(word) for word in _WORDS.findall(fold(text))]


def _singular(word: str) -> str:
    if len(word) > 3:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


def first_sentence(text: str) -> str:
    """Return the first sentence of ``text``, cut at a word if it is very long."""
    text = " ".join(text.split())
    match = _SENTENCE_END.search(text)
    sentence = text[: match.end()] if match else text
    if len(sentence) <= MAX_SUMMARY_CHARACTERS:
        return sentence
    return sentence[:MAX_SUMMARY_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:") + " …"
