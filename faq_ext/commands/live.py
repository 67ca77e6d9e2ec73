"""Serve a site while it is being written: build at each change, reload, show what is wrong.

sphinx-autobuild watches, serves and reloads. Its own builds start Python and import Sphinx
each time, which takes as long as to build one answer. So this process imports what the first
build took, and each build runs in a copy of it.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from ..assets import STATIC
from .live_build import build

PANEL = STATIC / "live-panel.js"
_IGNORED = ("_build", ".git", ".hg", "node_modules", ".nox", ".venv", "__pycache__")


def add_command(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("live", help="serve a site, and build it at each change")
    command.add_argument(
        "source", type=Path, nargs="?", default=Path("docs"), help="folder of a site's sources"
    )
    command.add_argument("output", type=Path, nargs="?", help="SOURCE/_build/live if left out")
    command.add_argument("--host", default="127.0.0.1", help="address to listen at")
    command.add_argument("--port", type=int, default=8000, help="port to listen at")
    command.add_argument("--builder", default="dirhtml", help="html or dirhtml")
    command.add_argument("--ignore", action="append", default=[], help="paths like this regex")
    command.set_defaults(run=serve)


def serve(options: argparse.Namespace) -> int:
    """Build, then serve until Ctrl-C."""
    try:
        import uvicorn
        from sphinx_autobuild.filter import IgnoreFilter
        from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
        from sphinx_autobuild.server import RebuildServer
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.routing import Mount, WebSocketRoute
        from starlette.staticfiles import StaticFiles
    except ImportError:
        print("live needs sphinx-autobuild: pip install 'faq-ext[live]'", file=sys.stderr)
        return 2
    source = options.source.resolve()
    if not (source / "conf.py").is_file():
        print(f"{options.source}: there is no conf.py: name the folder of a site.", file=sys.stderr)
        return 2
    output = (options.output or options.source / "_build" / "live").resolve()
    output.mkdir(parents=True, exist_ok=True)

    class Injector(JavascriptInjectorMiddleware):  # type: ignore[misc]
        """Adds the panel to what reloads the page."""

        def __init__(self, app: Any, ws_url: str) -> None:
            super().__init__(app, ws_url)
            self.script += b"<script>\n" + PANEL.read_bytes() + b"</script>\n"

    # sphinx-tags writes its pages into the source folder at each build: to watch them would
    # start the next one.
    names = "|".join(map(re.escape, (*_IGNORED, "_tags")))
    ignored = IgnoreFilter([str(output), f"{output}-doctrees"], [f"/(?:{names})/", *options.ignore])
    with ProcessPoolExecutor(1) as pool:
        needed = pool.submit(first_build, source, output, options.builder).result()
    # What a site needs after an edit, it may not have needed after no change.
    ours = [f"faq_ext.{path.stem}" for path in STATIC.parent.glob("*.py") if path.stem[0] != "_"]
    for name in (*ours, *needed):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    rebuild = partial(on_change, source, output, options.builder)
    watcher = RebuildServer([source], ignored, rebuild)

    class Server(uvicorn.Server):  # type: ignore[misc]
        """Says where to read once it listens, and not before."""

        async def startup(self, *arguments: Any, **named: Any) -> None:
            await super().startup(*arguments, **named)
            if self.started:
                print(f"Read it at http://{options.host}:{options.port}/ (Ctrl-C ends)", flush=True)

    app = Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher, name="reload"),
            Mount("/", StaticFiles(directory=output, html=True), name="static"),
        ],
        middleware=[Middleware(Injector, ws_url=f"{options.host}:{options.port}")],
        lifespan=watcher.lifespan,
    )
    config = uvicorn.Config(app, host=options.host, port=options.port, log_level="warning")
    server = Server(config)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    return 0 if server.started else 1


def on_change(source: Path, output: Path, builder: str, changed_paths: Sequence[Path] = ()) -> None:
    """Build again; the server calls this in a new process, a copy of its own where it can."""
    print(f"changed: {', '.join(sorted({path.name for path in changed_paths}))}", flush=True)
    build(source, output, builder)


def first_build(source: Path, output: Path, builder: str) -> list[str]:
    """Build; return the modules that it took, but for the site's own, which may change."""
    build(source, output, builder)
    files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
    return [
        name
        for name, file in files.items()
        if file and name != "__main__" and not Path(file).is_relative_to(source)
    ]
