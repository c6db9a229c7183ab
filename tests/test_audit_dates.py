"""Which dates of a paragraph belong to its figures and events, or to the document.

Of etl/audit/judge: dates.
"""

from __future__ import annotations

from datetime import date

import pytest

from etl.audit.judge.dates import Targets, belongs
from etl.core.days import parse_period
from etl.reading.spans import spans
from tests.audit_world import lone, pending

PUBLISHED = date(2024, 6, 25)


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("in 2023", "2023", True),
        ("in 2023", "2022", False),
        ("since 2005", "2005/2024-06-25", True),
        ("in 2010", "2005/2024-06-25", False),
        ("in 2024", "2005/2024-06-25", False),
        ("in 2024", "2024-01/2024-04", True),
        ("January-April 2024", "2024-01/2024-04", True),
        ("January 2024", "2024", True),
        ("April 6, 2009", "2009", False),
        ("first nine months of 2024", "2005/2024-09", True),
        ("first half of 2022", "2022-S1", True),
        ("first half of 2022", "2021-S1", False),
        ("past 20 years", "2004-06-26/2024-06-25", True),
        ("past 20 years", "2004/2023", True),
        ("past 20 years", "1994-06-26/2024-06-25", False),
        ("past 20 years", "1990/2009", False),
        ("March 28", "2024-03-28", True),
        ("March 28", "2023-03-28", True),
        ("March 28", "2024-03", False),
        ("June 25", "1999", True),
        ("June 25, 2023", "1999", False),
    ],
)
def test_what_a_date_belongs_to(text: str, period: str, expected: bool) -> None:
    whole = parse_period(period)
    targets = Targets(((whole.start, whole.end),), (PUBLISHED, PUBLISHED))
    (time,) = spans(text, "en", PUBLISHED)
    assert belongs(time, targets) is expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Created 25.06.2024, 11:34.", []),
        ("Seen 24.06.2024, 11:34.", ["24.06.2024", "11:34"]),
        ("More at https://example.org/2023/05/a-7 or call +7 717 255 00 11.", 2),
        ("It opens at 9:30 p.m. every day.", ["9:30 p.m."]),
        ("Write to desk24@example.org.", ["desk24@example.org"]),
    ],
)
def test_times_of_day_addresses_and_telephone_numbers_are_one_thing_each(
    text: str, left: list[str] | int
) -> None:
    found = pending(lone(text, published="2024-06-25"))
    assert (found if isinstance(left, list) else len(found)) == left
