"""Tables of a build beside those of the figures file: findings, official figures, coverage.

The one list of them, for the command line and the dashboard alike. Must not read files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from etl.core.model import Book
from etl.core.schema import REFERENCE, REFERENCE_SOURCES
from etl.reconcile import Known, Report, ranges
from etl.tables.declared import COVERAGE, FINDINGS, RANGES
from etl.tables.export.package import Extra

if TYPE_CHECKING:
    from etl.tables.columns import Frame


def beside(
    book: Book,
    report: Callable[[], Report],
    reference: Book | None,
    coverage: bytes | None,
    known: Callable[[], Sequence[Known]] | None = None,
) -> Extra:
    """Every table of a build that needs more than the figures file.

    report: gives that of `reconcile`, and is asked when the first row is needed; reference:
    official figures, if there are any; coverage: the bytes of coverage.csv, if there is one;
    known: gives the answer of `ranges` where it was asked before.
    """
    others = stated(book, reference, coverage)

    def make() -> Iterator[Frame]:
        from etl.tables import findings

        reconciliation = report()
        yield from findings.tables(reconciliation, book)
        yield findings.ranges(known() if known else ranges(book, reference, reconciliation), book)
        yield from others.make()

    return Extra((*FINDINGS, RANGES, *others.declared), make, reference)


def stated(book: Book, reference: Book | None, coverage: bytes | None) -> Extra:
    """The tables of files that lie beside the figures, without findings (see `beside`)."""
    declared = []
    if reference is not None:
        declared += [REFERENCE, REFERENCE_SOURCES]
    if coverage is not None:
        declared.append(COVERAGE)

    def make() -> Iterator[Frame]:
        from etl.tables import findings, frames

        if reference is not None:
            yield from frames.reference_tables(reference)
        if coverage is not None:
            # All that audits comes with it, and a server begins without.
            from etl.audit import read_accounts

            yield findings.coverage(read_accounts(coverage, book), book)

    return Extra(tuple(declared), make, reference)
