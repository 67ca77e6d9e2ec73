"""What the guides show besides directives works: settings, scripts, commands, JSON, HTML."""

import ast
import json
import re
import shlex
import sys

import pytest
from sphinx.cmd.build import get_parser

from faq_ext.cli import build_parser
from faq_ext.config import FaqConfig

from .conftest import BASE, CONF, DOCS, question

sys.path.insert(0, str(DOCS / "_ext"))
from widget_reference import read_entries

ROOT = DOCS.parent
FOLDERS = ("reference", "contribute", "develop", "embed")
PAGES = sorted([*ROOT.glob("*.md"), *(p for f in FOLDERS for p in (DOCS / f).rglob("*.md"))])
SESSIONS = {
    function.name: ast.get_docstring(function)
    for function in ast.parse((ROOT / "noxfile.py").read_text("utf-8")).body
    if isinstance(function, ast.FunctionDef)
    and any(ast.unparse(mark) == "nox.session" for mark in function.decorator_list)
}
_BLOCK = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?:\{code-block\} )?(?P<language>\w+)\n"
    r"(?::[^\n]*\n)*(?P<text>.*?)^(?P=fence)$",
    re.M | re.S,
)
COMMANDS = [name for action in build_parser()._actions for name in action.choices or ()]
_SPAN = re.compile(r"`((?:nox|faq-ext|python3? -m (?:faq_ext|sphinx)|sphinx-build) [^`]+)`")
#: Programs that are not ours: what is said to them is theirs to check.
OTHERS = {"git", "curl", "cd", "mkdir", ".", "pip", "venv", "http.server"}


def blocks(*languages):
    """Yield page and text of each block of these languages."""
    for page in PAGES:
        for block in _BLOCK.finditer(page.read_text("utf-8")):
            if block["language"] in languages:
                yield page, block["text"]


def lines():
    """Return page and command of all that is to be typed, in blocks and within the text."""
    found = [
        (page, line.partition("|")[0])
        for page, text in blocks("sh")
        for line in text.replace("\\\n", " ").splitlines()
        if line.strip()
    ]
    for page in PAGES:
        found += [(page, span) for span in _SPAN.findall(page.read_text("utf-8"))]
    return found


@pytest.mark.parametrize(
    "line",
    [pytest.param(line, id=f"{page.stem}-{n}") for n, (page, line) in enumerate(lines())],
)
def test_commands_are_understood(line, capsys):
    """What a reader is told to type names a session, a command and options that there are."""
    words = shlex.split(line.partition(" >")[0], comments=True)
    while "=" in words[0]:
        words.pop(0)  # a variable of the environment
    program, *rest = words
    if program in ("python", "python3"):
        assert rest.pop(0) == "-m"
        program = rest.pop(0)
    if program == "nox":
        check_session(*rest)
    elif program in ("faq_ext", "faq-ext"):
        if len(rest) > 1 or rest[0] not in ("COMMAND", *COMMANDS):  # a name alone is just that
            build_parser().parse_args(rest)
    elif program in ("sphinx", "sphinx-build"):
        get_parser().parse_args(rest)
    else:
        assert program in OTHERS


def check_session(option, name="", *rest):
    """Nox is asked for its list, or for a session, with options that the session knows."""
    assert (option, name) == ("-l", "") or (option == "-s" and name in SESSIONS)
    assert rest[:1] in ((), ("--",))
    assert [word for word in rest[1:] if word.startswith("--") and f'"{word}"' not in CODE] == []


CODE = "".join(
    path.read_text("utf-8")
    for path in (
        ROOT / "noxfile.py",
        ROOT / "tests" / "conftest.py",
        *ROOT.glob("tests/bench/*.py"),
    )
)  #: What may read an option that follows ``--``.


def test_sessions_are_told():
    """The list for contributors has each session, and no other."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ", text, re.M)
    assert sorted(rows) == sorted(SESSIONS)


#: The tutorial is followed as a whole, by tests/browser/test_package.py.
PYTHON = [(page, text) for page, text in blocks("python") if page.name != "start.md"]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{page.stem}-{n}") for n, (page, text) in enumerate(PYTHON)]
)
def test_python_runs(build, text, capsys):
    """Settings are taken without a warning about them; an extension does what the page says."""
    files = {**BASE, "a.md": question(topics="models", stakeholders="administrators")}
    for slug, kind in KNOWN.items():
        files[f"{slug}.md"] = f":::{{faq:{kind}}} {slug}\n:::\n"
    files["conf.py"] = text if "extensions =" in text else CONF + text
    built = build(files)
    assert built.warnings == []
    settings = set(re.findall(r"^(faq_\w+) =", text, re.M))
    assert settings <= {f"faq_{name}" for name in FaqConfig.__dataclass_fields__}
    if "def count(" in text:
        assert "models ['a']" in capsys.readouterr().out


KNOWN = {"models": "topic", "networks": "topic", "administrators": "stakeholder",
         "teacher-leaders": "stakeholder"}  # fmt: skip


def test_there_is_something_to_test():
    """The patterns still find what is shown."""
    assert len(PYTHON) >= 4
    assert len(lines()) >= 30


def test_the_manifest_is_as_shown(site):
    """The reference shows each key of a manifest, with values of the same kinds."""
    [shown] = [text for _, text in blocks("text") if text.startswith('{"version"')]
    words = re.sub(r"(?<=[:\[] )…", '"…"', shown).replace(", …", "")
    shown, real = json.loads(words), site.built.json("faq/manifest.json")
    assert shape_of(shown).items() >= shape_of(real).items()


def shape_of(data):
    """Return path -> kind of all that an object holds; of lists, and of sets, the first item."""
    if isinstance(data, dict):
        found = {}
        for key, value in data.items():
            found |= {f".{key}{path}": kind for path, kind in shape_of(value).items()}
            if key == "sets":
                first = shape_of(next(iter(value.values())))
                found = {p: k for p, k in found.items() if not p.startswith(".sets")}
                found |= {f".sets{path}": kind for path, kind in first.items()}
        return found
    if isinstance(data, list) and data:
        return {f"[]{path}": kind for path, kind in shape_of(data[0]).items()}
    return {"": type(data).__name__}


def test_html_uses_what_the_widget_offers():
    """Snippets for host pages name attributes, properties and events that there are."""
    offered = {tag: {entry.name for entry in found} for tag, found in read_entries().items()}
    found = {"attr": set(), "cssprop": set(), "fires": set()}
    for _, text in blocks("html", "css", "js"):
        for tag in re.findall(r"<faq-widget ([^>]*)>", text):
            found["attr"] |= set(re.findall(r"([\w-]+)=", tag))
        found["cssprop"] |= set(re.findall(r"(--faq-[\w-]+):", text))
        found["fires"] |= set(re.findall(r'"(faq-[a-z]+)"', text))
    for tag, names in found.items():
        assert names and names <= offered[tag], tag
