"""axe-core finds nothing on any kind of page of the site, however readers look at it."""

import zipfile

import pytest

from faq_ext.offline import NAME

from .axe import LOOKS, inspect, inspect_outside, set_root
from .engines import wait
from .test_pages import PAGES

pytestmark = pytest.mark.browser

#: Besides those that a reader finds by links.
KINDS = {
    **PAGES,
    "glossary": "about/glossary/",
    "search": "search/",
    "not found": "404/",
    "frame": "demo/frame/",
}
QUICK = ("light", "dark")
ALL_LOOKS = [
    name if name in QUICK else pytest.param(name, marks=pytest.mark.soak) for name in LOOKS
]


@pytest.mark.parametrize("look", ALL_LOOKS)
@pytest.mark.parametrize("name", KINDS)
def test_page(visit, name, look):
    """No violation of WCAG 2.2 A and AA nor of best practices, and nothing left undecided."""
    options, root = LOOKS[look]
    with visit(KINDS[name], **options) as page:
        set_root(page, root)
        for frame in page.locator("iframe").all():
            frame.scroll_into_view_if_needed()  # those load lazily
            frame.content_frame.locator("body").wait_for()
        page.wait_for_load_state("networkidle")
        assert inspect(page) == []
        width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= shown


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["firefox", "webkit"], indirect=True)
@pytest.mark.parametrize("look", ["light", "200 % text"])
@pytest.mark.parametrize("name", KINDS)
def test_page_elsewhere(view, name, look):
    """Nor in other engines, whose drivers cannot say what readers prefer."""
    with view(KINDS[name]) as page:
        for attribute, value in LOOKS[look][1].items():
            page.run("document.documentElement.setAttribute(...argument);", attribute, value)
        wait(page, "return document.readyState === 'complete';")
        assert inspect_outside(page) == []
        width, shown = page.run("return [document.documentElement.scrollWidth, innerWidth];")
        assert width <= shown


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    """Unpack the copy that opens from a folder."""
    folder = tmp_path_factory.mktemp("copy")
    with zipfile.ZipFile(site.built.output / "faq" / NAME) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("look", ALL_LOOKS)
@pytest.mark.parametrize("name", ["index.html", "all.html"])
def test_copy(browser, copy, name, look):
    """The same for the copy, with an answer open."""
    options, root = LOOKS[look]
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    page.goto((copy / name).as_uri())
    set_root(page, root)
    if name == "index.html":
        page.locator("faq-widget [aria-expanded]").first.click()
        page.locator("faq-widget [part~=answer]:visible").first.wait_for()
    assert inspect(page) == []
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= shown
    context.close()
