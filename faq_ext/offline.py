"""Write the copy that opens from a folder: one archive, which needs neither server nor network.

Browsers refuse to load modules and to fetch from ``file:``, so its script is a classic one,
and all published files are in a second script.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ._version import __version__
from .assets import STATIC
from .files import CHUNK, NotOnceError, digest, put_in_place, replace_once
from .fragments import group_by_topic, write_link
from .manifest import files_of
from .progress import watch
from .sanitize import set_top_heading

NAME = "faq-offline.zip"
SCRIPT = STATIC / "faq-offline.js"
STYLE = STATIC / "embed.css"
LICENSE = STATIC / "LICENSE.txt"
_SOME_BASE = "https://faq.invalid/"  # of a site without one: the widget wants a whole address
_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes at every build

_INDEX = """<!DOCTYPE html>
<html lang="{lang}" class="copy">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="embed.css">
<script src="data.js" defer></script>
<script src="faq-offline.js" defer></script>
</head>
<body>
<main>
<h1>{title}</h1>
<nav><p><a href="all.html">All questions and answers on one page</a>, also for printing</p></nav>
<faq-widget src="{base}faq/" level="2">
<p><a href="all.html">All questions and answers</a></p>
</faq-widget>
</main>
</body>
</html>
"""
_ALL = """<!DOCTYPE html>
<html lang="{lang}" class="copy">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: all answers</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="embed.css">
</head>
<body>
<main>
<h1>{title}</h1>
<nav><p><a href="index.html">Search and open them one by one</a></p></nav>
"""
_README = """{title}

Open index.html in a browser. It needs no server and no network. To put the copy on a server of
your own, copy the whole folder there.

The newest questions: {base}
License of the text: {license}
License of the script: MIT, see LICENSE.txt
Made with faq_ext {version}
"""


def write_offline(
    folder: Path, manifest: Mapping[str, Any], page: Callable[[], Iterable[bytes]]
) -> None:
    """Write the archive, if it does not hold just this already.

    :param folder: of the published files, which the manifest names.
    :param page: yields the page with all answers, in pieces.
    """
    path = folder / NAME
    if not SCRIPT.is_file():
        path.unlink(missing_ok=True)
        return
    fixed = [file.read_bytes() for file in (SCRIPT, STYLE, LICENSE)]
    # The bundle has the answers as HTML, of which the files that the manifest names keep less.
    with (folder / "bundle.json").open("rb") as bundle:
        answers = hashlib.file_digest(bundle, "sha256").hexdigest()
    stamp = digest(__version__, manifest, answers, fixed, _INDEX, _ALL, _README).encode()
    if _stamp_of(path) == stamp:
        return
    half = path.with_name(f".{path.name}")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = stamp
        for name, pieces in _members(folder, manifest, page()):
            member = zipfile.ZipInfo(name, _TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            with archive.open(member, "w") as file:
                for some in _together(pieces):
                    file.write(some)
    put_in_place(half, path)


def _together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield texts of one length, whatever that of the pieces: each costs the archive five calls.

    So it is packed alike whether a page is written anew or taken from the archive before.
    """
    some: list[bytes] = []
    size = 0
    for piece in pieces:
        some += (piece,)
        size += len(piece)
        if size >= CHUNK:
            text = b"".join(some)
            whole = size - size % CHUNK
            for start in range(0, whole, CHUNK):
                yield text[start : start + CHUNK]
            some, size = [text[whole:]], size - whole
    yield b"".join(some)


def _stamp_of(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment
    except (OSError, zipfile.BadZipFile):
        return b""


def _members(
    folder: Path, manifest: Mapping[str, Any], page: Iterable[bytes]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the name of each file of the archive, and its text piece by piece."""
    yield "index.html", [_INDEX.format(**_facts(manifest)).encode()]
    yield "all.html", page
    yield "data.js", _write_data(folder, manifest)
    for file in (SCRIPT, STYLE, LICENSE):
        yield file.name, [file.read_bytes()]
    license = manifest["license"] or "not said"
    if re.fullmatch(r"[\w.+-]+", license):  # an SPDX identifier
        license += f", https://spdx.org/licenses/{license}.html"
    base = manifest["base"] or "not said"
    plain = {"title": manifest["title"], "base": base, "license": license}
    yield "README.txt", [_README.format(**plain, version=__version__).encode()]


def _write_data(folder: Path, manifest: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield a script that says what each published file holds."""
    yield f'globalThis.faqFiles = {{\n"manifest.json": {json.dumps(manifest)}'.encode()
    names = sorted(name for name in files_of(manifest) if name.endswith(".json"))
    for name in watch(names, "packing the offline copy"):
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - a Path is twenty calls
            yield b',\n"%s": %s' % (name.encode(), file.read().strip())
    yield b"\n};\n"


def _facts(head: Mapping[str, Any]) -> dict[str, str]:
    return {
        "title": html.escape(head["title"], quote=False),
        "lang": html.escape(head["lang"]),
        "base": html.escape(head["base"] or _SOME_BASE),
    }


def write_all(bundle: Mapping[str, Any]) -> Iterable[bytes]:
    """Yield all questions by topic, each once, with their answers."""
    return map(str.encode, _write_topics(bundle))


def _write_topics(bundle: Mapping[str, Any]) -> Iterator[str]:
    yield _ALL.format(**_facts(bundle))
    for name, members in group_by_topic(bundle):
        yield f"<h2>{html.escape(name, quote=False)}</h2>\n" if name else ""
        yield from map(_write_question, members)
    yield "</main>\n</body>\n</html>\n"


def _write_question(question: Mapping[str, Any]) -> str:
    return (
        f"<h3>{html.escape(question['question'], quote=False)}</h3>\n"
        f"{set_top_heading(question['answer'], 4)}\n"
        f"<p>{write_link(question['permalink'], question['permalink'])}</p>\n"
    )


def amend_offline(
    folder: Path,
    manifest: Mapping[str, Any],
    edits: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> bool:
    """Write the archive with some answers in the place of old ones; tell whether it had those.

    The page with all answers goes from the archive before into the new one chunk by chunk.
    """

    def page() -> Iterable[bytes]:
        chunks: Iterable[bytes] = _read_page(folder / NAME)
        for texts in edits:
            old, new = (_write_question(question).encode() for question in texts)
            chunks = replace_once(chunks, old, new)
        return chunks

    try:
        write_offline(folder, manifest, page)
    except (OSError, KeyError, zipfile.BadZipFile, NotOnceError):
        return False
    return True


def _read_page(path: Path) -> Iterator[bytes]:
    """Yield the page with all answers, and close the archive: Windows replaces no open file."""
    with zipfile.ZipFile(path) as archive, archive.open("all.html") as file:
        yield from iter(partial(file.read, CHUNK), b"")
