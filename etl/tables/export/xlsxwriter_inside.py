"""What leans on XlsxWriter's inside (looked at: 3.3.1): the rows of a sheet, written at once.

It keeps every cell as an object and writes each by itself: 600,000 of them took five seconds.
Also what it does to texts without a word. Must not know what a cell means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

LOOKED_AT: Final = "3.3.1"
_OF_TEXT: Final = ' t="s"'
_RICH: Final = ("<r>", "</r>")


class Sheet(Worksheet):  # type: ignore[misc] # ships no types
    """A worksheet whose first row is written cell by cell, and all others as ready columns."""

    dim_rowmax: int
    is_filled = True
    """Whether the ready columns, if there are any, stand in the file."""
    _columns: Sequence[Sequence[str | None]] = ()

    def text(self, text: str) -> str:
        """A cell of text, made ready for `fill`."""
        index = self.str_table._get_shared_string_index(text)
        self.str_table.count -= 1  # counted where it stands
        return f'"{_OF_TEXT}><v>{index}</v></c>'

    def number(self, number: float, style: Any) -> str:
        """A cell of a number, made ready for `fill`; style: a format of the workbook."""
        return f'" s="{style._get_xf_index()}"><v>{number:.16G}</v></c>'

    def fill(self, columns: Sequence[Sequence[str | None]]) -> None:
        """Ready cells of each column, from the second row on; None is an empty one."""
        self._columns = columns
        self.is_filled = False
        self._check_dimensions(len(columns[0]), len(columns) - 1)

    def _write_rows(self) -> None:
        if not self._columns:
            super()._write_rows()
            return
        last, self.dim_rowmax = self.dim_rowmax, 0
        super()._write_rows()
        self.dim_rowmax = last
        names = [f'<c r="{xl_col_to_name(column)}' for column in range(len(self._columns))]
        for line, row in enumerate(zip(*self._columns, strict=True), start=2):
            cells = "".join(
                [f"{name}{line}{cell}" for name, cell in zip(names, row, strict=True) if cell]
            )
            if cells:
                self.str_table.count += cells.count(_OF_TEXT)
                self.fh.write(f'<row r="{line}">{cells}</row>')
        self.is_filled = True


def plain(text: str) -> str:
    """A text that stays the same where XlsxWriter would take it for XML with formats."""
    if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
        return f'{_RICH[0]}<t xml:space="preserve">{escape(text)}</t>{_RICH[1]}'
    return text
