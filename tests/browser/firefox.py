"""Firefox over WebDriver BiDi, which it speaks itself."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any

from . import engine
from .bidi import Connection, value_of
from .engines import ActingPage

#: Whatever is not on this machine is asked of a proxy that is not there.
_PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
}


@contextlib.contextmanager
def start(program: str, profile: Path) -> Iterator[Connection]:
    """Start a Firefox with an empty profile; yield the connection to it."""
    lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [program, "--headless", "--no-remote", "--remote-debugging-port=0"]
    with (
        engine.running(*command, "--profile", str(profile), stderr=PIPE, text=True) as process,
        contextlib.closing(process.stderr),
    ):
        said = (re.search(r"listening on (ws://\S+)", line) for line in process.stderr)
        url = next(found[1] for found in said if found)
        with Connection(f"{url}/session") as connection:
            connection.send("session.new", capabilities={})
            connection.send(
                "session.subscribe",
                events=["network.beforeRequestSent", "browsingContext.contextCreated"],
            )
            yield connection


class FirefoxPage(ActingPage):
    """A tab of Firefox, with cookies and cache of its own."""

    engine = "firefox"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._user = connection.send("browser.createUserContext")["userContext"]
        self._tab = connection.send("browsingContext.create", type="tab", userContext=self._user)
        self._since = 0
        self.resize(1280, 720)

    def goto(self, url: str) -> None:
        self._send("browsingContext.activate")
        self._since = len(self._connection.events)
        self._send("browsingContext.navigate", url=url, wait="complete")

    def run(self, body: str, *arguments: Any) -> Any:
        return value_of(self._evaluate(self._tab["context"], body, arguments))

    def run_inside(self, frame: str, body: str, *arguments: Any) -> Any:
        window = self._evaluate(self._tab["context"], f"return ({frame}).contentWindow;", ())
        return value_of(self._evaluate(window["value"]["context"], body, arguments))

    def resize(self, width: int, height: int) -> None:
        self._send("browsingContext.setViewport", viewport={"width": width, "height": height})

    def requests(self) -> list[str]:
        self._connection.send("session.status")  # whatever was said before is here then
        events = self._connection.events
        mine = {
            event["params"]["context"]
            for event in events
            if event["method"] == "browsingContext.contextCreated"
            and event["params"]["userContext"] == self._user
        }
        return [
            event["params"]["request"]["url"]
            for event in events[self._since :]
            if event["method"] == "network.beforeRequestSent" and event["params"]["context"] in mine
        ]

    def cookies(self) -> list[Any]:
        partition = {"type": "storageKey", "userContext": self._user}
        return self._connection.send("storage.getCookies", partition=partition)["cookies"]

    def close(self) -> None:
        self._connection.send("browser.removeUserContext", userContext=self._user)

    def _send(self, method: str, **params: Any) -> Any:
        return self._connection.send(method, context=self._tab["context"], **params)

    def _act(self, source: dict[str, Any]) -> None:
        self._send("input.performActions", actions=[source])

    def _evaluate(self, context: str, body: str, arguments: tuple[Any, ...]) -> Any:
        said = self._connection.send(
            "script.evaluate",
            expression=f"(async (argument) => {{ {body} }})({json.dumps(arguments)})",
            target={"context": context},
            awaitPromise=True,
        )
        if said["type"] == "exception":
            raise RuntimeError(said["exceptionDetails"]["text"])
        return said["result"]
