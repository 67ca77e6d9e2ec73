"""The search index: which word stands in which question, how strongly, and how much it says."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext import search_index
from faq_ext.english import read_language
from faq_ext.search_index import (
    FIELDS,
    LEVELS,
    RELATED,
    STEP,
    Synonyms,
    Weigher,
    build_search_index,
    pack_levels,
    unpack_levels,
)
from faq_ext.text import tokens

ENGLISH = read_language("en-US")
NONE = read_language("fi")


def weigh(questions, language=NONE, synonyms=None):
    weigher = Weigher(language, synonyms or {}, {})
    levels = weigher.weigh(questions)
    again = Weigher(language, synonyms or {}, weigher.used)
    assert again.weigh(questions) == levels  # from memory
    assert again.used == weigher.used
    return [{word: digit - ord("0") for word, digit in unpack_levels(those)} for those in levels]


def index_of(questions, language=NONE, synonyms=None):
    return build_search_index([*map(pack_levels, weigh(questions, language, synonyms))], language)


def postings(index, word):
    return [divmod(posting, STEP) for posting in index[word].questions]


def strength(levels, word):
    return LEVELS[levels[word]]


def test_postings():
    """A word has the numbers of its questions, rising, each with a level."""
    index = index_of([{"question": "Who pays?"}, {}, {"answer": "Pay and time"}])
    assert list(index) == ["and", "pay", "tim", "who"]
    assert [number for number, _ in postings(index, "pay")] == [0, 2]
    (_, first), (_, second) = postings(index, "pay")
    assert first > second > RELATED


def test_a_rarer_word_says_more():
    """A word of one question weighs more than a word of all, and none weighs nothing."""
    index = index_of([{"question": f"cost {name}"} for name in "alpha beta gamma delta".split()])
    assert index["alpha"].weight > index["cost"].weight > 0


def test_fields_add_up_and_question_counts_most():
    """A word counts more in the question than in the answer, and most in both."""
    [both, title, answer] = weigh(
        [
            {"question": "cost share", "answer": "cost of it"},
            {"question": "cost share", "answer": "some of it"},
            {"question": "time share", "answer": "cost of it"},
        ]
    )
    assert strength(both, "cost") > strength(title, "cost") > strength(answer, "cost")


def test_repeated_words_count_less_each_time():
    """Fifty times is not much more than five times, and never the top."""
    texts = ["pay " * times for times in (1, 5, 50)]
    once, often, endless = (
        strength(levels, "pay") for levels in weigh([{"answer": text} for text in texts])
    )
    assert once <= often <= endless < LEVELS[-1]
    field = FIELDS["answer"]
    assert endless <= field.weight * (field.saturation + 1) * 1.1


def test_words_near_those_of_a_question_are_found():
    """Who asks for a wage also means pay; where questions hold the word just they are found."""
    [levels] = weigh([{"question": "How are coaches to get their pay?"}], ENGLISH)
    assert levels["wag"] == RELATED
    assert "wag" not in weigh([{"question": "How are coaches to get their pay?"}])[0]
    many = [{"question": f"Wage {number}?"} for number in range(3)]
    index = index_of([{"question": "Who gets pay?"}, *many], ENGLISH)
    assert [number for number, level in postings(index, "wag") if level == RELATED] == []


def test_words_that_say_little_are_kept_of_questions_only():
    """ "the" in an answer is no reason to find it."""
    index = index_of([{"question": "Why?", "answer": "the end"}, {"question": "The end?"}], ENGLISH)
    assert [number for number, _ in postings(index, "the")] == [1]
    assert index["the"].weight < index["end"].weight


@pytest.mark.parametrize("text", ["PD", "professional development", "Professional developments"])
def test_synonyms_find_each_other(text):
    """An acronym stands where its meaning does, and the other way round."""
    synonyms = {"PD": "Professional development"}
    [levels] = weigh([{"question": f"Who pays for {text}?"}], synonyms=synonyms)
    assert {"pd", *tokens("professional development")} <= set(levels)


def test_synonyms_need_the_whole_meaning():
    """A part of the meaning is something else."""
    spread = Synonyms({"PLC": "professional learning community"}).spread
    assert "plc" not in spread(tokens("a community of professional learners"))
    assert spread(["plc"]) == ["plc", *tokens("professional learning community")]
    assert spread([]) == []


def test_a_word_of_very_many_questions_keeps_whole_levels(monkeypatch):
    """What is cut goes by level: no question is left out for its number alone."""
    monkeypatch.setattr(search_index, "_MOST", 3)
    questions = [{"question": "cost"}] * 2 + [{"answer": "what it will cost in the end"}] * 4
    index = index_of(questions)
    assert [number for number, _ in postings(index, "cost")] == [0, 1]
    monkeypatch.setattr(search_index, "_MOST", 1)
    assert not index_of(questions)["cost"].questions, "it is known, and no typing error"


def test_an_edit_leaves_the_others_alone():
    """A longer answer does not shift the levels of other questions."""
    texts = [{"question": f"What is {n}?", "answer": "word " * (20 + n)} for n in range(30)]
    before = weigh(texts)
    after = weigh([*texts[:-1], {"question": "What is 29?", "answer": "word " * 60}])
    assert before[:-1] == after[:-1]


WORDS = st.text("abs e", max_size=20)
QUESTIONS = st.lists(st.dictionaries(st.sampled_from(sorted(FIELDS)), WORDS), max_size=6)


@given(QUESTIONS)
def test_index_holds_each_word_once_a_question(questions):
    """Whatever the texts: just their words, each question once and in order."""
    index = index_of(questions)
    assert set(index) == {w for texts in questions for t in texts.values() for w in tokens(t)}
    for word, posting in index.items():
        assert math.isfinite(posting.weight) and posting.weight > 0
        assert [number for number, _ in postings(index, word)] == [
            number
            for number, texts in enumerate(questions)
            if any(word in tokens(text) for text in texts.values())
        ]
        assert all(RELATED < level < len(LEVELS) for _, level in postings(index, word))


def test_language_data_is_well_formed():
    """Each line names a common word and others, no stem twice, the commonest first."""
    related = ENGLISH.related_to()
    assert len(related) > 5000
    assert all(word not in near.split() for word, near in related.items())
    ranks = ENGLISH.ranks_of({*related, "the", "how"})
    assert len(ranks) >= len(related)
    assert ranks["the"] == ranks["how"] == 0 < ranks["teach"] < ranks["salari"]
    shares = ENGLISH.shares_of(ranks)
    assert all(0 < share <= 1 for share in shares.values())
    assert shares["the"] < shares["how"] < shares["want"] < 1


def test_some_words_of_a_language():
    """What is asked of some words is the same as of all."""
    some = {"the", "want", "salari", "never heard"}
    ranks, related = ENGLISH.ranks_of(ENGLISH.related_to()), ENGLISH.related_to()
    assert ENGLISH.ranks_of(some) == {"the": 0} | {w: ranks[w] for w in some if w in ranks}
    assert ENGLISH.related_to(some) == {w: related[w] for w in some if w in related}
    assert NONE.ranks_of(some) == NONE.related_to() == NONE.shares_of({}) == {}
