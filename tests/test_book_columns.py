"""A book as columns and back: the same book, whose rows share what they shared; kept or damaged.

Of etl/book: columns.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.server import kept
from etl.book import columns
from etl.book.columns import Columns, Decimals, One, Quantities, Shared, book_of, columns_of
from etl.book.load import load
from etl.core.model import Book, Figure, Source
from tests.bench import world
from tests.conftest import ROOT
from tests.small import SMALL, changed
from tests.small import book_of as small

SHIPPED = (ROOT / "data" / "figures.yaml").read_text("utf-8")
RANGE = changed(
    ("value: 3.40 billion USD\n    qualifier: more_than", "value: 3.40 to 4 billion USD"),
    ("more than $3.40 billion", "$3.40 to 4 billion"),
)
EMPTY = SMALL[: SMALL.index("figures:")] + "figures: []\n"


def book(text: str) -> Book:
    loaded = load(text.encode()).book
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("text", [SHIPPED, SMALL, RANGE, EMPTY, world.text(2_000)])
def test_a_book_is_the_same_after_it_was_columns(text: str, tmp_path: Path) -> None:
    before = book(text)
    kept.write_book(tmp_path, "book", before)
    for after in (book_of(columns_of(before)), kept.read_book(tmp_path, "book")):
        assert after is not None
        assert repr(after) == repr(before), "3.40 is not 3.4"
        assert type(after) is Book
        assert {type(figure) for figure in after.figures.values()} <= {Figure}


def test_a_column_has_what_its_rows_share_once() -> None:
    found = columns_of(book(world.text(2_000)))
    by_name = dict(zip(Figure._fields, found.figures, strict=True))
    assert by_name["reporter"] == One("KAZ", 2_000)
    partner, quantity, value = (by_name[name] for name in ("partner", "quantity", "value"))
    assert isinstance(partner, Shared)
    assert partner.values == world.partners()
    assert isinstance(quantity, Quantities)
    assert isinstance(quantity.columns[0], Decimals)
    assert isinstance(value, Decimals)
    after = book_of(found)
    first, second = [*after.figures.values()][:2]
    assert first.partner is second.partner
    assert first.period is second.period


def test_values_that_few_rows_share_stand_in_their_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the first rows look like."""
    monkeypatch.setattr(columns, "_SAMPLE", 4)
    same, others = "same", [f"text {number}" for number in range(6)]
    for values in ([same] * 4 + others, others + [same] * 4):
        assert [*columns._values(columns._column(values))] == values


@pytest.mark.parametrize("values", [[Decimal("3.4"), Decimal("3.40")], [1, True], [0, Decimal(0)]])
def test_equal_values_that_are_not_the_same_stay_apart(values: list[object]) -> None:
    assert repr([*columns._values(columns._column(values))]) == repr(values)


def test_a_kept_book_of_which_a_byte_has_changed_is_not_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept.write_book(tmp_path, "book", small(SMALL))
    path = tmp_path / "book"
    whole = path.read_bytes()
    for at in (0, 31, 32, len(whole) // 2, whole.index(b"3.40"), len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.read_book(tmp_path, "book") is None, at
    for part in (b"", whole[:20], whole[:32], whole[:-1]):
        path.write_bytes(part)
        assert kept.read_book(tmp_path, "book") is None
    assert {record.getMessage() for record in caplog.records} == {"book is not used: it is damaged"}
    assert kept.read_book(tmp_path, "none") is None
    (tmp_path / "folder").mkdir()
    assert kept.read_book(tmp_path, "folder") is None
    path.write_bytes(whole)
    assert kept.read_book(tmp_path, "book") == small(SMALL)


def _wider(kept_before: Columns) -> Columns:
    return kept_before._replace(figures=[One(777, 7), *kept_before.figures])


def _narrower(kept_before: Columns) -> Columns:
    return kept_before._replace(sources=kept_before.sources[1:])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_wider, f"{len(Figure._fields) + 1} columns of Figure, not {len(Figure._fields)}"),
        (_narrower, f"{len(Source._fields) - 1} columns of Source, not {len(Source._fields)}"),
    ],
)
def test_a_kept_book_whose_rows_have_other_fields_is_not_used(
    change: Callable[[Columns], Columns],
    told: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As other code has kept it: each field after the new one would stand in another's place."""
    kept.write(tmp_path, "book", change(columns_of(small(SMALL))))
    assert kept.read_book(tmp_path, "book") is None
    assert [record.getMessage() for record in caplog.records] == [f"book is not used: {told}"]
