"""One event on two dates.

Must not look at figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from etl.core.model import Book, Event
from etl.reconcile.find.limits import LIMITS, told
from etl.reconcile.findings import Unlikely
from etl.reconcile.say import unlikely as say


def find(book: Book) -> Iterator[Unlikely]:
    """Events of one title, kind and partner on dates that have no day in common.

    Not what is dated in several years: "Foreign ministers meet" is then said of more than one.
    """
    alike: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in book.events.values():
        alike[event.title.casefold(), event.kind, event.partner].append(event)
    for every in alike.values():
        in_time = sorted(every, key=lambda e: (e.date.start, e.date.end, e.id))
        for one, other in pairwise(in_time):
            apart = Decimal((other.date.start - one.date.end).days)
            same_year = one.date.end.year == other.date.start.year
            if apart >= LIMITS["dates"].least and same_year:
                sentence = say.dates(one, other, int(apart))
                yield told("dates", [one.id, other.id], apart, sentence)
