"""Write the bundle: parts, ``bundle.json`` and, last of all, the manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx.util.display import progress_message

from .files import dump_pieces, read_json, write_file, write_json, write_pieces
from .parts import SEARCH_SETS, Parts
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
    with progress_message("writing bundle.json"):
        write_pieces(folder / "bundle.json", dump_pieces(bundle))
    manifest: dict[str, Any] = {**head, **parts.entries, "sets": _write_sets(folder, parts.sets)}
    if script:
        manifest["script"] = dict(script)
    _replace_manifest(folder, before, manifest)


def amend_answers(
    folder: Path, answers: Mapping[int, tuple[str, str]]
) -> dict[str, dict[str, Any]] | None:
    """Put answers in the place of old ones; return the manifest's entry of their set.

    Return nothing where an old one is not found. The manifest itself stays as it is.

    :param answers: number of the question -> what its file holds of it, before and now.
    """
    manifest = read_json(folder / "manifest.json")
    entry = dict(manifest["sets"]["answers"])
    span = _span(entry["count"])
    groups: dict[int, dict[int, list[tuple[str, str]]]] = {}  # first file -> file -> pairs
    for number, pair in answers.items():
        file = number // manifest["each"]
        groups.setdefault(file // span * span, {}).setdefault(file, []).append(pair)
    for first, edited in groups.items():
        start = first // span * HASH_LETTERS
        of = entry["hashes"][start : start + HASH_LETTERS]
        numbers = range(first, min(first + span, entry["count"]))
        texts = [_unstamp(_read(folder / _file_name("answers", n, of)), of) for n in numbers]
        for file, pairs in edited.items():
            for old, new in pairs:
                if texts[file - first].count(old) != 1:
                    return None
                texts[file - first] = texts[file - first].replace(old, new)
        now = _hash(texts)
        entry["hashes"] = entry["hashes"][:start] + now + entry["hashes"][start + HASH_LETTERS :]
        for number, text in zip(numbers, texts, strict=True):
            write_file(folder / _file_name("answers", number, now), _stamp(text, now))
    return {"answers": entry}


def amend_manifest(folder: Path, parts: Parts, sets: Mapping[str, Any]) -> None:
    """Write the search index anew, then the manifest.

    :param sets: entries of sets that are written already.
    """
    before = read_json(folder / "manifest.json")
    others = {name: of for name, of in before["sets"].items() if name not in SEARCH_SETS}
    entries = {**others, **_write_sets(folder, parts.sets), **sets}
    manifest = {**before, **parts.entries, "sets": entries}
    _replace_manifest(folder, before, manifest)


def _replace_manifest(folder: Path, before: Mapping[str, Any], manifest: dict[str, Any]) -> None:
    if before != manifest:
        write_json(folder / "manifest.json", manifest)
        _drop_old_parts(folder, before, manifest)


def _write_sets(folder: Path, sets: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Write the files that are not there; return each set's entry in the manifest.

    Each file says to which hash it belongs, so that a reader who gets an older one sees it.
    """
    there = {file.name for file in os.scandir(folder)}
    entries: dict[str, dict[str, Any]] = {
        name: {"count": len(files), "hashes": ""} for name, files in sets.items()
    }
    groups = [
        (name, range(first, min(len(files), first + _span(len(files)))))
        for name, files in sets.items()
        for first in range(0, len(files), _span(len(files)))
    ]
    for name, numbers in watch(groups, "writing parts", step=4):
        texts = sets[name][numbers.start : numbers.stop]
        of = _hash(texts)
        entries[name]["hashes"] += of
        for number, text in zip(numbers, texts, strict=True):
            file = _file_name(name, number, of)
            if file not in there:
                write_file(folder / file, _stamp(text, of))
    return entries


def _span(count: int) -> int:
    """Return how many files share a hash."""
    return max(1, -(-count // MOST_HASHES))


def _hash(texts: Sequence[str]) -> str:
    found = hashlib.sha256()
    for _ in map(found.update, map(str.encode, texts)):  # together they would be there thrice
        pass
    return found.hexdigest()[:HASH_LETTERS]


def _file_name(name: str, number: int, of: str) -> str:
    return f"{name}-{number}.{of}.json"


def _unstamp(text: str, of: str) -> str:
    return text.replace(f'"of":"{of}",', "", 1)


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
        texts = [_unstamp(text, of) for text in found]
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
        if file.name not in named and "-" in file.name and file.name.endswith(".json"):
            Path(file).unlink()
