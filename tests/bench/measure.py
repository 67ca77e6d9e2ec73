"""Run sphinx-build in a process of its own, and say what it cost."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from faq_ext.shelves import read_shelf

_COUNT = """
import cProfile, json, sys
from sphinx.cmd.build import build_main
profile = cProfile.Profile()
status = profile.runcall(build_main, sys.argv[1:])
print(json.dumps([status, sum(entry.callcount for entry in profile.getstats())]))
"""
_ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0"}


class Cost(NamedTuple):
    """What one build took of the machine."""

    cpu: float  #: Seconds, of all its processes together.
    wall: float  #: Seconds.
    rss: float  #: Megabytes, of its largest process.


def _arguments(folder: Path, jobs: int) -> list[str]:
    return ["-b", "html", "-q", "-j", str(jobs), str(folder / "source"), str(folder / "output")]


def count_calls(folder: Path) -> int:
    """Return how many Python calls a serial build makes, those in C among them.

    :raises RuntimeError: if the build fails or warns.
    """
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, *_arguments(folder, 1)],
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    status, calls = json.loads(done.stdout.splitlines()[-1])
    if status or done.stderr.strip():
        raise RuntimeError(done.stderr)
    return int(calls)


def time_build(folder: Path, jobs: int) -> Cost:
    """Return what a build costs.

    :raises RuntimeError: if the build fails or warns.
    """
    command = [sys.executable, "-m", "sphinx", *_arguments(folder, jobs)]
    with tempfile.TemporaryFile("w+") as report:
        began = time.perf_counter()
        process = subprocess.Popen(command, env=_ENVIRONMENT, stdout=report, stderr=report)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        report.seek(0)
        text = report.read().strip()
        if process.returncode or text:
            raise RuntimeError(text)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def weigh_records(folder: Path) -> tuple[int, int]:
    """Return the pickled bytes of our data in the environment, and of the records' own texts."""
    with (folder / "output" / ".doctrees" / "environment.pickle").open("rb") as file:
        data = pickle.load(file).domaindata["faq"]
    texts = [
        [docname, *_texts(fields)]
        for shelf in data["shelves"].values()
        for docname, records, *_ in read_shelf(shelf)
        for _, *fields in records
    ]
    return len(pickle.dumps(data, -1)), len(pickle.dumps(texts, -1))


def _texts(value: Any) -> Any:
    for part in value:
        if isinstance(part, list):
            yield from _texts(part)
        elif isinstance(part, str) and part:
            yield part
