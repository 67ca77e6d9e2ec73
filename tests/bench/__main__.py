"""``nox -s bench -- NAME [--json FILE]``: run one bench and print its tables."""

import argparse
import json
from pathlib import Path

from . import build, widget

BENCHES = {"build": build.run, "widget": widget.run}


def main() -> None:
    """Run the bench that was asked for."""
    parser = argparse.ArgumentParser(prog="nox -s bench --")
    parser.add_argument("name", choices=sorted(BENCHES))
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    parser.add_argument("--questions", type=int, default=300)
    options = parser.parse_args()
    figures = BENCHES[options.name](options)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")


main()
