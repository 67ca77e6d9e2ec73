"""Find a Chromium, or fetch Debian's where we may."""

import os
import shutil
import subprocess
from pathlib import Path

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
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium(playwright) -> str:
    """Return the path of a Chromium: $FAQ_CHROMIUM, PATH, Playwright's own, Debian's package.

    :raises RuntimeError: if there is none and none can be installed.
    """
    if found := os.environ.get("FAQ_CHROMIUM") or _on_path():
        return found
    if Path(playwright.chromium.executable_path).exists():
        return playwright.chromium.executable_path
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for command in ("update", "install -y --no-install-recommends chromium fonts-noto-core"):
            # Whether it worked shows on PATH; what went wrong stands on the error stream.
            subprocess.run(
                ["apt-get", "-q", *command.split()],
                check=False,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        if found := _on_path():
            return found
    raise RuntimeError(
        "no Chromium: put one on PATH, name it in FAQ_CHROMIUM, run 'playwright install chromium', "
        "or leave the browser tests out with 'nox -s tests -- --no-browser'."
    )


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)
