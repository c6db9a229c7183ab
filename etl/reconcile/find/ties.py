"""Two partners in one place of one ranking. Solves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.reconcile.find.limits import told
from etl.reconcile.findings import Unlikely
from etl.reconcile.model import places
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import facts
from etl.reconcile.say import unlikely as say


def find(book: Book, reference: Book | None, declared: Relations) -> Iterator[Unlikely]:
    """Two single economies, or two groups, in one place of one ranking of one time."""
    ranks = [f for f in facts(book, reference) if KINDS[f.kind].tested == places.PLACE]
    alike: dict[object, dict[str, Figure]] = defaultdict(dict)
    for f in sorted(ranks, key=lambda f: f.id):
        if f.qualifier == "exact" and f.quantity_high is None:
            key = f.reporter, f.indicator, places.among(f, declared), f.period.span, f.point
            alike[key, f.partner in declared.groups].setdefault(f.partner, f)
    for partners in alike.values():
        apart = [
            (one, other)
            for one, other in combinations(partners.values(), 2)
            if not _contains(one.partner, other.partner, declared)
        ]
        if apart:
            figures = sorted({f for pair in apart for f in pair}, key=lambda f: f.id)
            sentence = say.same_rank(figures, declared)
            yield told("same_rank", [f.id for f in figures], Decimal(len(figures)), sentence)


def _contains(one: str, other: str, declared: Relations) -> bool:
    return any(m.group == other for m in declared.inside.get(one, ())) or any(
        m.group == one for m in declared.inside.get(other, ())
    )
