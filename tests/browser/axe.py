"""What axe-core finds on a page, however readers look at it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engines import Page

AXE = Path(__file__).parents[2] / "widget" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: How readers look at it: options of the browser, and what is set on the root of the page.
LOOKS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "light": ({}, {}),
    "dark": ({"color_scheme": "dark"}, {}),
    "forced colors": ({"forced_colors": "active"}, {}),
    "forced colors, dark": ({"forced_colors": "active", "color_scheme": "dark"}, {}),
    "more contrast": ({"contrast": "more"}, {}),
    "320 px": ({"viewport": {"width": 320, "height": 640}}, {}),
    "200 % text": ({}, {"style": "font-size: 200%"}),
    "right to left": ({}, {"dir": "rtl"}),
}
#: What axe cannot decide, by its own words, and why it is no violation.
_UNDECIDED = (
    # Numbers on the map's discs and letters in samples of code: test_contrast.py counts them.
    "Element content is too short",
    # At 320 px the map scrolls within its own frame, and its names are beside it.
    "partially overlaps other elements",
)


def set_root(page: Any, attributes: dict[str, str]) -> None:
    """Set what a look wants on the root of the page."""
    for name, value in attributes.items():
        page.evaluate(f"document.documentElement.setAttribute('{name}', '{value}')")


def inspect(page: Any, rules: dict[str, Any] = RULES) -> list[str]:
    """Return what axe finds in the page and all its frames: violations, and what it leaves open."""
    for frame in page.frames:
        frame.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(f"axe.run(document, {json.dumps(rules)})")
    # Where colors are forced they are the reader's own, and axe reads ours all the same.
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    return _list_problems(found, {"color-contrast"} if forced else set())


def inspect_outside(page: Page) -> list[str]:
    """Return the same in any engine; what is in frames is not looked at."""
    page.run(AXE.read_text("utf-8"))
    rules = {**RULES, "iframes": False}
    return _list_problems(
        page.run("return await axe.run(document, argument[0]);", rules), {"frame-tested"}
    )


def _list_problems(found: dict[str, Any], passed_over: set[str]) -> list[str]:
    problems = []
    for kind in ("violations", "incomplete"):
        for rule in found[kind]:
            if rule["id"] in passed_over:
                continue
            for node in rule["nodes"]:
                checks = [*node["any"], *node["all"], *node["none"]]
                why = checks[0]["message"] if checks else ""
                if kind == "violations" or not any(known in why for known in _UNDECIDED):
                    problems.append(f"{kind}: {rule['id']} {node['target']}: {why}")
    return problems
