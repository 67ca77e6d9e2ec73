"""docs/reference/widget.md names all that the widget offers, and nothing else."""

import re
import sys

import pytest

from .conftest import DOCS

sys.path.insert(0, str(DOCS / "_ext"))
from widget_reference import read_entries, write_table

WIDGET = DOCS.parent / "widget" / "src"
STATIC = DOCS.parent / "faq_ext" / "static"


def source(*names):
    return "".join((WIDGET / name).read_text("utf-8") for name in names or ALL)


ALL = [path.name for path in WIDGET.glob("*.js")]
STYLES = (STATIC / "tokens.css").read_text("utf-8") + source("styles.css")


def offered():
    """Return tag -> names, from the code itself."""
    listed = re.search(r'observedAttributes = "([\w ]+)"', source("faq-widget.js"))[1]
    read = re.findall(r'\bread\("(\w+)"\)', source("attributes.js"))
    styled = re.findall(r":host\(\[(\w+)", STYLES)
    parts = [
        part
        for code in re.findall(r"\bpart: ([^,}]*)", source())
        for part in re.findall(r'"([a-z-]+)"', re.sub(r'=== "\w+"', "", code))
    ]
    properties = set(re.findall(r"(--faq-[\w-]+):", (STATIC / "tokens.css").read_text("utf-8")))
    return {
        "attr": {*listed.split(), *read, *styled},
        "fires": {f"faq-{name}" for name in re.findall(r'new FaqEvent\("(\w+)"', source())},
        "csspart": set(parts),
        "cssprop": {name for name in properties if not re.search(r"hue-[2-6]$", name)},
        "slot": {*re.findall(r'\["slot", \{ name: "(\w+)"', source())} or {""},
    }


@pytest.mark.parametrize("tag", ["attr", "fires", "csspart", "cssprop", "slot"])
def test_the_reference_is_whole(tag):
    """Each has one entry with words in it, and each entry is something that there is."""
    names = [entry.name for entry in read_entries()[tag]]
    assert sorted(names) == sorted(offered()[tag])
    assert all(len(entry.text) > 3 for entry in read_entries()[tag])


def test_every_property_in_use_is_offered():
    """No style relies on a property that a host page does not know of."""
    used = set(re.findall(r"var\((--faq-[\w-]+)", STYLES))
    set_there = set(re.findall(r"(--faq-[\w-]+):", STYLES))
    assert used <= set_there


def test_events_carry_what_is_said():
    """The fields in the words of an event are those that the code gives it."""
    for entry in read_entries()["fires"]:
        kind = entry.name.removeprefix("faq-")
        given = re.findall(rf'new FaqEvent\("{kind}", \{{([^}}]*)\}}', source())
        fields = {field.split(":")[0].strip() for code in given for field in code.split(",")}
        assert set(re.findall(r"`(\w+)`", entry.text)) == fields, entry.name


def test_causes_are_those_of_the_code():
    """Each cause of faq-error has its row."""
    causes = re.search(r"@typedef \{(.*?)\} Cause", source("errors.js"))[1]
    page = (DOCS / "reference" / "widget.md").read_text("utf-8")
    block = page.split("| Cause |", 1)[1].split("\n\n", 1)[0]
    assert re.findall(r"^\| `(\w+)` ", block, re.M) == re.findall(r"\w+", causes)


def test_tables_reach_the_page(site):
    """The built page has each table, and no placeholder."""
    html = site.built.read("reference/widget/index.html")
    assert "@@" not in html
    for tag, entries in read_entries().items():
        assert write_table(tag).count("\n") == len(entries) + 1
        for entry in entries:
            assert f'<span class="pre">{entry.name}</span>' in html or not entry.name


def test_the_page_for_districts_takes_them_from_here():
    """It has the same tables, and names no part that there is not."""
    page = (DOCS / "embed" / "index.md").read_text("utf-8")
    for tag in ("attr", "fires", "cssprop"):
        assert f"\n@@WIDGET:{tag}@@\n" in page
    listed = re.search(r"The names are (.*?)\.\n", page)[1]
    assert set(re.findall(r"`(\w+)`", listed)) == {e.name for e in read_entries()["csspart"]}
