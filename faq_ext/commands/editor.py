"""The command ``completions``: what an editor offers to those who write questions."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..config import FaqConfig
from .completions import Shape, build_completions
from .scaffold import SOURCE_HELP, read_source, run_command


def add_command(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("completions", help="print what VS Code can offer on a site")
    command.add_argument("--source", type=Path, help=SOURCE_HELP)
    command.set_defaults(run=lambda options: run_command(print_completions, options))


def print_completions(options: argparse.Namespace) -> str:
    """Return VS Code's snippets for a site, with its topics, stakeholders and vocabularies."""
    _, content, config = read_source(options.source)
    topics, stakeholders = list(content.catalog.topics), list(content.catalog.stakeholders)
    made = site_completions(topics, stakeholders, config)
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True)


def site_completions(
    topics: Sequence[str], stakeholders: Sequence[str], config: FaqConfig
) -> dict[str, dict[str, object]]:
    """Return VS Code's snippets with these words and those of the configuration."""
    from ..directives import DIRECTIVES

    words: dict[str, list[str]] = {
        **{option: list(topics) for option in ("topics", "topic")},
        **{option: list(stakeholders) for option in ("stakeholders", "stakeholder")},
        "evidence": list(config.evidence),
        "scale": list(config.scales),
        "population": list(config.populations),
        "means": list(config.means),
    }
    for directive in DIRECTIVES.values():
        for option, spec in directive.specs.items():
            if spec.choices:
                words.setdefault(option, []).extend(spec.choices)
    words = {option: list(dict.fromkeys(known)) for option, known in words.items()}
    return build_completions(
        (
            Shape(name, list(d.specs), [option for option in d.specs if d.specs[option].required])
            for name, d in DIRECTIVES.items()
        ),
        words,
    )
