"""Every option of the extension, declared once: default, validator and help."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from .slugs import is_slug, nearest


def _is_text(value: object) -> str:
    return "" if isinstance(value, str) else "a string"


def _is_address(value: object) -> str:
    if isinstance(value, str) and (not value or value.startswith(("https://", "http://"))):
        return ""
    return "an address that begins with 'https://'"


def _is_flag(value: object) -> str:
    return "" if isinstance(value, bool) else "True or False"


def _is_vocabulary(value: object) -> str:
    if (
        isinstance(value, dict)
        and value
        and all(isinstance(k, str) and is_slug(k) and isinstance(v, str) for k, v in value.items())
    ):
        return ""
    return "a dictionary of slugs and the labels that readers see"


def _is_legend(value: object) -> str:
    return "" if value == {} else _is_vocabulary(value) and "a dictionary of slugs and meanings"


def _is_months(value: object) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return "" if whole and 0 <= value <= 1200 else "a whole number of months, or 0"  # type: ignore[operator]


def _is_coverage(value: object) -> str:
    if isinstance(value, dict) and all(
        isinstance(topic, str)
        and isinstance(those, (list, tuple))
        and all(isinstance(slug, str) for slug in those)
        for topic, those in value.items()
    ):
        return ""
    return "a dictionary of topics and lists of stakeholders, as in {'models': ['parents']}"


def _is_retired(value: object) -> str:
    if isinstance(value, dict) and all(
        isinstance(slug, str) and is_slug(slug) and isinstance(reason, str) and reason.strip()
        for slug, reason in value.items()
    ):
        return ""
    return "a dictionary of slugs of questions and the reasons why they are no longer answered"


def _is_synonyms(value: object) -> str:
    if isinstance(value, dict) and all(
        isinstance(text, str) and text.strip() for pair in value.items() for text in pair
    ):
        return ""
    return "a dictionary of acronyms and what they mean"


def _option(
    default: Any, validator: Callable[[object], str], help: str, rebuild: Any = "env"
) -> Any:
    metadata = {"validator": validator, "help": help, "rebuild": rebuild}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def _labels(words: str) -> Callable[[], dict[str, str]]:
    return lambda: {word: word.replace("-", " ").capitalize() for word in words.split()}


@dataclass(frozen=True)
class FaqConfig:
    """The extension's options, without their ``faq_`` prefix.

    A validator returns what the value must be, or ``""`` where it is good.
    """

    title: str = _option("", _is_text, "Title of the bundle; the project's name unless set.")
    license: str = _option(
        "", _is_text, "Licence of the content, as an SPDX identifier such as ``CC-BY-4.0``."
    )
    bundle: bool = _option(True, _is_flag, "Write the bundle, the script and permanent addresses.")
    offline: bool = _option(
        True,
        _is_flag,
        "Write the copy of all answers that opens from a folder, as ``faq/faq-offline.zip``.",
    )
    untrusted: bool = _option(
        False,
        _is_flag,
        "The content is of unknown authors, as in a pull request: close raw markup, files from "
        "outside of the source folder, and whatever else could run or fetch something.",
    )
    scales: dict[str, str] = _option(
        _labels("school district region state national"),
        _is_vocabulary,
        "Scales of examples, smallest first: slug -> label.",
    )
    populations: dict[str, str] = _option(
        _labels("elementary secondary"), _is_vocabulary, "Populations of examples: slug -> label."
    )
    means: dict[str, str] = _option(
        _labels("coaching courses network"),
        _is_vocabulary,
        "Means that examples use: slug -> label.",
    )
    evidence: dict[str, str] = _option(
        _labels("research evaluation practice advice"),
        _is_vocabulary,
        "Kinds of evidence that answers rest on, strongest first: slug -> label. Where a question "
        "does not name its own, they follow from the ``keywords`` of the sources that it cites; "
        "where it cites nothing it is the last one.",
    )
    legend: dict[str, str] = _option(
        dict,
        _is_legend,
        "What each kind of evidence means, in one line, shown below answers: slug -> meaning.",
    )
    synonyms: dict[str, str] = _option(
        dict,
        _is_synonyms,
        "Acronyms and what they mean, or words that your readers use for those of your authors: "
        "the search finds one by the other, as in ``{'PD': 'professional development'}``.",
    )
    coverage: dict[str, list[str]] = _option(
        dict,
        _is_coverage,
        "Topics that must have an answer for these readers: topic -> stakeholders. The matrix "
        "shows which are missing, and ``check`` fails.",
    )
    review_months: int = _option(
        12,
        _is_months,
        "How many months after ``reviewed`` an answer is due for a new review, unless it has a "
        "``reviewby`` of its own; 0: never.",
    )
    retired: dict[str, str] = _option(
        dict,
        _is_retired,
        "Questions that are no longer answered: slug -> the reason, as readers see it who follow "
        "the permanent address. Where another question took its place, that one names the slug "
        "in ``:formerly:`` instead.",
    )
    ask: str = _option(
        "",
        _is_text,
        "Where readers can ask who find no answer: the name of a document, or an address.",
    )
    repository: str = _option(
        "",
        _is_address,
        "Address of the GitHub repository, for the links 'Improve this answer' and 'Suggest a "
        "question' below each answer; they open its issue forms ``improve-answer.yml`` and "
        "``suggest-question.yml``. No links without it.",
        "html",
    )
    help: str = _option(
        "",
        _is_address,
        "Address of a page that explains the warnings; each then ends with a link into it. Without "
        "it, with the command that explains it.",
        "",
    )

    @classmethod
    def from_sphinx(cls, config: Config) -> FaqConfig:
        """Collect the validated values."""
        return cls(**{f.name: getattr(config, f"faq_{f.name}") for f in dataclasses.fields(cls)})


def register(app: Sphinx) -> None:
    """Declare the options to Sphinx."""
    for option in dataclasses.fields(FaqConfig):
        name, rebuild = f"faq_{option.name}", option.metadata["rebuild"]
        app.add_config_value(name, _default(option), rebuild)


def _default(option: dataclasses.Field[Any]) -> Any:
    if option.default_factory is not dataclasses.MISSING:
        return option.default_factory()
    return option.default


def needs_myst(app: Sphinx) -> bool:
    """Tell whether a site writes our directives in Markdown, but loads nothing to read it."""
    if "myst_parser" in app.config.extensions or "myst_nb" in app.config.extensions:
        return False
    return any(
        b"{faq:" in Path(folder, name).read_bytes()
        for folder, _, names in os.walk(app.srcdir)
        for name in names
        if name.endswith(".md") and os.access(Path(folder, name), os.R_OK)
    )


def validate(app: Sphinx, config: Config) -> None:
    """Warn of bad values and put the default in their place, so that the build goes on."""
    problems = []
    for option in dataclasses.fields(FaqConfig):
        name = f"faq_{option.name}"
        if wanted := option.metadata["validator"](getattr(config, name)):
            problems.append(
                f"{name} in conf.py is {getattr(config, name)!r}; it must be {wanted}. "
                "The default is used."
            )
            setattr(config, name, _default(option))
    known = {f"faq_{option.name}" for option in dataclasses.fields(FaqConfig)}
    for name in sorted(name for name in config._raw_config if name.startswith("faq_")):
        if name not in known:
            near = nearest(name, known)
            cure = f"did you mean '{near}'?" if near else "there is none of this name."
            problems.append(f"unknown option '{name}' in conf.py: {cure}")
    base = config.html_baseurl
    if base and not base.startswith(("https://", "http://")):
        problems.append(
            f"html_baseurl in conf.py is {base!r}; it must begin with 'https://' or 'http://'. "
            "It is left out, so the bundle's links are relative."
        )
        config.html_baseurl = ""
    if problems:
        from .diagnostics import Diagnostic, warn  # here: few builds warn of anything

        for problem in problems:
            warn(Diagnostic.CONFIG, problem)
