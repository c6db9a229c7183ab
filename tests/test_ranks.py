"""Ranks that amounts or shares do not allow are conflicts, where the bounds leave no doubt.

Of etl/reconcile/find: comparison, placed, ranks, ties; etl/reconcile/model: contest, places;
etl/reconcile/say: ranks.
"""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from etl.core.model import Area, Figure, Membership, Qualifier
from etl.reconcile import Report, as_text, cards, reconcile
from tests import ranked as brute
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
        "2023: Beland is said to be third (rank), at worst second: of trade of 71 billion USD"
        " (World), trade of 20 (Beland) and trade of 15 (Celand) leave at most 37.5 to all others,"
        " and two before it would have at least 19.5 each.",
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
        "Beland, 2023: Beland is said to be second (rank), at worst first: trade share of 60 %"
        " leaves at most 40.5 % to all others, and one before it would have at least 59.5 %.",
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
    assert (
        "If as few as possible are wrong, at least one of each line is\n- r, trade-BEL, trade"
        in as_text(report)
    )


def test_an_amount_that_others_support_is_less_likely_wrong_than_the_rank() -> None:
    also = figure("also", "trade", "2023", "20.0 billion", partner="BEL", source="gazette")
    more = figure("more", "trade", "2023", "30.0 billion", partner="CHE", source="gazette")
    report = reported(
        ranked("r", "1", "BEL"), trade("BEL", "20 billion"), trade("CHE", "30 billion"), also, more
    )

    sets = {frozenset(m.figure_id for m in c.members) for c in report.conflicts}
    assert sets == {
        frozenset({"r", one, other})
        for one in ("trade-BEL", "also")
        for other in ("trade-CHE", "more")
    }
    assert report.suspects == {"r"}
    assert report.alternatives == ()
    assert {c.change_figure for c in report.conflicts} == {"r"}
    verdicts = {v.figure_id: (v.verdict, len(v.conflicts)) for v in report.verdicts}
    assert verdicts["trade-BEL"] == ("supported", 2)
    assert verdicts["r"] == ("conflict", 4)


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


@pytest.mark.parametrize(
    ("among", "partner", "why"),
    [
        (
            "buyers",
            "BEL",
            "It is a rank among some in words, of whom nobody knows who they are: it is only held"
            " against other ranks of the same partner, and none rules it out.",
        ),
        (
            "CLUB",
            "EST",
            "Eland is not declared to be in The Club, among whom it is ranked: it is only held"
            " against other ranks of the same partner, and none rules it out.",
        ),
    ],
)
def test_why_a_rank_is_held_against_no_amount(among: str, partner: str, why: str) -> None:
    sizes = [trade("BEL", "8 billion"), trade("CHE", "20 billion"), trade("EST", "1 billion")]
    report = reported(ranked("r", "1", partner, among=among), *sizes)

    assert report.conflicts == ()
    (verdict,) = (v for v in report.verdicts if v.figure_id == "r")
    assert (verdict.verdict, verdict.sentence) == ("not_tested", why)


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
    assert {frozenset(m.figure_id for m in c.members) for c in report.conflicts} == {
        frozenset({"r", "trade-BEL", "trade-CHE"}),
        frozenset({"r", "trade-BEL", "trade-EST"}),
    }
    assert {c.change_figure for c in report.conflicts} == {"r"}
    (single,) = reported(ranked("r", "1", "BEL"), *sizes[:2]).alternatives
    assert single == ("r", "trade-BEL", "trade-CHE")


def sides(partner: str, sold: str, bought: str = "") -> list[Figure]:
    made = [figure(f"sold-{partner}", "sales", "2023", sold, partner=partner)]
    if bought:
        made.append(figure(f"bought-{partner}", "purchases", "2023", bought, partner=partner))
    return made


def growth(partner: str, value: str) -> Figure:
    return figure(f"growth-{partner}", "trade_growth", "2023", value, partner=partner)


PAIR = {**AREAS, "PAIR": Area("PAIR", "The Pair", (Membership("WLD"),), sum_of=("BEL", "CHE"))}

DEDUCED = {
    "by a share of a whole": (
        [ranked("r", "1", "BEL"), share("BEL", "10 %"), trade("WLD", "90 billion")],
        [trade("CHE", "11 billion")],
        "; so trade in 2023 was at most 9.503 (Beland) and at least 10.5 (Celand).",
    ),
    "by growths": (
        [ranked("r", "1", "BEL"), growth("BEL", "4 %"), trade("BEL", "20 billion", "2022")],
        [growth("CHE", "1 %"), trade("CHE", "26 billion", "2022")],
        "; so trade in 2023 was at most 21.43 (Beland) and at least 25.62 (Celand).",
    ),
    "by what it is made of": (
        [ranked("r", "1", "BEL"), *sides("BEL", "7 billion", "2 billion")],
        sides("CHE", "14 billion"),
        "; so trade in 2023 was at most 10 (Beland) and at least 13.5 (Celand).",
    ),
    "by the whole of a year, of which half is ranked": (
        [ranked("r", "1", "BEL", "2023-S1"), trade("BEL", "10 billion")],
        [trade("CHE", "13 billion", "2023-S1")],
        "; so trade from January to June 2023 was at most 10.5 (Beland) and at least 12.5"
        " (Celand).",
    ),
    "by what a pair leaves of itself": (
        [ranked("r", "1", "BEL"), trade("BEL", "10 billion")],
        [trade("PAIR", "35 billion")],
        "; so trade in 2023 was at most 10.5 (Beland) and at least 24 (Celand).",
    ),
}


@pytest.mark.parametrize(("own_side", "other_side", "end"), DEDUCED.values(), ids=DEDUCED)
def test_a_rank_is_held_against_amounts_that_are_only_deduced(
    own_side: list[Figure], other_side: list[Figure], end: str
) -> None:
    figures = [*own_side, *other_side]

    def of(*some: Figure) -> Report:
        return reconcile(book(*some, areas=PAIR, indicators=OTHERS))

    report = of(*figures)

    (conflict,) = report.conflicts
    assert {m.figure_id for m in conflict.members} == {f.id for f in figures}
    assert conflict.sentence.endswith(end)
    assert report.alternatives == (tuple(sorted(f.id for f in figures)),)
    for left_out in figures:
        assert of(*(f for f in figures if f is not left_out)).conflicts == ()


def test_an_area_of_two_names_is_told_of_in_the_plural() -> None:
    areas = {**PAIR, "PAIR": PAIR["PAIR"]._replace(name="Beland and Celand")}
    figures = ranked("r", "1", "PAIR"), trade("PAIR", "5 billion"), trade("EST", "9 billion")
    (conflict,) = reconcile(book(*figures, areas=areas, indicators=OTHERS)).conflicts
    assert conflict.sentence.startswith("2023: Beland and Celand are said to be first (rank), at")


TWICE = {
    "one ranking": (
        [ranked("a", "1", "BEL"), ranked("b", "2", "BEL")],
        "Beland, 2023: Said to be first, but elsewhere second (rank).",
    ),
    "worse among some than among all": (
        [ranked("a", "1", "BEL"), ranked("b", "3", "BEL", among="CLUB")],
        "Beland, 2023: Said to be third among those of The Club, but first among all partners"
        " (rank), of whom those are some.",
    ),
}


@pytest.mark.parametrize(("ranks", "sentence"), TWICE.values(), ids=TWICE)
def test_two_places_of_one_partner_that_cannot_both_be(ranks: list[Figure], sentence: str) -> None:
    report = reported(*ranks)

    (conflict,) = report.conflicts
    assert conflict.sentence == sentence
    assert [m.figure_id for m in conflict.members] == ["a", "b"]
    assert report.alternatives == (("a", "b"),)
    assert conflict.members[1].would_mend == "Beland, 2023: Rank would have to be first at worst."


@pytest.mark.parametrize(
    "ranks",
    [
        [ranked("a", "3", "BEL"), ranked("b", "1", "BEL", among="CLUB")],
        [ranked("a", "1", "BEL"), ranked("b", "2", "BEL", "2022")],
        [ranked("a", "1", "BEL", among="buyers"), ranked("b", "2", "BEL")],
        [ranked("a", "5", "BEL")._replace(qualifier="at_most"), ranked("b", "2", "BEL")],
    ],
)
def test_two_places_of_one_partner_that_can_both_be(ranks: list[Figure]) -> None:
    assert reported(*ranks).conflicts == ()


def test_ranks_and_amounts_are_weighed_by_their_voices() -> None:
    sizes = [trade("BEL", "10 billion"), trade("CHE", "12 billion")]
    first = ranked("r", "1", "BEL")
    again = ranked("r2", "1", "BEL", source="gazette")

    one = reported(first, *sizes)
    assert one.alternatives == (("r", "trade-BEL", "trade-CHE"),)
    two = reported(first, again, *sizes)
    assert len(two.conflicts) == 1
    assert two.conflicts[0].members[0].repeats == ("r2",)
    assert two.alternatives == (("trade-BEL", "trade-CHE"),)
    assert two.conflicts[0].change_figure == "trade-BEL"
    assert two.conflicts[0].mend == (
        "Beland, 2023: Trade would have to be at least 11.5 billion USD, 9.5 % more than the 10.5"
        " that 10 can mean."
    )
    believed = {v.figure_id: (v.verdict, v.suspect) for v in two.verdicts}
    assert believed["r"] == believed["r2"] == ("unopposed", False)


def test_a_rank_tells_which_of_two_amounts_is_wrong() -> None:
    """Of 10 and 15 only the first is beside 12 no first place: it alone explains everything."""
    other = figure("other", "trade", "2023", "15 billion", partner="BEL", source="gazette")
    report = reported(
        ranked("r", "1", "BEL"), trade("BEL", "10 billion"), other, trade("CHE", "12 billion")
    )

    assert report.suspects == {"trade-BEL"}
    assert report.alternatives == ()
    assert len(report.conflicts) == 2


def test_a_group_is_no_first_beside_a_larger_one_that_is_no_part_of_it() -> None:
    sizes = [trade("CLUB", "10 billion"), trade("BEL", "9 billion"), trade("EST", "12 billion")]
    (conflict,) = reported(ranked("r", "1", "CLUB"), *sizes).conflicts
    assert {m.figure_id for m in conflict.members} == {"r", "trade-CLUB", "trade-EST"}


def test_one_more_before_it_may_be_somebody_whom_nobody_names() -> None:
    """Of 100 % two with 30 leave 41: one more with 29.5, but no two."""
    named = [share("BEL", "30 %"), share("CHE", "30 %")]
    assert reported(ranked("r", "3", "BEL"), *named).conflicts == ()
    assert len(reported(ranked("r", "4", "BEL"), *named).conflicts) == 1


@pytest.mark.parametrize("part", range(4))
def test_the_sets_with_ranks_are_those_of_brute_force(part: int) -> None:
    """Every set that is told is minimal, and who may be wrong is who may be by all of them."""
    clashing = 0
    for seed in range(part, 200, 4):
        made = brute.figures(seed, 4 + seed % 4)
        report = reported(*made)
        first = {r: m.figure_id for c in report.conflicts for m in c.members for r in m.repeats}
        right = brute.every_minimal_conflict(made)
        equal = {frozenset(first.get(f, f) for f in c) for c in right}
        told = {frozenset(m.figure_id for m in c.members) for c in report.conflicts}

        assert told <= equal, seed
        assert bool(told) == bool(right), seed
        assert (report.complete, report.not_known) == (True, ()), seed
        if right:
            clashing += 1
            open_ = {f for either in report.alternatives for f in either}
            every, some = brute.fewest(right)
            assert (report.suspects - open_, report.suspects | open_) == (every, some), seed
    assert clashing > 5


def test_others_who_are_not_larger_one_by_one_may_be_so_together() -> None:
    """Of two with 34 % each and nobody's own amount: 102 % if a third has as much."""
    others = [share("CHE", "34 %"), share("EST", "34 %")]

    (conflict,) = reported(ranked("r", "1", "BEL"), *others).conflicts

    assert {m.figure_id for m in conflict.members} == {"r", "share-CHE", "share-EST"}
    # What is left of 67 % is 33: less than either.
    assert conflict.mend == "Beland, 2023: Rank would have to be third at best."
    assert reported(ranked("r", "3", "BEL"), *others).conflicts == ()
    smaller = [share("CHE", "34 %"), share("EST", "30 %")]
    assert reported(ranked("r", "1", "BEL"), *smaller).conflicts == ()


def test_a_rank_would_have_to_be_what_all_that_is_believed_allows() -> None:
    """One who is larger contradicts the first place; of three who are, a fourth would fit."""
    larger = [trade(a, v) for a, v in (("CHE", "12 billion"), ("EST", "16 billion"))]
    more = trade("DNK", "14 billion")
    every = reported(ranked("r", "1", "BEL"), trade("BEL", "9 billion"), *larger, more).conflicts
    assert len(every) == 3
    assert all("at best second: trade of 9 billion USD (Beland) and" in c.sentence for c in every)
    assert {c.mend for c in every} == {"Beland, 2023: Rank would have to be fourth at best."}


def test_of_many_sets_one_is_told_that_stands_for_all() -> None:
    """Of nine who are larger three are enough: 84 sets, of which none of the nine is suspected."""
    names = [f"P{n}" for n in range(1, 10)]
    areas = {a: Area(a, f"{a}land", (Membership("WLD"),)) for a in names}
    larger = [trade(a, f"{20 + n} billion") for n, a in enumerate(names)]
    report = reconcile(
        book(
            ranked("r", "3", "BEL"),
            trade("BEL", "9 billion"),
            *larger,
            areas={**AREAS, **areas},
            indicators=OTHERS,
        )
    )

    (conflict,) = report.conflicts
    told = {m.figure_id for m in conflict.members}
    assert told == {"r", "trade-BEL", "trade-P9", "trade-P8", "trade-P7"}
    assert report.alternatives == (("r", "trade-BEL"),)
    assert conflict.mend == "Beland, 2023: Rank would have to be tenth at best."
    assert not report.complete


def test_where_not_every_choice_of_who_is_larger_is_tried_there_may_be_more() -> None:
    """Fifth among ten of whom eight can be larger: 163 choices; fourth of five: 15, all tried."""

    def told(partners: int, place: str) -> Report:
        names = [f"P{n}" for n in range(1, partners)]
        areas = {a: Area(a, f"{a}land", (Membership("WLD"),)) for a in names}
        others = [trade(a, "1 billion")._replace(qualifier="at_least") for a in names]
        here = [ranked("r", place, "BEL"), trade("BEL", "20 billion"), trade("WLD", "200 billion")]
        return reconcile(book(*here, *others, areas={**AREAS, **areas}, indicators=OTHERS))

    few, many = told(5, "4"), told(9, "5")
    assert (few.conflicts, few.complete) == ((), True)
    assert (many.conflicts, many.complete) == ((), False)
    assert "There may be more" in as_text(many)
