"""Reconciliation: can all these statements be true at once.

All figures together are one linear system (macro-integration, as statistical offices call it):
time is cut at every start and end of a period, each flow has an unknown non-negative amount in
each slice, and every figure bounds a sum or a ratio of such amounts. Answers are exact: the
simplex method in rational arithmetic gives them.
Must not read files, and must not know any country, indicator or source by name.
"""

from __future__ import annotations

from collections.abc import Container
from concurrent.futures import Executor

from etl.core.model import Book
from etl.reconcile.findings import (
    Agreement,
    Cache,
    Cause,
    Conflict,
    Deduced,
    Known,
    Member,
    Remainder,
    Report,
    Revision,
    Tight,
    Unknown,
    Unlikely,
    Verdict,
)
from etl.reconcile.model.statements import REVISION
from etl.reconcile.say.cards import Card, cards
from etl.reconcile.say.render import as_dict, as_text

__all__ = [
    "REVISION",
    "Agreement",
    "Cache",
    "Card",
    "Cause",
    "Conflict",
    "Deduced",
    "Known",
    "Member",
    "Remainder",
    "Report",
    "Revision",
    "Tight",
    "Unknown",
    "Unlikely",
    "Verdict",
    "as_dict",
    "as_text",
    "cards",
    "ranges",
    "reconcile",
    "related",
]


def reconcile(
    book: Book,
    reference: Book | None = None,
    cache: Cache | None = None,
    executor: Executor | None = None,
    around: Container[str] | None = None,
) -> Report:
    """Test every figure of `book` against all others, and against `reference`.

    reference: official statistics; its figures are believed to within an ordinary revision
    (REVISION) and get no verdict of their own. cache: any dict; kept between calls, it saves the
    groups of figures that have not changed. executor: any of concurrent.futures; it solves groups
    side by side. around: only the groups that one of these figures is in; what is unlikely
    anywhere is not sought then. Ranges and differences are in base units, percent
    for growth and share. Raises ValueError if both books use one figure id.
    """
    # The findings can be described without the solver.
    from etl.reconcile import engine

    return engine.reconcile(book, reference, cache, executor, around)


def related(book: Book, reference: Book | None = None) -> list[tuple[str, ...]]:
    """Ids of the figures that bear on one another: each group can be reconciled by itself.

    With the cache that `reconcile` takes, a part of the groups and then all of them cost no more
    than all of them at once.
    """
    from etl.reconcile import engine

    return engine.related(book, reference)


def ranges(book: Book, reference: Book | None, report: Report) -> tuple[Known, ...]:
    """What can be known of each indicator, partner and year that a statement touches.

    The narrowest range that all statements outside the conflicts of `report` allow, exact, and
    where it is close the reconciled estimate, which is derived.
    """
    from etl.reconcile import engine

    return engine.ranges(book, reference, report)
