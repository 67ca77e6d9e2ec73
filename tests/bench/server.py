"""Serve a folder as a good host would: compressed, and from memory."""

from __future__ import annotations

import functools
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli

_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md")


@functools.cache
def _compress(path: Path, changed: int) -> bytes:
    """Return the file of that time, packed; it is packed once."""
    return brotli.compress(path.read_bytes(), quality=11)


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET with Brotli where it helps; one connection serves many requests."""

    protocol_version = "HTTP/1.1"
    root: Path

    def do_GET(self) -> None:
        path = self.root / self.path.split("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        data = b"" if not found else path.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "text/plain")
        self.send_header("Cache-Control", "max-age=600")
        if found and path.suffix in _PACKED and "br" in self.headers.get("Accept-Encoding", ""):
            data = _compress(path, path.stat().st_mtime_ns)
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serve(root: Path) -> Iterator[str]:
    """Serve ``root`` on loopback, and yield its address."""
    handler = type("Handler", (_Handler,), {"root": root})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
