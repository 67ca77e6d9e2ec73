"""A pull request shows findings and warnings on the lines that they are about."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from faq_ext.cli import main
from faq_ext.commands.annotations import read_warnings, write_annotations
from faq_ext.commands.checks import Finding

from .conftest import BASE, CONF, DOCS, question, write_sources

WORKFLOWS = sorted((DOCS.parent / ".github" / "workflows").glob("*.yml"))


def test_text_of_authors_is_no_command():
    """What an author wrote stays in its annotation, whatever it holds."""
    finding = Finding("a,b:c.md", 3, "x%\r\n::error::y", "mend: it")
    assert list(write_annotations([finding], "error")) == [
        "::error file=a%2Cb%3Ac.md,line=3::x%25%0D%0A::error::y: mend: it"
    ]
    assert list(write_annotations([Finding(".", 0, "all", "")], "notice")) == ["::notice::all"]


def test_warnings_are_read_with_their_lines():
    """A warning takes the lines below along; colours and the folder go."""
    log = (
        "\x1b[91m/here/docs/a.md:2: WARNING: bad [faq.topic]\n    :topics: x\n    ^ help\x1b[39m\n"
        "WARNING: conf [faq.config]\n/here/docs/b.md: WARNING: none [faq.answer]\n"
    )
    assert read_warnings(log, Path("/here")) == [
        Finding("docs/a.md", 2, "bad [faq.topic]", "    :topics: x\n    ^ help"),
        Finding(".", 0, "conf [faq.config]", ""),
        Finding("docs/b.md", 0, "none [faq.answer]", ""),
    ]


def test_check_of_an_unknown_author(tmp_path, monkeypatch, capsys):
    """Findings and warnings are annotated; conf.py is the trusted one, and all is closed."""
    bad = question(topics="data-privcy", body="See <b>it</b>.")
    old = question("Old?", "See <b>it</b>.")
    write_sources(tmp_path / "trusted", {"conf.py": CONF, "old.md": old})
    write_sources(
        tmp_path / "proposal/docs", {"conf.py": "raise SystemExit(9)", **BASE, "who.md": bad,
                                    "old.md": old},
    )  # fmt: skip
    monkeypatch.chdir(tmp_path / "proposal")
    assert main(["check", "docs", "--untrusted", "../trusted", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("::")] == lines[:-1]
    assert any(
        line.startswith("::error file=docs/who.md,line=2::unknown topic 'data-privcy'")
        and "%0A    :topics: data-privcy%0A" in line
        for line in lines
    )
    assert any(line.startswith("::error file=docs/who.md,line=5::faq_untrusted:") for line in lines)
    assert any(line.startswith("::error file=docs/who.md,line=1::no summary") or
               line.startswith("::error file=docs/who.md,line=1::no other phrasing")
               for line in lines)  # fmt: skip
    assert not any("old.md" in line for line in lines)  # the proposal has not touched it
    assert main(["check", "docs", "--untrusted", "../trusted"]) == 1
    assert "docs/who.md:2  unknown topic 'data-privcy'" in capsys.readouterr().out
    assert main(["check", "docs", "--untrusted", "nowhere"]) == 2


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_closed(path):
    """No workflow has a permission by default; no step puts a foreign text into a command."""
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] and job["timeout-minutes"]
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_workflows_are_audited(tmp_path):
    """zizmor has no finding; it would have one of a text that is put into a command."""

    def audit(folder: Path) -> int:
        zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
        command = [zizmor, "-q", "--offline", "--persona", "pedantic", str(folder)]
        return subprocess.run(command, check=False, capture_output=True).returncode

    assert audit(WORKFLOWS[0].parent) == 0
    bad = (WORKFLOWS[0].parent / "suggestion.yml").read_text("utf-8")
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "bad.yml").write_text(
        bad.replace('"$BODY"', "'${{ github.event.issue.body }}'"), "utf-8"
    )
    assert audit(tmp_path) != 0
