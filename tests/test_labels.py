"""Names as charts, menus and addresses show them."""

from __future__ import annotations

from dashboard.view.labels import distinct


def test_two_names_that_are_alike_have_their_ids_and_others_stay() -> None:
    names = {"a": "Trade", "b": "Trade", "c": "Visas"}
    assert distinct(names) == {"a": "Trade (a)", "b": "Trade (b)", "c": "Visas"}
    ids = {"a": "first", "b": "second", "c": "third"}
    assert distinct(names, ids) == {"a": "Trade (first)", "b": "Trade (second)", "c": "Visas"}
