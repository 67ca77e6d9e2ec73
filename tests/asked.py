"""What the servers of the tests are asked, whoever asks."""

from __future__ import annotations

from typing import Any

#: Method, path and headers of each request since it was emptied last.
ASKED: list[tuple[str, str, dict[str, str]]] = []


class Noting:
    """Part of a request handler: it writes down what it answers, and prints nothing."""

    command: str
    path: str
    headers: Any

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        ASKED.append((self.command, self.path, dict(self.headers)))

    def log_message(self, *arguments: Any) -> None:
        pass
