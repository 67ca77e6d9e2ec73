"""The option block: one small grammar for MyST and reStructuredText."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext.options import read_asof, read_date, read_head, read_phrases, read_words

KNOWN = ("topics", "see", "summary", "asked")


def read(*lines: str):
    head = read_head(lines, 1, KNOWN)
    return {name: option.value for name, option in head.options.items()}, head


def test_options_end_at_the_first_other_line():
    """Options are taken line by line; the first line that is none begins the body."""
    values, head = read(":topics: a, b", ":see: c", "The answer.", ":summary: not one")
    assert values == {"topics": "a, b", "see": "c"}
    assert head.length == 2
    assert [option.line for option in head.options.values()] == [1, 2]


def test_indented_lines_continue_a_value():
    """An indented line belongs to the value above it; the next option has its own line."""
    values, head = read(":asked: one;", "   two;", "\tthree", ":see: c")
    assert values == {"asked": "one; two; three", "see": "c"}
    assert head.options["see"].line == 4


def test_lines_of_a_value_are_kept():
    """An option of many lines has its value in one, and the lines as well."""
    option = read(":why:", "  a: One.", "  b: Two.")[1].options["why"]
    assert (option.value, option.lines) == ("a: One. b: Two.", ("a: One.", "b: Two."))


@pytest.mark.parametrize("colon", ["", ":"])
def test_block_between_dashes(colon):
    """A ``---`` block holds options with or without colon; ``|`` only announces lines."""
    values, head = read(
        "---", f"{colon}topics: a", f"{colon}asked: |", "  one;", "  two", "---", "Answer"
    )
    assert values == {"topics": "a", "asked": "one; two"}
    assert head.length == 6
    assert not head.unclosed


def test_block_without_end_leaves_the_answer():
    """Where the closing ``---`` is missing that is noted, and the answer is not swallowed."""
    values, head = read("---", "topics: a", "", "The answer.")
    assert values == {"topics": "a"}
    assert head.unclosed
    assert head.length == 2


def test_what_yaml_would_change_stays():
    """A ``#``, a colon, brackets or one quotation mark in a value are text."""
    values, _ = read(":summary: C# #1: it's [5\" wide", ":see: null", ":topics: 2026-01-01")
    assert values == {"summary": "C# #1: it's [5\" wide", "see": "null", "topics": "2026-01-01"}


@pytest.mark.parametrize("quoted", ['"a: b"', "'a: b'", "“a: b”"])
def test_quotes_around_a_value_go(quoted):
    """A pair of quotation marks around the whole value is taken off, once."""
    assert read(f":summary: {quoted}")[0] == {"summary": "a: b"}


def test_first_of_two_counts():
    """Of a repeated option the first counts, and the second is noted with its line."""
    values, head = read(":see: a", ":see: b")
    assert values == {"see": "a"}
    assert [(option.name, option.value, option.line) for option in head.repeated] == [
        ("see", "b", 2)
    ]


@pytest.mark.parametrize(
    "line",
    [":topics a", ":topics", ": topics: a", ":topics:a", "topics: a", ":topics : a", "::topics: a"],
)
def test_almost_an_option(line):
    """A line that was meant as an option is noted with the likely name, not taken as text."""
    values, head = read(line, ":see: c")
    assert values == {"see": "c"}
    assert [(option.name, option.line) for option in head.unreadable] == [("topics", 1)]


@pytest.mark.parametrize(
    "line",
    ["Text", ":::{note}", "Note: text", "other: text", ":faq:question:`x` says so", ":doc:`x`", ""],
)
def test_body_lines(line):
    """A role, a fence, and a sentence with a colon are the body's first line, not an error."""
    values, head = read(":see: c", line)
    assert (values, head.length, head.unreadable) == ({"see": "c"}, 1, [])


def test_names_in_upper_case():
    """Names may be written in capitals; values keep theirs."""
    assert read(":Topics: A")[0] == {"topics": "A"}


@given(st.lists(st.text("ab :-\t'\"|", max_size=8), max_size=8))
def test_no_line_is_lost(lines):
    """Whatever the lines: each is in the head, or is left to the body."""
    head = read_head(lines, 1, KNOWN)
    assert 0 <= head.length <= len(lines)
    noted = [*head.options.values(), *head.repeated, *head.unreadable]
    assert all(1 <= option.line <= head.length for option in noted)


def test_read_words():
    """Words are separated by commas, each once, in order; brackets and quotes go."""
    assert read_words("b, a,, b ,") == ("b", "a")
    assert read_words('["a", "b"]') == ("a", "b")
    assert read_words(" , ") == ()


def test_read_phrases():
    """Phrases are separated by semicolons and keep their commas."""
    assert read_phrases("one, two; three;; three") == ("one, two", "three")


@pytest.mark.parametrize(
    "value", ["2026-13-01", "2026-02-29", "2026-1-1", "01.02.2026", "20260101", "", "2026-01-01 "]
)
def test_bad_dates(value):
    """A date is a day of the calendar, YYYY-MM-DD and nothing else."""
    with pytest.raises(ValueError):
        read_date(value)


def test_good_dates():
    """A leap day is a day; ``asof`` takes a year or a month, too."""
    assert read_date("2028-02-29") == "2028-02-29"
    assert [read_asof(v) for v in ("2026", "2026-02", "2026-02-03")] == [
        "2026",
        "2026-02",
        "2026-02-03",
    ]
    for value in ("20x6", "2026-13", "26", "2026-02-30", ""):
        with pytest.raises(ValueError):
            read_asof(value)
