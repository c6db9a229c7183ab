"""How languages speak of days, months, years and spans: one table per language.

Tables only; which days the words mean is decided in `etl.reading.times` and `.spans`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

Words = tuple[str, ...]


class Times(NamedTuple):
    """Words of one language, all in lower case; a regular expression only where it says so."""

    days: Words
    """The word day itself, in every form that follows a number; likewise the next six."""
    weeks: Words
    months: Words
    quarters: Words
    halves: Words
    years: Words
    decades: Words
    first: Words
    """As in: the first five months."""
    past: Words
    """As in: over the past 20 years."""
    of: Words
    """May stand between a part of a year and the year."""
    to: Words
    """Between the two ends of a span."""
    joins: Words
    """Between two months or parts that are one span: January and February."""
    this_year: dict[str, int]
    """Years that are told from the day of publication: last year is -1."""
    this_fiscal: dict[str, int]
    """Fiscal years that are told from the day of publication: the last one is -1."""
    year_before: Words
    """Ends of those that tell the year before the one spoken of: the previous year."""
    the_year: Words
    """The year that is spoken of, without a word which: the first half of the year."""
    this_month: dict[str, int]
    this_quarter: dict[str, int]
    this_day: dict[str, int]
    ago: Words
    """After a number of years: two years ago."""
    earlier: Words
    """The same, counted back from what is told of: two years earlier; `ago` holds them too."""
    since: Words
    """Before a start, from which a span runs to the day of publication."""
    from_: Words
    """Before a start that an end follows."""
    until: Words
    """Before an end alone: 12 months to June."""
    within: Words
    """Before a period that a number covers: in, during; and before a length: over 20 years."""
    on: Words
    """Before a day on which something happened."""
    as_of: Words
    """Before a day at which something is counted."""
    by: Words
    """Before the day by which something is planned."""
    end_of: Words
    start_of: Words
    base: Words
    """Before a period that a number is measured against."""
    base_after_amount: Words
    """The same, but only behind a number or a word of change: up 5 % on 2022."""
    base_nouns: Words
    """May stand between those and the period: against the level of 2018; or after it."""
    same_period: Words
    """Regular expressions of: the same period; a year may follow."""
    year_earlier: Words
    """Regular expressions of: a year earlier, year on year."""
    so_far: Words
    """Regular expressions of: so far this year."""
    vague: Words
    """Regular expressions of spans whose ends nobody can tell: in recent years."""
    named_starts: Words
    """Regular expressions of starts that a name tells: independence."""
    the_decade: Words
    """Regular expressions of a decade without a number: over the decade."""
    month: Words = ()
    """The word month for a single one, behind an ordinal: the first month of 2024."""
    runs: Words = ()
    """Before an ordinal month that is one in a row, and none of the year: for a third month."""
    runs_in: Words = ()
    """Of `of`, those behind which is the year of such a row: the third month in 2022."""
    two_months: Words = ()
    """A part of a year of two months, as `quarters` are of three; and of four."""
    four_months: Words = ()
    seasons: Mapping[str, int] = MappingProxyType({})
    """Seasons behind a preposition, with their first month: in summer."""
    in_season: Mapping[str, int] = MappingProxyType({})
    """The same as words that need no preposition: летом."""
    academic: Words = ()
    """Before or behind 2023/24, which is a year of schools: academic year."""
    the_span: Words = ()
    """Regular expressions of the last twelve months: over the past year."""
    two_years: Words = ()
    """Before 2018-19 these make it two whole years: il biennio, the two years."""
    both_years: Words = ()
    """The same after it: 2018-19 годы."""
    fiscal: Words = ()
    """Before a year that need not begin in January."""
    ended: Words = ()
    """Regular expressions between a fiscal year and the day or month on which it ended."""
    after_year: Words = ()
    """Words for year after its digits."""
    before_year: Words = ()
    """Words for year before its digits, and articles between: the year."""
    that: str = ""
    """A word that is than in `base` and elsewhere opens a clause: ha detto che nel 2019."""
    comparing: str = ""
    """Regular expression of what compares before it, up to the word: più merci che nel 2019."""
    capital_months: bool = False
    """Whether a month has a capital letter, so that "may" is none."""
    month_first: bool = False
    """Whether a day is written June 25 as well."""


@cache
def times(language: str) -> Times:
    """The table of a language (a code of schema.LANGUAGES)."""
    table: Times = import_module(f"etl.words.times.{language}").TIMES
    return table
