"""The preview: a saved answer appears by itself, once, with what is wrong about it."""

import socket
import subprocess
import sys

import pytest

from tests.conftest import BASE, CONF, question, write_sources

TAGS = "\n```{tags} roles\n```\n"


@pytest.fixture
def live(tmp_path):
    """Serve a small site with tags; return its folder and its address."""
    conf = CONF.replace('"faq_ext"', '"sphinx_tags", "faq_ext"') + (
        "tags_create_tags = True\ntags_extension = ['md']\n"
    )
    source = tmp_path / "docs"
    index = BASE["index.md"].replace("*\n", "*\n_tags/*\n")
    write_sources(source, {"conf.py": conf, **BASE, "index.md": index, "who.md": question() + TAGS})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "faq_ext", "live", str(source), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        lines = iter(server.stdout.readline, "")
        assert any("Read it at" in line for line in lines)
        yield source, f"http://127.0.0.1:{port}/", lines
        server.terminate()


@pytest.mark.browser
def test_live(browser, live):
    """One edit makes one build and one reload; the panel shows a mistake until it is mended."""
    source, address, lines = live
    page = browser.new_page()
    page.goto(f"{address}who/")
    page.get_by_text("nothing to mend").wait_for()
    loads = []
    page.on("load", lambda page: loads.append(page.url))
    write_sources(source, {"who.md": question(body="The new one.", topics="data-privcy") + TAGS})
    page.get_by_text("The new one.").wait_for()
    page.get_by_text("did you mean 'data-privacy'?").wait_for()
    assert page.get_by_text("One thing to mend").is_visible()
    page.wait_for_timeout(3000)  # a build that its own tag pages have started would come now
    write_sources(source, {"who.md": question(body="The last one.") + TAGS})
    page.get_by_text("The last one.").wait_for()
    page.get_by_text("nothing to mend").wait_for()
    assert len(loads) == 2
    built = [next(lines) for _ in range(4)]
    assert [line.split(":")[0] for line in built[::2]] == ["changed", "changed"]
    page.close()
