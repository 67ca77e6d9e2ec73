"""All directives and roles together, in MyST and in reStructuredText, under a stock theme."""

import json
import re
from pathlib import Path

import pytest

from .conftest import run_build

ROOTS = Path(__file__).parent / "roots"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Build both roots."""
    output = tmp_path_factory.mktemp("roots")
    return {name: run_build(ROOTS / f"test-{name}", output / name) for name in ("myst", "rst")}


def test_no_warnings(sites):
    """Both build clean."""
    assert {name: built.warnings for name, built in sites.items()} == {"myst": [], "rst": []}


def test_both_grammars_publish_the_same(sites):
    """The bundle does not tell in which grammar a question was written."""
    myst, rst = (sites[name].bundle for name in ("myst", "rst"))
    for key in myst:
        assert json.dumps(myst[key], indent=1) == json.dumps(rst[key], indent=1), key


def test_the_bundle_has_everything(sites):
    """Each option comes out where it belongs."""
    bundle = sites["rst"].bundle
    assert [q["slug"] for q in bundle["questions"]] == ["how-long", "who-owns"]
    assert "Used in" not in bundle["questions"][0]["text"]  # by the example inside of it
    who = bundle["questions"][1]
    assert who["asked"] == ["whose data is it", "data owner"]
    assert (who["see"], who["examples"]) == (["how-long"], ["privacy-week"])
    assert (who["evidence"], who["by"]) == (["research", "advice"], "The privacy group")
    assert (who["added"], who["reviewed"]) == ("2026-01-02", "2026-02-03")
    assert who["tags"] == ["privacy", "data"]
    assert who["summary"] == "The district does."
    assert bundle["questions"][0]["examples"] == ["short-memory"]
    assert {e["slug"]: e["questions"] for e in bundle["examples"]} == {
        "privacy-week": ["who-owns"],
        "short-memory": ["how-long"],
    }
    assert (bundle["topics"][0]["team"], bundle["topics"][0]["start"]) == (
        "The privacy group",
        ["how-long", "who-owns"],
    )


@pytest.mark.parametrize("grammar", ["myst", "rst"])
def test_pages_show_the_indexes(sites, grammar):
    """Topic page in reading order, stakeholder page with its guide, matrix with gaps, gallery."""

    def text(page: str) -> str:
        html = sites[grammar].read(page)
        body = html.split('role="main">', 1)[1].split('<div class="sphinxsidebar', 1)[0]
        return " ".join(re.sub(r"<[^>]+>", " ", body).replace("¶", " ").split())

    topic = text("data-privacy.html")
    assert topic.index("How long is data kept?") < topic.index("The district does. For: Parents")
    teachers = text("teachers.html")
    assert "Start here Who owns student data? You are asked: by parents." in teachers
    assert "In the reading order above: Who owns student data?" in teachers
    home = text("index.html")
    assert "Data privacy Who may see what. 2 questions" in home
    assert "Parents 2 Teachers 1" in home
    assert home.count("Privacy week") == 4  # its card, two populations, one means
    question = text("who-owns.html")
    for part in ("Topic: Data privacy", "For: Parents , Teachers", "Limits", "If you are a teacher",
                 "Scale: District", "Related questions", "Evidence: Research, Advice",
                 "Answered by: The privacy group", "Reviewed: 2026-02-03"):  # fmt: skip
        assert part in question, part
