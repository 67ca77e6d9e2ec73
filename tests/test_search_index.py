"""The search index: which word stands in which question, and how much it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext.search_index import MAX_WEIGHT, Field, Weigher, build_search_index
from faq_ext.text import tokens


def index_of(questions):
    weigher = Weigher({})
    index = build_search_index(map(weigher.weigh, questions))
    again = Weigher(weigher.used)
    assert build_search_index(map(again.weigh, questions)) == index  # from memory
    assert again.used == weigher.used
    return index


def test_postings():
    """A word has the numbers of its questions, rising, each with a weight."""
    index = index_of([[Field(8, "Who pays?")], [], [Field(2, "Pay and time")]])
    assert index == {"who": [0, 8], "pay": [0, 8, 2, 2], "and": [2, 2], "time": [2, 2]}


def test_fields_add_up():
    """A word in two fields counts for both."""
    assert index_of([[Field(8, "cost"), Field(3, "costs")]]) == {"cost": [0, 11]}


@pytest.mark.parametrize(("times", "weight"), [(1, 4), (2, 6), (3, 7), (50, 8)])
def test_repeated_words_count_less(times, weight):
    """A word that comes again in one field never counts more than twice."""
    assert index_of([[Field(4, "pay " * times)]]) == {"pay": [0, weight]}


def test_weights_have_two_digits():
    """No weight is above the highest, so that the index stays small."""
    assert index_of([[Field(80, "pay"), Field(80, "pay")]]) == {"pay": [0, MAX_WEIGHT]}


FIELDS = st.lists(st.builds(Field, st.integers(1, 20), st.text("abs e", max_size=20)), max_size=4)


@given(st.lists(FIELDS, max_size=6))
def test_index_holds_each_word_once_a_question(questions):
    """Whatever the texts: just their words, each question once and in order, weights from 1."""
    index = index_of(questions)
    for word, postings in index.items():
        numbers, weights = postings[::2], postings[1::2]
        assert numbers == [
            number
            for number, fields in enumerate(questions)
            if any(word in tokens(field.text) for field in fields)
        ]
        assert all(1 <= weight <= MAX_WEIGHT for weight in weights)
    assert set(index) == {w for fields in questions for f in fields for w in tokens(f.text)}
