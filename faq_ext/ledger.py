"""The ledger of slugs that were published: ``published.json`` beside ``conf.py``.

A release writes it, a build only reads it: so a pull request that would break an address
fails, and says which one.
"""

from __future__ import annotations

import json
from pathlib import Path

from .catalog import Catalog
from .files import write_file
from .slugs import is_slug

LEDGER = "published.json"
VERSION = 1
KINDS = ("questions", "topics", "stakeholders")  #: What addresses and embeds name by slug.

Ledger = dict[str, dict[str, str]]  #: Each of ``KINDS`` -> slug -> its text when last published.


def read_ledger(folder: Path) -> Ledger:
    """Return the ledger of a site; an empty one where nothing was published.

    :raises ValueError: where it cannot be read, with what to do.
    """
    try:
        data = json.loads((folder / LEDGER).read_text("utf-8"))
    except FileNotFoundError:
        return {kind: {} for kind in KINDS}
    except (OSError, ValueError) as problem:
        raise ValueError(f"cannot be read ({problem}): take it back from version control") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError(f"is not of version {VERSION}: take it back from version control")
    ledger = {kind: data.get(kind, {}) for kind in KINDS}
    for kind, slugs in ledger.items():
        if not isinstance(slugs, dict) or not all(
            is_slug(slug) and isinstance(text, str) for slug, text in slugs.items()
        ):
            raise ValueError(f"has in '{kind}' what is no slug with a text: take it out")
    return ledger


def extend_ledger(ledger: Ledger, catalog: Catalog) -> Ledger:
    """Return a ledger that also holds what is published now: nothing ever leaves it."""
    now: Ledger = {
        "questions": {slug: q.question for slug, q in catalog.questions.items()},
        "topics": {slug: topic.name for slug, topic in catalog.topics.items()},
        "stakeholders": {slug: s.name for slug, s in catalog.stakeholders.items()},
    }
    return {kind: ledger[kind] | now[kind] for kind in KINDS}


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Write a ledger with a line for each slug, so that a release's changes can be read."""
    content = {**ledger, "version": VERSION}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
    write_file(folder / LEDGER, f"{text}\n")
