"""What a build remembers of its output, in ``<doctrees>/faq-<output>/``.

It belongs to one output directory, not to the environment: html and dirhtml share one
environment, and an interrupted build leaves output that the environment knows nothing of.
It does not stand in the output: that is published.

- ``state.json``: digests of what the pages and the bundle were made from; in a build that is not
  finished, which documents it reads.
- ``views.json``: a digest of the views of each document that the output shows.
- ``shelves.pickle``: what the domain held, to find what a change may be shown by.
- ``answers/``: the sanitised answers of all pages, spread over some files by page.
- ``levels.pickle``: the words of all questions, and how strongly they stand there.
- ``permalinks.json``: what the permanent addresses were made of.
- ``paths.json``: where the pages are, below the base.
- ``published.json``: what is counted of all answers, to know how an edit changes that.
- ``fragments.json``: what the fragments for other sites were made of.
- ``twins.json``: the Markdown files that were written beside the pages.
- ``pages/``: answers of pages written since, a file a page, by whichever process wrote it.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from .files import digest, read_json, write_json, write_pickle

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .shelves import Shelves

SHARDS = 64  # files of answers
FEW = 20  # pages, whose answers can be looked at one by one
BUNDLE_BUILDERS = frozenset({"html", "dirhtml"})  # epub and json are of format html, too


def writes_bundle(app: Sphinx) -> bool:
    """Tell whether this build emits the bundle."""
    return app.builder.name in BUNDLE_BUILDERS and bool(app.config.faq_bundle)


class Change(NamedTuple):
    """What a page had, and has now: slug -> answer."""

    docname: str
    before: dict[str, Any]
    after: dict[str, Any]


class Store:
    """The memory of one output directory, during one build."""

    def __init__(self, app: Sphinx) -> None:
        self.folder = Path(app.doctreedir) / f"faq-{digest(str(app.outdir))}"
        self.base = _with_slash(app.config.html_baseurl or "") if writes_bundle(app) else ""
        self.revision = ""
        self.shown: dict[str, str] = {}  # docname -> digest of the views that the output shows
        self._bundle = ""
        self._known: dict[str, Any] = {}  # what state.json holds
        self._shelves: dict[str, Any] = {}  # what shelves.pickle is to hold
        self._views: dict[str, str] = {}  # what ``shown`` is to be, once the build is finished

    @property
    def _state(self) -> Path:
        return self.folder / "state.json"

    @property
    def _begun(self) -> Path:
        return self.folder / "begun.txt"

    def begin(self, revision: str) -> bool:
        """Tell whether the output shows this revision; read what it does show.

        :param revision: digest of all that views are built from.
        """
        state = read_json(self._state)
        self._known = state
        self.revision = revision
        if state.get("answers") != self._size_of_answers():
            state = {}  # they were lost, so all pages must give theirs again
        self._bundle = state.get("bundle", "")
        same = bool(state.get("revision") == revision)
        if state and not same:  # a build after no change need not read them
            self.shown = self.recall("views")
        return same

    def note_page(self, docname: str) -> None:
        """Note a page that is about to be written, in whichever process that is."""
        line = f"{docname}\n".encode()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        try:
            file = os.open(self._begun, flags, 0o666)
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = os.open(self._begun, flags, 0o666)
        os.write(file, line)
        os.close(file)

    def begun_pages(self) -> list[str]:
        """Return the documents whose pages a killed build may have left half-written.

        Sphinx takes such a page for newer than its source. Those that are begun are noted
        until the build is finished.
        """
        try:
            return sorted(set(self._begun.read_text("utf-8").splitlines()))
        except FileNotFoundError:
            return []

    def recall_shelves(self, stamp: str) -> Shelves | None:
        """Return the domain's shelves that the output was made from, or None.

        :param stamp: digest of all that views are built from besides.
        """
        kept = self._read_pickle("shelves")
        return kept.get("shelves") if kept.get("stamp") == stamp else None

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
        write_pickle(self.folder / "levels.pickle", levels)

    def expect(self, views: dict[str, str], shelves: Shelves | None, stamp: str) -> list[str]:
        """Return the documents that show something else than these views."""
        self._views = views
        self._shelves = {"stamp": stamp, "shelves": shelves}
        stale = dict(views.items() - self.shown.items())
        # Until the build is finished the output is in no known revision.
        kept = {name: digest for name, digest in views.items() if name not in stale}
        self._known = {"answers": self._size_of_answers(), "bundle": self._bundle}
        write_json(self._state, self._known)
        self.keep("views", kept)
        return sorted(stale)

    def _shards(self) -> list[os.DirEntry[str]]:
        folder = self.folder / "answers"
        found = list(os.scandir(folder)) if folder.is_dir() else []
        return [file for file in found if file.name.endswith(".json")]

    def _size_of_answers(self) -> int:
        return sum(file.stat().st_size for file in self._shards())

    def put(self, docname: str, answers: dict[str, Any]) -> None:
        """Keep the answers of a page that is being written."""
        name = digest(docname)
        write_json(self.folder / "pages" / f"{name}.json", {"answers": answers, "docname": docname})

    def gather(self) -> list[Change]:
        """Put the answers of pages that were written since to those of the others.

        Return what has changed on each of these pages; nothing where they are many. An edit
        writes one shard again.
        """
        from .progress import watch  # here: a build after no change need not load it

        fresh = self.fresh()
        if not fresh:
            return []
        # From here on no bundle is known to hold these answers, whenever the build is killed.
        self._known = {**self._known, "bundle": ""}
        write_json(self._state, self._known)
        shards: dict[str, list[Path]] = {}
        for path in fresh:
            shards.setdefault(_shard_of(path.stem), []).append(path)
        few = len(fresh) <= FEW
        changes = []
        for name, paths in watch(list(shards.items()), "gathering answers", step=8):
            pages = read_json(self.folder / "answers" / name)
            for page in filter(None, map(read_json, paths)):
                before = pages.get(page["docname"], {})
                pages[page["docname"]] = page["answers"]
                if few:
                    changes.append(Change(page["docname"], before, page["answers"]))
            write_json(self.folder / "answers" / name, pages)
        self._known = {**self._known, "answers": self._size_of_answers()}
        write_json(self._state, self._known)
        for path in fresh:
            path.unlink()
        return changes

    def take(self, docnames: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return docname -> slug -> answer for all pages; forget those that are gone.

        All shards are read, but never more than one is there as JSON.
        """
        from .progress import watch  # here: a build after no change need not load it

        answers: dict[str, dict[str, Any]] = {}
        for shard in watch(self._shards(), "reading answers", step=8):
            before = read_json(Path(shard))
            kept = {page: those for page, those in before.items() if page in docnames}
            if kept.keys() != before.keys():
                write_json(Path(shard), kept)
            answers |= kept
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

    def bundle_has(self, inputs: str) -> bool:
        """Tell whether the bundle was made from ``inputs``; pages may be newer."""
        return self._bundle == inputs

    def finish(self, inputs: str) -> None:
        """Remember that pages and bundle now show this revision."""
        if self._shelves:
            write_pickle(self.folder / "shelves.pickle", self._shelves)
            self.keep("views", self._views)
        state = {
            "answers": self._size_of_answers(),
            "bundle": inputs,
            "revision": self.revision,
        }
        if state != self._known:
            write_json(self._state, state)
        self._begun.unlink(missing_ok=True)


def _shard_of(digest: str) -> str:
    """Return which file of answers has those of a page, by its name's digest."""
    return f"{int(digest, 16) % SHARDS:02}.json"


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else address + "/"


_stores: WeakKeyDictionary[Sphinx, Store] = WeakKeyDictionary()


def store_of(app: Sphinx) -> Store:
    """Return the store of the current build."""
    if app not in _stores:
        _stores[app] = Store(app)
    return _stores[app]
