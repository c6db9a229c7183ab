"""Every bound that a sentence prints is true: what is possible lies within, what is stated beyond.

Of etl/reconcile/say: mend, wording.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

import pytest

from etl.core.model import Figure
from etl.reconcile import Member, Report, reconcile
from tests import every_relation
from tests.test_relations import reported, said
from tests.worlds import book, figure, table

RANGE: Final = re.compile(
    r"(at least|at most|more than|less than|no more than|no less than|) ?"
    r"(\N{MINUS SIGN}?\d[\d,]*(?:\.\d+)?)(?:(?: to| and at most| and less than) "
    r"(\N{MINUS SIGN}?\d[\d,]*(?:\.\d+)?))?"
    r"(?: (trillion|billion|million))?(?= ?(%|points?|times|))"
)
SCALES: Final = {"trillion": 12, "billion": 9, "million": 6}
UPWARD: Final = ("at least", "more than", "no less than")


class Told(NamedTuple):
    """What a sentence says is possible."""

    low: Decimal | None
    high: Decimal | None


def told(text: str, after: str) -> Told | None:
    """The range behind some words; None where the sentence does not say at which scale it is."""
    head, _, tail = text.partition(after)
    found = RANGE.match(tail.removeprefix(" "))
    assert found is not None, text
    word, first, second, scale, unit = found.groups()
    named = set(re.findall(r"(trillion|billion|million)", head))
    if not unit and not scale and len(named) > 1:
        return None
    power = 0 if unit else SCALES[scale or named.pop()] if scale or named else 0
    low, high = (
        None
        if number is None
        else Decimal(number.replace("\N{MINUS SIGN}", "-").replace(",", "")).scaleb(power)
        for number in (first, second)
    )
    if second:
        return Told(low, high)
    if not word:
        return Told(low, low)
    return Told(low, None) if word in UPWARD else Told(None, low)


def holds(claim: Told, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether all that is possible is in the range that is told, a table's last digit aside."""
    if claim.low is not None and claim.low == claim.high:  # both ends are alike to six digits
        return low is not None and high is not None and abs(high - low) <= abs(high) / 10**5
    hair = max(abs(e) for e in (low or Decimal(0), high or Decimal(0))) / 10**9
    return (claim.low is None or (low is not None and claim.low <= low + hair)) and (
        claim.high is None or (high is not None and high - hair <= claim.high)
    )


def is_beyond(member: Member, claim: Told) -> bool:
    """Whether what a member states lies outside of the range, or at an end that is excluded."""
    return (claim.low is not None and member.high is not None and member.high <= claim.low) or (
        claim.high is not None and member.low is not None and claim.high <= member.low
    )


def checked(report: Report) -> int:
    """How many bounds were held against what is known; each of them is true."""
    count = 0
    for conflict in report.conflicts:
        count += sum(map(_mended, conflict.members))
        if claim := told_of(conflict.sentence, "would have to be"):
            count += 1
            fits = [m for m in conflict.members if holds(claim, m.fit_low, m.fit_high)]
            assert any(is_beyond(m, claim) for m in fits), conflict.sentence
        if re.search(r" make (at most|less than) ", conflict.sentence):
            count += _little(conflict.sentence, conflict.members)
    ranges = [
        (v.sentence, v.implied_low, v.implied_high)
        for v in report.verdicts
        if v.verdict in ("supported", "unopposed")
    ]
    ranges += [(d.sentence, d.low, d.high) for d in report.deduced]
    for sentence, low, high in ranges:
        if (low, high) != (None, None) and (claim := told_of(sentence, " must be")):
            count += 1
            assert holds(claim, low, high), sentence
    return count


def told_of(text: str, after: str) -> Told | None:
    """As `told`; None too where the sentence says nothing of the kind."""
    return told(text, after) if after in text else None


def _mended(member: Member) -> int:
    """That every number that a mend tells would fit, and lies beyond what is stated."""
    claim = told_of(member.would_mend, "would have to be")
    if claim is None:
        return 0
    for told_end in (claim.low, claim.high):
        assert told_end is None or fits(told_end, member), member
    assert is_beyond(member, claim), member
    return 1


def fits(value: Decimal, member: Member) -> bool:
    """Whether a value is one of those that mend a conflict, a table's last digit aside."""
    low, high, hair = member.fit_low, member.fit_high, abs(value) / 10**9
    return (low is None or low <= value + hair) and (high is None or value - hair <= high)


def _little(sentence: str, members: tuple[Member, ...]) -> int:
    """That what some make at most is no less than they can be, and less than what is beside it."""
    claim = told(sentence, " make")
    if claim is None:
        return 0
    assert claim.high is not None
    beside = max(m.low for m in members if m.low is not None)
    rest = [m.high for m in members if m.low != beside]
    most = sum((end for end in rest if end is not None), Decimal(0))
    assert most - most / 10**9 <= claim.high < beside, sentence  # a table's last digit aside
    return 1


@pytest.mark.parametrize("part", range(4))
def test_every_bound_in_random_worlds_is_true(part: int) -> None:
    count = 0
    for seed in range(part, 400, 4):
        made = every_relation.figures(seed, 3 + seed % 6)
        if len({f.quantity.scale for f in made}) == 1:
            count += checked(reported(*made))
    assert count > 50


def test_what_is_made_at_most_is_the_bound_and_not_the_middle() -> None:
    # 12.65 and 1.25 make 13.9; 14.75 at least is stated
    (conflict,) = reported(
        said("left", "surplus", "2023", "12.6 billion"),
        said("bought", "purchases", "2023", "1.2 billion"),
        said("sold", "sales", "2023", "14.8 billion"),
    ).conflicts

    assert conflict.sentence == (
        "Beland, 2023: Purchases of 1.2 billion USD and surplus of 12.6 make at most 13.9, less"
        " than sales of 14.8."
    )


@pytest.mark.parametrize(
    ("value", "other", "says"),
    [
        ("10.0", "12.0", "11.95 to 12.05 billion USD, at least 19 % more than the 10.05"),
        ("13.0", "10.0", "9.95 to 10.05 billion USD, at least 22 % less than the 12.95"),
    ],
)
def test_a_mend_names_the_bound_itself_where_it_has_few_digits(
    value: str, other: str, says: str
) -> None:
    (conflict,) = reported(
        figure("one", "sales", "2023", f"{value} billion"),
        figure("other", "sales", "2023", f"{other} billion", source="gazette"),
    ).conflicts

    (member,) = (m for m in conflict.members if m.figure_id == "one")
    assert says in member.would_mend


def test_points_apart_can_be_checked_by_hand() -> None:
    (conflict,) = reported(
        said("here", "trade_share", "2023", "45 %"),
        said("there", "trade_share", "2023", "31.0 %", source="gazette"),
    ).conflicts

    (member,) = (m for m in conflict.members if m.figure_id == "here")
    assert member.would_mend.endswith(
        "30.95 to 31.05 %, at least 13.4 points less than the 44.5 % that 45 % can mean."
    )


def test_a_growth_that_follows_from_a_change_is_in_per_cent() -> None:
    report = reported(
        said("then", "trade", "2022", "10.0 billion"),
        said("rise", "trade_rise", "2023", "0.5 billion"),
    )

    (sentence,) = (d.sentence for d in report.deduced if d.indicator == "trade_growth")
    assert sentence.endswith("trade growth in 2023 must be 4.4 to 5.6 %.")


def test_what_a_table_allows_has_no_hair_at_its_ends() -> None:
    stated: Figure = figure("ours", "sales", "2023", "10.0 billion")
    report = reconcile(book(stated), table(figure("theirs", "sales", "2023", "10000000000")))

    (verdict,) = report.verdicts
    assert "must be 9.9 to 10.1; stated is 10.0" in verdict.sentence
    report = reconcile(book(stated), table(figure("theirs", "trade", "2023", "12000000000")))
    assert "must be at most 12.12." in report.verdicts[0].sentence
    high = figure("high", "sales", "2023", "10.55 billion")
    far = reconcile(book(high), table(figure("theirs", "sales", "2023", "10000000000")))
    assert "officially 10: at least 5.45 % apart" in far.conflicts[0].sentence  # 10.545 of 10
    near = reconcile(book(high), table(figure("theirs", "sales", "2023", "9500000000")))
    assert "officially 9.5: at least 11 % apart" in near.conflicts[0].sentence  # 10.545 of 9.5
