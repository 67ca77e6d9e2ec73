"""Listings are written as HTML at once: the same that Sphinx would write from nodes."""

import pytest
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.writers.html import HTMLWriter

from faq_ext.listing_views import Entry, Group, ListView
from faq_ext.render import Renderer
from faq_ext.views import Link

from .conftest import CONF, write_sources

CHARACTERS = st.characters(exclude_characters="\0")  # docutils marks escapes with it
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=12), st.sampled_from(["<b>", "a & b", '"x"', "a@b", "é …"])
)
PAGES = st.sampled_from(["index", "sub/page", "sub/other", "a b", "é"])
LINKS = st.builds(Link, TEXTS, PAGES, st.sampled_from(["", "faq-x"]), st.integers(0, 2))
ENTRIES = st.builds(
    Entry,
    LINKS,
    TEXTS,
    st.sampled_from(["For", "Topic", ""]),
    st.lists(LINKS, max_size=3).map(tuple),
    st.sampled_from(["", "2026-11-26"]),
)
GROUPS = st.builds(
    Group,
    st.none(),
    st.just(""),
    st.booleans(),
    st.lists(ENTRIES, max_size=3).map(tuple),
    st.lists(LINKS, max_size=2).map(tuple),
    due=st.just(""),  # its notice is made of a node in either way, and only where it is published
)


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def builder(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("entries")
    pages = ("index", "sub/page", "sub/other", "a b", "é")
    write_sources(folder, {"conf.py": CONF, **{f"{name}.md": "# Page\n" for name in pages}})
    with patch_docutils(folder), docutils_namespace():
        app = Sphinx(folder, folder, folder / "o", folder / "d", request.param, status=None)
        yield app.builder


def write(builder, renderer: Renderer, view: ListView) -> str:
    """Return the HTML that Sphinx makes of a listing's nodes."""
    document = new_document("listing", get_default_settings(HTMLWriter))
    document.extend(renderer.render(view))
    translator = builder.create_translator(document, builder)
    document.walkabout(translator)
    return "".join(translator.body)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_same_as_from_nodes(builder, data):
    """Whatever is listed, wherever: both ways give the same bytes."""
    view = ListView(tuple(data.draw(st.lists(GROUPS, max_size=2))), data.draw(st.booleans()))
    page = data.draw(PAGES)
    renderer = Renderer(builder, page, 1)
    assert renderer.on_web
    at_once = write(builder, renderer, view)
    renderer.on_web = False
    assert at_once == write(builder, renderer, view)
