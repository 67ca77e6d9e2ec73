"""Text analysis: the twin of the widget's, pinned by tests/fixtures/text.json."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext.text import MAX_SUMMARY_CHARACTERS, first_sentence, fold, tokens

FIXTURE = Path(__file__).parent / "fixtures" / "text.json"


def test_fixture_is_what_python_makes():
    """The corpus that the widget's tests read holds exactly these tokens, in this form."""
    cases = json.loads(FIXTURE.read_text("utf-8"))
    fresh = [{"text": case["text"], "tokens": tokens(case["text"])} for case in cases]
    dumped = json.dumps(fresh, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert FIXTURE.read_text("utf-8") == dumped
    assert len(cases) >= 25


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who owns students' data?", ["who", "own", "student", "data"]),
        ("Don’t the DISTRICT'S", ["dont", "the", "district"]),
        ("Hawaii’s AP's a'sé", ["hawai", "ap", "ase"]),
        ("résumé re\u0301sume\u0301", ["resum", "resum"]),
        ("ﬁrst ½ x²", ["first", "1", "2", "x2"]),
        ("İstanbul ISI", ["istanbul", "isi"]),
        ("Größe", ["große"]),
        ("policies policy classes class", ["polici", "polici", "clas", "clas"]),
        ("status analysis gas this", ["status", "analysis", "gas", "this"]),
        ("evaluate evaluation evaluating evaluators", ["evalu"] * 4),
        ("hired hiring hire, paying pay", ["hir", "hir", "hir", "pay", "pay"]),
        ("cancelled cancel call sing red", ["cancel", "cancel", "cal", "sing", "red"]),
        ("orders boxes ties", ["order", "box", "tie"]),
        ("a_b K-12", ["a", "b", "k", "12"]),
        ("学生 بيانات", ["学生", "بيانات"]),
        ("हिन्दी", ["हनद"]),
        ("👩‍👩‍👧 ???", []),
    ],
)
def test_tokens(text, found):
    """Words are folded: case, accents, apostrophes, ligatures go, and the endings of English."""
    assert tokens(text) == found


@given(st.text())
def test_tokens_are_stable(text):
    """Whatever the text: no token is empty, and folding twice changes nothing but case."""
    assert all(tokens(text))
    assert fold(fold(text)).lower() == fold(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Yes. And more.", "Yes."),
        ("Is it? Yes.", "Is it?"),
        ("In the U.S. it is so. Elsewhere not.", "In the U.S. it is so."),
        ("See e.g. Iowa. Or not.", "See e.g. Iowa."),
        ("Dr. Lee and St. Paul agree. Others do not.", "Dr. Lee and St. Paul agree."),
        ("It costs 3.5 million. That is much.", "It costs 3.5 million."),
        ("He said “yes.” Then no.", "He said “yes.”"),
        ("No full stop", "No full stop"),
        ("  Two\n lines. Next. ", "Two lines."),
        ("", ""),
    ],
)
def test_first_sentence(text, sentence):
    """A sentence ends at a full stop before a capital, not at an abbreviation."""
    assert first_sentence(text) == sentence


@given(st.text(max_size=600))
def test_first_sentence_is_short(text):
    """A summary never gets much longer than its limit, and is one line."""
    sentence = first_sentence(text)
    assert len(sentence) <= MAX_SUMMARY_CHARACTERS + 2
    assert "\n" not in sentence


def test_long_sentence_is_cut_at_a_word():
    """A very long sentence is cut between words, and says so."""
    sentence = first_sentence("word, " * 100)
    assert sentence.endswith("word …")
    assert len(sentence) <= MAX_SUMMARY_CHARACTERS + 2
