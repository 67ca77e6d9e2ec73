"""Python and JavaScript write the same snippets, those of tests/fixtures/embed_code.json."""

import json
from pathlib import Path

from faq_ext.embed_code import write_frame, write_widget

FIXTURE = Path(__file__).parent / "fixtures" / "embed_code.json"
SCRIPT = {"file": "faq-widget.0123456789abcdef.js", "integrity": "sha384-abc+/="}
FRAME = {"file": "frame.0123456789abcdef.js", "integrity": "sha384-def"}
DIRECTORY = "https://faq.example/faq/"
LINKS = [
    ("https://faq.example/q/a/?x=1&y=2", "Is <b> \"bold\" & 'new'?"),
    ("https://faq.example/", "All"),
]
CASES = [{}, {"theme": "dark", "topic": "models"}, {"query": 'a "b" & c/d é'}]


def build_fixture() -> str:
    made = {
        "script": SCRIPT,
        "frame": FRAME,
        "directory": DIRECTORY,
        "links": LINKS,
        "cases": [
            {
                "attributes": attributes,
                "widget": write_widget(SCRIPT, DIRECTORY, LINKS, **attributes),
                "iframe": write_frame(FRAME, DIRECTORY, LINKS[0], **attributes),
            }
            for attributes in CASES
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_both_languages_write_the_same():
    """The fixture is what Python writes; widget/test/snippet.test.js compares JavaScript's."""
    assert (
        FIXTURE.read_text("utf-8") == build_fixture()
    )  # python -m tests.test_embed_code writes it


def test_nothing_ends_an_attribute():
    """Whatever stands in a question or is chosen is escaped."""
    for attributes in CASES:
        for text in (
            write_widget(SCRIPT, DIRECTORY, LINKS, **attributes),
            write_frame(FRAME, DIRECTORY, LINKS[0], **attributes),
        ):
            assert "<b>" not in text and '"bold"' not in text and '"b"' not in text


if __name__ == "__main__":
    FIXTURE.write_text(build_fixture(), "utf-8")
