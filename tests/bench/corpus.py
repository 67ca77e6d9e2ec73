"""The faqs of the build bench: the same for every tool, drawn from one seed."""

from __future__ import annotations

import random
from typing import NamedTuple

TOPICS, STAKEHOLDERS, EXAMPLES = 6, 11, 40
EDITED = 3  # the question that the bench edits
WORDS = (
    "teacher leader school district coach lesson science mathematics time role support team "
    "principal network program state evidence student plan release meeting colleague practice "
    "question answer pay year grant course mentor group goal result visit design share learn"
).split()


class Faq(NamedTuple):
    """One question with its answer, as plain text and MyST."""

    number: int
    question: str
    summary: str
    topic: int
    stakeholders: tuple[int, ...]
    see: tuple[int, ...]
    example: int | None
    asked: tuple[str, ...]
    before: str  #: The answer up to the part for some readers.
    part: str  #: What differs for the first stakeholder; empty in most.
    after: str

    @property
    def slug(self) -> str:
        """Return the question's name in addresses."""
        return f"q{self.number:05}"


class Corpus(NamedTuple):
    """All faqs, and the texts of the examples that they share."""

    faqs: tuple[Faq, ...]
    examples: tuple[str, ...]

    @property
    def site_order(self) -> list[Faq]:
        """Return the faqs by topic."""
        return sorted(self.faqs, key=lambda faq: (faq.topic, faq.number))


def draw_corpus(questions: int) -> Corpus:
    """Draw faqs of about 190 words; some have a part for some readers, or an example."""
    choose = random.Random(7)

    def sentence() -> str:
        words = [choose.choice(WORDS) for _ in range(choose.randint(7, 16))]
        return " ".join(words).capitalize() + "."

    def paragraph(sentences: int) -> str:
        return " ".join(sentence() for _ in range(sentences))

    def draw(number: int) -> Faq:
        items = "".join(f"- {sentence()}\n" for _ in range(3))
        return Faq(
            number,
            f"{sentence()[:-1]} {number}?",
            sentence(),
            choose.randrange(TOPICS),
            tuple(sorted(choose.sample(range(STAKEHOLDERS), 2))),
            ((number + 1) % questions, (number + 7) % questions),
            choose.randrange(EXAMPLES) if number % 4 == 0 else None,
            (sentence()[:-1], sentence()[:-1]),
            f"{paragraph(4)} See [its page](https://example.org/{number}).\n\n{items}",
            paragraph(2) if number % 3 == 0 else "",
            f"{paragraph(5)}\n\n{sentence()[:-1]} *{sentence()}* `code {number}`.",
        )

    faqs = tuple(draw(number) for number in range(questions))
    return Corpus(faqs, tuple(paragraph(3) for _ in range(EXAMPLES)))


def edit_answer(corpus: Corpus) -> Corpus:
    """Change a word in one answer."""
    faq = corpus.faqs[EDITED]
    return _replace(corpus, faq._replace(after=faq.after.replace("`code", "`other code")))


def edit_question(corpus: Corpus) -> Corpus:
    """Change the text of one question."""
    faq = corpus.faqs[EDITED]
    return _replace(corpus, faq._replace(question=f"Is it so that {faq.question}"))


def _replace(corpus: Corpus, faq: Faq) -> Corpus:
    faqs = list(corpus.faqs)
    faqs[faq.number] = faq
    return corpus._replace(faqs=tuple(faqs))
