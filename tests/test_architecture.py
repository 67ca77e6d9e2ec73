"""The house is as docs/develop/architecture.md draws it."""

import ast
import re
import sys
from graphlib import TopologicalSorter
from pathlib import Path

from .conftest import DOCS

sys.path.insert(0, str(DOCS / "_ext"))
from layers_picture import draw, read_layers

ROOT = DOCS.parent
PACKAGE = ROOT / "faq_ext"


def layers() -> dict[str, int]:
    """Return module -> layer, as the page has them; in a folder: "commands.new"."""
    text = (ROOT / "docs/develop/architecture.md").read_text("utf-8")
    block = text.split("```text\n", 1)[1].split("```", 1)[0]
    found, layer = {}, 0
    for line in block.splitlines():
        if line[0].isdigit():
            layer = int(line[0])
        elif line.startswith(" " * 7):
            folder, slash, names = line.strip().rpartition("/  ")
            prefix = f"{folder}." if slash else ""
            found.update({f"{prefix}{name}": layer for name in names.split()})
    return found


def modules() -> dict[str, Path]:
    """Return module -> its file; a folder's own ``__init__`` holds nothing but its docstring."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
        for path in PACKAGE.rglob("*.py")
        if path.parent == PACKAGE or path.name != "__init__.py"
    }


def imports_of(name: str, path: Path) -> set[str]:
    """Return the modules of the package that a module needs when it runs."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):  # what only the type checker sees is no arrow
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = name.split(".")[: -node.level]
            if node.module:
                above += node.module.split(".")
            whole = ".".join(above)
            names = {".".join([*above, alias.name]) for alias in node.names}
            found |= {whole} if whole in modules() else names
    return found


def test_imports_point_down():
    """No module imports one of a higher layer, and the page names each module."""
    known = layers()
    assert known.keys() == modules().keys()
    upward = [
        f"{name} imports {needed}"
        for name, path in modules().items()
        for needed in imports_of(name, path)
        if known[needed] > known[name]
    ]
    assert upward == []


def test_no_two_need_each_other():
    """Nor do more of them, in a circle; ``prepare`` names it."""
    TopologicalSorter({n: imports_of(n, path) for n, path in modules().items()}).prepare()


def test_builds_need_no_command():
    """What a build runs imports nothing of ``commands/``."""
    users = {
        name.split(".")[0]
        for name, path in modules().items()
        for needed in imports_of(name, path)
        if needed.startswith("commands.")
    }
    assert users == {"commands", "cli"}
    init = ast.parse((PACKAGE / "commands" / "__init__.py").read_text("utf-8"))
    assert len(init.body) == 1 and ast.get_docstring(init)


def test_the_picture_has_every_module():
    """It is drawn of the list, so it has all names, and no title leaves its box."""
    text = (ROOT / "docs/develop/architecture.md").read_text("utf-8")
    drawn = read_layers(text)
    names = [name for layer in drawn for _, group in layer.groups for name in group]
    assert {name for name in names if name != "commands/"} == {
        name.rpartition(".")[2] for name in layers()
    }
    shown = re.findall(r"<text [^>]*>([^<]*)</text>", draw(drawn))
    assert set(names) <= {word for line in shown for word in line.split()}
    assert max(map(len, shown)) <= 72


def test_pure_modules_know_no_sphinx():
    """Layer 0 needs neither Sphinx nor docutils."""
    for name, layer in layers().items():
        if layer == 0:
            text = modules()[name].read_text("utf-8")
            assert not re.search(r"^\s*(?:from|import) (?:sphinx|docutils)", text, re.M), name
