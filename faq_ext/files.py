"""Write and read files as all of ours are: whole or not at all, and with the same bytes."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import pickle
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_WAITS = (0.02, 0.1, 0.4)  # seconds, in which whoever reads a file will have closed it
_AT_ONCE = 100  # members of a list that are written together
CHUNK = 100_000  # bytes of a large file that are looked at together


def write_file(path: Path, content: str | bytes) -> None:
    """Replace a file whole, by rename, so that no reader ever sees half of it."""
    # Hundreds are written after an edit, and in pathlib each would be eighty calls.
    half = _half_of(path)
    try:
        file = open(half, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(half, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content.encode() if isinstance(content, str) else content)
    put_in_place(half, path)


def _half_of(path: Path) -> str:
    """Return where a file is written before it is put in its place."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.{os.getpid()}")  # noqa: PTH118


def put_in_place(half: str | Path, path: Path) -> None:
    """Rename; Windows refuses that while a server or a virus scanner reads the old file.

    :raises PermissionError: if it still does after half a second.
    """
    for wait in _WAITS:
        try:
            os.replace(half, path)  # noqa: PTH105
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(half, path)  # noqa: PTH105


def write_if_new(path: Path, text: str) -> None:
    """Leave a file alone that says the same already."""
    if not (path.is_file() and path.read_text("utf-8") == text):
        write_file(path, text)


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Replace a file whole by a text that comes in pieces; not if it holds just that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = Path(_half_of(path))
    with half.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    if path.is_file() and filecmp.cmp(half, path, shallow=False):
        half.unlink()
    else:
        put_in_place(half, path)


class NotOnceError(ValueError):
    """A text that is to be replaced does not stand there, or more than once."""


def replace_once(chunks: Iterable[bytes], old: bytes, new: bytes) -> Iterator[bytes]:
    """Yield a text, which comes in chunks, with ``new`` in the place of ``old``.

    :raises NotOnceError: at the end.
    """
    found, rest = 0, b""
    kept = len(old) - 1  # of the end, where ``old`` may have begun
    for chunk in chunks:
        *before, rest = (rest + chunk).split(old)
        for piece in before:
            found += 1
            yield piece + new
        end = max(0, len(rest) - kept)
        yield rest[:end]
        rest = rest[end:]
    yield rest
    if found != 1:
        raise NotOnceError


def replace_in(path: Path, old: str, new: str) -> bool:
    """Put a text in the place of another; tell whether that stood there, and only once.

    Of a large file little is in memory at once.
    """
    if old == new:
        return True
    half = _half_of(path)
    try:
        with open(path, "rb") as before, open(half, "wb") as after:  # noqa: PTH123
            chunks = iter(partial(before.read, CHUNK), b"")
            after.writelines(replace_once(chunks, old.encode(), new.encode()))
    except OSError:  # missing
        return False
    except NotOnceError:
        os.unlink(half)  # noqa: PTH108
        return False
    put_in_place(half, path)
    return True


def write_pickle(path: Path, value: Any) -> None:
    """Replace a file whole by a pickle, which is never in memory as a whole."""
    half = _half_of(path)
    with open(half, "wb") as file:  # noqa: PTH123
        pickle.dump(value, file, -1)
    put_in_place(half, path)


def write_json(path: Path, value: Any) -> None:
    """Write JSON as all our files have it: sorted keys, UTF-8, final newline."""
    write_file(path, dump_json(value))


def dump_json(value: Any) -> str:
    """Return JSON with sorted keys and a final newline."""
    return _ENCODER.encode(value) + "\n"


def dump_pieces(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield what ``dump_json`` returns, in pieces: of long lists it is never there at once."""
    comma = "{"
    for name in sorted(value):
        yield f"{comma}{dump_json(name)[:-1]}:"
        comma = ","
        if not isinstance(value[name], list):
            yield dump_json(value[name])[:-1]
            continue
        between = "["
        for first in range(0, len(value[name]), _AT_ONCE):
            yield between + dump_json(value[name][first : first + _AT_ONCE])[1:-2]
            between = ","
        yield "]" if value[name] else "[]"
    yield "}\n" if value else "{}\n"


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
