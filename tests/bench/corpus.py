"""Two corpora whose pages show the same: questions of ours, and plain MyST pages."""

from __future__ import annotations

import html
import random
import re
from pathlib import Path

TOPICS, STAKEHOLDERS, EXAMPLES = 6, 11, 40
WORDS = (
    "teacher leader school district coach lesson science mathematics time role support team "
    "principal network program state evidence student plan release meeting colleague practice "
    "question answer pay year grant course mentor group goal result visit design share learn"
).split()
CONF = """
project = "Bench"
extensions = ["myst_parser", "sphinx_design"{extra}]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
html_baseurl = "https://faq.example/"
html_permalinks = False
exclude_patterns = ["_build"]
suppress_warnings = ["toc.not_included"]
"""


def write_corpora(faq: Path, plain: Path, questions: int) -> None:
    """Write the same pages twice: with our directives, and as an author would without them."""
    random_ = random.Random(7)

    def sentence() -> str:
        words = [random_.choice(WORDS) for _ in range(random_.randint(7, 16))]
        return " ".join(words).capitalize() + "."

    def paragraph(sentences: int) -> str:
        return " ".join(sentence() for _ in range(sentences))

    titles = [f"{sentence()[:-1]} {number}?" for number in range(questions)]
    summaries = [sentence() for _ in range(questions)]
    topic_of = [random_.randrange(TOPICS) for _ in range(questions)]
    people_of = [sorted(random_.sample(range(STAKEHOLDERS), 3)) for _ in range(questions)]
    see_of = [[(n + 1) % questions, (n + 7) % questions] for n in range(questions)]
    examples_of = [sorted(random_.sample(range(EXAMPLES), 2)) for _ in range(questions)]
    texts = [paragraph(3) for _ in range(EXAMPLES)]

    def name(number: int) -> str:
        return f"q{number:05}"

    def link(number: int) -> str:
        return f"[{titles[number]}]({name(number)}.md)"

    def people(number: int) -> str:
        return ", ".join(f"[Stakeholder {p}](s{p}.md)" for p in people_of[number])

    referrers = [sorted(m for m in range(questions) if n in see_of[m]) for n in range(questions)] \
        if questions <= 400 else [
            sorted({(n - 1) % questions, (n - 7) % questions}) for n in range(questions)
        ]  # fmt: skip
    rank = {n: (topic_of[n], n) for n in range(questions)}
    users: dict[int, list[int]] = {e: [] for e in range(EXAMPLES)}
    for n in sorted(range(questions), key=rank.__getitem__):
        for e in examples_of[n]:
            users[e].append(n)
    example_order = sorted(range(EXAMPLES), key=lambda e: f"example {e:02}")

    files: dict[str, tuple[str, str]] = {"conf.py": (
        CONF.format(extra=', "faq_ext"'), CONF.format(extra="")
    )}  # fmt: skip
    for n in range(questions):
        before = f"{paragraph(4)} See [its page](https://example.org/{n}).\n\n" + "".join(
            f"- {sentence()}\n" for _ in range(4)
        )
        mine, after = (
            paragraph(2),
            f"{paragraph(5)}\n\n{sentence()[:-1]} *{sentence()}* `code {n}`.",
        )
        stakeholder = people_of[n][0]
        ours = (
            f"::::{{faq:question}} {titles[n]}\n:topics: t{topic_of[n]}\n"
            f":stakeholders: {', '.join(f's{p}' for p in people_of[n])}\n"
            f":asked: {sentence()[:-1]}; {sentence()[:-1]}\n"
            f":see: {', '.join(name(m) for m in see_of[n])}\n"
            f":examples: {', '.join(f'e{e:02}' for e in examples_of[n])}\n"
            f":summary: {summaries[n]}\n:evidence: research\n:added: 2026-01-02\n"
            f":reviewed: 2026-02-03\n\n{before}\n:::{{faq:for}} s{stakeholder}\n{mine}\n:::\n\n"
            f"{after}\n::::\n"
        )
        back = [m for m in sorted(referrers[n], key=rank.__getitem__) if m not in see_of[n]]
        theirs = (
            f"# {titles[n]}\n\nTopic: [Topic {topic_of[n]}](t{topic_of[n]}.md)\n\n"
            f"For: {people(n)}\n\n{before}\n**For: Stakeholder {stakeholder}**\n\n{mine}\n\n"
            f"{after}\n\n"
            "**Examples**\n\n"
            + "".join(
                f"[Example {e:02}](e{e:02}.md)\n\nGroup {e} · Place {e}\n\n{texts[e]}\n\n"
                f"Scale: District\n\nPopulation: Elementary\n\nMeans: Coaching\n\n"
                f"Source: [example.org](https://example.org/e{e}) (as of 2020)\n\n"
                for e in examples_of[n]
            )
            + "**Related questions**\n\n"
            + "".join(f"- {link(m)}\n" for m in see_of[n])
            + "\n**Referred to by**\n\n"
            + "".join(f"- {link(m)}\n" for m in back)
            + "\nEvidence: Research\n\nAdded: 2026-01-02\n\nReviewed: 2026-02-03\n\n"
            + f"Permanent address: [q/{name(n)}/](https://faq.example/q/{name(n)}/)\n"
        )
        files[f"{name(n)}.md"] = (ours, theirs)
    for t in range(TOPICS):
        members = [n for n in range(questions) if topic_of[n] == t]
        files[f"t{t}.md"] = (
            f"::::{{faq:topic}} Topic {t}\n:order: {t}\n\nAbout topic {t}.\n::::\n",
            f"# Topic {t}\n\nAbout topic {t}.\n\n**Questions, in reading order**\n\n"
            + "".join(
                f"- {link(n)}\n\n  {summaries[n]}\n\n  For: {people(n)}\n\n" for n in members
            ),
        )
    for s in range(STAKEHOLDERS):
        groups = "".join(
            f"**[Topic {t}](t{t}.md)**\n\n"
            + "".join(f"- {link(n)}\n\n  {summaries[n]}\n\n" for n in members)
            for t in range(TOPICS)
            if (members := [n for n in range(questions) if topic_of[n] == t and s in people_of[n]])
        )
        files[f"s{s}.md"] = (
            f"::::{{faq:stakeholder}} Stakeholder {s}\n:order: {s}\n\n"
            f"About stakeholder {s}.\n::::\n",
            f"# Stakeholder {s}\n\nAbout stakeholder {s}.\n\n{groups}",
        )
    for e in example_order:
        files[f"e{e:02}.md"] = (
            f":::{{faq:example}} Example {e:02}\n:organization: Group {e}\n:place: Place {e}\n"
            f":scale: district\n:population: elementary\n:means: coaching\n:asof: 2020\n"
            f":link: https://example.org/e{e}\n\n{texts[e]}\n:::\n",
            f"# Example {e:02}\n\n{texts[e]}\n\nGroup {e} · Place {e}\n\nScale: District\n\n"
            f"Population: Elementary\n\nMeans: Coaching\n\n"
            f"Source: [example.org](https://example.org/e{e}) (as of 2020)\n\n"
            + (f"Used in: {' · '.join(link(n) for n in users[e])}\n" if users[e] else ""),
        )
    files["index.md"] = ("# Home\n\nAll pages.\n",) * 2
    for number, folder in enumerate((faq, plain)):
        folder.mkdir(parents=True, exist_ok=True)
        for file, both in files.items():
            (folder / file).write_text(both[number], "utf-8")


_MAIN = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.S)


def compare_pages(faq: Path, plain: Path) -> None:
    """Assert that both outputs show the same text, with as many links and sections.

    :raises AssertionError: naming the page that differs.
    """
    pages = sorted(plain.glob("[qtse]*[0-9].html"))
    assert len(pages) > TOPICS + STAKEHOLDERS
    for page in pages:
        ours, theirs = (_visible(folder / page.name) for folder in (faq, plain))
        assert ours == theirs, f"{page.name} differs: {_first_difference(ours, theirs)}"


def _visible(page: Path) -> tuple[int, int, list[str]]:
    match = _MAIN.search(page.read_text("utf-8"))
    assert match, page
    main = match[1]
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|ul|div)>", " ", main)))
    return len(re.findall(r"<a\s", main)), len(re.findall(r"<section[^>]* id=", main)), text.split()


def _first_difference(ours: tuple, theirs: tuple) -> str:  # type: ignore[type-arg]
    if ours[:2] != theirs[:2]:
        return f"links, sections {ours[:2]} against {theirs[:2]}"
    for place, (a, b) in enumerate(zip(ours[2], theirs[2], strict=False)):
        if a != b:
            return f"{ours[2][place - 5 : place + 5]} against {theirs[2][place - 5 : place + 5]}"
    return f"{len(ours[2])} words against {len(theirs[2])}"
