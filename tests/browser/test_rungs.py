"""Each way to embed works on a page that is not ours, in each engine."""

import json
import re
import shutil
import zipfile

import pytest

from faq_ext.assets import RELEASED, SCRIPT, describe, describe_script
from faq_ext.embed_code import write_widget
from faq_ext.offline import NAME

from ..conftest import DOCS
from .engines import Frame, wait
from .host import check_left
from .reader import ANSWER, FIELD, QUESTIONS, question, there
from .test_ladder import host_page, snippet_of

pytestmark = pytest.mark.browser

FRAME = "document.querySelector('iframe')"
HEIGHT = f"return {FRAME}.offsetHeight;"
NO_SCRIPT = """<meta http-equiv="Content-Security-Policy" content="script-src 'none'">"""
#: Waits for one more turn of the page's events, and of its frame's.
SETTLE = "await new Promise((done) => setTimeout(done, 150));"
#: Keeps what the console is told, and what goes wrong.
SAID = """<script>window.said = []; window.watched = { errors: [] };
console.info = (text) => said.push(text);
addEventListener("error", ({ message }) => watched.errors.push(message));</script>"""
TOLD = """parent.postMessage({ faqHeight: HEIGHT }, "*");"""


@pytest.fixture
def page(engine):
    page = engine.open()
    yield page
    page.close()


def test_a_frame_works_without_our_script(page, site, tmp_path):
    """Where the script line is removed the frame stays as it is, and scrolls."""
    snippet = re.sub(r"<script.*?</script>", "", snippet_of(site, "frame"), flags=re.S)
    with host_page(tmp_path, snippet) as address:
        page.goto(address)
        inside = Frame(page, FRAME)
        wait(inside, there(question("How can we pay")))
        inside.run(f"{question('How can we pay')}.click();")
        wait(inside, there(ANSWER))
        assert page.run(HEIGHT) == 600
        check_left(page, [address.rstrip("/"), site.url.rstrip("/")])


def test_only_the_frame_sets_the_height(page, site, tmp_path):
    """A message of another window or origin counts for nothing, and a height has bounds."""
    hostile = "<iframe id='other' srcdoc='<p>Another</p>'></iframe>"
    with host_page(tmp_path, snippet_of(site, "frame") + hostile) as address:
        page.goto(address)
        wait(Frame(page, FRAME), there(question("Why")))
        wait(page, f"return {FRAME}.offsetHeight > 700;")
        page.run(SETTLE)
        before = page.run(HEIGHT)
        # the right data: of this very window, and of another frame of this origin
        page.run("window.postMessage({ faqHeight: 9000 }, '*');")
        other = Frame(page, "document.getElementById('other')")
        other.run(TOLD.replace("HEIGHT", "9000"))
        # the right origin and data from the wrong window
        page.run(
            "const { origin } = new URL(argument[0]); dispatchEvent(new MessageEvent('message',"
            " { data: { faqHeight: 9000 }, origin, source: window }));",
            site.url,
        )
        # the right window, where another page has taken the place of ours
        page.run(
            f"dispatchEvent(new MessageEvent('message', {{ data: {{ faqHeight: 9000 }},"
            f" origin: 'https://other.example', source: {FRAME}.contentWindow }}));"
        )
        page.run(SETTLE)
        assert page.run(HEIGHT) == before
        for told, shown in (("1e9", 20_000), ("-5", 120), ('"9000"', 120), ("NaN", 120)):
            Frame(page, FRAME).run(TOLD.replace("HEIGHT", told))
            page.run(SETTLE)
            assert page.run(HEIGHT) == shown


def test_plain_html_needs_no_script(page, site, tmp_path):
    """A fragment has no id, style or script, and opens where no script is allowed."""
    snippet = snippet_of(site, "plain")
    assert not re.search(r"<script|<style|\s(?:id|style|on\w+)=", snippet)
    names = list((site.built.output / "faq" / "static").rglob("*.html"))
    bundle = site.built.bundle
    assert len(names) == 1 + len(bundle["topics"]) + len(bundle["stakeholders"])
    with host_page(tmp_path, NO_SCRIPT + snippet) as address:
        page.goto(address)
        asked = "[...document.querySelectorAll('summary')].find(({ innerText }) => "
        asked += "innerText.startsWith('Why should a busy principal'))"
        page.click(asked)
        answer = f"{asked}.parentElement.querySelector('p')"
        wait(page, f"return {answer}.checkVisibility();")
        check_left(page, [address.rstrip("/")])


def test_the_copy_opens_from_a_folder(page, site, tmp_path):
    """Without a server it lists, opens, searches, and has all on one page to print."""
    with zipfile.ZipFile(site.built.output / "faq" / NAME) as archive:
        archive.extractall(tmp_path)
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert "spdx.org/licenses/CC-BY-4.0" in archive.read("README.txt").decode()
        assert archive.read("LICENSE.txt") in (DOCS.parent / "LICENSE").read_bytes()
    if page.engine == "chromium":  # the others have a network without anybody in it
        page.context.set_offline(True)
    page.goto((tmp_path / "index.html").as_uri())
    wait(page, there(question("Which model")))
    page.click(FIELD)
    for letter in "how can we pay for ro":
        page.press(letter)
    found = "[0].innerText.includes('pay for STEM teacher leader')"
    wait(page, f"return {QUESTIONS}{found};")
    page.run(f"{QUESTIONS}[0].click();")
    assert len(wait(page, f"return {ANSWER}?.innerText;")) > 400
    if page.engine == "chromium":  # whose driver can show what is printed
        page.page.emulate_media(media="print")
        assert page.run(there(ANSWER))
        page.page.emulate_media(media="screen")
    asked = page.requests()
    page.goto((tmp_path / "all.html").as_uri())
    whole = page.run("return document.body.innerText;")
    for record in site.built.bundle["questions"]:
        assert record["question"] in whole
    assert all(url.startswith(("file:", "data:")) for url in [*asked, *page.requests()])


def test_the_builder_works_from_a_folder(page, site):
    """Without a server it writes the same snippet."""
    page.goto((site.built.output / "embed" / "builder" / "index.html").as_uri())
    label = "[...document.querySelectorAll('label')].find(({ innerText }) => innerText === 'For')"
    wait(page, there(label))
    page.run(
        f"const {{ control }} = {label}; control.value = 'administrators';"
        "control.dispatchEvent(new Event('change', { bubbles: true }));"
    )
    assert 'stakeholder="administrators"' in page.run(
        "return document.querySelector('textarea').value;"
    )


@pytest.fixture
def older(site, tmp_path):
    """Publish a copy of another name, which stands for an older release."""
    copy = tmp_path / "faq-widget.js"
    copy.write_bytes(SCRIPT.read_bytes() + b"\n")
    script = describe(copy)
    published = site.built.output / "faq" / script["file"]
    shutil.copy(copy, published)
    yield script
    published.unlink()


def test_every_released_script_reads_todays_bundle(page, site, older, tmp_path):
    """Each is still published under its name, runs with its integrity, lists, opens, searches."""
    released = json.loads((RELEASED / "released.json").read_text("utf-8"))
    current = describe_script()
    for script in (*(release["widget"] for release in released), older, current):
        links = [(f"{site.url}topics/", "All questions")]
        snippet = write_widget(script, f"{site.url}faq/", links, topic="models")
        with host_page(tmp_path, SAID + snippet) as address:
            page.goto(address)
            wait(page, there(question("Which model")))
            page.run(f"{question('Which model')}.click();")
            wait(page, there(ANSWER))
            page.click(FIELD)
            for letter in "pay":
                page.press(letter)
            wait(page, f"return {QUESTIONS}[0]?.innerText.includes('pay');")
            said = page.run("return said;")
            assert sum("newer script" in text for text in said) == (
                script["file"] != current["file"]
            )
            check_left(page, [address.rstrip("/"), site.url.rstrip("/")])
