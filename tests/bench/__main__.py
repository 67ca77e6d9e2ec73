"""``nox -s bench -- NAME [--json FILE]``: run one bench and print its tables."""

import argparse
import json
from pathlib import Path

from . import build, lighthouse, scale, search, site, widget

BENCHES = {
    "build": build.run,
    "lighthouse": lighthouse.run,
    "scale": scale.run,
    "search": search.run,
    "site": site.run,
    "widget": widget.run,
}


def numbers(text: str) -> list[int]:
    """Read ``100,1000``."""
    return [int(part) for part in text.split(",")]


def main() -> None:
    """Run the bench that was asked for; exit with 1 if a budget is missed."""
    parser = argparse.ArgumentParser(prog="nox -s bench --")
    parser.add_argument("name", choices=sorted(BENCHES))
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    parser.add_argument("--peers", action="store_true", help="measure others, too")
    parser.add_argument("--write", type=Path, help="put table and plots into this folder")
    of_build = parser.add_argument_group("build")
    of_build.add_argument("--questions", type=numbers, default=[100, 1000, 10_000])
    of_build.add_argument("--layouts", type=numbers, default=[1, 10], help="questions a file")
    of_build.add_argument("--jobs", type=numbers, default=[1, 2])
    of_search = parser.add_argument_group("search, scale")
    of_search.add_argument("data", type=Path, nargs="*", help="sets of questions and queries")
    of_search.add_argument("--base", type=Path, help="further questions, to make a large corpus")
    of_scale = parser.add_argument_group("scale")
    of_scale.add_argument("--sizes", type=numbers, default=[100, 1000, 10_000, 100_000])
    of_scale.add_argument("--site", action="store_true", help="what share the index has of a build")
    options = parser.parse_args()
    options.missed = False
    figures = BENCHES[options.name](options)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")
    if options.missed:
        raise SystemExit(1)


main()
