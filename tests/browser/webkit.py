"""WebKitGTK over WebDriver (https://www.w3.org/TR/webdriver2/), on a screen that nobody sees."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import socketserver
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, ClassVar

from . import engine
from .engines import ActingPage

#: Directly, whatever proxy the machine has.
_OPEN = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
#: WebKitGTK 2.50 may crash while it is told of its proxy, one time in ten on a busy machine;
#: its driver then waits for ever.
_ATTEMPTS = 8
#: Old libraries have changed what JSON makes of lists; the driver would give that to us.
_RUN = """
const value = (await (async (argument) => {{ {body} }})({arguments})) ?? null;
const kept = Object.getOwnPropertyDescriptor(Array.prototype, "toJSON");
delete Array.prototype.toJSON;
const text = JSON.stringify(value);
if (kept) Object.defineProperty(Array.prototype, "toJSON", kept);
return text;
"""


@contextlib.contextmanager
def start_screen(program: str) -> Iterator[str]:
    """Yield the name of a display of its own."""
    reads, writes = os.pipe()
    command = [program, "-displayfd", str(writes), "-screen", "0", "1600x1200x24"]
    with engine.running(*command, "-nolisten", "tcp", pass_fds=[writes]):
        os.close(writes)
        with os.fdopen(reads) as told:
            yield f":{told.readline().strip()}"


class _Stranger(socketserver.BaseRequestHandler):
    """Stands for everybody who is not on this machine, and notes that it was asked."""

    asked: ClassVar[list[str]]

    def handle(self) -> None:
        verb, _, rest = self.request.recv(2000).partition(b" ")
        # Of what is asked of a secure address nothing can be read.
        name = rest.split(b" ")[0].decode() if verb.isalpha() else "https://somebody/"
        self.asked.append(name)


@contextlib.contextmanager
def _strangers() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a proxy that leads nowhere, and what was asked of it."""
    asked: list[str] = []
    kind = type("Named", (_Stranger,), {"asked": asked})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield "{}:{}".format(*server.server_address), asked
        server.shutdown()


class WebKitPage(ActingPage):
    """A browser of its own, since the driver has one at a time, with nothing in it yet."""

    engine = "webkit"

    def __init__(self, program: str, display: str) -> None:
        for left in reversed(range(_ATTEMPTS)):
            try:
                self._begin(program, display)
                break
            except TimeoutError:
                if not left:
                    raise
        self._send("POST", "/timeouts", script=60_000, pageLoad=60_000)
        self.resize(1280, 720)

    def _begin(self, program: str, display: str) -> None:
        """Start driver and browser.

        :raises TimeoutError: if the browser did not come.
        """
        with contextlib.ExitStack() as stack:
            proxy, self._asked = stack.enter_context(_strangers())
            self._url = stack.enter_context(_driving(program, display))
            self._session = ""
            manual = {"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy}
            manual["noProxy"] = ["127.0.0.1", "localhost"]
            made = self._send(
                "POST", "/session", timeout=15, capabilities={"alwaysMatch": {"proxy": manual}}
            )
            self._session = f"/session/{made['sessionId']}"
            self._stack = stack.pop_all()

    def goto(self, url: str) -> None:
        self._asked.clear()
        self._send("POST", "/url", url=url)

    def run(self, body: str, *arguments: Any) -> Any:
        written = json.dumps(arguments)
        script = f"return (async () => {{ {_RUN.format(body=body, arguments=written)} }})();"
        return json.loads(self._execute(script))

    def run_inside(self, frame: str, body: str, *arguments: Any) -> Any:
        element = self._execute(f"return {frame};")
        self._send("POST", "/frame", id=element)
        try:
            return self.run(body, *arguments)
        finally:
            self._send("POST", "/frame", id=None)

    def resize(self, width: int, height: int) -> None:
        """Make the page that large; the window has a bar more."""
        self._send("POST", "/window/rect", width=width, height=height)
        inner = self.run("return innerHeight;")
        self._send("POST", "/window/rect", width=width, height=2 * height - inner)

    def requests(self) -> list[str]:
        """Return what was asked of others: the driver tells nothing, but all goes to a proxy."""
        return self._asked

    def cookies(self) -> list[Any]:
        """Return those of the page; what others keep is seen by their servers only."""
        return self._send("GET", "/cookie")

    def close(self) -> None:
        self._send("DELETE", "")
        self._stack.close()

    def _act(self, source: dict[str, Any]) -> None:
        self._send("POST", "/actions", actions=[source])

    def _execute(self, script: str) -> Any:
        return self._send("POST", "/execute/sync", script=script, args=[])

    def _send(self, method: str, path: str, *, timeout: float = 90, **body: Any) -> Any:
        """Return what a command results in.

        :raises RuntimeError: with the error that it results in.
        :raises TimeoutError: after so many seconds without an answer.
        """
        request = urllib.request.Request(
            f"{self._url}{self._session}{path}",
            method=method,
            data=json.dumps(body).encode() if method == "POST" else None,
        )
        try:
            with _OPEN(request, timeout=timeout) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()}") from None


@contextlib.contextmanager
def _driving(program: str, display: str) -> Iterator[str]:
    """Start a driver; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, f"--port={port}", "--host=127.0.0.1"]
    with engine.running(*command, env={**os.environ, "DISPLAY": display}):
        for _ in range(400):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
