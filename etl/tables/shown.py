"""A table of chosen figures, stated and official ones beside one another, to take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from etl.core.model import Book
from etl.core.schema import Field, Table, topic_table
from etl.tables.columns import Frame, column
from etl.tables.frames import figures_frame

ORIGIN: Final = Field(
    "origin",
    "string",
    "Origin",
    "Whether a document states it or an official table has it",
    enum=("stated", "official"),
)


def shown(ids: Sequence[str], book: Book, reference: Book | None) -> Frame:
    """Figures in the order of their ids, in the columns of `figures` and `ORIGIN`.

    ids: of figures of the book or of the official ones.
    """
    known = {**(reference.figures if reference else {}), **book.figures}
    both = book._replace(
        figures={name: known[name] for name in ids},
        sources={**(reference.sources if reference else {}), **book.sources},
        indicators={**(reference.indicators if reference else {}), **book.indicators},
    )
    data = figures_frame(both).data
    stated, official = ORIGIN.enum
    origins = [stated if name in book.figures else official for name in ids]
    fields = (*topic_table("shown").fields, ORIGIN)
    table = Table("shown", "The figures that a page shows", fields, ("figure_id",))
    return Frame(table, data.assign(**{ORIGIN.name: column(ORIGIN, origins)}))
