"""Follow ``docs/reference/start.md`` to the letter, in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "start.md"
_BLOCK = re.compile(
    r"^```\{code-block\} (?P<language>\w+)\n(?P<options>(?::[^\n]*\n)*)\n?(?P<text>.*?)^```$",
    re.M | re.S,
)


class Step(NamedTuple):
    """A file to write, or commands to run."""

    file: str  #: Empty for commands.
    text: str
    serves: bool  #: The commands do not end by themselves.


def read_steps() -> list[Step]:
    """Return the tutorial's steps in order."""
    steps = []
    for block in _BLOCK.finditer(PAGE.read_text("utf-8")):
        options = dict(re.findall(r"^:(\w+): (.*)$", block["options"], re.M))
        assert (block["language"] == "sh") != ("caption" in options), block[0]
        steps.append(
            Step(options.get("caption", ""), block["text"], options.get("class") == "serve")
        )
    return steps


def follow(folder: Path, wheel: Path, port: int, *further: str, python: str = "") -> Path:
    """Take all steps but the serving; return the folder of the finished site.

    Changed are only the name of Python, the port, and where the package comes from.

    :param further: what else to install, such as ``sphinx==8.2.*``.
    """
    place, prologue = folder, ""
    for step in read_steps():
        if step.file:
            path = place / step.file
            path.parent.mkdir(exist_ok=True)
            path.write_text(step.text.replace(":8000", f":{port}"), "utf-8")
        elif not step.serves:
            install = " ".join(f"'{need}'" for need in (str(wheel), *further))
            script = step.text.replace("python3 ", f"'{python or sys.executable}' ")
            script = script.replace("pip install faq-ext", f"pip install -q {install}")
            run(prologue + script, place)
            if not prologue:
                place, prologue = folder / "library-faq", ". .venv/bin/activate\n"
    return place / "_build" / "html"


def run(script: str, folder: Path) -> None:
    """Run commands as a reader's shell would, without this environment of ours."""
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=folder, env=kept, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
