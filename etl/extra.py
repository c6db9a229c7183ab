"""Tables of a build beside those of the figures file: findings, official figures, coverage.

The one list of them, for the command line and the dashboard alike. Must not read files.
"""

from __future__ import annotations

from etl.audit.tables import read_coverage
from etl.model import Book
from etl.reconcile import Report
from etl.reconcile.tables import tables
from etl.tidy import Rows, reference_tables


def extra_tables(
    book: Book, report: Report, reference: Book | None, coverage: bytes | None
) -> list[Rows]:
    """Every table of a build that needs more than the figures file.

    report: of `reconcile`; reference: official figures, if there are any; coverage: the bytes
    of coverage.csv, if there is one.
    """
    made = list(tables(report, book).values())
    if reference is not None:
        made += reference_tables(reference)
    if coverage is not None:
        made.append(read_coverage(coverage, book))
    return made
