"""Pages stay light, and what a reader looks at stays where it is."""

import pytest

from .measure import measure_shift, settle, weighing
from .test_pages import PAGES

pytestmark = pytest.mark.browser

#: Bytes of style and script (Brotli). The promise is 70 KB; never more than was reached.
QUESTION, LIST = 14 * 1024, 30 * 1024
#: What Web Vitals calls good is 0.1; here only the widget moves, within its own box.
STILL = 0.02


@pytest.mark.parametrize(
    ("name", "budget"), [("question", QUESTION), ("topic", QUESTION), ("home", LIST)]
)
def test_page_is_light(browser, site, name, budget):
    """What a browser asks for, not what lies in the folder."""
    context = browser.new_context()
    page = context.new_page()
    with weighing(page) as sizes:
        page.goto(site.url + PAGES[name])
        settle(page)
    context.close()
    assert any(address.endswith(".css") or ".css?" in address for address in sizes)
    assert sum(sizes.values()) <= budget, sizes


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["home", "topic", "question", "gallery"])
def test_nothing_shifts_late(visit, name, width):
    """Styles, pictures and the widget arrive without moving what is already there."""
    with visit(PAGES[name], viewport={"width": width, "height": 800}) as page:
        assert measure_shift(page) <= STILL
