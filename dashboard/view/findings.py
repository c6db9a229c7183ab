"""Findings of reconciliation for one view: verdicts, conflicts, deduced values of a pair.

Must not compute what the library should, nor know Streamlit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

import pandas as pd

from dashboard.view import format as fmt
from dashboard.view import messages
from dashboard.view.once import once
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Book, Figure
from etl.reconcile import Conflict, Deduced, Member, Unlikely, Verdict
from etl.words import speech

_DIGITS: Final = 3
"""Of an official number in a sentence."""


def verdicts(view: View) -> dict[str, Verdict]:
    """The verdicts of the chosen pair by their figures; none while they are being tested."""
    return _by_figure(view.report.verdicts)


@once
def _by_figure(verdicts: tuple[Verdict, ...]) -> dict[str, Verdict]:
    return {verdict.figure_id: verdict for verdict in verdicts}


def suspicions(view: View) -> dict[str, Unlikely]:
    """By figure what is possible but unlikely of it, where no conflict says worse."""
    told = {name: u for u in view.report.unlikely if u.nature == "unlikely" for name in u.members}
    return {
        name: told[name]
        for name, verdict in verdicts(view).items()
        if name in told and not verdict.suspect and verdict.verdict != "conflict"
    }


def verdict(view: View, figure: Figure) -> Verdict | None:
    """The verdict of a figure of any pair; None while it is being tested, or where it has none."""
    known = view.snapshot.report_of((figure.reporter, figure.partner))
    return next((v for v in known.verdicts if v.figure_id == figure.id), None) if known else None


def figure_of(view: View, name: str) -> tuple[Book, Figure] | None:
    """A figure of the book or of the official figures, with its book."""
    for book in (view.book, view.snapshot.reference):
        if book is not None and (figure := book.figures.get(name)):
            return book, figure
    return None


def frame_of(view: View, name: str) -> pd.DataFrame:
    """The row of `figures` for a figure of the book or of the official ones."""
    pair = figure_of(view, name)
    assert pair, f"{name} is a figure of the book or of the official ones"
    book, figure = pair
    table = "figures" if book is view.book else "official"
    own = view.snapshot.part(table, reporter=figure.reporter, partner=figure.partner)
    return own[own["figure_id"] == name].reset_index(drop=True)


class Allowed(NamedTuple):
    """What others leave for a figure, in base units; the lowest above the highest for nothing."""

    low: float | None
    high: float | None
    by_all: bool
    """By all other figures, as its verdict tells; otherwise by those of one conflict alone."""


def allowed(view: View, member: Member) -> Allowed:
    """What all other figures allow for a member of a conflict, the range that its verdict tells.

    Where there is none that says something (an official figure, others that contradict one
    another), what the other members of the conflict do.
    """
    known = verdicts(view).get(member.figure_id)
    low, high = (_number(known.implied_low), _number(known.implied_high)) if known else (None, None)
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        low, high = _fitting(member)
        return Allowed(low, high, by_all=False)
    return Allowed(low, high, by_all=True)


def _fitting(member: Member) -> tuple[float | None, float | None]:
    if member.change is None and member.fit_low is None and member.fit_high is None:
        return 1.0, 0.0
    return _number(member.fit_low), _number(member.fit_high)


def _number(end: Decimal | None) -> float | None:
    return None if end is None else float(end)


def ours(view: View, figure: str) -> bool:
    """Whether a figure of the book is about the chosen pair."""
    entry = view.book.figures.get(figure)
    return entry is not None and (entry.reporter, entry.partner) == view.pair


def conflicts(view: View) -> list[Conflict]:
    """Conflicts with a chosen statement, without those that only say another again."""
    return [conflict for conflict in every_conflict(view) if not conflict.restates]


def every_conflict(view: View) -> list[Conflict]:
    """Conflicts with a chosen statement."""
    shown = chosen(view)
    return [
        conflict
        for conflict in view.report.conflicts
        if any(member.figure_id in shown for member in conflict.members)
    ]


def unlikely(view: View) -> list[Unlikely]:
    """What is no conflict but would make a reader look again, of chosen figures or of events."""
    shown = chosen(view) | set(view.book.events)
    return [u for u in view.report.unlikely if shown.intersection(u.members)]


def chosen(view: View) -> frozenset[str]:
    """Figures of the pair that the chosen years and sources leave."""
    return frozenset(figure.id for figure in view.stated())


def against(view: View, figure: Figure) -> str:
    """What is known against a suspect in a few words; empty for what is none."""
    finding = verdict(view, figure)
    if finding is None or not finding.suspect:
        return ""
    if official := official_of(view, figure):
        amount = fmt.amount(speech.rounded(official.point, _DIGITS), official.unit)
        return text("doubt_official", amount=amount)
    low, high = finding.implied_low, finding.implied_high
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return text("doubt_other")
    signed = figure.indicator in view.signed
    return text("doubt_allowed", between=fmt.outward(low, high, figure.unit, signed=signed))


def difference(view: View, name: str) -> Decimal | None:
    """By how many percent a figure differs from the official one of the same; None without one."""
    figure = view.book.figures.get(name)
    other = official_of(view, figure) if figure else None
    if figure is None or figure.value is None or other is None or other.value is None:
        return None
    return abs(figure.value / other.value - 1) * 100


def official_of(view: View, figure: Figure) -> Figure | None:
    """The official figure that measures the same of the same period; none of nothing."""
    reference = view.snapshot.reference
    if reference is None or not figure.paragraph:
        return None
    same = messages.by_measure(reference).get(messages.measures(figure), ())
    return next((o for o in same if o.period.span == figure.period.span and o.value), None)


def deduced(view: View) -> list[Deduced]:
    """Values of the chosen pair and years that no figure states."""
    first, last = view.years
    return [
        d
        for d in view.report.deduced
        if (d.reporter, d.partner) == view.pair
        and d.period.start.year <= last
        and d.period.end.year >= first
    ]
