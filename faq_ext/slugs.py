"""What a slug is, and which known word an unknown one was probably meant to be."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

MAX_SLUG_CHARACTERS = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(word: str) -> bool:
    """Tell whether ``word`` is lower-case ASCII words joined by single hyphens."""
    return len(word) <= MAX_SLUG_CHARACTERS and _SLUG.fullmatch(word) is not None


def build_slug(text: str) -> str:
    """Turn any text into the nearest slug, or into ``""`` where no letter survives."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))
    return slug[:MAX_SLUG_CHARACTERS].rstrip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was probably meant to be, if any is close."""
    words = sorted(known)
    found = difflib.get_close_matches(build_slug(word) or word, words, n=1)
    return found[0] if found else None
