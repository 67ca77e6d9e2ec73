"""Make document nodes of views: standard ones, so that every builder can write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx.builders import Builder
from sphinx_design.shared import create_component

from .entries import EntryWriter
from .extras import write_date
from .issue_form import form_links
from .nodes import DUE_SCRIPT, faq_due, faq_entries
from .store import BUNDLE_BUILDERS
from .views import (
    Card,
    Cell,
    EmbedView,
    ExampleView,
    FootView,
    ForView,
    GalleryView,
    Group,
    HeadingsView,
    HeadView,
    Link,
    ListView,
    MatrixView,
    Source,
    View,
)

#: Said above an answer, by the reader's clock.
_OVERDUE = "This answer was due for a review by {}. What it says may have changed since."


def outside(address: str) -> nodes.reference:
    """Make a reference to another site, with its name for text."""
    text = address.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
    return nodes.reference("", text, refuri=address, internal=False)


class Renderer:
    """Renders views on one page.

    :param depth: how many headings stand above the place, so that ours are one below.
    """

    def __init__(self, builder: Builder, docname: str, depth: int) -> None:
        self.builder = builder
        self.docname = docname
        self.level = min(depth + 1, 6)
        self.writer = EntryWriter(self.address) if builder.name in BUNDLE_BUILDERS else None

    def render(self, view: View) -> list[nodes.Node]:
        """Return the nodes of any view."""
        return list(_RENDERERS[type(view)](self, view))

    # small pieces

    def address(self, link: Link) -> str:
        """Return the address of a place in the site, relative to this page."""
        if link.docname == self.docname and link.anchor:
            return f"#{link.anchor}"
        page = self.builder.get_relative_uri(self.docname, link.docname)
        if not link.anchor:
            return page
        # In singlehtml all is on one page; Sphinx 9.0 would leave two anchors.
        return f"#{link.anchor}" if page.startswith("#") else f"{page}#{link.anchor}"

    def link(self, link: Link) -> nodes.Element:
        """Make a reference to a place in the site; on paper, where there is none, its text."""
        address = self.address(link)
        if not address and self.builder.format != "html":
            return nodes.inline("", link.text)
        made = nodes.reference("", "", nodes.Text(link.text), internal=True, refuri=address)
        if link.hue:
            made["classes"] += ["faq-topic", f"faq-hue-{link.hue}"]
        return made

    def links(self, links: Iterable[Link], separator: str = ", ") -> list[nodes.Node]:
        """Make references with a separator between them."""
        made: list[nodes.Node] = []
        for link in links:
            made += [nodes.Text(separator), self.link(link)] if made else [self.link(link)]
        return made

    def rubric(self, heading: str | Link, anchor: str = "") -> nodes.rubric:
        """Make a heading that is not in the page's table of contents."""
        if isinstance(heading, Link) and heading.docname:
            content: nodes.Node = self.link(heading)
        else:
            content = nodes.Text(heading.text if isinstance(heading, Link) else heading)
        rubric = nodes.rubric("", "", content, classes=["faq-heading"])
        rubric["heading-level"] = self.level
        if anchor:
            rubric["ids"].append(anchor)
        return rubric

    def fact(self, label: str, content: Sequence[nodes.Node], name: str) -> nodes.paragraph:
        """Make a line ``label: content``."""
        paragraph = nodes.paragraph(classes=[f"faq-{name}"])
        paragraph += nodes.inline(text=f"{label}: ", classes=["faq-label"])
        paragraph += content
        return paragraph

    def bullets(self, items: Iterable[Sequence[nodes.Node]], *classes: str) -> nodes.bullet_list:
        """Make a list whose items are lines."""
        made = nodes.bullet_list(classes=list(classes))
        for item in items:
            made += nodes.list_item("", nodes.paragraph("", "", *item))
        return made

    def due(self, day: str, text: str) -> Iterable[nodes.Node]:
        """Yield a notice for readers after that day; on paper there is no clock."""
        if self.writer:
            yield faq_due(due=day, text=text, script=f"{self.up}_static/{DUE_SCRIPT}")

    @property
    def up(self) -> str:
        """Return the way from this page to the top of the output."""
        return "../" * self.builder.get_target_uri(self.docname).count("/")

    # what stands around an answer

    def head(self, view: HeadView) -> Iterable[nodes.Node]:
        """Yield a question's topics and stakeholders."""
        if view.topics:
            yield self.fact("Topic", self.links(view.topics), "topics")
        if view.stakeholders:
            yield self.fact("For", self.links(view.stakeholders), "stakeholders")
        if view.due:
            yield from self.due(view.due, _OVERDUE.format(write_date(view.due)))

    def foot(self, view: FootView) -> Iterable[nodes.Node]:
        """Yield a question's examples, related questions, sources and dates."""
        if view.examples:
            yield self.rubric("Examples")
            yield self.cards(view.examples)
        if view.see:
            yield self.rubric("Related questions")
            yield self.bullets(([self.link(link)] for link in view.see), "faq-see")
        if view.referrers:
            yield self.rubric("Referred to by")
            yield self.bullets(([self.link(link)] for link in view.referrers), "faq-referrers")
        if view.sources:
            yield self.rubric("Sources")
            yield self.bullets((self.source(source) for source in view.sources), "faq-sources")
        yield self.colophon(view)

    def source(self, source: Source) -> list[nodes.Node]:
        """Make the line of a cited source."""
        line: list[nodes.Node] = [nodes.Text(source.text + " ")]
        if source.url:
            line.append(outside(source.url))
        else:
            line.append(self.link(source.target))
        return line

    def colophon(self, view: FootView) -> nodes.container:
        """Make the small print: evidence, who answered, dates, permanent address."""
        box = nodes.container(classes=["faq-colophon"])
        facts = (
            ("Answered by", view.by, "by"),
            ("Added", view.added, "added"),
            ("Reviewed", view.reviewed, "reviewed"),
            ("Next review by", view.due, "reviewby"),
        )
        if view.evidence:
            kinds: list[nodes.Node] = []
            for kind, meaning in view.evidence:
                kinds.append(nodes.Text(f", {kind}" if kinds else kind))
                if meaning:
                    kinds.append(nodes.inline(text=f" ({meaning})", classes=["faq-legend"]))
            box += self.fact("Evidence", kinds, "evidence")
        for label, text, name in facts:
            if text:
                box += self.fact(label, [nodes.Text(text)], name)
        if link := self.permalink(view.slug):
            box += self.fact("Permanent address", [link], "permalink")
        if self.builder.config.faq_repository and self.builder.format == "html":
            box += self.take_part(view.slug)
        return box

    def take_part(self, slug: str) -> nodes.paragraph:
        """Make the links to the issue forms, which arrive filled in with the question."""
        page = ""
        if base := self.builder.config.html_baseurl:
            page = f"{base.rstrip('/')}/{self.builder.get_target_uri(self.docname)}"
        paragraph = nodes.paragraph(classes=["faq-take-part"])
        for text, address in form_links(self.builder.config.faq_repository, slug, page):
            paragraph += [nodes.Text(" · ")] if len(paragraph) else []
            paragraph += nodes.reference("", text, refuri=address, internal=False)
        return paragraph

    def permalink(self, slug: str) -> nodes.reference | None:
        """Make the permanent address, where the site or its address is known."""
        address = f"q/{slug}/"
        if self.writer and self.builder.config.faq_bundle:
            return nodes.reference("", address, refuri=self.up + address, internal=True)
        if base := self.builder.config.html_baseurl:
            whole = f"{base.rstrip('/')}/{address}"
            return nodes.reference("", whole, refuri=whole, internal=False)
        return None

    def for_label(self, view: ForView) -> Iterable[nodes.Node]:
        """Yield the label of a part for some stakeholders."""
        text = f"For: {', '.join(view.names)}" if view.names else "For some readers"
        if view.persons:
            text = f"If you are {', or '.join(view.persons)}"
        yield nodes.paragraph("", "", nodes.strong(text=text), classes=["faq-for-label"])

    # examples

    def card(self, card: Card) -> nodes.container:
        """Make an example's card (sphinx-design)."""
        body = create_component("card-body", ["sd-card-body"])
        title = create_component("card-title", ["sd-card-title", "sd-font-weight-bold"])
        title += nodes.paragraph("", "", self.link(card.name))
        body += [title, *self.facts(card)]
        if card.text:
            body.insert(2, nodes.paragraph(text=card.text, classes=["faq-example-text"]))
        made: nodes.container = create_component("card", ["sd-card", "faq-card"], children=[body])
        if card.anchor:
            made["ids"].append(card.anchor)
        return made

    def cards(self, cards: Iterable[Card]) -> nodes.container:
        """Make a row of cards."""
        return nodes.container("", *(self.card(card) for card in cards), classes=["faq-cards"])

    def facts(self, card: Card) -> list[nodes.Node]:
        """Make the lines below an example's name."""
        who = " · ".join(text for text in (card.organization, card.place) if text)
        facts: list[nodes.Node] = [nodes.paragraph(text=who, classes=["faq-organization"])]
        kinds = (
            ("Scale", (card.scale,), "scale"),
            ("Population", card.population, "population"),
            ("Means", card.means, "means"),
        )
        for label, words, name in kinds:
            if any(words):
                facts.append(self.fact(label, [nodes.Text(", ".join(words))], name))
        source: list[nodes.Node] = (
            [outside(card.link)] if card.link else self.links(card.sources, "; ")
        )
        if source:
            if card.asof:
                source.append(nodes.Text(f" (as of {card.asof})"))
            facts.append(self.fact("Source", source, "source"))
        elif card.asof:
            facts.append(self.fact("As of", [nodes.Text(card.asof)], "asof"))
        if card.users:
            facts.append(self.fact("Used in", self.links(card.users, " · "), "users"))
        return facts

    def example(self, view: ExampleView) -> Iterable[nodes.Node]:
        """Yield an example's facts, on the page that holds it."""
        yield nodes.container("", *self.facts(view.card), classes=["faq-facts"])

    def gallery(self, view: GalleryView) -> Iterable[nodes.Node]:
        """Yield all examples, each once, and the indexes to them."""
        anchors = [(group.heading, group.anchor) for group in view.groups]
        indexes = [
            (title, f"faq-{title.lower().replace(' ', '-')}", index)
            for title, index in view.indexes
            if index
        ]
        headings = (*anchors, *((title, anchor) for title, anchor, _ in indexes))
        jumps = (Link(text, self.docname, anchor) for text, anchor in headings)
        yield self.fact("On this page", self.links(jumps, " · "), "jumps")
        for group in view.groups:
            yield self.rubric(group.heading, group.anchor)
            yield self.cards(group.cards)
        for title, anchor, index in indexes:
            yield self.rubric(title, anchor)
            rows = (
                [nodes.strong(text=f"{word.text}: "), *self.links(links, " · ")]
                for word, links in index
            )
            facets = self.bullets(rows, "faq-facets")
            for item, (word, _) in zip(facets, index, strict=True):
                item["ids"].append(word.anchor)  # type: ignore[index]
            yield facets

    # listings

    def listing(self, view: ListView) -> Iterable[nodes.Node]:
        """Yield groups of questions."""
        for group in view.groups:
            if group.heading:
                yield self.rubric(group.heading, group.anchor)
            if group.due:
                yield from self.due(group.due, "These are overdue.")
            if view.links:
                yield self.bare(entry.question for entry in group.entries)
            elif group.entries:
                yield self.entries(group)
            elif not group.elsewhere:
                yield nodes.paragraph(text="No question yet.", classes=["faq-gap"])
            if group.elsewhere:
                yield self.fact(
                    "In the reading order above", self.links(group.elsewhere, " · "), "elsewhere"
                )
        if view.team:
            yield self.fact("Kept by", [nodes.Text(view.team)], "team")

    def bare(self, links: Iterable[Link]) -> nodes.Element:
        """Make a list of bare links."""
        if self.writer:
            return faq_entries(html=self.writer.links(links), classes=["no-search"])
        return self.bullets([self.link(link)] for link in links)

    def entries(self, group: Group) -> nodes.Element:
        """Make the list of one group's questions, each with summary and stakeholders."""
        if self.writer:
            return faq_entries(html=self.writer.entries(group), classes=["no-search"])
        made: nodes.Element = (
            nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
            if group.numbered
            else nodes.bullet_list()
        )
        made["classes"] += ["faq-list"]
        for entry in group.entries:
            item = nodes.list_item()
            item += nodes.paragraph("", "", self.link(entry.question), classes=["faq-entry"])
            if entry.summary:
                item += nodes.paragraph(text=entry.summary, classes=["faq-summary"])
            if entry.links:
                name = "topics" if entry.label == "Topic" else "stakeholders"
                item += self.fact(entry.label, self.links(entry.links), name)
            if entry.added:
                item += self.fact("Added", [nodes.Text(entry.added)], "added")
            made += item
        return made

    def headings(self, view: HeadingsView) -> Iterable[nodes.Node]:
        """Yield a card for each topic or stakeholder."""
        box = nodes.container(classes=["faq-cards", "faq-headings"])
        for heading in view.headings:
            body = create_component("card-body", ["sd-card-body"])
            title = create_component("card-title", ["sd-card-title", "sd-font-weight-bold"])
            title += nodes.paragraph("", "", self.link(heading.name))
            body += title
            if heading.summary:
                body += nodes.paragraph(text=heading.summary, classes=["faq-summary"])
            many = "1 question" if heading.number == 1 else f"{heading.number} questions"
            body += nodes.paragraph(text=many, classes=["faq-number"])
            classes = ["sd-card", "faq-card"]
            if heading.name.hue:
                classes.append(f"faq-hue-{heading.name.hue}")
            box += create_component("card", classes, children=[body])
        yield box

    def matrix(self, view: MatrixView) -> Iterable[nodes.Node]:
        """Yield the table of counts; a gap is a cell that says so."""
        group = nodes.tgroup(cols=len(view.topics) + 1)
        group += nodes.colspec(colwidth=24, stub=1)
        group += [nodes.colspec(colwidth=14) for _ in view.topics]
        corner = nodes.entry("", nodes.paragraph(text="Stakeholder"))
        head = nodes.row("", corner)
        head += [nodes.entry("", nodes.paragraph("", "", self.link(t))) for t in view.topics]
        body = nodes.tbody()
        for stakeholder, cells in view.rows:
            row = nodes.row("", nodes.entry("", nodes.paragraph("", "", self.link(stakeholder))))
            for cell in cells:
                if cell.number:
                    row += nodes.entry("", nodes.paragraph("", "", self.link(cell.target)))
                else:
                    gap = nodes.paragraph(text="wanted" if cell.wanted else "none")
                    kinds = ["faq-gap", "faq-wanted"] if cell.wanted else ["faq-gap"]
                    row += nodes.entry("", gap, classes=kinds)
            if view.drawn:
                self.draw(view, row[1:], cells)
            body += row
        group += [nodes.thead("", head), body]
        kinds = ["faq-matrix", "faq-map"] if view.drawn else ["faq-matrix"]
        yield nodes.table("", group, classes=[*kinds, "colwidths-auto"])

    def embed(self, view: EmbedView) -> Iterable[nodes.Node]:
        """Yield the place that the published script fills, and links to the topics until then."""
        place = nodes.container(ids=["faq-builder"])
        place += nodes.paragraph(
            text="Your browser runs no script, so nothing can be chosen here. "
            "These are the addresses to link to:"
        )
        place += self.bullets([self.link(topic)] for topic in view.topics)
        yield place
        if self.writer and self.builder.config.faq_bundle:
            folder = "../" * self.builder.get_target_uri(self.docname).count("/") + "faq/embed/"
            names = ("builder-data.js", "builder.js")
            scripts = "".join(f'<script src="{folder}{name}"></script>\n' for name in names)
            yield nodes.raw("", scripts, format="html")

    def draw(self, view: MatrixView, entries: Sequence[nodes.Node], cells: Sequence[Cell]) -> None:
        """Put behind each number of a row a disc of that area, in its topic's colour."""
        most = max((cell.number for _, row in view.rows for cell in row), default=0)
        for entry, topic, cell in zip(entries, view.topics, cells, strict=True):
            if cell.number:
                radius = 19 * (cell.number / most) ** 0.5
                disc = f'<circle cx="20" cy="20" r="{radius:.1f}"/>'
                svg = f'<svg aria-hidden="true" viewBox="0 0 40 40">{disc}</svg>'
                entry["classes"].append(f"faq-hue-{topic.hue}")  # type: ignore[index]
                entry[0].insert(0, nodes.raw("", svg, format="html"))  # type: ignore[index]


_RENDERERS: dict[type, Callable[..., Iterable[nodes.Node]]] = {
    HeadView: Renderer.head,
    FootView: Renderer.foot,
    ForView: Renderer.for_label,
    ExampleView: Renderer.example,
    HeadingsView: Renderer.headings,
    ListView: Renderer.listing,
    MatrixView: Renderer.matrix,
    GalleryView: Renderer.gallery,
    EmbedView: Renderer.embed,
}
