"""The widget on the demo district page, which is not ours."""

import functools
import http.server
import json
import os
import shutil
import threading

import pytest

from faq_ext.assets import SCRIPT

from ..conftest import _Quiet
from ..published import publish

pytestmark = pytest.mark.browser

SLUG = "why-invest"


def heading(page, text):
    return page.locator("faq-widget").get_by_role("button", name=text)


def test_lists_the_stakeholders_questions(visit):
    """The snippet shows administrators' questions, the curated ones first."""
    with visit("demo/") as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        assert heading(page, "Why should a busy principal").count() == 1
        assert page.locator("faq-widget").get_by_role("button", expanded=False).count() > 15


def test_opens_an_answer_and_links_deep(visit):
    """An answer opens in place, and the address then leads to it."""
    with visit("demo/") as page:
        heading(page, "Why should a busy principal").click()
        region = page.locator("faq-widget [part~=answer]:visible").first
        region.wait_for()
        assert len(region.inner_text()) > 400
        assert page.evaluate("location.hash") == f"#faq={SLUG}"
        for link in region.locator("a").all():
            assert link.get_attribute("href").startswith(
                ("http://127.0.0.1", "https://", "http://")
            )


def test_deep_link_opens_at_once(visit):
    """Who follows #faq=<slug> finds that answer open and in view."""
    with visit(f"demo/#faq={SLUG}") as page:
        button = page.locator("faq-widget").get_by_role("button", expanded=True)
        button.wait_for()
        assert button.inner_text().startswith("Why should a busy principal")
        page.wait_for_function(
            "() => { const b = document.querySelector('faq-widget').shadowRoot"
            ".querySelector('[aria-expanded=true]').getBoundingClientRect();"
            " return b.top >= 0 && b.top < innerHeight; }"
        )


def test_searches_as_one_types(visit):
    """Half a question finds its answer; Escape brings the list back."""
    with visit("demo/") as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        field = page.locator("faq-widget input")
        all_questions = page.locator("faq-widget").get_by_role("button", expanded=False).count()
        field.fill("how can we pay for ro")
        page.wait_for_function(
            "() => document.querySelector('faq-widget').shadowRoot"
            f".querySelectorAll('[aria-expanded]').length < {all_questions}"
        )
        first = page.locator("faq-widget [aria-expanded]").first
        assert "pay for STEM teacher leader roles" in first.inner_text()
        field.press("Escape")
        page.wait_for_selector("faq-widget >> text=Start here")


def test_keyboard_alone(visit):
    """Tab reaches a question, Enter opens it, and focus stays visible."""
    with visit("demo/") as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        page.locator("faq-widget input").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("faq-widget [aria-expanded=true]")
        outline = page.evaluate(
            "getComputedStyle(document.querySelector('faq-widget').shadowRoot.activeElement)"
            ".outlineStyle"
        )
        assert outline == "solid"


def test_without_scripts_the_links_stay(visit):
    """Where scripts are forbidden the district's visitors still have links to questions."""
    with visit("demo/", java_script_enabled=False) as page:
        links = page.locator("faq-widget a")
        assert links.count() == 7 and all(link.is_visible() for link in links.all())
        text = links.first.inner_text()
        assert text.startswith("Why should a busy principal")
        links.first.click()
        page.wait_for_url("**/topics/**")  # by way of its permanent address
        assert page.locator("h1").inner_text() == text


def test_widget_follows_the_page(visit):
    """It takes the host's font, and stays light on a page that has no dark side."""
    with visit("demo/", color_scheme="dark") as page:
        page.wait_for_selector("faq-widget >> text=Start here")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.querySelector('faq-widget').shadowRoot"
            ".querySelector('.root')); return [s.fontFamily, s.backgroundColor]; })()"
        )
        assert "Verdana" in style[0]
        assert style[1] == "rgb(251, 248, 243)"


def test_a_lost_bundle_leaves_the_links(browser, site):
    """If the bundle cannot be had: one readable line, a retry, and the links stay."""
    page = browser.new_page()
    page.route("**/manifest.json", lambda route: route.abort())
    page.goto(site.url + "demo/")
    page.locator("faq-widget").get_by_role("button", name="again").wait_for()
    assert page.locator("faq-widget a").first.is_visible()
    page.unroute("**/manifest.json")
    page.locator("faq-widget").get_by_role("button", name="again").click()
    page.wait_for_selector("faq-widget >> text=Start here")
    page.close()


def test_published_anew_behind_an_open_page(browser, tmp_path):
    """A question that has another number by now still gets its own answer."""
    items = publish(tmp_path / "faq", large=False)
    shutil.copy(SCRIPT, tmp_path / "faq-widget.js")
    (tmp_path / "index.html").write_text(
        '<!DOCTYPE html><script type="module" src="faq-widget.js"></script>'
        '<faq-widget src="faq/"></faq-widget>'
    )
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        # Otherwise the answers of a short list are loaded before the other corpus is there.
        page.add_init_script(
            "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
        )
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        first, last = items[0].question, items[-1].question
        heading(page, first).wait_for()
        shutil.rmtree(tmp_path / "faq")
        publish(tmp_path / "faq", large=True)
        # What is published within a second would not be newer, for HTTP.
        os.utime(tmp_path / "faq" / "manifest.json", (2e9, 2e9))
        # Before, it was the last of six; now more than a hundred stand before it.
        heading(page, last).click()
        page.locator("faq-widget").get_by_role("button", name="again").click()
        answer = page.locator("faq-widget [part~=answer]")
        answer.wait_for()
        assert answer.inner_text() == json.loads(items[-1].answer())["tree"][0][2]
        opened = page.locator("faq-widget").get_by_role("button", expanded=True)
        assert opened.inner_text() == last
        page.close()
        server.shutdown()
