"""Faults that a correct extension could have: the tests of incremental builds must see each."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import pytest

from faq_ext import catalog, files, manifest, stale_pages, store
from faq_ext.domain import FaqDomain


def no_clear_doc(patch: pytest.MonkeyPatch) -> None:
    """What a document declared stays when it is read again or deleted."""
    patch.setattr(FaqDomain, "clear_doc", lambda self, docname: None)


def no_merge_domaindata(patch: pytest.MonkeyPatch) -> None:
    """What parallel readers found is dropped."""
    patch.setattr(FaqDomain, "merge_domaindata", lambda self, docnames, otherdata: None)


def no_listing_rewrite(patch: pytest.MonkeyPatch) -> None:
    """Pages whose own source did not change are not written again."""
    found = stale_pages.find_stale_pages

    def find_none(app: Any, env: Any) -> list[str]:
        found(app, env)
        return []

    patch.setattr(stale_pages, "find_stale_pages", find_none)


def no_fragment_purge(patch: pytest.MonkeyPatch) -> None:
    """A page that no longer shows an answer leaves its old one in the store."""

    put = store.Store.put

    def put_some(self: store.Store, docname: str, answers: dict[str, Any]) -> None:
        if answers:
            put(self, docname, answers)

    patch.setattr(store.Store, "put", put_some)


def unsorted_output(patch: pytest.MonkeyPatch) -> None:
    """The order of records is that in which documents were read."""

    def first_come(values: Any, key: Any = None) -> list[Any]:
        return builtins.sorted(values, key=key) if key else list(values)

    patch.setattr(catalog, "sorted", first_come, raising=False)


def stale_manifest(patch: pytest.MonkeyPatch) -> None:
    """A manifest that is there is not replaced."""
    write = files.write_json

    def write_once(path: Any, value: Any) -> None:
        if not path.is_file():
            write(path, value)

    patch.setattr(manifest, "write_json", write_once)


MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "no clear_doc": no_clear_doc,
    "no merge_domaindata": no_merge_domaindata,
    "no listing rewrite": no_listing_rewrite,
    "no fragment purge": no_fragment_purge,
    "unsorted output": unsorted_output,
    "stale manifest": stale_manifest,
}
