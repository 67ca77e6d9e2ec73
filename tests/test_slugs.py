"""Slugs: what is one, the nearest one to a text, the one that was meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_ext.slugs import MAX_SLUG_CHARACTERS, build_slug, is_slug, nearest


@pytest.mark.parametrize("word", ["a", "7", "who-owns-data", "a1-b2", "x" * MAX_SLUG_CHARACTERS])
def test_good_slugs(word):
    """Lower-case ASCII words joined by single hyphens are slugs, up to 80 characters."""
    assert is_slug(word)


@pytest.mark.parametrize(
    "word",
    ["", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "a\n", "é", "٣", "..", "a/b", "a#b", "x" * 81],
)
def test_bad_slugs(word):
    """Nothing else is one: no other script, no path, no trailing newline, not 81 characters."""
    assert not is_slug(word)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Who owns student data?", "who-owns-student-data"),
        ("Café Größe, don’t", "cafe-groe-dont"),
        ("  a -- b  ", "a-b"),
        ("學生?", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 79 + " yz", "x" * 79),
    ],
)
def test_build_slug(text, slug):
    """A text becomes its ASCII words; a cut leaves no hyphen at the end."""
    assert build_slug(text) == slug


@given(st.text())
def test_built_slug_is_a_slug_or_nothing(text):
    """Whatever the text: the result is a slug, or empty where no letter survives."""
    slug = build_slug(text)
    assert is_slug(slug) or slug == ""
    assert build_slug(slug) == slug
    if re.search("[a-zA-Z0-9]", text):
        assert slug


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("data-privcy", "data-privacy"),
        ("Data Privacy", "data-privacy"),
        ("fundng", "funding"),
        ("zzz", None),
        ("", None),
    ],
)
def test_nearest(word, found):
    """A typing error finds the word that was meant; something else finds nothing."""
    assert nearest(word, {"funding", "data-privacy", "models"}) == found


def test_nearest_does_not_depend_on_order():
    """Of equally near words the same one is found, whatever the order of the known ones."""
    assert nearest("tea", ["team", "teas"]) == nearest("tea", ["teas", "team"]) is not None
