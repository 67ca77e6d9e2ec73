"""A slug once published never dies: it leads to its question, or says why there is none."""

import json

import jsonschema
import pytest

from faq_ext.bundle import SCHEMA
from faq_ext.cli import main
from faq_ext.ledger import LEDGER, read_ledger

from .conftest import BASE, CONF, question, write_sources

RENAMED = {"who-owns.md": question(formerly="owner, whose-data")}
RETIRED = {"fax-numbers": "The office has no fax <now>."}


def ledger(**questions: str) -> dict[str, str]:
    kinds = {
        "questions": {slug.replace("_", "-"): text for slug, text in questions.items()},
        "topics": {"data-privacy": "Data privacy"},
        "stakeholders": {"parents": "Parents"},
    }
    return {LEDGER: json.dumps({**kinds, "version": 1}, indent=1)}


def test_old_addresses_lead_on(build):
    """A slug of before redirects as the one of today does; a retired one gives its reason."""
    built = build(RENAMED, faq_retired=RETIRED)
    assert built.warnings == []
    for slug in ("owner", "whose-data", "who-owns"):
        assert 'content="0; url=../../who-owns.html"' in built.read(f"q/{slug}/index.html")
    page = built.read("q/fax-numbers/index.html")
    assert "<p>The office has no fax &lt;now&gt;.</p>" in page
    assert "refresh" not in page and 'name="robots" content="noindex"' in page


def test_bundle_says_what_became_of_them(build):
    """bundle.json and the parts know the slugs of before, and the retired ones."""
    built = build(RENAMED, faq_retired=RETIRED)
    jsonschema.validate(built.bundle, json.loads(SCHEMA.read_text("utf-8")))
    assert built.questions["who-owns"]["formerly"] == ["owner", "whose-data"]
    assert built.bundle["retired"] == [{"slug": "fax-numbers", "reason": RETIRED["fax-numbers"]}]
    [titles] = built.parts("titles")
    assert titles["numbers"] == {"owner": 0, "whose-data": 0}
    assert titles["retired"] == RETIRED


def test_other_projects_find_the_slug_of_before(build):
    """objects.inv has it, so their references lead to the question of today."""
    from sphinx.util.inventory import InventoryFile

    built = build(RENAMED)
    inventory = InventoryFile.loads((built.output / "objects.inv").read_bytes(), uri="")
    questions = inventory.data["faq:question"]
    assert questions["owner"].uri == questions["who-owns"].uri == "who-owns.html#faq-who-owns"


NAMED = {
    "people/parents.md": ":::{faq:stakeholder} Parents\n:formerly: families, guardians\n:::\n",
    "data.md": ":::{faq:topic} Data\n:formerly: data-privacy\n:::\n",
    "index.md": "# Home\n\n```{toctree}\n:glob:\n*\npeople/*\n```\n",
    "a.md": question(topics="data"),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_renamed_topics_and_stakeholders(build, builder):
    """Embeds, includes, feeds, references and the pages themselves are found by the old slug."""
    from sphinx.util.inventory import InventoryFile

    built = build(NAMED, builder, base=False)
    assert built.warnings == []
    jsonschema.validate(built.bundle, json.loads(SCHEMA.read_text("utf-8")))
    [topic], [stakeholder] = built.bundle["topics"], built.bundle["stakeholders"]
    assert (topic["formerly"], stakeholder["formerly"]) == (
        ["data-privacy"], ["families", "guardians"],
    )  # fmt: skip
    manifest = built.json("faq/manifest.json")
    assert manifest["topics"][0]["slugs"] == ["data", "data-privacy"]
    assert manifest["stakeholders"][0]["slugs"] == ["parents", "families", "guardians"]
    folder = built.output / "faq"
    for new, *old in (("static/topics/data.html", "static/topics/data-privacy.html"),
                      ("feeds/data.xml", "feeds/data-privacy.xml"),
                      ("static/stakeholders/parents.html", "static/stakeholders/guardians.html",
                       "static/stakeholders/families.html")):  # fmt: skip
        for name in old:
            assert (folder / name).read_bytes() == (folder / new).read_bytes()
    inventory = InventoryFile.loads((built.output / "objects.inv").read_bytes(), uri="")
    for names in ("topic data-privacy data", "stakeholder families parents"):
        kind, old, new = names.split()
        those = inventory.data[f"faq:{kind}"]
        assert those[old].uri == those[new].uri
    ending, up = (".html", "") if builder == "html" else ("/index.html", "../")
    target = f"{up}parents{'.html' if builder == 'html' else '/'}"
    for old in ("families", "guardians"):
        page = built.read(f"people/{old}{ending}")
        assert f'content="0; url={target}"' in page
        assert '<link rel="canonical" href="https://faq.example/people/parents' in page
    assert "url=" in built.read(f"data-privacy{ending}")


def test_an_old_home_is_let_at_the_next_build(build):
    """A redirect goes with its slug, and gives way to a page."""
    build(NAMED, base=False)
    parents = ":::{faq:stakeholder} Parents\n:formerly: guardians\n:::\n"
    built = build({**NAMED, "people/parents.md": parents}, base=False)
    assert not (built.output / "people" / "families.html").exists()
    assert not (built.output / "faq/static/stakeholders/families.html").exists()
    assert (built.output / "people" / "guardians.html").exists()
    page = {"people/guardians.md": "# A page of its own\n"}
    built = build({**NAMED, **page, "people/parents.md": parents}, base=False)
    assert "A page of its own" in built.main("people/guardians.html")
    parents = parents.replace("guardians", "others")
    built = build({**NAMED, **page, "people/parents.md": parents}, base=False)
    assert "A page of its own" in built.main("people/guardians.html")


def test_an_index_page_had_its_folder_for_its_slug(build):
    """The old address is the folder's of before."""
    files = {"themes/data/index.md": NAMED["data.md"], "index.md": "# Home\n"}
    built = build(files, "dirhtml", base=False)
    page = built.read("themes/data-privacy/index.html")
    assert 'content="0; url=../data/"' in page


def test_a_change_of_mind_reaches_the_next_build(build):
    """A slug that is retired, or renamed anew, in the second of two builds is right there."""
    build({"who-owns.md": question(formerly="owner")})
    built = build({"who-owns.md": question()}, faq_retired={"owner": "Nobody is."})
    assert "<p>Nobody is.</p>" in built.read("q/owner/index.html")
    built = build({"who-owns.md": question()}, faq_retired={"owner": "Nobody was."})
    assert "<p>Nobody was.</p>" in built.read("q/owner/index.html")
    built = build({"who-owns.md": question()})
    assert not (built.output / "q" / "owner").exists()


CASES = {
    "is not a slug": (
        {"a.md": question(formerly="../a")},
        {},
        "a.md:4: WARNING: faq:question: '../a' in ':formerly:' was never a slug",
    ),
    "names itself": (
        {"a.md": question(formerly="a")},
        {},
        "a.md:4: WARNING: faq:question: ':formerly:' names 'a', the question's slug of today",
    ),
    "another has it": (
        {"a.md": question(formerly="b"), "b.md": question("B?")},
        {},
        "a.md:4: WARNING: ':formerly:' of 'a' names 'b', which 'b' has, too",
    ),
    "another names it": (
        {"a.md": question(formerly="c"), "b.md": question("B?", formerly="c")},
        {},
        "b.md:4: WARNING: ':formerly:' of 'b' names 'c', which 'a' names, too",
    ),
    "retired and alive": (
        {"a.md": question()},
        {"faq_retired": {"a": "No."}},
        "a.md:1: WARNING: 'a' answers at 'q/a/', but faq_retired in conf.py says that nothing does",
    ),
    "see names the old slug": (
        {"a.md": question(see="c"), "b.md": question("B?", formerly="c")},
        {},
        "a.md:4: WARNING: unknown question 'c' in ':see:': it is now 'b'.",
    ),
    "role names the old slug": (
        {"a.md": question(body="See {faq:question}`c`."), "b.md": question("B?", formerly="c")},
        {},
        "a.md:5: WARNING: unknown question 'c': it is now 'b'.",
    ),
    "another topic has it": (
        {"t.md": ":::{faq:topic} T\n:formerly: data-privacy\n:::\n", "a.md": question(topics="t")},
        {},
        "t.md:2: WARNING: ':formerly:' of 't' names 'data-privacy', which 'data-privacy' has, too",
    ),
    "a topic names itself": (
        {"t.md": ":::{faq:topic} T\n:formerly: t\n:::\n", "a.md": question(topics="t")},
        {},
        "t.md:2: WARNING: faq:topic: ':formerly:' names 't', the topic's slug of today",
    ),
    "a question names a topic of before": (
        {
            "t.md": ":::{faq:topic} T\n:formerly: privacy\n:::\n",
            "a.md": question(topics="privacy, t"),
        },
        {},
        "a.md:2: WARNING: unknown topic 'privacy' in ':topics:': it is now 't'.",
    ),
    "a role names a topic of before": (
        {
            "t.md": ":::{faq:topic} T\n:formerly: privacy\n:::\n",
            "a.md": question(topics="t", body="See {faq:topic}`privacy`."),
        },
        {},
        "a.md:5: WARNING: unknown topic 'privacy': it is now 't'.",
    ),
    "published, and gone": (
        {"who-owns-it.md": question(), **ledger(who_owns="Who owns it?", who_owns_it="Who?")},
        {},
        f"{LEDGER}:3: WARNING: the published address 'q/who-owns/' ('Who owns it?') would lead "
        "nowhere: write ':formerly: who-owns' at the question that took its place (is it "
        "'who-owns-it'?), or give the reason in conf.py: faq_retired = {'who-owns': ",
    ),
    "a topic that embeds name": (
        {"a.md": question(), **{k: v.replace("data-p", "p") for k, v in ledger().items()}},
        {},
        f"{LEDGER}:4: WARNING: embeds may name the topic 'privacy' ('Data privacy')",
    ),
    "not JSON": (
        {"a.md": question(), LEDGER: "{"},
        {},
        f"{LEDGER}:1: WARNING: {LEDGER} cannot be read (",
    ),
    "of another version": (
        {"a.md": question(), LEDGER: '{"version": 2}'},
        {},
        f"{LEDGER}:1: WARNING: {LEDGER} is not of version 1",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_would_break_an_address_is_told(build, name):
    """One message each, at the line that is to be mended."""
    files, options, message = CASES[name]
    built = build(files, **options)
    assert [w[: len(message)] for w in built.warnings] == [message]


def test_kept_addresses_pass(build):
    """A ledger whose slugs all lead somewhere is passed in silence."""
    files = {**RENAMED, **ledger(who_owns="Who?", owner="Who?", fax_numbers="Which?")}
    assert build(files, faq_retired=RETIRED).warnings == []


def test_renamed_topics_keep_their_place_in_the_ledger(build):
    """A published slug that another topic or stakeholder names is alive."""
    kinds = {"topics": {"data-privacy": "D"}, "stakeholders": {"families": "F", "parents": "P"}}
    published = {LEDGER: json.dumps({**kinds, "version": 1})}
    assert build({**NAMED, **published}, base=False).warnings == []


def test_release_writes_the_ledger(tmp_path, capsys):
    """What is published is added, and nothing leaves; a site with warnings is refused."""
    files = {"conf.py": CONF + f"\nfaq_retired = {RETIRED}\n", **BASE, **RENAMED}
    write_sources(tmp_path, files)
    assert main(["ledger", str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith(f"{LEDGER}: 3 slugs, 3 new\n")
    before = (tmp_path / LEDGER).read_bytes()
    assert main(["ledger", str(tmp_path)]) == 0
    assert (tmp_path / LEDGER).read_bytes() == before
    (tmp_path / "who-owns.md").rename(tmp_path / "ownership.md")
    assert main(["ledger", str(tmp_path)]) == 1
    assert "':formerly: who-owns'" in capsys.readouterr().err
    write_sources(tmp_path, {"ownership.md": question(formerly="who-owns, owner")})
    assert main(["ledger", str(tmp_path)]) == 0
    assert list(read_ledger(tmp_path)["questions"]) == ["ownership", "who-owns"]
    assert main(["ledger", str(tmp_path / "nowhere")]) == 2


def test_a_question_that_no_page_shows_had_another_slug(build):
    """It is left out with a message, and its old address with it."""
    inside = question("Hidden?", slug="hidden", formerly="old-name")
    page = f"# Page\n\n:::::{{only}} nothing\n{inside}:::::\n"
    built = build({"a.md": page, "b.md": question("Shown?")})
    assert [line for line in built.warnings if "'hidden' is not on the page" in line]
    assert "hidden" not in built.questions
