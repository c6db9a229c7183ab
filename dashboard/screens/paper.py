"""Tables on paper: every row and column, beside what names its row, in words that are not broken.

Must not read files or compute what the library should.
"""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.view.texts import text

_MOST_ON_PAPER: Final = 400
_SHEET: Final = 120
"""Letters that fit beside one another on a sheet; columns that do not fit stand below."""
_SENTENCE: Final = 60
"""Letters from which a column is one of sentences, and those that it then takes at least."""
_SENTENCE_ROOM: Final = 40
_LONGEST_WORD: Final = 28
"""Letters of a word that is not broken on paper."""
_GAP: Final = 2
_BREAKS: Final = re.compile(r"[\s/-]+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_NAMING: Final = 3
"""Columns that name a row at most: what is stated, how much, of when."""
_DECIMALS: Final = Decimal("0.001")
_AS_NUMBER: Final = " class='number'"
_NUMBER: Final = f"<td{_AS_NUMBER}>"
OFFICIAL: Final = "\N{DAGGER}"
"""After a value of an official table, which nobody states in prose."""


def written(value: float | None, official: bool) -> str:
    """A number in a table, grouped, with as many decimals as it needs, at most three."""
    if value is None or pd.isna(value):
        return ""
    number = f"{Decimal(str(value)).quantize(_DECIMALS).normalize():,f}"
    return f"{number} {OFFICIAL}" if official else number


def on_paper(shown: pd.DataFrame) -> None:
    """The rows of a table once more, for print: what is drawn on a canvas ends at its edge."""
    first = shown.head(_MOST_ON_PAPER)
    first = first[list(first.replace("", None).dropna(axis="columns", how="all"))]
    wide, *rest = [first[columns] for columns in sheets(first)] or [first]
    # What stands below the first sheet has the rows that say something there.
    naming = _naming(first)
    tables = "".join(map(_sheet, [wide, *(each[said(each, naming)] for each in rest)]))
    left = len(shown) - len(first)
    more = f"<p>{html.escape(text('paper_more', count=left))}</p>" if left else ""
    st.html(f"<div class='on-paper'>{tables}{more}</div>")


def sheets(shown: pd.DataFrame) -> list[list[str]]:
    """The columns that fit beside one another on paper; what names a row stands on every sheet."""
    if not len(shown.columns):
        return []
    columns = list(map(str, shown))
    naming = _naming(shown)
    first, others = columns[:naming], columns[naming:]
    pages = [list(first)]
    taken = sum(_letters(name, shown[name]) for name in first[1:])
    left = room = _SHEET - _letters(first[0], shown[first[0]], broken=False) - taken
    for name in others:
        needed = _letters(name, shown[name])
        if needed > left and len(pages[-1]) > naming:
            pages.append(list(first))
            left = room
        pages[-1].append(name)
        left -= needed
    return pages


def _naming(shown: pd.DataFrame) -> int:
    """How many of the first columns tell the rows apart, as far as the first few do."""
    most = min(_MOST_NAMING, len(shown.columns))
    return next((n for n in range(1, most) if not shown.iloc[:, :n].duplicated().any()), most)


def _letters(name: str, column: pd.Series[Any], *, broken: bool = True) -> int:
    """Letters that a column needs on paper: those of its longest word, or of a bit of a sentence.

    broken: whether its cells may be broken into lines.
    """
    cells = [name, *(_plain(cell) for cell in column.dropna())]
    if not broken:
        return _GAP + min(max(map(len, cells)), _SENTENCE_ROOM)
    longest = max(len(word) for cell in cells for word in _words(cell))
    least = _SENTENCE_ROOM if _is_long(column) else 0
    return _GAP + max(min(longest, _LONGEST_WORD), least)


def _plain(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return str(cell.date())
    return written(float(cell), official=False) if isinstance(cell, float | Decimal) else str(cell)


def _words(cell: str) -> list[str]:
    """What of a cell is not broken: its words; a day is one."""
    return [cell] if _DAY.fullmatch(cell) else _BREAKS.split(cell)


def said(sheet: pd.DataFrame, naming: int) -> pd.Series[bool]:
    """Which rows of a sheet say more than what they are about, which its first columns say."""
    filled: pd.Series[bool] = sheet.iloc[:, naming:].replace("", None).notna().any(axis="columns")
    return filled


def _is_long(column: pd.Series[Any]) -> bool:
    """Whether sentences stand in it."""
    return bool(column.dropna().astype(str).str.len().max() > _SENTENCE)


def _sheet(shown: pd.DataFrame) -> str:
    rows = [[*map(cell, row)] for row in shown.itertuples(index=False, name=None)]
    numbers = {at for row in rows for at, each in enumerate(row) if each.startswith(_NUMBER)}
    heads = "".join(
        f"<th scope='col'{_AS_NUMBER if at in numbers else ''}>{html.escape(str(name))}</th>"
        for at, name in enumerate(shown)
    )
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def cell(value: object) -> str:
    """A cell of a table as HTML."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
        return "<td></td>"
    if isinstance(value, float | Decimal):
        return f"{_NUMBER}{written(float(value), official=False)}</td>"
    if isinstance(value, str) and value.endswith(OFFICIAL):
        return f"{_NUMBER}{html.escape(value)}</td>"
    words = _plain(value)
    if _DAY.fullmatch(words):
        return f"<td class='day'>{words}</td>"
    kind = "long" if len(words) > _SENTENCE else ""
    if any(len(word) > _LONGEST_WORD for word in _BREAKS.split(words)):
        kind += " broken"
    named = f" class='{kind.strip()}'" if kind else ""
    return f"<td{named}>{html.escape(words)}</td>"
