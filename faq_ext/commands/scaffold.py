"""The commands ``new`` and ``from-issue``: from an idea to a file that builds."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..catalog import Catalog
from ..config import FaqConfig
from ..issue_form import read_choices, read_issue, read_lines
from ..model import Heading, Kind, Question
from ..slugs import build_slug, is_slug, nearest
from ..text import first_sentence
from .checks import SIMILAR, Answer, Content, Paragraph, Ratio, check_answer, find_similar
from .new import (
    UNANSWERED,
    Draft,
    folder_for,
    free_slug,
    match_headings,
    plain,
    read_blocks,
    suggest_slug,
    write_question,
)

SOURCE_HELP = "folder of the site's sources (docs/, or here, if left out)"


class Problem(Exception):
    """Why no file was written, in words for whoever typed the command."""


class Source(NamedTuple):
    """A site that was read, and what is needed to write into it."""

    folder: Path
    content: Content
    config: FaqConfig


def add_commands(commands: Any) -> None:
    """Add both commands to the command line."""
    command = commands.add_parser("new", help="write the file of a new question")
    command.add_argument("question", nargs="*", help="the question; asked for if left out")
    command.add_argument("--topic", help="slugs of topics, separated by commas; the first is home")
    command.add_argument("--stakeholders", help="slugs of stakeholders, separated by commas")
    command.add_argument("--asked", default="", help="other phrasings, separated by semicolons")
    command.add_argument("--summary", default="", help="the answer in one sentence")
    command.add_argument("--by", default="", help="who answers")
    command.add_argument("--tags", default="", help="tags, separated by commas")
    _add_common(command, new)
    command = commands.add_parser("from-issue", help="write the file that an issue form asks for")
    command.add_argument("issue", help="file that holds the text of the issue, or - for input")
    _add_common(command, from_issue)


def _add_common(command: argparse.ArgumentParser, run: Any) -> None:
    command.add_argument("--slug", default="", help="its permanent address; suggested if left out")
    command.add_argument("--source", type=Path, help=SOURCE_HELP)
    command.set_defaults(run=lambda options: run_command(run, options))


def run_command(command: Any, options: argparse.Namespace) -> int:
    """Run a command; its messages go to stderr, and the file's path alone to stdout."""
    try:
        print(command(options))
    except (Problem, ValueError) as problem:
        print(f"nothing is written: {problem}", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nnothing is written", file=sys.stderr)
        return 1
    return 0


def new(options: argparse.Namespace) -> Path:
    """Write the file of a question; ask in a terminal for what was not given."""
    asking = sys.stdin.isatty()
    question = plain(" ".join(options.question))
    if not question and asking:
        question = plain(_ask("The question, as people ask it: "))
    if not question:
        raise Problem('write the question: python -m faq_ext new "How can …?"')
    source = read_source(options.source)
    catalog = source.content.catalog
    if show_similar(question, source) and asking and not _agrees("Write it all the same?"):
        raise Problem("mend the answer above, or add this phrasing to its ':asked:'.")
    topics = _choose("topic", options.topic, catalog.topics, asking)
    stakeholders = _choose("stakeholder", options.stakeholders, catalog.stakeholders, asking)
    slug = options.slug or suggest_slug(question, catalog.questions)
    if asking and not options.slug:
        slug = _ask(f"Its permanent address [{slug}]: ").strip() or slug
    draft = Draft(
        question=question,
        topics=topics,
        stakeholders=stakeholders,
        asked=options.asked.split(";"),
        summary=options.summary,
        by=options.by,
        tags=options.tags.split(","),
        added=source.content.today.isoformat(),
    )
    path = write(draft, slug, source)
    print("Write the answer into:", file=sys.stderr)
    return path


def from_issue(options: argparse.Namespace) -> Path:
    """Write the file of a question that somebody suggested in an issue form."""
    if options.issue == "-":
        body = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        try:
            body = Path(options.issue).read_text("utf-8", "replace")
        except OSError as error:
            raise Problem(f"{options.issue}: {error.strerror}") from error
    fields = read_issue(body)
    source = read_source(options.source)
    show_similar(plain(fields["question"]), source)
    draft = read_draft(fields, source.content.catalog, source.content.today)
    taken = source.content.catalog.questions
    slug = options.slug or suggest_slug(draft.question, taken) or free_slug("a-question", taken)
    return write(draft, slug, source)


def read_draft(fields: Mapping[str, str], catalog: Catalog, today: datetime.date) -> Draft:
    """Return what the fields of an issue form say.

    :raises Problem: where they name no topic or stakeholder of the site.
    """
    stakeholders = read_choices(fields.get("stakeholders", ""))
    return Draft(
        question=fields["question"],
        topics=_match("topic", [fields.get("topic", "")], catalog.topics),
        stakeholders=_match("stakeholder", stakeholders, catalog.stakeholders),
        answer=fields.get("answer", ""),
        asked=read_lines(fields.get("asked", "")),
        sources=fields.get("sources", ""),
        by=fields.get("by", ""),
        added=today.isoformat(),
    )


def read_source(folder: Path | None) -> Source:
    """Read the site in ``folder``, or else in ``docs/`` or here."""
    from sphinx.errors import SphinxError

    from .content import collect, open_site

    if folder is None:
        folder = Path("docs") if Path("docs", "conf.py").is_file() else Path()
    if not (folder / "conf.py").is_file():
        raise Problem(f"there is no conf.py in '{folder}': name a site's folder with --source.")
    try:
        # An extension that prints must not reach those who read the file's path from stdout.
        quiet = contextlib.redirect_stdout(io.StringIO())
        with quiet, open_site(folder.resolve(), io.StringIO()) as app:
            fences = getattr(app.config, "myst_enable_extensions", None)
            content = collect(app, datetime.date.today())
            config = FaqConfig.from_sphinx(app.config)
    except SphinxError as error:
        raise Problem(f"{folder}: {error}") from error
    if fences is None or "colon_fence" not in fences:
        raise Problem(
            f"the file would be Markdown with colon fences: put 'myst_parser' into extensions and "
            f"'colon_fence' into myst_enable_extensions in {folder / 'conf.py'}."
        )
    return Source(folder, content, config)


def show_similar(question: str, source: Source) -> bool:
    """Show the questions that are nearly the same as this one; tell whether there are any."""
    try:
        from rapidfuzz.fuzz import token_sort_ratio

        ratio: Ratio = token_sort_ratio
    except ImportError:
        print("near duplicates are not looked for: pip install 'faq-ext[check]'", file=sys.stderr)
        return False
    known = source.content.catalog.questions.values()
    found = find_similar(question, known, ratio, SIMILAR)[:3]
    if found:
        print("This is much like what is already asked:", file=sys.stderr)
    for alike, other in found:
        print(f"  {alike:3.0f} %  {other.question}  ({other.docname})", file=sys.stderr)
    return bool(found)


def write(draft: Draft, slug: str, source: Source) -> Path:
    """Write the file, and say what a reviewer would still ask for."""
    catalog = source.content.catalog
    if not slug:
        raise Problem("no address can be made of this text: name one with --slug (a-z, 0-9, -).")
    if not is_slug(slug):
        cure = build_slug(slug)
        raise Problem(f"'{slug}' cannot be an address: " + (f"write '{cure}'." if cure else "a-z."))
    if slug in catalog.questions:
        raise Problem(
            f"'{slug}' is the address of '{catalog.questions[slug].question}': take another."
        )
    docname = (Path(folder_for(draft.topics[0], catalog)) / slug).as_posix()
    path = source.folder / f"{docname}.md"
    text = write_question(draft)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise Problem(f"{path} exists: choose another address with --slug.") from error
    remaining = what_remains(draft, slug, docname, source.content)
    print("It builds." + " A reviewer will still ask:" * bool(remaining), file=sys.stderr)
    for what, cure in remaining:
        print(f"  {what}: {cure}", file=sys.stderr)
    return path


def what_remains(draft: Draft, slug: str, docname: str, content: Content) -> list[tuple[str, str]]:
    """Return what ``check`` will find in the file that was written."""
    texts = [item for block in read_blocks(draft.answer) for item in block.items] or [UNANSWERED]
    question = Question(
        slug,
        plain(draft.question),
        docname,
        summary=plain(draft.summary) or first_sentence(" ".join(texts)),
        topics=tuple(draft.topics),
        stakeholders=tuple(draft.stakeholders),
        asked=tuple(filter(None, map(plain, draft.asked))),
    )
    paragraphs = [Paragraph(text, 1, False, False) for text in texts]
    answer = Answer(question, docname, 1, paragraphs, (), ())
    findings = check_answer(answer, content)
    return [(finding.what, finding.cure) for finding in findings]


def _ask(prompt: str) -> str:
    """Ask in the terminal; the answer may be piped on, so the prompt goes to stderr."""
    print(prompt, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline() or _end()


def _end() -> str:
    raise EOFError


def _agrees(prompt: str) -> bool:
    return _ask(f"{prompt} [y/N] ").strip().lower() in ("y", "yes")


def _choose(
    kind: str, given: str | None, headings: Mapping[str, Heading], asking: bool
) -> list[str]:
    """Return the slugs of topics or stakeholders that were given, or are chosen now."""
    if not headings:
        raise Problem(f"the site declares no {kind}: write a page with {{faq:{kind}}} first.")
    if given is None and not asking:
        known = ", ".join(headings)
        option = "--topic" if kind == Kind.TOPIC else "--stakeholders"
        raise Problem(f"name a {kind} with {option}; known are: {known}.")
    if given is not None:
        return _match(kind, given.split(","), headings)
    slugs = list(headings)
    print(f"Which {kind}? Numbers or slugs, separated by commas:", file=sys.stderr)
    for number, slug in enumerate(slugs, start=1):
        print(f"  {number:2}  {headings[slug].name}  ({slug})", file=sys.stderr)
    while True:
        words = [word.strip() for word in _ask("> ").split(",") if word.strip()]
        numbers = {str(number): slug for number, slug in enumerate(slugs, start=1)}
        try:
            return _match(kind, [numbers.get(word, word) for word in words], headings)
        except Problem as problem:
            print(problem, file=sys.stderr)


def _match(kind: str, given: Sequence[str], headings: Mapping[str, Heading]) -> list[str]:
    """Return the slugs of what is named by slug or by name.

    :raises Problem: where something is unknown, or nothing is named.
    """
    found, unknown = match_headings(given, headings)
    if unknown:
        near = nearest(unknown[0], headings)
        cure = f"did you mean '{near}'?" if near else f"known are: {', '.join(headings)}."
        raise Problem(f"unknown {kind} '{unknown[0][:80]}': {cure}")
    if not found:
        raise Problem(f"it names no {kind}; known are: {', '.join(headings)}.")
    return found
