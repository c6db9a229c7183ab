"""What else one key of a proposal may be, where its audit contradicts what it is.

Who, what and how much is never put right by trying: a grammar read it, and the audit asks about it
by the words that stand near. Must not judge: which of them is right, the audit says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from etl.audit.read.passage import Passage
from etl.core.intervals import interval
from etl.core.model import Book, Qualifier
from etl.core.problems import Refused
from etl.core.schema import QUALIFIERS, STATUSES
from etl.draft.entries import indicator_of
from etl.draft.model import ProposedFigure
from etl.draft.quantities import quantity_of
from etl.words.signs import SIGNS


def mends(one: ProposedFigure, key: str, passage: Passage, book: Book) -> Iterator[ProposedFigure]:
    """The proposal with each other value that a key may have; none where nothing limits them."""
    others = _OTHERS.get(key)
    if others is not None:
        yield from others(one, passage, book)


def _statuses(one: ProposedFigure, _: Passage, __: Book) -> Iterator[ProposedFigure]:
    for status in STATUSES:
        if status != one.status.value:
            yield one._replace(status=one.status._replace(value=status))


def _qualifiers(one: ProposedFigure, _: Passage, book: Book) -> Iterator[ProposedFigure]:
    for qualifier in QUALIFIERS:
        if qualifier != one.qualifier:
            yield _measured(one._replace(qualifier=qualifier), book)


def _periods(one: ProposedFigure, passage: Passage, _: Book) -> Iterator[ProposedFigure]:
    """The same without words that the audit cannot read; the periods that its sentence states.

    Of a number of a table none: rows are no sentences.
    """
    if one.unit_as_stated:
        return
    if one.period_as_stated:
        yield one._replace(
            period_as_stated="",
            period_basis="inferred",
            period_reason=one.period_reason or f'Told by "{one.period_as_stated}".',
        )
    first, last = passage.sentence(one.start)
    seen = {(one.period_start, one.period_end)}
    for time in passage.times:
        period = time.period
        if period is None or not first <= time.start < last or period.span in seen:
            continue
        seen.add(period.span)
        yield one._replace(
            period=one.period._replace(value=period.text),
            period_start=period.start,
            period_end=period.end,
            period_as_stated=passage.text[time.start : time.end].strip(),
            period_basis=time.basis,
            period_reason=time.reason if time.basis == "inferred" else "",
        )


def _bases(one: ProposedFigure, passage: Passage, _: Book) -> Iterator[ProposedFigure]:
    first, last = passage.sentence(one.start)
    texts = [t.period.text for t in passage.times if t.period and first <= t.start < last]
    for base in dict.fromkeys(("", *texts)):
        if base != one.base:
            yield one._replace(base=base)


def _sets(one: ProposedFigure, passage: Passage, _: Book) -> Iterator[ProposedFigure]:
    """Among whom: the areas of its paragraph, and those whom words of the language name."""
    named = (place.area for place in passage.places)
    for among in dict.fromkeys(("", *named, *SIGNS[passage.language].sets.values())):
        if among not in (one.among, one.partner.value, one.reporter.value):
            yield one._replace(among=among)


def _measured(one: ProposedFigure, book: Book) -> ProposedFigure:
    """With the interval that its wording allows."""
    try:
        quantity, high = quantity_of(one.printed, one.unit)
    except Refused:
        return one
    qualifier: Qualifier = one.qualifier  # type: ignore[assignment]
    unit = indicator_of(one, book).unit
    unit = one.unit if unit == "currency" else unit
    ends = interval(quantity, qualifier, unit, one.kind)
    upper = interval(high, qualifier, unit, one.kind) if high else ends
    return one._replace(low=ends.low, high=upper.high)


_Others = Callable[[ProposedFigure, Passage, Book], Iterator[ProposedFigure]]
_OTHERS: Final[Mapping[str, _Others]] = {
    "status": _statuses,
    "qualifier": _qualifiers,
    "period": _periods,
    "base": _bases,
    "among": _sets,
}
