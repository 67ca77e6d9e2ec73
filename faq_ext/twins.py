"""Write a question as Markdown: the twin of its page, for whoever reads text better than HTML.

It is made of the views that the page itself shows, so it is stale only when the page is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from .commonmark import build_markdown, escape, write_link
from .extras import write_date
from .model import Question
from .sanitize import Node
from .views import Card, FootView, HeadView, Link

Address = Callable[[Link], str]  #: Returns the whole address of a place in the site.


def build_twin(
    question: Question,
    tree: Sequence[Node],
    views: tuple[HeadView, FootView],
    address_of: Address,
    ends: Mapping[str, str],
) -> str:
    """Return a question with its answer, and all that its page says of them.

    :param tree: of the answer; its topmost headings are ``h2``.
    :param ends: further facts, name -> plain text or address.
    """
    head, foot = views
    parts = [f"# {escape(question.question)}\n", build_markdown(tree)]
    if foot.examples:
        parts += ["## Examples\n", _list(_card(card, address_of) for card in foot.examples)]
    if foot.see:
        parts += ["## Related questions\n", _list(_links(foot.see, address_of))]
    if foot.sources:
        sources = (_source(source.text, source.url) for source in foot.sources)
        parts += ["## Sources\n", _list(sources)]
    facts = {
        "Topics": ", ".join(_links(head.topics, address_of)),
        "For": ", ".join(_links(head.stakeholders, address_of)),
        "Evidence": "; ".join(
            f"{escape(label)} ({escape(meaning)})" if meaning else escape(label)
            for label, meaning in foot.evidence
        ),
        "By": escape(foot.by),
        "Added": write_date(foot.added) if foot.added else "",
        "Reviewed": write_date(foot.reviewed) if foot.reviewed else "",
        "Next review by": write_date(foot.due) if foot.due else "",
        **{name: _fact(text) for name, text in ends.items()},
    }
    parts += ["* * *\n", _list(f"{name}: {text}" for name, text in facts.items() if text)]
    return "\n".join(filter(None, parts))


def _list(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)


def _links(links: Iterable[Link], address_of: Address) -> list[str]:
    return [write_link(escape(link.text), address_of(link)) for link in links]


def _fact(text: str) -> str:
    return f"<{text}>" if text.startswith(("https://", "http://")) else escape(text)


def _source(text: str, url: str) -> str:
    return f"{escape(text)} <{url}>" if url else escape(text)


def _card(card: Card, address_of: Address) -> str:
    name = f"**{write_link(escape(card.name.text), address_of(card.name))}**"
    where = ", ".join(filter(None, (card.organization, card.place)))
    what = "; ".join(filter(None, (card.scale, *card.population, *card.means)))
    dated = f"as of {write_date(card.asof)}" if card.asof else ""
    source = write_link("source", card.link) if card.link else ""
    facts = ", ".join(filter(None, (escape(what), source, dated)))
    said = " ".join(f"{escape(text.rstrip('.'))}." for text in (where, card.text) if text)
    return " ".join(
        filter(None, (f"{name}." if said else name, said, f"({facts})" if facts else ""))
    )
