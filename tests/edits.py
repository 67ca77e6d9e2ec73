"""A small site that random edits change, for the tests of incremental builds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

THEMES = str(Path(__file__).parent / "theme")

CONF = """
project = "Edited site"
extensions = ["myst_parser", "sphinx_design", "sphinx_tags", "faq_ext"]
myst_enable_extensions = ["colon_fence"]
html_theme_path = [{themes!r}]
html_theme = "{theme}"  # with a real one most of the time would be spent in its templates
html_baseurl = "https://faq.example/{base}"
faq_scales = {{"district": "{scale}", "state": "State"}}
faq_review_months = {months}
faq_retired = {{"retired": "{reason}"}}
suppress_warnings = ["faq", "toc"]
"""


@dataclass
class Item:
    """A question, an example, a topic or a stakeholder."""

    slug: str
    name: str
    body: str
    folder: str = ""
    lists: dict[str, list[str]] = field(default_factory=dict)  # option -> slugs
    order: int = 0
    hidden: bool = False  #: Inside ``only``, for another builder.


@dataclass
class Site:
    """The whole source; ``files()`` writes it down."""

    questions: list[Item] = field(default_factory=list)
    examples: list[Item] = field(default_factory=list)
    topics: list[Item] = field(default_factory=list)
    stakeholders: list[Item] = field(default_factory=list)
    conf: dict[str, str] = field(
        default_factory=lambda: {
            "base": "",
            "scale": "District",
            "theme": "tiny",
            "months": "12",
            "reason": "No.",
        }
    )
    count: int = 0

    def files(self) -> dict[str, str]:
        files = {
            "conf.py": CONF.format(**self.conf, themes=THEMES),
            "index.md": "# Home\n\n:::{faq:matrix}\n:::\n\n:::{faq:list}\n:tag: blue\n:::\n\n"
            ":::{faq:list}\n:sort: added\n:limit: 2\n:::\n\n"
            ":::{faq:list}\n:layout: topics\n:::\n\n:::{faq:list}\n:layout: reviews\n:::\n",
            "gallery.md": "# Gallery\n\n:::{faq:gallery}\n:::\n",
            "plain.md": "# Plain\n\nText only.\n",
        }
        for kind, items in (("topic", self.topics), ("stakeholder", self.stakeholders)):
            for item in items:
                start = ", ".join(item.lists["start"])
                options = f":slug: {item.slug}\n:order: {item.order}\n"
                options += f":start: {start}\n" if start else ""
                files[f"{kind}-{item.slug}.md"] = (
                    f"::::{{faq:{kind}}} {item.name}\n{options}\n{item.body}\n::::\n"
                )
        for item in self.examples:
            files[f"{item.slug}.md"] = (
                f":::{{faq:example}} {item.name}\n:organization: {item.name} group\n"
                f":scale: {item.lists['scale'][0]}\n\n{item.body}\n:::\n"
            )
        for item in self.questions:
            options = "".join(
                f":{name}: {', '.join(words)}\n"
                for name, words in item.lists.items()
                if words and name != "tags"
            )
            tags = "".join(
                f"\n```{{tags}} {', '.join(item.lists['tags'])}\n```\n"
                if item.lists["tags"]
                else ""
            )
            source = f"::::{{faq:question}} {item.name}\n{options}\n{item.body}\n::::\n"
            if item.hidden:
                source = f"# Hidden\n\n:::::{{only}} latex\n{source}:::::\n".replace(
                    "\n:topics:", f"\n:slug: {item.slug}\n:topics:"
                )
            files[f"{item.folder}{item.slug}.md"] = source + tags
        return files


def first_site() -> Site:
    """Return two topics, two stakeholders, two examples and four questions."""
    site = Site()
    for number in range(2):
        site.topics.append(
            Item(f"t{number}", f"Topic {number}", "Intro.", lists={"start": []}, order=number)
        )
        site.stakeholders.append(
            Item(f"s{number}", f"Stakeholder {number}", "Intro.", lists={"start": []})
        )
        site.examples.append(
            Item(f"e{number}", f"Example {number}", "What it does.", lists={"scale": ["district"]})
        )
    for number in range(4):
        add_question(site, number, number)
    return site


def add_question(site: Site, a: int, b: int) -> None:
    slug = f"q{site.count}"
    site.count += 1
    lists = {
        "topics": [f"t{a % 2}"],
        "stakeholders": [f"s{b % 2}"],
        "see": [f"q{b}"] if b else [],
        "examples": [f"e{a % 2}"] if a else [],
        "tags": [["blue"], ["red"], []][b % 3],
    }
    site.questions.append(Item(slug, f"Question {slug}?", "It *depends*. Ask.", lists=lists))


def delete_question(site: Site, a: int, b: int) -> None:
    if site.questions:
        site.questions.pop(a % len(site.questions))


def _on_question(change: Callable[[Item, int], None]) -> Callable[[Site, int, int], None]:
    def edit(site: Site, a: int, b: int) -> None:
        if site.questions:
            change(site.questions[a % len(site.questions)], b)

    edit.__name__ = change.__name__
    return edit


@_on_question
def edit_summary(item: Item, b: int) -> None:
    item.body = f"It depends on {b}. Ask."


@_on_question
def edit_answer(item: Item, b: int) -> None:
    item.body += f"\n\nMore {b}."


@_on_question
def refer(item: Item, b: int) -> None:
    item.body += f" See {{faq:question}}`q{b}` and {{faq:topic}}`t{b % 2}`."


@_on_question
def retitle(item: Item, b: int) -> None:
    item.name = f"Asked anew {b}?"


@_on_question
def move_topic(item: Item, b: int) -> None:
    item.lists["topics"] = [["t0"], ["t1"], ["t0", "t1"], ["t1", "t0"]][b % 4]


@_on_question
def change_stakeholders(item: Item, b: int) -> None:
    item.lists["stakeholders"] = [["s0"], ["s1"], ["s1", "s0"]][b % 3]


@_on_question
def change_see(item: Item, b: int) -> None:
    item.lists["see"] = [f"q{b}"]


@_on_question
def change_examples(item: Item, b: int) -> None:
    item.lists["examples"] = [[], ["e0"], ["e1"], ["e1", "e0"]][b % 4]


@_on_question
def retag(item: Item, b: int) -> None:
    item.lists["tags"] = [[], ["blue"], ["red"], ["blue", "red"]][b % 4]


@_on_question
def date_anew(item: Item, b: int) -> None:
    item.lists["added"] = [[], ["2026-01-01"], ["2026-02-01"], ["2026-03-01"]][b % 4]


@_on_question
def move_file(item: Item, b: int) -> None:
    item.folder = ["", "sub/", "other/"][b % 3]


@_on_question
def hide(item: Item, b: int) -> None:
    item.hidden = not item.hidden


@_on_question
def rename_slug(item: Item, b: int) -> None:
    item.slug += "x"


@_on_question
def rename_and_say_so(item: Item, b: int) -> None:
    item.lists["formerly"] = [*item.lists.get("formerly", []), item.slug]
    item.slug += "y"


@_on_question
def review(item: Item, b: int) -> None:
    item.lists["reviewed"] = [[], ["2026-01-31"], ["2026-02-01"]][b % 3]
    item.lists["reviewby"] = [[], [], ["2026-05-01"]][b % 3]


def edit_example(site: Site, a: int, b: int) -> None:
    item = site.examples[a % 2]
    item.body, item.lists["scale"] = f"It does {b}.", [["district"], ["state"]][b % 2]


def rename_heading(site: Site, a: int, b: int) -> None:
    items = site.topics + site.stakeholders
    items[a % len(items)].name = f"Renamed {b}"


def reorder(site: Site, a: int, b: int) -> None:
    items = site.topics + site.stakeholders
    items[a % len(items)].order = b


def curate(site: Site, a: int, b: int) -> None:
    items = site.topics + site.stakeholders
    items[a % len(items)].lists["start"] = [f"q{b}", f"q{a}"] if a != b else [f"q{b}"]


def configure(site: Site, a: int, b: int) -> None:
    site.conf["scale"] = ["District", "One district"][a % 2]
    site.conf["base"] = ["", "sub/"][b % 2]


def configure_reviews(site: Site, a: int, b: int) -> None:
    site.conf["months"] = ["12", "1", "0"][a % 3]
    site.conf["reason"] = ["No.", "Not any more."][b % 2]


EDITS: list[Callable[[Site, int, int], None]] = [
    hide, add_question, delete_question, edit_summary, edit_answer, refer, retitle, move_topic,
    change_stakeholders, change_see, change_examples, retag, date_anew, move_file,
    rename_slug, edit_example, rename_heading, reorder, curate, configure,
]  # fmt: skip

#: What becomes of slugs and days of review, in scripts of their own: the random ones are many.
KEPT: list[list[tuple[Callable[[Site, int, int], None], int, int]]] = [
    [(rename_and_say_so, 1, 0), (rename_and_say_so, 1, 0), (configure_reviews, 1, 1)],
    [(review, 0, 1), (configure_reviews, 2, 0)],
    [(review, 0, 2), (rename_and_say_so, 0, 0), (delete_question, 0, 0)],
]
