"""What the preview says of a site is what is wrong with it now, whatever was read last."""

from pathlib import Path

import pytest

from faq_ext.cli import main
from faq_ext.commands.live_build import REPORT, build
from faq_ext.files import read_json

from .conftest import BASE, CONF, question, write_sources

WRONG = question(topics="data-privcy", summry="x", body="See {faq:question}`whoo`.")


@pytest.fixture
def preview(tmp_path, monkeypatch):
    """Return ``preview(files)``: the kinds of message after another build, and the failure."""

    def build_again(files: dict[str, str | None]) -> tuple[list[str], str]:
        for name in [name for name, text in files.items() if text is None]:
            (tmp_path / "source" / name).unlink()
        write_sources(tmp_path / "source", {k: v for k, v in files.items() if v is not None})
        build(tmp_path / "source", tmp_path / "live", "html")
        report = read_json(tmp_path / "live" / REPORT)
        kinds = [text.partition(" [faq.")[2].partition("]")[0] for text, *_ in report["messages"]]
        return sorted(kinds), report["failure"]

    assert build_again({"conf.py": CONF, **BASE, "good.md": question("Good?")}) == ([], "")
    return build_again


def test_messages_stay_while_they_hold(preview):
    """An edit elsewhere, or none, takes no message away; it goes with its mistake or its file."""
    every = ["option", "question", "topic"]  # of reading, writing, and checking
    assert preview({"bad.md": WRONG})[0] == every
    assert preview({"good.md": question("Better?")})[0] == every
    assert preview({})[0] == every
    assert preview({"bad.md": WRONG.replace("summry", "summary")})[0] == every[1:]
    assert preview({"data-privcy.md": BASE["data-privacy.md"]})[0] == ["question"]
    assert preview({"whoo.md": question("Whoo?")})[0] == []
    assert preview({"whoo.md": None})[0] == ["question"]
    assert preview({"bad.md": None})[0] == []


def test_a_build_that_fails_says_so(preview, capsys):
    """A broken conf.py is shown in the page, beside what was known; then all goes on."""
    assert preview({"bad.md": question(summry="x")})[0] == ["option"]
    kinds, failure = preview({"conf.py": CONF + "oops"})
    assert kinds == ["option"] and "The build failed: ConfigError" in failure
    assert preview({"conf.py": CONF}) == (["option"], "")
    assert "built in" in capsys.readouterr().out


def test_no_site(tmp_path, capsys):
    """A folder without conf.py is named."""
    assert main(["live", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_panel_is_in_no_build(site):
    """Nothing of the preview is in a site that is published."""
    assert not Path(site.built.output, REPORT).exists()
    assert "faq-live" not in site.built.read("index.html")
