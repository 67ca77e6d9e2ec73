"""What the ways to embed do that only Chromium can show; test_rungs.py has the rest."""

import base64
import functools
import hashlib
import http.server
import json
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from faq_ext.assets import RELEASED
from faq_ext.embeds import POLICY

from ..conftest import _Quiet
from .axe import AXE, RULES

pytestmark = pytest.mark.browser

HOST = "<!DOCTYPE html><html lang='en'><title>District</title><link rel='icon' href='data:,'>{}"


@contextmanager
def host_page(folder: Path, body: str):
    """Serve a page of another origin; yield its address."""
    (folder / "index.html").write_text(HOST.format(body), "utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def snippet_of(site, name: str) -> str:
    """Return what the demo page of a way to embed holds."""
    page = site.built.read(f"demo/{name}/index.html")
    return page.split("<h2>Questions and answers</h2>")[1].split("<h2>Whom to call")[0]


def height_of(page) -> float:
    return page.evaluate("document.querySelector('iframe').getBoundingClientRect().height")


def test_a_frame_grows_with_what_it_shows(browser, site, tmp_path):
    """On a page of another origin: as high as its content, and higher when an answer opens."""
    with host_page(tmp_path, snippet_of(site, "frame")) as address:
        page = browser.new_page()
        page.goto(address)
        inside = page.frame_locator("iframe")
        inside.get_by_role("button", name="Why should a busy principal").wait_for()
        page.wait_for_function("document.querySelector('iframe').offsetHeight > 700")
        before = height_of(page)
        content = inside.locator("html").evaluate("root => root.getBoundingClientRect().height")
        assert abs(before - content) < 2
        before = page.evaluate("document.querySelector('iframe').offsetHeight")
        inside.get_by_role("button", name="Why should a busy principal").click()
        page.wait_for_function(f"document.querySelector('iframe').offsetHeight > {before + 200}")
        with page.expect_popup() as popup:  # an answer's own links open beside the host page
            inside.locator("faq-widget .own a").first.click()
        assert popup.value.url.startswith(site.url)
        assert page.url == address
        inside.get_by_role("button", name="Why should a busy principal").click()
        page.wait_for_function(f"document.querySelector('iframe').offsetHeight === {before}")
        page.close()


def test_two_frames_have_their_own_heights(browser, site, tmp_path):
    """Both are named, grow by what they show, and Tab leads from one into the next."""
    second = snippet_of(site, "frame").replace("stakeholder=administrators", "topic=models")
    with host_page(tmp_path, snippet_of(site, "frame") + second) as address:
        page = browser.new_page()
        page.goto(address)
        frames = page.locator("iframe")
        for number, text in enumerate(("Why should a busy principal", "Which model")):
            assert frames.nth(number).get_attribute("title")
            frames.nth(number).scroll_into_view_if_needed()
            frames.nth(number).content_frame.get_by_role("button", name=text).wait_for()
        grown = "[...document.querySelectorAll('iframe')].every(({ style }) => style.height)"
        page.wait_for_function(grown)
        heights = frames.evaluate_all("all => all.map(({ offsetHeight }) => offsetHeight)")
        assert heights[0] != heights[1]
        frames.nth(1).content_frame.get_by_role("button", name="Which model").click()
        page.wait_for_function(
            f"document.querySelectorAll('iframe')[1].offsetHeight > {heights[1] + 100}"
        )
        assert frames.nth(0).evaluate("frame => frame.offsetHeight") == heights[0]
        last = frames.nth(0).content_frame.locator("faq-widget button").last
        last.focus()
        page.keyboard.press("Tab")
        # The focus goes from one process to another.
        page.wait_for_function("document.activeElement.localName === 'a'")  # the link below
        page.keyboard.press("Tab")
        page.wait_for_function("document.activeElement === document.querySelectorAll('iframe')[1]")
        page.close()


def test_axe_finds_nothing_inside_a_frame(visit):
    """axe-core goes from the host page into the frame, and finds nothing in either."""
    with visit("demo/frame/") as page:
        page.frame_locator("iframe").get_by_role("button").first.wait_for()  # it loads lazily
        frame = next(f for f in page.frames if "/faq/embed/" in f.url)
        frame.goto(f"{frame.url}&theme=dark")
        frame.get_by_role("button", name="Why should a busy principal").click()
        frame.locator("faq-widget [part~=answer]:visible").first.wait_for()
        for tested in page.frames:
            tested.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
        assert any(len(n["target"]) > 1 for p in found["passes"] for n in p["nodes"])
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []


def test_the_page_inside_tells_only_who_greeted(browser, site):
    """Opened on its own it posts nothing; its policy allows its own files only."""
    page = browser.new_page()
    problems = []

    def note(message):  # opened on its own it asks for an icon, as every page does
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            problems.append(message.text)

    page.on("console", note)
    page.add_init_script(
        "window.told = []; const post = window.postMessage.bind(window);"
        "window.postMessage = (...a) => (told.push(a[0]), post(...a));"
        "window.caught = []; addEventListener('securitypolicyviolation',"
        " (e) => caught.push(e.violatedDirective));"
    )
    page.goto(f"{site.url}faq/embed/?topic=models&theme=dark&lang=en&onload=x&src=https://e.test/")
    page.locator("faq-widget").get_by_role("button", name="Which model").wait_for()
    widget = page.locator("faq-widget")
    assert widget.get_attribute("topic") == "models"
    assert widget.get_attribute("src") == "../"
    assert widget.get_attribute("onload") is None
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.evaluate(
        "post => window.dispatchEvent(new MessageEvent('message',"
        " { data: 'faq-hello', origin: 'https://e.test', source: null }))"
    )
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_timeout(100)
    assert page.evaluate("told") == []
    assert page.evaluate("caught") == [] and problems == []
    assert POLICY in page.content()
    page.close()


def test_the_builder_writes_what_works(visit, site):
    """What one chooses is in the snippet and on the sample page; it holds real questions."""
    with visit("embed/builder/", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.get_by_label("Topic").select_option("models")
        page.get_by_label("Look").select_option("dark")
        snippet = page.get_by_label("What to paste").input_value()
        script = site.built.json("faq/manifest.json")["script"]
        assert script["integrity"] in snippet and script["file"] in snippet
        assert f'src="{site.url}faq/" topic="models" theme="dark"' in snippet
        asked = [q for q in site.built.bundle["questions"] if q["permalink"] in snippet]
        assert len(asked) == 5 and {"models"} <= set.intersection(
            *(set(q["topics"]) for q in asked)
        )
        preview = page.frame_locator("iframe[title^=Preview]")
        preview.locator("faq-widget").get_by_role("button", name="Which model").wait_for()
        page.get_by_role("button", name="Copy").click()
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == snippet
        page.get_by_label("Way to embed").select_option("frame")
        assert "<iframe data-faq" in page.get_by_label("What to paste").input_value()
        inside = preview.frame_locator("iframe")
        inside.get_by_role("button", name="Which model").wait_for()
        page.get_by_label("Way to embed").select_option("include")
        assert "static/topics/models.html" in page.get_by_label("What to paste").input_value()
        inside.locator("summary", has_text="Which model").wait_for()


def test_released_scripts_are_published(build, monkeypatch, tmp_path):
    """Each build copies all, whatever the script of today."""
    released = tmp_path / "released"
    released.mkdir()
    for name in ("faq-widget.0123456789abcdef.js", "frame.0123456789abcdef.js"):
        (released / name).write_text(f"// {name}", "utf-8")
    monkeypatch.setattr("faq_ext.assets.RELEASED", released)
    built = build({})
    assert built.read("faq/faq-widget.0123456789abcdef.js").startswith("// faq-widget.")
    assert built.read("faq/embed/frame.0123456789abcdef.js").startswith("// frame.")


def test_a_release_is_kept_whole():
    """Each script of the list is there, and is what its snippet pins."""
    for release in json.loads((RELEASED / "released.json").read_text("utf-8")):
        for name, entry in release.items():
            if name != "version":
                data = (RELEASED / entry["file"]).read_bytes()
                digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
                assert entry["integrity"] == f"sha384-{digest}"
                assert entry["size"] == len(data)
