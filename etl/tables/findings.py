"""What reconciliation and audit find as tables, in the columns that `declared` gives them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from etl.audit import Account
from etl.core.model import Book
from etl.reconcile.findings import (
    Cause,
    Conflict,
    Deduced,
    Known,
    Member,
    Report,
    Unknown,
    Unlikely,
    Verdict,
)
from etl.tables.columns import Frame
from etl.tables.declared import (
    BOOKS,
    CAUSES,
    CONFLICTS,
    COVERAGE,
    DEDUCED,
    NOT_KNOWN,
    RANGES,
    RECONCILIATION,
    UNLIKELY,
)
from etl.tables.filling import Filling, columns_of, days_of

_HUNDREDTH_PER_CENT: Final = Decimal("0.0001")


def tables(report: Report, book: Book) -> list[Frame]:
    """Those of `declared.FINDINGS`. Numbers are in base units, growth and share in percent."""
    return [
        _reconciliation(report, book),
        _conflicts(report, book),
        _causes(report, book),
        _UNLIKELY.frame(columns_of(report.unlikely, Unlikely._fields), book),
        _deduced(report, book),
        _NOT_KNOWN.frame(columns_of(report.not_known, Unknown._fields), book),
    ]


def ranges(known: Iterable[Known], book: Book) -> Frame:
    """What can be known of each year that a figure touches (see `etl.reconcile.ranges`)."""
    return _RANGES.frame(columns_of(known, Known._fields), book)


def coverage(accounts: Iterable[Account], book: Book) -> Frame:
    """How completely each source was read."""
    return _COVERAGE.frame(columns_of(accounts, Account._fields), book)


def _reconciliation(report: Report, book: Book) -> Frame:
    revised = {revision.figure_id: revision.difference for revision in report.revisions}
    columns = columns_of(report.verdicts, Verdict._fields)
    differences = [relative(revised.get(figure)) for figure in columns["figure_id"]]
    return _RECONCILIATION.frame({**columns, "revision": differences}, book)


def _conflicts(report: Report, book: Book) -> Frame:
    """One row a member: the conflict's columns joined to those of its members."""
    members = [member for conflict in report.conflicts for member in conflict.members]
    repeated = [conflict for conflict in report.conflicts for _ in conflict.members]
    columns = {
        **columns_of(repeated, Conflict._fields),
        **columns_of(members, Member._fields),
        "book": [BOOKS[member.figure_id not in book.figures] for member in members],
        "change": [relative(member.change) for member in members],
    }
    return _CONFLICTS.frame(columns, book)


def _causes(report: Report, book: Book) -> Frame:
    columns = columns_of(report.causes, Cause._fields)
    return _CAUSES.frame({**columns, "departure": list(map(relative, columns["departure"]))}, book)


def _deduced(report: Report, book: Book) -> Frame:
    """Ranges that are pinned down, and what is left of longer windows: that has no upper end."""
    items = [*report.deduced, *report.remainders]
    columns = {name: [getattr(item, name, None) for item in items] for name in Deduced._fields}
    frame = _DEDUCED.frame(columns, book)
    keys = ["indicator", "reporter", "partner", "period"]
    data = frame.data.sort_values(keys, kind="stable", ignore_index=True)
    return Frame(frame.table, data)


def relative(value: Decimal | None) -> Decimal | None:
    """A relative size to a hundredth of a per cent."""
    return None if value is None else value.quantize(_HUNDREDTH_PER_CENT)


_RECONCILIATION: Final = Filling(RECONCILIATION, (*Verdict._fields, "revision"))
_CONFLICTS: Final = Filling(CONFLICTS, (*Conflict._fields, *Member._fields, "book"))
_CAUSES: Final = Filling(CAUSES, Cause._fields)
_UNLIKELY: Final = Filling(UNLIKELY, Unlikely._fields)
_DEDUCED: Final = Filling(
    DEDUCED, Deduced._fields, derived=days_of("period", "period_start", "period_end", "coverage")
)
_RANGES: Final = Filling(
    RANGES, Known._fields, derived=days_of("period", "period_start", "period_end", "coverage")
)
_NOT_KNOWN: Final = Filling(NOT_KNOWN, Unknown._fields)
_COVERAGE: Final = Filling(COVERAGE, Account._fields)
