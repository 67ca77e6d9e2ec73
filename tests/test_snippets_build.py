"""Each directive that the reference shows is built: what a reader copies works."""

import re
import runpy

import pytest

from .conftest import DOCS

PAGES = sorted(
    path
    for folder in ("reference", "contribute", "develop")
    for path in (DOCS / folder).rglob("*.md")
    if path.name != "start.md"  # tests/browser/test_package.py follows it as a whole
)
_BLOCK = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S
)
#: Slugs that snippets take for granted -> the directive that declares them.
KNOWN = {
    "data-privacy": "topic", "models": "topic", "networks": "topic", "parents": "stakeholder",
    "administrators": "stakeholder", "teacher-leaders": "stakeholder", "funders": "stakeholder",
}  # fmt: skip
VOCABULARIES = {
    name: value
    for name, value in runpy.run_path(str(DOCS / "conf.py")).items()
    if name in ("faq_scales", "faq_populations", "faq_means", "faq_evidence")
}
_PHRASES = ("unknown question", "unknown example", "bibtex", "cite")


def snippets():
    """Yield page and source of each block that holds a directive of ours."""
    for page in PAGES:
        for number, block in enumerate(_BLOCK.finditer(page.read_text("utf-8"))):
            if block["language"] in ("md", "rst") and "faq:" in block["text"]:
                name = f"{page.parent.name}-{page.stem}-{number}"
                yield pytest.param(block["language"], block["text"], id=name)


@pytest.mark.parametrize(("language", "text"), snippets())
def test_snippet(build, language, text):
    """It gives no warning, but of the questions and sources that only the whole site has."""
    files = {
        f"{slug}.md": f":::{{faq:{kind}}} {slug}\n\nText.\n:::\n" for slug, kind in KNOWN.items()
    }
    if language == "md" and "{faq:list}" in text.split("\n")[0]:
        text = f"# A page\n\n{text}"
    built = build({**files, f"snippet.{language}": text}, **VOCABULARIES)
    left = [w for w in built.warnings if not any(phrase in w for phrase in _PHRASES)]
    assert left == []
    for question in re.findall(r"faq:question(?:\}|::) (.+)", text):
        assert question in {q["question"] for q in built.bundle["questions"]}


def test_there_are_snippets():
    """The pattern still finds them."""
    assert len(list(snippets())) >= 5
