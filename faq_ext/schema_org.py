"""Say what a page answers in the words of schema.org, for search engines and assistants.

A page of questions is a ``FAQPage``, which needs an ``acceptedAnswer`` for each ``Question``:
https://schema.org/FAQPage. What is said here is what readers see on the page: there the whole
answer, and in a topic's list the summary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .model import Heading, Question
from .views import Source

Data = dict[str, Any]


def build_faq_page(address: str, name: str, site: Mapping[str, str], questions: list[Data]) -> Data:
    """Return what a page says of itself.

    :param site: ``title``, ``base``, ``lang`` and ``license``, an SPDX identifier.
    """
    page: Data = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "url": address,
        "name": name,
        "inLanguage": site["lang"],
        "isPartOf": {"@type": "WebSite", "name": site["title"], "url": site["base"]},
        "mainEntity": questions,
    }
    if site["license"]:
        page["license"] = f"https://spdx.org/licenses/{site['license']}.html"
    return page


def build_question(
    question: Question, text: str, permalink: str, stakeholders: Iterable[Heading]
) -> Data:
    """Return a question with what a page says in answer to it."""
    return {
        "@type": "Question",
        "@id": permalink,
        "url": permalink,
        "name": question.question,
        "audience": [
            {"@type": "Audience", "audienceType": stakeholder.name} for stakeholder in stakeholders
        ],
        "acceptedAnswer": {"@type": "Answer", "text": text, "url": permalink},
    }


def add_details(data: Data, question: Question, sources: Iterable[Source]) -> None:
    """Add to a question what only its own page shows."""
    if question.tags:
        data["keywords"] = list(question.tags)
    if question.added:
        data["dateCreated"] = question.added
    if question.by:
        data["acceptedAnswer"]["creditText"] = question.by
    if cited := [_cite(source) for source in sources]:
        data["acceptedAnswer"]["citation"] = cited


def _cite(source: Source) -> Data:
    work = {"@type": "CreativeWork", "name": source.text}
    return {**work, "url": source.url} if source.url else work


def write_script(data: Data) -> str:
    """Return the element that carries the data; nothing in it can end the element."""
    dumped = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{dumped}</script>'
