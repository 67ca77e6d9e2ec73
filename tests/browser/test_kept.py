"""What a widget does with the slugs of before, and with answers that are due for review."""

import functools
import http.server
import json
import shutil
import threading
from contextlib import contextmanager

import pytest

from faq_ext.assets import SCRIPT

from ..conftest import _Quiet
from ..published import MOVED, corpus, publish_items

pytestmark = pytest.mark.browser

HOST = (
    '<!DOCTYPE html><script type="module" src="faq-widget.js"></script><faq-widget src="faq/" %s>'
)


@pytest.fixture
def show(browser, tmp_path):
    """Return ``show(attributes, large=…, hash=…)``: a page with a widget of a test corpus.

    Other answers to its questions may be given, by slug.
    """

    @contextmanager
    def open_page(attributes="", *, large=False, hash="", clock=None, answers={}):  # noqa: B006
        items = [
            item._replace(answer=answers.get(item.slug, item.answer)) for item in corpus(large)
        ]
        publish_items(tmp_path / "faq", items, MOVED)
        shutil.copy(SCRIPT, tmp_path / "faq-widget.js")
        (tmp_path / "index.html").write_text(HOST % attributes)
        handler = functools.partial(_Quiet, directory=str(tmp_path))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page = browser.new_page()
            if clock:
                page.clock.set_fixed_time(clock)
            page.set_default_timeout(8000)
            page.goto(f"http://127.0.0.1:{server.server_port}/{hash}")
            yield page
            page.close()
            server.shutdown()

    return open_page


@pytest.mark.parametrize("large", [False, True])
def test_a_slug_of_before_opens_its_question(show, large):
    """Whether an embed names it or an address does, which then names the slug of today."""
    with show('open="what-coaches-earn"', large=large) as page:
        opened = page.locator("faq-widget").get_by_role("button", expanded=True)
        opened.wait_for()
        assert opened.inner_text() == "How are coaches paid?"
    with show(large=large, hash="#faq=what-coaches-earn") as page:
        page.wait_for_function("location.hash === '#faq=how-are-coaches-paid'")


@pytest.mark.parametrize("slug", ["boards", "trustees"])
def test_readers_of_a_slug_of_before_get_their_part_first(show, slug):
    """An answer names its readers by the slugs of today, an old snippet by those of its day."""
    theirs = ["section", {"data-for": "boards"}, "For boards."]
    answer = {"page": "", "slug": "who-pays-for-released-time"}
    answer["tree"] = [["p", {}, "The state, in part."], theirs]
    answers = {answer["slug"]: lambda: json.dumps(answer)}
    with show(f'stakeholder="{slug}" open="{answer["slug"]}"', answers=answers) as page:
        shown = page.locator("faq-widget .panel:not([hidden]) [part~=answer] > *")
        shown.first.wait_for()
        assert shown.all_inner_texts() == ["For boards.", "The state, in part."]


@pytest.mark.parametrize("large", [False, True])
def test_a_retired_slug_gives_its_reason(show, large):
    """Above the list, and said to those who listen; the next search takes it away."""
    with show('open="who-sells-kits"', large=large) as page:
        notice = page.locator("faq-widget [part=notice]")
        notice.get_by_text("no longer answered. Nobody sells them now.").wait_for()
        assert page.locator("faq-widget [aria-expanded=false]").count() > 5
        region = page.locator("faq-widget [role=status]")
        region.get_by_text("Nobody sells them now.").wait_for(state="attached")
        page.locator("faq-widget input").fill("coaches")
        page.wait_for_selector("faq-widget mark")
        assert notice.inner_text() == ""


@pytest.mark.parametrize(("clock", "overdue"), [("2030-01-01", False), ("2030-01-02", True)])
def test_the_readers_clock_says_what_is_overdue(show, clock, overdue):
    """A widget that shows an old bundle tells the truth."""
    with show('open="how-are-coaches-paid"', clock=f"{clock}T12:00:00Z") as page:
        page.locator("faq-widget [part~=answer]:visible").wait_for()  # others load when idle
        notice = page.locator("faq-widget").get_by_text("This answer is due for a review.")
        assert notice.locator("visible=true").count() == overdue


@pytest.mark.parametrize("years", [0, 5])
def test_a_page_says_what_is_overdue(browser, site, years):
    """By the reader's clock, above the answer; and on the page of those who review."""
    questions = site.built.bundle["questions"]
    day = min(question["reviewby"] for question in questions)
    first = next(question for question in questions if question["reviewby"] == day)
    page = browser.new_page()
    page.clock.set_fixed_time(f"{int(day[:4]) + years}{day[4:]}T12:00:00Z")
    for address in (first["page"], f"{site.url}contribute/reviews/"):
        page.goto(address)
        notices = page.locator(".faq-due")
        assert notices.count() > 0
        assert notices.first.is_visible() is bool(years)
    page.close()
