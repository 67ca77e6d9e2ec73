"""The tutorial as written, with the wheel, in an environment that has nothing of ours."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading

import pytest

from ..conftest import _Quiet
from ..test_package import ROOT
from ..tutorial import follow

pytestmark = [pytest.mark.browser, pytest.mark.soak]


def find_python(version):
    """Return a Python that starts: a version manager leaves names on PATH that lead nowhere."""
    python = shutil.which(f"python{version}")
    starts = python and subprocess.run([python, "--version"], capture_output=True).returncode == 0
    return python if starts else None


@pytest.mark.parametrize("sphinx", ["8.2", "9.0"])
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_tutorial(browser, tmp_path, version, sphinx):
    """Another organization gets from an empty folder to its own widget, under a stock theme."""
    python = find_python(version)
    if not python:
        pytest.skip(f"no python{version} on PATH starts")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    served = tmp_path / "library-faq" / "_build" / "html"
    handler = functools.partial(_Quiet, directory=str(served))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        port = server.server_port
        assert follow(tmp_path, wheel, port, f"sphinx=={sphinx}.*", python=python) == served
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("response", lambda r: r.status >= 400 and problems.append(r.url))
        page.set_default_timeout(8000)

        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_role("main").get_by_role("link", name="Borrowing").click()
        page.get_by_role("link", name="What happens if we lose a book?").click()
        assert "If you are a parent" in page.get_by_role("main").inner_text()
        assert "alabaster" in page.locator("footer, .footer").first.inner_text().lower()

        page.goto(f"http://127.0.0.1:{port}/visit.html")
        widget = page.locator("faq-widget")
        widget.get_by_role("button", name="What happens if we lose a book?").click()
        answer = widget.locator("[part~=answer]:visible")
        answer.wait_for()
        assert answer.inner_text().startswith("If you are a parent\n\nFor picture books")
        widget.locator("input").fill("tore a page")
        said = widget.locator("[role=status]").get_by_text("1 question for “tore a page”")
        said.wait_for(state="attached")
        assert [p for p in problems if not p.endswith("/favicon.ico")] == []
        page.close()
        server.shutdown()
