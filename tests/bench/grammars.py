"""The bench's faqs as each tool's authors would write them; all pages of ours and plain
MyST show the same text, links and sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .corpus import STAKEHOLDERS, TOPICS, Corpus, Faq

CONF = """
project = "Bench"
extensions = ["myst_parser", "sphinx_design"{extensions}]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
html_baseurl = "https://faq.example/"
html_permalinks = False
exclude_patterns = ["_build"]
suppress_warnings = ["toc.not_included"]
"""
NEEDS = """
needs_types = [{"directive": "faq", "title": "Question", "prefix": "Q_", "style": "node"}]
needs_fields = {"topic": {"default": ""}, "stakeholders": {"default": ""}}
"""
TAGS = """
tags_create_tags = True
tags_extension = ["md"]
"""
HOME = "# Home\n\nAll pages.\n"

Files = Iterator[tuple[str, str]]


class Site:
    """A corpus on pages of ``layout`` questions each.

    With one a page the question is its title; with more it stands below the page's own.
    """

    def __init__(self, corpus: Corpus, layout: int) -> None:
        self.corpus = corpus
        self.layout = layout

    def page_of(self, faq: Faq) -> str:
        """Return the file of a question."""
        return f"{faq.slug}.md" if self.layout == 1 else f"p{faq.number // self.layout:05}.md"

    def pages(self, write: Callable[[Faq], str]) -> Files:
        """Yield each file of questions."""
        faqs = self.corpus.faqs
        for start in range(0, len(faqs), self.layout):
            together = faqs[start : start + self.layout]
            title = "" if self.layout == 1 else f"# Page {start // self.layout}\n\n"
            yield self.page_of(together[0]), title + "\n".join(write(faq) for faq in together)

    # ours

    def faq(self, *extensions: str) -> Files:
        """Yield the files for our extension."""
        yield "conf.py", _conf(*extensions, "faq_ext") + (TAGS if extensions else "")
        yield "index.md", HOME
        yield from self.pages(self._faq_with_tags if extensions else self._faq)
        for kind, letter, number in (("topic", "t", TOPICS), ("stakeholder", "s", STAKEHOLDERS)):
            for n in range(number):
                text = f"{kind.capitalize()} {n}\n:order: {n}\n\nAbout {kind} {n}.\n"
                yield f"{letter}{n}.md", f"::::{{faq:{kind}}} {text}::::\n"
        for n, text in enumerate(self.corpus.examples):
            yield f"e{n:02}.md", _example(n, text)

    def _faq(self, faq: Faq) -> str:
        options = {
            "slug": faq.slug if self.layout > 1 else "",
            "topics": f"t{faq.topic}",
            "stakeholders": ", ".join(f"s{number}" for number in faq.stakeholders),
            "asked": "; ".join(faq.asked),
            "see": ", ".join(f"q{number:05}" for number in faq.see),
            "examples": "" if faq.example is None else f"e{faq.example:02}",
            "summary": faq.summary,
            "evidence": "research",
            "added": "2026-01-02",
            "reviewed": "2026-02-03",
        }
        lines = "".join(f":{name}: {value}\n" for name, value in options.items() if value)
        part = f":::{{faq:for}} s{faq.stakeholders[0]}\n{faq.part}\n:::\n\n" if faq.part else ""
        answer = f"{faq.before}\n{part}{faq.after}"
        return f"::::{{faq:question}} {faq.question}\n{lines}\n{answer}\n::::\n"

    def _faq_with_tags(self, faq: Faq) -> str:
        return f"{self._faq(faq)}\n{_tags(faq)}"

    # plain MyST

    def plain(self) -> Files:
        """Yield the files without any of these tools: each page says all that it shows."""
        yield "conf.py", _conf()
        yield "index.md", HOME
        referrers: dict[int, list[Faq]] = {}
        users: dict[int, list[Faq]] = {}
        for faq in self.corpus.site_order:
            for number in faq.see:
                referrers.setdefault(number, []).append(faq)
            if faq.example is not None:
                users.setdefault(faq.example, []).append(faq)
        yield from self.pages(lambda faq: self._plain(faq, referrers.get(faq.number, [])))
        for n in range(TOPICS):
            members = [faq for faq in self.corpus.faqs if faq.topic == n]
            entries = "".join(self._entry(faq, with_people=True) for faq in members)
            text = f"**Questions, in reading order**\n\n{entries}"
            yield f"t{n}.md", f"# Topic {n}\n\nAbout topic {n}.\n\n{text}"
        for n in range(STAKEHOLDERS):
            text = "".join(self._guide(n))
            yield f"s{n}.md", f"# Stakeholder {n}\n\nAbout stakeholder {n}.\n\n{text}"
        for n, text in enumerate(self.corpus.examples):
            used = " · ".join(self._link(faq) for faq in users.get(n, []))
            facts = f"{text}\n\n{_facts(n)}" + (f"Used in: {used}\n" if used else "")
            yield f"e{n:02}.md", f"# Example {n:02}\n\n{facts}"

    def _link(self, faq: Faq) -> str:
        place = self.page_of(faq) + (f"#{faq.slug}" if self.layout > 1 else "")
        return f"[{faq.question}]({place})"

    def _links(self, faqs: Iterable[Faq]) -> str:
        return "".join(f"- {self._link(faq)}\n" for faq in faqs)

    def _plain(self, faq: Faq, referrers: list[Faq]) -> str:
        see = [self.corpus.faqs[number] for number in faq.see]
        back = [other for other in referrers if other not in see]
        heading = "#" if self.layout == 1 else f"({faq.slug})=\n##"
        parts = [
            f"{heading} {faq.question}",
            f"Topic: [Topic {faq.topic}](t{faq.topic}.md)",
            f"For: {_people(faq)}",
            faq.before.rstrip("\n"),
        ]
        if faq.part:
            parts += [f"**For: Stakeholder {faq.stakeholders[0]}**", faq.part]
        parts.append(faq.after)
        if faq.example is not None:
            name = f"[Example {faq.example:02}](e{faq.example:02}.md)"
            who, *facts = _facts(faq.example).split("\n\n")
            parts += ["**Examples**", name, who, self.corpus.examples[faq.example], *facts[:-1]]
        parts += ["**Related questions**", self._links(see).rstrip("\n")]
        if back:
            parts += ["**Referred to by**", self._links(back).rstrip("\n")]
        address = f"[q/{faq.slug}/](https://faq.example/q/{faq.slug}/)"
        parts += ["Evidence: Research", "Added: 2026-01-02", "Reviewed: 2026-02-03"]
        parts.append("Next review by: 2027-02-03")  # a year later, as our pages say by default
        return "\n\n".join([*parts, f"Permanent address: {address}"]) + "\n"

    def _entry(self, faq: Faq, *, with_people: bool) -> str:
        people = f"\n  For: {_people(faq)}\n" if with_people else ""
        return f"- {self._link(faq)}\n\n  {faq.summary}\n{people}\n"

    def _guide(self, stakeholder: int) -> Iterator[str]:
        for n in range(TOPICS):
            members = [
                faq
                for faq in self.corpus.faqs
                if faq.topic == n and stakeholder in faq.stakeholders
            ]
            if members:
                yield f"**[Topic {n}](t{n}.md)**\n\n"
                yield from (self._entry(faq, with_people=False) for faq in members)

    # others

    def needs(self) -> Files:
        """Yield the files for sphinx-needs."""
        yield "conf.py", _conf("sphinx_needs") + NEEDS
        yield "index.md", HOME
        yield from self.pages(self._need)
        for kind, letter, number in (("topic", "t", TOPICS), ("stakeholder", "s", STAKEHOLDERS)):
            for n in range(number):
                filter_ = (
                    f'topic == "t{n}"' if letter == "t" else f"stakeholders.find('s{n},') >= 0"
                )
                title = f"# {kind.capitalize()} {n}\n\nAbout {kind} {n}.\n\n"
                yield f"{letter}{n}.md", f"{title}:::{{needlist}}\n:filter: {filter_}\n:::\n"

    def _need(self, faq: Faq) -> str:
        title = f"# {faq.question}\n\n" if self.layout == 1 else ""
        links = ", ".join(f"Q_{number:05}" for number in faq.see)
        people = "".join(f"s{number}," for number in faq.stakeholders)
        options = f":id: Q_{faq.number:05}\n:topic: t{faq.topic}\n:stakeholders: {people}\n"
        answer = f"{faq.summary}\n\n{faq.before}\n{faq.part}\n\n{faq.after}"
        return f"{title}::::{{faq}} {faq.question}\n{options}:links: {links}\n\n{answer}\n::::\n"

    def tags(self) -> Files:
        """Yield the files for sphinx-tags, whose own pages are the indexes."""
        yield "conf.py", _conf("sphinx_tags") + TAGS
        yield "index.md", HOME
        yield from self.pages(self._tagged)

    def _tagged(self, faq: Faq) -> str:
        heading = "#" if self.layout == 1 else f"({faq.slug})=\n##"
        answer = f"{faq.summary}\n\n{faq.before}\n{faq.part}\n\n{faq.after}"
        see = self._links(self.corpus.faqs[number] for number in faq.see)
        return f"{heading} {faq.question}\n\n{answer}\n\n{see}\n{_tags(faq)}"


def _conf(*extensions: str) -> str:
    return CONF.format(extensions="".join(f', "{name}"' for name in extensions))


def _people(faq: Faq) -> str:
    return ", ".join(f"[Stakeholder {n}](s{n}.md)" for n in faq.stakeholders)


def _example(number: int, text: str) -> str:
    return (
        f":::{{faq:example}} Example {number:02}\n:organization: Group {number}\n"
        f":place: Place {number}\n:scale: district\n:population: elementary\n"
        f":means: coaching\n:asof: 2020\n:link: https://example.org/e{number}\n\n{text}\n:::\n"
    )


def _facts(number: int) -> str:
    return (
        f"Group {number} · Place {number}\n\nScale: District\n\nPopulation: Elementary\n\n"
        f"Means: Coaching\n\nSource: [example.org](https://example.org/e{number}) "
        "(as of 2020)\n\n"
    )


def _tags(faq: Faq) -> str:
    words = [f"topic{faq.topic}", *(f"stakeholder{number}" for number in faq.stakeholders)]
    return f"```{{tags}} {', '.join(words)}\n```\n"


#: What is measured: name -> the files of a site.
TOOLS: dict[str, Callable[[Site], Files]] = {
    "plain": Site.plain,
    "faq": Site.faq,
    "faq, tags": lambda site: site.faq("sphinx_tags"),
    "sphinx-needs": Site.needs,
    "sphinx-tags": Site.tags,
}
