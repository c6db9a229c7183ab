"""Where a statement that is possible becomes unlikely: every threshold, with its reason.

Nothing here ever makes a conflict. Must not look at a figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, get_args

from etl.reconcile.findings import Nature, Rule, Unlikely


class Limit(NamedTuple):
    """One rule: from where on a statement is told by it."""

    nature: Nature
    least: Decimal
    """The least that is told: so many times as much; percent or days apart; partners or places."""
    says: str
    """What the rule tells, for whoever reads the table of findings."""
    why: str
    """Why not less."""


LIMITS: Final[Mapping[Rule, Limit]] = {
    "neighbours": Limit(
        "unlikely",
        Decimal(100),
        "An amount so many times the ones next to it in time, or they it",
        "A slip of a scale word is a factor of 1,000; a level seldom moves tenfold from one period"
        " to the next. A hundred lies between the two.",
    ),
    "pace": Limit(
        "unlikely",
        Decimal(10),
        "An amount so many times what a longer period around or beside it holds in as many days",
        "Seasons make a month three times an average one, and growth a year three times the long"
        " average before it: nine together.",
    ),
    "remainder": Limit(
        "unlikely",
        Decimal(10),
        "Two sums that can both be true only if the days that one has alone held so many times the"
        " pace of the other",
        "As for the pace.",
    ),
    "early": Limit(
        "unlikely",
        Decimal("1.5"),
        "Two sums over decades that can both be true only if the early years held so many times"
        " the pace of the later ones",
        "Amounts in money of the day double within ten years almost everywhere, so the earlier"
        " years are taken to hold half the pace; this is three times that.",
    ),
    "count": Limit(
        "unlikely",
        Decimal("1.5"),
        "Two counts of one thing, at most a quarter of a year apart, one so many times the other",
        "A register moves by some percent in a quarter; half as many again are counted otherwise.",
    ),
    "same_rank": Limit(
        "unlikely",
        Decimal(2),
        "So many partners in one place of one ranking",
        "A place is one partner's, but for a tie, which a text would mention.",
    ),
    "dates": Limit(
        "unlikely",
        Decimal(1),
        "One event on days so far apart",
        "An event has one date; a signing and an entry into force are two events.",
    ),
    "mirror": Limit(
        "different",
        Decimal(0),
        "The same flow as both sides have it, more percent apart than their digits allow",
        "Each side counts by its own rules: freight, transit, origin or last sender.",
    ),
    "currency": Limit(
        "different",
        Decimal(3),
        "The same amount in two currencies, so many percent or more apart at the official rate of"
        " the year",
        "Trade is converted month by month; weights of months move the mean rate by up to 3 %.",
    ),
}
"""Every rule, in the order in which findings are told."""

PERIODS_APART: Final = 3
"""Neighbours of an amount begin at most so many of its own lengths before or after it: five years
from a year one knows little of it."""

SPANS_ALIKE: Final = Decimal("0.12")
"""Periods whose lengths differ by no more than this part are of one length: January beside
February, a leap year."""

LONGER: Final = 2
"""A period has a pace to be measured by where it is at least so many times as long."""

BESIDE: Final = 366
"""Days between a period and a longer one that still says something of its pace."""

DECADES: Final = 3652
"""Days from which a sum over time is one of decades."""

EARLY_YEARS: Final = 1826
"""Days that early years have at least: five years."""

COUNTS_APART: Final = 92
"""Days between two counts that are held against one another: a quarter of a year."""

assert set(LIMITS) == set(get_args(Rule))


def told(rule: Rule, members: Sequence[str], measured: Decimal, sentence: str) -> Unlikely:
    """A finding of a rule, without its amounts."""
    digest = hashlib.sha256("\n".join((rule, *members)).encode()).hexdigest()
    limit = LIMITS[rule]
    return Unlikely(
        unlikely_id=f"{limit.nature}-{digest[:8]}",
        nature=limit.nature,
        rule=rule,
        members=tuple(members),
        amount=None,
        days=None,
        beside=None,
        beside_days=None,
        measured=measured,
        least=limit.least,
        sentence=sentence,
    )
