"""What each test of a browser is asked at its end does catch what it is there for."""

import pytest

from .publisher import serving
from .watched import take_problems

pytestmark = pytest.mark.browser

LEAVE = {
    "a cookie": ("document.cookie = 'a=1'", "kept a cookie: a"),
    "local storage": ("localStorage.a = 1", "kept in "),
    "session storage": ("sessionStorage.a = 1", "kept in "),
    "a database": ("new Promise((done) => (indexedDB.open('a').onsuccess = done)).then(() => 1)",
                   "kept in "),
    "a stranger": ("fetch('https://evil.test/').catch(() => 1)", "asked a stranger: https://evil"),
    "a policy": ("document.body.append(Object.assign(document.createElement('img'),"
                 " { src: '/x.png' }))", "violation: "),
    "a type": ("try { document.body.innerHTML = '<p>'; } catch { 1; }", "violation: "),
    "a form": ("fetch('/', { method: 'POST', body: 'a' }).then(() => 1)", "not plain: POST"),
    "a referrer": ("fetch('/a.json').then(() => 1)", "not plain: GET /a.json"),
}  # fmt: skip
POLICY = "img-src 'none'; require-trusted-types-for 'script'"


@pytest.mark.parametrize("how", LEAVE)
@pytest.mark.parametrize("closed", [False, True])
def test_a_trace_is_seen(browser, how, closed):
    """Whether the test closes its page or leaves it open."""
    script, trace = LEAVE[how]
    html = {"Content_Type": "text/html", "Content_Security_Policy": POLICY}
    with serving(lambda handler: handler.send(b"<!DOCTYPE html><body>", **html)) as (origin, _):
        page = browser.new_page()
        page.goto(f"{origin}/")
        page.evaluate(f"() => {{ {script if ';' in script else f'return {script}'} }}")
        page.wait_for_timeout(50)
        if closed:
            page.close()
        problems = take_problems()
        if not closed:
            page.close()
    # A database is also seen as such; the browser's own request for an icon carries a referrer.
    assert [problem for problem in problems if trace in problem]
    take_problems()


def test_nothing_is_seen_where_nothing_was(browser):
    """A page that does nothing leaves nothing."""
    with serving(lambda handler: handler.send(b"<!DOCTYPE html>")) as (origin, _):
        page = browser.new_page()
        page.goto(f"{origin}/")
        page.close()
        assert take_problems() == []
