"""The command line: what a user of the package needs outside of a build."""

from __future__ import annotations

import argparse
import datetime
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .bundle import SCHEMA
from .commands import editor, live
from .commands.check_host import check_host
from .commands.check_host import write_table as write_host_table
from .commands.fetching import SECONDS
from .commands.scaffold import add_commands

MOST_SECONDS = 600  #: To wait for one file.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 if all is well, 1 if something is wrong, 2 on bad usage."""
    for stream in (sys.stdout, sys.stderr):
        # On Windows what goes to a file or another program would be in an encoding of old, which
        # has no word for most of what authors write.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    options = build_parser().parse_args(arguments)
    return int(options.run(options))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; the reference is made of it."""
    parser = argparse.ArgumentParser(prog="python -m faq_ext", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("validate", help="check a bundle.json against its schema")
    command.add_argument("bundle", type=Path, help="path of a bundle.json")
    command.set_defaults(run=lambda options: validate(options.bundle))
    command = commands.add_parser("check", help="look for what a reviewer would ask to mend")
    command.add_argument("source", type=Path, help="folder of a site's sources, with conf.py")
    command.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="github: on the lines of a pull request",
    )
    command.add_argument(
        "--untrusted",
        type=Path,
        metavar="TRUSTED",
        help="the content is a proposal to the site in TRUSTED, whose conf.py is used",
    )
    command.add_argument(
        "--due",
        type=_days,
        default=0,
        metavar="DAYS",
        help="also name the answers whose review is due within so many days, as in 60d",
    )
    command.set_defaults(
        run=lambda options: check(options.source, options.format, options.untrusted, options.due)
    )
    add_commands(commands)
    live.add_command(commands)
    editor.add_command(commands)
    command = commands.add_parser("explain", help="say what a kind of warning means")
    command.add_argument("subtype", nargs="?", default="", help="as in 'faq.topic', or 'topic'")
    command.set_defaults(run=lambda options: explain(options.subtype))
    command = commands.add_parser("ledger", help="note in published.json what a release publishes")
    command.add_argument("source", type=Path, help="folder of a site's sources, with conf.py")
    command.set_defaults(run=lambda options: ledger(options.source))
    command = commands.add_parser("check-host", help="find what is wrong with a server")
    command.add_argument("address", help="web address of the published files, ending in /faq/")
    command.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        default=SECONDS,
        help="how long to wait for a file",
    )
    command.set_defaults(run=lambda options: check_server(options.address, options.timeout))
    return parser


def _seconds(text: str) -> float:
    """Read a time of waiting.

    :raises argparse.ArgumentTypeError: where it is none.
    """
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(
            f"{text!r}: write a number of seconds, more than 0 and at most {MOST_SECONDS}"
        )
    return seconds


def _days(text: str) -> int:
    """Read a number of days, with or without a "d"."""
    number = text.removesuffix("d")
    if not (number.isascii() and number.isdigit() and len(number) <= 5):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of days: write 60 or 60d")
    return int(number)


def check(source: Path, form: str = "text", trusted: Path | None = None, due: int = 0) -> int:
    """Print where the content is not as the style guide wants it, and what to do.

    :param form: "github" for annotations of a workflow, warnings among them.
    :param trusted: folder of the site that a proposal is for: its ``conf.py`` is used, and
        nothing is said of the files that are the same.
    :param due: days within which a review that is due is told already.
    """
    from sphinx.errors import SphinxError

    from .commands.annotations import read_warnings, write_annotations
    from .commands.checks import Ratio, write_table
    from .commands.checks import check as find
    from .commands.content import read_content

    for folder in filter(None, (source, trusted)):
        if not (folder / "conf.py").is_file():
            print(f"{folder}: there is no conf.py: name the folder of a site.", file=sys.stderr)
            return 2
    log = io.StringIO() if form == "github" or trusted else sys.stderr
    ratio: Ratio | None = None
    try:
        from rapidfuzz.fuzz import token_sort_ratio

        ratio = token_sort_ratio
    except ImportError:
        print("near duplicates are not looked for: pip install 'faq-ext[check]'", file=sys.stderr)
    try:
        content, warnings = read_content(
            source.resolve(),
            datetime.date.today(),
            log,
            trusted.resolve() if trusted else None,
            due,
        )
    except SphinxError as problem:
        print(f"{source}: {problem}", file=sys.stderr)
        return 1
    findings = find(content, ratio)
    if isinstance(log, io.StringIO):
        findings = [*read_warnings(log.getvalue(), Path.cwd()), *findings]
        warnings = 0
    if trusted:
        findings = [finding for finding in findings if not is_same(finding.file, source, trusted)]
    if form == "github":
        print(*write_annotations(findings, "error"), sep="\n")
    elif findings:
        print(write_table(findings))
    more = f", {warnings} warnings of the build above" if warnings else ""
    print(f"{len(content.answers)} questions, {len(findings)} to mend{more}")
    return 1 if findings or warnings else 0


def ledger(source: Path) -> int:
    """Add to the ledger all slugs of a site that builds without a warning."""
    from sphinx.errors import SphinxError

    from .commands.content import read_catalog
    from .ledger import LEDGER, extend_ledger, read_ledger, write_ledger

    if not (source / "conf.py").is_file():
        print(f"{source}: there is no conf.py: name the folder of a site.", file=sys.stderr)
        return 2
    try:
        catalog, warnings = read_catalog(source.resolve(), sys.stderr)
        before = read_ledger(source)
    except (SphinxError, ValueError) as problem:
        print(f"{source / LEDGER}: {problem}", file=sys.stderr)
        return 1
    if warnings:
        print(
            f"{source}: mend the {warnings} warnings of the build above first: what is published "
            "stays for ever.",
            file=sys.stderr,
        )
        return 1
    after = extend_ledger(before, catalog)
    new = sum(len(after[kind].keys() - before[kind].keys()) for kind in after)
    write_ledger(source, after)
    print(f"{source / LEDGER}: {sum(map(len, after.values()))} slugs, {new} new")
    return 0


def is_same(file: str, source: Path, trusted: Path) -> bool:
    """Tell whether a file of a proposal is, byte for byte, that of the trusted folder."""
    path = Path(file).resolve()
    if not path.is_relative_to(source.resolve()):
        return False
    other = trusted / path.relative_to(source.resolve())
    return path.is_file() and other.is_file() and path.read_bytes() == other.read_bytes()


def explain(subtype: str) -> int:
    """Print what a kind of warning means, with a wrong and a right source; or name all kinds."""
    from .lessons import read_lessons, write_section
    from .slugs import nearest

    lessons = read_lessons()
    name = subtype.strip("[]").removeprefix("faq.")
    if lesson := lessons.get(name):
        print(write_section(lesson), end="")
        return 0
    if not name:
        print("\n".join(f"faq.{lesson.subtype:<12} {lesson.cause}" for lesson in lessons.values()))
        return 0
    near = nearest(name, lessons)
    cure = f"did you mean '{near}'?" if near else f"known are: {', '.join(lessons)}."
    print(f"there is no warning 'faq.{name}': {cure}", file=sys.stderr)
    return 1


def check_server(address: str, seconds: float) -> int:
    """Print what keeps the published files at a web address from working on other sites."""
    try:
        findings, asked = check_host(address, seconds)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    if findings:
        print(write_host_table(findings))
    broken = sum(finding.breaks for finding in findings)
    better = len(findings) - broken
    print(f"files asked for: {asked}, breaking embeds: {broken}, could be better: {better}")
    return 1 if broken else 0


def validate(path: Path) -> int:
    """Print every place where a bundle differs from its schema."""
    try:
        import jsonschema
    except ImportError:
        print("validate needs jsonschema: pip install 'faq-ext[validate]'", file=sys.stderr)
        return 2
    try:
        bundle = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        print(f"{path}: cannot be read as JSON: {problem}", file=sys.stderr)
        return 1
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    errors = sorted(validator.iter_errors(bundle), key=lambda error: error.json_path)
    for error in errors:
        print(f"{path}: {error.json_path}: {error.message[:300]}", file=sys.stderr)
    if not errors:
        print(f"{path}: valid, {len(bundle['questions'])} questions")
    return 1 if errors else 0
