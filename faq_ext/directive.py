"""What all directives of the domain share: reading options, slugs, sections."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from .diagnostics import Diagnostic, did_you_mean, warn
from .kept_source import line_of_directive, unclosed_markup
from .model import Kind, Place, Record
from .nodes import faq_texts, faq_view
from .options import (
    Form,
    Head,
    Option,
    OptionSpec,
    option_name,
    read_date,
    read_head,
    read_pair,
    read_phrases,
    read_words,
)
from .reading import Pending, Reading, reading_of
from .slugs import MAX_SLUG_CHARACTERS, build_slug, is_slug
from .source_checks import TOO_DEEP

_BARE_DIRECTIVE = re.compile(r"\s*\.\.\s+\S+::\s*(?:\n|$)")


class FaqDirective(SphinxDirective):
    """A directive whose options are read by ``options.py``, not by docutils or MyST.

    With an empty ``option_spec`` both parsers hand the raw lines over: MyST all of them
    as content, docutils the options at the end of the argument.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = None

    specs: ClassVar[dict[str, OptionSpec]] = {}  #: Its options, in the reference's order.

    @property
    def reading(self) -> Reading:
        """Return what is known of the document being read."""
        return reading_of(self.env)

    def read_head(self) -> str:
        """Split argument and content into title, options and body; return the title.

        ``self.body``, ``self.body_offset``, ``self.head`` and ``self.place`` are set.
        """
        late = self._count_late_lines()
        self.lineno -= late
        title, lines, first = self._split_argument()
        self.head = read_head(list(lines), first, self.specs)
        self.body = lines[self.head.length :]
        below = first + self.head.length
        while self.body and not self.body[0].strip():
            self.body = self.body[1:]
            below += 1
        # MyST counts from the line below the directive's own, docutils from the document's first.
        self.body_offset = below - 1 + (-late if self._is_markdown else self.lineno)
        source, line = self.get_source_info()
        self.place = Place(source, line)
        self._lines = {option.name: line + option.line for option in self.head.options.values()}
        self._check_head(self.head, below)
        self._check_fence()
        return " ".join(title.split())

    def _count_late_lines(self) -> int:
        """Return how much higher the line is that MyST tells than that of the directive."""
        if not self._is_markdown or self._is_included:
            return 0
        words = f"{{{self.name}}}", *self.arguments
        return self.lineno - line_of_directive(self.env, self.lineno, *words)

    def _split_argument(self) -> tuple[str, StringList, int]:
        """Return the title, the lines of options and body, and how far below they begin.

        docutils' argument goes on to the first blank line: it holds the options, too.
        """
        argument = self.arguments[0] if self.arguments else ""
        if self._is_markdown:
            return argument, self.content, self.content_offset + 1
        first = self.content_offset - self.lineno + 1
        lines = argument.split("\n")
        # Where nothing stands on the directive's own line the argument begins one later.
        late = int(_BARE_DIRECTIVE.match(self.block_text) is not None)
        options = (i for i, line in enumerate(lines) if i + late and self._begins_options(line))
        end = next(options, len(lines))
        if end == len(lines):
            return " ".join(lines), self.content, first
        gap = first - late - len(lines) if self.content else 0
        above = StringList([*lines[end:], *[""] * gap], self.state_machine.get_source(self.lineno))
        above.items = [(source, self.lineno - 1 + late + end + i) for source, i in above.items]
        return " ".join(lines[:end]), above + self.content, late + end

    def _begins_options(self, line: str) -> bool:
        text = line.strip()
        name, colon, _ = text.partition(":")
        return text.startswith(":") or text == "---" or (bool(colon) and name in self.specs)

    @property
    def _is_markdown(self) -> bool:
        return hasattr(self.state, "_renderer")

    @property
    def _is_included(self) -> bool:
        return self.get_source_info()[0] != str(self.env.doc2path(self.env.docname))

    def warn(self, subtype: Diagnostic, message: str, option: str = "", word: str = "") -> None:
        """Warn at the line of an option, or of the directive; underline a word there."""
        line = self._lines.get(option, 0)
        warn(subtype, f"{self.name}: {message}", self.place.at(line), word)

    def _check_fence(self) -> None:
        if self._is_markdown and not self._is_included:
            markup = unclosed_markup(self.env, self.lineno, self.block_text)
            if markup:
                message = f"its fence is not closed: end it with a line '{markup}'."
                self.warn(Diagnostic.FENCE, message)

    def _check_head(self, head: Head, below: int) -> None:
        known = self.specs
        at, own = self.place.at, self.place.line
        for option in head.unreadable:
            wanted = option.name or "option"
            message = f"cannot read the option '{option.value}': write ':{wanted}: value'."
            place = at(own + option.line)
            warn(Diagnostic.OPTION, f"{self.name}: {message}", place, option.value)
        if self.body and (name := option_name(self.body[0])) in known:
            message = f"':{name}:' stands below a blank line, so it is text: move it up."
            warn(Diagnostic.OPTION, f"{self.name}: {message}", at(own + below), f":{name}:")
        if head.unclosed:
            message = "the option block is not closed: write '---' below the last option."
            self.warn(Diagnostic.OPTION, message)
        for option in head.repeated:
            message = f"':{option.name}:' is given twice; the first is used: take this one out."
            place = at(own + option.line)
            warn(Diagnostic.OPTION, f"{self.name}: {message}", place, f":{option.name}:")
        for name, option in list(head.options.items()):
            if name not in known:
                cure = did_you_mean(name, known, otherwise="there are none: take it out.")
                message = f"unknown option ':{name}:': {cure}"
                self.warn(Diagnostic.OPTION, message, name, f":{name}:")
                del head.options[name]
            elif not option.value or (
                self.specs[name].form is Form.WORDS and not read_words(option.value)
            ):
                message = f"':{name}:' is empty: fill it or take it out."
                self.warn(Diagnostic.OPTION, message, name, f":{name}:")
                del head.options[name]
        for name, spec in self.specs.items():
            if spec.required and name not in head.options and name not in self._lines:
                message = f"':{name}:' is missing: write ':{name}: …' below the first line."
                self.warn(Diagnostic.REQUIRED, message)

    def read_values(self) -> dict[str, Any]:
        """Return the good values of the options that were given; warn of the others."""
        values: dict[str, Any] = {}
        for name, option in self.head.options.items():
            form = self.specs[name].form
            if form is Form.WORDS:
                values[name] = read_words(option.value)
            elif form is Form.PAIRS:
                values[name] = self._read_pairs(option)
            elif form is Form.PHRASES:
                values[name] = read_phrases(option.value)
            elif form is Form.DATE:
                try:
                    values[name] = read_date(option.value)
                except ValueError:
                    message = f"':{name}: {option.value}' is no date: write YYYY-MM-DD."
                    self.warn(Diagnostic.DATE, message, name, option.value)
            elif form is Form.NUMBER:
                if option.value.isascii() and option.value.isdigit():
                    values[name] = int(option.value)
                else:
                    message = f"':{name}: {option.value}' is no number: write digits only."
                    self.warn(Diagnostic.OPTION, message, name, option.value)
            else:
                values[name] = option.value
        return values

    def _read_pairs(self, option: Option) -> tuple[tuple[str, str], ...]:
        """Return slug and text of each line that has both; warn of the others."""
        pairs: dict[str, str] = {}
        for line in option.lines:
            try:
                slug, text = read_pair(line)
            except ValueError:
                message = (
                    f"cannot read '{line}' in ':{option.name}:': write 'slug: text' on one line."
                )
                self.warn(Diagnostic.OPTION, message, option.name, line)
                continue
            if slug in pairs:
                message = f"':{option.name}:' names '{slug}' twice; the first is used."
                self.warn(Diagnostic.OPTION, message, option.name)
            pairs.setdefault(slug, text)
        return tuple(pairs.items())

    def check_words(self, name: str, words: tuple[str, ...], known: dict[str, str]) -> None:
        """Warn of the words that are not in a vocabulary of ``conf.py``."""
        for word in words:
            if word not in known:
                cure = did_you_mean(word, known, otherwise=f"known are: {', '.join(known)}.")
                self.warn(Diagnostic.VALUE, f"unknown {name} '{word}': {cure}", name, word)

    def read_slug(self, values: dict[str, Any], title: str) -> str:
        """Take the slug out of ``values``, or else the file's name where that serves."""
        written = values.pop("slug", "")
        stem = PurePath(self.env.docname).name
        if stem == "index":
            stem = PurePath(self.env.docname).parent.name
        slug = written or (stem if self.is_page_title else "")
        if is_slug(slug):
            return slug
        suggestion = build_slug(slug or title) or "a-slug"
        if written:
            message = (
                f"'{written}' cannot be a slug: write ':slug: {suggestion}' (a-z, 0-9 and "
                f"single hyphens, at most {MAX_SLUG_CHARACTERS} characters)."
            )
        elif slug:
            message = (
                f"the file name '{stem}' cannot be a slug: rename the file, or write "
                f"':slug: {suggestion}'."
            )
        else:
            message = (
                "':slug:' is missing (only a page's title has the file's name for its slug): "
                f"write ':slug: {suggestion}'."
            )
        self.warn(Diagnostic.SLUG, message, "slug", written)
        return suggestion

    def check_former(self, values: dict[str, Any], slug: str, kind: Kind) -> None:
        """Keep of ``formerly`` what can be an address, and is not the slug of today."""
        good = []
        for old in values.get("formerly", ()):
            if not is_slug(old):
                message = f"'{old}' in ':formerly:' was never a slug: mend it, or take it out."
                self.warn(Diagnostic.SLUG, message, "formerly")
            elif old == slug:
                message = f"':formerly:' names '{old}', the {kind}'s slug of today: take it out."
                self.warn(Diagnostic.SLUG, message, "formerly")
            else:
                good.append(old)
        if good:
            values["formerly"] = tuple(good)
        else:
            values.pop("formerly", None)

    @property
    def is_page_title(self) -> bool:
        """Tell whether this is the first heading of its page."""
        return not self.reading.titled and not any(
            isinstance(child, nodes.section) for child in self.state.document.children
        )

    def view(self, view: str, place: Place | None = None, **options: str) -> faq_view:
        """Make a view's node; note one that an author asked for, at ``place``."""
        node = faq_view("", view=view, options=options, docname=self.env.docname)
        self.set_source_info(node)
        if place is not None:
            shown = view, tuple(sorted(options.items()))
            self.reading.shown.append((shown, place))
        return node

    def translatable(self, values: dict[str, Any], *options: str) -> faq_texts:
        """Make the node that lets translators see the texts of these options."""
        pairs: list[list[str]] = []
        for option in options:
            given = values.get(option, ())
            for text in [given] if isinstance(given, str) else given:
                pairs.append([option, text] if isinstance(text, str) else [option, *text[::-1]])
        node = faq_texts("", texts=pairs, original=pairs)
        self.set_source_info(node)
        return node

    def parse_body(self, node: nodes.Element) -> None:
        """Parse the body into ``node``; headings in it become rubrics.

        MyST makes rubrics itself where titles are not matched; docutils refuses titles
        there, so they are matched and the sections flattened.
        """
        try:
            if self._is_markdown:
                self._parse_markdown(node)
            else:
                # What is included would else move the rest of a page that has not these lines.
                self.body.disconnect()
                self.state.nested_parse(self.body, self.body_offset, node, match_titles=True)
                _flatten_sections(node, 1)
        except RecursionError:
            node.clear()
            self.warn(Diagnostic.NESTING, f"{TOO_DEEP}.")

    def _parse_markdown(self, node: nodes.Element) -> None:
        renderer = self.state._renderer  # type: ignore[attr-defined]
        current = renderer.current_node
        try:
            self.state.nested_parse(self.body, self.body_offset, node)
        finally:
            renderer.current_node = current  # MyST leaves it in the depths after an exception

    def make_section(self, kind: Kind, slug: str, title: str) -> nodes.section:
        """Make ``<section ids="faq-…"><title>``."""
        anchor = f"faq-{slug}" if kind is Kind.QUESTION else f"faq-{kind}-{slug}"
        section = nodes.section(ids=[anchor], classes=[f"faq-{kind}"])
        self.set_source_info(section)
        heading = nodes.title(title, "", nodes.Text(title))
        self.set_source_info(heading)
        section += heading
        self.reading.titled = True
        if anchor not in self.state.document.ids:  # a duplicate is the domain's to report
            self.state.document.note_explicit_target(section)
        return section

    def pend(self, kind: Kind, record: Record, section: nodes.Element, body: nodes.Element) -> None:
        """Keep the record until the document is read: texts may still change."""
        self.reading.pending.append(Pending(kind, record, self.place, section, body))


def _flatten_sections(node: nodes.Element, level: int) -> None:
    for section in [child for child in node.children if isinstance(child, nodes.section)]:
        _flatten_sections(section, level + 1)
        title = section[0]
        rubric = nodes.rubric(title.astext(), "", *title.children, level=level)
        rubric.source, rubric.line = title.source, title.line
        rubric["ids"] = section["ids"]
        node.replace(section, [rubric, *section.children[1:]])
