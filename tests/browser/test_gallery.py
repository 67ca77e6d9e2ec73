"""The gallery's filters: lists without scripts, in place with them."""

import pytest

pytestmark = pytest.mark.browser

GALLERY = "examples/"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


def shown(page) -> set[str]:
    """Return the ids of the cards that one sees."""
    return set(
        page.eval_on_selector_all(
            ".faq-card[id]", "cards => cards.filter(c => c.checkVisibility()).map(c => c.id)"
        )
    )


def listed(page, word: str) -> set[str]:
    """Return the ids of the cards that an index names."""
    links = page.locator(f"li#{word} a")
    return {href.removeprefix("#") for href in links.evaluate_all("a => a.map(l => l.hash)")}


def test_lists_serve_without_scripts(visit):
    """Each scale is a heading; each population and means a list of links to cards."""
    with visit(GALLERY, java_script_enabled=False) as page:
        assert page.locator(".faq-jumps").is_visible()
        assert page.locator("form").count() == 0
        cards = page.locator(".faq-card[id]").count()
        assert cards > 40
        link = page.locator("li#faq-means-coaching a").first
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        assert page.locator(f"[id='{target}']:target").is_visible()


def test_filters_in_place(visit):
    """A choice leaves what its index names; two leave what both do; each says how many."""
    with visit(GALLERY) as page:
        every, coaching = shown(page), listed(page, "faq-means-coaching")
        elementary = listed(page, "faq-population-elementary")
        page.get_by_label("Means").select_option("coaching")
        assert shown(page) == coaching and len(coaching) < len(every)
        page.get_by_label("Population").select_option("elementary")
        assert shown(page) == coaching & elementary != coaching
        status = page.get_by_role("status")
        assert status.inner_text() == f"{len(coaching & elementary)} of {len(every)} examples"
        heads = page.locator("[id^=faq-scale-]:visible + .faq-cards .faq-card:visible").count()
        assert page.locator("[id^=faq-scale-]:visible").count() <= heads
        assert page.url.endswith("?population=elementary&means=coaching")
        page.get_by_role("button", name="Show all").click()
        assert shown(page) == every and page.url.endswith(GALLERY)


def test_counts_are_what_a_choice_would_leave(visit):
    """A value says how many it would leave; one that would leave none cannot be chosen."""
    with visit(f"{GALLERY}?means=fellowship") as page:
        scale = page.get_by_label("Scale")
        for option in scale.locator("option").all()[1:]:
            number = int(option.inner_text().rsplit("(", 1)[1].rstrip(")"))
            assert option.is_disabled() == (number == 0)
            if number:
                scale.select_option(option.get_attribute("value"))
                assert len(shown(page)) == number


def test_filters_by_keyboard(visit):
    """Tab leads from filter to filter and to the button, which leaves the focus in the form."""
    with visit(GALLERY) as page:
        page.get_by_label("Scale").focus()
        page.keyboard.press("D")  # District
        assert page.get_by_label("Scale").input_value() == "district"
        for _ in range(3):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Show all"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "scale"


def test_filters_under_a_strict_policy(browser, site):
    """They need neither inline script nor inline style."""
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda m: m.type == "error" and problems.append(m.text))

    def answer(route):
        found = route.fetch()
        route.fulfill(response=found, headers={**found.headers, "content-security-policy": STRICT})

    page.route("**/examples/**", answer)
    page.goto(f"{site.url}{GALLERY}?scale=state")
    page.get_by_label("Scale").wait_for()
    assert page.get_by_label("Scale").input_value() == "state" and problems == []
    context.close()
