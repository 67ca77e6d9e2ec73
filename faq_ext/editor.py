"""The command ``snippets``: what an editor offers to those who write questions."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .config import FaqConfig
from .scaffold import SOURCE_HELP, read_source, run_command
from .snippets import Shape, build_snippets


def add_command(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("snippets", help="print a site's snippets for VS Code")
    command.add_argument("--source", type=Path, help=SOURCE_HELP)
    command.set_defaults(run=lambda options: run_command(print_snippets, options))


def print_snippets(options: argparse.Namespace) -> str:
    """Return the snippets of a site, with its topics, stakeholders and vocabularies."""
    _, content, config = read_source(options.source)
    topics, stakeholders = list(content.catalog.topics), list(content.catalog.stakeholders)
    snippets = site_snippets(topics, stakeholders, config)
    return json.dumps(snippets, ensure_ascii=False, indent=2, sort_keys=True)


def site_snippets(
    topics: Sequence[str], stakeholders: Sequence[str], config: FaqConfig
) -> dict[str, dict[str, object]]:
    """Return snippets that hold these words and those of the configuration."""
    from .directives import DIRECTIVES
    from .listings import ListingDirective

    words: dict[str, list[str]] = {
        **{option: list(topics) for option in ("topics", "topic")},
        **{option: list(stakeholders) for option in ("stakeholders", "stakeholder")},
        "evidence": list(config.evidence),
        "scale": list(config.scales),
        "population": list(config.populations),
        "means": list(config.means),
    }
    for directive in DIRECTIVES.values():
        if issubclass(directive, ListingDirective):
            for option, known in directive.choices.items():
                words.setdefault(option, []).extend(known)
    words = {option: list(dict.fromkeys(known)) for option, known in words.items()}
    return build_snippets(
        (Shape(name, d.all_options(), d.required) for name, d in DIRECTIVES.items()), words
    )
