"""WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), as little of it as the tests need."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from websockets.sync.client import connect

#: How long a command may take, in seconds.
_PATIENCE = 60


class Connection(contextlib.ExitStack):
    """Sends a command and waits for its result; keeps the events that come in between."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._socket = self.enter_context(connect(url, max_size=None, proxy=None))
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **params: Any) -> Any:
        """Return what a command results in.

        :raises RuntimeError: with the error that it results in.
        """
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=_PATIENCE))
            if message["type"] == "event":
                self.events.append(message)
            elif message.get("id") == self._last:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]


def value_of(remote: dict[str, Any]) -> Any:
    """Return a value of the page as Python has it; what is no data becomes None.

    The page's own JSON is not asked, since old libraries have changed it.
    """
    return _read(remote, {})


def _read(remote: dict[str, Any], seen: dict[str, Any]) -> Any:
    """Read a value; what was met before is told by its number alone."""
    kind, value, number = remote["type"], remote.get("value"), remote.get("internalId")
    if value is None and number in seen:
        return seen[number]
    if kind == "array":
        found: Any = [_read(each, seen) for each in value]
    elif kind == "object":
        found = {key: _read(each, seen) for key, each in value}
    elif kind == "number" and isinstance(value, str):
        return float(value.replace("Infinity", "inf"))
    else:
        return value if kind in ("string", "number", "boolean") else None
    if number:
        seen[number] = found
    return found
