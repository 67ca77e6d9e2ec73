"""Read the cited sources from sphinxcontrib-bibtex, where a site uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .views import Source


def read_sources(env: BuildEnvironment) -> dict[str, Source]:
    """Return the sources that bibliographies print, by cite key; none without bibtex."""
    domain: Any = env.domains.get("cite")
    if domain is None:
        return {}
    from pybtex.plugin import find_plugin

    from .views import Link, Source

    plain = find_plugin("pybtex.backends", "plaintext")()
    found = {}
    for citation in domain.citations:
        url = citation.entry.fields.get("url", "")
        text = citation.formatted_entry.text.render(plain)
        label = f"{citation.formatted_entry.label}"
        target = Link(label, citation.bibliography_key.docname, citation.citation_id)
        words = citation.entry.fields.get("keywords", "").split(",")
        keywords = tuple(word.strip() for word in words if word.strip())
        found[citation.key] = Source(_without_address(text, url), url, target, keywords)
    return found


def _without_address(text: str, url: str) -> str:
    """Return a reference's text without its address, which is shown as a link."""
    if url:
        for form in (f"URL: {url}", f"\\url {url}", url):
            text = text.replace(form, "")
    return " ".join(text.split()).rstrip(" ,.") + "."


def stamp_sources(env: BuildEnvironment) -> tuple[tuple[str, float], ...]:
    """Return what changes whenever a bibliography file does; cheap, unlike its entries."""
    domain: Any = env.domains.get("cite")
    if domain is None:
        return ()
    return tuple(sorted((name, file.mtime) for name, file in domain.bibdata.bibfiles.items()))
