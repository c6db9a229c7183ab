"""Tables of a build beside those of the figures file: findings, official figures, coverage.

The one list of them, for the command line and the dashboard alike. Must not read files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from etl.audit.tables import COVERAGE, read_coverage
from etl.core.model import Book
from etl.core.schema import REFERENCE, REFERENCE_SOURCES
from etl.reconcile import CONFLICTS, DEDUCED, RECONCILIATION, Report, tables
from etl.tables.export.package import Extra
from etl.tables.tidy import Rows, reference_tables


def beside(
    book: Book, report: Callable[[], Report], reference: Book | None, coverage: bytes | None
) -> Extra:
    """Every table of a build that needs more than the figures file.

    report: gives that of `reconcile`, and is asked when the first row is needed; reference:
    official figures, if there are any; coverage: the bytes of coverage.csv, if there is one.
    """
    declared = [RECONCILIATION, CONFLICTS, DEDUCED]
    if reference is not None:
        declared += [REFERENCE, REFERENCE_SOURCES]
    if coverage is not None:
        declared.append(COVERAGE)

    def made() -> Iterator[Rows]:
        yield from tables(report(), book).values()
        if reference is not None:
            yield from reference_tables(reference)
        if coverage is not None:
            yield read_coverage(coverage, book)

    return Extra(tuple(declared), made, reference)
