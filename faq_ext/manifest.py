"""Write the bundle: parts, ``bundle.json`` and, last of all, the manifest."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx.util.display import progress_message

from .files import dump_pieces, read_json, write_file, write_json, write_pieces
from .parts import Parts
from .progress import watch

MOST_HASHES = 8  # of a set: beyond, neighbouring files share one, and the manifest stays small
HASH_LETTERS = 10
_PART = re.compile(r"[^.]+-[^.]+\..+\.json")


def write_bundle(
    folder: Path, bundle: Mapping[str, Any], head: Mapping[str, Any], parts: Parts, script: Any
) -> None:
    """Write ``bundle.json``, all parts and then the manifest; drop what two manifests forgot.

    The manifest does not name ``bundle.json``, whose plain name would make its hash wrong
    between the two renames.

    :param head: what the manifest says of the whole.
    :param script: its entry of the script, empty where none is built.
    """
    before = read_json(folder / "manifest.json")
    with progress_message("writing bundle.json"):
        write_pieces(folder / "bundle.json", dump_pieces(bundle))
    there = {file.name for file in os.scandir(folder)}
    manifest: dict[str, Any] = {**head, **parts.entries}
    groups = {name: _split(files) for name, files in parts.sets.items()}
    hashes: dict[str, list[str]] = {name: [] for name in groups}
    every = [(name, first, group) for name in groups for first, group in groups[name]]
    for name, first, texts in watch(every, "writing parts", step=4):
        of = _hash(texts)
        hashes[name] += [of]
        for number, text in enumerate(texts, start=first):
            file = _file_name(name, number, of)
            if file not in there:
                write_file(folder / file, _stamp(text, of))
    manifest["sets"] = {
        name: {"count": len(files), "hashes": "".join(hashes[name])}
        for name, files in parts.sets.items()
    }
    if script:
        manifest["script"] = dict(script)
    if before != manifest:
        write_json(folder / "manifest.json", manifest)
        _drop_old_parts(folder, before, manifest)


def _split(files: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    """Return the files that share a hash, with the number of the first.

    Each file says to which hash it belongs, so that a reader who gets an older one sees it.
    """
    span = _span(len(files))
    return [(first, files[first : first + span]) for first in range(0, len(files), span)]


def _span(count: int) -> int:
    """Return how many files share a hash."""
    return max(1, -(-count // MOST_HASHES))


def _hash(texts: Sequence[str]) -> str:
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:HASH_LETTERS]


def _file_name(name: str, number: int, of: str) -> str:
    return f"{name}-{number}.{of}.json"


def _stamp(text: str, of: str) -> str:
    return f'{{"of":"{of}",{text[1:]}'


def _groups_of(manifest: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each hash of a manifest with the names of its files."""
    for name, entry in manifest.get("sets", {}).items():
        span = _span(entry["count"])
        for first in range(0, entry["count"], span):
            start = first // span * HASH_LETTERS
            of = entry["hashes"][start : start + HASH_LETTERS]
            numbers = range(first, min(first + span, entry["count"]))
            yield of, [_file_name(name, number, of) for number in numbers]


def find_first_group(name: str, entry: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return the first hash of a set, with the names of the files that share it."""
    of = entry["hashes"][:HASH_LETTERS]
    return of, [_file_name(name, number, of) for number in range(_span(entry["count"]))]


def files_of(manifest: Mapping[str, Any]) -> set[str]:
    """Return the names of all files that a manifest reaches."""
    names = {name for _, group in _groups_of(manifest) for name in group}
    return names | ({manifest["script"]["file"]} if "script" in manifest else set())


def find_broken_files(folder: Path) -> list[str]:
    """Return the files that the manifest of a folder reaches, and that are not whole."""
    manifest = read_json(folder / "manifest.json")
    broken = []
    for of, names in _groups_of(manifest):
        found = [_read(folder / name) for name in names]
        texts = [text.replace(f'"of":"{of}",', "", 1) for text in found]
        whole = all(texts) and _hash(texts) == of
        broken += [] if whole else names
    script = manifest.get("script")
    if script:
        path = folder / script["file"]
        data = path.read_bytes() if path.is_file() else b""
        broken += [] if hashlib.sha256(data).hexdigest() == script["hash"] else [path.name]
    return broken


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _drop_old_parts(folder: Path, *manifests: Mapping[str, Any]) -> None:
    """Delete the parts that neither manifest names; readers may still hold the older one."""
    named = {name for manifest in manifests for name in files_of(manifest)}
    for file in os.scandir(folder):
        if file.name not in named and _PART.fullmatch(file.name):
            Path(file).unlink()
