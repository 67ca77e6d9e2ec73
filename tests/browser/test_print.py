"""What is printed is a handout: no menus, and the addresses that links on paper have lost."""

import shutil
import zipfile

import pytest

from faq_ext.offline import NAME

from .test_pages import PAGES

pytestmark = pytest.mark.browser

AFTER = "links => links.map(a => getComputedStyle(a, '::after').content.replace(/^\"|\"$/g, ''))"


def check_handout(page, address: str) -> None:
    """Name and address of the site stay; menus, footer and tags go."""
    page.emulate_media(media="screen")
    assert not page.locator(".print-foot").is_visible()
    page.emulate_media(media="print")
    for gone in ("nav", ".site-footer", ".tags"):
        assert not any(found.is_visible() for found in page.locator(gone).all()), gone
    assert page.locator(".brand").is_visible()
    foot = page.locator(".print-foot")
    assert foot.is_visible() and address in foot.inner_text()


def test_answer_prints_its_addresses(visit, site):
    """A source's whole address is printed, and the permanent one of the answer."""
    with visit(PAGES["question"]) as page:
        check_handout(page, site.url + PAGES["question"])
        sources = page.locator(".faq-sources a.external")
        printed = sources.evaluate_all(AFTER)
        assert len(printed) > 5 and all(address.startswith("http") for address in printed)
        permanent = page.locator(".faq-permalink a").evaluate_all(AFTER)
        assert permanent == [f"{site.url}q/which-model-suits-us/"]
        assert sources.first.evaluate("link => getComputedStyle(link).fontSize") == "0px"


@pytest.mark.parametrize("name", ["topic", "stakeholder"])
def test_lists_print_permanent_addresses(visit, site, name):
    """Each listed question is followed by its permanent address."""
    with visit(PAGES[name]) as page:
        check_handout(page, site.url + PAGES[name])
        printed = page.locator(".faq-entry a").evaluate_all(AFTER)
        slugs = page.locator(".faq-entry a").evaluate_all(
            "links => links.map(a => a.pathname.split('/').at(-2))"
        )
        assert printed == [f"{site.url}q/{slug}/" for slug in slugs] != []


#: What a closed element hides, and how high it is.
CLOSED = """const inside = argument.shadowRoot ?? argument;
inside.querySelector("[part~=answer], p:not(nav *)").insertAdjacentHTML("beforeend",
  "<details><summary>More</summary><p style='height: 50px'>Hidden until now.</p></details>");"""
HEIGHT = """element => (element.shadowRoot ?? element).querySelector("details")
  .getBoundingClientRect().height"""


@pytest.mark.parametrize(
    ("address", "where"),
    [
        (PAGES["question"], ".faq-answer"),
        ("faq/embed/?topic=models&open=which-model-suits-us", "faq-widget"),
        ("faq/copy/all.html", "body"),
    ],
    ids=["site", "widget", "copy"],
)
def test_what_is_closed_is_printed(browser, site, address, where):
    """An answer's own details are open on paper, with style alone: no script runs for print."""
    with zipfile.ZipFile(site.built.output / "faq" / NAME) as archive:
        archive.extractall(site.built.output / "faq" / "copy")
    page = browser.new_page(bypass_csp=True)
    page.goto(site.url + address)
    if where == "faq-widget":
        page.locator("faq-widget [part~=answer]:visible").first.wait_for()
    place = page.locator(where).first
    place.evaluate(f"argument => {{ {CLOSED} }}")
    closed = place.evaluate(HEIGHT)
    page.emulate_media(media="print")
    assert place.evaluate(HEIGHT) >= closed + 45
    page.close()
    shutil.rmtree(site.built.output / "faq" / "copy")
