"""Debian's packages, which tests install where they may: one process at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

_LOCK = Path(tempfile.gettempdir(), "faq-packages.lock")


def find_or_install(look: Callable[[], str | None], packages: str) -> str | None:
    """Return what ``look`` finds, if need be once the packages are installed.

    dpkg waits for nobody, and what it has half installed is on PATH already: so who may
    install looks when nobody else does it.
    """
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return look()
    install = f"install -y --no-install-recommends {packages}"
    with FileLock(_LOCK):
        # An update costs more than all the rest, and another test may have made it.
        for command in (install, "update", install):
            if not look():
                _run_apt(command)
        return look()


def _run_apt(command: str) -> None:
    """Run apt-get; what went wrong stands on the error stream.

    RUNLEVEL keeps Debian from starting a server that it has installed.
    """
    subprocess.run(
        ["apt-get", "-q", *command.split()],
        check=False,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"},
    )
