"""What an editor offers is what the directives take, and builds as it is."""

import json
import re
import runpy

import pytest

from faq_ext.cli import main
from faq_ext.commands.editor import site_completions
from faq_ext.config import FaqConfig
from faq_ext.directives import DIRECTIVES

from .conftest import BASE, CONF, DOCS, write_sources

COMMITTED = DOCS.parent / ".vscode" / "faq.code-snippets"


def expand(body: list[str]) -> str:
    """Do what an editor does when somebody accepts all that it proposes."""
    text = "\n".join(body).replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-26")
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "Some text.") + "\n"


@pytest.fixture(scope="module")
def completions():
    return site_completions(["data-privacy"], ["parents"], FaqConfig())


def test_each_directive_and_option_has_a_snippet(completions):
    """None is missing, and each is found by what one would type."""
    options = {option for d in DIRECTIVES.values() for option in d.specs}
    wanted = {f"faq:{name}" for name in DIRECTIVES} | {f":{option}:" for option in options}
    assert {snippet["prefix"] for snippet in completions.values()} == wanted


def test_whole_directives_build(completions, build):
    """What a snippet writes is a page without a warning."""
    files = {}
    for name in DIRECTIVES:
        text = expand(completions[f"faq:{name}"]["body"])
        if name == "for":
            text = expand(completions["faq:question"]["body"]).replace("Some text.", text.rstrip())
        elif name in ("list", "matrix", "gallery", "embed"):
            text = f"# A page\n\n{text}"
        files[f"from-{name}.md"] = text
    built = build(files)
    assert built.warnings == []
    assert set(built.questions) == {"from-question", "from-for"}
    assert built.questions["from-question"]["evidence"] == ["research"]


def test_options_offer_their_words(completions):
    """An option with a vocabulary offers all of it."""
    assert completions["option topics"]["body"] == [":topics: ${1|data-privacy|}"]
    assert completions["option evidence"]["body"] == [
        ":evidence: ${1|research,evaluation,practice,advice|}"
    ]
    assert ",map|" in completions["option layout"]["body"][0]


def test_committed_snippets_are_of_this_site(site):
    """.vscode/ has the topics, readers and vocabularies that the site has now."""
    given = runpy.run_path(str(DOCS / "conf.py"))
    names = ("scales", "populations", "means", "evidence")
    config = FaqConfig(**{name: given[f"faq_{name}"] for name in names})
    slugs = {k: [t["slug"] for t in site.built.bundle[k]] for k in ("topics", "stakeholders")}
    made = site_completions(slugs["topics"], slugs["stakeholders"], config)
    told = "python -m faq_ext completions > .vscode/faq.code-snippets"
    assert json.loads(COMMITTED.read_text("utf-8")) == made, f"run: {told}"


def test_command(tmp_path, capsys):
    """The command prints the snippets of any site."""
    write_sources(tmp_path, {"conf.py": CONF + "print('noise')\n", **BASE})
    assert main(["completions", "--source", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["option topics"]["prefix"] == ":topics:"
