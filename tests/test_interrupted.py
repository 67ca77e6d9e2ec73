"""A build that is killed leaves a whole bundle, and the next build mends the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from faq_ext.manifest import find_broken_files

from .conftest import question, run_build
from .edits import EDITS, first_site
from .test_incremental import replace_sources, what_readers_get


def start_build(source: Path, output: Path, jobs: int = 1, **environment: str) -> subprocess.Popen:
    """Start a build in a process group of its own."""
    doctrees = output.parent / f"{output.name}-doctrees"
    command = ["-m", "sphinx", "-q", "-b", "html", "-j", str(jobs), "-d", str(doctrees)]
    return subprocess.Popen(
        [sys.executable, *command, str(source), str(output)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def check_manifest(output: Path) -> None:
    """Each file that the manifest names is there and whole."""
    folder = output / "faq"
    if not (folder / "manifest.json").exists():
        return
    assert find_broken_files(folder) == []


def kill_builds(tmp: Path, times: int, seed: int) -> None:
    """Kill ``times`` builds after random edits at random moments; then build to the end."""
    choose = random.Random(seed)
    source, output, site = tmp / "source", tmp / "output", first_site()
    replace_sources(source, site)
    began = time.monotonic()
    start_build(source, output).wait()
    length = time.monotonic() - began
    for number in range(times):
        for _ in range(3):
            choose.choice(EDITS)(site, choose.randrange(6), choose.randrange(6))
        pages = replace_sources(source, site)
        build = start_build(source, output, jobs=choose.choice([1, 2]))
        time.sleep(choose.uniform(0.3, 1.1) * length)
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        check_manifest(output)
        run_build(source, output)
        clean = run_build(source, tmp / f"clean{number}").output
        assert what_readers_get(output, pages) == what_readers_get(clean, pages), number


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no process groups")
def test_killed_builds(tmp_path):
    """Three moments, for every change."""
    kill_builds(tmp_path, times=3, seed=11)


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no process groups")
def test_many_killed_builds(tmp_path):
    """Fifty moments."""
    kill_builds(tmp_path, times=50, seed=random.randrange(2**32))


@pytest.mark.parametrize(
    ("step", "options"),
    [
        ("amend.amend_answers", {}),
        ("amend.amend_manifest", {}),
        ("publish.build_bundle", {"asked": "B?"}),  # more than an answer, and on no page
    ],
)
def test_killed_while_publishing(build, monkeypatch, step, options):
    """Answers that were taken in, but not published, are published by the next build."""
    build({"a.md": question("A?", "One.", summary="S.")})
    with monkeypatch.context() as broken:
        # At an Exception Sphinx would forget all that it has read.
        broken.setattr(f"faq_ext.{step}", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            build({"a.md": question("A?", "Two.", summary="S.", **options)})
    built = build({})  # with an answer as long as before, and views that are the same
    assert built.questions["a"]["text"] == "Two."


@pytest.mark.parametrize(
    ("page", "changed", "options"),
    [
        ("a", {"a.md": question("A?", "Two.", summary="S.")}, {}),
        ("a", {"a.md": question("B?", "One.", summary="S.")}, {}),
        ("a", {}, {"html_title": "Another"}),
        ("data-privacy", {"a.md": question("B?", "One.", summary="S.")}, {}),
        ("data-privacy", {}, {"html_title": "Another"}),
        ("other", {"other.md": "# Other\n\nNew.\n"}, {}),
    ],
)
def test_killed_while_a_page_was_written(build, monkeypatch, page, changed, options):
    """A page that was left half-written is written again, whatever was new on it."""
    build({"a.md": question("A?", "One.", summary="S."), "other.md": "# Other\n\nOld.\n"})
    whole = StandaloneHTMLBuilder.handle_page

    def handle_page(self, pagename, *arguments, **options):
        whole(self, pagename, *arguments, **options)
        if pagename == page:
            Path(self.get_outfilename(pagename)).write_text("<html>", "utf-8")
            raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(StandaloneHTMLBuilder, "handle_page", handle_page)
        with pytest.raises(KeyboardInterrupt):
            build(changed, **options)
    assert "</html>" in build({}, **options).read(f"{page}.html")
    moment = (build({}, **options).output / f"{page}.html").stat().st_mtime_ns
    assert (build({}, **options).output / f"{page}.html").stat().st_mtime_ns == moment


def test_failed_build_touches_no_bundle(build):
    """A build that ends with an exception leaves the manifest before it."""
    first = build({"a.md": question("A?", "One.")})
    before = first.read("faq/manifest.json")
    broken = (
        'def setup(app):\n    app.connect("html-page-context", lambda *a: 1 / 0, priority=900)\n'
    )
    conf = (first.source / "conf.py").read_text("utf-8")
    with pytest.raises(Exception, match="division by zero"):
        build({"conf.py": conf + broken, "a.md": question("A?", "Two.")})
    assert first.read("faq/manifest.json") == before
    check_manifest(first.output)
    mended = build({"conf.py": conf, "a.md": question("A?", "Two.")})
    assert mended.questions["a"]["text"] == "Two."
