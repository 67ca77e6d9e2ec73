"""What the package carries: wheel and sdist, made as ``nox -s package`` makes them."""

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from faq_ext import __version__
from faq_ext.assets import SCRIPT

from .tutorial import read_steps

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: What a dependency is imported as, where that is not its name.
IMPORTS = {"PyYAML": "yaml"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    """Return a folder with a wheel and an sdist of the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(dist) -> zipfile.ZipFile:
    [path] = dist.glob("*.whl")
    return zipfile.ZipFile(path)


def test_wheel_is_small_and_whole(wheel):
    """Each file of the package that git knows, the built script, and nothing else."""
    assert Path(wheel.filename).stat().st_size < 500_000
    here = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "faq_ext").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    there = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert there == here
    assert {"faq_ext/py.typed", "faq_ext/static/faq-widget.js"} <= there


def test_scripts_are_those_of_a_fresh_build(wheel):
    """The wheel's scripts are, byte for byte, what their source gives now."""
    subprocess.run(["node", "build.js"], cwd=ROOT / "widget", check=True, capture_output=True)
    fresh = {path.name: path.read_bytes() for path in SCRIPT.parent.glob("*.js")}
    assert "faq-widget.js" in fresh
    assert fresh == {name: wheel.read(f"faq_ext/static/{name}") for name in fresh}


def test_sdist_makes_the_same_wheel(dist, wheel, tmp_path):
    """Who builds from the sdist needs neither Node nor git."""
    [path] = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    [folder] = tmp_path.iterdir()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    [again] = tmp_path.glob("*.whl")
    assert again.read_bytes() == Path(wheel.filename).read_bytes()
    assert (folder / "widget" / "src" / "faq-widget.js").is_file()


def test_metadata(wheel):
    """One version, a readme, a licence, and a command."""
    info = f"faq_ext-{__version__}.dist-info"
    metadata = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == PROJECT["license"]
    assert metadata["Requires-Python"] == PROJECT["requires-python"]
    assert "faq_ext" in metadata.get_payload()
    assert "faq-ext = faq_ext.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()


def test_version_stands_in_one_place():
    """Nothing else in the repository gives the package a version of its own."""
    assert "version" in PROJECT["dynamic"] and "version" not in PROJECT
    assert '"version": "0.0.0"' in (ROOT / "widget" / "package.json").read_text("utf-8")
    assert "\nversion:" not in (ROOT / "CITATION.cff").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## \[(\d[^]]*)\]", changelog, re.M)
    assert "## [Unreleased]" in changelog or __version__ in released


def test_every_dependency_is_used():
    """Each run-time dependency is imported, or set up as an extension, by the package."""
    used = set()
    for path in (ROOT / "faq_ext").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                used.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "app.setup_extension":
                used.add(ast.literal_eval(node.args[0]))
    needs = [re.match(r"[\w-]+", need)[0] for need in PROJECT["dependencies"]]
    assert [need for need in needs if IMPORTS.get(need, need.replace("-", "_")) not in used] == []


def test_tutorial_has_five_files_and_a_host_page():
    """What is extracted is all that the page shows."""
    steps = read_steps()
    files = [step.file for step in steps if step.file]
    assert files == [
        "conf.py", "index.md", "borrowing.md", "families.md", "lost-book.md", "website/visit.html",
    ]  # fmt: skip
    assert [step.serves for step in steps if not step.file] == [False, False, True, False]
