"""The real figures against the official ones: what has to be found, and for which reasons."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from etl.book.load import load
from etl.core.model import Book, Figure
from etl.reconcile import Conflict, Report, cards, reconcile


@pytest.fixture(scope="module")
def own(root: Path) -> Book:
    book, problems = load((root / "data" / "figures.yaml").read_bytes())
    assert book is not None, problems
    return book


@pytest.fixture(scope="module")
def official(root: Path, own: Book) -> Book:
    book, problems = load((root / "data" / "reference.yaml").read_bytes(), own)
    assert book is not None, problems
    return book


@pytest.fixture(scope="module")
def alone(own: Book) -> Report:
    return reconcile(own)


@pytest.fixture(scope="module")
def tested(own: Book, official: Book) -> Report:
    return reconcile(own, official)


Find = Callable[..., Figure]


@pytest.fixture(scope="module")
def find(own: Book, official: Book) -> Find:
    def figure(indicator: str, partner: str, period: str, *, table: bool = False) -> Figure:
        (found,) = (
            f
            for f in (official if table else own).figures.values()
            if (f.indicator, f.partner, f.period.text) == (indicator, partner, period)
        )
        return found

    return figure


def between(report: Report, *figures: Figure) -> Conflict | None:
    """The conflict of exactly these figures."""
    ids = {f.id for f in figures}
    return next((c for c in report.conflicts if {m.figure_id for m in c.members} == ids), None)


def suspects(report: Report) -> set[str]:
    return {v.figure_id for v in report.verdicts if v.suspect}


def test_the_statements_can_all_be_true_among_themselves(alone: Report) -> None:
    assert alone.conflicts == ()
    assert alone.complete
    assert not suspects(alone)


def test_italys_share_is_not_that_of_2023(tested: Report, find: Find) -> None:
    share = find("partner_share", "ITA", "2023")
    turnover = find("turnover", "ITA", "2023")
    total = find("turnover", "WLD", "2023", table=True)
    parts = [find("exports", "ITA", "2023"), find("imports", "ITA", "2023")]

    assert between(tested, share, turnover, total) is not None
    conflict = between(tested, share, *parts, total)
    assert conflict is not None
    assert conflict.sentence == (
        "Italy, 2023: Exports of 14.8 billion USD and imports of 1.2 make 16.0, which is 11.5 %"
        " of the official 139.6 with the world, not 14.4 %."
    )
    fit = next(m for m in conflict.members if m.figure_id == share.id)
    assert fit.fit_low == pytest.approx(Decimal("11.28"), abs=Decimal("0.01"))
    assert fit.fit_high == pytest.approx(Decimal("11.65"), abs=Decimal("0.01"))
    assert share.id in suspects(tested)
    assert not {turnover.id, *(p.id for p in parts)} & suspects(tested)


def test_that_share_fits_january_to_april_2024(tested: Report, find: Find) -> None:
    share = find("partner_share", "ITA", "2023")

    (cause,) = (c for c in tested.causes if c.figure_id == share.id)

    assert (cause.figure_id, cause.kind) == (share.id, "period")
    assert (cause.was, cause.would_be) == ("2023", "2024-01/2024-04")
    assert cause.mends == tuple(
        c.conflict_id for c in tested.conflicts if share.id in {m.figure_id for m in c.members}
    )
    assert cause.sentence == (
        "Italy: Share of turnover of 14.4 % does not fit 2023 but would fit January to April 2024,"
        " of which little else is known."
    )
    assert tested.causes_not_tried == 0


def test_the_headline_of_the_union_fits_with_the_united_kingdom(tested: Report, find: Find) -> None:
    turnover, growth = (find(i, "EU27_2020", "2024").id for i in ("turnover", "turnover_growth"))
    parts = (find(i, "EU27_2020", "2024").id for i in ("exports", "imports"))

    (cause,) = (c for c in tested.causes if c.kind == "area")

    assert (cause.figure_id, cause.also) == (turnover, (*parts, growth))
    assert (cause.was, cause.would_be) == ("EU27_2020", "EU27_2020 + GBR")
    assert cause.sentence == (
        "European Union, 2024: Trade turnover of 49.7 billion USD and 3 other figures of its source"
        " would fit with the United Kingdom counted in, if trade turnover with the United Kingdom"
        " was 0.3 to 1.4, which no figure states."
    )


def test_two_causes_explain_all_conflicts(tested: Report) -> None:
    one, other = tested.causes

    assert {*one.mends, *other.mends} == {c.conflict_id for c in tested.conflicts}


@pytest.mark.parametrize("indicator", ["turnover", "exports", "imports"])
def test_the_unions_trade_of_2024_is_not_that_of_the_27(
    tested: Report, find: Find, indicator: str
) -> None:
    stated = find(indicator, "EU27_2020", "2024")
    table = find(indicator, "EU27_2020", "2024", table=True)

    assert between(tested, stated, table) is not None
    assert stated.id in suspects(tested)


def test_the_unions_growth_is_not_that_of_the_27(tested: Report, find: Find) -> None:
    growth = find("turnover_growth", "EU27_2020", "2024")
    years = [find("turnover", "EU27_2020", year, table=True) for year in ("2023", "2024")]

    conflict = between(tested, growth, *years)

    assert conflict is not None
    assert conflict.restates == ""
    assert "48.84 billion USD in 2024" in conflict.sentence
    assert conflict.sentence.endswith(
        "is a change of 18.2 %, to within a revision of 1 %, not 16.9 %."
    )


def test_nothing_else_is_suspected(tested: Report, find: Find) -> None:
    assert suspects(tested) == {
        find("partner_share", "ITA", "2023").id,
        find("turnover", "EU27_2020", "2024").id,
        find("exports", "EU27_2020", "2024").id,
        find("imports", "EU27_2020", "2024").id,
        find("turnover_growth", "EU27_2020", "2024").id,
    }


def test_the_two_sums_of_investment_are_only_just_true_together(alone: Report) -> None:
    (tight,) = alone.tight

    assert tight.room == pytest.approx(Decimal("160_202_361"), abs=Decimal(1))
    assert "7.6 billion USD from 1 January 2005 to 25 June 2024" in tight.sentence
    assert "at most 7.6 from 31 May 2005 to 30 May 2025" in tight.sentence


def test_growth_and_turnover_of_2024_support_those_of_2023(alone: Report, find: Find) -> None:
    verdicts = {v.figure_id: v.verdict for v in alone.verdicts}

    for indicator, year in (
        ("turnover", "2023"),
        ("turnover_growth", "2024"),
        ("turnover", "2024"),
    ):
        assert verdicts[find(indicator, "ITA", year).id] == "supported"


@pytest.mark.parametrize(
    ("indicator", "year", "says"),
    [
        ("turnover", "2023", "stated is 16."),
        ("exports", "2023", "stated is 14.8."),
        ("imports", "2023", "stated is 1.2, which can mean 1.15 to 1.25."),
        ("turnover", "2024", "stated is 20."),
        ("turnover_growth", "2024", "stated is 24 %."),
    ],
)
def test_what_agrees_is_not_told_as_a_conflict_over_the_share(
    tested: Report, find: Find, indicator: str, year: str, says: str
) -> None:
    figure = find(indicator, "ITA", year).id
    (verdict,) = (v for v in tested.verdicts if v.figure_id == figure)

    assert verdict.verdict == "supported"
    assert verdict.conflicts
    assert verdict.sentence.endswith(says)
    assert verdict.conflict_sentence == (
        "Italy, 2023: Official trade turnover of 16.08 billion USD is 11.5 % of the official 139.6"
        " with the world, not 14.4 %."
    )


def test_sum_and_growth_of_italys_trade_are_told_as_agreements(tested: Report) -> None:
    sentences = {a.sentence for a in tested.agreements}

    assert sentences >= {
        "Italy, 2023: Exports of 14.8 billion USD and imports of 1.2 make 16.0; stated trade"
        " turnover is 16, officially 16.08.",
        "Italy: Growth of turnover of 24 % to trade turnover of 20 billion USD in 2024 means 15.66"
        " to 16.60 in 2023; stated is 16, officially 16.08.",
    }


def test_the_first_years_must_hold_what_the_later_ones_leave(alone: Report, find: Find) -> None:
    thirty = find("fdi_inflow", "ITA", "1992-08-22/2022-08-21")
    twenty = find("fdi_inflow", "ITA", "1994/2014-04-18")
    past = find("fdi_inflow", "ITA", "2005-05-31/2025-05-30")

    told = {r.period.text: r for r in alone.remainders}

    # Not also to the end of 2004: those years need hold no more than the first ones.
    assert set(told) == {
        "1992-08-22/1993-12-31",
        "1992-08-22/2005-05-30",
        "2014-04-19/2024-06-25",
    }
    rest = told["1992-08-22/1993-12-31"]
    assert rest.low == 400_000_000
    assert rest.reasons == (thirty.id, twenty.id, past.id)
    (verdict,) = (v for v in alone.verdicts if v.figure_id == twenty.id)
    assert verdict.verdict == "unopposed"
    assert verdict.reasons == (thirty.id,)


def test_one_pair_of_sums_and_one_date_are_unlikely_and_nothing_else(
    tested: Report, find: Find
) -> None:
    thirty = find("fdi_inflow", "ITA", "1992-08-22/2022-08-21")
    past = find("fdi_inflow", "ITA", "2005-05-31/2025-05-30")

    unlikely, dates = tested.unlikely

    assert dates.sentence == (
        "Diplomatic relations established: 12 June 1992 in one place and 21 August 1992 in another,"
        " 70 days apart."
    )
    assert (unlikely.rule, unlikely.members) == ("early", (thirty.id, past.id))
    assert unlikely.sentence == (
        "Italy: Direct investment of more than 15 billion USD from 22 August 1992 to 21 August 2022"
        " and direct investment of at most 7.6 from 31 May 2005 to 30 May 2025 can both be true"
        " only if the 4,665 days before 31 May 2005 held at least 7.4, 1.5 times as much a day as"
        " those after."
    )


SLIPS: list[tuple[str, str, int]] = [
    # indicator and period of a statement about Italy, and powers of ten that its scale is off
    ("imports", "2024-01/2024-04", 3),
    ("turnover", "2022-S1", 3),
    ("exports", "2012", -3),
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_wrong_scale_word_is_found_beside_what_is_found_without_it(
    slip: tuple[str, str, int], own: Book, official: Book, tested: Report, find: Find
) -> None:
    indicator, period, power = slip
    right = find(indicator, "ITA", period)
    number = right.quantity._replace(scale=right.quantity.scale + power)
    precision = None if right.precision is None else right.precision.scaleb(power)
    wrong = right._replace(quantity=number, value=number.base, precision=precision)

    report = reconcile(own._replace(figures={**own.figures, wrong.id: wrong}), official)

    known = {(c.figure_id, c.kind, c.would_be) for c in tested.causes}
    cause = (wrong.id, "scale", f"{right.point:f}")
    assert {(c.figure_id, c.kind, c.would_be) for c in report.causes} == {*known, cause}
    assert [c.figures[0] for c in cards(report)] == [c.figure_id for c in report.causes]
    assert report.causes_not_tried == 0
