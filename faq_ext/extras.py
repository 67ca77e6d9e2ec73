"""Build what stands below an answer in the widget, as trees: it needs no code there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .sanitize import Node

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def build_examples(examples: Sequence[Mapping[str, Any]]) -> list[Node]:
    """Return a heading and a card an example.

    :param examples: as in ``bundle.json``, but with the labels that readers see.
    """
    if not examples:
        return []
    return [_heading("Examples"), ["ul", {"class": "faq-cards"}, *map(_card, examples)]]


def build_related(links: Sequence[tuple[str, str]]) -> list[Node]:
    """Return a heading and a list of links.

    :param links: address and text of each related question.
    """
    if not links:
        return []
    items = [["li", {}, ["a", {"href": address}, text]] for address, text in links]
    return [_heading("Related questions"), ["ul", {"class": "faq-related"}, *items]]


def build_facts(evidence: Iterable[str], reviewed: str) -> list[Node]:
    """Return the line that says what an answer rests on and when it was reviewed."""
    facts = ", ".join(evidence)
    parts = [f"Evidence: {facts}"] if facts else []
    parts += [f"Reviewed {write_date(reviewed)}"] if reviewed else []
    return [["p", {"class": "faq-facts"}, " · ".join(parts)]] if parts else []


def write_date(iso: str) -> str:
    """Return a date as readers write it, as far as it is known: "March 4, 2026", "2026"."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if rest[1:] else f"{month} {year}"


def _heading(text: str) -> Node:
    return ["h2", {"class": "faq-aside"}, text]


def _card(example: Mapping[str, Any]) -> Node:
    where = " · ".join(filter(None, (example["organization"], example["place"])))
    facts = " · ".join(filter(None, (example["scale"], *example["population"], *example["means"])))
    dated = f"as of {write_date(example['asof'])}" if example["asof"] else ""
    source: list[Node] = [["a", {"href": example["link"]}, "Source"]] if example["link"] else []
    if dated:
        source.append(f", {dated}" if source else dated)
    lines: list[Node] = [
        ["p", {"class": "faq-name"}, ["a", {"href": example["page"]}, example["name"]]]
    ]
    lines += [["p", {"class": "faq-where"}, where]] if where else []
    lines += [["p", {}, example["text"]]] if example["text"] else []
    lines += [["p", {"class": "faq-facts"}, facts]] if facts else []
    lines += [["p", {"class": "faq-facts"}, *source]] if source else []
    return ["li", {"class": "faq-card"}, *lines]
