"""``check-host`` against a small server for each mistake that a publisher can make."""

import gzip
import hashlib
import http.server
import json
import re
import shutil
import socket
import threading
import time
from contextlib import contextmanager, suppress
from email.message import Message
from unittest import mock
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq_ext.assets import build_integrity
from faq_ext.cli import main
from faq_ext.commands.check_host import check_host, to_folder, write_table
from faq_ext.commands.fetching import ORIGIN, Reply, fetch
from faq_ext.commands.host_rules import is_safe

from .conftest import DOCS
from .published import publish

SCRIPT = b"export default 1;\n" * 40
LONG = "public, max-age=31536000, immutable"
TYPES = {
    "css": "text/css",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "html": "text/html",
}
SECONDS = 60.0  # more than the slowest machine takes: only the mistake may fail


class Answer:
    """What the server is going to say; a mistake changes it."""

    def __init__(self, path, file):
        self.path, self.name = path, path.rpartition("/")[2]
        self.status = 200 if file.is_file() else 404
        self.body = file.read_bytes() if file.is_file() else b"Not found"
        hashed = re.search(r"\.[0-9a-f]{10,}\.", path)
        self.headers = {
            "Content-Type": TYPES.get(file.suffix[1:], "text/plain"),
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": LONG if hashed else "no-cache",
            "ETag": '"1"',
        }
        self.packed = True
        self.raw = None  # instead of HTTP: a function that gets the socket

    def set(self, **headers):
        for name, value in headers.items():
            name = name.replace("_", "-")
            self.headers.pop(name, None)
            if value is not None:
                self.headers[name] = value


@contextmanager
def serve(folder, mistake=lambda answer: None, *, rebase=True):
    """Serve a folder as one should, but for one mistake; yield its address."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            path = urlsplit(self.path).path
            seen.append((path, self.headers))
            answer = Answer(path, folder / path.lstrip("/"))
            mistake(answer)
            if answer.raw:
                answer.raw(self.connection)
                self.close_connection = True
                return
            if answer.packed and "gzip" in self.headers.get("Accept-Encoding", ""):
                answer.body = gzip.compress(answer.body)
                answer.headers["Content-Encoding"] = "gzip"
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *arguments):
            pass

        def handle(self):
            with suppress(OSError):  # the visitor has left
                super().handle()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        if rebase:
            manifest = folder / "faq" / "manifest.json"
            manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"base": url}))
        yield f"{url}faq/", seen
        server.shutdown()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("host"), large=False)


def prepare(folder, large):
    """Write a bundle with a script and a page for frames."""
    publish(folder / "faq", large)
    digest = hashlib.sha256(SCRIPT).hexdigest()
    script = {"file": f"faq-widget.{digest[:16]}.js", "hash": digest, "size": len(SCRIPT)}
    script["integrity"] = build_integrity(SCRIPT)
    for name in (script["file"], "faq-widget.js"):
        (folder / "faq" / name).write_bytes(SCRIPT)
    (folder / "faq" / "embed").mkdir()
    embed = folder / "faq" / "embed"
    names = {}
    for kind in ("embed.css", "inside.js", "frame.js"):
        stem, suffix = kind.split(".")
        data = f"/* {kind} */".encode()
        names[kind] = f"{stem}.{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
        (embed / names[kind]).write_bytes(data)
    page = '<!doctype html><link rel="stylesheet" href="{embed.css}"><script src="{inside.js}">'
    for kind, name in names.items():
        page = page.replace(f"{{{kind}}}", name)
    (embed / "index.html").write_text(page)
    data = json.dumps({"frame": {"file": names["frame.js"]}}, separators=(",", ":"))
    (embed / "builder-data.js").write_text(f"globalThis.faqBuilder = {data};")
    manifest = folder / "faq" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"script": script}))
    return folder


@pytest.mark.parametrize("large", [False, True])
def test_a_good_host_has_no_finding(tmp_path, large, capsys):
    """With the headers that docs/embed/hosting.md asks for there is nothing to say."""
    with serve(prepare(tmp_path, large)) as (url, seen):
        assert main(["check-host", url]) == 0
    assert re.match(r".*: \d+, breaking embeds: 0, could be better: 0$", capsys.readouterr().out)
    assert {headers["Origin"] for _, headers in seen} == {ORIGIN}


def test_the_resource_itself(site):
    """What this project publishes is whole, down to the files of the page for frames."""
    with serve(site.built.output, rebase=False) as (url, seen):
        findings, _ = check_host(url, SECONDS)
    assert [finding.what for finding in findings] == ["base"]  # it was built for another address
    asked = " ".join(path for path, _ in seen)
    kinds = [
        "answers-0",
        "titles-0",
        "words-0",
        "slight-0",
        "endings-0",
        "faq-widget",
        "embed/embed",
    ]
    for kind in (*kinds, "embed/inside", "embed/frame"):
        assert re.search(rf"/faq/{kind}\.[0-9a-f]{{10,}}\.", asked), kind


def on(kind, **headers):
    """A mistake in the headers of some files."""
    return lambda answer: answer.set(**headers) if re.search(kind, answer.path) else None


def change(kind, **values):
    """A mistake in the answer itself."""
    return lambda a: a.__dict__.update(values) if re.search(kind, a.path) else None


def redirect(kind, to, **headers):
    def mistake(answer):
        if re.search(kind, answer.path) and "moved" not in answer.path:
            answer.status = 302
            answer.set(Location=to, **headers)

    return mistake


def send(*pieces, pause=0.0):
    """Answer with these bytes, whatever they are, again and again if there is a pause."""

    def raw(connection):
        connection.sendall(pieces[0])
        for _ in range(1 << 20 if pause else 1):
            for piece in pieces[1:]:
                connection.sendall(piece)
                time.sleep(pause)

    return raw


ANY, MANIFEST, SCRIPTS, PART = r".", r"manifest\.json", r"\.js$", r"-\d+\.\w+\.json"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nAccess-Control-Allow-Origin: *\r\n"

#: mistake, what the finding is about, the file, a word of what was found
BREAKS = {
    "no CORS": (on(ANY, Access_Control_Allow_Origin=None), "Access-Control-Allow-Origin", "none"),
    "CORS for the parts alone": (
        on(MANIFEST, Access_Control_Allow_Origin=None), "Access-Control-Allow-Origin", "none"),
    "CORS for another site": (
        on(ANY, Access_Control_Allow_Origin="https://other.example"),
        "Access-Control-Allow-Origin", "other.example"),
    "CORS twice": (
        on(PART, Access_Control_Allow_Origin="*, *"), "Access-Control-Allow-Origin", "*, *"),
    "CORS for each, cached for all": (
        on(ANY, Access_Control_Allow_Origin=ORIGIN), "Access-Control-Allow-Origin", "Vary"),
    "CORP": (
        on(ANY, Cross_Origin_Resource_Policy="same-origin"),
        "Cross-Origin-Resource-Policy", "same-origin"),
    "script as text": (on(SCRIPTS, Content_Type="text/plain"), "Content-Type", "text/plain"),
    "script without a type": (on(SCRIPTS, Content_Type=None), "Content-Type", "none"),
    "frame page as text": (on("embed", Content_Type="text/plain"), "Content-Type", "text/plain"),
    "style as text": (on(r"\.css", Content_Type="text/plain"), "Content-Type", "text/plain"),
    "frame's script changed": (
        change("frame", body=b"// another"), "content", "not the bytes of its name"),
    "frame's script is gone": (change("frame", status=404), "answer", "404"),
    "manifest for ever": (on(MANIFEST, Cache_Control=LONG), "Cache-Control", "immutable"),
    "manifest for a week": (
        on(MANIFEST, Cache_Control="max-age=600, s-maxage=604800"), "Cache-Control", "604800"),
    "no frames": (on("embed", X_Frame_Options="SAMEORIGIN"), "X-Frame-Options", "SAMEORIGIN"),
    "no frames by policy": (
        on("embed", Content_Security_Policy="default-src 'self'; frame-ancestors 'self'"),
        "frame-ancestors", "'self'"),
    "no manifest": (change(MANIFEST, status=404), "answer", "404"),
    "login": (change(ANY, status=401), "answer", "401"),
    "robots": (change(PART, status=403), "answer", "403"),
    "down": (change(ANY, status=503), "answer", "503"),
    "one page for all": (
        change(PART, body=b"\n<!DOCTYPE html><p>App"), "content", "a page in HTML"),
    "a page for the manifest": (change(MANIFEST, body=b"<html>"), "content", "a page in HTML"),
    "script changed": (
        change(SCRIPTS, body=SCRIPT + b"//injected"), "content", "not the bytes"),
    "pinned by another hash": (
        lambda a: setattr(a, "body", a.body.replace(b"sha384-", b"sha384-A"))
        if "manifest" in a.path else None, "integrity", "not that of the script"),
    "part changed": (
        lambda a: setattr(a, "body", a.body.replace(b"Mostly", b"Never").rstrip())
        if re.search(PART, a.path) else None, "content", "not the bytes"),
    "part of another build": (
        lambda a: setattr(a, "body", re.sub(rb'"of":"\w+"', b'"of":"0123456789"', a.body))
        if re.search(PART, a.path) else None, "content", "not the file of this name"),
    "garbage": (change(MANIFEST, body=b"\xff\xfe\x00{"), "content", "not a JSON object"),
    "truncated": (change(MANIFEST, body=b'{"version":1,"sets":{'), "content", "not a JSON object"),
    "deep": (change(MANIFEST, body=b"[" * 200_000), "content", "not a JSON object"),
    "a list": (change(MANIFEST, body=b"[1]"), "content", "not a JSON object"),
    "no sets": (change(MANIFEST, body=b'{"version":1}'), "content", "does not name all parts"),
    "odd sets": (
        change(MANIFEST, body=json.dumps({"version": 1, "sets": {
            name: {"count": 1e9, "hashes": "../../etc"} for name in ("titles", "answers", "words")
        }}).encode()), "content", "not described"),
    "newer": (change(MANIFEST, body=b'{"version":2}'), "content", "version 2"),
    "endless redirect": (redirect(ANY, "?again"), "answer", "redirects"),
    "redirect without CORS": (
        redirect(PART, "/faq/moved.json", Access_Control_Allow_Origin=None),
        "redirect", "no Access-Control-Allow-Origin"),
    "redirect to a file": (redirect(ANY, "file:///etc/passwd"), "answer", "no web address"),
    "redirect to nowhere": (redirect(ANY, "http://[::1"), "answer", ""),
    "drops the line": (change(MANIFEST, raw=lambda connection: None), "answer", ""),
    "no HTTP": (change(MANIFEST, raw=send(b"SSH-2.0-OpenSSH\r\n")), "answer", "HTTP"),
    "breaks off": (
        change(MANIFEST, raw=send(OK + b"Content-Length: 900\r\n\r\n{")), "answer", "breaks off"),
    "endless headers": (
        change(MANIFEST, raw=send(OK, b"X-%d: 1\r\n" % 1 * 300)), "answer", "HTTP"),
    "not packed": (
        change(MANIFEST, raw=send(OK + b"Content-Encoding: gzip\r\n\r\n{}")), "answer", "gzip"),
    "packed otherwise": (
        change(MANIFEST, raw=send(OK + b"Content-Encoding: br\r\n\r\n{}")), "answer", "br"),
    "a bomb": (
        change(MANIFEST, raw=send(OK + b"Content-Encoding: gzip\r\n\r\n",
                                  gzip.compress(bytes(20 << 20)))), "answer", "more than 16 MB"),
    "endless": (
        change(MANIFEST, raw=send(OK + b"\r\n", bytes(1 << 20), pause=1e-6)),
        "answer", "more than 16 MB"),
    "a letter at a time": (
        change(MANIFEST, raw=send(OK + b"\r\n", b" ", pause=0.1)), "answer", "within 1 second"),
    "headers at a time": (
        change(MANIFEST, raw=send(OK, b"X", pause=0.1)), "answer", "within 1 second"),
}  # fmt: skip

BETTER = {
    "manifest for a day": (on(MANIFEST, Cache_Control="max-age=86400"), "Cache-Control"),
    "script for a day": (on("faq-widget.js", Cache_Control="max-age=7200"), "Cache-Control"),
    "parts for ten minutes": (on(PART, Cache_Control="max-age=600"), "Cache-Control"),
    "parts without caching": (on(PART, Cache_Control="no-store"), "Cache-Control"),
    "no ETag": (on(MANIFEST, ETag=None), "ETag, Last-Modified"),
    "JSON as text": (on(PART, Content_Type="text/plain"), "Content-Type"),
    "no nosniff": (on(ANY, X_Content_Type_Options=None), "X-Content-Type-Options"),
    "no CORP": (on(ANY, Cross_Origin_Resource_Policy=None), "Cross-Origin-Resource-Policy"),
    "cookies": (on(ANY, Set_Cookie="id=1"), "cookies"),
    "not packed": (change(ANY, packed=False), "compression"),
    "moved": (redirect(MANIFEST, "/faq/moved-manifest.json"), "redirect"),
    "missing files are there": (change(r"\.json$", status=200), "answer"),
    "no CORS for errors": (
        lambda a: a.set(Access_Control_Allow_Origin=None) if a.status == 404 else None,
        "Access-Control-Allow-Origin"),
    "frames for some": (
        on("embed", Content_Security_Policy="frame-ancestors https://district.example"),
        "frame-ancestors"),
    "links lead elsewhere": (
        lambda a: setattr(a, "body", a.body.replace(b"http://127.0.0.1", b"https://e.test"))
        if "manifest" in a.path else None, "base"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_embeds(folder, name, capsys):
    """Each such mistake is named, is told to break embeds, and has a cure; the exit status is 1."""
    mistake, what, found = BREAKS[name]
    patience = "1" if "at a time" in name else str(SECONDS)
    with serve(folder, mistake) as (url, _):
        assert main(["check-host", url, "--timeout", patience]) == 1
    out = capsys.readouterr().out
    rows = [line for line in out.splitlines() if line.startswith(f"BREAKS  {what}: ")]
    assert rows, out
    assert any(found in row for row in rows), out
    assert all(re.search(r"\S  +\S.*\S  +\S.*\S  +\S", row) for row in rows)


@pytest.mark.parametrize("name", BETTER)
def test_what_could_be_better(folder, name):
    """Each such mistake is named, and is no reason to fail."""
    mistake, what = BETTER[name]
    if name == "moved":
        shutil.copy(folder / "faq" / "manifest.json", folder / "faq" / "moved-manifest.json")
    with serve(folder, mistake) as (url, _):
        findings, _ = check_host(url, SECONDS)
    assert what in {finding.what for finding in findings}, findings
    assert not any(finding.breaks for finding in findings), findings


def test_a_mistake_in_many_files_is_one_line(folder):
    """The table does not repeat a finding for each file."""
    with serve(folder, on(ANY, Access_Control_Allow_Origin=None)) as (url, _):
        findings, _ = check_host(url, SECONDS)
    cors = [finding for finding in findings if finding.what == "Access-Control-Allow-Origin"]
    assert [finding.file for finding in cors if finding.breaks] == [
        next(f.file for f in cors if f.breaks)
    ]
    assert re.search(r"manifest\.json, faq-widget\.\w+\.js and \d+ more", cors[0].file)


def test_the_page_shows_what_is_printed(folder, capsys):
    """The sample in docs/embed/hosting.md is what such a server gets."""

    def mistakes(answer):
        if "manifest" in answer.path:
            answer.set(Access_Control_Allow_Origin=None)
        if "answers-0" in answer.path and answer.status == 200:
            answer.set(Cache_Control="max-age=600")

    page = (DOCS / "embed" / "hosting.md").read_text("utf-8")
    sample = re.search(r"```text\n( +what .*?)```", page, re.DOTALL)[1]
    with serve(folder, mistakes) as (url, _):
        main(["check-host", url])
    hashes = r"answers-0\.[0-9a-f]{10}"
    assert re.sub(hashes, "answers-0", capsys.readouterr().out) == re.sub(
        hashes, "answers-0", sample
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "version sets titles answers words count hashes script file hash base".split()
            )
            | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)
ENTRY = st.fixed_dictionaries(
    {
        "count": st.integers(-1, 40) | JSON,
        "hashes": st.sampled_from(["0123456789" * 8, "../../etc/passwd", ""]) | JSON,
    }
)
NAMES = (
    "Content-Type Access-Control-Allow-Origin Cross-Origin-Resource-Policy Cache-Control ETag "
    "X-Frame-Options Content-Security-Policy Content-Encoding Set-Cookie Vary"
).split()


@settings(max_examples=80, deadline=None)
@given(
    manifest=JSON,
    sets=st.dictionaries(st.sampled_from(["titles", "answers", "words", "a/b", "x"]), ENTRY),
    whole=st.booleans(),
    headers=st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30)), max_size=8),
    status=st.sampled_from([200, 200, 200, 0, 204, 302, 404, 500]),
)
def test_no_server_can_break_it(manifest, sets, whole, headers, status):
    """Whatever a manifest and headers hold, there are findings and no error."""
    if whole:
        entry = {"count": 9, "hashes": "0123456789" * 5}
        known = dict.fromkeys(("titles", "answers", "words"), entry)
        rest = manifest if isinstance(manifest, dict) else {"base": manifest, "script": manifest}
        manifest = {**rest, "version": 1, "sets": known | sets}
    message = Message()
    for name, value in headers:
        message.add_header(name, "".join(c for c in value if c.isprintable()))
    body = json.dumps(manifest).encode()
    with mock.patch("faq_ext.commands.check_host.fetch") as answer:
        answer.return_value = Reply("https://faq.example/", status, message, body)
        findings, asked = check_host("https://faq.example/faq/")
    assert asked >= 1
    assert write_table(findings)


def test_a_terminal_obeys_nothing_that_a_server_says(folder, capsys):
    """Escape sequences in a header do not reach the terminal."""
    with serve(folder, on(ANY, Content_Type="text/\x1b]0;owned\x07plain")) as (url, _):
        main(["check-host", url])
    assert "\x1b" not in capsys.readouterr().out


def test_nobody_there(capsys):
    """A closed port and an unknown host give a line each, and no traceback."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert main(["check-host", f"http://127.0.0.1:{closed.getsockname()[1]}/faq/"]) == 1
    assert main(["check-host", "https://no-such-host.invalid/faq/"]) == 1
    assert capsys.readouterr().out.count("BREAKS  answer: manifest.json") == 2


def test_this_computer_is_asked_without_a_proxy(folder, monkeypatch):
    """A proxy for the web, which does not know this computer's servers, is left out."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with serve(folder) as (url, _):
        assert check_host(url, SECONDS)[0] == []
    assert check_host("http://faq.example/faq/", SECONDS)[0][-1].what == "answer"


@pytest.mark.parametrize(
    "address", ["", "faq/", "ftp://a/", "file:///etc", "https://", "http://[::1", "https://a:b/"]
)
def test_what_is_no_web_address(address, capsys):
    """What was given, and what to write instead; the exit status says bad usage."""
    assert main(["check-host", address]) == 2
    assert "such as https://faq.example.org/faq/" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "0", "-1", "nan", "inf", "soon", "1e9"])
def test_what_is_no_time(text, capsys):
    """What was given, and what to write instead."""
    with pytest.raises(SystemExit) as end:
        main(["check-host", "https://faq.example/faq/", f"--timeout={text}"])
    assert end.value.code == 2
    assert f"{text!r}: write a number of seconds" in capsys.readouterr().err


def test_the_address_of_the_site(folder, capsys):
    """Who names the site is told where the files are."""
    with serve(folder) as (url, _):
        site = url.removesuffix("faq/")
        assert main(["check-host", site]) == 1
    assert f"try {url}" in capsys.readouterr().out


def test_addresses_that_people_write():
    """The folder is found from what stands in a snippet or in a browser's bar."""
    folder = "https://faq.example/a%20b/faq/"
    for address in ("a b/faq", "a b/faq/", "a%20b/faq/manifest.json", "a b/faq/?x=1#y"):
        assert to_folder(f" https://faq.example/{address} ") == folder
    assert to_folder("https://me:secret@bücher.example:8443/") == (
        "https://xn--bcher-kva.example:8443/"
    )


def test_http_is_safe_at_home_alone():
    """Browsers let a page with HTTPS load from this computer without it."""
    assert is_safe("http://127.0.0.1:8000/") and is_safe("https://faq.example/")
    assert is_safe("http://[::1]/") and not is_safe("http://faq.example/")
    assert not is_safe("http://localhost.faq.example/")


def test_no_http_for_the_world(folder):
    """An address with http: breaks every page that has HTTPS; so does a redirect to one."""
    with serve(folder, redirect(ANY, "http://faq.example.invalid/faq/x")) as (url, _):
        reply = fetch(f"{url}manifest.json", seconds=SECONDS)
    assert [hop.url for hop in reply.hops] == ["http://faq.example.invalid/faq/x"] and reply.problem
    findings, _ = check_host("http://faq.example.invalid/faq/", SECONDS)
    assert findings[0].what == "HTTPS" and findings[0].breaks
