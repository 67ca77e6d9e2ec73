"""Servers that publish a small corpus: whole, or broken in a way that has a name."""

from __future__ import annotations

import contextlib
import http.server
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from faq_ext.assets import SCRIPT

from ..asked import Noting

#: How long a slow server lets its readers wait, in seconds; each test stops its servers before.
_LONG = 20.0


class Handler(Noting, http.server.BaseHTTPRequestHandler):
    """Answers a request as ``answer`` says, and keeps what was asked for."""

    protocol_version = "HTTP/1.1"
    answer: ClassVar[Callable[[Handler], None]]
    seen: ClassVar[list[tuple[str, str, dict[str, str]]]]

    def do_GET(self) -> None:
        self.seen.append((self.command, self.path, dict(self.headers)))
        self.close_connection = True
        # Readers who have given up are part of the test.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            type(self).answer(self)

    do_POST = do_HEAD = do_OPTIONS = do_GET

    def send(self, body: bytes, status: int = 200, **headers: str | None) -> None:
        """Answer as a careful publisher does; a header that is None is left out."""
        known = {
            "Content-Type": "application/json",
            "Access-Control-Allow-Origin": "*",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-cache",
            "Connection": "close",
        }
        known |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.send_response(status)
        for name, value in known.items():
            if value is not None:
                for each in value.split("\n"):
                    self.send_header(name, each)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(answer: Callable[[Handler], None]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the origin of a server, and the list of what is asked of it."""
    seen: list[tuple[str, str, dict[str, str]]] = []
    kind = type("Named", (Handler,), {"answer": staticmethod(answer), "seen": seen})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()


class Files:
    """What a folder holds, and the script, as a server sends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        """Return the bytes of ``…/faq/<name>``."""
        name = path.partition("?")[0].rpartition("/")[2]
        file = SCRIPT if name == SCRIPT.name else self.folder / name
        return file.read_bytes() if name and file.is_file() else None

    def __call__(self, handler: Handler) -> None:
        body = self.read(handler.path)
        if body is None:
            handler.send(b"not here", 404, Content_Type="text/plain")
        elif handler.path.endswith(".js"):
            handler.send(body, Content_Type="text/javascript; charset=utf-8")
        else:
            handler.send(body)


Fault = Callable[[Handler, bytes], None]


def _slowly(handler: Handler, body: bytes) -> None:
    """One byte each 50 ms."""
    handler.send(b"", Content_Length=str(len(body)))
    for byte in body:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


def _late(seconds: float) -> Fault:
    def answer(handler: Handler, body: bytes) -> None:
        time.sleep(seconds)
        handler.send(body)

    return answer


def _huge(handler: Handler, body: bytes) -> None:
    """200 MB of spaces before the JSON."""
    space = b" " * 2**20
    handler.send(b"", Content_Length=str(len(body) + 200 * len(space)))
    for _ in range(200):
        handler.wfile.write(space)
    handler.wfile.write(body)


def _status(code: int) -> Fault:
    return lambda handler, body: handler.send(b"<h1>No</h1>", code, Content_Type="text/html")


def _body(change: Callable[[bytes], bytes], **headers: str | None) -> Fault:
    return lambda handler, body: handler.send(change(body), **headers)


def _changed(**keys: Any) -> Fault:
    return _body(lambda body: json.dumps({**json.loads(body), **keys}).encode())


def _moved(code: int, *, loop: bool = False) -> Fault:
    def answer(handler: Handler, body: bytes) -> None:
        if handler.path.endswith("?moved") and not loop:
            handler.send(body)
        else:
            handler.send(b"", code, Location=f"{handler.path.partition('?')[0]}?moved")

    return answer


def _reset(handler: Handler, body: bytes) -> None:
    """The connection breaks before a byte has come."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.connection.close()


def _hints(handler: Handler, body: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n")
    handler.send(body)


_PAGE = b"<!DOCTYPE html><title>Sign in</title><script>alert(1)</script>"

#: Name -> cause that the widget gives; None: any. Only a manifest has a version.
BROKEN: dict[str, tuple[str | None, Fault]] = {
    "slow-body": ("timeout", _slowly),
    "chunk-slow": ("timeout", _late(_LONG)),
    "empty": ("format", _body(lambda body: b"")),
    "json-number": ("format", _body(lambda body: b"1e400")),
    "json-null": ("format", _body(lambda body: b"null")),
    "json-list": ("format", _body(lambda body: b"[[[]]]")),
    "json-deep": (None, _body(lambda body: b"[" * 100_000)),
    "json-utf16": ("format", _body(lambda body: body.decode().encode("utf-16"))),
    "json-nul": ("format", _body(lambda body: b"\0" * 500)),
    "json-truncated": ("format", _body(lambda body: body[:-30])),
    "json-huge": ("format", _huge),
    "wrong-shapes": ("format", _body(lambda body: b'{"version":1,"count":"x","sets":[1]}')),
    "random-bytes": ("format", _body(lambda body: bytes(n * n * 31 % 251 for n in range(65536)))),
    "html": ("format", _body(lambda body: _PAGE, Content_Type="text/html")),
    "mixed-version": ("format", _changed(of="0000000000", sets={})),
    "json-future": ("version", _changed(version=999)),
    "short-body": ("network", _body(lambda body: body[:60], Content_Length="6000")),
    "not-gzip": ("network", _body(lambda body: body, Content_Encoding="gzip")),
    "400": ("status", _status(400)),
    "403": ("status", _status(403)),
    "404": ("status", _status(404)),
    "429": ("status", _status(429)),
    "451": ("status", _status(451)),
    "500": ("status", _status(500)),
    "503": ("status", _status(503)),
    "204": (None, lambda handler, body: handler.send(b"", 204, Content_Length=None)),
    "cors-none": ("network", _body(lambda body: body, Access_Control_Allow_Origin=None)),
    "cors-double": ("network", _body(lambda body: body, Access_Control_Allow_Origin="*\n*")),
    "cors-other": (
        "network",
        _body(lambda body: body, Access_Control_Allow_Origin="https://other.example"),
    ),
    "301-loop": ("network", _moved(301, loop=True)),
    "reset": ("network", _reset),
}
#: What must not keep the questions away.
HARMLESS: dict[str, Fault] = {
    "slow-1s": _late(1),
    "json-bom": _body(lambda body: b"\xef\xbb\xbf" + body),
    "json-later-keys": _changed(later={"a": [1]}, theme={"css": "@import url(//evil.test/c)"}),
    "wrong-mime": _body(lambda body: body, Content_Type="text/plain; charset=latin-1"),
    "mime-none": _body(lambda body: body, Content_Type=None),
    "nosniff": _body(lambda body: body, X_Content_Type_Options="nosniff"),
    "301-same": _moved(301),
    "early-hints-103": _hints,
    "cors-creds": _body(lambda body: body, Access_Control_Allow_Credentials="true"),
    "set-cookie": _body(lambda body: body, Set_Cookie="tracked=1; Path=/"),
    "cache-immutable-stale": _body(
        lambda body: body, Cache_Control="max-age=31536000, immutable", Age="9999999"
    ),
    "h-huge-header": _body(lambda body: body, X_Large="x" * 65_000),
}
