"""What differs between Linux, Windows and macOS: line ends, encodings, paths, open files."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from faq_ext import files
from faq_ext.commands.annotations import read_warnings
from faq_ext.places import short_path

from .conftest import BASE, CONF, run_build, write_sources
from .test_package import ROOT

ROOTS = Path(__file__).parent / "roots"


@pytest.mark.parametrize("grammar", ["myst", "rst"])
def test_line_ends_of_windows_change_nothing(tmp_path, grammar):
    """A checkout with CRLF gives the same bytes in everything that is published."""
    published = []
    for ends in (b"\n", b"\r\n"):
        source = tmp_path / str(len(ends))
        shutil.copytree(ROOTS / f"test-{grammar}", source)
        for path in source.rglob("*.*"):
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends))
        built = run_build(source, tmp_path / f"output-{len(ends)}")
        assert built.warnings == []
        published.append(
            {
                path.relative_to(built.output): path.read_bytes()
                for folder in ("faq", "q")
                for path in (built.output / folder).rglob("*.*")
                if path.is_file() and path.suffix != ".zip"
            }
        )
    assert len(published[0]) > 20
    assert published[0] == published[1]


def test_a_checkout_has_the_same_bytes_everywhere():
    """Git turns no line end of a script whose hash is published, or of a fixture."""
    names = ["faq_ext/released/x.js", "tests/fixtures/x.json", "docs/_static/site.css", "x.svg"]
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    command = ["git", "-c", "core.autocrlf=true", "check-attr", "eol", *names]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert told.splitlines() == [f"{name}: eol: lf" for name in names]


def test_output_is_utf8_whatever_the_console_speaks(tmp_path):
    """On Windows what goes to a file is else in an encoding that lacks most letters."""
    conf = CONF + 'faq_scales = {"district": "区 → Bezirk"}\n'
    title = ":::{faq:topic} 学校 → Schule\n:slug: school\n:::\n"
    write_sources(tmp_path, {"conf.py": conf, **BASE, "a.md": title, "b.md": "# €\n\nText ​→"})
    old = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    for arguments in (["explain", "topic"], ["check", str(tmp_path)],
                      ["completions", "--source", str(tmp_path)]):  # fmt: skip
        command = [sys.executable, "-m", "faq_ext", *arguments]
        done = subprocess.run(command, capture_output=True, env=old, cwd=ROOT)
        assert b"Traceback" not in done.stderr
        done.stdout.decode("utf-8")
    assert "option topics" in json.loads(done.stdout)
    done = subprocess.run(
        [sys.executable, "-m", "faq_ext", "new", "学校 → How?", "--topic", "school",
         "--stakeholders", "parents", "--slug", "how", "--source", str(tmp_path)],
        capture_output=True, env=old, cwd=ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert "学校 → How?" in next(tmp_path.rglob("how.md")).read_text("utf-8")


def test_a_file_that_somebody_reads_is_replaced_later(tmp_path):
    """Windows refuses to rename over an open file: that is tried again, and at last reported."""
    real, refused = os.replace, []

    def replace(half, target):
        if len(refused) < limit:
            refused.append(target)
            raise PermissionError(13, "in use")
        return real(half, target)

    path = tmp_path / "manifest.json"
    with mock.patch("os.replace", replace), mock.patch("time.sleep") as sleep:
        limit = 2
        files.write_file(path, "new")
        assert path.read_text("utf-8") == "new" and sleep.call_count == 2
        limit = 99
        with pytest.raises(PermissionError):
            files.write_pieces(path, ["newer"])
    assert path.read_text("utf-8") == "new"


def test_paths_of_windows_are_named_and_read():
    """A message names a file on another drive whole; one with a drive's colon is understood."""
    place = r"D:\site\docs\a.md:3"
    with mock.patch("os.path.relpath", side_effect=ValueError("path is on mount 'D:'")):
        assert short_path(place) == place
    [finding] = read_warnings(f"{place}: WARNING: unknown topic [faq.topic]\n", Path("C:/here"))
    assert (finding.file, finding.line) == (r"D:\site\docs\a.md", 3)
