"""Which days a printed time means, seen from the day of publication.

Each reader takes the named parts of a form of `etl.reading.times` and returns the days that it
may mean, the likeliest first; whether all of it is printed; and if not, how it was read.
Must not know how anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from etl.core.days import Days, later, month_length, months_until, whole_months, whole_years
from etl.words import Lexicon
from etl.words.times import Times

Parts = dict[str, str]
Meaning = tuple[tuple[Days, ...], bool, str]
Reader = Callable[[Parts, "Moment"], Meaning | None]

_LONGEST: Final = 1800
"""Months: nobody looks back further than 150 years."""
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_FISCAL_STARTS: Final = (7, 4, 10)
"""Months in which fiscal years begin, beside January."""
_LEAP_YEAR: Final = 2000
_FEBRUARY: Final = 2
_DECEMBER: Final = 12


class Moment(NamedTuple):
    """From when a text is read, and with which words."""

    published: Days
    """One day, or the month or year that is known."""
    fiscal_month: int
    """In which fiscal years begin; 0 where nobody said."""
    words: Lexicon
    times: Times

    @property
    def year(self) -> int:
        """Of publication."""
        return self.published[1].year

    @property
    def said(self) -> str:
        """The day of publication, or what is known of it."""
        first, last = self.published
        if first == last:
            return first.isoformat()
        return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def _years(parts: Parts, moment: Moment) -> tuple[tuple[int, ...], bool, str]:
    """The years that a part of one may lie in, whether it is printed, and why where not."""
    if "year" in parts:
        return (int(parts["year"]),), True, ""
    if "short" in parts:
        return (2000 + int(parts["short"]),), True, ""
    ref = " ".join(parts.get("ref", "").split())
    if ref in moment.times.this_year:
        year = moment.year + moment.times.this_year[ref]
        return (year,), False, f'"{ref}", seen from {moment.said}'
    return (), False, f"no year is printed; the last one before {moment.said}"


def _in_years(months: tuple[int, int], parts: Parts, moment: Moment) -> Meaning | None:
    """Whole months of the year that is printed, or of the last ones before publication."""
    years, stated, reason = _years(parts, moment)
    if not years:
        latest, single = moment.year, months[0] == months[1]
        mark = moment.published[1]
        first, last = whole_months(latest, *months)
        if (first if single else last) > mark:
            latest -= 1
        years = (latest, latest - 1, latest + 1)
    return tuple(whole_months(year, *months) for year in years), stated, reason


def _day(parts: Parts, moment: Moment) -> Meaning | None:
    month = moment.words.months[parts["word"]] if "word" in parts else int(parts["mm"])
    first = int(parts["day"])
    if "mm" in parts and month > 12 >= first:
        first, month = month, first  # 06/25/2024
    last = int(parts.get("day2", first))
    if not 1 <= month <= 12 or first > last:
        return None
    years, stated, reason = _years(parts, moment)
    known = years or (_LEAP_YEAR,)
    if not first <= last <= month_length(known[0], month) or not first:
        return None
    if not years:
        end = moment.published[1]
        latest = end.year if (month, first) <= (end.month, end.day) else end.year - 1
        years = (latest, latest + 1, latest - 1)
    days = tuple(
        (date(year, month, first), date(year, month, last))
        for year in years
        if last <= month_length(year, month)
    )
    return days, stated, reason


def _months(parts: Parts, moment: Moment) -> Meaning | None:
    last = moment.words.months[parts["word"]] if "word" in parts else int(parts["mm"])
    first = moment.words.months[parts["from"]] if "from" in parts else last
    return _in_years((first, last), parts, moment) if first <= last else None


def _part(parts: Parts, moment: Moment) -> Meaning | None:
    months = _months_of_part(parts, moment)
    return _in_years(months, parts, moment) if months else None


def _months_of_part(parts: Parts, moment: Moment) -> tuple[int, int] | None:
    """The first and the last month of a part of a year, counted from its beginning."""
    lengths = {"half": 6, "two": 2, "four": 4, "one": 1}
    length = next((months for name, months in lengths.items() if name in parts), 3)
    if "count" in parts:
        first, last = 1, _number(parts["count"], moment)
    else:
        last = _nth(parts.get("nth") or parts["nth2"], moment)
        first = _nth(parts["from"], moment) if "from" in parts else last
    return ((first - 1) * length + 1, last * length) if 1 <= first <= last <= 12 // length else None


def _fiscal_part(parts: Parts, moment: Moment) -> Meaning | None:
    """In the first month of the current fiscal year."""
    months = _months_of_part(parts, moment)
    plain = {name: text for name, text in parts.items() if name in ("year", "second")}
    plain |= {} if "second" in parts else {"alone": ""}
    year = _this_fiscal(parts, moment) if "ref" in parts else _fiscal(plain, moment)
    if months is None or year is None:
        return None
    days = tuple(
        (later(start, months[0] - 1), later(start, months[1]) - timedelta(1))
        for start, _ in year[0]
    )
    return days, year[1], year[2]


def _nth(text: str, moment: Moment) -> int:
    text = text.replace("\u0456", "i")
    return int(text) if text.isdecimal() else _ROMAN.get(text) or moment.words.ordinals.get(text, 0)


def _number(text: str, moment: Moment) -> int:
    return int(text) if text.isdecimal() else moment.words.cardinals[text]


def _first_months(parts: Parts, moment: Moment) -> Meaning | None:
    count = _number(parts["count"], moment)
    if not 1 <= count <= 12:
        return _length(parts, moment) if "first" not in parts and "year" not in parts else None
    meant = _in_years((1, count), parts, moment)
    if meant and "first" not in parts and not parts.keys() & {"year", "ref"}:
        days, stated, _ = meant
        reason = f"the first months of a year, the last ones before {moment.said}"
        return (*days, months_until(moment.published[1], count)), stated, reason
    return meant


def count_of(parts: Parts, moment: Moment) -> int:
    """How many months long a length is; 0 where it is told in days or weeks."""
    units = {"decades": 120, "years": 12, "halves": 6, "quarters": 3, "months": 1}
    count = _number(parts["count"], moment) if "count" in parts else 1
    return next((count * months for name, months in units.items() if name in parts), 0)


def _season(parts: Parts, moment: Moment) -> Meaning | None:
    """Three months; a winter is told of by the year in which it begins or in which it ends."""
    table = moment.times
    first = {**table.seasons, **table.in_season}[parts.get("season") or parts["alone"]]
    years, _, why = _years(parts, moment)
    reason = "a season has three months" if years else why
    if first < _DECEMBER:
        days, _, _ = _in_years((first, first + 2), parts, moment) or ((), False, "")
        return days, False, reason
    last = moment.year - (moment.published[1].month <= _FEBRUARY)
    begins = [begin for year in years for begin in (year, year - 1)] or [last - 1, last - 2]
    winters = (date(year, first, 1) for year in begins)
    return tuple((w, later(w, 3) - timedelta(1)) for w in winters), False, reason


def _academic(parts: Parts, moment: Moment) -> Meaning | None:
    """From September or October to the summer, whose last month nobody prints."""
    first = int(parts["year"])
    if (first + 1) % 100 != int(parts["second"]) % 100:
        return None
    starts, ends = (9, 10), (6, 8, 7, 5, 9)
    days = tuple(
        (date(first, start, 1), whole_months(first + 1, end, end)[1])
        for start in starts
        for end in ends
        if not (start == 9 and end == 9)
    )
    return days, False, "the months of an academic year are not printed"


def _length(parts: Parts, moment: Moment) -> Meaning | None:
    end = moment.published[1]
    reason = f"ends on {moment.said}, when the text was published"
    if months := count_of(parts, moment):
        return ((months_until(end, months),), False, reason) if months <= _LONGEST else None
    count = _number(parts["count"], moment) if "count" in parts else 1
    days = count * 7 if "weeks" in parts else count
    if days < 1:
        return None
    return ((end - timedelta(days - 1), end),), False, reason


def _decade_long(parts: Parts, moment: Moment) -> Meaning | None:
    return _length({"decades": "1"}, moment)


def _year_long(parts: Parts, moment: Moment) -> Meaning | None:
    days, stated, reason = _length({"years": "1"}, moment) or ((), False, "")
    return (*days, whole_years(moment.year - 1, moment.year - 1)), stated, reason


def _years_ago(parts: Parts, moment: Moment) -> Meaning | None:
    year = moment.year - _number(parts["count"], moment)
    return (whole_years(year, year),), False, f"counted back from {moment.said}"


def _year(parts: Parts, moment: Moment) -> Meaning | None:
    (year,), stated, reason = _years(parts, moment)
    whole = whole_years(year, year)
    if whole[0] < moment.published[1] < whole[1]:
        return ((whole[0], moment.published[1]), whole), stated, reason
    return (whole,), stated, reason


def _the_year(parts: Parts, moment: Moment) -> Meaning | None:
    last = moment.year - (moment.published[1].month < 12)
    reason = f"which year is not printed; the last one before {moment.said}"
    return (whole_years(last, last), whole_years(moment.year, moment.year)), False, reason


def _this_month(parts: Parts, moment: Moment) -> Meaning | None:
    ref = " ".join(parts["ref"].split())
    month = later(moment.published[1].replace(day=1), moment.times.this_month[ref])
    days = whole_months(month.year, month.month, month.month)
    return (days,), False, f'"{ref}", seen from {moment.said}'


def _this_quarter(parts: Parts, moment: Moment) -> Meaning | None:
    ref = " ".join(parts["ref"].split())
    last = moment.published[1]
    first = date(last.year, (last.month - 1) // 3 * 3 + 1, 1)
    first = later(first, 3 * moment.times.this_quarter[ref])
    days = whole_months(first.year, first.month, first.month + 2)
    return (days,), False, f'"{ref}", seen from {moment.said}'


def _this_day(parts: Parts, moment: Moment) -> Meaning | None:
    ref = parts["ref"]
    day = moment.published[1] + timedelta(moment.times.this_day[ref])
    return ((day, day),), False, f'"{ref}", seen from {moment.said}'


def _so_far(parts: Parts, moment: Moment) -> Meaning | None:
    end, start = moment.published[1], date(moment.year, 1, 1)
    month = end.replace(day=1) - timedelta(1)
    others = ((start, month),) if month > start else ()
    return ((start, end), *others), False, f"to {moment.said}, when the text was published"


def _vague(parts: Parts, moment: Moment) -> Meaning | None:
    return (), False, "how long is not said"


def _fiscal(parts: Parts, moment: Moment) -> Meaning | None:
    """Twelve months. Alone, a fiscal year has the name of the year in which it ends."""
    year = int(parts["year"]) if "year" in parts else 2000 + int(parts["short"])
    if "second" in parts:
        second = int(parts["second"])
        if second < 100:
            second += year // 100 * 100 if second > year % 100 else (year // 100 + 1) * 100
        if second != year + 1:
            between = 1 < second - year < 100
            return ((whole_years(year, second),), True, "") if between else None
        year = second
    if moment.fiscal_month:
        return (_fiscal_year(year, moment.fiscal_month),), True, ""
    starts = (1, *_FISCAL_STARTS) if "alone" in parts else _FISCAL_STARTS
    reason = "a fiscal year has twelve months; the month in which it begins is not printed"
    return tuple(_fiscal_year(year, month) for month in starts), False, reason


def _this_fiscal(parts: Parts, moment: Moment) -> Meaning | None:
    """The last fiscal year, seen from the day of publication."""
    ref = " ".join(parts["ref"].split())
    starts = (moment.fiscal_month,) if moment.fiscal_month else (1, *_FISCAL_STARTS)
    last = moment.published[1]
    ends = [last.year + (month > 1 and last.month >= month) for month in starts]
    shift = moment.times.this_fiscal[ref]
    years = tuple(_fiscal_year(end + shift, month) for end, month in zip(ends, starts, strict=True))
    return years, False, f'"{ref}", seen from {moment.said}'


def _fiscal_year(ends_in: int, month: int) -> Days:
    end = date(ends_in, 12, 31) if month == 1 else date(ends_in, month, 1) - timedelta(1)
    return months_until(end, 12)


def _whole_years(parts: Parts, moment: Moment) -> Meaning | None:
    first, last = int(parts["year"]), int(parts["year2"])
    if first + 1 == last:
        fiscal = _fiscal(parts | {"second": str(last)}, moment)
        return (whole_years(first, last), *(fiscal[0] if fiscal else ())), True, ""
    return ((whole_years(first, last),), True, "") if first < last else None


def _two_years(parts: Parts, moment: Moment) -> Meaning | None:
    """What its words call two years is no fiscal year: il biennio 2018-19."""
    first = int(parts["year"])
    last = int(parts["second"])
    last += first // 100 * 100 if last < 100 else 0
    return ((whole_years(first, last),), True, "") if first < last else None


def _decade(parts: Parts, moment: Moment) -> Meaning | None:
    year = int(parts["year"]) if "year" in parts else 1900 + int(parts["short"])
    return ((whole_years(year, year + 9),), True, "") if year % 10 == 0 else None


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "day": _day,
        "month-day": _day,
        "months": _months,
        "month": _months,
        "part": _part,
        "first_months": _first_months,
        "season": _season,
        "year": _year,
        "the_year": _the_year,
        "this_month": _this_month,
        "this_quarter": _this_quarter,
        "this_day": _this_day,
        "years_ago": _years_ago,
        "length": _length,
        "decade_long": _decade_long,
        "year_long": _year_long,
        "so_far": _so_far,
        "vague": _vague,
        "academic": _academic,
        "fiscal": _fiscal,
        "fiscal_ref": _this_fiscal,
        "fiscal_part": _fiscal_part,
        "years": _whole_years,
        "two_years": _two_years,
        "decade": _decade,
    }
)
"""By the name of the form."""
