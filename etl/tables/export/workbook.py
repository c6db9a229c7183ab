"""All tidy tables as one Excel workbook: what this is on the first sheet, then a sheet a table.

Text stays text: no cell becomes a formula, a link or a number by itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from etl.core.model import Book
from etl.core.schema import Field
from etl.tables.columns import Frame
from etl.tables.export.about import PROJECT, all_sources, licence_url, newest, source_name
from etl.tables.export.xlsxwriter_inside import Sheet, plain

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_SOURCE: Final = date(1980, 1, 1)
"""Creation date of a workbook without sources; the earliest that a zip file knows."""
_FIRST_EXCEL_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900; earlier days are written as text."""
_EXCEL_ZERO: Final = date(1899, 12, 30)
"""The day that Excel's numbers of later days are counted from."""
_LONGEST_SHEET_NAME: Final = 31
_MOST_DIGITS: Final = 15
"""Significant digits that a spreadsheet keeps."""
_SHORT: Final = 10**_MOST_DIGITS
_LONGEST_TEXT: Final = 32_767
"""Characters that Excel allows in a cell; a longer one is cut without a word."""
_UNITS: Final = "utf-16-le"
"""How Excel counts characters: what lies beyond the first 65,536 of Unicode is two."""
_MARK: Final = " … [cut here: the CSV file has all of it]"
_MOST_ROWS: Final = 1_048_575
"""Rows below the header that Excel allows; it calls a file with more of them broken."""
_WIDEST: Final = 60
_NARROWEST: Final = 8
_ABOUT: Final = "About"


def workbook_bytes(book: Book, tables: Mapping[str, Frame], reference: Book | None = None) -> bytes:
    """An .xlsx file of all tables, in their order; what tells of them stands first.

    A table alone is the first sheet, since that is what pandas, R and Power Query read.
    Header rows are frozen and filtered; numbers are numbers in base units with as many
    decimals as the cell has, dates are dates. Dated by the newest source, not by the clock.
    reference: the book of the official figures, if there are any.
    """
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, dict(_OPTIONS)) as workbook:
        day = newest(book, reference) or _NO_SOURCE
        workbook.set_properties(
            {
                "title": book.dataset.title,
                "author": ", ".join(book.dataset.contributors),
                "comments": book.dataset.description,
                "created": datetime.combine(day, time()),
            }
        )
        formats = _Formats(workbook)
        names = sheet_names(tables)
        order = [_ABOUT, *names.values()] if len(tables) > 1 else [*names.values(), _ABOUT]
        sheets: dict[str, Sheet] = {name: workbook.add_worksheet(name, Sheet) for name in order}
        _about(sheets[_ABOUT], (book, reference), tables, names, formats)
        for name, frame in tables.items():
            _sheet(sheets[names[name]], frame, formats)
    assert all(sheet.is_filled for sheet in sheets.values()), "XlsxWriter asks for the rows"
    return sink.getvalue()


def sheet_names(tables: Iterable[str]) -> dict[str, str]:
    """A sheet's name for each table: its own, cut to what Excel allows and numbered if taken."""
    names: dict[str, str] = {}
    taken = {_ABOUT.casefold()}
    for table in tables:
        name, number = table[:_LONGEST_SHEET_NAME], 1
        while name.casefold() in taken:
            number += 1
            ending = f"_{number}"
            name = table[: _LONGEST_SHEET_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names[table] = name
    return names


class _Formats:
    """Cell formats, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._kept: dict[str, Any] = {}
        self.header = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.bold = workbook.add_format({"bold": True, "valign": "top"})
        self.wrap = workbook.add_format({"text_wrap": True, "valign": "top"})

    def number(self, pattern: str) -> Any:
        if pattern not in self._kept:
            self._kept[pattern] = self._workbook.add_format({"num_format": pattern})
        return self._kept[pattern]


def _sheet(sheet: Sheet, frame: Frame, formats: _Formats) -> None:
    fields = frame.table.fields
    columns = []
    for column, field in enumerate(fields):
        cells = frame.cells(field.name)[:_MOST_ROWS]
        sheet.write_string(0, column, field.name, formats.header)
        sheet.write_comment(0, column, f"{field.label}. {field.description}")
        # Most cells of a column are alike: each is made ready once. Of equal numbers each has
        # the decimals that it is written with.
        words = [None if cell is None else str(cell) for cell in cells]
        distinct = dict(zip(words, cells, strict=True))
        ready = {
            word: None if cell is None else _ready(field, cell, sheet, formats)
            for word, cell in distinct.items()
        }
        columns.append([ready[word] for word in words])
        width = max([len(field.name), *(len(word) for word in distinct if word is not None)])
        # A third more for the thousands separators that the cells do not hold.
        width = width * 4 // 3 if field.type == "number" else width
        sheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
    sheet.fill(columns)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(columns[0]), len(fields) - 1)


def _ready(field: Field, cell: str | int | Decimal | date, sheet: Sheet, formats: _Formats) -> str:
    if isinstance(cell, date):
        if cell >= _FIRST_EXCEL_DAY:
            return sheet.number((cell - _EXCEL_ZERO).days, formats.number("yyyy-mm-dd"))
        return sheet.text(cell.isoformat())
    if isinstance(cell, str):
        return sheet.text(_text(cell))
    if _significant(cell) > _MOST_DIGITS:
        # A spreadsheet would round it without a word.
        return sheet.text(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))
    if isinstance(cell, int):
        return sheet.number(cell, formats.number("0" if field.type == "year" else "#,##0"))
    return sheet.number(float(cell), formats.number(_pattern(cell)))


def _text(text: str) -> str:
    """The text, or as much as a cell can hold, with a mark that says so."""
    if len(text) > _LONGEST_TEXT // 2 and len(units := text.encode(_UNITS)) > 2 * _LONGEST_TEXT:
        text = units[: 2 * (_LONGEST_TEXT - len(_MARK))].decode(_UNITS, "ignore") + _MARK
    return plain(text)


def _significant(number: int | Decimal) -> int:
    if isinstance(number, int) and abs(number) < _SHORT:
        return 1  # as most are: too few to matter
    return len(Decimal(number).normalize().as_tuple().digits)


def _pattern(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _count(rows: int) -> str:
    """How many rows there are, and how many of them are here where a sheet cannot hold all."""
    cut = f", of which the first {_MOST_ROWS} are here: the CSV file has all of them"
    return f"{rows}{cut if rows > _MOST_ROWS else ''}"


def _about(
    sheet: Sheet,
    books: tuple[Book, Book | None],
    tables: Mapping[str, Frame],
    names: Mapping[str, str],
    formats: _Formats,
) -> None:
    book, _ = books
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _text(book.dataset.title), formats.title)
    day = newest(*books)
    lines: Sequence[tuple[str, str]] = (
        ("What this is", book.dataset.description),
        ("Version", book.dataset.version),
        ("Newest source", day.isoformat() if day else "none"),
        ("Licence", f"{book.dataset.licence}, {licence_url(book)}"),
        ("Curated by", ", ".join(book.dataset.contributors) or PROJECT),
        (
            "Values",
            "In base units: 16 billion is 16000000000, 24 % is 24. Low and high are what"
            " wording and printed digits allow; an empty high is an open end.",
        ),
        (
            "Periods",
            "Both ends count. Part years and windows of several years are not whole years:"
            " see coverage before adding or comparing.",
        ),
        *(
            (names[name], f"{frame.table.description}. Rows: {_count(len(frame.data))}")
            for name, frame in tables.items()
        ),
        *(("Source", source_name(source)) for source in all_sources(*books)),
    )
    for line, (label, text) in enumerate(lines, start=2):
        sheet.write_string(line, 0, label, formats.bold)
        sheet.write_string(line, 1, _text(text), formats.wrap)
