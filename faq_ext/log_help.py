"""Show below each of our warnings the line that it is about, and where all is explained.

Apart from ``diagnostics``, which a build without a warning need not load.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

INDENT = "    "


class AddHelp(logging.Filter):
    """Adds to our warnings the line that they are about, and where all is explained.

    It stands behind Sphinx's own filters, so that what it adds comes after the subtype: the
    first line of a message is whole, for those who search a log.
    """

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app

    def filter(self, record: logging.LogRecord) -> bool:
        if (shown := getattr(record, "faq_excerpt", None)) is None:
            return True
        del record.faq_excerpt  # type: ignore[attr-defined]
        line, carets = shown
        page = getattr(self.app.config, "faq_help", "")
        subtype = record.subtype  # type: ignore[attr-defined]
        help = f"{page}#faq-{subtype}" if page else f"python -m faq_ext explain {subtype}"
        if line:
            record.msg += f"\n{INDENT}{line}"
        record.msg += f"\n{INDENT}{f'{carets} {help}' if carets else help}"
        return True


def add_help(app: Sphinx) -> None:
    """Put the filter behind those of Sphinx's handler of warnings."""
    for handler in logging.getLogger("sphinx").handlers:
        if handler.level == logging.WARNING:
            handler.addFilter(AddHelp(app))
