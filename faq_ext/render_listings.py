"""Make document nodes of listings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx_design.shared import create_component

from .entries import EntryWriter
from .listing_views import (
    Cell,
    EmbedView,
    GalleryView,
    Group,
    HeadingsView,
    Listing,
    ListView,
    MatrixView,
)
from .nodes import faq_entries
from .render import Renderer
from .views import Link


def show(page: Renderer, view: Listing) -> Iterable[nodes.Node]:
    """Yield the nodes of any listing on a page."""
    yield from _RENDERERS[type(view)](page, view)


def _show_gallery(page: Renderer, view: GalleryView) -> Iterable[nodes.Node]:
    """Yield all examples, each once, and the indexes to them."""
    anchors = [(group.heading, group.anchor) for group in view.groups]
    indexes = [
        (title, f"faq-{title.lower().replace(' ', '-')}", index)
        for title, index in view.indexes
        if index
    ]
    headings = (*anchors, *((title, anchor) for title, anchor, _ in indexes))
    jumps = (Link(text, page.docname, anchor) for text, anchor in headings)
    yield page.fact("On this page", page.links(jumps, " · "), "jumps")
    for group in view.groups:
        yield page.rubric(group.heading, group.anchor)
        yield page.cards(group.cards)
    for title, anchor, index in indexes:
        yield page.rubric(title, anchor)
        rows = (
            [nodes.strong(text=f"{word.text}: "), *page.links(links, " · ")]
            for word, links in index
        )
        facets = page.bullets(rows, "faq-facets")
        for item, (word, _) in zip(facets, index, strict=True):
            item["ids"].append(word.anchor)  # type: ignore[index]
        yield facets


def _show_listing(page: Renderer, view: ListView) -> Iterable[nodes.Node]:
    """Yield groups of questions."""
    writer = EntryWriter(page.address) if page.on_web else None
    for group in view.groups:
        if group.heading:
            yield page.rubric(group.heading, group.anchor)
        if group.due:
            yield from page.due(group.due, "These are overdue.")
        if view.links:
            links = [entry.question for entry in group.entries]
            yield _make_links(page, links, writer)
        elif group.entries:
            yield _make_entries(page, group, writer)
        elif not group.elsewhere:
            yield nodes.paragraph(text="No question yet.", classes=["faq-gap"])
        if group.elsewhere:
            yield page.fact(
                "In the reading order above", page.links(group.elsewhere, " · "), "elsewhere"
            )
    if view.team:
        yield page.fact("Kept by", [nodes.Text(view.team)], "team")


def _make_links(page: Renderer, links: list[Link], writer: EntryWriter | None) -> nodes.Element:
    """Make a list of bare links."""
    if writer:
        return faq_entries(html=writer.links(links), classes=["no-search"])
    return page.bullets([page.link(link)] for link in links)


def _make_entries(page: Renderer, group: Group, writer: EntryWriter | None) -> nodes.Element:
    """Make the list of one group's questions, each with summary and stakeholders."""
    if writer:
        return faq_entries(html=writer.entries(group), classes=["no-search"])
    made: nodes.Element = (
        nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        if group.numbered
        else nodes.bullet_list()
    )
    made["classes"] += ["faq-list"]
    for entry in group.entries:
        item = nodes.list_item()
        item += nodes.paragraph("", "", page.link(entry.question), classes=["faq-entry"])
        if entry.summary:
            item += nodes.paragraph(text=entry.summary, classes=["faq-summary"])
        if entry.links:
            name = "topics" if entry.label == "Topic" else "stakeholders"
            item += page.fact(entry.label, page.links(entry.links), name)
        if entry.added:
            item += page.fact("Added", [nodes.Text(entry.added)], "added")
        made += item
    return made


def _show_headings(page: Renderer, view: HeadingsView) -> Iterable[nodes.Node]:
    """Yield a card for each topic or stakeholder."""
    box = nodes.container(classes=["faq-cards", "faq-headings"])
    for heading in view.headings:
        body = create_component("card-body", ["sd-card-body"])
        title = create_component("card-title", ["sd-card-title", "sd-font-weight-bold"])
        title += nodes.paragraph("", "", page.link(heading.name))
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


def _show_matrix(page: Renderer, view: MatrixView) -> Iterable[nodes.Node]:
    """Yield the table of counts; a gap is a cell that says so."""
    group = nodes.tgroup(cols=len(view.topics) + 1)
    group += nodes.colspec(colwidth=24, stub=1)
    group += [nodes.colspec(colwidth=14) for _ in view.topics]
    corner = nodes.entry("", nodes.paragraph(text="Stakeholder"))
    head = nodes.row("", corner)
    head += [nodes.entry("", nodes.paragraph("", "", page.link(t))) for t in view.topics]
    body = nodes.tbody()
    for stakeholder, cells in view.rows:
        row = nodes.row("", nodes.entry("", nodes.paragraph("", "", page.link(stakeholder))))
        for cell in cells:
            if cell.number:
                row += nodes.entry("", nodes.paragraph("", "", page.link(cell.target)))
            else:
                gap = nodes.paragraph(text="wanted" if cell.wanted else "none")
                kinds = ["faq-gap", "faq-wanted"] if cell.wanted else ["faq-gap"]
                row += nodes.entry("", gap, classes=kinds)
        if view.drawn:
            _draw(view, row[1:], cells)
        body += row
    group += [nodes.thead("", head), body]
    kinds = ["faq-matrix", "faq-map"] if view.drawn else ["faq-matrix"]
    yield nodes.table("", group, classes=[*kinds, "colwidths-auto"])


def _show_embed(page: Renderer, view: EmbedView) -> Iterable[nodes.Node]:
    """Yield the place that the published script fills, and links to the topics until then."""
    place = nodes.container(ids=["faq-builder"])
    place += nodes.paragraph(
        text="Your browser runs no script, so nothing can be chosen here. "
        "These are the addresses to link to:"
    )
    place += page.bullets([page.link(topic)] for topic in view.topics)
    yield place
    if page.on_web and page.builder.config.faq_bundle:
        folder = f"{page.up}faq/embed/"
        names = ("builder-data.js", "builder.js")
        scripts = "".join(f'<script src="{folder}{name}"></script>\n' for name in names)
        yield nodes.raw("", scripts, format="html")


def _draw(view: MatrixView, entries: Sequence[nodes.Node], cells: Sequence[Cell]) -> None:
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
    HeadingsView: _show_headings,
    ListView: _show_listing,
    MatrixView: _show_matrix,
    GalleryView: _show_gallery,
    EmbedView: _show_embed,
}
