"""The colors that site and widget share: WCAG's contrast, in light and in dark."""

import re

import pytest

from .conftest import DOCS

TOKENS = DOCS.parent / "faq_ext" / "static" / "tokens.css"
#: foreground, its backgrounds, the least ratio: 4.5 for text, 3 for what is no text
PAIRS = [
    ("ink", ("paper", "surface", "mark"), 4.5),
    ("ink-soft", ("paper", "surface"), 4.5),
    ("accent", ("paper", "surface"), 4.5),
    ("accent-ink", ("accent",), 4.5),
    *((f"hue-{number}", ("paper", "surface"), 3) for number in range(1, 7)),
]


def read_colors(scheme):
    """Return token -> color as (red, green, blue), each 0 to 1."""
    colors = {}
    pairs = re.findall(r"--faq-([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS.read_text("utf-8"))
    for name, *both in pairs:
        digits = both[scheme][1:]
        digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        colors[name] = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    return colors


def luminance(color):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula():
    """Black on white is 21 to 1, and the order does not matter."""
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (0, 0, 0)) == pytest.approx(21)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colors_are_far_enough_apart(scheme):
    """Text at 4.5 to 1, borders of fields, focus and the topics' marks at 3 to 1, or more."""
    colors = read_colors(scheme)
    assert len(colors) == 14
    weak = [
        f"{front} on {back}: {ratio:.2f}"
        for front, backs, least in PAIRS
        for back in backs
        if (ratio := contrast(colors[front], colors[back])) < least
    ]
    assert weak == []
