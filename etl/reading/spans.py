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
from typing import Final

from etl.core.days import months_until
from etl.core.model import Period
from etl.reading.changes import direction
from etl.reading.leads import Opener
from etl.reading.meanings import Moment
from etl.reading.numerals import Scan, scan
from etl.reading.passages import folded
from etl.reading.references import References
from etl.reading.span import Role, Span
from etl.reading.times import Atom
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.times import times

Published = date | Period

_INDEX: Final = re.compile(r"\s*=\s*100(?:\s?%)?(?![\d.,]\d)")
"""After the base of an index: 2015 = 100."""
_LENGTHS: Final = {"the_year": 12, "decade_long": 120}
"""Months of what has an end printed behind it, and no number."""


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


class _Reader(References):
    """One paragraph while it is read from left to right."""

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
        atom = None if special else self._single(start) or self._elided(start)
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

    def _span(self, atom: Atom) -> Span:
        opener = self._opener(atom.start)
        joined = self._joined(atom, opener)
        if joined:
            return joined
        return self._with_opener(atom, opener)

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
            opens = not set(lead).isdisjoint(forms(self.language).between) and "," not in to.group()
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


def _is_to(text: str, moment: Moment) -> bool:
    """Whether words between two times make a span of them; "and" makes none."""
    words = " ".join(text.split()).strip(", ")
    ands = {*moment.words.ands, *moment.words.part_ands}
    return words.split(" ")[0] not in ands if words else True
