"""Figures as linear statements: which amounts, in which time, lie between which bounds.

An amount is named by its series (reporter, partner, basic indicator, unit) and a window of
days. Must not compare statements with one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from etl.core import days
from etl.core import intervals as bounds
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure, Indicator, Period, Source
from etl.reconcile.model.relations import Relations

REVISION: Final = Decimal("0.01")
"""Ordinary revision of an annual table, relative. Late declarations move the first print of a
year's trade by tenths of a per cent; one per cent leaves room for that and is still less than
what separates two tables that count different things. It holds for an amount and, because a table
is revised as a whole, for a stated ratio of two of its amounts as well (see `drift`)."""

_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_ZERO: Final = Decimal(0)
LONGEST_GROWTH: Final = 366
"""Days; a longer span overlaps the same span a year before."""

FACTS: Final = ("actual", "estimate")
"""What is held against others: no plans."""

POINTS: Final = "points "
"""Begins the unit of what is a ratio and no amount: it adds up to nothing over time or areas."""

IN_POINTS: Final = "A change in points is not tested against amounts: it takes no part in the test."
SPAN: Final = "It is counted on one day, not over a span: it takes no part in the test."
LONG: Final = "A change over more than a year has no single year before: it takes no part."


_UNDECLARED: Final = "What it is measured on is not declared: it takes no part in the test."
_UNTESTED: Final = "Nothing else bears on a number of its kind: it takes no part in the test."
_BEAR_ON_NOTHING: Final = (_UNDECLARED, _UNTESTED)
"""Why no test is missing: there is nothing that a figure could be held against."""


class Measure(NamedTuple):
    """How what is shown follows from what is tested: an amount or ratio, times this, less that."""

    factor: int = 1
    less: int = 0
    spans: int = 1
    """An average: how many months or years the sum has."""

    def tested(self, shown: Decimal | None) -> Decimal | None:
        """What is tested, from what is shown."""
        return None if shown is None else (shown + self.less) * self.spans / self.factor

    def shown(self, tested: Decimal | None) -> Decimal | None:
        """The other way."""
        return None if tested is None else tested * self.factor / self.spans - self.less


AMOUNT: Final = Measure()
MEASURES: Final = {
    (True, False): Measure(100, 100),  # a growth: 1.24 is 24 %
    (False, False): Measure(100),  # a share or an index: 0.144 is 14.4 %
    (False, True): Measure(),  # so many times as much
}
"""Of ratios: whether it is a growth, whether it counts times."""


Ends = tuple[Decimal | None, Decimal | None]
"""Lowest and highest; None where there is no end."""


class Series(NamedTuple):
    """A basic flow or stock: one that is no sum of others."""

    reporter: str
    partner: str
    indicator: str
    unit: str


class Window(NamedTuple):
    """A series from one day up to, but not including, another (proleptic ordinals)."""

    series: Series
    start: int
    stop: int
    times: int = 1
    """How many times it counts in a sum; -1 where it is taken away."""


class Statement(NamedTuple):
    """`low <= part <= high`, or `low <= part / whole <= high` where there is a whole.

    The number of a "more than" or "less than" is excluded (see `system`).
    """

    figure: Figure
    part: tuple[Window, ...]
    whole: tuple[Window, ...]
    """Empty for an amount; the year before for a growth; the total for a share."""
    low: Decimal | None
    """Base units, or a ratio: 1.24 for growth of 24 %, 0.144 for a share of 14.4 %."""
    high: Decimal | None
    official: bool
    """Of a table that may be revised; statements in prose are held to their digits."""
    tested: bool = True
    """Whether it gets a verdict: the reference does not."""
    measure: Measure = AMOUNT
    voice: str = ""
    """Who speaks: copies of one text have one voice (see `voices`)."""

    @property
    def windows(self) -> tuple[Window, ...]:
        """Every amount that it speaks of."""
        return self.part + self.whole

    @property
    def counted(self) -> bool:
        """Whether it is an amount in whole numbers: more than 7 is at least 8."""
        return self.figure.unit == "count" and not self.whole and self.measure == AMOUNT


class Statements(NamedTuple):
    """The statements of one or two books, and the figures that take no part, with the reason."""

    statements: tuple[Statement, ...]
    """Sorted by figure. One figure may make several: a growth in each currency."""
    left_out: dict[str, str]
    not_known: Mapping[str, str] = MappingProxyType({})
    """Of these, what could only have been tested with more: no silence is agreement."""


def of_books(book: Book, reference: Book | None, relations: Relations) -> Statements:
    """Every figure of both books as statements, but for ranks (see `places`).

    Raises ValueError if the books share a figure id.
    """
    figures, sources = dict(book.figures), dict(book.sources)
    if reference is not None:
        if shared := sorted(set(figures) & set(reference.figures)):
            raise ValueError(f"figures with the same id in both files: {', '.join(shared)}")
        figures.update(reference.figures)
        sources = {**reference.sources, **sources}
    no_facts = set_aside(figures)
    units = _Units([f for f in figures.values() if f.id not in no_facts], relations)
    voice = voices(sources)
    statements: list[Statement] = []
    left_out: dict[str, str] = {}
    for figure_id in sorted(figures):
        figure = figures[figure_id]
        if KINDS[figure.kind].tested == "place" and figure_id not in no_facts:
            continue
        official = sources[figure.source].is_official
        own = no_facts.get(figure_id) or of_figure(figure, relations, units, official)
        if isinstance(own, str):
            left_out[figure_id] = own
            continue
        tested = figure_id in book.figures
        statements += [m._replace(tested=tested, voice=voice[figure.source]) for m in own]
    not_known = {
        name: why
        for name, why in left_out.items()
        if name in book.figures and name not in no_facts and why not in _BEAR_ON_NOTHING
    }
    return Statements(tuple(statements), left_out, not_known)


def facts(book: Book, reference: Book | None) -> list[Figure]:
    """The figures of both books that state facts: no plans, nothing that was taken back."""
    figures = {**(reference.figures if reference else {}), **book.figures}
    left_out = set_aside(figures)
    return [figure for name, figure in figures.items() if name not in left_out]


def earlier_editions(reference: Book | None) -> dict[str, list[Figure]]:
    """Of an official figure, those that it corrects, the latest first."""
    figures = reference.figures if reference else {}
    editions: dict[str, list[Figure]] = {}
    for name, figure in figures.items():
        at, seen = figure, {name}
        while at.supersedes in figures and at.supersedes not in seen:
            at = figures[at.supersedes]
            seen.add(at.id)
            editions.setdefault(name, []).append(at)
    return editions


def set_aside(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Figures that are not held against others, and why."""
    corrected = {f.supersedes: f.id for f in figures.values() if f.supersedes and not f.retracted}
    return {f: why for f in figures if (why := no_fact(figures[f], corrected.get(f, "")))}


def no_fact(figure: Figure, corrected_by: str) -> str:
    """Why a figure is not held against others; empty where it states a fact."""
    if figure.retracted is not None:
        return f"Its source took it back on {figure.retracted}: it takes no part in the test."
    if corrected_by:
        return f"It was corrected ({corrected_by}): it takes no part in the test."
    if figure.status not in FACTS:
        return f"It is a {figure.status} and no fact: it takes no part in the test."
    return ""


def of_figure(
    figure: Figure, relations: Relations, units: _Units, official: bool
) -> list[Statement] | str:
    """The statements of one figure, or why it takes no part."""
    indicator = relations.indicators[figure.indicator]
    kind = KINDS[indicator.kind]
    match kind.tested:
        case "amount" | "level":
            part = windows(figure, figure.indicator, figure.partner, figure.unit, relations)
            amounts = [_amount(figure, part, official=official)]
            is_span = figure.period.start != figure.period.end
            return SPAN if kind.periods == "day" and is_span else amounts
        case "mean":
            return _mean(figure, indicator, relations, official)
        case "difference":
            return _difference(figure, indicator, relations, official)
        case "ratio" | "growth":
            return _ratios(figure, indicator, relations, units, official)
        case "place" | "no":
            return _UNTESTED


def of_amount(figure: Figure, relations: Relations, *, official: bool) -> list[Statement] | str:
    """The statements of an amount, an average or a change by an amount: its unit is its own."""
    return of_figure(figure, relations, _Units([], relations), official)


def _amount(
    figure: Figure, part: tuple[Window, ...], *, official: bool, measure: Measure = AMOUNT
) -> Statement:
    low, high = _amount_bounds(figure, official)
    low, high = (None if end is None else end * measure.spans for end in (low, high))
    return Statement(figure, part, (), low, high, official, measure=measure)


def _mean(
    figure: Figure, indicator: Indicator, relations: Relations, official: bool
) -> list[Statement] | str:
    """An average of so much a month is a sum over the months."""
    count = _count(figure.period, indicator.per)
    if not indicator.of:
        return _UNTESTED
    if not count:
        return f"What an average counts {indicator.per or 'here'} is not known: it takes no part."
    part = windows(figure, indicator.of, figure.partner, figure.unit, relations)
    return [_amount(figure, part, official=official, measure=Measure(spans=count))]


def _count(period: Period, per: str) -> int:
    """How many whole months, quarters or years a period has; 0 where it is none of them."""
    after = date.fromordinal(period.end.toordinal() + 1)
    if period.start.day != 1 or after.day != 1:
        return 0
    months = 12 * (after.year - period.start.year) + after.month - period.start.month
    length = {"month": 1, "quarter": 3, "year": 12}.get(per, 0)
    return months // length if length and not months % length else 0


def _difference(
    figure: Figure, indicator: Indicator, relations: Relations, official: bool
) -> list[Statement] | str:
    """A change by an amount: what it is now less what it was."""
    if not KINDS[relations.indicators[indicator.of].kind].is_amount or figure.unit == "percent":
        return IN_POINTS
    now = windows(figure, indicator.of, figure.partner, figure.unit, relations)
    then = _before(figure, now)
    if not then:
        return LONG
    taken = tuple(w._replace(times=-w.times) for w in then)
    return [_amount(figure, (*now, *taken), official=official)]


def _ratios(
    figure: Figure, indicator: Indicator, relations: Relations, units: _Units, official: bool
) -> list[Statement] | str:
    kind = KINDS[indicator.kind]
    if not indicator.of:
        return _UNDECLARED
    ratios: list[Statement] = []
    for unit in units.of(indicator.of):
        part = windows(figure, indicator.of, figure.partner, unit, relations)
        is_share = kind.whole
        whole = _whole(figure, indicator, unit, relations) if is_share else _before(figure, part)
        if not whole:
            return LONG
        measure = MEASURES[kind.tested == "growth", figure.unit == "times"]
        low, high = _ratio_bounds(figure, measure)
        ratios.append(Statement(figure, part, whole, low, high, official, measure=measure))
    return ratios


def _whole(
    figure: Figure, indicator: Indicator, unit: str, relations: Relations
) -> tuple[Window, ...]:
    """What is 100 % of a share: another indicator of the same two areas, or another area."""
    if indicator.within:
        return windows(figure, indicator.within, figure.partner, unit, relations)
    if indicator.side == "reporter":
        other = figure._replace(reporter=indicator.whole)
        return windows(other, indicator.of, figure.partner, unit, relations)
    return windows(figure, indicator.of, indicator.whole, unit, relations)


def _before(figure: Figure, now: tuple[Window, ...]) -> tuple[Window, ...]:
    """What a change is measured against: a period that is named, or the same span a year before.

    Nothing where that would overlap: a span of more than a year has no single year before.
    """
    if figure.base is not None:
        start, stop = span(figure.base)
        return tuple(w._replace(start=start, stop=stop) for w in now)
    if (figure.period.end - figure.period.start).days >= LONGEST_GROWTH:
        return ()
    return tuple(year_before(w) for w in now)


def bare(official: Statement) -> Statement:
    """An official amount as its table has it, without room for a revision."""
    if official.whole:
        return official
    exact = _amount(official.figure, official.part, official=False, measure=official.measure)
    return official._replace(low=exact.low, high=exact.high)


def restated(statement: Statement, figure: Figure) -> Statement:
    """The same statement with another number; figure: as it was, but for its number."""
    if statement.whole:
        low, high = _ratio_bounds(figure, statement.measure)
        return statement._replace(figure=figure, low=low, high=high)
    official, measure = statement.official, statement.measure
    if any(w.series.unit.startswith(POINTS) for w in statement.part):
        low, high = (measure.tested(end) for end in bounds.of_figure(figure))
        return statement._replace(figure=figure, low=low, high=high)
    amount = _amount(figure, statement.part, official=official, measure=measure)
    return statement._replace(figure=figure, low=amount.low, high=amount.high)


def windows(
    figure: Figure, indicator: str, partner: str, unit: str, relations: Relations
) -> tuple[Window, ...]:
    """The basic amounts that add up to `indicator` with `partner` in the figure's period."""
    start, stop = span(figure.period)
    return tuple(
        Window(Series(figure.reporter, partner, leaf, unit), start, stop, times)
        for leaf, times in relations.leaves[indicator]
    )


def span(period: Period) -> tuple[int, int]:
    """First day, and the day after the last."""
    return days.ordinals((period.start, period.end))


def year_before(window: Window) -> Window:
    """The same span a year earlier; a month's end stays a month's end, no start stays none."""
    first, last = days.from_ordinals(window.start, window.stop)
    begun = last.replace(day=1) if first == date.min else first
    earlier, end = days.year_before((begun, last))
    start, stop = days.ordinals((first if first == date.min else earlier, end))
    return window._replace(start=start, stop=stop)


def whole_year(window: Window) -> Window:
    """The calendar year in which a window begins."""
    year = date.fromordinal(window.start).year
    start, stop = days.ordinals(days.whole_years(year, year))
    return window._replace(start=start, stop=stop)


def _amount_bounds(figure: Figure, official: bool) -> Ends:
    """What the wording and digits allow; an official amount may be revised."""
    low, high = bounds.of_figure(figure)
    whole = KINDS[figure.kind].is_whole(figure.unit)
    if whole and figure.qualifier == "more_than" and low is not None:
        low += _ONE  # more than 7 is at least 8
    if whole and figure.qualifier == "less_than" and high is not None:
        high = high - _ONE if low is None else max(high - _ONE, low)
    if official:
        low = None if low is None else low - abs(low) * REVISION
        high = None if high is None else high + abs(high) * REVISION
    return low, high


def _ratio_bounds(figure: Figure, measure: Measure) -> Ends:
    """Of the ratio that is tested: nothing is the least."""
    ends = bounds.of_figure(figure)
    low, high = (None if end is None else (end + measure.less) / measure.factor for end in ends)
    return max(low or _ZERO, _ZERO), high


def voices(sources: Mapping[str, Source]) -> dict[str, str]:
    """Source -> the source whose text it repeats; itself where it speaks for itself.

    One text is one voice, however many print it: declared so (`copy_of`), or the same bytes.
    """
    first: dict[str, str] = {}
    speakers: dict[str, str] = {}
    for name in sorted(sources):
        at, seen = name, {name}
        while (copied := sources[at].copy_of) in sources and copied not in seen:
            seen.add(at := copied)
        speakers[name] = first.setdefault(sources[at].sha256, at) if sources[at].sha256 else at
    return speakers


def _measured(figure: Figure, relations: Relations) -> tuple[Window, ...]:
    """The amounts that a figure states in its unit; also those of an average or a change."""
    indicator, kind = relations.indicators[figure.indicator], KINDS[figure.kind]
    if kind.is_amount:
        return windows(figure, figure.indicator, figure.partner, figure.unit, relations)
    if kind.tested not in ("mean", "difference") or not indicator.of or figure.unit == "percent":
        return ()
    now = windows(figure, indicator.of, figure.partner, figure.unit, relations)
    return now if kind.tested == "mean" else (*now, *_before(figure, now))


class _Units:
    """In which units a growth or a share may be measured, though its statement does not say.

    In each in which anything is stated that hangs together with what it is measured on: a unit that
    is stated anywhere takes the test in another one away from nothing (see `currencies`).
    """

    def __init__(self, figures: list[Figure], relations: Relations) -> None:
        self._kin = relations.kin()
        self._indicators = relations.indicators
        self._stated: dict[tuple[str, str], set[str]] = defaultdict(set)
        """Family of indicators, and what they are declared to be counted in -> units."""
        for figure in figures:
            for window in _measured(figure, relations):
                self._stated[self._family(window.series.indicator)].add(figure.unit)

    def of(self, indicator: str) -> list[str]:
        """The units in order; one without a name where nothing is stated in any."""
        return sorted(self._stated.get(self._family(indicator), ())) or [""]

    def _family(self, indicator: str) -> tuple[str, str]:
        return self._kin[indicator], self._indicators[indicator].unit
