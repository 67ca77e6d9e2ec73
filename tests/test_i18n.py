"""Translators see every text of an author, and their words reach every output."""

from .conftest import question

FILES = {
    "who-owns.md": question(
        "Who owns student data?",
        "The district *does*.",
        summary="A short answer.",
        asked="whose data; data owner",
        examples="week",
    ),
    "week.md": ":::{faq:example} Privacy week\n:organization: Example district\n"
    ":place: Some town\n:scale: district\n\nEach school talks.\n:::\n",
}
WORDS = {
    "Who owns student data?": "¿De quién son los datos?",
    "A short answer.": "Una respuesta breve.",
    "whose data": "datos de quién",
    "The district *does*.": "Del *distrito*.",
    "Privacy week": "Semana de la privacidad",
    "Example district": "Distrito de ejemplo",
    "Some town": "Una ciudad",
    "Data privacy": "Privacidad de datos",
    "Who may see what.": "Quién puede ver qué.",
    "Parents": "Padres",
}


def test_gettext_extracts_every_text(build):
    """Question, summary, other phrasings, example's name and fields, topic, stakeholder."""
    built = build(FILES, "gettext")
    found = "".join(path.read_text("utf-8") for path in built.output.glob("*.pot"))
    for text in WORDS:
        assert f'msgid "{text}"' in found, text
    assert "source/who-owns.md:" in found.replace("../", "")


def test_translation_reaches_pages_and_bundle(build):
    """A translated build says the translated words, on other pages' listings, too."""
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\n' + "".join(
        f'msgid "{text}"\nmsgstr "{translated}"\n\n' for text, translated in WORDS.items()
    )
    files = {f"locales/es/LC_MESSAGES/{name}.po": po for name in ("who-owns", "week", "parents")}
    files["locales/es/LC_MESSAGES/data-privacy.po"] = po
    built = build({**FILES, **files}, language="es", locale_dirs=["locales"])
    asked = built.questions["who-owns"]
    assert asked["question"] == "¿De quién son los datos?"
    assert asked["summary"] == "Una respuesta breve."
    assert asked["asked"] == ["datos de quién", "data owner"]
    assert asked["text"] == "Del distrito."
    assert built.bundle["examples"][0]["organization"] == "Distrito de ejemplo"
    assert built.bundle["topics"][0]["name"] == "Privacidad de datos"
    topic = built.main("data-privacy.html")
    assert "¿De quién son los datos?" in topic and "Padres" in topic
    assert "Una respuesta breve." in topic
    assert "Semana de la privacidad" in built.main("who-owns.html")
