"""Five mistakes of a first day: each is mended by somebody who has the message, and no more."""

import datetime
import re

import pytest

from faq_ext.cli import main

from .conftest import BASE, CONF, write_sources

TODAY = datetime.date.today().isoformat()
SENTENCE = "We suggest that the school asks the parents first, and writes down what they say. "
FILE = "may-we-share-photos.md"
GOOD = f"""\
::::{{faq:question}} May we share photos of our pupils?
:topics: data-privacy
:stakeholders: parents
:asked: class photo on the web; picture of my child
:summary: Only if the parents agree.
:examples: photo-day
:evidence: advice
:added: {TODAY}
:reviewed: {TODAY}

{SENTENCE * 10}

:::{{faq:for}} parents
You may say no, and you may change your mind later.
:::

And ask again each year.
::::
"""
EXAMPLE = ":::{faq:example} Photo day\n:organization: A school\n:scale: school\n\nText.\n:::\n"
SITE = {
    "conf.py": CONF + 'faq_scales = {"school": "School"}\n',
    **BASE,
    "photo-day.md": EXAMPLE,
}


def suggested(message):
    """Return what is wrong and what is right, of a message that guesses what was meant."""
    return re.search(r"unknown \w+ '(.+?)'.*did you mean '(.+?)'\?", message).groups()


def mend_topic(text, message):
    return text.replace(*suggested(message))


def mend_sources(text, message):
    kind, option = re.search(r"or name '(\w+)' in '(:\w+:)'", message).groups()
    return text.replace(":added:", f"{option} {kind}\n:added:")


def mend_date(text, message):
    wrong, form = re.search(r"':\w+: (.+?)' is no date: write ([YMD-]+)\.", message).groups()
    return text.replace(wrong, TODAY) if form == "YYYY-MM-DD" else text


def mend_duplicate(text, message):
    option = re.search(r"give one of the two another '(:\w+:)'", message)[1]
    return re.sub(rf"{option} .+", f"{option} another-slug", text)


def mend_fence(text, message):
    outer, inner = re.search(r"with four colons \((:+)\) and what is inside with three \((:+)\)",
                             message).groups()  # fmt: skip
    opening, rest = text.split("\n", 1)
    body = rest.rstrip().removesuffix(":::").rstrip(":")
    assert f"\n{inner}{{faq:for}}" in body
    return f"{outer}{opening.lstrip(':')}\n{body}{outer}\n"


SECOND = GOOD.replace(
    "May we share photos of our pupils?", "Who may see marks?\n:slug: may-we-share-photos"
).replace("class photo on the web; picture of my child", "marks; grades")
#: Mistake -> file, its text, the line that is named, who mends it.
MISTAKES = {
    "wrong topic": (FILE, GOOD.replace("topics: data-p", "topics: data-o"), 2, mend_topic),
    "missing sources": (FILE, GOOD.replace(":evidence: advice\n", ""), 1, mend_sources),
    "bad date": (FILE, GOOD.replace(f"reviewed: {TODAY}", "reviewed: 24.11.2026"), 9, mend_date),
    "duplicate": ("who-may-see-marks.md", SECOND, 2, mend_duplicate),
    "broken nesting": (FILE, GOOD.replace("::::", ":::"), 18, mend_fence),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_is_mended_from_the_message_alone(tmp_path, monkeypatch, capsys, name):
    """`check` names file, line and cure; who does just that is done."""
    file, text, line, mend = MISTAKES[name]
    monkeypatch.chdir(tmp_path)
    write_sources(tmp_path, {**SITE, FILE: GOOD})
    assert main(["check", "."]) == 0, capsys.readouterr()
    capsys.readouterr()

    (tmp_path / file).write_text(text, "utf-8")
    assert main(["check", "."]) == 1
    told = re.sub(r"\x1b\[[0-9;]*m", "", "".join(capsys.readouterr()))
    [message, *_] = [row for row in told.splitlines() if f"{file}:{line}" in row]
    (tmp_path / file).write_text(mend(text, message), "utf-8")
    status = main(["check", "."])
    assert status == 0, capsys.readouterr()
