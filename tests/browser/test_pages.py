"""The built site in a browser: pages load clean, on a phone too."""

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "topic": "topics/models/",
    "question": "topics/models/which-model-suits-us/",
    "stakeholder": "stakeholders/administrators/",
    "map": "map/",
    "gallery": "examples/",
    "example": "examples/denver-tlc/",
    "ask": "ask/",
    "about": "about/",
    "sources": "about/references/",
    "tag": "_tags/coaching/",
    "embed": "embed/",
    "conformance": "embed/accessibility/",
    "widget": "reference/widget/",
    "demo": "demo/",
    "builder": "embed/builder/",
    "plain": "demo/plain/",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_loads_clean(visit, name):
    """No error, no other origin, and on a phone nothing sticks out of the page."""
    with visit(PAGES[name], viewport={"width": 390, "height": 800}) as page:
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_question_page_shows_all_parts(visit):
    """Topic, readers, answer, examples, related questions, sources, dates, tags, address."""
    with visit(PAGES["question"]) as page:
        text = page.locator("main").inner_text()
        for part in ("Topic: ", "For: ", "Examples", "Scale: ", "Population: ", "Means: ",
                     "Source: ", "(as of ", "Related questions", "Referred to by", "Sources",
                     "Reviewed: ", "Permanent address: ", "Tags: "):  # fmt: skip
            assert part in text, part


def test_permanent_address_leads_to_the_question(visit):
    """q/<slug>/ ends on the question's page."""
    with visit("q/which-model-suits-us/") as page:
        page.wait_for_url("**/topics/models/which-model-suits-us/")
        assert page.locator("h1").inner_text().startswith("Which model")


def test_matrix_leads_to_its_list(visit):
    """A number in the map leads to as many questions on the stakeholder's page."""
    with visit("map/") as page:
        cell = page.locator("td a").nth(1)
        number = int(cell.inner_text())
        cell.click()
        anchor = page.evaluate("location.hash.slice(1)")
        heading = page.locator(f"[id='{anchor}']")
        listed = heading.locator("xpath=following-sibling::*[1][self::ul]/li").count()
        below = heading.locator(
            "xpath=following-sibling::*[position()<=2][contains(@class, 'faq-elsewhere')]//a"
        )
        assert listed + below.count() == number


def test_map_draws_its_numbers(visit):
    """Each number stands in the middle of a disc whose area grows with it; a gap has none."""
    measure = """cells => cells.map(cell => {
      const disc = cell.querySelector("circle")?.getBoundingClientRect();
      const text = document.createRange();
      text.selectNodeContents(cell.querySelector("a") ?? cell);
      const box = text.getBoundingClientRect();
      const middle = r => [r.x + r.width / 2, r.y + r.height / 2];
      const number = Number(cell.innerText) || 0;
      return disc ? [number, disc.width, ...middle(disc), ...middle(box)] : [number];
    })"""
    with visit("map/") as page:
        cells = page.locator(".faq-map td").evaluate_all(measure)
    drawn = [cell for cell in cells if len(cell) > 1]
    assert [cell for cell in cells if cell[0] == 0] == [c for c in cells if len(c) == 1] != []
    largest = max(drawn)
    for number, width, x, y, text_x, text_y in drawn:
        ratio = (width / largest[1]) ** 2
        assert abs(ratio - number / largest[0]) < 0.06, number
        assert abs(x - text_x) < 2 and abs(y - text_y) < 3
