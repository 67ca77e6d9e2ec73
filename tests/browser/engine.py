"""Find the three engines, or fetch Debian's packages where we may; start and end them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..debian import find_or_install

ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass(frozen=True)
class Program:
    """What is looked for: in an environment variable, on PATH, in packages of Debian."""

    variable: str
    names: tuple[str, ...]
    packages: str

    def find(self, otherwise: str = "") -> str | None:
        """Return the path, of ``otherwise`` if that exists and PATH has none."""

        def look() -> str | None:
            found = os.environ.get(self.variable) or self._on_path()
            return found or (otherwise if otherwise and Path(otherwise).exists() else None)

        return find_or_install(look, self.packages)

    def _on_path(self) -> str | None:
        return next((path for name in self.names if (path := shutil.which(name))), None)


CHROMIUM = Program(
    "FAQ_CHROMIUM", ("chromium", "chromium-browser", "google-chrome"), "chromium fonts-noto-core"
)
FIREFOX = Program("FAQ_FIREFOX", ("firefox-esr", "firefox"), "firefox-esr fonts-noto-core")
#: The driver, which knows where its browser is.
WEBKIT = Program("FAQ_WEBKIT", ("WebKitWebDriver",), "webkit2gtk-driver fonts-noto-core")
#: A screen for WebKit, which has no mode without one.
SCREEN = Program("FAQ_XVFB", ("Xvfb",), "xvfb")


class MissingError(RuntimeError):
    """There is no such browser, and none can be installed."""


def find_chromium(playwright) -> str:
    """Return the path of a Chromium: $FAQ_CHROMIUM, PATH, Playwright's own, Debian's package.

    :raises MissingError: if there is none.
    """
    if found := CHROMIUM.find(playwright.chromium.executable_path):
        return found
    raise MissingError(
        "no Chromium: put one on PATH, name it in FAQ_CHROMIUM, run 'playwright install chromium', "
        "or leave the browser tests out with 'nox -s tests -- --no-browser'."
    )


def find(*programs: Program) -> list[str]:
    """Return their paths.

    :raises MissingError: if one is not there.
    """
    found = [program.find() for program in programs]
    for program, path in zip(programs, found, strict=True):
        if not path:
            raise MissingError(
                f"no {program.names[0]}: put it on PATH, name it in {program.variable}, "
                f"or, on Debian, 'apt-get install {program.packages}'."
            )
    return [path for path in found if path]


@contextlib.contextmanager
def running(*command: str, **options: Any) -> Iterator[subprocess.Popen]:
    """Run a program; at the end it goes with all that it has started, whether it wants or not."""
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, start_new_session=True, **(streams | options))
    try:
        yield process
    finally:
        for end in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, end)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
