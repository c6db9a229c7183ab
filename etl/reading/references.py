"""Periods that words tell by another one: the same months, a year earlier, since independence.

Must not know how times are joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from etl.core.days import Days, moved, period
from etl.reading.meanings import Moment
from etl.reading.numerals import Scan
from etl.reading.single_times import SingleTimes
from etl.reading.span import Role, Span, from_text
from etl.reading.times import Atom

_YEAR: Final = 12
"""Months."""
_OF_A_PERIOD: Final = ("year", "the_year", "years_ago", "part", "months", "first_months")


class References(SingleTimes):
    """Times of one paragraph that are seen from others."""

    def __init__(
        self,
        text: str,
        lower: str,
        scanned: Scan,
        language: str,
        moment: Moment,
        starts: Mapping[str, date],
    ) -> None:
        super().__init__(text, lower, scanned, language, moment)
        self.starts = starts
        self.covered: Days | None = None
        """Days of the last period that a number covers."""

    def _special(self, start: int) -> Span | None:
        return self._same_period(start) or self._year_earlier(start) or self._named(start)

    def _same_period(self, start: int) -> Span | None:
        match = self.leads.same.match(self.lower, start)
        if match is None:
            return None
        end = match.end()
        atom = self._linked(end)
        if atom:
            end = self._after_year(atom.end)
        opener = self._opener(start)
        begin = opener.start if opener else start
        days: tuple[Days, ...] = ()
        if atom and atom.form not in ("year", "the_year", "years_ago"):
            days = atom.days
        elif self.covered and atom:
            # "Last year" beside a number of that year is the year before it.
            shift = atom.days[0][1].year - self.covered[1].year or (0 if atom.stated else -1)
            shift = -1 if self._back(atom) == 1 else shift
            days = (moved(self.covered, 12 * shift),)
        elif self.covered:
            days = (moved(self.covered, -12),)
        if days:
            return self._made((begin, end), days, False, "the same months as before", "base")
        reason = "which months is not said here"
        span = self._made((begin, end), atom.days if atom else (), False, reason, "base")
        return span._replace(period=None, others=span.readings)

    def _linked(self, end: int) -> Atom | None:
        """The year, or part of one, of "the same period of last year"."""
        link = self.leads.link
        for _ in range(3):
            atom = self._atom(end + (self.lower[end : end + 1] == " "))
            if atom and atom.days and atom.form in _OF_A_PERIOD:
                return atom
            if not (following := link.match(self.lower, end)):
                return None
            end = following.end()
        return None

    def _year_earlier(self, start: int) -> Span | None:
        match = self.leads.earlier.match(self.lower, start)
        if match is None:
            return None
        opener = self._opener(start)
        begin = opener.start if opener and opener.name == "base" else start
        days = (moved(self.covered, -12),) if self.covered else ()
        reason = "a year before" if days else "before which period is not said here"
        return self._made((begin, match.end()), days, False, reason, "base")

    def _named(self, start: int) -> Span | None:
        """Since independence: a start that a name tells."""
        opener = self._opener(start)
        if opener is None or opener.name not in ("since", "from", "within"):
            return None
        match = self.leads.named.match(self.lower, start)
        if match is None:
            return None
        named = " ".join(match.group().split())
        known = next((day for words, day in self.starts.items() if words in named), None)
        until = self.moment.published[1]
        year = None if known else self._linked(match.end())
        if year and year.stated and year.days[0][0] < until:
            reason = f"no end is printed, so to {self.moment.said}, when the text was published"
            days = ((year.days[0][0], until),)
            end = self._after_year(year.end)
            return self._made((opener.start, end), days, False, reason, "covers")
        if known and known < until:
            reason = f"from {known.isoformat()}, as declared, to {self.moment.said}"
            return self._made(
                (opener.start, match.end()), ((known, until),), False, reason, "covers"
            )
        reason = "the day of this start is not declared"
        return self._made((opener.start, match.end()), (), False, reason, "covers")

    def _seen_from_text(self, atom: Atom) -> Atom:
        """The previous year is the one before the year that the text speaks of, where it does."""
        back = self._back(atom)
        if not self.covered or not back:
            return atom
        days = (moved(self.covered, -_YEAR * back),)
        return atom._replace(days=days, reason=from_text(back))

    def _back(self, atom: Atom) -> int:
        """How many years before what is told of a time is; 0 where it is seen from elsewhere."""
        words = " ".join(self.lower[atom.start : atom.end].split())
        if atom.form == "years_ago" and words.endswith(self.moment.times.earlier):
            return self.moment.year - atom.days[0][0].year
        return int(atom.form == "year" and words.endswith(self.moment.times.year_before))

    def _open(self, start: int, end: int, days: tuple[Days, ...]) -> Span | None:
        """Since 2005: to the day of publication, for no end is printed."""
        until = self.moment.published[1]
        opened = tuple((first, until) for first, _ in days if first < until)
        if not opened:
            return None
        reason = f"no end is printed, so to {self.moment.said}, when the text was published"
        return self._made((start, end), opened, False, reason, "covers")._replace(to_text=True)

    def _made(
        self,
        place: tuple[int, int],
        days: tuple[Days, ...],
        stated: bool,
        reason: str,
        role: Role,
        form: str = "",
    ) -> Span:
        periods = tuple(period(*one) for one in dict.fromkeys(days))
        return Span(
            *place,
            self.text[slice(*place)],
            periods[0] if periods else None,
            "stated" if stated else "inferred",
            "" if stated else reason,
            role,
            periods[1:],
            form in ("day", "month-day") and not stated and "no year" in reason,
        )
