"""What else has to be said with a figure: its own note, and what else than a plain fact it is."""

from __future__ import annotations

from etl.core.model import Book, Figure


def note(figure: Figure) -> str:
    """Why the period is inferred, why a precision is set, and the note, as one text."""
    return joined(figure.period_reason, figure.precision_reason, figure.note)


def joined(period_reason: str, precision_reason: str, note: str) -> str:
    """See `note`."""
    reason = f"Period: {period_reason}" if period_reason else ""
    precision = f"Precision: {precision_reason}" if precision_reason else ""
    return " ".join(part for part in (reason, precision, note) if part)


def corrections(book: Book) -> dict[str, str]:
    """The figure that corrects each one that is corrected, by id."""
    figures = book.figures.values()
    return {each.supersedes: each.id for each in figures if each.supersedes and not each.retracted}


def caveats(figure: Figure, corrected_by: str) -> list[str]:
    """What nobody may leave out who repeats a figure; nothing of a plain fact that still holds.

    corrected_by: the figure that does so, see `corrections`.
    """
    kind = figure.status if figure.status != "actual" else ""
    base = f"against {figure.base.text}" if figure.base else ""
    among = f"among {figure.among}" if figure.among else ""
    gone = f"retracted by its source on {figure.retracted}" if figure.retracted else ""
    corrected = f"corrected by {corrected_by}" if corrected_by else ""
    return [part for part in (kind, base, among, gone, corrected) if part]
