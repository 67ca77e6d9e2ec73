"""When an answer wants a new review: the same for pages, bundle, widget and ``check``.

Nothing here asks what day it is. A build that did would not be reproducible, and an embed
that is never built again would call an answer fresh for ever; so what is published names the
day, and the reader's clock compares.
"""

from __future__ import annotations

import calendar
import datetime


def due_date(reviewed: str, reviewby: str, months: int) -> str:
    """Return the ISO date by which an answer wants a review; empty where none is known.

    :param reviewed: ISO date of the last review, or empty.
    :param reviewby: what the author wrote, which goes first.
    :param months: how long a review holds; 0: for ever.
    """
    if reviewby or not (reviewed and months):
        return reviewby
    last = datetime.date.fromisoformat(reviewed)
    years, month = divmod(last.month - 1 + months, 12)
    year = last.year + years
    if year > datetime.MAXYEAR:
        return ""
    day = min(last.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day).isoformat()
