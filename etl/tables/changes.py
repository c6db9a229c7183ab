"""What one state of the figures has that the one before had not: added, changed, taken back.

Must not know where states are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import pandas as pd

from etl.core.model import Book
from etl.tables.columns import Frame
from etl.tables.declared import CHANGES
from etl.tables.export.csv import text_columns
from etl.tables.filling import Filling, columns_of

Kind = Literal["added", "changed", "retracted", "removed"]
_ID: Final = "figure_id"
_RETRACTED: Final = "retracted"


class Change(NamedTuple):
    """What happened to one figure."""

    figure_id: str
    change: Kind
    columns: tuple[str, ...] = ()
    """Columns of its table that have other cells."""


class Publication(NamedTuple):
    """A state of the data, when it was first shown, and what it changed."""

    version: str
    previous: str
    """The state before it; empty for the first that is known."""
    published_at: str
    """Moment in UTC: 2024-06-25T12:00:00Z."""
    figures: int
    changes: tuple[Change, ...]


def changes(before: Frame | None, after: Frame | None) -> tuple[Change, ...]:
    """What differs between two frames of figures (see `frames.figures_frame`).

    In the order of the newer one; what it no longer has comes last. None: a state without any, as
    one may be without official figures.
    """
    old, new = (_texts(frame).set_index(_ID) for frame in (before, after))
    both = new.index.intersection(old.index)
    columns = [name for name in new.columns if name in old.columns]
    differ = old.loc[both, columns].fillna("") != new.loc[both, columns].fillna("")
    stood = old[_RETRACTED].isna()
    differences: dict[str, Change] = {}
    for name in differ.index[differ.any(axis="columns")]:
        changed = tuple(column for column in columns if differ.at[name, column])
        taken_back = _RETRACTED in changed and bool(stood[name])
        differences[name] = Change(name, "retracted" if taken_back else "changed", changed)
    for name in new.index.difference(old.index):
        differences[name] = Change(name, "added")
    ordered = [differences[name] for name in new.index if name in differences]
    gone = [Change(name, "removed") for name in old.index if name not in new.index]
    return (*ordered, *gone)


def _texts(frame: Frame | None) -> pd.DataFrame:
    return pd.DataFrame({_ID: [], _RETRACTED: []} if frame is None else text_columns(frame))


def frame(publications: Iterable[Publication], book: Book) -> Frame:
    """Every change of some publications, in their order."""
    rows = [(publication, change) for publication in publications for change in publication.changes]
    columns = {
        **columns_of((publication for publication, _ in rows), Publication._fields),
        **columns_of((change for _, change in rows), Change._fields),
    }
    return _CHANGES.frame(columns, book)


_CHANGES: Final = Filling(
    CHANGES, (*Publication._fields, *Change._fields), {"changed_columns": "columns"}
)
