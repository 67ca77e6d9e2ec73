"""Which topics must have an answer for which stakeholders: ``faq_coverage``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .catalog import Catalog
from .diagnostics import Diagnostic, did_you_mean, warn
from .places import at_line

Coverage = Mapping[str, Sequence[str]]  #: Topic -> stakeholders.


def check_coverage(catalog: Catalog, coverage: Coverage, source: Path) -> None:
    """Warn of the topics and stakeholders that ``faq_coverage`` names in vain."""
    conf = source / "conf.py"
    for topic, stakeholders in coverage.items():
        if topic not in catalog.topics:
            where = at_line(conf, "faq_coverage", topic)
            _report(Diagnostic.TOPIC, topic, catalog.topics, where)
        for stakeholder in stakeholders:
            if stakeholder not in catalog.stakeholders:
                where = at_line(conf, "faq_coverage", topic, stakeholder)
                _report(Diagnostic.STAKEHOLDER, stakeholder, catalog.stakeholders, where)


def _report(kind: Diagnostic, slug: str, known: Mapping[str, object], where: str) -> None:
    cure = did_you_mean(slug, known, otherwise="take it out.")
    warn(kind, f"unknown {kind.value} '{slug}' in faq_coverage: {cure}", where, slug)


def find_gaps(catalog: Catalog, coverage: Coverage) -> Iterator[tuple[str, str]]:
    """Yield each known topic and stakeholder that are asked for together and have no question."""
    for topic, stakeholders in coverage.items():
        served = {s for q in catalog.by_topic.get(topic, ()) for s in q.stakeholders}
        for stakeholder in stakeholders:
            if topic in catalog.topics and stakeholder in catalog.stakeholders.keys() - served:
                yield topic, stakeholder
