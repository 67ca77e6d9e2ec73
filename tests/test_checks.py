"""The content check finds what a reviewer would, and nothing else."""

import datetime
from itertools import pairwise

import pytest

from faq_ext.catalog import build_catalog
from faq_ext.cli import main
from faq_ext.commands.checks import Answer, Content, Paragraph, check, write_table
from faq_ext.commands.readability import count_syllables, count_words, grade

from .conftest import BASE, CONF, question, write_sources
from .test_catalog import ask, documents, head
from .test_views import example

TODAY = datetime.date(2026, 6, 1)
PROSE = Paragraph("We go to the shop. " * 32, 5, False, False)
WORDS = {"summary": "S.", "reviewed": "2026-01-01", "sources": ("k",), "tags": ("t",)}


def answer(slug: str, *paragraphs: Paragraph, evidence=("research",), links=(), **fields) -> Answer:
    made = ask(slug, **{**WORDS, "asked": (f"{slug} it",), "examples": ("e",), **fields})
    return Answer(made, f"{slug}.md", 1, (PROSE, *paragraphs), evidence, links)


def found(*answers: Answer, ratio=None, means=("m",), sources=None, cited=("k",)) -> list[str]:
    """Return what is found in a site that is whole but for these answers."""
    whole = [answer(slug) for slug in ("x", "y", "z")]
    records = [a.question for a in (*answers, *whole)]
    catalog = build_catalog(*documents(head("t1"), head("s1"), example("e"), *records))
    content = Content(
        (*answers, *whole), catalog, dict.fromkeys(means, ""), "advice",
        {"k": ("a.bib", 1, ""), **(sources or {})}, frozenset(cited), TODAY,
    )  # fmt: skip
    return [f"{f.file}:{f.line} {f.what}" for f in check(content, ratio)]


def test_good_content_is_passed():
    """What is whole gives no finding."""
    assert found(answer("a")) == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"topics": ("nope",)}, "no topic"),
        ({"stakeholders": ()}, "no stakeholder"),
        ({"summary": ""}, "no summary"),
        ({"asked": ()}, "no other phrasing"),
        ({"sources": ()}, "no source"),
        ({"sources": ("q",)}, "the source 'q' is unknown"),
        ({"reviewed": ""}, "never reviewed"),
        ({"reviewed": "2025-05-31"}, "its review was due on 2026-05-31"),
        ({"reviewby": "2026-05-01"}, "its review was due on 2026-05-01"),
        ({"asked": ("Y it",)}, None),
        ({"tags": ("t", "rare")}, "the tag 'rare' is on 1 of at least 3 questions"),
    ],
)
def test_question(fields, what):
    """Each part that a question lacks is named; a phrasing counts whatever its case."""
    if what is None:
        assert found(answer("a", **fields)) == ["y.md:1 'y it' is asked of 'a', too"]
    else:
        assert found(answer("a", **fields)) == [f"a.md:1 {what}"]


def test_nearest_source():
    """The key that was probably meant is named."""
    made = answer("a", sources=("dps-2081",))
    catalog = build_catalog(*documents(head("t1"), head("s1"), made.question))
    content = Content(
        [made], catalog, {}, "advice", {"dps-2018": ("a.bib", 1, "")}, frozenset(), TODAY
    )
    cures = [finding.cure for finding in check(content, None) if "dps-2081" in finding.what]
    assert cures == ["did you mean 'dps-2018'? Else add it to the bibliography"]


def test_advice_needs_no_source():
    """What is marked as advice may cite nothing, and give numbers."""
    claim = Paragraph("It takes 3 of them.", 9, False, False)
    assert found(answer("a", claim, sources=(), evidence=("advice",))) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It took 40 hours.", True),
        ("Only E did.", True),  # the name of an example
        ("Grades 6-8 and K-12, as step 2 says.", False),
        ("We suggest 40 hours.", False),
    ],
)
def test_claims_need_a_source(text, claims):
    """A number or a program's name needs a source in its paragraph, but not in a part."""
    told = [f"a.md:9 no source for '{'E' if 'Only' in text else text + '…'}'"]
    assert found(answer("a", Paragraph(text, 9, False, False))) == (told if claims else [])
    assert found(answer("a", Paragraph(text, 9, True, False))) == []
    assert found(answer("a", Paragraph(text, 9, False, True))) == []


def test_length_and_level():
    """An answer is neither too short nor too long nor too hard."""
    hard = Paragraph("Institutional prioritization necessitates organizational deliberation. " * 9,
                     7, False, False)  # fmt: skip
    assert found(answer("a", *[PROSE] * 3)) == ["a.md:1 640 words"]
    assert [line for line in found(answer("a", *[hard] * 5)) if "reads at school grade" in line]


def test_links_and_sources():
    """Addresses are whole, and each source is cited."""
    assert found(answer("a", links=(("http:/x.org", 4), ("https://x.org/a?b", 5)))) == [
        "a.md:4 'http:/x.org' is no address"
    ]
    assert found(sources={"old": ("a.bib", 8, "x.org")}) == [
        "a.bib:8 'x.org' is no address",
        "a.bib:8 nothing cites 'old'",
    ]


def test_site_as_a_whole():
    """There are not too many means, each topic has an example, no two questions are alike."""
    assert found(means=[f"m{n}" for n in range(13)]) == ["conf.py:0 13 words in faq_means"]
    bare = answer("b", topics=("t2",), examples=())
    catalog = build_catalog(*documents(head("t2"), head("s1"), bare.question))
    content = Content([bare], catalog, {}, "advice", {"k": ("", 1, "")}, frozenset("k"), TODAY)
    assert "no question of this topic has an example" in [f.what for f in check(content, None)]
    alike = found(ratio=lambda a, b: 95.0 if {a, b} == {"x?", "y?"} else 10.0)
    assert alike == ["y.md:1 nearly the same as 'x' (95 %)"]


def test_table_is_aligned():
    """Columns begin at one place."""
    bare = answer("a", summary="", asked=())
    catalog = build_catalog(*documents(bare.question))
    content = Content([bare], catalog, {}, "advice", {}, frozenset(), TODAY)
    lines = write_table(check(content, None)).splitlines()
    assert all(a.index("  ") == b.index("  ") for a, b in pairwise(lines)) and len(lines) > 3


def test_school_grade():
    """The grade is that of the formula; syllables follow from spelling."""
    assert [count_syllables(w) for w in ("time", "table", "wanted", "asked", "idea")] == [
        1, 2, 2, 1, 2,
    ]  # fmt: skip
    assert count_words("A well-known one: it's 3.") == 5
    assert grade([]) == 0.0
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_command(tmp_path, capsys):
    """The command prints file:line and a cure, and its exit code fails a pull request."""
    write_sources(tmp_path, {"conf.py": CONF, **BASE, "docs/who.md": question()})
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "who.md:1  no other phrasing" in out and "write ':asked:'" in out
    assert out.splitlines()[-1].startswith("1 questions, ")
    assert main(["check", str(tmp_path / "docs")]) == 2
