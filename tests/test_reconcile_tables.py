"""Findings as rows, as text and as plain values."""

from __future__ import annotations

import json
from decimal import Decimal

from etl.reconcile import (
    CONFLICTS,
    DEDUCED,
    RECONCILIATION,
    Report,
    as_dict,
    as_text,
    reconcile,
    tables,
)
from etl.tidy import Cell, Rows
from tests.worlds import book, figure, table

OWN = book(
    figure("total", "trade", "2023", "18 billion"),
    figure("sold", "sales", "2023", "14.8 billion"),
    figure("bought", "purchases", "2023", "1.2 billion"),
    figure("old", "trade", "2012", "16.425 billion"),
    figure("older", "trade", "2011", "16.2 billion"),
    figure("third", "rank", "2023", "3"),
    figure("over", "inflow", "2024", "7.6 billion", "at_least"),
    figure("upto", "inflow", "2024", "7.6 billion", "at_most"),
    figure("firms", "firms", "2024-05-01", "270"),
)
REFERENCE = table(figure("o-sold", "sales", "2023", "14950000000"))
REPORT = reconcile(OWN, REFERENCE)
TABLES = tables(REPORT, OWN)


def records(rows: Rows) -> list[dict[str, Cell]]:
    names = [field.name for field in rows.table.fields]
    return [dict(zip(names, row, strict=True)) for row in rows.rows]


def test_the_tables_are_those_declared() -> None:
    assert {name: rows.table for name, rows in TABLES.items()} == {
        "reconciliation": RECONCILIATION,
        "conflicts": CONFLICTS,
        "deduced": DEDUCED,
    }
    for rows in TABLES.values():
        for record in records(rows):
            for field in rows.table.fields:
                value = record[field.name]
                assert value is not None or not field.required, (rows.table.name, field.name)
                assert not field.enum or value in field.enum
                assert field.type != "number" or isinstance(value, int | Decimal | None)


def test_keys_are_unique() -> None:
    for rows in TABLES.values():
        keys = [tuple(r[k] for k in rows.table.primary_key) for r in records(rows)]
        assert len(keys) == len(set(keys))


def test_every_figure_has_one_row() -> None:
    found = {str(r["figure_id"]): r for r in records(TABLES["reconciliation"])}

    assert set(found) == set(OWN.figures)
    assert found["third"]["verdict"] == "not_tested"
    assert found["over"]["verdict"] == "tight"
    assert found["over"]["room"] == 0
    assert found["total"]["verdict"] == "conflict"
    assert found["total"]["suspect"] == "yes"
    assert found["sold"]["suspect"] == "no"
    # 14.95 officially, 14.85 at most in prose: two thirds of a per cent
    assert found["sold"]["revision"] is None  # a member of a conflict is not excused
    assert found["firms"] == {
        "figure_id": "firms",
        "verdict": "alone",
        "implied_low": None,
        "implied_high": None,
        "reasons": None,
        "conflicts": None,
        "suspect": "no",
        "room": None,
        "revision": None,
        "sentence": "No other figure bears on it.",
    }


def test_a_revision_stands_beside_the_verdict() -> None:
    own = book(figure("sold", "sales", "2023", "14.8 billion"))

    (row,) = records(tables(reconcile(own, REFERENCE), own)["reconciliation"])

    assert row["revision"] == Decimal("0.0067")  # (14.95 - 14.85) / 14.95
    assert row["implied_low"] == 14_800_500_000  # 1 % less than the table has
    assert row["reasons"] == "o-sold"


def test_conflicts_have_one_row_a_member() -> None:
    rows = [r for r in records(TABLES["conflicts"]) if not r["restates"]]

    assert {(r["figure_id"], r["book"]) for r in rows} == {
        ("total", "figures"),
        ("bought", "figures"),
        ("o-sold", "reference"),
    }
    total = next(r for r in rows if r["figure_id"] == "total")
    assert (total["low"], total["high"]) == (17_500_000_000, 18_500_000_000)
    # Only all four of 1.15, 14.95 x 1.01 and their sum: 16.3495 at most, 17.5 at least
    assert total["change"] == Decimal("0.0639")
    assert {r["sentence"] for r in rows} == {REPORT.conflicts[0].sentence}


def test_deduced_values_have_their_range_and_reasons() -> None:
    (growth,) = [r for r in records(TABLES["deduced"]) if r["indicator"] == "trade_growth"]

    assert growth["period"] == "2012"
    assert growth["unit"] == "percent"
    assert growth["reasons"] == "old older"
    # 16.4245 / 16.25 and 16.4255 / 16.15
    assert str(growth["low"]) == "1.0738"
    assert str(growth["high"]) == "1.7059"


def test_the_text_puts_conflicts_first() -> None:
    text = as_text(REPORT)

    assert text.splitlines()[:6] == [
        "9 figures: 3 in a conflict, 2 tight, 3 alone, 1 not tested.",
        "",
        "2 sets of statements cannot all be true:",
        "- Beland, 2023: Purchases of 1.2 billion USD and official sales of 14.95 make 16.15, not"
        " trade of",
        f"  18. [{REPORT.conflicts[0].conflict_id}]",
        "- 1 more set of the same statements.",
    ]
    assert "The fewest figures that would have to be wrong\n- bought, total\n" in text
    assert "Only just true together\n- Beland, 2024: " in text
    assert "Alone\n- firms, old, older\n" in text
    assert "Not tested\n- third\n" in text
    assert max(len(line) for line in text.splitlines()) <= 100
    assert text.endswith("third\n")


def test_the_text_of_figures_that_agree() -> None:
    text = as_text(reconcile(book(figure("one", "trade", "2023", "16 billion"))))

    assert text == "1 figure: 1 alone.\n\nNothing contradicts anything.\n\nAlone\n- one\n"


def test_the_text_says_where_the_limit_was_reached() -> None:
    assert "There are more conflicts than are looked for." in as_text(
        Report((), REPORT.conflicts, (), (), (), (), complete=False, groups=1, solved=1)
    )


def test_plain_values_survive_json() -> None:
    made = json.loads(json.dumps(as_dict(REPORT)))

    assert set(made) == set(Report._fields)
    total = next(v for v in made["verdicts"] if v["figure_id"] == "total")
    assert total["suspect"] is True
    assert total["room"] is None
    assert made["complete"] is True
    growth = next(d for d in made["deduced"] if d["indicator"] == "trade_growth")
    assert growth["period"] == "2012"
    assert growth["low"] == 1.0738
