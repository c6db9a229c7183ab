"""What a figure's own note says in tables: reasons and note as one text."""

from __future__ import annotations

from etl.core.model import Figure


def note(figure: Figure) -> str:
    """Why the period is inferred, why a precision is set, and the note, as one text."""
    return joined(figure.period_reason, figure.precision_reason, figure.note)


def joined(period_reason: str, precision_reason: str, note: str) -> str:
    """See `note`."""
    reason = f"Period: {period_reason}" if period_reason else ""
    precision = f"Precision: {precision_reason}" if precision_reason else ""
    return " ".join(part for part in (reason, precision, note) if part)
