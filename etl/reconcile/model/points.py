"""A change in points: a share or a growth of one period less that of another.

Held against the shares or growths that are stated of its two periods, each an unknown of its own,
and not against the amounts behind them: a difference of two ratios is no linear row of amounts.
Must not compare statements with one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from etl.core import days
from etl.core import intervals as bounds
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.reconcile.model import statements
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import (
    MEASURES,
    POINTS,
    Measure,
    Series,
    Statement,
    Statements,
    Window,
    span,
)
from etl.words import speech

DIFFERENCE: Final = Measure(100)
"""How points follow from the difference of two ratios."""


def of_books(book: Book, reference: Book | None, relations: Relations) -> Statements:
    """Every figure of both books as statements, changes in points too where they can be tested.

    Raises ValueError if they share a figure id.
    """
    ordinary = statements.of_books(book, reference, relations)
    waiting = [f for f, why in ordinary.left_out.items() if why == statements.IN_POINTS]
    if not waiting:
        return ordinary
    figures = {**(reference.figures if reference else {}), **book.figures}
    sources = {**(reference.sources if reference else {}), **book.sources}
    voice = statements.voices(sources)
    changes: list[Statement] = []
    left_out = dict(ordinary.left_out)
    for name in waiting:
        figure = figures[name]
        change = _changed(figure, relations, official=sources[figure.source].is_official)
        if isinstance(change, str):
            left_out[name] = change
            continue
        is_own, speaker = name in book.figures, voice[figure.source]
        changes.append(change._replace(tested=is_own, voice=speaker))
    levels = list(_levels(ordinary.statements, changes, relations))
    stated = {w for s in levels for w in s.part}
    held: list[Statement] = []
    for change in changes:
        missing = [w for w in change.part if w._replace(times=1) not in stated]
        if missing:
            left_out[change.figure.id] = _not_stated(change.figure, missing[0], relations)
        else:
            held.append(change)
            del left_out[change.figure.id]
    every = sorted((*ordinary.statements, *levels, *held), key=lambda s: s.figure.id)
    not_known = {name: left_out[name] for name in ordinary.not_known if name in left_out}
    return Statements(tuple(every), left_out, not_known)


def _changed(figure: Figure, relations: Relations, *, official: bool) -> Statement | str:
    """A change in points between two periods of one length, or why it is not tested."""
    of = relations.indicators[figure.indicator].of
    kind = KINDS[relations.indicators[of].kind]
    if kind.tested not in ("ratio", "growth"):
        return statements.IN_POINTS
    now = _at(Window(Series(figure.reporter, figure.partner, of, ""), *span(figure.period)))
    if figure.base is not None:
        then = _at(now._replace(start=span(figure.base)[0], stop=span(figure.base)[1]))
    elif (figure.period.end - figure.period.start).days >= statements.LONGEST_GROWTH:
        return statements.LONG
    else:
        then = _at(statements.year_before(now))
    if then.series != now.series:
        return "Its two periods are not of one length and time of the year: it takes no part."
    low, high = (DIFFERENCE.tested(end) for end in bounds.of_figure(figure))
    part = (now, then._replace(times=-1))
    return Statement(figure, part, (), low, high, official, measure=DIFFERENCE)


def _not_stated(figure: Figure, window: Window, relations: Relations) -> str:
    name = relations.indicators[relations.indicators[figure.indicator].of].name
    when = speech.span(*days.from_ordinals(window.start, window.stop))
    return (
        f"{name} is not stated of {when}, and a change in points is not derived from amounts: it"
        " takes no part in the test."
    )


def _at(window: Window) -> Window:
    """The window of a ratio, with the unit of its days of the year: only those can be compared.

    January to June of one year is beside January to June of another, and no part of the year.
    """
    first, last = days.from_ordinals(window.start, window.stop)
    years = last.year - first.year
    ends = (
        f"{first.month}-{first.day}/{last.month}-{'end' if days.is_month_end(last) else last.day}"
    )
    unit = f"{POINTS}{ends}{f' +{years}' if years else ''}"
    return window._replace(series=window.series._replace(unit=unit))


def _levels(
    stated: Iterable[Statement], changes: Iterable[Statement], relations: Relations
) -> Iterator[Statement]:
    """Of the shares and growths that changes are between, each as a ratio by itself, once."""
    wanted = {w._replace(times=1) for s in changes for w in s.part}
    told: set[str] = set()
    for s in stated:
        figure = s.figure
        if not s.whole or figure.unit != "percent" or figure.base or figure.id in told:
            continue
        series = Series(figure.reporter, figure.partner, figure.indicator, "")
        window = _at(Window(series, *span(figure.period)))
        if window in wanted:
            told.add(figure.id)
            is_growth = KINDS[relations.indicators[figure.indicator].kind].tested == "growth"
            yield s._replace(part=(window,), whole=(), measure=MEASURES[is_growth, False])
