"""Closed answers are reached by find-in-page and by print; the page says the language."""

import pytest

from ..published import publish
from .engines import wait
from .host import hosting, publishing, tag, write_page

pytestmark = pytest.mark.browser

INSIDE = "document.querySelector('faq-widget').shadowRoot"
ANSWERS = f"return {INSIDE}.querySelectorAll('[part~=answer]').length === argument[0];"
SHOWN = f"""return [...{INSIDE}.querySelectorAll("[part~=panel]")].map((panel) =>
  [panel.checkVisibility({{ contentVisibilityAuto: true }}), panel.getBoundingClientRect().height,
   getComputedStyle(panel, "::after").content]);"""


@pytest.fixture
def origin(request, tmp_path):
    """Serve the small corpus, or with ``large`` one whose list is longer than 60."""
    publish(tmp_path, large=getattr(request, "param", False))
    with publishing(tmp_path) as published:
        yield published


def write(origin, more="", lang="en"):
    return write_page(origin, f'<div lang="{lang}">{tag(f"{origin}/faq/", more=more)}</div>')


def test_find_in_page_and_print(engine, origin):
    """A short list's answers are loaded when idle; found ones open, printed ones show."""
    page = engine.open()
    with hosting(page, write(origin[0]), [origin[0]]):
        wait(page, ANSWERS, 6)
        assert page.run("return watched.events.map(({ type }) => type);") == ["faq-ready"]
        page.run(f"{INSIDE}.querySelectorAll('[part~=panel]')[2]"
                 ".dispatchEvent(new Event('beforematch', { bubbles: true }));")  # fmt: skip
        opened = f"return {INSIDE}.querySelectorAll('[aria-expanded=true]').length === 1;"
        wait(page, opened)
        if engine.name == "chromium":
            page.page.emulate_media(media="print")
            assert all(height > 10 for _, height, _ in page.run(SHOWN))
    page.close()


@pytest.mark.parametrize("origin", [True], indirect=True)
def test_a_long_list_prints_addresses(engine, origin):
    """Of more than 60 no answer is loaded unasked; on paper each question has its address."""
    url, seen = origin
    page = engine.open()
    with hosting(page, write(url, ' limit="80"'), [url]):
        wait(page, f"return {INSIDE}.querySelectorAll('[aria-expanded]').length === 80;")
        page.run("await new Promise((done) => setTimeout(done, 500));")
        assert not [path for _, path, _ in seen if "answers-" in path]
        if engine.name == "chromium":
            page.page.emulate_media(media="print")
            printed = [content for _, _, content in page.run(SHOWN)]
            assert all(content.startswith('"https://faq.example/q/') for content in printed)
            assert len(set(printed)) == 80
    page.close()


def test_not_under_save_data(engine, origin):
    """Who saves data loads what is asked for only."""
    url, seen = origin
    page = engine.open()
    saving = "<script>Object.defineProperty(navigator, 'connection', "
    saving += "{ value: { saveData: true } });</script>"
    with hosting(page, write(url).replace("<title>", f"{saving}<title>"), [url]):
        wait(page, f"return {INSIDE}.querySelectorAll('[aria-expanded]').length === 6;")
        page.run("await new Promise((done) => setTimeout(done, 500));")
        assert not [path for _, path, _ in seen if "answers-" in path]
    page.close()


@pytest.mark.parametrize(
    ("page_lang", "own", "words"),
    [
        ("es-MX", "", "Buscar en las preguntas"),
        ("en", ' lang="es"', "Buscar en las preguntas"),
        ("es", ' lang="en"', "Search the questions"),
        ("tlh", "", "Search the questions"),
    ],
)
def test_language(engine, origin, page_lang, own, words):
    """The widget speaks the language of its own attribute or of the page around it."""
    url, seen = origin
    page = engine.open()
    with hosting(page, write(url, own, page_lang), [url]):
        wait(page, f"return {INSIDE}.querySelectorAll('[aria-expanded]').length === 6;")
        spanish = words.startswith("Buscar")
        label, lang, question = page.run(
            f"return [{INSIDE}.querySelector('label').innerText, {INSIDE}.querySelector('.root')"
            f".lang, {INSIDE}.querySelector('.question').lang];"
        )
        assert (label.strip(), lang, question) == (words, "es" if spanish else "en", "en")
        page.run("document.querySelector('faq-widget').setAttribute('query', 'coaches');")
        say = f"return {INSIDE}.querySelector('[role=status]').textContent;"
        found = wait(page, say)
        assert ("para «coaches»" if spanish else "for “coaches”") in found
        page.run("document.querySelector('faq-widget').setAttribute('query', 'zzzzzz');")
        lost = "Ninguna pregunta coincide" if spanish else "No question matches"
        hint = f"{INSIDE}.querySelector('.hint')?.textContent"
        wait(page, f"return {hint}?.startsWith(argument[0]);", lost)
        assert bool([path for _, path, _ in seen if "messages-es" in path]) == spanish
    page.close()
