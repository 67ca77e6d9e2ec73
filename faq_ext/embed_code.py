"""Write what a district pastes; ``widget/src/embed/snippet.js`` writes the same in the builder."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

#: What an iframe may do: run, fetch its own files, open links in a new tab.
SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"

Link = tuple[str, str]  #: Address and text.
Script = Mapping[str, Any]  #: ``{"file", "integrity"}``


def write_widget(script: Script, directory: str, links: Iterable[Link], **attributes: str) -> str:
    """Return the pinned script and the element, with links between its tags.

    :param directory: of the published files, ending in ``/faq/``.
    :param links: what readers see until the widget works.
    """
    values = {"src": directory, **attributes}
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())
    items = "".join(f"\n    <li>{_link(link)}</li>" for link in links)
    return (
        f'<script type="module" src="{html.escape(directory + script["file"])}"\n'
        f'  integrity="{script["integrity"]}" crossorigin></script>\n'
        f"<faq-widget{written}>\n  <ul>{items}\n  </ul>\n</faq-widget>\n"
    )


def write_frame(script: Script, directory: str, link: Link, **attributes: str) -> str:
    """Return an iframe, the script that gives it its height, and a link below.

    :param script: of the host page's side, in ``embed/``.
    """
    folder = f"{directory}embed/"
    address = f"{folder}?{urlencode(attributes)}" if attributes else folder
    return (
        f'<iframe data-faq src="{html.escape(address)}"\n'
        f'  title="{html.escape(link[1])}" width="100%" height="600" style="border: 0"\n'
        f'  sandbox="{SANDBOX}" referrerpolicy="no-referrer" loading="lazy"></iframe>\n'
        f'<script src="{html.escape(folder + script["file"])}"\n'
        f'  integrity="{script["integrity"]}" crossorigin defer></script>\n'
        f"<p>{_link(link)}</p>\n"
    )


def _link(link: Link) -> str:
    address, text = link
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
