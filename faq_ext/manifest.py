"""Write the bundle: parts, ``bundle.json`` and, last of all, the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .files import dump_json, read_json, write_file, write_json
from .parts import Parts
from .progress import watch

MOST_HASHES = 8  # of a set: beyond, neighbouring files share one, and the manifest stays small
HASH_LETTERS = 10


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
    _write_if_new(folder / "bundle.json", dump_json(bundle))
    manifest: dict[str, Any] = {**head, **parts.entries}
    manifest["sets"] = {}
    texts: dict[Path, str] = {}
    for name, files in parts.sets.items():
        manifest["sets"][name] = _plan_set(folder, name, files, texts)
    for path in watch([path for path in texts if not path.is_file()], "writing parts"):
        write_file(path, texts[path])
    if script:
        manifest["script"] = dict(script)
    if before != manifest:
        write_json(folder / "manifest.json", manifest)
        _drop_old_parts(folder, before, manifest)


def _plan_set(
    folder: Path, name: str, files: Sequence[Mapping[str, Any]], plan: dict[Path, str]
) -> dict[str, Any]:
    """Put the files of a set into ``plan``, path -> text; return its entry in the manifest.

    Each file says to which hash it belongs, so that a reader who gets an older one sees it.
    """
    texts = [dump_json(file) for file in files]
    span = _span(len(texts))
    groups = [texts[first : first + span] for first in range(0, len(texts), span)]
    hashes = [_hash(group) for group in groups]
    for number, text in enumerate(texts):
        of = hashes[number // span]
        plan[folder / _file_name(name, number, of)] = _stamp(text, of)
    return {"count": len(texts), "hashes": "".join(hashes)}


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


def _write_if_new(path: Path, text: str) -> None:
    if _read(path) != text:
        write_file(path, text)


def _drop_old_parts(folder: Path, *manifests: Mapping[str, Any]) -> None:
    """Delete the parts that neither manifest names; readers may still hold the older one."""
    named = {name for manifest in manifests for name in files_of(manifest)}
    for path in folder.glob("*-*.*.json"):
        if path.name not in named:
            path.unlink()
