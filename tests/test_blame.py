"""Who is said to be wrong where several would do: all of them, never one as if it were sure."""

from __future__ import annotations

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, as_text, cards, reconcile
from tests.test_relations import MORE, of, reported, said
from tests.worlds import INDICATORS, book, figure, table

SUM = ("total", "trade", "2023", "8.0 billion")
SOLD = ("sold", "sales", "2023", "3.0 billion")


@pytest.mark.parametrize(
    "figures",
    [
        # an average moves a twelfth of what its sum does
        [
            ("sold", "sales", "2023", "8.0 billion"),
            ("mean", "monthly_sales", "2023", "600 million"),
        ],
        # a sum and a difference move twice what a part does
        [SUM, SOLD, ("surplus", "surplus", "2023", "-1.2 billion")],
        [SUM, SOLD, ("bought", "purchases", "2023", "4.0 billion")],
    ],
    ids=["average", "balance", "sum"],
)
def test_in_one_conflict_everyone_may_be_wrong(figures: list[tuple[str, ...]]) -> None:
    names = tuple(sorted(f[0] for f in figures))

    report = reported(*(said(*f) for f in figures))

    assert report.alternatives == (names,)
    assert report.suspects == set(names)
    assert {of(report, n).one_of for n in names} == {names}
    text = as_text(report)
    assert (
        f"If as few as possible are wrong, at least one of each line is\n- {', '.join(names)}\n"
        in text
    )
    assert "these are" not in text


def test_who_would_do_as_well_but_has_further_to_go_is_told_as_less_likely() -> None:
    # Three voices against three: 9.0 has 3.9 to go, the others 3.9, 3.75 and 3.45 together.
    report = reported(
        said("a1", "trade", "2023", "9.0 billion", source="gazette"),
        said("a2", "trade", "2023", "9.0 billion", source="almanac"),
        said("b", "trade", "2023", "5.0 billion", source="yearbook"),
        said("c", "trade", "2023", "5.2 billion", "at_most", source="ministry"),
        said("d", "trade", "2023", "5.5 billion", "at_most", source="bulletin"),
        said("a3", "trade", "2023", "9.0 billion", source="annals"),
    )

    assert {v.figure_id for v in report.verdicts if v.suspect} == {"a1", "a2", "a3"}
    # Of each pair one is wrong, which is more than that one of all of them is.
    assert report.alternatives == tuple(("a1", "a2", "a3", n) for n in "bcd")
    assert of(report, "b").one_of == of(report, "a1").one_of == ("a1", "b")
    assert of(report, "d").one_of == ("a1", "d")
    either = "If as few as possible are wrong, at least one of each line is"
    nine = "a1 (and with it a2 and a3, which say the same)"
    each = "".join(f"\n- {nine}; less likely {n}" for n in "bcd")
    assert f"{either}{each}\n" in as_text(report)


def three_papers_and_a_table(*more: Figure) -> Report:
    """Sales of 6 and purchases of 4 make trade of 10; the table has sales of 9.7."""
    papers = (
        said("sold", "sales", "2023", "6.0 billion", source="gazette"),
        said("bought", "purchases", "2023", "4.0 billion", source="almanac"),
        said("total", "trade", "2023", "10.0 billion", source="annals"),
    )
    official = table(figure("o", "sales", "2023", "9700000000"))
    return reconcile(book(*papers, *more, indicators={**INDICATORS, **MORE}), official)


def test_a_table_may_be_what_is_wrong_where_three_agree_without_it() -> None:
    report = three_papers_and_a_table()

    assert report.suspects == {"o", "sold", "bought", "total"}
    assert report.alternatives == (("bought", "o", "total"), ("o", "sold"))
    assert "at least one of each line is\n- bought, o, total\n- o, sold\n" in as_text(report)


def test_a_table_is_what_is_wrong_where_more_agree_without_it_than_it_weighs() -> None:
    fourth = said("same", "sales", "2023", "6.0 billion", source="bulletin")

    report = three_papers_and_a_table(fourth)

    assert report.suspects == {"o"}
    assert "If as few as possible are wrong, these are\n- o\n" in as_text(report)


def test_one_text_that_agrees_with_itself_does_not_outweigh_a_table() -> None:
    report = three_papers_and_a_table(
        said("bought2", "purchases", "2023", "4.0 billion", source="gazette")
    )
    alone = reconcile(
        book(
            said("sold", "sales", "2023", "6.0 billion"),
            said("bought", "purchases", "2023", "4.0 billion"),
            said("total", "trade", "2023", "10.0 billion"),
        ),
        table(figure("o", "sales", "2023", "9700000000")),
    )

    assert "o" in report.suspects  # three voices still
    assert "o" not in alone.suspects


def test_a_table_that_two_of_its_own_figures_would_have_to_leave_is_believed() -> None:
    official = table(
        figure("o", "sales", "2023", "9700000000"),
        figure("o-all", "trade", "2023", "13700000000"),
    )
    papers = book(
        said("sold", "sales", "2023", "6.0 billion", source="gazette"),
        said("bought", "purchases", "2023", "4.0 billion", source="almanac"),
        said("total", "trade", "2023", "10.0 billion", source="annals"),
    )

    assert reconcile(papers, official).suspects == {"sold", "total"}


def test_what_has_to_be_wrong_whoever_else_is_stands_apart() -> None:
    report = reported(
        said("much", "surplus", "2023", "9.4 billion"),
        said("sold", "sales", "2023", "3.4 billion"),
        said("total", "trade", "2023", "4.8 billion"),
    )

    assert report.suspects == {"much"}
    assert report.alternatives == ()
    text = as_text(report)
    assert "If as few as possible are wrong, these are\n- much\n" in text
    assert "At least one" not in text


def two_years(window: str) -> Report:
    """Two years, each told by two sources, and at most so much in both and the one between."""
    return reported(
        said("a1", "sales", "2021", "5.0 billion", source="gazette"),
        said("b1", "sales", "2021", "6.0 billion", source="almanac"),
        said("a3", "sales", "2023", "5.0 billion", source="gazette"),
        said("b3", "sales", "2023", "6.0 billion", source="almanac"),
        said("w", "sales", "2021/2023", window, "at_most", source="yearbook"),
    )


def test_a_window_over_two_years_leaves_one_of_each_and_a_card_for_each() -> None:
    """6 and 6 are more than 11.5: a third set, but still one of each year at least is wrong."""
    report = two_years("11.5 billion")

    assert len(report.conflicts) == 3
    assert report.alternatives == (("a1", "b1"), ("a3", "b3"))
    assert {of(report, n).one_of for n in ("a1", "b1")} == {("a1", "b1")}
    assert {frozenset(c.figures) for c in cards(report)} == {
        frozenset({"a1", "b1"}),
        frozenset({"a3", "b3"}),
    }


def test_what_may_be_wrong_instead_of_one_of_each_is_told_beside_them() -> None:
    """5 and 5 are more than 9.5: with it all is mended by two more, without it by none of fewer."""
    report = two_years("9.5 billion")

    assert report.suspects == {"a1", "b1", "a3", "b3", "w"}
    sets = [set(a) for a in report.alternatives]
    assert {"a1", "b1"} in sets
    assert {"a3", "b3"} in sets
    assert set().union(*sets) == {"a1", "b1", "a3", "b3", "w"} | (report.suspects - {"w"})


@pytest.mark.parametrize(
    ("sold", "surplus", "mend"),
    [
        # 8.0 less 3.0 is 4.9 at least: -3.05, which mends its own set alone, fits nothing
        (
            "8.0 billion",
            "-5.0 billion",
            "4.9 to 5.1 billion USD, at least 9.8 more than the \N{MINUS SIGN}4.95 that"
            " \N{MINUS SIGN}5.0 can mean, to fit beside sales of 8.0 billion USD as well.",
        ),
        (
            "2.0 billion",
            "5.0 billion",
            "\N{MINUS SIGN}1.1 to \N{MINUS SIGN}0.9 billion USD, at least 5.8 less than the 4.95"
            " that 5.0 can mean, to fit beside purchases of 3.0 billion USD as well.",
        ),
    ],
)
def test_what_would_mend_one_that_may_be_wrong_mends_all(
    sold: str, surplus: str, mend: str
) -> None:
    report = reported(
        said("sold", "sales", "2023", sold, source="gazette"),
        said("bought", "purchases", "2023", "3.0 billion", source="almanac"),
        said("balance", "surplus", "2023", surplus, source="yearbook"),
    )

    (conflict,) = report.conflicts
    (card,) = cards(report)
    assert "balance" in report.alternatives[0]
    assert conflict.change_figure == "balance"
    assert card.mend == f"Beland, 2023: Surplus would have to be {mend}"


THREE = {"a": "5.0 billion", "b": "7.0 billion", "c": "10.0 billion"}


def of_one_year(values: dict[str, str]) -> Report:
    """One year by as many sources as there are values."""
    return reported(
        *(said(name, "sales", "2023", v, source=f"s-{name}") for name, v in values.items())
    )


def test_the_mend_that_is_told_with_a_set_mends_that_set() -> None:
    """Of three that all differ no value of one fits both others: each set has its own mend."""
    report = of_one_year(THREE)

    told = {"".join(m.figure_id for m in c.members): c for c in report.conflicts}
    assert told["bc"].change_figure == "b"
    assert told["bc"].mend == (
        "Beland, 2023: Sales would have to be 9.95 to 10.05 billion USD, at least 41 % more"
        " than the 7.05 that 7.0 can mean."
    )
    for conflict in report.conflicts:
        (own,) = (m for m in conflict.members if m.figure_id == conflict.change_figure)
        assert conflict.mend == own.would_mend
    (card,) = cards(report)
    assert set(card.figures) == {"a", "b", "c"}


def test_a_window_in_a_window_is_mended_beside_the_one_it_is_told_with() -> None:
    report = reported(
        said("a", "sales", "2018", "3.0 billion"),
        said("b", "sales", "2018/2019", "2.0 billion"),
        said("c", "sales", "2018/2020", "1.0 billion"),
    )

    told = {"".join(m.figure_id for m in c.members): c for c in report.conflicts}
    assert told["bc"].mend.startswith(
        "Beland, 2018 to 2019: Sales would have to be at most 1.05 billion USD,"
    )


def test_who_may_be_wrong_itself_is_no_evidence_where_somebody_else_is() -> None:
    """10.0 of two sources stands against each of the others, who also differ from one another."""
    report = of_one_year({**THREE, "d": "10.0 billion"})

    assert report.suspects == {"a", "b"}
    shown = {card.figures: card for card in cards(report)}
    for name, value in (("a", "5.0"), ("b", "7.0")):
        card = shown[(name,)]
        assert card.members == (name, "c")
        assert card.evidence == (
            f"Beland, 2023: Sales of {value} billion USD, but elsewhere 10.0 in 2 sources."
        )
        assert "would have to be 9.95 to 10.05 billion USD" in card.mend
    # What fits beside all that is believed does not mend the set of the two themselves.
    (both,) = (c for c in report.conflicts if {m.figure_id for m in c.members} == {"a", "b"})
    (own,) = (m for m in both.members if m.figure_id == both.change_figure)
    assert both.mend == own.would_mend


def test_a_multiple_between_official_years_tells_its_revision_and_what_would_mend_it() -> None:
    official = table(
        figure("o-then", "trade", "2022", "10000000000"),
        figure("o-now", "trade", "2023", "12500000000"),
    )
    stated = said("times", "trade_times", "2023", "1.23")

    report = reconcile(book(stated, indicators={**INDICATORS, **MORE}), official)

    (conflict,) = report.conflicts
    assert conflict.sentence == (
        "Beland: Official trade of 12.5 billion USD in 2023 after official trade of 10 in 2022 is"
        " 1.25 times as much, to within a revision of 1 %, not 1.23 times."
    )
    assert conflict.mend == (
        "Beland, 2023: Trade times would have to be 1.2375 to 1.2625 times, at least 0.2 %"
        " more than the 1.235 that 1.23 can mean."
    )


def test_an_end_is_reached_or_not_alike_in_the_sentence_and_in_the_mend() -> None:
    report = reported(
        said("first", "trade_growth", "2023-S1", "10 %"),
        said("second", "trade_growth", "2023-S2", "20 %"),
        said("year", "trade_growth", "2023", "40 %"),
    )

    (conflict,) = report.conflicts
    assert "would have to be at least 39.5 %" in conflict.sentence
    assert "would have to be at least 39.5 %" in conflict.mend


def test_numbers_in_sentences_are_near_enough_to_be_checked() -> None:
    """0.8 % is not told as 1, an eighth more not as 12 %, and a third not as 33.3 %."""
    share = reported(
        said("share", "trade_share", "2023", "0 %"),
        said("part", "trade", "2023", "0.4 billion"),
        said("all", "trade", "2023", "50.0 billion", partner="WLD"),
    )
    assert "is 0.8 % of the 50.0 with World, not 0 %." in share.conflicts[0].sentence
    least = reported(
        said("sold", "sales", "2023", "5 billion", "more_than"),
        said("bought", "purchases", "2023", "4 billion", "more_than"),
        said("total", "trade", "2023", "8 billion", "less_than"),
    )
    assert least.conflicts[0].mend.endswith("more than 9 billion USD, 12.5 % more than 8.")
    third = figure("third", "trade_share", "2023", "33.3 %")
    third = third._replace(quantity=third.quantity._replace(fraction=(1, 3)))
    of_a_third = reported(
        third,
        said("part", "trade", "2023", "40.0 billion"),
        said("all", "trade", "2023", "100.0 billion", partner="WLD"),
    )
    assert "with World, not 1/3." in of_a_third.conflicts[0].sentence


def test_what_says_the_same_falls_together() -> None:
    report = reported(
        said("t1", "trade", "2023", "12.0 billion", source="paper"),
        said("t2", "trade", "2023", "12.0 billion", source="paper"),
        said("t3", "trade", "2023", "12.0 billion", source="paper"),
        said("t4", "trade", "2023", "10.0 billion", source="gazette"),
    )

    assert report.alternatives == (("t1", "t2", "t3", "t4"),)
    assert "\n- t1 (and with it t2 and t3, which say the same), t4\n" in as_text(report)
