"""What is printed is a handout: no menus, and the addresses that links on paper have lost."""

import pytest

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
