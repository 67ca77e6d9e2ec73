"""The directives that declare records: question, for, example, topic, stakeholder."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from docutils import nodes

from .config import FaqConfig
from .diagnostics import Diagnostic, did_you_mean
from .directive import FaqDirective
from .listings import EmbedDirective, GalleryDirective, ListDirective, MatrixDirective
from .model import Example, Heading, Kind, Question
from .nodes import faq_answer, faq_for
from .options import Form, OptionSpec, read_asof, read_words

_LINK = re.compile(r"(?:https?://|mailto:)\S+")
_SLUG = OptionSpec(Form.SLUG, "its slug, where the file's name does not serve")


class QuestionDirective(FaqDirective):
    """Declare a question; the body is its answer.

    ``<section ids="faq-slug" classes="faq-question">``
        ``<title>``
        ``<faq_view view="head">``
        ``<faq_answer slug="slug">``
            the body
        ``<faq_view view="foot">``
    """

    specs: ClassVar = {
        "topics": OptionSpec(
            Form.WORDS, "slugs of topics; the widget groups it under the first one", required=True
        ),
        "stakeholders": OptionSpec(
            Form.WORDS, "slugs of stakeholders that it is for", required=True
        ),
        "slug": _SLUG,
        "asked": OptionSpec(
            Form.PHRASES, "other phrasings; readers do not see them, the search does"
        ),
        "see": OptionSpec(Form.WORDS, "slugs of related questions"),
        "examples": OptionSpec(Form.WORDS, "slugs of examples that illustrate the answer"),
        "summary": OptionSpec(Form.TEXT, "one sentence; the answer's first one unless written"),
        "evidence": OptionSpec(
            Form.WORDS,
            "words from `faq_evidence`, strongest first; where left out, they follow from the "
            "`keywords` of the cited sources",
        ),
        "added": OptionSpec(Form.DATE, "when it was first published; readers see it"),
        "reviewed": OptionSpec(Form.DATE, "when it was last reviewed; readers see it"),
        "reviewby": OptionSpec(
            Form.DATE,
            "by which it should be reviewed again; where left out, it follows from "
            "`faq_review_months`",
        ),
        "by": OptionSpec(Form.TEXT, "who answered"),
        "formerly": OptionSpec(Form.WORDS, "slugs that it had before; they lead here for ever"),
    }

    def run(self) -> list[nodes.Node]:
        title = self.read_head()
        if self.reading.questions:
            self.warn(
                Diagnostic.NESTING,
                f"'{title}' stands inside the answer of '{self.reading.questions[-1]}': close that "
                "question first (its closing fence needs as many colons as its opening one, and "
                "more than what is inside).",
            )
        values = self.read_values()
        slug = self.read_slug(values, title)
        if not title:
            self.warn(
                Diagnostic.TITLE, "the question's text is missing: write it on the first line."
            )
            title = slug
        config = FaqConfig.from_sphinx(self.config)
        self.check_words("evidence", values.get("evidence", ()), config.evidence)
        self.check_former(values, slug, Kind.QUESTION)

        section = self.make_section(Kind.QUESTION, slug, title)
        answer = faq_answer("", slug=slug)
        self.set_source_info(answer)
        texts = self.translatable(values, "summary", "asked")
        section += [texts, self.view("head", slug=slug), answer, self.view("foot", slug=slug)]
        record = Question(slug=slug, question=title, docname=self.env.docname, **values)
        self.pend(Kind.QUESTION, record, section, answer)

        inner_sections = self.reading.hoisted
        self.reading.hoisted = []
        self.reading.questions.append(title)
        self.parse_body(answer)
        self.reading.questions.pop()
        result: list[nodes.Node] = [section, *self.reading.hoisted]
        self.reading.hoisted = inner_sections
        if not self.reading.questions:
            return result
        # An inner question is lifted out, so that neither of the two is lost.
        self.reading.hoisted += result
        return []


class ForDirective(FaqDirective):
    """Say inside an answer what differs for some stakeholders.

    ``<faq_for stakeholders="…">``
        ``<faq_view view="for">``
        the body
    """

    def run(self) -> list[nodes.Node]:
        words = read_words(self.read_head())
        if not self.reading.questions:
            self.warn(
                Diagnostic.NESTING, "stands outside of an answer: put it inside a question's fence."
            )
        if not words:
            self.warn(
                Diagnostic.TITLE,
                "says not whom it is for: write a stakeholder's slug on the first line.",
            )
        if not self.body:
            self.warn(Diagnostic.ANSWER, "is empty: write what differs, or take it out.")
        node = faq_for("", stakeholders=list(words))
        self.set_source_info(node)
        node += self.view("for", self.place, stakeholders=",".join(words))
        self.parse_body(node)
        return [node]


class ExampleDirective(FaqDirective):
    """Declare an illustrative example, on its own page or inside the answer that uses it.

    ``<section ids="faq-example-slug">`` (inside an answer: ``<container>``)
        ``<title>`` (inside an answer: ``<rubric>``)
        ``<container classes="faq-example-text">`` the body
        ``<faq_view view="example">``
    """

    specs: ClassVar = {
        "organization": OptionSpec(Form.TEXT, "who does it", required=True),
        "scale": OptionSpec(Form.TEXT, "a word from `faq_scales`", required=True),
        "slug": _SLUG,
        "place": OptionSpec(Form.TEXT, "where"),
        "population": OptionSpec(Form.WORDS, "words from `faq_populations`"),
        "means": OptionSpec(Form.WORDS, "words from `faq_means`"),
        "link": OptionSpec(Form.TEXT, "address of the main source"),
        "asof": OptionSpec(Form.TEXT, "what the facts are of: YYYY, YYYY-MM or YYYY-MM-DD"),
    }

    def run(self) -> list[nodes.Node]:
        name = self.read_head()
        values = self.read_values()
        slug = self.read_slug(values, name)
        if not name:
            self.warn(
                Diagnostic.TITLE, "the example's name is missing: write it on the first line."
            )
            name = slug
        self._check_fields(values)
        inside = bool(self.reading.questions)
        body = nodes.container(classes=["faq-example-text"])
        self.set_source_info(body)
        section: nodes.Element
        if inside:
            section = nodes.container(ids=[f"faq-example-{slug}"], classes=["faq-example"])
            self.set_source_info(section)
            section += nodes.rubric(name, "", nodes.Text(name), classes=["faq-example-name"])
        else:
            section = self.make_section(Kind.EXAMPLE, slug, name)
        texts = self.translatable(values, "organization", "place")
        section.extend([texts, body, self.view("example", slug=slug)])
        record = Example(slug=slug, name=name, docname=self.env.docname, **values)
        self.pend(Kind.EXAMPLE, record, section, body)
        self.parse_body(body)
        return [section]

    def _check_fields(self, values: dict[str, Any]) -> None:
        config = FaqConfig.from_sphinx(self.config)
        if "scale" in values:
            self.check_words("scale", (values["scale"],), config.scales)
        self.check_words("population", values.get("population", ()), config.populations)
        self.check_words("means", values.get("means", ()), config.means)
        if "asof" in values:
            try:
                read_asof(values["asof"])
            except ValueError:
                asof = values.pop("asof")
                message = f"':asof: {asof}' is no date: write YYYY, YYYY-MM or YYYY-MM-DD."
                self.warn(Diagnostic.DATE, message, "asof", asof)
        if "link" in values and not _LINK.fullmatch(values["link"]):
            link = values.pop("link")
            message = f"':link: {link}' is no address: write 'https://…'."
            self.warn(Diagnostic.OPTION, message, "link", link)


class HeadingDirective(FaqDirective):
    """Declare a topic or a stakeholder on its home page, which lists its questions.

    ``<section ids="faq-topic-slug">``
        ``<title>``
        the body
        ``<faq_view view="topic">``
    """

    kind: ClassVar[Kind]
    specs: ClassVar[dict[str, OptionSpec]] = {
        "slug": _SLUG,
        "order": OptionSpec(Form.NUMBER, "its place among the others (0 unless given)"),
        "summary": OptionSpec(Form.TEXT, "one sentence, for cards"),
        "start": OptionSpec(Form.WORDS, "slugs of questions, in reading order"),
        "team": OptionSpec(Form.TEXT, "who keeps it; stands below its questions"),
        "formerly": OptionSpec(
            Form.WORDS, "slugs that it had before; embeds and addresses with them go on to work"
        ),
    }

    def run(self) -> list[nodes.Node]:
        name = self.read_head()
        values = self.read_values()
        self._check_why(values)
        slug = self.read_slug(values, name)
        self.check_former(values, slug, self.kind)
        if self.reading.questions:
            self.warn(Diagnostic.NESTING, "stands inside an answer: give it a page of its own.")
        if not name:
            self.warn(
                Diagnostic.TITLE, f"the {self.kind}'s name is missing: write it on the first line."
            )
            name = slug
        section = self.make_section(self.kind, slug, name)
        body = nodes.container(classes=["faq-intro"])
        self.set_source_info(body)
        self.parse_body(body)
        section += [
            self.translatable(values, "summary", "why", "person"),
            body,
            self.view(self.kind.value, slug=slug),
        ]
        record = Heading(slug=slug, name=name, docname=self.env.docname, **values)
        self.pend(self.kind, record, section, body)
        return [section]

    def _check_why(self, values: dict[str, Any]) -> None:
        start = values.get("start", ())
        for slug, _ in values.get("why", ()):
            if slug not in start:
                cure = did_you_mean(slug, start, otherwise="add it to ':start:', or take it out.")
                message = f"':why:' names '{slug}', not in ':start:': {cure}"
                self.warn(Diagnostic.VALUE, message, "why", slug)


class TopicDirective(HeadingDirective):
    """Declare a topic."""

    kind = Kind.TOPIC


class StakeholderDirective(HeadingDirective):
    """Declare a stakeholder type."""

    kind = Kind.STAKEHOLDER
    specs = HeadingDirective.specs | {
        "why": OptionSpec(
            Form.PAIRS,
            "why a question of `start` matters to them; shown there in place of its summary",
        ),
        "person": OptionSpec(
            Form.TEXT,
            'the reader in words that follow "If you are", as in `a principal`; the label of '
            "`faq:for` parts",
        ),
    }


#: What an author writes, by its name in the domain.
DIRECTIVES: dict[str, type[FaqDirective]] = {
    "question": QuestionDirective,
    "for": ForDirective,
    "example": ExampleDirective,
    "topic": TopicDirective,
    "stakeholder": StakeholderDirective,
    "list": ListDirective,
    "matrix": MatrixDirective,
    "gallery": GalleryDirective,
    "embed": EmbedDirective,
}
