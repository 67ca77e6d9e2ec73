"""What other windows post, to the frame's script on a host page and to the page in the frame."""

import base64
import hashlib
import json
import time
from pathlib import Path

import pytest

from faq_ext.assets import STATIC

from .engines import wait
from .host import PAGE, WATCH, hosting
from .publisher import serving

pytestmark = pytest.mark.browser

ATTACKS = json.loads((Path(__file__).parents[1] / "fixtures" / "attacks.json").read_text("utf-8"))
MESSAGES = ATTACKS["message"]
LEAST, MOST = 120, 20_000  # px, as docs/embed/security.md says
FRAME = (STATIC / "faq-frame.js").read_bytes()
#: A page in the frame that posts whatever it is asked to; of the right window and origin.
ECHO = b"""<!DOCTYPE html><title>Frame</title><script>
addEventListener("message", ({ data }) => {
  if (data === "faq-hello") return parent.postMessage({ faqHeight: 500 }, "*");
  for (let n = 0; n < (data.times ?? 1); n++) parent.postMessage(data.say, "*");
  parent.postMessage("said", "*");
});
</script>"""
HEIGHTS = """return [...document.querySelectorAll("iframe")].map((frame) => frame.offsetHeight);"""
#: Lets a frame say something, and waits until it has been heard.
SAY = """const frame = document.querySelectorAll("iframe")[argument[0]];
await new Promise((done) => {
  const heard = ({ data, source }) => {
    if (data !== "said" || source !== frame.contentWindow) return;
    removeEventListener("message", heard);
    done();
  };
  addEventListener("message", heard);
  frame.contentWindow.postMessage({ say: MESSAGE, times: argument[1] }, "*");
});
return [frame.offsetHeight, location.href, ({}).polluted ?? null, window.ran ?? null];"""


@pytest.fixture
def framed(engine):
    """Yield a host page with two frames that echo, and the script that follows their heights."""

    def answer(handler):
        if handler.path == "/watch.js":
            body = WATCH + b"window.alert = () => (window.ran = true);"
            handler.send(body, Content_Type="text/javascript")
        elif handler.path == "/frame.js":
            handler.send(FRAME, Content_Type="text/javascript")
        else:
            handler.send(ECHO, Content_Type="text/html")

    with serving(answer) as (origin, _):
        digest = base64.b64encode(hashlib.sha384(FRAME).digest()).decode()
        frames = (
            '<iframe data-faq src="{}/echo" title="x" height="600" style="border:0"></iframe>' * 2
        )
        html = PAGE.format(
            watch=f'<script src="{origin}/watch.js"></script>',
            script=f'<script src="{origin}/frame.js" integrity="sha384-{digest}" crossorigin '
            "defer></script>",
            body=frames.format(origin, origin),
        )
        page = engine.open()
        with hosting(page, html, [origin]):
            wait(page, f"{HEIGHTS[:-1]}.every((height) => height === 500);")
            yield page
        page.close()


def test_a_frame_can_only_tell_its_height(framed):
    """Each message of the right window: the height stays within its bounds, all else as it is."""
    address = framed.run("return location.href;")
    for name, message in MESSAGES.items():
        height, *left = framed.run(SAY.replace("MESSAGE", message), 0, 1)
        assert LEAST <= height <= MOST and left == [address, None, None], name
    # It still listens, and each frame has its own height.
    framed.run(SAY.replace("MESSAGE", "{ faqHeight: 321.5 }"), 0, 1)
    assert framed.run(HEIGHTS) == [322, 500]


@pytest.mark.parametrize("count", [1_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_a_flood_ends(framed, count):
    """Any number of messages leaves a page that answers, with the last height."""
    start = time.monotonic()
    framed.run(SAY.replace("MESSAGE", "{ faqHeight: 700 }"), 1, count)
    assert framed.run(HEIGHTS) == [500, 700]
    assert time.monotonic() - start < 60


#: A host page that has the real page in its frame, and keeps all that this says.
LISTEN = """window.told = [];
addEventListener("message", ({ data }) => told.push(data));
const frame = document.querySelector("iframe");
window.loads = 0;
frame.addEventListener("load", () => loads++);
await new Promise((done) => frame.addEventListener("load", done));"""


def test_the_page_inside_tells_its_height_only(engine, site):
    """Whatever the host page posts: nothing but numbers comes back, and only after a greeting."""
    page = engine.open()
    origin = site.url.rstrip("/")
    with serving(lambda handler: handler.send(WATCH, Content_Type="text/javascript")) as (watch, _):
        html = PAGE.format(
            watch=f'<script src="{watch}/watch.js"></script>',
            script="",
            body=f'<iframe src="{origin}/faq/embed/?topic=models" title="x" width="600"></iframe>',
        )
        with hosting(page, html, [watch, origin]):
            page.run(LISTEN.replace("await new", "frame.src = frame.src; await new"))
            for name, message in MESSAGES.items():
                if message != "'faq-hello'":
                    page.run(f"frames[0].postMessage({message}, '*');")
                    assert page.run("return told;") == [], name
            page.run("for (let n = 0; n < 1e4; n++) frames[0].postMessage({ n }, '*');")
            page.run("frames[0].postMessage('faq-hello', '*');")
            wait(page, "return told.length;", seconds=20)
            told = page.run("return told;")
            assert all([*data] == ["faqHeight"] and data["faqHeight"] > 0 for data in told)
            assert page.run("return [loads, location.pathname];") == [1, "/board"]
    page.close()


#: Keeps what a page says, and to whom. Where it is nobody's frame, it is its own parent.
KEEP = """window.posted = [];
window.postMessage = (data, origin) => posted.push([Object.keys(data)[0], origin]);"""
GREET = """dispatchEvent(new MessageEvent("message",
  { data: "faq-hello", origin: argument[0], source: window }));"""


def test_the_height_is_told_to_who_greeted(view):
    """By the name of its origin, so that no page that has taken its place hears of it."""
    with view("faq/embed/?topic=models") as page:
        page.run(KEEP)
        page.run(GREET, "null")  # which names nobody
        assert page.run("return posted;") == []
        page.run(GREET, "https://district.example")
        # At once, and again for as long as the page still grows.
        told = page.run("return posted;")
        assert told and all(each == ["faqHeight", "https://district.example"] for each in told)
