"""What would explain conflicts: each kind of cause, and its neighbour that mends nothing.

Of etl/reconcile/find: hypotheses, inquiry, numbers, trial.
"""

from __future__ import annotations

from datetime import date

import pytest

from etl.core.model import Area, Figure, Membership
from etl.reconcile import Cause, Report, as_dict, as_text, cards, reconcile
from etl.reconcile.find import causes as finding
from etl.tables import findings
from tests.test_relations import MORE, said
from tests.worlds import AREAS, INDICATORS, book, figure, table

YEAR = [
    figure("total", "trade", "2023", "16.00 billion"),
    figure("bought", "purchases", "2023", "1.20 billion"),
]
BUREAU = [
    figure("o-total", "trade", "2023", "16000000000"),
    figure("o-bought", "purchases", "2023", "1200000000"),
]


def told(report: Report) -> dict[str, str]:
    return {c.kind: c.sentence for c in report.causes}


def the_cause(report: Report) -> Cause:
    (cause,) = report.causes
    return cause


def test_a_number_at_another_scale() -> None:
    sold = figure("sold", "sales", "2023", "14.80 million")

    report = reconcile(book(*YEAR, sold), table(*BUREAU))

    cause = the_cause(report)
    assert (cause.kind, cause.figure_id) == ("scale", "sold")
    assert (cause.was, cause.would_be) == ("14800000", "14800000000")
    assert cause.mends == tuple(c.conflict_id for c in report.conflicts)
    assert f"{cause.departure:f}" == "0.999"
    assert cause.sentence == (
        "Beland, 2023: Sales of 14.80 million USD would fit at 14.80 billion USD, 1,000 times as"
        " much."
    )


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("148.0 billion", "14.8, a tenth as much"),
        ("1.480 billion", "14.8, ten times as much"),
        ("14800 billion", "14,800 million USD, a thousandth as much"),
    ],
)
def test_the_other_scales(printed: str, other: str) -> None:
    report = reconcile(book(*YEAR, figure("sold", "sales", "2023", printed)), table(*BUREAU))

    assert the_cause(report).sentence.endswith(f"would fit at {other}.")


def test_no_scale_is_told_that_would_not_fit_either() -> None:
    report = reconcile(book(*YEAR, figure("sold", "sales", "2023", "22.3 million")), table(*BUREAU))

    assert report.conflicts
    assert report.causes == ()


def test_no_scale_is_told_where_the_others_leave_much_room() -> None:
    # Sales of 160 are more than trade of 16; a tenth would fit, as would nearly anything.
    report = reconcile(book(figure("sold", "sales", "2023", "160 billion")), table(BUREAU[0]))

    assert len(report.conflicts) == 1
    assert report.causes == ()


@pytest.mark.parametrize(
    ("printed", "other", "slip"),
    [
        ("973.2 million", "937.2", "with two digits swapped"),
        ("9372 million", "937.2", ""),
        ("93.72 million", "937.2", ""),
        ("97.2 million", "937.2", "with one digit more"),
        ("9837.2 million", "937.2", "with one digit less"),
    ],
)
def test_a_slip_in_the_digits(printed: str, other: str, slip: str) -> None:
    sold = figure("sold", "inflow", "2023", printed)

    report = reconcile(book(sold), table(figure("o-sold", "inflow", "2023", "937200000")))

    causes = {c.kind: c for c in report.causes}
    assert set(causes) == ({"digits"} if slip else {"scale"} if other else set())
    if slip:
        assert causes["digits"].would_be == "937200000"
        assert causes["digits"].sentence == (
            f"Beland, 2023: Inflow of {float(sold.quantity.digits):,} million USD would fit at"
            f" {other}, {slip}."
        )


def test_of_equal_numbers_the_one_with_fewer_digits_is_tried_too() -> None:
    # A swap makes 3.90 of 3.09, too much beside 3.85; a digit left out makes 3.9 of it.
    sold = figure("sold", "inflow", "2023", "3.09 billion")

    report = reconcile(book(sold), table(figure("o-sold", "inflow", "2023", "3850000000")))

    told = [c.sentence for c in report.causes if c.kind == "digits"]
    assert told == [
        "Beland, 2023: Inflow of 3.09 billion USD would fit at 3.9, with one digit less."
    ]


def test_of_several_slips_that_would_fit_none_is_told() -> None:
    # 1 to 9 left out in front of 37.2 or within it: 937 and 932 would do as well as each other.
    sold = figure("sold", "inflow", "2023", "93.2 million")

    report = reconcile(book(sold), table(figure("o-sold", "inflow", "2023", "935000000")))

    assert {c.kind for c in report.causes} <= {"scale"}


def test_a_digit_left_out_is_not_told_beside_the_scale_that_does_the_same() -> None:
    sold = figure("sold", "inflow", "2023", "9337.2 million")
    table_of = table(figure("o-sold", "inflow", "2023", "933720000"))

    assert the_cause(reconcile(book(sold), table_of)).kind == "scale"


def test_imports_for_exports() -> None:
    wrong = figure("wrong", "sales", "2023", "1.20 billion")
    official = [*BUREAU, figure("o-sold", "sales", "2023", "14800000000")]

    cause = the_cause(reconcile(book(YEAR[0], wrong), table(*official)))

    assert (cause.kind, cause.was, cause.would_be) == ("indicator", "sales", "purchases")
    assert cause.sentence == "Beland, 2023: Sales of 1.20 billion USD would fit as purchases."


def test_not_as_imports_where_these_are_not_known_or_others() -> None:
    wrong = figure("wrong", "sales", "2023", "1.97 billion")
    sold = figure("o-sold", "sales", "2023", "14800000000")

    assert reconcile(book(wrong), table(sold)).causes == ()
    assert reconcile(book(YEAR[0], wrong), table(*BUREAU, sold)).causes == ()


def test_another_currency_with_the_same_digits() -> None:
    euros = figure("euros", "trade", "2023", "14.50 billion")
    official = [
        *BUREAU,
        figure("o-euros", "trade", "2023", "14500000000 EUR"),
    ]

    cause = the_cause(reconcile(book(euros), table(*official)))

    assert (cause.kind, cause.was, cause.would_be) == ("currency", "USD", "EUR")
    assert cause.sentence == "Beland, 2023: Trade of 14.50 billion USD would fit in EUR."


def test_not_in_a_currency_in_which_it_does_not_fit_either_or_nothing_is_known() -> None:
    euros = figure("euros", "trade", "2023", "14.50 billion")
    other = figure("o-euros", "trade", "2023", "13900000000 EUR")
    before = figure("o-euros", "trade", "2022", "14500000000 EUR")

    assert reconcile(book(euros), table(*BUREAU, other)).causes == ()
    assert reconcile(book(euros), table(*BUREAU, before)).causes == ()


CLUB = {
    **AREAS,
    "DNK": Area("DNK", "Deland", (Membership("CLUB", until=date(2019, 12, 31)),), "the Deland"),
}


def club(value: str, *more: Figure) -> Report:
    stated = figure("club", "inflow", "2023", value, partner="CLUB")
    official = [
        figure("o-club", "inflow", "2023", "38100000000", partner="CLUB"),
        figure("o-dnk", "inflow", "2023", "2000000000", partner="DNK"),
        figure("o-bel", "inflow", "2023", "3000000000", partner="BEL"),
        *more,
    ]
    own, reference = book(stated, areas=CLUB), table(*official)._replace(areas=CLUB)
    return reconcile(own, reference)


def test_a_group_with_a_member_that_had_left() -> None:
    cause = the_cause(club("40.1 billion"))

    assert (cause.kind, cause.was, cause.would_be) == ("area", "CLUB", "CLUB + DNK")
    assert cause.sentence == (
        "The Club, 2023: Inflow of 40.1 billion USD would fit with the Deland counted in."
    )


def test_a_group_without_one_of_its_members() -> None:
    cause = the_cause(club("35.1 billion"))

    assert (cause.kind, cause.would_be) == ("area", "CLUB - BEL")
    assert cause.sentence == (
        "The Club, 2023: Inflow of 35.1 billion USD would fit with Beland left out."
    )


@pytest.mark.parametrize("value", ["44.3 billion", "36.2 billion", "41.3 billion"])
def test_no_member_explains_another_number(value: str) -> None:
    report = club(value)

    assert report.conflicts
    assert report.causes == ()


def test_another_period_that_is_known_closely() -> None:
    stated = figure("stated", "trade", "2023", "12.00 billion")
    spring = figure("spring", "purchases", "2022", "1 billion")
    official = [*BUREAU, figure("o-2022", "trade", "2022", "12000000000")]

    cause = the_cause(reconcile(book(stated, spring), table(*official)))

    assert (cause.kind, cause.was, cause.would_be) == ("period", "2023", "2022")
    assert (
        cause.sentence == "Beland: Trade of 12.00 billion USD does not fit 2023 but would fit 2022."
    )


def test_a_period_that_another_source_speaks_of_is_none() -> None:
    stated = figure("stated", "trade", "2023", "12.00 billion")
    spring = figure("spring", "purchases", "2022", "1 billion", source="gazette")
    official = [*BUREAU, figure("o-2022", "trade", "2022", "12000000000")]

    assert reconcile(book(stated, spring), table(*official)).causes == ()


def test_an_average_is_of_another_year_where_its_sum_fits_there() -> None:
    """Twelve times 0.50 is what was sold in 2022, not in 2023."""
    own = [
        said("stated", "monthly_sales", "2023", "0.50 billion"),
        said("now", "trade", "2023", "16.0 billion", source="gazette"),
        said("before", "trade", "2022", "15.0 billion"),
        said("early", "sales", "2022", "6.0 billion"),
    ]
    official = [
        figure("o-2023", "trade", "2023", "16000000000"),
        figure("o-2022", "trade", "2022", "15000000000"),
        figure("o-2021", "trade", "2021", "11000000000"),
        figure("o-sold", "sales", "2023", "14800000000"),
    ]

    (cause,) = reconcile(book(*own, indicators={**INDICATORS, **MORE}), table(*official)).causes

    assert (cause.kind, cause.figure_id, cause.would_be) == ("period", "stated", "2022")


def several() -> Report:
    """Sales that would fit at a tenth, in two conflicts, and an inflow with digits swapped."""
    return reconcile(
        book(
            *YEAR,
            figure("sold", "sales", "2023", "148.0 billion"),
            figure("in", "inflow", "2023", "973.2 million"),
        ),
        table(*BUREAU, figure("o-in", "inflow", "2023", "937200000")),
    )


def test_what_mends_most_comes_first_and_then_the_smaller_departure() -> None:
    one, other = several().causes

    assert (one.figure_id, other.figure_id) == ("sold", "in")
    assert len(one.mends) > len(other.mends) == 1
    assert one.departure > other.departure

    alike = reconcile(
        book(
            figure("a", "inflow", "2023", "93.72 million"),
            figure("b", "inflow", "2023", "973.2 million", partner="CHE"),
        ),
        table(
            figure("o-a", "inflow", "2023", "937200000"),
            figure("o-b", "inflow", "2023", "937200000", partner="CHE"),
        ),
    )
    assert [c.figure_id for c in alike.causes] == ["b", "a"]


def test_causes_are_data_rows_and_text() -> None:
    report = several()
    own = book(*YEAR)

    (frame,) = (f for f in findings.tables(report, own) if f.table.name == "causes")
    rows = list(frame.rows())
    assert [r["figure_id"] for r in rows] == ["sold", "in"]
    assert rows[1]["kind"] == "digits"
    assert f"{rows[1]['departure']}" == "0.037"
    assert rows[1]["cause_id"] == report.causes[1].cause_id
    made = as_dict(report)["causes"]
    assert isinstance(made, list)
    assert [c["mends"] for c in made if isinstance(c, dict)] == [
        list(c.mends) for c in report.causes
    ]
    assert report.causes[1].mends[0] in " ".join(as_text(report).split("\n"))
    assert rows[1]["headline"] == f"{report.causes[1].sentence.removesuffix('.')}"
    assert rows[1]["also"] is None


def test_the_text_tells_the_cause_then_the_evidence_and_counts_the_rest() -> None:
    sold = figure("sold", "sales", "2023", "148.0 billion")
    report = reconcile(book(*YEAR, sold), table(*BUREAU))
    shown = next(c for c in report.conflicts if "sold" in {m.figure_id for m in c.members})
    more = len(the_cause(report).mends) - 1

    text = " ".join(as_text(report).split())

    assert more == 1
    told = f"a tenth as much. [sold] {shown.sentence} [{shown.conflict_id}]"
    assert f"{told} Read in o-total: bureau, paragraph 1; sold: paper, paragraph 1. What wo" in text
    assert " 1 more contradiction hangs on the same figures." in text


def test_an_identity_depends_on_what_is_told_alone() -> None:
    sold = figure("sold", "sales", "2023", "148.0 billion")
    one = the_cause(reconcile(book(*YEAR, sold), table(*BUREAU)))
    other = the_cause(reconcile(book(sold), table(*BUREAU)))

    assert one.cause_id == other.cause_id
    assert one.mends != other.mends


def test_what_is_beyond_the_limit_is_counted_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "EACH", 0)
    monkeypatch.setattr(finding, "SMALL", 1)
    sold = figure("sold", "sales", "2023", "148.0 billion")

    report = reconcile(book(*YEAR, sold), table(BUREAU[0]))

    assert report.causes == ()
    assert report.causes_not_tried > 0
    why = "not tried: where more than 1 figures share conflicts, 0 are, the likeliest"
    text = " ".join(as_text(report).split())
    assert f"{report.causes_not_tried} more possible causes {why}" in text


def test_of_few_figures_every_reading_is_tried() -> None:
    # At least 4,950 million would fit with many a digit more.
    report = reconcile(
        book(
            figure("part", "sales", "2023", "5.000 billion"),
            figure("whole", "trade", "2023", "4.000 billion", source="gazette"),
        )
    )

    assert report.conflicts
    assert report.causes_not_tried == 0


@pytest.mark.parametrize(
    ("figures", "name", "sentence"),
    [
        (
            [
                said("left", "surplus", "2023", "-1.2 billion"),
                said("sold", "sales", "2023", "5.0 billion", source="gazette"),
                said("bought", "purchases", "2023", "3.8 billion", source="almanac"),
            ],
            "left",
            "Beland, 2023: Surplus of \N{MINUS SIGN}1.2 billion USD would fit at 1.2, with the"
            " other sign.",
        ),
        (
            [
                figure("then", "trade", "2023", "5.00 billion"),
                figure("now", "trade", "2024", "4.00 billion"),
                figure("rise", "trade_growth", "2024", "20 %", source="gazette"),
            ],
            "rise",
            "Beland, 2024: Trade growth of 20 % would fit at \N{MINUS SIGN}20 %, with the other"
            " sign.",
        ),
    ],
)
def test_a_lost_sign(figures: list[Figure], name: str, sentence: str) -> None:
    report = reconcile(book(*figures, indicators={**INDICATORS, **MORE}))

    (cause,) = (c for c in report.causes if c.kind == "sign")
    assert (cause.figure_id, cause.sentence) == (name, sentence)


def test_two_that_are_exchanged_are_one_cause() -> None:
    official = [
        figure("o-sold", "sales", "2023", "14800000000"),
        figure("o-bought", "purchases", "2023", "1200000000"),
    ]
    stated = [
        figure("sold", "sales", "2023", "1.2 billion"),
        figure("bought", "purchases", "2023", "14.8 billion"),
    ]

    report = reconcile(book(*stated), table(*official))

    cause = the_cause(report)
    assert (cause.kind, cause.figure_id, cause.also) == ("indicator", "bought", ("sold",))
    assert set(cause.mends) == {c.conflict_id for c in report.conflicts}
    assert cause.sentence == (
        "Beland, 2023: Purchases of 14.8 billion USD and sales of 1.2 would fit the other way"
        " round."
    )
    # Of two sources nobody exchanged anything, and 1.3 for 1.2 is no exchange.
    other = stated[1]._replace(source="gazette")
    near = figure("sold", "sales", "2023", "1.9 billion")
    for changed in ((stated[0], other), (near, stated[1])):
        assert the_causes_of_several(reconcile(book(*changed), table(*official))) == []


def test_indicators_exchanged_in_several_years_are_one_cause_and_one_card() -> None:
    years = ("2020", "2021", "2022")
    right = [
        figure(f"{what}-{y}-right", indicator, y, value, source="bureau")
        for y in years
        for what, indicator, value in (
            ("sold", "sales", "9.0 billion"),
            ("bought", "purchases", "4.0 billion"),
        )
    ]
    wrong = [
        figure(f"{what}-{y}-wrong", indicator, y, value, source="gazette")
        for y in years
        for what, indicator, value in (
            ("sold", "sales", "4.0 billion"),
            ("bought", "purchases", "9.0 billion"),
        )
    ]
    window = figure("window", "purchases", "2020/2022", "12.0 billion", source="almanac")

    report = reconcile(book(*right, *wrong, window))

    cause = the_cause(report)
    assert {cause.figure_id, *cause.also} == {f.id for f in wrong}
    assert set(cause.mends) == {c.conflict_id for c in report.conflicts}
    assert cause.sentence == (
        "Beland: Purchases and sales would fit the other way round in 2020, 2021 and 2022, from"
        " purchases of 9.0 billion USD and sales of 4.0 in 2020 on."
    )
    (card,) = cards(report)
    assert set(card.figures) == {f.id for f in wrong}
    # What would have to change of the others is not told beside it.
    shown = next(c for c in report.conflicts if c.conflict_id == card.conflict_id)
    (own,) = (m for m in shown.members if m.figure_id.endswith("-wrong"))
    assert card.mend == own.would_mend != ""


def the_causes_of_several(report: Report) -> list[Cause]:
    return [c for c in report.causes if c.also]


def test_a_reading_that_only_touches_what_there_can_be_is_not_told() -> None:
    # Without it the surplus is 14.45 to 14.75; 14.8 is 14.75 at least.
    report = reconcile(
        book(
            said("sold", "sales", "2023", "14.8 billion"),
            said("bought", "purchases", "2023", "1.2 billion", source="gazette"),
            said("total", "trade", "2023", "17.0 billion", source="almanac"),
            indicators={**INDICATORS, **MORE},
        )
    )

    assert [c for c in report.causes if c.would_be == "surplus"] == []


def test_where_others_repeat_a_figure_the_table_may_be_the_one_with_the_slip() -> None:
    copies = [figure(n, "inflow", "2023", "973.2 million", source=n) for n in ("one", "two")]

    report = reconcile(book(*copies), table(figure("o-in", "inflow", "2023", "937200000")))

    cause = the_cause(report)
    assert (cause.figure_id, cause.would_be) == ("o-in", "973200000")


def test_no_reading_is_told_that_would_fit_by_chance() -> None:
    # Both years within 1 % leave a growth of the group without Beland anything from 12 to 17 %.
    official = [
        figure("o-2023", "trade", "2023", "41300000000", partner="CLUB"),
        figure("o-2024", "trade", "2024", "48840000000", partner="CLUB"),
    ]
    beland = [
        figure("b-2023", "trade", "2023", "16080000000"),
        figure("b-2024", "trade", "2024", "19940000000"),
    ]
    growth = figure("growth", "trade_growth", "2024", "16.9 %", partner="CLUB")

    for report in (
        reconcile(book(growth), table(*official)),  # nor 48.39 for 48.84, with digits swapped
        reconcile(book(growth), table(*official, *beland)),
    ):
        assert report.conflicts
        assert report.causes == ()


def test_a_period_of_which_another_suspect_says_something_else_is_not_told() -> None:
    stated = figure("stated", "trade", "2023", "12.0 billion")
    other = figure("other", "sales", "2022", "10.0 billion")
    official = [*BUREAU, figure("o-2022", "sales", "2022", "10000000000")]
    suspect = figure("suspect", "trade", "2022", "5.0 billion", source="gazette")

    free = reconcile(book(stated, other), table(*official))
    spoken = reconcile(book(stated, other, suspect), table(*official))

    assert the_cause(free).would_be == "2022"
    assert [v.figure_id for v in spoken.verdicts if v.suspect] == ["stated", "suspect"]
    assert "stated" not in {c.figure_id for c in spoken.causes}


ONE_LEFT = {**CLUB, "EST": AREAS["EST"]._replace(part_of=(Membership("WLD"),))}


def headline(
    sold: str,
    bought: str,
    grew: str = "6.00 %",
    areas: dict[str, Area] = ONE_LEFT,
    more: tuple[Figure, ...] = (),
) -> Report:
    """What one source says of the club in 2023; a table for the club without a former member."""
    stated = [
        figure("total", "trade", "2023", "44.2 billion", partner="CLUB"),
        figure("sold", "sales", "2023", sold, partner="CLUB"),
        figure("bought", "purchases", "2023", bought, partner="CLUB"),
        figure("grew", "trade_growth", "2023", grew, partner="CLUB"),
    ]
    official = [
        figure("o-sold", "sales", "2023", "30000000000", partner="CLUB"),
        figure("o-bought", "purchases", "2023", "10000000000", partner="CLUB"),
        figure("o-before", "trade", "2022", "41000000000", partner="CLUB"),
        *more,
    ]
    own, reference = book(*stated, areas=areas), table(*official)._replace(areas=areas)
    return reconcile(own, reference)


def test_a_headline_that_one_area_explains_is_one_cause() -> None:
    report = headline("33.1 billion", "11.1 billion")

    cause = the_cause(report)

    assert (cause.kind, cause.was, cause.would_be) == ("area", "CLUB", "CLUB + DNK")
    assert (cause.figure_id, cause.also) == ("total", ("bought", "sold", "grew"))
    assert set(cause.mends) == {c.conflict_id for c in report.conflicts}
    # 33.1 less 30 and 11.1 less 10, give or take a revision of 1 % and the printed digits, outward.
    assert cause.sentence == (
        "The Club, 2023: Trade of 44.2 billion USD and 3 other figures of its source would fit with"
        " the Deland counted in, if trade with the Deland was 3.75 to 4.65, which no figure states."
    )
    assert cause.headline == (
        "The Club, 2023: Trade of 44.2 billion USD and 3 other figures of its source would fit with"
        " the Deland counted in"
    )


@pytest.mark.parametrize(
    ("sold", "bought", "grew"),
    [
        ("35.2 billion", "9.0 billion", "6.00 %"),  # nobody buys less than nothing
        ("33.1 billion", "11.1 billion", "15.00 %"),  # 44.2 after 38.4: less than without it
    ],
)
def test_an_area_that_does_not_explain_all_of_a_headline_is_no_cause(
    sold: str, bought: str, grew: str
) -> None:
    report = headline(sold, bought, grew)

    assert report.conflicts
    assert [c for c in report.causes if c.kind == "area"] == []


def test_of_two_areas_that_would_do_as_well_none_is_told() -> None:
    report = headline("33.1 billion", "11.1 billion", areas=CLUB)  # Eland has left too

    assert report.conflicts
    assert report.causes == ()


def test_an_area_that_is_known_to_be_too_small_is_no_cause() -> None:
    small = figure("o-dnk", "sales", "2023", "1000000000", partner="DNK")  # 33.1 less 30 is 3.1

    report = headline("33.1 billion", "11.1 billion", more=(small,))

    assert report.conflicts
    assert [c for c in report.causes if c.kind == "area"] == []


def test_of_one_figure_an_area_of_which_nothing_is_known_would_explain_too_much() -> None:
    stated = figure("club", "inflow", "2023", "40.1 billion", partner="CLUB")
    official = figure("o-club", "inflow", "2023", "38100000000", partner="CLUB")

    report = reconcile(book(stated, areas=CLUB), table(official)._replace(areas=CLUB))

    assert report.conflicts
    assert report.causes == ()


def test_figures_of_one_source_with_one_slip_of_scale_are_one_cause() -> None:
    wrong = [
        figure("sold", "sales", "2023", "14.80 million"),
        figure("all", "trade", "2023", "16.00 million"),
    ]
    official = [*BUREAU, figure("o-sold", "sales", "2023", "14800000000")]

    cause = the_cause(reconcile(book(*wrong), table(*official)))

    assert (cause.kind, cause.figure_id, cause.also) == ("scale", "all", ("sold",))
    assert cause.sentence == (
        "Beland, 2023: Trade of 16.00 million USD and 1 other figure of its source would fit at"
        " 1,000 times as much."
    )


def test_figures_of_two_sources_with_one_slip_are_two_causes() -> None:
    wrong = [
        figure("sold", "sales", "2023", "14.80 million"),
        figure("all", "trade", "2023", "16.00 million", source="gazette"),
    ]
    official = [*BUREAU, figure("o-sold", "sales", "2023", "14800000000")]

    causes = reconcile(book(*wrong), table(*official)).causes

    assert {(c.kind, c.figure_id, c.also) for c in causes} == {
        ("scale", "all", ()),
        ("scale", "sold", ()),
    }


def test_net_for_gross() -> None:
    own = [said("net", "sales", "2023", "10.00 billion")]
    official = [
        figure("o-sold", "sales", "2023", "14800000000"),
        figure("o-bought", "purchases", "2023", "4800000000"),
    ]

    report = reconcile(book(*own, indicators={**INDICATORS, **MORE}), table(*official))

    (cause,) = report.causes
    assert (cause.kind, cause.was, cause.would_be) == ("indicator", "sales", "surplus")
    assert cause.sentence == "Beland, 2023: Sales of 10.00 billion USD would fit as surplus."


def test_gross_for_net_and_neither() -> None:
    official = [
        figure("o-sold", "sales", "2023", "14800000000"),
        figure("o-bought", "purchases", "2023", "4800000000"),
    ]
    more = {**INDICATORS, **MORE}

    def causes(value: str) -> list[tuple[str, str]]:
        own = book(said("left", "surplus", "2023", value), indicators=more)
        return [(c.kind, c.would_be) for c in reconcile(own, table(*official)).causes]

    assert causes("14.80 billion") == [("indicator", "sales")]
    assert causes("12.70 billion") == []


def cumulative(value: str, official: str = "") -> Report:
    own = [
        figure("year", "inflow", "2023", value),
        figure("since", "inflow", "2005/2023", "7 billion", "more_than"),
    ]
    table_of = [figure("o-year", "inflow", "2023", "400000000")]
    if official:
        table_of.append(figure("o-since", "inflow", "2005/2023", official))
    return reconcile(book(*own), table(*table_of))


def test_a_sum_over_years_said_of_one() -> None:
    cause = the_cause(cumulative("7.60 billion", "7600000000"))

    assert (cause.kind, cause.was, cause.would_be) == ("period", "2023", "2005/2023")
    assert cause.sentence == (
        "Beland: Inflow of 7.60 billion USD does not fit 2023 but would fit 2005 to 2023."
    )


@pytest.mark.parametrize("official", ["9300000000", ""])
def test_no_sum_over_years_that_does_not_fit_or_is_not_known_closely(official: str) -> None:
    report = cumulative("7.60 billion", official)

    assert report.conflicts
    assert report.causes == ()


def revised(first: str, *more: Figure) -> Report:
    """Sales of 38.60 as stated; officially 38.14 today, and another number before."""
    final = figure("final", "sales", "2023", "38140000000")._replace(supersedes="first")
    own = book(figure("sold", "sales", "2023", "38.60 billion"))
    return reconcile(own, table(figure("first", "sales", "2023", first), final, *more))


def test_the_preliminary_figure_for_the_final_one() -> None:
    cause = the_cause(revised("38610000000"))

    assert (cause.kind, cause.figure_id) == ("edition", "final")
    assert (cause.was, cause.would_be) == ("38140000000", "38610000000")
    assert cause.sentence == (
        "Beland, 2023: Official sales of 38.14 billion USD would fit at 38.61, as the table had it"
        " before it was revised."
    )


def test_an_earlier_edition_that_fits_no_better_is_no_cause() -> None:
    assert revised("37500000000").causes == ()
    assert revised("38610000000 EUR").causes == ()  # nor one in another currency


def test_a_table_that_was_revised_as_a_whole_is_one_cause() -> None:
    first = [
        figure("first-all", "trade", "2023", "49700000000"),
        figure("all", "trade", "2023", "48240000000")._replace(supersedes="first-all"),
    ]
    stated = [
        figure("sold", "sales", "2023", "38.60 billion"),
        figure("total", "trade", "2023", "49.70 billion"),
    ]
    sales = [
        figure("first", "sales", "2023", "38610000000"),
        figure("final", "sales", "2023", "38140000000")._replace(supersedes="first"),
    ]

    causes = reconcile(book(*stated), table(*first, *sales)).causes

    (edition,) = (c for c in causes if c.kind == "edition")
    assert (edition.figure_id, edition.also) == ("all", ("final",))
    assert edition.sentence == (
        "Beland, 2023: Official trade of 48.24 billion USD and 1 other figure of its source would"
        " fit as the table had them before it was revised."
    )


def test_an_official_series_that_is_wrong_as_a_whole_is_one_cause() -> None:
    stated = [
        figure(f"{name}-{source}", name, "2023", value, source=source)
        for name, value in (("sales", "14.80 billion"), ("trade", "16.00 billion"))
        for source in ("one", "two", "three", "four")
    ]
    slip = [
        figure("o-sales", "sales", "2023", "1480000000"),
        figure("o-trade", "trade", "2023", "1600000000"),
    ]

    cause = the_cause(reconcile(book(*stated), table(*slip)))

    assert (cause.kind, cause.figure_id, cause.also) == ("scale", "o-trade", ("o-sales",))
    assert cause.sentence == (
        "Beland, 2023: Official trade of 1.6 billion USD and 1 other figure of its source would fit"
        " at ten times as much."
    )


def mended(*figures: Figure) -> list[tuple[str, str, str]]:
    return [(c.figure_id, c.kind, c.would_be) for c in reconcile(book(*figures)).causes]


def summed(total: str, sold: str, bought: str) -> list[Figure]:
    return [
        figure("total", "trade", "2023", f"{total} billion"),
        figure("sold", "sales", "2023", f"{sold} billion", source="gazette"),
        figure("bought", "purchases", "2023", f"{bought} billion", source="almanac"),
    ]


def test_a_swap_that_fits_is_told_though_a_digit_more_would_fit_too() -> None:
    # 14.373 and 0.843 make 15.216; 15.261 would fit at 15.216, and at 15.2161 with a digit more.
    causes = mended(*summed("15.261", "14.373", "0.843"))

    assert ("total", "digits", "15216000000") in causes
    assert [c for c in causes if c[0] == "total"] == [("total", "digits", "15216000000")]
    assert causes[0][0] == "total"


def test_a_digit_more_is_only_told_where_the_others_leave_it_little() -> None:
    # 14.422 of 14.22, but 14.41 to 14.43 fits, a tenth of the way: so would many others.
    assert mended(*summed("16.53", "14.22", "2.11")) == []
    # 973.2 of 97.2 is 876 away from it, and 0.2 is left open.
    exact = figure("again", "inflow", "2023", "973.2 million", source="gazette")
    slip = figure("slip", "inflow", "2023", "97.2 million", source="almanac")
    more = figure("more", "inflow", "2023", "973.21 million", source="yearbook")
    assert mended(exact, more, slip)[0] == ("slip", "digits", "973200000")


def test_a_digit_less_that_only_rounds_is_no_cause() -> None:
    figures = [
        figure("total", "trade", "2023", "10.000 billion"),
        figure("sold", "sales", "2023", "1.2345 billion", source="gazette"),
        figure("bought", "purchases", "2023", "8.7612 billion", source="almanac"),
    ]

    assert [c for c in mended(*figures) if c[2] in ("1234000000", "8760000000")] == []


@pytest.mark.parametrize(
    ("half", "fits"),
    [
        ("8000 billion", ["8000000000"]),
        ("3000 billion", ["3000000000"]),
        # 25 billion is too much, 40 million would fit whatever was meant
        ("25000 billion", []),
        ("40 billion", []),
    ],
)
def test_a_scale_word_is_told_where_it_comes_near_to_what_there_can_be(
    half: str, fits: list[str]
) -> None:
    report = reconcile(
        book(figure("half", "trade", "2023-S1", half)),
        table(figure("o-total", "trade", "2023", "14900000000")),
    )

    assert [c.would_be for c in report.causes if c.kind == "scale"] == fits


@pytest.mark.parametrize(("count", "fits"), [("1221", ["12210"]), ("221", []), ("2500", [])])
def test_a_nought_too_few_in_a_count_is_told_where_it_comes_near_to_a_bound(
    count: str, fits: list[str]
) -> None:
    causes = mended(
        figure("firms", "firms", "2024-05-01", count),
        figure("over", "firms", "2024-05-01", "9600", "more_than", source="gazette"),
    )

    assert [c[2] for c in causes if c[1] == "scale"] == fits


def test_a_sum_over_years_is_found_by_the_window_that_another_source_names() -> None:
    report = reconcile(
        book(
            figure("year", "inflow", "2023", "7.52 billion"),
            figure("sum", "inflow", "2005/2023", "7.5 billion", source="gazette"),
            figure("more", "inflow", "2005/2022", "7.1 billion", source="almanac"),
            figure("last", "inflow", "2023", "0.4 billion", source="yearbook"),
        )
    )

    (cause,) = (c for c in report.causes if c.figure_id == "year" and c.kind == "period")
    assert cause.would_be == "2005/2023"
    assert report.causes[0] == cause


def test_what_its_source_says_of_another_period_already_is_no_cause() -> None:
    # 10 % of 2019 would fit 2020, of which 10 % is stated too.
    report = reconcile(
        book(
            figure("a", "trade", "2018", "10.0 billion", source="gazette"),
            figure("b", "trade", "2020", "12.4 billion", source="gazette"),
            figure("g19", "trade_growth", "2019", "10 %"),
            figure("g20", "trade_growth", "2020", "10 %"),
        )
    )

    assert len(report.conflicts) == 1
    assert [c for c in report.causes if c.kind == "period"] == []


def test_what_nobody_suspects_is_not_read_otherwise_beside_a_suspect() -> None:
    """Read as of 2010, what was bought would fit; but only the higher total has to be wrong."""
    report = reconcile(
        book(
            figure("high", "trade", "2013", "14.5 billion", source="one"),
            figure("low", "trade", "2013", "13.4 billion", source="three"),
            figure("sold", "sales", "2013", "9.4 billion", source="two"),
            figure("sold-too", "sales", "2013", "9.4 billion", source="three"),
            figure("bought", "purchases", "2013", "4.0 billion", source="one"),
            figure("before", "trade", "2010", "12.4 billion", source="one"),
            figure("sold-before", "sales", "2010", "8.4 billion", source="two"),
        )
    )
    assert {v.figure_id for v in report.verdicts if v.suspect} == {"high"}
    assert [(c.figure_id, c.kind) for c in report.causes if c.figure_id != "high"] == []


def test_a_reading_that_others_pin_down_comes_before_one_of_which_little_is_known() -> None:
    levels = [
        figure(f"{y}-{source}", "trade", y, value, source=source)
        for y, value in (("2020", "10.0 billion"), ("2021", "12.0 billion"))
        for source in ("gazette", "paper")
    ]
    later = figure("later", "trade", "2022", "18.0 billion")
    rise = figure("rise", "trade_growth", "2021", "50 %")

    first, second = reconcile(book(*levels, later, rise)).causes

    assert (first.would_be, second.would_be) == ("2022", "2020")
    assert first.sentence == "Beland: Trade growth of 50 % does not fit 2021 but would fit 2022."
    assert second.sentence.endswith("would fit 2020, of which little else is known.")
