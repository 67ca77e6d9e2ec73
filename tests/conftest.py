"""Build small sites from sources that a test writes down."""

from __future__ import annotations

import functools
import http.server
import io
import json
import logging
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from filelock import FileLock
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from faq_ext.log_help import INDENT
from faq_ext.manifest import files_of

from .asked import Noting

CONF = """
project = "Small site"
extensions = ["myst_parser", "sphinx_design", "faq_ext"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
html_baseurl = "https://faq.example/"
exclude_patterns = ["_build"]
"""
TOPIC = """
::::{faq:topic} Data privacy
:summary: Who may see what.

About privacy.
::::
"""
STAKEHOLDER = """
::::{faq:stakeholder} Parents
:summary: Mothers, fathers and guardians.

About parents.
::::
"""
#: A topic ``data-privacy`` and a stakeholder ``parents``.
BASE = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n",
    "data-privacy.md": TOPIC.lstrip(),
    "parents.md": STAKEHOLDER.lstrip(),
}


def question(
    text: str = "Who owns student data?", body: str = "The district does.", **options: str
) -> str:
    """Return the source of a question about privacy, for parents."""
    options = {"topics": "data-privacy", "stakeholders": "parents", **options}
    lines = "".join(f":{name}: {value}\n" for name, value in options.items())
    return f"::::{{faq:question}} {text}\n{lines}\n{body}\n::::\n"


@dataclass
class Built:
    """A finished build."""

    source: Path
    output: Path
    warnings: list[str]  # without the source folder, colours, and the lines that they show
    log: str = ""  # the same with those lines

    def read(self, name: str) -> str:
        return (self.output / name).read_text("utf-8")

    def json(self, name: str) -> Any:
        return json.loads(self.read(name))

    def parts(self, name: str) -> list[Any]:
        """Return what the files of a set hold, in order."""
        manifest = self.json("faq/manifest.json")
        names = (n for n in files_of(manifest) if re.fullmatch(rf"{name}-\d+\..*", n))
        return [
            self.json(f"faq/{n}")
            for n in sorted(names, key=lambda n: int(n.split("-")[1].split(".")[0]))
        ]

    @property
    def bundle(self) -> Any:
        return self.json("faq/bundle.json")

    @property
    def questions(self) -> dict[str, Any]:
        return {q["slug"]: q for q in self.bundle["questions"]}

    def main(self, name: str) -> str:
        """Return the main content of a page."""
        match = re.search(
            r'<div class="body" role="main">(.*?)<div class="clearer">', self.read(name), re.S
        )
        assert match, name
        return match[1]


def write_sources(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else dedent(text).encode()
        if not (path.is_file() and path.read_bytes() == data):
            path.write_bytes(data)


def run_build(
    source: Path, output: Path, builder: str = "html", *, jobs: int = 1, **overrides: Any
) -> Built:
    """Build ``source``, with the doctrees beside the output."""
    stream = io.StringIO()
    logging.disable(logging.DEBUG)  # thousands of messages a build that nobody reads
    locale.translators.clear()  # Sphinx keeps the last build's words, whatever its language
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source,
            source,
            output,
            output.parent / f"{output.name}-doctrees",
            builder,
            confoverrides=overrides,
            status=None,
            warning=stream,
            parallel=jobs,
        )
        app.build()
    text = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()).replace(f"{source}{os.sep}", "")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(INDENT)]
    return Built(source, output, lines, text)


@pytest.fixture
def build(tmp_path: Path) -> Any:
    """Return ``build(files, builder=…, jobs=…, **conf)``; a second call builds again."""
    source = tmp_path / "source"

    def build_site(
        files: dict[str, str | bytes], builder: str = "html", *, base: bool = True, **options: Any
    ) -> Built:
        write_sources(source, {"conf.py": CONF, **(BASE if base else {}), **files})
        return run_build(source, tmp_path / "output" / builder, builder, **options)

    return build_site


DOCS = Path(__file__).parent.parent / "docs"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-browser", action="store_true", help="leave the browser tests out")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.getoption("--no-browser"):
        terminalreporter.section("NOT RUN", red=True)
        skipped = terminalreporter.stats.get("skipped", ())
        number = sum("--no-browser was asked for" in str(test.longrepr) for test in skipped)
        terminalreporter.line(
            f"--no-browser: site and widget were opened in no browser, {number} tests left out."
        )


@dataclass
class Served:
    """The resource's own site, built and served on loopback."""

    url: str
    built: Built


class _Quiet(Noting, http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")  # as docs/embed/hosting.md asks
        super().end_headers()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Build docs/ with the address that it is then served at."""
    output = tmp_path_factory.mktemp("site") / "html"
    output.mkdir()
    handler = functools.partial(_Quiet, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        # sphinx-tags writes its pages among the sources.
        with FileLock(tmp_path_factory.getbasetemp().parent / "docs.lock"):
            built = run_build(DOCS, output, "dirhtml", html_baseurl=url, nitpicky=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Served(url, built)
        server.shutdown()
