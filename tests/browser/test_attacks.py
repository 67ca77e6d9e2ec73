"""Hostile bundles, attributes and addresses of fixtures/attacks.json: nothing runs, all shows."""

import html
import json
import time
from functools import partial
from pathlib import Path

import pytest

from ..published import corpus, publish_items
from .engines import wait
from .host import WATCH, hosting, tag, write_page
from .publisher import Files, serving
from .touch import ALARM, TOUCH, check_touched

pytestmark = pytest.mark.browser

ATTACKS = json.loads((Path(__file__).parents[1] / "fixtures" / "attacks.json").read_text("utf-8"))
SCRIPT = "0/faq/faq-widget.js"
#: Each widget has its list, or says why there is none.
SHOWN = """return [...document.querySelectorAll("faq-widget")].map(({ id, shadowRoot }) => [id,
  shadowRoot.querySelectorAll("[aria-expanded]").length,
  (shadowRoot.querySelector(".message, .hint, .own")?.innerText ?? "").length]);"""
OPEN = """for (const { shadowRoot } of document.querySelectorAll("faq-widget"))
  for (const button of shadowRoot.querySelectorAll("[aria-expanded=false]")) button.click();"""
OPENED = """return [...document.querySelectorAll("faq-widget")].every(({ shadowRoot }) =>
  shadowRoot.querySelectorAll("[part~=answer]").length
  === shadowRoot.querySelectorAll("[aria-expanded]").length);"""


def spell(value):
    """Return what a value of the fixture stands for: ``REPEAT:text:count`` is long."""
    if not str(value).startswith("REPEAT:"):
        return value
    text, count = value.removeprefix("REPEAT:").rsplit(":", 1)
    return text * int(count)


def publish_changed(folder, keys):
    """Write the small corpus, with some keys of a hostile publisher wherever there is a place."""
    text, url = keys.get("question"), keys.get("url")
    items = []
    for item in corpus(large=False):
        answer = json.loads(item.answer())
        if url:
            answer["page"] = url
            answer["tree"].append(["p", {}, ["a", {"href": url}, "x"], ["a", {"href": "#n"}, "n"]])
        title = f"{text} {item.question}" if text else item.question
        items.append(item._replace(question=title, answer=partial(json.dumps, answer)))
    publish_items(folder, items)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8")) | keys
    if url:
        manifest |= {"base": url, "ask": url}
    for kind in ("topics", "stakeholders"):
        for heading in manifest[kind]:
            heading |= {"name": text or heading["name"], "page": url, **keys}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


@pytest.fixture(scope="module")
def publisher(tmp_path_factory):
    """Yield the origin of many publishers: ``/<number>/faq/``, a folder each."""
    folder = tmp_path_factory.mktemp("attacks")
    files = {}
    for number, keys in enumerate([*ATTACKS["bundle"].values(), {}]):
        publish_changed(folder / str(number), keys)
        files[str(number)] = Files(folder / str(number))

    def answer(handler):
        if handler.path == "/watch.js":
            handler.send(WATCH + ALARM, Content_Type="text/javascript")
        else:
            files.get(handler.path.split("/")[1], files["0"])(handler)

    with serving(answer) as (origin, _):
        yield origin


def show(page, count):
    """Wait for all widgets; return id -> (questions, letters of a message)."""
    ready = "return watched.events.filter(({ type }) => /ready|error/.test(type)).length >= "
    wait(page, f"{ready} {count};", seconds=20)
    return {name: (questions, said) for name, questions, said in page.run(SHOWN)}


def test_hostile_bundles(engine, publisher):
    """Each of them lists its questions and opens them; a text is a text, a bad address is none."""
    tags = "".join(
        tag(f"{publisher}/{number}/faq/", name) for number, name in enumerate(ATTACKS["bundle"])
    )
    page = engine.open()
    with hosting(page, write_page(publisher, tags, SCRIPT), [publisher]):
        shown = show(page, len(ATTACKS["bundle"]))
        assert {name: count for name, (count, _) in shown.items() if count != 6} == {}
        page.run(OPEN)
        wait(page, OPENED, seconds=20)
        check_touched(page.run(TOUCH))
        assert page.run("return document.title;") == "District"
        page.run("document.querySelector('faq-widget').setAttribute('query', 'zqxj');")
        wait(page, "return watched.events.some(({ type }) => type === 'faq-search');")
        check_touched(page.run(TOUCH))
    page.close()


def test_hostile_attributes(engine, publisher):
    """What a content management system lets through into an attribute does no harm."""
    last = f"{publisher}/{len(ATTACKS['bundle'])}/faq/"
    tags = ""
    for name, (attribute, value) in ATTACKS["attribute"].items():
        written = tag(last, name, f' {attribute}="{html.escape(spell(value))}"')
        tags += written.replace(f'src="{last}"', "", 1) if attribute == "src" else written
    page = engine.open()
    start = time.monotonic()
    with hosting(page, write_page(publisher, tags, SCRIPT), [publisher]) as host:
        host.allowed += ["Script error."]
        shown = show(page, len(ATTACKS["attribute"]))
        assert time.monotonic() - start < 30
        for name, (questions, said) in shown.items():
            assert questions or said, name
            assert questions == 6 or ATTACKS["attribute"][name][0] not in (
                "level", "lang", "theme", "open", "limit",
            ), name  # fmt: skip
        page.run(OPEN)
        wait(page, OPENED, seconds=20)
        check_touched(page.run(TOUCH))
        of_level = "document.querySelector('faq-widget[level]').shadowRoot.querySelector('h2')"
        assert page.run(f"return {of_level} !== null;")
    page.close()


@pytest.mark.parametrize("name", ATTACKS["address"])
def test_hostile_addresses(engine, publisher, name):
    """Whatever link to the host page somebody gives to a reader, at the start or later."""
    address = spell(ATTACKS["address"][name])
    last = f"{publisher}/{len(ATTACKS['bundle'])}/faq/"
    page = engine.open()
    with hosting(page, write_page(publisher, tag(last), SCRIPT), [publisher]) as host:
        page.goto(f"{host.url}/board{address}")
        assert show(page, 1) == {"w": (6, 0)}
        if address.startswith("#"):
            page.run("location.hash = '#other'; location.hash = argument[0];", address)
        page.run(OPEN)
        wait(page, OPENED)
        check_touched(page.run(TOUCH))
        assert page.run("return location.origin;") == host.url
    page.close()
