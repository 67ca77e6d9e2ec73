"""Make document nodes of views: standard ones, so that every builder can write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders import Builder
from sphinx_design.shared import create_component

from .extras import write_date
from .issue_form import form_links
from .late import late
from .nodes import DUE_SCRIPT, faq_due
from .store import BUNDLE_BUILDERS
from .views import Card, ExampleView, FootView, ForView, HeadView, Link, Source, View

if TYPE_CHECKING:
    from .listing_views import Listing

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
        #: Whether readers see it in a browser, with scripts.
        self.on_web = builder.name in BUNDLE_BUILDERS

    def render(self, view: View | Listing) -> list[nodes.Node]:
        """Return the nodes of any view."""
        show = _RENDERERS.get(type(view), _show_listing)
        return list(show(self, view))

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
        if self.on_web:
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
        if self.on_web and self.builder.config.faq_bundle:
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


#: Most pages hold none.
_show_listing: Callable[..., Iterable[nodes.Node]] = late("render_listings", "show")
_RENDERERS: dict[type, Callable[..., Iterable[nodes.Node]]] = {
    HeadView: Renderer.head,
    FootView: Renderer.foot,
    ForView: Renderer.for_label,
    ExampleView: Renderer.example,
}
