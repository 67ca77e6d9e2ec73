"""What authors get wrong: each mistake is one clear line, and harms nothing else.

``fixtures/bad_input.json`` holds the cases: files (a list of lines, or the exact text), the
warnings that are expected, and what must be true of the bundle all the same. Cases of one
group are built together; their messages must not mix.
"""

import json
import re
from pathlib import Path

import pytest
from sphinx.cmd.build import main
from sphinx.util.docutils import docutils_namespace, patch_docutils

from faq_ext import assets
from faq_ext.diagnostics import Diagnostic

from .conftest import BASE, CONF, Built, question, run_build, write_sources

CASES = json.loads((Path(__file__).parent / "fixtures" / "bad_input.json").read_text("utf-8"))
GROUPS = list(dict.fromkeys(case["group"] for case in CASES))
FORM = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): WARNING: (?P<text>.+) \[(?P<subtype>[a-z._]+)\]")
OTHER = {"other.md": question("Other?", "Unharmed.")}


def sources(case: dict) -> dict[str, bytes]:
    return {
        name: ("\n".join(text) + "\n" if isinstance(text, list) else text).encode()
        for name, text in case["files"].items()
    }


def site_of(cases: list[dict], folder: Path, **options) -> Built:
    """Build some cases with a good question beside them."""
    files: dict[str, str | bytes] = {"conf.py": CONF, **BASE, **OTHER}
    for case in cases:
        assert not files.keys() & case["files"].keys(), case["name"]
        files |= sources(case)
    write_sources(folder / "source", files)
    return run_build(folder / "source", folder / "output", **options)


@pytest.fixture(scope="module")
def groups(tmp_path_factory) -> dict[str, Built]:
    return {
        group: site_of(
            [case for case in CASES if case["group"] == group], tmp_path_factory.mktemp("bad")
        )
        for group in GROUPS
    }


def warnings_of(built: Built, case: dict) -> list[tuple[str, int, str, str]]:
    """Return the warnings at the files of a case, as (file, line, subtype, text)."""
    matches = [FORM.fullmatch(line) for line in built.warnings]
    found = [(m["file"], int(m["line"]), m["subtype"], m["text"]) for m in matches if m]
    return sorted(warning for warning in found if warning[0] in case["files"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_messages(groups, case):
    """A mistake is reported at its file and line, under its subtype, in words that help."""
    found = warnings_of(groups[case["group"]], case)
    expected = [
        {**w, "subtype": w["subtype"] if "." in w["subtype"] else f"faq.{w['subtype']}"}
        for w in case["warnings"]
    ]
    assert [w[:3] for w in found] == sorted(
        (w["file"], w["line"], w["subtype"]) for w in expected
    ), found
    for w in expected:
        same = [text for *place, text in found if place == [w["file"], w["line"], w["subtype"]]]
        assert any(all(word in text for word in w["contains"]) for text in same), (w, same)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_nothing_is_lost(groups, case):
    """Each question of a bad file is in the bundle, with what of it was good."""
    built = groups[case["group"]]
    for slug, facts in case["questions"].items():
        assert {key: built.questions[slug][key] for key in facts} == facts
    assert set(case.get("examples", ())) <= {e["slug"] for e in built.bundle["examples"]}


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_else(groups, group):
    """There is no other message, no traceback, and a good question beside all that is whole."""
    built = groups[group]
    cases = [case for case in CASES if case["group"] == group]
    assert len(built.warnings) == sum(len(case["warnings"]) for case in cases), built.warnings
    assert not any("Traceback" in line for line in built.warnings)
    assert (built.questions["other"]["question"], built.questions["other"]["text"]) == (
        "Other?",
        "Unharmed.",
    )
    expected = {slug for case in cases for slug in case["questions"]} | {"other"}
    assert set(built.questions) == expected


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c["name"].startswith("question-") and c["group"] == "characters"],
    ids=lambda case: case["name"],
)
def test_question_is_the_same_everywhere(groups, case):
    """A question is plain text: page, index, permanent address and bundle show what was written."""
    built = groups[case["group"]]
    for slug, facts in case["questions"].items():
        text = facts["question"].strip()
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert re.search(
            rf"<h1>{re.escape(escaped)}(<a class=\"headerlink|</h1>)", built.main(f"{slug}.html")
        )
        assert f">{escaped}</a>" in built.main("data-privacy.html").replace(
            '<span class="std std-ref">', ""
        )
        assert f"<title>{escaped}</title>" in built.read(f"q/{slug}/index.html")


def test_line_ends_do_not_matter(tmp_path):
    """Line ends and byte order mark make no difference: the same bytes come out."""
    text = question("Same?", "One *line*.\n\nAnother.").encode()
    built = []
    for name, source in {
        "lf": text,
        "crlf": text.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + text,
    }.items():
        case = {"name": name, "files": {"same.md": source.decode()}}
        made = site_of([case], tmp_path / name)
        assert made.warnings == []
        built.append((made.read("faq/manifest.json"), made.main("same.html")))
    assert built[0] == built[1] == built[2]


def build_by_command(folder: Path, *options: str) -> tuple[int, list[str]]:
    """Run sphinx-build; return its exit code and its warnings."""
    report = folder / "warnings.txt"
    source, output = folder / "source", folder / "output"
    with patch_docutils(), docutils_namespace():
        code = main(["-q", "-w", str(report), *options, str(source), str(output)])
    text = report.read_text("utf-8").replace(f"{source}/", "")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    return code, [line for line in lines if "WARNING" in line]  # Sphinx's own report is there, too


def test_not_utf8(tmp_path, capsys):
    """Sphinx ends at a file that is not UTF-8: file and line are told, and nothing is half."""
    folder = tmp_path / "source"
    write_sources(folder, {"conf.py": CONF, **BASE, **OTHER})
    assert build_by_command(tmp_path) == (0, [])
    before = (tmp_path / "output" / "faq" / "manifest.json").read_bytes()
    write_sources(folder, {"latin.md": "# Page\n\nGröße\n".encode("latin-1")})
    write_sources(folder, {"other.md": question("Changed?")})
    message = "latin.md:3: WARNING: this is not UTF-8: save the file as UTF-8. [faq.encoding]"
    assert build_by_command(tmp_path) == (2, [message])
    assert "Encoding error" in capsys.readouterr().err
    assert build_by_command(tmp_path, "-D", "suppress_warnings=faq.encoding") == (2, [])
    assert (tmp_path / "output" / "faq" / "manifest.json").read_bytes() == before
    write_sources(folder, {"latin.md": "# Page\n\nGröße\n"})
    assert build_by_command(tmp_path) == (0, [])
    assert b"Changed?" in (tmp_path / "output" / "faq" / "bundle.json").read_bytes()


def test_reasons(build):
    """A reason that cannot be read, or is of no question in the list, is told; the rest stays."""
    options = ":start: other\n:why:\n  other: Good.\n  no slug\n  othre: Where?\n  other: Twice."
    built = build({**OTHER, "who.md": f"::::{{faq:stakeholder}} Who\n{options}\n::::\n"})
    ours = sorted(line.split("WARNING: ")[1] for line in built.warnings if "who.md:3" in line)
    assert [words for words in ("cannot read 'no slug'", "did you mean 'other'?", "twice")
            if not any(words in line for line in ours)] == []  # fmt: skip
    assert len(ours) == 3
    who = next(s for s in built.bundle["stakeholders"] if s["slug"] == "who")
    assert who["why"]["other"] == "Good."


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("faq_scales", {"A b": "x"}, "a dictionary of slugs"),
        ("faq_means", {}, "a dictionary of slugs"),
        ("faq_populations", {"a": 1}, "a dictionary of slugs"),
        ("faq_evidence", ["research"], "a dictionary of slugs"),
        ("faq_legend", ["research"], "a dictionary of slugs"),
        ("faq_title", 3, "a string"),
        ("faq_license", None, "a string"),
        ("faq_bundle", "no", "True or False"),
        ("faq_untrusted", 1, "True or False"),
        ("faq_repository", "git.example/a", "https://"),
        ("faq_topics", {"A b": "x"}, "unknown option"),
        ("faq_bundle_path", "../../../tmp/out.json", "unknown option"),
        ("faq_scale", {"a": "b"}, "did you mean 'faq_scales'?"),
        ("html_baseurl", "javascript:alert(1)", "https://"),
        ("html_baseurl", "//faq.example/", "https://"),
    ],
)
def test_configuration(build, name, value, words):
    """A bad value in conf.py is named, the default is used, and the build goes on."""
    built = build({"conf.py": f"{CONF}\n{name} = {value!r}\n", **OTHER})
    ours = [line for line in built.warnings if line.endswith("[faq.config]")]
    assert len(ours) == 1
    assert name in ours[0] and words in ours[0]
    assert repr(value) in ours[0] or "unknown" in words or "did you mean" in words
    assert list(built.questions) == ["other"]
    assert "javascript" not in built.read("faq/bundle.json")


def test_base_without_slash(build):
    """An html_baseurl without a slash at its end joins rightly."""
    built = build(OTHER, html_baseurl="https://faq.example/docs")
    assert built.warnings == []
    assert built.questions["other"]["page"] == "https://faq.example/docs/other.html"


def test_without_colon_fences(build):
    """Where MyST does not know colon fences, each lost directive is reported."""
    built = build(OTHER, myst_enable_extensions=[])
    ours = [line for line in built.warnings if line.endswith("[faq.fence]")]
    assert [line.split(": ")[0] for line in ours] == [
        "data-privacy.md:1",
        "other.md:1",
        "parents.md:1",
    ]
    assert all("colon_fence" in line for line in ours)
    ticks = {name: text.replace("::::", "```") for name, text in {**BASE, **OTHER}.items()}
    built = build(ticks, myst_enable_extensions=[])
    assert built.warnings == []
    assert list(built.questions) == ["other"]


def test_without_myst(tmp_path):
    """A site of reStructuredText alone needs no MyST; the extension may be named twice."""
    pages = {
        "index.rst": "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n",
        "data-privacy.rst": ".. faq:topic:: Data privacy\n\n   About.\n",
        "parents.rst": ".. faq:stakeholder:: Parents\n\n   About.\n",
        "other.rst": (
            ".. faq:question:: Other?\n"
            "   :topics: data-privacy\n   :stakeholders: parents\n\n   Text.\n"
        ),
    }
    conf = CONF.replace('"myst_parser", "sphinx_design"', '"faq_ext"')
    write_sources(tmp_path / "source", {"conf.py": conf, **pages})
    built = run_build(tmp_path / "source", tmp_path / "output")
    assert built.warnings == []
    assert list(built.questions) == ["other"]


def test_markdown_without_myst(build):
    """Where pages of ours are in Markdown, MyST need not be named in conf.py."""
    conf = CONF.replace('"myst_parser", "sphinx_design", ', "")
    built = build({"conf.py": conf, **OTHER})
    assert built.warnings == []
    assert list(built.questions) == ["other"]


def test_misspelt_directive_of_restructuredtext(build):
    """docutils names it, with its line, and we the one that was meant."""
    built = build({"a.rst": "Page\n====\n\n.. faq:qestion:: Lost?\n\n   Text.\n", **OTHER})
    assert built.warnings[0] == 'a.rst:4: ERROR: Unknown directive type "faq:qestion".'
    assert built.warnings[-1] == (
        "a.rst:4: WARNING: there is no directive 'faq:qestion', so what it holds is lost: "
        "did you mean 'faq:question'? [faq.fence]"
    )
    assert list(built.questions) == ["other"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Page\n\n> :::{fqa:question} Lost?\n> Text.\n> :::\n"),
        ("a.rst", "Page\n====\n.. fqa:question:: Lost?\n\n   Text.\n"),
    ],
)
def test_misspelt_domain(build, name, text):
    """No parser says which domain was meant."""
    built = build({name: text, **OTHER})
    assert built.warnings[-1] == (
        f"{name}:3: WARNING: there is no directive 'fqa:question', so what it holds is lost: "
        "did you mean 'faq:question'? [faq.fence]"
    )


def test_directives_of_others(build):
    """Directives of other domains, known and unknown, are no concern of ours."""
    text = "# Page\n\n:::{std:option} --list\n:::\n\n```{c:list} x\n```\n"
    built = build({"a.md": text, **OTHER})
    assert not any("[faq." in line for line in built.warnings)


def test_circle_of_includes_of_restructuredtext(build):
    """docutils names the files of a circle, with the line, and goes on."""
    page = (
        "Page\n====\n\n.. faq:question:: Whole?\n   :topics: data-privacy\n"
        "   :stakeholders: parents\n   :slug: whole\n\n   Text.\n\n   .. include:: part.txt\n"
    )
    built = build({"a.rst": page, "part.txt": "Part.\n\n.. include:: a.rst\n", **OTHER})
    first, *files = built.warnings
    assert re.fullmatch(r'a.rst:\d+: WARNING: circular inclusion in "include" directive:', first)
    # by name: docutils gives the way from where the build was started
    assert [Path(line.split()[-1]).name for line in files][:2] == ["a.rst", "part.txt"]
    assert built.questions["whole"]["text"] == "Text.\nPart."


def test_ours_as_the_default_domain(build):
    """Where directives need no "faq:", those of docutils are not taken for misspelt ones."""
    text = "Page\n====\n\n.. default-domain:: faq\n\n.. note:: A note.\n"
    assert build({"a.rst": text, **OTHER}).warnings == []


@pytest.mark.parametrize("end", [".md", ".rst"])
def test_circle_of_a_hundred(build, end):
    """A hundred questions that refer to the next one, in a circle: allowed, and it ends."""
    options = ":topics: data-privacy\n:stakeholders: parents\n:slug: c{}\n:see: c{}\n"
    page = "# Page\n" if end == ".md" else "Page\n====\n"
    for number in range(100):
        lines = options.format(number, (number + 1) % 100)
        if end == ".md":
            page += f"\n::::{{faq:question}} Q{number}?\n{lines}\nText.\n::::\n"
        else:
            indented = lines.replace(":topics", "   :topics").replace("\n:", "\n   :")
            page += f"\n.. faq:question:: Q{number}?\n{indented}\n   Text.\n"
    built = build({f"circle{end}": page})
    assert built.warnings == []
    assert {slug: q["see"] for slug, q in built.questions.items()} == {
        f"c{number}": [f"c{(number + 1) % 100}"] for number in range(100)
    }


#: Mistakes that are no case of the fixture: subtype -> what to build.
FURTHER = {
    "config": {"conf.py": f"{CONF}\nfaq_scales = {{}}\n"},
    "published": {"published.json": "{}\n"},
    "script": {},
    "untrusted": {
        "conf.py": f"{CONF}\nfaq_untrusted = True\n",
        "raw.md": question("Raw?", "A <b>bold</b> word."),
    },
}


@pytest.mark.parametrize("subtype", [d for d in Diagnostic if d != Diagnostic.ENCODING])
def test_each_message_can_be_suppressed(tmp_path, monkeypatch, subtype):
    """``suppress_warnings = ["faq.<subtype>"]`` takes away just the messages of that kind."""
    cases = [c for c in CASES if any(w["subtype"] == subtype for w in c["warnings"])][:1]
    assert bool(cases) != (subtype in FURTHER)
    if subtype == "script":
        monkeypatch.setattr(assets, "SCRIPT", tmp_path / "none.js")
    files = {"conf.py": CONF, **BASE, **OTHER, **FURTHER.get(subtype, {})}
    for case in cases:
        files |= sources(case)

    def count(name: str, **options) -> tuple[int, int]:
        write_sources(tmp_path / name, files)
        lines = run_build(tmp_path / name, tmp_path / f"{name}-output", **options).warnings
        ours = sum(line.endswith(f"[faq.{subtype}]") for line in lines)
        return ours, len(lines) - ours

    shown, others = count("shown")
    assert shown > 0
    assert count("suppressed", suppress_warnings=[f"faq.{subtype}"]) == (0, others)
