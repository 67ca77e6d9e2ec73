"""The house is as docs/develop/architecture.md draws it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def layers() -> dict[str, int]:
    """Return module -> layer, as the page has them."""
    text = (ROOT / "docs/develop/architecture.md").read_text("utf-8")
    block = text.split("```text\n", 1)[1].split("```", 1)[0]
    found, layer = {}, 0
    for line in block.splitlines():
        if line[0].isdigit():
            layer = int(line[0])
        else:
            found.update(dict.fromkeys(line.split(), layer))
    return found


def imports_of(path: Path) -> set[str]:
    """Return the modules of the package that a module needs when it runs."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):  # what only the type checker sees is no arrow
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            found |= {node.module} if node.module else {alias.name for alias in node.names}
    return found


def test_imports_point_down():
    """No module imports one of a higher layer, and the page names each module."""
    known = layers()
    modules = {path.stem: path for path in (ROOT / "faq_ext").glob("*.py")}
    assert known.keys() == modules.keys()
    upward = [
        f"{name} imports {needed}"
        for name, path in modules.items()
        for needed in imports_of(path)
        if known[needed] > known[name]
    ]
    assert upward == []


def test_pure_modules_know_no_sphinx():
    """Layer 0 needs neither Sphinx nor docutils."""
    for name, layer in layers().items():
        if layer == 0:
            text = (ROOT / "faq_ext" / f"{name}.py").read_text("utf-8")
            assert not re.search(r"^\s*(?:from|import) (?:sphinx|docutils)", text, re.M), name
