"""What a build remembers of its output, in ``<doctrees>/faq-<output>/``.

It belongs to one output directory, not to the environment: html and dirhtml share one
environment, and an interrupted build leaves output that the environment knows nothing of.
It does not stand in the output: that is published.

- ``state.json``: digests of what the pages and the bundle were made from.
- ``tables.pickle``: the domain's tables, to find what a change may be shown by.
- ``answers/``: the sanitised answers of all pages, spread over some files by page.
- ``levels.pickle``: the words of all questions, and how strongly they stand there.
- ``permalinks.json``: what the permanent addresses were made of.
- ``twins.json``: the Markdown files that were written beside the pages.
- ``pages/``: answers of pages written since, a file a page, by whichever process wrote it.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from .files import digest, read_json, write_file, write_json

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHARDS = 64  # files of answers
BUNDLE_BUILDERS = frozenset({"html", "dirhtml"})  # epub and json are of format html, too


def writes_bundle(app: Sphinx) -> bool:
    """Tell whether this build emits the bundle."""
    return app.builder.name in BUNDLE_BUILDERS and bool(app.config.faq_bundle)


class Store:
    """The memory of one output directory, during one build."""

    def __init__(self, app: Sphinx) -> None:
        self.folder = Path(app.doctreedir) / f"faq-{digest(str(app.outdir))}"
        self.base = _with_slash(app.config.html_baseurl or "") if writes_bundle(app) else ""
        self.revision = ""
        self.shown: dict[str, str] = {}  # docname -> digest of the views that the output shows
        self._bundle = ""
        self._known: dict[str, Any] = {}  # what state.json holds
        self._tables: Any = None
        self._views: dict[str, str] = {}  # the same as ``shown``, once the build is finished

    @property
    def _state(self) -> Path:
        return self.folder / "state.json"

    def begin(self, revision: str) -> bool:
        """Tell whether the output shows this revision; read what it does show.

        :param revision: digest of all that views are built from.
        """
        state = read_json(self._state)
        self._known = state
        self.revision = revision
        if state.get("answers") != self._size_of_answers():
            state = {}  # they were lost, so all pages must give theirs again
        self.shown = self._views = state.get("views", {})
        self._bundle = state.get("bundle", "")
        return bool(state.get("revision") == revision)

    def recall_tables(self, stamp: str) -> Any:
        """Return the domain's tables that the output was made from, or None.

        :param stamp: digest of all that views are built from besides.
        """
        kept = self._read_pickle("tables")
        return kept.get("tables") if kept.get("stamp") == stamp else None

    def _read_pickle(self, name: str) -> dict[str, Any]:
        try:
            with (self.folder / f"{name}.pickle").open("rb") as file:
                value = pickle.load(file)
        except Exception:  # whatever a broken pickle can bring about
            return {}
        return value if isinstance(value, dict) else {}

    def recall_levels(self) -> dict[str, str]:
        """Return what was kept of the search index."""
        return self._read_pickle("levels")

    def keep_levels(self, levels: dict[str, str]) -> None:
        """Keep for the next build what does not change with each: as a pickle, since JSON would
        be there once more as text while it is read."""
        write_file(self.folder / "levels.pickle", pickle.dumps(levels, -1))

    def expect(self, views: dict[str, str], tables: Any, stamp: str) -> list[str]:
        """Return the documents that show something else than these views."""
        self._views = views
        self._tables = {"stamp": stamp, "tables": tables}
        stale = dict(views.items() - self.shown.items())
        # Until the build is finished the output is in no known revision.
        kept = {name: digest for name, digest in views.items() if name not in stale}
        size = self._size_of_answers()
        self._known = {"answers": size, "bundle": self._bundle, "views": kept}
        write_json(self._state, self._known)
        return sorted(stale)

    def _shards(self) -> list[os.DirEntry[str]]:
        folder = self.folder / "answers"
        found = list(os.scandir(folder)) if folder.is_dir() else []
        return [file for file in found if file.name.endswith(".json")]

    def _size_of_answers(self) -> int:
        return sum(file.stat().st_size for file in self._shards())

    def _shard_of(self, docname: str) -> str:
        return f"{int(digest(docname), 16) % SHARDS:02}.json"

    def put(self, docname: str, answers: dict[str, Any]) -> None:
        """Keep the answers of a page that is being written."""
        name = digest(docname)
        write_json(self.folder / "pages" / f"{name}.json", {"answers": answers, "docname": docname})

    def take(self, docnames: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return docname -> slug -> answer for all pages; keep what is new of them.

        An edit writes one shard again. All are read, but never more than one as JSON.
        """
        from .progress import watch  # here: a build after no change need not load it

        fresh = self.fresh()
        new: dict[str, dict[str, Any]] = {}  # shard -> docname -> slug -> answer
        for path in watch(fresh, "gathering answers"):
            if page := read_json(path):
                new.setdefault(self._shard_of(page["docname"]), {})[page["docname"]] = page
        folder = self.folder / "answers"
        names = {*new, *(file.name for file in self._shards())}
        answers: dict[str, dict[str, Any]] = {}
        for name in watch(sorted(names), "reading answers", step=8):
            before = read_json(folder / name)
            pages = before | {page: given["answers"] for page, given in new.get(name, {}).items()}
            kept = {page: those for page, those in pages.items() if page in docnames}
            if name in new or kept.keys() != before.keys():
                write_json(folder / name, kept)
            answers |= kept
        if fresh:
            # If the build is killed from here on, no bundle is known to hold these answers.
            self._known = {**self._known, "answers": self._size_of_answers(), "bundle": ""}
            write_json(self._state, self._known)
        for path in fresh:
            path.unlink()
        return answers

    def recall(self, name: str) -> dict[str, Any]:
        """Return what was kept under a name, or an empty dict."""
        return read_json(self.folder / f"{name}.json")

    def keep(self, name: str, value: Any) -> None:
        """Keep a value for the next build."""
        write_json(self.folder / f"{name}.json", value)

    def fresh(self) -> list[Path]:
        """Return the files of pages that were written since the bundle was."""
        folder = self.folder / "pages"
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return [path for path in found if path.suffix == ".json"]  # and not half-written ones

    def bundle_is_current(self, inputs: str) -> bool:
        """Tell whether the bundle was made from ``inputs`` and no page is newer."""
        return self._bundle == inputs and not self.fresh()

    def finish(self, inputs: str) -> None:
        """Remember that pages and bundle now show this revision."""
        if self._tables:
            write_file(self.folder / "tables.pickle", pickle.dumps(self._tables, -1))
        state = {
            "answers": self._size_of_answers(),
            "bundle": inputs,
            "revision": self.revision,
            "views": self._views,
        }
        if state != self._known:
            write_json(self._state, state)


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else address + "/"


_stores: WeakKeyDictionary[Sphinx, Store] = WeakKeyDictionary()


def store_of(app: Sphinx) -> Store:
    """Return the store of the current build."""
    if app not in _stores:
        _stores[app] = Store(app)
    return _stores[app]
