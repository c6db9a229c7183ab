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
_DECIMALS: Final = Decimal("0.001")
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
    tables = "".join(map(_sheet, [wide, *(each[said(each)] for each in rest)]))
    left = len(shown) - len(first)
    more = f"<p>{html.escape(text('paper_more', count=left))}</p>" if left else ""
    st.html(f"<div class='on-paper'>{tables}{more}</div>")


def sheets(shown: pd.DataFrame) -> list[list[str]]:
    """The columns that fit beside one another on paper; the first stands on every sheet."""
    if not len(shown.columns):
        return []
    first, *others = map(str, shown)
    pages = [[first]]
    left = room = _SHEET - _letters(first, shown[first], broken=False)
    for name in others:
        needed = _letters(name, shown[name])
        if needed > left and len(pages[-1]) > 1:
            pages.append([first])
            left = room
        pages[-1].append(name)
        left -= needed
    return pages


def _letters(name: str, column: pd.Series[Any], *, broken: bool = True) -> int:
    """Letters that a column needs on paper: those of its longest word, or of a bit of a sentence.

    broken: whether its cells may be broken into lines.
    """
    cells = [name, *(_plain(cell) for cell in column.dropna())]
    if not broken:
        return _GAP + min(max(map(len, cells)), _SENTENCE_ROOM)
    longest = max(len(word) for cell in cells for word in _BREAKS.split(cell))
    least = _SENTENCE_ROOM if _is_long(column) else 0
    return _GAP + max(min(longest, _LONGEST_WORD), least)


def _plain(cell: object) -> str:
    return written(float(cell), official=False) if isinstance(cell, float | Decimal) else str(cell)


def said(sheet: pd.DataFrame) -> pd.Series[bool]:
    """Which rows of a sheet say more than what they are about."""
    filled: pd.Series[bool] = sheet.iloc[:, 1:].replace("", None).notna().any(axis="columns")
    return filled


def _is_long(column: pd.Series[Any]) -> bool:
    """Whether sentences stand in it."""
    return bool(column.dropna().astype(str).str.len().max() > _SENTENCE)


def _sheet(shown: pd.DataFrame) -> str:
    heads = "".join(f"<th scope='col'>{html.escape(str(name))}</th>" for name in shown)
    rows = "".join(
        f"<tr>{''.join(map(cell, row))}</tr>" for row in shown.itertuples(index=False, name=None)
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def cell(value: object) -> str:
    """A cell of a table as HTML."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
        return "<td></td>"
    if isinstance(value, float | Decimal):
        return f"<td class='number'>{written(float(value), official=False)}</td>"
    if isinstance(value, str) and value.endswith(OFFICIAL):
        return f"<td class='number'>{html.escape(value)}</td>"
    if isinstance(value, pd.Timestamp):
        return f"<td>{value.date()}</td>"
    words = str(value)
    kind = "long" if len(words) > _SENTENCE else ""
    if any(len(word) > _LONGEST_WORD for word in _BREAKS.split(words)):
        kind += " broken"
    named = f" class='{kind.strip()}'" if kind else ""
    return f"<td{named}>{html.escape(words)}</td>"
