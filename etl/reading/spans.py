"""Periods as a text states them, resolved against the day of publication.

"Since 2005", "from January to September", "12 months to June 2024", "against the 2018 level": what
stands around the single times of `etl.reading.times` makes spans of them and tells their role.
Must not know figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from etl.core.days import Days, months_until, moved, period, whole_months, whole_years
from etl.core.model import Period
from etl.reading.changes import direction
from etl.reading.leads import REACH, Opener, is_cue, leads
from etl.reading.meanings import Moment
from etl.reading.numerals import Scan, scan
from etl.reading.passages import folded
from etl.reading.times import PHRASES, Atom, atom_at, rows_of
from etl.reading.years import years
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.times import times

Role = Literal["covers", "base", "event"]
Basis = Literal["stated", "inferred"]
Published = date | Period

_WORD: Final = re.compile(r"[^\W\d_]+")
_YEAR_ALONE: Final = re.compile(r"(?:1[89]|20|21)\d\d(?![\d%]|[.,]\d)")
_YEAR_DIGITS: Final = 4
_FORM: Final = "form"
_PHRASE: Final = "phrase"
_MOST_KEPT: Final = 100_000
"""Words; a language has fewer in its news."""
_YEAR: Final = 12
"""Months."""
_DIGITS: Final = re.compile(r"\d")
_INDEX: Final = re.compile(r"\s*=\s*100(?:\s?%)?(?![\d.,]\d)")
"""After the base of an index: 2015 = 100."""
_OPENS: Final = re.compile(r"(?:^|[.,;:])\s*$")
_MONTHS_OF_A_YEAR: Final = re.compile(r"\d\d?\s?[m\u043c][\s,]*(?:1[89]|20|21)\d\d(?!\d)")
"""9M 2023, whose letter is a million elsewhere."""
_SHORT_YEAR: Final = re.compile(r"['\u2019](\d\d)(?![\d'\u2019]|[.,]\d|s\b)")
_AHEAD: Final = 30
"""Years after which two digits are those of the century before."""
_LENGTHS: Final = {"the_year": 12, "decade_long": 120}
"""Months of what has an end printed behind it, and no number."""
_OF_A_PERIOD: Final = ("year", "the_year", "years_ago", "part", "months", "first_months")


class Span(NamedTuple):
    """One period as printed."""

    start: int
    end: int
    text: str
    period: Period | None
    """The likeliest; None where words state a period whose ends nobody can tell."""
    basis: Basis
    """`stated` where start and end are printed with their year."""
    reason: str
    """How it was inferred, in a few words; empty where it is stated."""
    role: Role
    """What a number covers, what it is measured against, or the day of something."""
    others: tuple[Period, ...] = ()
    """What the words may mean as well: the last day of a year, where something is counted on it."""
    year_open: bool = False
    """Whether it is a day without its year."""
    months: int = 0
    """Of a length that ends when the text was written: over the past 20 years."""
    inner: int = 0
    """Where it begins without the words that lead to it."""
    back: int = 0
    """Years before what is told of: the previous year, two years earlier."""
    to_text: bool = False
    """Whether it has a start and no end, so that it runs to the day of publication."""

    @property
    def readings(self) -> tuple[Period, ...]:
        """All periods that it may mean."""
        return (*((self.period,) if self.period else ()), *self.others)


def spans(
    text: str,
    language: str,
    published: Published,
    *,
    fiscal_month: int = 0,
    starts: Mapping[str, date] | None = None,
) -> list[Span]:
    """Every period that a paragraph states, in order, none inside another.

    published: the day of publication, or the month or year where no more is known.
    fiscal_month: in which fiscal years begin, 0 where nobody said. starts: days of what words
    name, in lower case: {"independence": 16 December 1991}.
    """
    lower = folded(text)
    return spans_in(
        text,
        lower,
        scan(text, lower, language),
        language,
        moment_of(published, language, fiscal_month),
        starts or {},
    )


def moment_of(published: Published, language: str, fiscal_month: int = 0) -> Moment:
    """From when a text of a language is read."""
    known = (
        (published.start, published.end)
        if isinstance(published, Period)
        else (published, published)
    )
    return Moment(known, fiscal_month, lexicon(language), times(language))


def spans_in(
    text: str,
    lower: str,
    scanned: Scan,
    language: str,
    moment: Moment,
    starts: Mapping[str, date],
) -> list[Span]:
    """The same of a paragraph that was scanned already."""
    reader = _Reader(text, lower, scanned, language, moment, starts)
    return list(reader.read())


class _Reader:
    """One paragraph while it is read from left to right."""

    def __init__(
        self,
        text: str,
        lower: str,
        scanned: Scan,
        language: str,
        moment: Moment,
        starts: Mapping[str, date],
    ) -> None:
        self.text, self.lower, self.language = text, lower, language
        self.moment, self.starts = moment, starts
        self.leads = leads(language)
        self.numerals = scanned.numerals
        self.ends = [numeral.end for numeral in scanned.numerals]
        self.between = frozenset(forms(language).between)
        self.covered: Days | None = None
        """Days of the last period that a number covers."""
        self.part: Atom | None = None
        """The last part of a year."""

    def read(self) -> Iterator[Span]:
        """Spans from left to right."""
        end = 0
        for start in self._candidates():
            if start < end:
                continue
            for span in self._spans_at(start):
                if span.inner < end or self._cuts_a_quantity(span):
                    continue
                if span.start < end:
                    span = span._replace(  # noqa: PLW2901 - the words before it are another's
                        start=span.inner, text=self.text[span.inner : span.end]
                    )
                yield span
                end = span.end
                if span.role == "covers" and span.period:
                    self.covered = span.period.start, span.period.end

    def _candidates(self) -> list[int]:
        plain = (numeral for numeral in self.numerals if not numeral.has_unit)
        starts = {token.start for numeral in plain for token in numeral.tokens}
        nine = (n.start for n in self.numerals if n.has_unit)
        starts.update(at for at in nine if _MONTHS_OF_A_YEAR.match(self.lower, at))
        for word in _WORD.finditer(self.lower):
            if (opens := _opens(word[0], self.language)) and (
                opens == _FORM or self.leads.phrase.match(self.lower, word.start())
            ):
                starts.add(word.start())
        return sorted(starts)

    def _cuts_a_quantity(self, span: Span) -> bool:
        """In "May 5 billion" there is no fifth of May."""
        for at in range(bisect_right(self.ends, span.start), len(self.numerals)):
            numeral = self.numerals[at]
            if numeral.start >= span.end:
                break
            if numeral.start < span.start or span.end < numeral.end:
                return True
        return False

    def _spans_at(self, start: int) -> Iterator[Span]:
        special = self._special(start) if self._is_cue(start) else None
        atom = None if special else atom_at(self.lower, start, self.language, self.moment)
        if atom and self._is_count(atom):
            digits = _DIGITS.search(self.lower, start)
            end = digits.start() if digits else start
            atom = atom_at(self.lower, start, self.language, self.moment, end)
        atom = atom or (None if special else self._elided(start))
        if atom and atom.form == "part" and not atom.is_span:
            self.part = atom
        if span := special or (atom and self._window(atom)):
            yield span._replace(inner=start)
        elif atom and atom.form == "fiscal" and (ended := self._ended(atom)):
            yield self._span(ended)._replace(inner=start)
        elif atom is None or self._is_other(atom):
            for one in self._lone_years(start):
                yield self._span(one)._replace(inner=one.start)
        else:
            span = self._span(self._seen_from_text(atom))
            span = span._replace(back=self._back(atom))
            is_length = span.role == "covers" and atom.form in ("length", "decade_long")
            months = (atom.months or _LENGTHS.get(atom.form, 0)) if is_length else 0
            yield span._replace(inner=start, months=months)

    def _elided(self, start: int) -> Atom | None:
        """A part of a year without its noun, which the part before it prints: and in the second."""
        word = _WORD.match(self.lower, start)
        nth = self.moment.words.ordinals.get(word.group(), 0) if word else 0
        if not (word and nth and self.part) or self.leads.counted.match(self.lower, word.end()):
            return None
        opener = self._opener(start)
        first, last = self.part.days[0]
        length = last.month - first.month + 1
        if opener is None or opener.name != "within" or nth * length > _YEAR:
            return None
        months = (nth - 1) * length + 1, nth * length
        days = [whole_months(begin.year, *months) for begin, _ in self.part.days]
        days.sort(key=lambda one: one[1] > self.moment.published[1])  # what is over is likelier
        reason = "of the same year as the part before it"
        return Atom(start, word.end(), "part", tuple(days), False, reason, 0, False)

    def _is_cue(self, start: int) -> bool:
        """Whether words begin here that refer to another period: the same, a year earlier."""
        word = _WORD.match(self.lower, start)
        is_known = word is not None and is_cue(word.group(), self.language)
        return is_known and self.leads.phrase.match(self.lower, start) is not None

    def _special(self, start: int) -> Span | None:
        return self._same_period(start) or self._year_earlier(start) or self._named(start)

    def _lone_years(self, start: int) -> Iterator[Atom]:
        if not self.lower[start].isdecimal():
            return
        rows = years(self.text, self.lower, start, self.language)
        if not rows and self._is_base_year(start):
            rows = [(start, start + _YEAR_DIGITS)]
        if not rows and (short := self._short_year(start)):
            yield short
        for first, last in rows:
            year = int(self.lower[first:last])
            yield Atom(first, last, "year", (whole_years(year, year),), True, "", 0, False)

    def _short_year(self, start: int) -> Atom | None:
        """A year of two digits behind an apostrophe and a preposition: in '21, nel '21."""
        match = _SHORT_YEAR.match(self.lower, start - 1) if start else None
        if match is None or self._opener(start - 1) is None:
            return None
        year = self.moment.published[1].year // 100 * 100 + int(match[1])
        year -= 100 if year > self.moment.published[1].year + _AHEAD else 0
        return Atom(start - 1, match.end(), "year", (whole_years(year, year),), True, "", 0, False)

    def _is_base_year(self, start: int) -> bool:
        """Whether an amount is measured against it: 5% on 2022; 76% of the 2018 level."""
        match = _YEAR_ALONE.match(self.lower, start)
        if match and self.leads.noun.match(self.lower, match.end()):
            return self._opener(start) is not None
        if match is None or self.leads.counted.match(self.lower, match.end()):
            return False
        opener = self._opener(start)
        if opener and opener.name == "base" and self._is_base_alone(opener, start):
            return True
        if opener and opener.name == "within" and _OPENS.search(self.lower, 0, opener.start):
            return self.lower[match.end() : match.end() + 1] in ("", ",", " ")
        return self.leads.measured(self.lower, start) is not None

    def _is_base_alone(self, opener: Opener, start: int) -> bool:
        """Whether words stand before a year that lead to no amount: that of, unlike "than"."""
        words = " ".join(self.lower[opener.start : start].split())
        return words not in self.moment.words.calendar.before_amount

    def _is_other(self, atom: Atom) -> bool:
        """Whether what looks like a time is something else: some may, 20 years old."""
        if self.moment.times.capital_months and self._is_small_month(atom):
            return True
        opener = self._opener(atom.start) if atom.bare else None
        if atom.form == "the_year":
            return opener is None or opener.name not in ("end_of", "start_of")
        return atom.bare and opener is None

    def _is_small_month(self, atom: Atom) -> bool:
        """Some may, they march: where months have capitals, these are none."""
        months = self.moment.words.months
        words = (m for m in _WORD.finditer(self.lower, atom.start, atom.end) if m[0] in months)
        return any(self.text[word.start()].islower() for word in words)

    def _is_count(self, atom: Atom) -> bool:
        """Whether the number after a month is no day: in June 25 companies opened."""
        if atom.form != "month-day" or atom.stated:
            return False
        opener = self._opener(atom.start)
        is_day = opener is not None and opener.name in ("on", "since", "as_of", "by", "base")
        return (
            not is_day
            and bool(self.leads.counted.match(self.lower, atom.end))
            and (self.leads.plural.match(self.lower, atom.end) is not None)
        )

    def _opener(self, at: int) -> Opener | None:
        opener = self.leads.opener(self.lower, at)
        that = self.moment.times.that
        if opener and opener.name == "base" and that and self.lower.startswith(that, opener.start):
            before = self.lower[max(0, opener.start - REACH) : opener.start]
            if not re.search(self.moment.times.comparing, before):
                return Opener("within", opener.start + len(that))
        return opener

    def _span(self, atom: Atom) -> Span:
        opener = self._opener(atom.start)
        joined = self._joined(atom, opener)
        if joined:
            return joined
        return self._with_opener(atom, opener)

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

    def _window(self, atom: Atom) -> Span | None:
        """As in "12 months to June 2024", "the year to June 2024", "the decade to 2023"."""
        length = _LENGTHS.get(atom.form, atom.months)
        if not length or not (until := self.leads.until.match(self.lower, atom.end)):
            return None
        last = self._atom(until.end())
        if last is None or not last.days or last.months:
            return None
        days = tuple(months_until(end, length) for _, end in last.days)
        opener = self._opener(atom.start)
        is_led = opener is not None and opener.name in ("within", "base")  # over the decade to
        start = opener.start if opener and is_led else atom.start
        return self._made((start, last.end), days, last.stated, last.reason, "covers")

    def _ended(self, atom: Atom) -> Atom | None:
        """A fiscal year with the end that is printed behind it; None without one that it may have.

        As in "the fiscal year 2022/23, which ended on 31 March 2023".
        """
        gap = self.leads.ended.match(self.lower, atom.end)
        last = self._atom(gap.end()) if gap else None
        if last is None or last.months:
            return None
        ends = {end for _, end in last.days}
        days = tuple(one for one in atom.days if one[1] in ends)
        return atom._replace(end=last.end, days=days, stated=True, reason="") if days else None

    def _atom(self, at: int) -> Atom | None:
        if at >= len(self.lower) or not self.lower[at].isalnum():
            return None
        atom = atom_at(self.lower, at, self.language, self.moment)
        return atom or next(iter(self._year_at(at)), None)

    def _year_at(self, at: int) -> Iterator[Atom]:
        match = _YEAR_ALONE.match(self.lower, at)
        if match:
            year = int(match.group())
            end = self._after_year(match.end())
            yield Atom(at, end, "year", (whole_years(year, year),), True, "", 0, False)

    def _after_year(self, end: int) -> int:
        after = self.leads.after_year.match(self.lower, end)
        return after.end() if after else end

    def _joined(self, atom: Atom, opener: Opener | None) -> Span | None:
        """As in "from 2005 to September 2024" or "January 2023 to March 2024"."""
        begin = self._after_year(atom.end)
        to = self.leads.to.match(self.lower, begin)
        if to is None or not atom.days:
            return None
        last = self._atom(to.end())
        if last is None or not last.days or last.form in ("length", "vague"):
            return None
        opens = opener is not None and opener.name in ("from", "since")
        if opens and opener and not _is_to(to.group(), self.moment):
            # "Since 2017, and in 2024 alone" are two times, "between 2017 and 2024" one.
            lead = self.lower[opener.start : atom.start].split()
            opens = not self.between.isdisjoint(lead) and "," not in to.group()
        alike = atom.form == last.form and atom.form in ("day", "month-day", "months")
        if not (opens or (alike and _is_to(to.group(), self.moment))):
            return None
        stated = atom.stated and last.stated
        starts, ends = (atom.days, last.days)
        if not atom.stated and last.stated:
            starts = tuple(days for days in atom.days if days[0] <= last.days[0][1])
        days = tuple(
            (first[0], second[1])
            for first in starts[:1]
            for second in ends
            if first[0] <= second[1]
        )
        if not days:
            return None
        reason = "" if stated else atom.reason or last.reason
        begin = opener.start if opens and opener else atom.start
        return self._made((begin, self._after_year(last.end)), days, stated, reason, "covers")

    def _with_opener(self, atom: Atom, opener: Opener | None) -> Span:
        start, end = atom.start, self._after_year(atom.end)
        role: Role = "event" if atom.form in ("day", "month-day") else "covers"
        days, stated, reason = atom.days, atom.stated, atom.reason
        index = _INDEX.match(self.lower, end)
        noun = index or self.leads.noun.match(self.lower, end)
        amount = self.leads.measured(self.lower, start)
        name = opener.name if opener else ""
        if amount and name != "base" and not (name == "since" and self._is_level(amount)):
            start = amount.start("base")
            return self._made((start, noun.end() if noun else end), days, stated, reason, "base")
        start = opener.start if opener and not index else start
        if index:
            role, end = "base", index.end()
        if opener is None or index:
            return self._made((start, end), days, stated, reason, role, atom.form)
        if name == "base" or (noun and name in ("within", "since", "from", "as_of", "by")):
            return self._made((start, noun.end() if noun else end), days, stated, reason, "base")
        if name in ("end_of", "start_of"):
            return self._edge(name, start, end, atom)
        if name == "since" and not atom.is_span and (opened := self._open(start, end, days)):
            return opened
        if name in ("as_of", "by") and role == "event":
            role = "covers"
        return self._made((start, end), days, stated, reason, role, atom.form)

    def _is_level(self, amount: re.Match[str]) -> bool:
        """Whether an amount that stands before "since 2005" is the sum of that time, no change."""
        first = amount.group().split()[0]
        told = first in self.moment.words.scales or first.isdecimal()
        place = amount.start(), amount.start() + len(first)
        return told and not direction(self.text, self.lower, place, self.language)[0]

    def _edge(self, name: str, start: int, end: int, atom: Atom) -> Span:
        """The end of a year: all of it for what flows, its last day for what is counted."""
        last = name == "end_of"
        points = tuple((d[1], d[1]) if last else (d[0], d[0]) for d in atom.days)
        reason = (
            "the end of it, which for a flow is the whole"
            if last
            else "the beginning of it, which is a day only for what is counted"
        )
        before = self._opener(start)
        if before and before.name == "base":
            return self._made((before.start, end), atom.days + points, False, reason, "base")
        if before and before.name == "since":
            opened = self._open(before.start, end, points)
            if opened:
                return opened
        days = (*atom.days[:1], *points, *atom.days[1:])
        return self._made((start, end), days, False, reason, "covers")

    def _open(self, start: int, end: int, days: tuple[Days, ...]) -> Span | None:
        """Since 2005: to the day of publication, for no end is printed."""
        until = self.moment.published[1]
        opened = tuple((first, until) for first, _ in days if first < until)
        if not opened:
            return None
        reason = f"no end is printed, so to {self.moment.said}, when the text was published"
        return self._made((start, end), opened, False, reason, "covers")._replace(to_text=True)

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


def from_text(back: int) -> str:
    """How a previous year, or a year so many before, is read from what its text tells of."""
    before = "the year" if back == 1 else f"{back} years"
    return f"{before} before the one that the text speaks of"


def seen_from(time: Span, told: Days | None) -> Span:
    """A previous year whose own paragraph tells of none, seen from what another one tells of.

    It is the same span, or the whole year, so long before; seen from the day of publication, or
    from the year before that, it may still be another.
    """
    seen = time.readings
    years = {one.end.year - 1 for one in seen}
    if told:
        year = told[1].year - time.back
        days = (moved(told, -_YEAR * time.back), whole_years(year, year))
        seen = (*(period(*one) for one in days), *seen)
        time = time._replace(reason=from_text(time.back))
    first, *others = dict.fromkeys((*seen, *(period(*whole_years(one, one)) for one in years)))
    return time._replace(period=first, others=tuple(others))


@lru_cache(_MOST_KEPT)
def _opens(word: str, language: str) -> str:
    """Whether words that state a time may begin with this one: those of a form, or a phrase."""
    forms_of = {form for _, form, _ in rows_of(word, language)}
    if forms_of - PHRASES:
        return _FORM
    return _PHRASE if forms_of or is_cue(word, language) else ""


def _is_to(text: str, moment: Moment) -> bool:
    """Whether words between two times make a span of them; "and" makes none."""
    words = " ".join(text.split()).strip(", ")
    ands = {*moment.words.ands, *moment.words.part_ands}
    return words.split(" ")[0] not in ands if words else True
