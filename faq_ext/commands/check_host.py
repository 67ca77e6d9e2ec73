"""Ask a server for the published files as a host page's browser would, and say what is wrong."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..assets import build_integrity
from ..manifest import HASH_LETTERS, find_first_group
from .fetching import SECONDS, Reply, fetch
from .host_rules import File, Finding, check_frame, check_reply, clean, has_no_content, is_safe

VERSION = 1  #: Of published files, that this module knows.
MOST_FILES = 12  #: That are fetched for the hash which they share.
MOST_SETS = 40
FRAME_PAGE = "embed/index.html"
_FRAME_FILE = re.compile(rb"""(?:href|src)="(\w+\.[0-9a-f]{16}\.(?:css|js))\"""")
_HOST_SIDE = re.compile(rb""""frame":\{"file":"(\w+\.[0-9a-f]{16}\.js)\"""")
CHANGED = "switch off what rewrites files on the way (minifying, injected code); publish anew"
MIXED = "publish the folder anew, whole; empty the cache of what stands before the server"


def check_host(address: str, seconds: float = SECONDS) -> tuple[list[Finding], int]:
    """Return what is wrong with the host of a bundle, worst first, and how many files were asked.

    :param address: of the folder of published files, as in the widget's ``src``.
    :param seconds: after which an answer counts as none.
    :raises ValueError: if it is no web address.
    """
    visit = _Visit(to_folder(address), seconds)
    findings = join(list(visit.check()))
    return sorted(findings, key=lambda finding: not finding.breaks), visit.asked


def to_folder(address: str) -> str:
    """Return the address of the folder that somebody means.

    :raises ValueError: if it is no web address.
    """
    try:
        parts = urllib.parse.urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError(
            f"{clean(address)}: not a web address: write that of the published files, "
            "such as https://faq.example.org/faq/"
        )
    host = f"[{host}]" if ":" in host else host
    folder = parts.path.removesuffix("manifest.json").rstrip("/")
    path = urllib.parse.quote(folder, safe="/%~")
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}/"


def join(findings: Sequence[Finding]) -> list[Finding]:
    """Make one finding of those that differ in nothing but the file."""
    files: dict[tuple[Any, ...], list[str]] = {}
    for file, *rest in findings:
        names = files.setdefault(tuple(rest), [])
        names += [] if file in names else [file]
    return [Finding(_name(names), *rest) for rest, names in files.items()]


def _name(files: Sequence[str]) -> str:
    more = len(files) - 2
    return ", ".join(files[:2]) + (f" and {more} more" if more > 0 else "")


def write_table(findings: Sequence[Finding]) -> str:
    """Return a table: what, found, what to do."""
    rows = [("", "what", "found", "what to do")]
    for file, what, found, cure, breaks in findings:
        rows.append(("BREAKS" if breaks else "better", f"{what}: {file}", found, cure))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join([cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)])
        for row in rows
    )


class _Visit:
    """One look at a host."""

    def __init__(self, folder: str, seconds: float) -> None:
        self.folder = folder
        self.seconds = seconds
        self.asked = 0

    def ask(self, name: str, headers: Mapping[str, str] | None = None) -> Reply:
        self.asked += 1
        return fetch(self.folder + name, headers, self.seconds)

    def check(self) -> Iterator[Finding]:
        """Yield all that is wrong. Without a manifest there is nothing more to look at."""
        if not is_safe(self.folder):
            cure = "serve it by HTTPS, and write that address into src: pages with HTTPS refuse it"
            yield Finding(self.folder, "HTTPS", "an address with http:", cure)
        file = File("manifest.json", "json")
        reply = self.ask(file.name)
        found = list(check_reply(file, reply))
        yield from found
        if has_no_content(found):
            if not self.folder.endswith("/faq/"):
                cure = f"the published files are in a folder of that name: try {self.folder}faq/"
                yield Finding("the address", "end", "it does not end in /faq/", cure, breaks=False)
            return
        manifest = _read_json(reply.body)
        problem = _judge(manifest)
        if problem:
            yield Finding(file.name, "content", problem, "publish the folder anew, whole")
            return
        yield from self.check_base(str(manifest.get("base", "")))
        yield from self.check_script(manifest.get("script"))
        for name, entry in sorted(manifest["sets"].items()):
            yield from self.check_set(name, entry)
        yield from self.check_frame_page()
        yield from self.check_absence()

    def check_base(self, base: str) -> Iterator[Finding]:
        here = urllib.parse.urlsplit(self.folder)
        address = f"{here.scheme}://{here.netloc}/"
        if base.startswith(address):
            return
        cure = f"set html_baseurl in conf.py to an address below {address}, and build again"
        web = base.startswith(("https://", "http://"))
        found = f"links lead to {base}" if web else f"base is {base!r}"
        yield Finding("manifest.json", "base", clean(found), cure, breaks=not web)

    def check_script(self, script: Any) -> Iterator[Finding]:
        file = script.get("file") if isinstance(script, dict) else None
        if not isinstance(file, str) or not re.fullmatch(r"[\w.-]+\.js", file):
            cure = "build the widget's script, then the site"
            yield Finding("manifest.json", "script", "it names none", cure)
            return
        for wanted in (File(file, "script", hashed=True), File("faq-widget.js", "script")):
            reply = self.ask(wanted.name)
            found = list(check_reply(wanted, reply))
            yield from found
            if has_no_content(found):
                continue
            if hashlib.sha256(reply.body).hexdigest() != script.get("hash"):
                yield Finding(wanted.name, "content", "not the bytes that were published", CHANGED)
            elif build_integrity(reply.body) != script.get("integrity"):
                cure = "publish the folder anew: snippets pin what no browser accepts"
                yield Finding("manifest.json", "integrity", "not that of the script", cure)
            if wanted.hashed and not reply.header("Content-Encoding"):
                packed = self.ask(wanted.name, {"Accept-Encoding": "br"})
                if not packed.header("Content-Encoding"):
                    cure = "switch on gzip or Brotli for JavaScript and JSON"
                    yield Finding(wanted.name, "compression", "none", cure, breaks=False)

    def check_set(self, name: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
        """Check the first file of a set, and its hash with those that share it."""
        of, names = find_first_group(name, entry)
        stamp = f'"of":"{of}",'.encode()
        content = b""
        shared = names if len(names) <= MOST_FILES else names[:1]
        for file in shared:
            reply = self.ask(file)
            found = list(check_reply(File(file, "json", hashed=True), reply))
            yield from found
            if has_no_content(found):
                return
            if not reply.body.startswith(b"{" + stamp):
                yield Finding(file, "content", "not the file of this name", MIXED)
                return
            content += reply.body.replace(stamp, b"", 1)
        if shared == names and hashlib.sha256(content).hexdigest()[:HASH_LETTERS] != of:
            yield Finding(names[0], "content", "not the bytes that were published", CHANGED)

    def check_frame_page(self) -> Iterator[Finding]:
        """Check the page for frames, where there is one, and the files that it needs."""
        reply = self.ask(FRAME_PAGE)
        if reply.status in (404, 410):
            return
        found = list(check_reply(File(FRAME_PAGE, "page"), reply))
        yield from found
        if has_no_content(found):
            return
        yield from check_frame(FRAME_PAGE, reply)
        named = _FRAME_FILE.findall(reply.body)
        # The host page's side is named where the builder of snippets reads it.
        named += _HOST_SIDE.findall(self.ask("embed/builder-data.js").body)
        for name in dict.fromkeys(name.decode() for name in named[:MOST_FILES]):
            kind = "style" if name.endswith(".css") else "script"
            part = self.ask(f"embed/{name}")
            found = list(check_reply(File(f"embed/{name}", kind, hashed=True), part))
            yield from found
            if not has_no_content(found) and not _has_name_of(name, part.body):
                yield Finding(f"embed/{name}", "content", "not the bytes of its name", CHANGED)

    def check_absence(self) -> Iterator[Finding]:
        """Check what is said of a file that does not exist."""
        reply = self.ask(f"answers-0.{secrets.token_hex(5)}.json")
        if reply.problem:
            return
        if reply.status < 400:
            cure = "answer 404: caches keep a page for a file otherwise"
            yield Finding("a missing file", "answer", f"status {reply.status}", cure, breaks=False)
        elif not reply.header("Access-Control-Allow-Origin"):
            cure = "send * with errors too: the widget cannot tell what is wrong otherwise"
            yield Finding("a missing file", "Access-Control-Allow-Origin", "none", cure, False)


def _has_name_of(name: str, body: bytes) -> bool:
    """Tell whether a file's name holds the beginning of its hash."""
    return name.split(".")[1] == hashlib.sha256(body).hexdigest()[:16]


def _read_json(body: bytes) -> Any:
    """Return what JSON says, or nothing where it says nothing."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _judge(manifest: Any) -> str:
    """Say why this is no manifest that can be used, or nothing."""
    if not isinstance(manifest, dict):
        return "not a JSON object in UTF-8"
    if manifest.get("version") != VERSION:
        return clean(f"version {manifest.get('version')!r}: this program knows {VERSION}")
    sets = manifest.get("sets")
    if not isinstance(sets, dict) or not {"titles", "answers", "words"} <= sets.keys():
        return "it does not name all parts"
    if len(sets) > MOST_SETS:
        return "it names too many parts"
    odd = [name for name, entry in sets.items() if not _is_set(name, entry)]
    return clean(f"its part {odd[0]!r} is not described as it should be") if odd else ""


def _is_set(name: str, entry: Any) -> bool:
    count, hashes = (
        (entry.get("count"), entry.get("hashes")) if isinstance(entry, dict) else (0, "")
    )
    return (
        re.fullmatch(r"[a-z]{1,40}(?:-[a-z]{2,8})?", name) is not None
        and type(count) is int
        and 0 < count < 10**7
        and isinstance(hashes, str)
        and re.match(rf"[0-9a-f]{{{HASH_LETTERS}}}", hashes) is not None
    )
