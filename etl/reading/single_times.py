"""Single times where they stand, and what looks like one and is something else.

In June 25 companies opened; some may; 5% on 2022. Must not put times together to spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from etl.core.days import whole_months, whole_years
from etl.reading.leads import REACH, Opener, is_cue, leads
from etl.reading.meanings import Moment
from etl.reading.numerals import Scan
from etl.reading.times import PHRASES, Atom, atom_at, rows_of
from etl.reading.years import years

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
_OPENS: Final = re.compile(r"(?:^|[.,;:])\s*$")
_MONTHS_OF_A_YEAR: Final = re.compile(r"\d\d?\s?[m\u043c][\s,]*(?:1[89]|20|21)\d\d(?!\d)")
"""9M 2023, whose letter is a million elsewhere."""
_SHORT_YEAR: Final = re.compile(r"['\u2019](\d\d)(?![\d'\u2019]|[.,]\d|s\b)")
_AHEAD: Final = 30
"""Years after which two digits are those of the century before."""


class SingleTimes:
    """The single times of one paragraph."""

    def __init__(self, text: str, lower: str, scanned: Scan, language: str, moment: Moment) -> None:
        self.text, self.lower, self.language, self.moment = text, lower, language, moment
        self.leads = leads(language)
        self.numerals = scanned.numerals
        self.ends = [numeral.end for numeral in self.numerals]
        self.part: Atom | None = None
        """The last part of a year."""

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

    def _is_cue(self, start: int) -> bool:
        """Whether words begin here that refer to another period: the same, a year earlier."""
        word = _WORD.match(self.lower, start)
        is_known = word is not None and is_cue(word.group(), self.language)
        return is_known and self.leads.phrase.match(self.lower, start) is not None

    def _atom(self, at: int) -> Atom | None:
        if at >= len(self.lower) or not self.lower[at].isalnum():
            return None
        atom = atom_at(self.lower, at, self.language, self.moment)
        return atom or next(iter(self._year_at(at)), None)

    def _opener(self, at: int) -> Opener | None:
        opener = self.leads.opener(self.lower, at)
        that = self.moment.times.that
        if opener and opener.name == "base" and that and self.lower.startswith(that, opener.start):
            before = self.lower[max(0, opener.start - REACH) : opener.start]
            if not re.search(self.moment.times.comparing, before):
                return Opener("within", opener.start + len(that))
        return opener

    def _after_year(self, end: int) -> int:
        after = self.leads.after_year.match(self.lower, end)
        return after.end() if after else end

    def _year_at(self, at: int) -> Iterator[Atom]:
        match = _YEAR_ALONE.match(self.lower, at)
        if match:
            year = int(match.group())
            end = self._after_year(match.end())
            yield Atom(at, end, "year", (whole_years(year, year),), True, "", 0, False)

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

    def _single(self, start: int) -> Atom | None:
        """The single time that begins at a place; the month alone where a count stands behind."""
        atom = atom_at(self.lower, start, self.language, self.moment)
        if atom and self._is_count(atom):
            digits = _DIGITS.search(self.lower, start)
            end = digits.start() if digits else start
            return atom_at(self.lower, start, self.language, self.moment, end)
        return atom

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


@lru_cache(_MOST_KEPT)
def _opens(word: str, language: str) -> str:
    """Whether words that state a time may begin with this one: those of a form, or a phrase."""
    forms_of = {form for _, form, _ in rows_of(word, language)}
    if forms_of - PHRASES:
        return _FORM
    return _PHRASE if forms_of or is_cue(word, language) else ""
