"""When answers want a review: one day for page, bundle, widget and check; no build's clock."""

import datetime
import re

import pytest

from faq_ext.cli import main
from faq_ext.freshness import due_date

from .conftest import BASE, CONF, question, write_sources

FILES = {
    "old.md": question("Old?", reviewed="2024-02-29"),
    "own.md": question("Own?", reviewed="2026-01-02", reviewby="2025-01-01"),
    "never.md": question("Never?"),
    "reviews.md": "# Reviews\n\n:::{faq:list}\n:layout: reviews\n:::\n",
}


@pytest.mark.parametrize(
    ("reviewed", "reviewby", "months", "due"),
    [
        ("2024-02-29", "", 12, "2025-02-28"),
        ("2024-01-31", "", 1, "2024-02-29"),
        ("2024-12-15", "", 12, "2025-12-15"),
        ("2024-11-30", "", 25, "2026-12-30"),
        ("2024-01-01", "2024-03-01", 12, "2024-03-01"),
        ("", "2024-03-01", 0, "2024-03-01"),
        ("2024-01-01", "", 0, ""),
        ("", "", 12, ""),
        ("9999-06-01", "", 12, ""),
    ],
)
def test_due_date(reviewed, reviewby, months, due):
    """Months after the review, on the same day or the month's last; the author's own day first."""
    assert due_date(reviewed, reviewby, months) == due


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_page_and_bundle_name_the_same_day(build, builder):
    """The page hides its notice until the script has looked at the reader's clock."""
    built = build(FILES, builder)
    assert built.warnings == []
    page = built.main("old.html" if builder == "html" else "old/index.html")
    assert '<p class="faq-due" data-due="2025-02-28" hidden="">This answer was due' in page
    assert "by February 28, 2025." in page
    assert "Next review by: </span>2025-02-28</p>" in page
    up = "" if builder == "html" else "../"
    assert re.findall("<script.*>", page) == [
        f'<script defer src="{up}_static/faq-due.js"></script>'
    ]
    days = {slug: q["reviewby"] for slug, q in built.questions.items()}
    assert days == {"never": "", "old": "2025-02-28", "own": "2025-01-01"}
    answers = [answer for part in built.parts("answers") for answer in part["answers"]]
    assert {a["slug"]: a.get("reviewby", "") for a in answers} == days
    assert "faq-due" not in built.main("never.html" if builder == "html" else "never/index.html")


def test_plain_html_names_the_days(build):
    """Where no script runs nobody says "overdue": the day stands there, and goes with an edit."""
    fragment = "faq/static/topics/data-privacy.html"
    text = build(FILES).read(fragment)
    assert "<p>Reviewed February 29, 2024 · Review due by February 28, 2025</p>" in text
    assert "<p>Reviewed January 2, 2026 · Review due by January 1, 2025</p>" in text
    assert text.count("Review due by") == text.count("<p>Reviewed") == 2
    edited = build({**FILES, "old.md": FILES["old.md"].replace("2024-02-29", "2026-02-28")})
    assert "Review due by February 28, 2027" in edited.read(fragment)


def test_a_page_for_those_who_review(build):
    """Answers stand by the day; the day is in a notice a group, and one script serves all."""
    page = build(FILES).main("reviews.html")
    told = re.findall(
        r'(By [A-Z][^<]+|Never reviewed|Old\?|Own\?|Never\?|data-due="[^"]+"|<script)', page
    )
    assert told == [
        "By January 1, 2025", 'data-due="2025-01-01"', "<script", "Own?",
        "By February 28, 2025", 'data-due="2025-02-28"', "Old?",
        "Never reviewed", "Never?",
    ]  # fmt: skip


def test_the_months_are_the_sites_own(build):
    """A change of the option alone reaches all that shows a day."""
    build(FILES)
    built = build(FILES, faq_review_months=1)
    assert built.questions["old"]["reviewby"] == "2024-03-29"
    assert "March 29, 2024" in built.main("old.html")
    assert "By March 29, 2024" in built.main("reviews.html")
    assert build(FILES, faq_review_months=-1).warnings == [
        "WARNING: faq_review_months in conf.py is -1; it must be a whole number of months, or 0. "
        "The default is used. [faq.config]"
    ]


def test_other_formats_have_no_notice(build):
    """On paper nobody looks at a clock: both days stand there."""
    text = build(FILES, "text").read("old.txt")
    assert "Reviewed: 2024-02-29" in text and "Next review by: 2025-02-28" in text
    assert "was due" not in text


def test_check_looks_ahead(tmp_path, capsys):
    """``--due`` also names what is due within so many days, and not a day more."""
    soon = datetime.date.today() + datetime.timedelta(30)
    files = {"soon.md": question("Soon?", reviewed="2026-01-01", reviewby=soon.isoformat())}
    write_sources(tmp_path, {"conf.py": CONF, **BASE, **files})
    for days, told in (("0", False), ("29d", False), ("31", True), ("60d", True)):
        assert main(["check", str(tmp_path), "--due", days]) == 1
        assert (f"its review is due on {soon}" in capsys.readouterr().out) is told, days
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path), "--due", "soon"])
    assert "'soon' is no number of days: write 60 or 60d" in capsys.readouterr().err
