"""Who is said to be wrong where several would do: all of them, never one as if it were sure."""

from __future__ import annotations

import pytest

from etl.reconcile import as_text
from tests.test_relations import of, reported, said

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
    assert f"At least one of these would have to be wrong\n- {', '.join(names)}\n" in text
    assert "The fewest figures" not in text


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
    assert report.alternatives == (("a1", "a2", "a3", "b", "c", "d"),)
    assert of(report, "b").one_of == of(report, "a1").one_of == ("a1", "b", "c", "d")
    either = "At least one of these would have to be wrong\n- a1, a2, a3; less likely b, c, d\n"
    assert either in as_text(report)


def test_what_has_to_be_wrong_whoever_else_is_stands_apart() -> None:
    report = reported(
        said("much", "surplus", "2023", "9.4 billion"),
        said("sold", "sales", "2023", "3.4 billion"),
        said("total", "trade", "2023", "4.8 billion"),
    )

    assert report.suspects == {"much"}
    assert report.alternatives == ()
    text = as_text(report)
    assert "The fewest figures that would have to be wrong\n- much\n" in text
    assert "At least one" not in text
