"""A question that somebody typed becomes a file that builds, and whatever it holds stays text."""

import datetime
import html
import io
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import yaml
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from faq_ext.catalog import build_catalog
from faq_ext.cli import main
from faq_ext.commands.new import (
    UNANSWERED,
    Block,
    Draft,
    plain,
    read_blocks,
    suggest_slug,
    write_question,
)
from faq_ext.commands.scaffold import Problem, read_draft
from faq_ext.issue_form import LABELS, read_choices, read_issue, read_lines
from faq_ext.nodes import faq_answer
from faq_ext.site import domain_of

from .conftest import BASE, CONF, DOCS, question, run_build, write_sources
from .test_catalog import documents, head

TODAY = datetime.date(2026, 11, 26)
FORMS = DOCS.parent / ".github" / "ISSUE_TEMPLATE"
#: All that MyST can be told to see in a text, with the one that runs code; not what only
#: changes dashes and quotation marks.
OPEN = (
    "amsmath attrs_block attrs_inline colon_fence deflist dollarmath fieldlist html_admonition "
    "html_image strikethrough substitution tasklist"
).split()
TRICKS = (
    "::::", ":::", ":::{faq:for} parents", "::::{faq:question} Another?", "```", "~~~",
    "```{include} /etc/passwd", ":topics: evil", ":slug: x", "---", "===", "+++", "% note",
    "(target)=", "# Heading", "> quote", "- ", "* ", "1. ", "3) ", "007. ", "    code", "\t",
    "<script>alert(1)</script>", "<!-- -->", "<img src=x onerror=alert(1)>", "&lt;", "&#60;",
    "{{ 7 * 7 }}", "{% raw %}", "{faq:question}`other`", "{eval}`1`", "`code`", "[a](javascript:1)",
    "[a]: https://evil.example", "[^1]", "[^1]: note", "![x](y.png)", "$x$", "$$", r"\(x\)", "\\",
    "\\begin{equation}", "| a | b |", "|-|-|", ":name: value", ": definition", "{#id .class}",
    "*", "_", "**", "__a__", "~~a~~", "H~2~O", "- [x] done", "https://a.example/x_y?z=1*2",
    "http://xn--a.example", "https://a.example/%41.", "<https://a.example>", "www.evil.example",
    "mailto:a@b.example", "\n", "\n\n", "\r\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\u202e",
    "\ud800", "\ufeff", "é", "“q”", '"', "'", "; ", ", ", "_No response_", "|", "=", "...", "--",
)  # fmt: skip
typed = st.lists(
    st.one_of(st.sampled_from(TRICKS), st.text(max_size=12), st.sampled_from(("a", "Word ", " "))),
    max_size=12,
).map("".join)
line = typed.map(lambda text: " ".join(text.splitlines()))
#: What a textarea can hold: a heading of a later field would end it, and is tested apart.
area = typed.map(lambda text: text.strip("\r\n")).filter(
    lambda text: not any(t.rstrip() == f"### {label}" for label in LABELS.values()
                         for t in text.splitlines())
)  # fmt: skip
fields = st.fixed_dictionaries(
    {"question": line.filter(lambda text: plain(text) not in ("", "_No response_"))},
    optional={"by": line, "asked": area, "sources": area, "answer": area},
)


ALLOWED = (
    nodes.paragraph, nodes.Text, nodes.bullet_list, nodes.enumerated_list, nodes.list_item,
    nodes.comment, faq_answer,
)  # fmt: skip
CATALOG = build_catalog(*documents(head("data-privacy"), head("s-parents")))


def write_issue(fields: dict[str, str]) -> str:
    """Write what GitHub makes of a form that was filled in."""
    values = {"topic": "Data privacy", "stakeholders": "- [x] Parents\n- [ ] Others", **fields}
    return "\r\n\r\n".join(
        f"### {label}\r\n\r\n{values.get(field, '').strip() or '_No response_'}"
        for field, label in LABELS.items()
    )


@contextmanager
def reading(folder: Path):
    """Give ``read(text)``, which returns record, answer, document and warnings of a file."""
    conf = CONF.replace('["colon_fence"]', repr(OPEN)) + "smartquotes = False\n"
    write_sources(
        folder / "source", {"conf.py": conf, **BASE, "other.md": question("Other?"), "new.md": ""}
    )
    stream = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            *(folder / "source", folder / "source", folder / "out", folder / "trees", "dummy"),
            status=None,
            warning=stream,
        )
        app.build()
        app.env.prepare_settings("new")

        def read(text: str):
            stream.seek(0)
            stream.truncate()
            Path(app.srcdir, "new.md").write_text(text, "utf-8")
            app.env.clear_doc("new")
            app.env._pickled_doctree_cache.clear()
            app.builder.read_doc("new")
            [(_, record)] = domain_of(app).records["new"]
            doctree = app.env.get_doctree("new")
            return record, next(doctree.findall(faq_answer)), doctree, stream.getvalue()

        yield read, domain_of(app).catalog


def items_of(body: nodes.Element) -> list[tuple[str, list[str]]]:
    """Return the paragraphs and lists of an answer as (kind, texts)."""
    found = []
    for child in body.children:
        if isinstance(child, nodes.paragraph):
            found.append(("", [child.astext()]))
        elif not isinstance(child, nodes.comment):
            assert isinstance(child, (nodes.bullet_list, nodes.enumerated_list)), child
            kind = "-" if isinstance(child, nodes.bullet_list) else "1"
            found.append((kind, [item.astext() for item in child.children]))
    return found


def joined(blocks: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Join lists that follow on each other, as Markdown does."""
    found: list[tuple[str, list[str]]] = []
    for kind, items in blocks:
        if kind and found and found[-1][0] == kind:
            found[-1][1].extend(items)
        else:
            found.append((kind, list(items)))
    return found


def test_round_trip(tmp_path):
    """What was typed into the form is, as text, what the file's question and answer say."""
    with reading(tmp_path) as (read, catalog):

        @settings(max_examples=250, deadline=None, derandomize=True, database=None)
        @given(fields)
        def check(fields):
            compare(fields, read, catalog)

        check()
        for trick in TRICKS:  # each as a text of its own, as a line's start, and within a line
            texts = (f"{trick}x", f"a\n\n{trick} x\ny {trick}", f"- {trick} x")
            for text in texts:
                compare({"question": "Q?", "answer": text}, read, catalog)
            compare({"question": f"{trick} Q? {trick}", "by": f"{trick}x{trick}"}, read, catalog)


@pytest.mark.soak
def test_round_trip_of_many(tmp_path):
    """The same for records that are new at each run."""
    with reading(tmp_path) as (read, catalog):

        @settings(max_examples=3000, deadline=None, database=None)
        @given(fields)
        def check(fields):
            compare(fields, read, catalog)

        check()


def test_tags_stand_below_the_question():
    """Tags become words of a slug's form, in a block of their own; what has none is left out."""
    draft = Draft("Q?", ["t"], ["s"], tags=("Roles", " ```x", "!"))
    assert write_question(draft).endswith("\n::::\n\n```{tags} roles, x\n```\n")
    assert "{tags}" not in write_question(draft._replace(tags=("!",)))


def compare(fields, read, catalog):
    """Compare a form's fields with what is read from the file that they become."""
    given = read_issue(write_issue(fields))
    record, body, doctree, warnings = read(write_question(read_draft(given, catalog, TODAY)))
    assert warnings == ""
    assert record.question == plain(fields["question"])
    assert (record.topics, record.stakeholders) == (("data-privacy",), ("parents",))
    assert record.by == plain(given.get("by", ""))
    asked = map(plain, read_lines(given.get("asked", "")))
    assert record.asked == tuple(dict.fromkeys(filter(None, asked)))
    answer = [
        ("1" if block.mark.isdigit() else block.mark, block.items)
        for block in read_blocks(given.get("answer", "")) or [Block("", [UNANSWERED])]
    ]
    if named := [item for b in read_blocks(given.get("sources", "")) for item in b.items]:
        answer += [("", ["Sources that were named:"]), ("-", named)]
    assert items_of(body) == joined(answer)
    for node in body.findall():
        if isinstance(node, nodes.reference):
            assert node["refuri"].startswith(("https://", "http://")) and node.astext()
        else:
            assert isinstance(node, ALLOWED), node
    assert len(list(doctree.findall(nodes.section))) == 1


def test_characters_that_mislead():
    """What breaks a line or turns the direction of reading does not reach the file."""
    assert plain("a\x00b\u2028c\u202ed\ud800e \r\n f") == "a b cde f"


def test_blocks():
    """Paragraphs, lists and what continues them are told apart; no number is changed."""
    text = "Intro\nmore:\n- a\n  b\n* c\nAfter\n\n1. x\n2) y\n5. z\n\n3. q"
    assert read_blocks(text) == [
        Block("", ["Intro more:"]),
        Block("-", ["a b", "c"]),
        Block("", ["After"]),
        Block("1", ["x", "y"]),
        Block("", ["5. z"]),
        Block("3", ["q"]),
    ]


def test_addresses_are_links(tmp_path):
    """A web address becomes a link without what ends the sentence; a strange one stays text."""
    text = "See https://a.example/b_c. And http://xn--e1a.example, (https://a.example/d)."
    draft = Draft("Q?", ["data-privacy"], ["parents"], text)
    with reading(tmp_path) as (read, _):
        _, body, _, warnings = read(write_question(draft))
    assert body.astext() == text and warnings == ""
    links = [reference["refuri"] for reference in body.findall(nodes.reference)]
    assert links == ["https://a.example/b_c", "https://a.example/d"]


def test_headings_in_a_text_change_no_field():
    """Who writes the form's headings into an answer moves neither topic nor question."""
    forged = "Text\n### Topic\n\nevil\n### Your question\n\nEvil?"
    given = read_issue(write_issue({"question": "Q?", "answer": forged}))
    assert (given["question"], given["topic"]) == ("Q?", "Data privacy")
    assert given["answer"] == forged.replace("\n", "\n")


@pytest.mark.parametrize("body", ["", "Hello", "### Your question\n\n_No response_\n"])
def test_other_texts_are_refused(body):
    """What is no filled-in form makes no file."""
    with pytest.raises(ValueError, match="Suggest a question"):
        read_issue(body)


def test_choices():
    """Boxes and a list with commas are both read."""
    assert read_choices("- [ ] A\n- [X] B, c\n- [x] D") == ["B, c", "D"]
    assert read_choices("a, b ,") == ["a", "b"]


def test_unknown_words():
    """A topic that the site has not is refused, with the nearest one it has."""
    with pytest.raises(Problem, match="did you mean 'data-privacy'"):
        read_draft({"question": "Q?", "topic": "Data privcy"}, CATALOG, TODAY)
    with pytest.raises(Problem, match="no stakeholder; known are: s-parents"):
        read_draft({"question": "Q?", "topic": "data-privacy"}, CATALOG, TODAY)


def test_slugs():
    """A suggested slug has the telling words, and is free."""
    text = "How can a small district pay for its STEM coaches?"
    assert suggest_slug(text) == "small-district-pay-stem-coaches"
    assert suggest_slug(text, {"small-district-pay-stem-coaches"}).endswith("-coaches-2")
    assert suggest_slug("Why not?") == "why-not"
    assert suggest_slug("为什么?") == ""


def test_forms_ask_what_is_read(site):
    """The forms have the labels that are read, and offer this site's topics and readers."""
    form = yaml.safe_load((FORMS / "suggest-question.yml").read_text("utf-8"))
    inputs = [field for field in form["body"] if field["type"] != "markdown"]
    assert {f["id"]: f["attributes"]["label"] for f in inputs} == dict(LABELS)
    assert [f["id"] for f in inputs] == list(LABELS)
    by_id = {f["id"]: f["attributes"] for f in inputs}
    bundle = site.built.bundle
    assert by_id["topic"]["options"] == [topic["name"] for topic in bundle["topics"]]
    people = [s["name"] for s in bundle["stakeholders"]]
    assert [box["label"] for box in by_id["stakeholders"]["options"]] == people


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Go to a project with a small site in docs/."""
    write_sources(tmp_path / "docs", {"conf.py": CONF, **BASE, "who.md": question()})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def builds(project: Path) -> dict:
    """Build the site; return its questions."""
    built = run_build(project / "docs", project / "html", nitpicky=True)
    assert built.warnings == []
    return built.questions


def test_new_asks_in_a_terminal(project, monkeypatch, capsys):
    """A duplicate is shown, topic and stakeholders are asked for, and the file builds."""
    typed = "y\n7\n1\nparents\n\n"
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["new", "Who owns the student data?"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{Path('docs', 'owns-student-data.md')}\n"
    assert "Who owns student data?  (who)" in err and "unknown topic '7'" in err
    assert "no other phrasing: write ':asked:'" in err
    assert builds(project)["owns-student-data"]["text"] == UNANSWERED


def test_new_can_be_given_up(project, monkeypatch, capsys):
    """Who sees that the question is there writes nothing."""
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert main(["new", "Who owns student data?"]) == 1
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    assert main(["new"]) == 1
    assert "nothing is written" in capsys.readouterr().err
    assert len(list((project / "docs").glob("*.md"))) == len(BASE) + 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "write the question"),
        (["Why?"], "name a topic with --topic; known are: data-privacy"),
        (["Why?", "--topic", "data-privcy"], "did you mean 'data-privacy'?"),
        (["Why?", "--topic", "data-privacy", "--stakeholders", ","], "known are: parents"),
        (["Why?", "--slug", "Why Not", "*"], "write 'why-not'"),
        (["Why?", "--slug", "../x", "*"], "write 'x'"),
        (["Why?", "--slug", "who", "*"], "take another"),
        (["Why?", "--slug", "index", "*"], "exists"),
        (["为什么?", "*"], "name one with --slug"),
        (["Why?", "--source", "nowhere", "*"], "no conf.py in 'nowhere'"),
    ],
)
def test_new_says_what_is_wrong(project, monkeypatch, capsys, arguments, told):
    """Without a terminal all is given as options; what is wrong is said, and nothing written."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    good = ["--topic", "data-privacy", "--stakeholders", "parents"]
    arguments = [part for a in arguments for part in (good if a == "*" else [a])]
    assert main(["new", *arguments]) == 1
    assert told in capsys.readouterr().err
    assert len(list((project / "docs").glob("**/*.md"))) == len(BASE) + 1


def test_from_issue(project, monkeypatch, capsys):
    """The text of a form becomes a file beside the topic's others; the path is all of stdout."""
    fields = {"question": "Is <b>it</b> safe?", "answer": "- yes\n- no", "by": "A {teacher}"}
    (project / "issue.md").write_text(write_issue(fields), "utf-8")
    assert main(["from-issue", "issue.md"]) == 0
    assert capsys.readouterr().out == f"{Path('docs', 'b-b-safe.md')}\n"
    for text in ("为什么?", "怎么?"):
        stdin = io.TextIOWrapper(io.BytesIO(write_issue({"question": text}).encode()))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["from-issue", "-"]) == 0
    questions = builds(project)
    assert questions["b-b-safe"]["question"] == "Is <b>it</b> safe?"
    assert questions["b-b-safe"]["by"] == "A {teacher}"
    assert questions["a-question"]["question"] == "为什么?"
    assert questions["a-question-2"]["question"] == "怎么?"
    assert main(["from-issue", "nothing.md"]) == 1
    assert "nothing.md" in capsys.readouterr().err


def test_sites_without_fences_are_told(project, capsys):
    """Where colon fences are off the file would be text: the setting is named."""
    conf = CONF.replace('["colon_fence"]', "[]")
    (project / "docs" / "conf.py").write_text(conf, "utf-8")
    good = ["--topic", "data-privacy", "--stakeholders", "parents"]
    assert main(["new", "Why?", *good]) == 1
    assert "'colon_fence' into myst_enable_extensions" in capsys.readouterr().err


def test_pages_lead_to_the_forms(build):
    """Each question leads to both forms, filled in with fields that they have; or to none."""
    conf = {"faq_repository": "https://git.example/a/b/"}
    page = build({"who.md": question()}, **conf).main("who.html")
    links = re.findall(r'href="https://git\.example/a/b/issues/new\?([^"]+)"', page)
    queries = [dict(parse_qsl(html.unescape(link))) for link in links]
    assert [query["page"] for query in queries] == ["https://faq.example/who.html"] * 2
    assert queries[0]["slug"] == "who" and queries[0]["title"] == "Answer: who"
    for query in queries:
        form = yaml.safe_load((FORMS / query["template"]).read_text("utf-8"))
        prefilled = {field.get("id") for field in form["body"] if field["type"] == "input"}
        assert query.keys() - {"template", "title"} <= prefilled
    assert "issues/new" not in build({"who.md": question()}).main("who.html")
    assert "issues/new" not in build({"who.md": question()}, "text", **conf).read("who.txt")
