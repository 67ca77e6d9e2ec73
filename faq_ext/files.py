"""Write and read files as all of ours are: whole or not at all, and with the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


def write_file(path: Path, content: str | bytes) -> None:
    """Replace a file whole, by rename, so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(content.encode() if isinstance(content, str) else content)
    half.replace(path)


def write_if_new(path: Path, text: str) -> None:
    """Leave a file alone that says the same already."""
    if not (path.is_file() and path.read_text("utf-8") == text):
        write_file(path, text)


def write_json(path: Path, value: Any) -> None:
    """Write JSON as all our files have it: sorted keys, UTF-8, final newline."""
    write_file(path, dump_json(value))


def dump_json(value: Any, indent: int | None = None) -> str:
    """Return JSON with sorted keys and a final newline."""
    separators = (",", ": ") if indent else (",", ":")
    dumped = json.dumps(
        value, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators
    )
    return dumped + "\n"


def read_json(path: Path) -> dict[str, Any]:
    """Return the object that a file holds, or an empty one where it is missing or broken."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def digest(*values: Any) -> str:
    """Return a short digest of plain values; equal values of equal type have equal ones."""
    return hashlib.blake2b(repr(values).encode(), digest_size=8).hexdigest()
