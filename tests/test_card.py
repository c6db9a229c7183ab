"""What the card of a statement says of its unit and of what its curator confirms.

Of dashboard/screens: card.
"""

from __future__ import annotations

from dashboard.screens.card import rows_of
from etl.book.load import load
from tests.one_paragraph import book_text, entry

_TEXT = "Exports, USD million\n2018 2019\nSyldavia 18.4 21.7"


def rows(**keys: object) -> dict[str, str]:
    """The card of one cell of a table, label by label."""
    figure = entry("exports", "21.7 million USD", "21.7", **keys)
    loaded = load(book_text(_TEXT, figure).encode())
    assert loaded.book is not None
    (one,) = loaded.book.figures.values()
    return rows_of(loaded.book, one)


def test_a_card_shows_the_words_that_state_the_unit() -> None:
    said = rows(unit_as_stated="USD million")
    assert (
        said["Unit as printed"]
        == "\N{LEFT DOUBLE QUOTATION MARK}USD million\N{RIGHT DOUBLE QUOTATION MARK}"
    )
    assert "Confirmed" not in said


def test_a_card_shows_what_the_curator_confirms() -> None:
    said = rows(unit_as_stated="USD million", meant=["area SYL", "period 2019"])
    assert said["Confirmed"] == (
        "Words near it could be read otherwise; the curator confirms: area SYL; period 2019."
    )
