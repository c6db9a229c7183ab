"""The message of a chart, made from its statements by rule: what is newest, and against what.

Never more than the figures say: "up from" only where the two wordings leave no other way. Must not
know Streamlit or plotly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard.view import format as fmt
from dashboard.view import sentences
from dashboard.view.once import once
from dashboard.view.texts import text
from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure


def newest(figures: Iterable[Figure]) -> Figure | None:
    """The newest full year or day that is stated, otherwise the newest of all; None of none."""
    every = sorted(figures, key=lambda figure: figure.period.end)
    whole = [figure for figure in every if is_whole(figure)]
    kept = whole or every
    return kept[-1] if kept else None


def is_whole(figure: Figure) -> bool:
    """Whether it covers a calendar year or a day, not a part of a year or several."""
    return figure.period.coverage in ("full_year", "point")


def before(figures: Iterable[Figure], figure: Figure) -> Figure | None:
    """The statement of the nearest earlier year or day, of the same indicator, pair and unit."""
    earlier = [
        other
        for other in figures
        if is_whole(other)
        and is_whole(figure)
        and measures(other) == measures(figure)
        and other.period.end < figure.period.start
    ]
    return max(earlier, key=lambda other: other.period.end, default=None)


def measures(figure: Figure) -> tuple[str, ...]:
    """What a figure measures: figures that agree in it can be compared."""
    return figure.indicator, figure.reporter, figure.partner, figure.unit


@once
def by_measure(book: Book) -> dict[tuple[str, ...], list[Figure]]:
    """The figures of a book by what they measure, in the order of the file."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in book.figures.values():
        groups.setdefault(measures(figure), []).append(figure)
    return groups


def amount(figure: Figure, *, signed: bool = False) -> str:
    """The number as qualified: "over $7.6 bn"; a range by its ends; an official one rounded."""
    if figure.value is None:
        return fmt.interval(min(figure.ends), max(figure.ends), figure.unit, signed=signed)
    if not figure.paragraph:
        return fmt.official(figure.value, figure.unit, signed=signed)
    return fmt.statement(
        figure.value, figure.unit, figure.qualifier, figure.as_stated, signed=signed
    )


def unbroken(figure: Figure) -> str:
    """The number on one line of a heading."""
    return amount(figure).replace(" ", "\N{NO-BREAK SPACE}")


def title(
    book: Book, figures: Sequence[Figure], doubt: Callable[[Figure], str] = lambda _: ""
) -> str:
    """Subject, newest statement, the one before: "Turnover, Italy: $20 bn in 2024, up from ...".

    doubt: what is known against a figure, in a few words; empty where nothing is. A refuted number
    is told as what is stated, and nothing is compared with it.
    """
    figure = newest(figures)
    if figure is None:
        return ""
    subject = sentences.about(book, [figure.indicator], figure.reporter, figure.partner)
    windows = [each for each in figures if each.period.coverage == "multi_year"]
    if len(windows) == len(figures) > 1:
        return text("message", subject=subject, message=_windows(windows))
    message = text("message_stated", amount=unbroken(figure), when=sentences.when_in_brief(figure))
    if KINDS[figure.kind].tested == "growth":
        message = text("message_base", message=message, base=sentences.base(figure))
    if against := doubt(figure):
        message = text("message_doubted", message=message, doubt=against)
    elif others := _others(figures, figure):
        told = fmt.listed(list(dict.fromkeys(map(amount, others))))
        message = text("message_others", message=message, others=told)
    elif (earlier := before(figures, figure)) and not doubt(earlier):
        message = text(
            f"message_{_direction(earlier, figure)}",
            message=message,
            amount=unbroken(earlier),
            when=sentences.when_in_brief(earlier),
        )
    return text("message", subject=subject, message=message)


def _others(figures: Sequence[Figure], figure: Figure) -> list[Figure]:
    """Statements of the same that cannot be true beside it."""
    return [
        other
        for other in figures
        if measures(other) == measures(figure)
        and other.period.span == figure.period.span
        and _direction(other, figure) in ("up", "down")
    ]


def _direction(earlier: Figure, figure: Figure) -> str:
    """up, down, same or after: where the wordings overlap nobody can tell."""
    (low, high), (first, last) = of_figure(figure), of_figure(earlier)
    if last is not None and low is not None and low > last:
        return "up"
    if high is not None and first is not None and high < first:
        return "down"
    exact = figure.ends == earlier.ends and low == high
    return "same" if exact else "after"


def _windows(windows: Sequence[Figure]) -> str:
    least = min(windows, key=lambda figure: min(figure.ends))
    most = max(windows, key=lambda figure: max(figure.ends))
    totals = len({figure.ends for figure in windows})
    unit = windows[0].unit
    return text(
        "message_windows",
        count=len(windows),
        totals=text("totals", count=totals),
        low=fmt.amount(min(least.ends), unit) if least.value is None else amount(least),
        high=fmt.amount(max(most.ends), unit) if most.value is None else amount(most),
    )
