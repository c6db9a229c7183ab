"""Conflicts by what is behind them: every one on one card, with a headline and the evidence."""

from __future__ import annotations

from etl.core.model import Figure
from etl.reconcile import Card, Report, as_text, cards, reconcile
from tests.worlds import book, figure, table

BUREAU = table(
    figure("o-total", "trade", "2023", "16000000000"),
    figure("o-bought", "purchases", "2023", "1200000000"),
    figure("o-in", "inflow", "2023", "937200000"),
)


def report(*figures: Figure) -> Report:
    return reconcile(book(*figures), BUREAU)


def ids(every: tuple[Card, ...]) -> list[str]:
    return [c for card in every for c in (card.conflict_id, *card.folded)]


SLIP = figure("sold", "sales", "2023", "148.0 billion")
YEAR = (
    figure("total", "trade", "2023", "16.00 billion"),
    figure("bought", "purchases", "2023", "1.20 billion"),
)
WRONG = figure("in", "inflow", "2023", "500 million")


def test_a_cause_is_a_card_with_its_evidence() -> None:
    made = report(SLIP, *YEAR)

    (card,) = cards(made)

    assert card.card_id == made.causes[0].cause_id
    assert card.headline == (
        "Beland, 2023: Sales of 148.0 billion USD would fit at 14.8, a tenth as much"
    )
    assert card.reading == f"{card.headline}."
    assert card.evidence == (
        "Beland, 2023: Sales of 148.0 billion USD cannot be contained in official trade of 16."
    )
    assert card.mend.startswith(
        "Beland, 2023: Sales would have to be 14.79 to 14.81 billion USD, at least 90"
    )
    assert card.figures == ("sold",)
    assert card.members == ("o-total", "sold")
    assert card.otherwise == ()
    assert sorted(ids((card,))) == sorted(c.conflict_id for c in made.conflicts)


def test_what_nothing_explains_is_a_card_of_its_own_after_the_causes() -> None:
    made = report(WRONG, SLIP, *YEAR)

    explained, unexplained = cards(made)

    assert explained.figures == ("sold",)
    assert unexplained.headline == (
        "Beland, 2023: Inflow of 500 million USD, contradicted by official figures"
    )
    assert unexplained.reading == ""
    assert unexplained.card_id == unexplained.conflict_id
    assert unexplained.figures == ("in",)
    assert unexplained.folded == ()
    every = ids((explained, unexplained))
    assert sorted(every) == sorted(c.conflict_id for c in made.conflicts)


def test_conflicts_that_share_a_suspect_are_on_one_card() -> None:
    made = report(
        figure("sold", "sales", "2023", "14.8 billion"),
        figure("more", "sales", "2023", "14.7 billion", "more_than", source="gazette"),
        figure("total", "trade", "2022/2023", "14 billion", source="almanac"),
        WRONG,
    )
    suspects = {v.figure_id for v in made.verdicts if v.suspect}

    every = cards(made)

    assert made.causes == ()
    assert suspects == {"total", "in"}
    # The inflow would have to move furthest.
    assert [card.figures for card in every] == [("in",), ("total",)]
    assert len(every[1].folded) == 2  # the total against either of the sales, and the table
    assert sorted(ids(every)) == sorted(c.conflict_id for c in made.conflicts)


def test_conflicts_that_share_only_what_is_believed_are_on_two_cards() -> None:
    made = report(
        figure("twenty", "inflow", "2023", "20 billion", "at_least"),
        figure("thirty", "inflow", "2023", "30 billion", "at_least", source="gazette"),
    )

    assert sorted(card.figures for card in cards(made)) == [("thirty",), ("twenty",)]


def test_the_heading_accuses_a_suspect_and_nobody_who_is_believed() -> None:
    shares = [
        figure("half", "trade_share", "2023", "50 %"),
        figure("none", "trade_share", "2023", "0.0 %", source="gazette"),
    ]
    amounts = [
        figure("part", "trade", "2023", "5.0 billion"),
        figure("all", "trade", "2023", "10.0 billion", partner="WLD"),
    ]

    made = reconcile(book(*shares, *amounts))

    assert [v.figure_id for v in made.verdicts if v.suspect] == ["none"]
    assert {c.change_figure for c in made.conflicts} == {"none"}
    (card,) = cards(made)
    assert card.figures == ("none",)
    assert card.headline == "Beland, 2023: Trade share of 0.0 %, contradicted by other figures"
    assert card.mend.startswith("Beland, 2023: Trade share would have to be 49.5 to 50.5 %")


def test_another_cause_of_the_same_is_told_on_the_same_card() -> None:
    made = reconcile(
        book(figure("sold", "inflow", "2023", "16.00 billion")),
        table(
            figure("o-usd", "inflow", "2023", "1600000000"),
            figure("o-eur", "inflow", "2023", "16000000000 EUR"),
        ),
    )

    (card,) = cards(made)

    one, other = made.causes
    assert {one.kind, other.kind} == {"currency", "scale"}
    assert card.reading == one.sentence
    assert card.otherwise == (other.sentence,)


def test_without_conflicts_there_is_no_card() -> None:
    assert cards(report(*YEAR)) == ()


def test_a_table_that_four_sources_contradict_is_what_is_in_question() -> None:
    stated = [
        figure(name, "inflow", "2023", "500 million", source=name)
        for name in ("one", "two", "three", "four")
    ]

    made = report(*stated)

    (card,) = cards(made)
    assert not any(v.suspect for v in made.verdicts)
    assert made.suspects == {"o-in"}
    assert card.figures == ("o-in",)
    assert card.headline == (
        "Beland, 2023: Official inflow of 937.2 million USD, contradicted by other figures"
    )
    assert "\nIf as few as possible are wrong, these are\n- o-in\n" in as_text(made)


def test_what_two_roots_share_does_not_put_them_on_one_card() -> None:
    # Nothing explains either; with the trade of 2022 they contradict each other, too.
    before = figure("o-before", "trade", "2022", "15000000000")
    now = figure("o-now", "trade", "2023", "16000000000")
    fell = figure("fell", "trade_growth", "2023", "-60 %", source="gazette")
    half = figure("half", "trade", "2023-S1", "20 billion", source="almanac")
    made = reconcile(book(fell, half), table(before, now))
    suspects = {v.figure_id for v in made.verdicts if v.suspect}
    both = [c for c in made.conflicts if suspects <= {m.figure_id for m in c.members}]

    every = cards(made)

    assert made.causes == ()
    assert suspects == {"fell", "half"}
    assert both
    assert sorted(c.figures for c in every) == [("fell",), ("half",)]
    assert sorted(ids(every)) == sorted(c.conflict_id for c in made.conflicts)
