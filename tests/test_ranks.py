"""Ranks that amounts or shares do not allow are conflicts, where the bounds leave no doubt.

Of etl/reconcile/find: placed, ranks; etl/reconcile/say: ranks.
"""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from etl.core.model import Area, Figure, Membership, Qualifier
from etl.reconcile import Report, as_text, cards, reconcile
from tests.test_unlikely import OTHERS, own, ranked, trade
from tests.worlds import AREAS, book, figure


def reported(*figures: Figure) -> Report:
    return reconcile(own(*figures))


def share(partner: str, value: str) -> Figure:
    return figure(f"share-{partner}", "trade_share", "2023", value, partner=partner)


CLASHES = {
    "a better place than the amounts allow": (
        [
            ranked("r", "2", "BEL"),
            trade("BEL", "20 billion"),
            trade("CHE", "30 billion"),
            trade("EST", "25 billion"),
        ],
        {"r", "trade-BEL", "trade-CHE", "trade-EST"},
        "2023: Beland is said to be second (rank), at best third: trade of 20 billion USD (Beland),"
        " trade of 30 (Celand) and trade of 25 (Eland).",
        "Beland, 2023: Rank would have to be third at best.",
    ),
    # What is left of the world, 35.5 to 37.5, has room for one that is as large.
    "a worse place than the world has room for": (
        [
            ranked("r", "3", "BEL"),
            trade("BEL", "20 billion"),
            trade("CHE", "15 billion"),
            trade("EST", "1 billion"),
            trade("WLD", "71 billion"),
        ],
        {"r", "trade-BEL", "trade-CHE", "trade-WLD"},
        "Beland, 2023: Beland is said to be third (rank), at worst second: beside trade of 20"
        " billion USD the others leave no room for more before it.",
        "Beland, 2023: Rank would have to be second at worst.",
    ),
    "two places the other way round": (
        [
            ranked("r3", "3", "BEL"),
            ranked("r5", "5", "CHE"),
            trade("BEL", "20 billion"),
            trade("CHE", "30 billion"),
        ],
        {"r3", "r5", "trade-BEL", "trade-CHE"},
        "2023: Beland is said to be third and Celand fifth (rank), though of the two the latter has"
        " more: trade of 20 billion USD (Beland) and trade of 30 (Celand).",
        "Beland, 2023: Rank would have to be sixth at best.",
    ),
    "a better place than the shares allow": (
        [ranked("r", "1", "BEL"), share("BEL", "10 %"), share("CHE", "20 %")],
        {"r", "share-BEL", "share-CHE"},
        "2023: Beland is said to be first (rank), at best second: trade share of 10 % (Beland) and"
        " trade share of 20 % (Celand).",
        "Beland, 2023: Rank would have to be second at best.",
    ),
    # 100 % less 59.5 leaves 40.5: nobody has more.
    "a worse place than the shares leave room for": (
        [ranked("r", "2", "BEL"), share("BEL", "60 %")],
        {"r", "share-BEL"},
        "Beland, 2023: Beland is said to be second (rank), at worst first: beside trade share of 60"
        " % the others leave no room for more before it.",
        "Beland, 2023: Rank would have to be first at worst.",
    ),
}


@pytest.mark.parametrize(("figures", "names", "sentence", "mend"), CLASHES.values(), ids=CLASHES)
def test_a_rank_that_cannot_be_is_a_conflict(
    figures: list[Figure], names: set[str], sentence: str, mend: str
) -> None:
    report = reported(*figures)

    (conflict,) = report.conflicts
    assert {m.figure_id for m in conflict.members} == names
    assert (conflict.sentence, conflict.mend) == (sentence, mend)
    assert report.alternatives == (tuple(sorted(names)),)
    rank = next(v for v in report.verdicts if v.figure_id == conflict.change_figure)
    assert (rank.verdict, rank.suspect, set(rank.one_of)) == ("conflict", True, names)
    assert report.unlikely == ()
    # Without any one of them the rest can be.
    for name in names:
        assert reported(*(f for f in figures if f.id != name)).conflicts == ()


def test_a_card_tells_the_rank_and_what_each_would_have_to_be() -> None:
    figures, *_ = CLASHES["a better place than the amounts allow"]
    report = reported(*figures)

    (card,) = cards(report)
    assert card.headline == "Beland, 2023: Second (rank), contradicted by other figures"
    assert card.figures[0] == "r"
    told = {m.figure_id: m.would_mend for m in report.conflicts[0].members}
    assert told["trade-BEL"] == (
        "Beland, 2023: Trade would have to be at least 24.5 billion USD, 20 % more than the 20.5"
        " that 20 can mean."
    )
    assert told["trade-EST"] == (
        "Eland, 2023: Trade would have to be at most 20.5 billion USD, 16 % less than the 24.5 that"
        " 25 can mean."
    )
    assert "At least one of these would have to be wrong\n- r, trade-BEL, trade" in as_text(report)


def test_an_amount_that_others_support_is_less_likely_wrong_than_the_rank() -> None:
    also = figure("also", "trade", "2023", "20.0 billion", partner="BEL", source="gazette")
    more = figure("more", "trade", "2023", "30.0 billion", partner="CHE", source="gazette")
    report = reported(
        ranked("r", "1", "BEL"), trade("BEL", "20 billion"), trade("CHE", "30 billion"), also, more
    )

    (conflict,) = report.conflicts
    assert report.suspects == {"r"}
    assert conflict.change_figure == "r"
    verdicts = {v.figure_id: (v.verdict, v.conflict_sentence) for v in report.verdicts}
    assert verdicts["trade-BEL"] == ("supported", "")
    assert verdicts["also"] == ("supported", conflict.sentence)  # the more exact of the two


def test_places_of_areas_that_no_list_has() -> None:
    invented = {
        a: Area(a, f"{a.capitalize()}ia", (Membership("WLD"),)) for a in ("SYD", "RUT", "ZED")
    }
    amounts = {"SYD": "20 billion", "RUT": "30 billion", "ZED": "25 billion"}
    report = reconcile(
        book(
            ranked("r", "2", "SYD"),
            ranked("also", "2", "RUT"),
            *(trade(a, amounts[a]) for a in amounts),
            areas={**AREAS, **invented},
            indicators=OTHERS,
        )
    )

    (conflict,) = report.conflicts
    assert {m.figure_id for m in conflict.members} == {"r", "trade-SYD", "trade-RUT", "trade-ZED"}
    assert [(u.rule, u.members) for u in report.unlikely] == [("same_rank", ("also", "r"))]


@pytest.mark.parametrize("seed", range(60))
def test_a_rank_conflicts_exactly_where_no_amounts_allow_it(seed: int) -> None:
    """Every combination of the ends and the middle of what each amount can mean is tried."""
    random = Random(seed)
    partners = ["BEL", "CHE", "EST"]
    values = {p: random.randint(10, 14) for p in partners}
    place = random.randint(1, 3)
    allowed = False
    for some in product((-1, 0, 1), repeat=3):
        now = {p: 2 * values[p] + d for p, d in zip(partners, some, strict=True)}
        allowed |= 1 + sum(now[p] > now["BEL"] for p in partners) <= place

    report = reported(
        ranked("r", str(place), "BEL"), *(trade(p, f"{v} billion") for p, v in values.items())
    )

    assert bool(report.conflicts) == (not allowed)


@pytest.mark.parametrize("among", ["European partners", "buyers", "all suppliers of oil"])
def test_some_in_words_are_not_known_so_nothing_contradicts_a_rank_among_them(among: str) -> None:
    sizes = [trade("BEL", "8 billion"), trade("CHE", "20 billion")]
    assert reported(ranked("r", "1", "BEL", among=among), *sizes).conflicts == ()
    assert len(reported(ranked("r", "1", "BEL", among="all partners"), *sizes).conflicts) == 1


def sized(partner: str, value: str, qualifier: Qualifier) -> Figure:
    return trade(partner, value)._replace(qualifier=qualifier)


@pytest.mark.parametrize(
    ("own_end", "other_end", "conflicts"),
    [
        ("less_than", "at_least", 1),
        ("at_most", "more_than", 1),
        ("less_than", "more_than", 1),
        ("at_most", "at_least", 0),
        ("at_least", "at_least", 0),
    ],
)
def test_an_end_that_is_excluded_leaves_no_tie(
    own_end: Qualifier, other_end: Qualifier, conflicts: int
) -> None:
    sizes = sized("BEL", "30 billion", own_end), sized("CHE", "30 billion", other_end)
    assert len(reported(ranked("r", "1", "BEL"), *sizes).conflicts) == conflicts


def test_one_of_the_first_two_is_not_said_to_be_second() -> None:
    rank = ranked("r", "2", "BEL")._replace(qualifier="at_most")
    sizes = trade("BEL", "8 billion"), trade("CHE", "20 billion"), trade("EST", "30 billion")
    (conflict,) = reported(rank, *sizes).conflicts
    assert "is said to be one of the first 2 (rank), at best third" in conflict.sentence


def test_where_more_are_larger_than_it_takes_none_of_them_is_suspected() -> None:
    sizes = [trade("BEL", "10 billion"), trade("CHE", "12 billion"), trade("EST", "16 billion")]
    report = reported(ranked("r", "1", "BEL"), *sizes)
    assert {v.figure_id for v in report.verdicts if v.suspect} == {"r", "trade-BEL"}
    assert report.alternatives == (("r", "trade-BEL"),)
    (conflict,) = report.conflicts
    mends = {m.figure_id: m.would_mend for m in conflict.members}
    assert mends["trade-EST"] == "", "mended alone, 12 would still be more"
    assert "at least 15.5" in mends["trade-BEL"]
    (single,) = reported(ranked("r", "1", "BEL"), *sizes[:2]).alternatives
    assert single == ("r", "trade-BEL", "trade-CHE")
