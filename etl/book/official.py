"""A file of official figures made from an official table: CSV in, the text of reference.yaml out.

Numbers go from text to text, digit by digit. Nothing is guessed: rows about areas that the
figures file does not declare are left out and counted, whatever else cannot be read is a problem
with its line. Must not read files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from etl.book.official_cells import decimal_mark, digits, has_value, marked
from etl.book.official_plan import FIELDS, SOURCE_FIELDS, Plan, is_period, period_of, told
from etl.book.official_table import filled, lines, unnamed
from etl.book.quantities import read_value
from etl.core.model import Book
from etl.core.problems import Refused, choices, nearest, quoted

_NEEDED: Final = ("indicator", "partner", "period", "value", "title", "published")
_PERCENT: Final = ("percent", "%")
_NO_ID: Final = re.compile(r"[^a-z0-9]+")
_PRECISION_REASON: Final = "Later editions of the table may move it by {tolerance} %."
_FOOTNOTE: Final = "Marked in the table:"
_HUNDRED: Final = 100
_LEAST_STEP: Final = Decimal("0.00001")


class Official(NamedTuple):
    """What was made of a table."""

    text: str
    """The file; empty where there are problems."""
    figures: int
    unknown: Mapping[str, int]
    """Rows left out, by the name of the area that is not declared."""
    empty: tuple[int, ...]
    """Lines of the table without a value, left out too."""
    problems: tuple[tuple[int, str], ...]
    """Lines of the table, and what is wrong with them."""
    unread: tuple[str, ...]
    """Columns of a wide table that are neither a period nor a field."""


class _UnknownAreaError(Exception):
    """A row about an area that the figures file does not declare."""


def official(data: bytes, plan: Plan, book: Book) -> Official:
    """The file of a table's figures.

    data: CSV with a head. book: has the areas and indicators. Never raises for what stands in a
    row; Refused for a table without a column that is needed, or whose numbers can be read in two
    ways; UnicodeDecodeError for one that is not in the plan's encoding.
    """
    table = _Table(plan, book)
    cut = lines(data.decode(plan.encoding), table.is_head, table.has_columns)
    merged = [plan.columns.get(field, field) for field in plan.filled]
    rows = [
        (line, cells)
        for line, cells in filled(cut.rows, cut.head, merged)
        if table.is_whole(line, cells, cut.head)
    ]
    columns = table.columns(cut.head)
    read = [row for line, cells in rows for row in told(line, cells, cut.head, columns, plan)]
    values = (marked(row["value"], plan.footnotes).text for _, row in read)
    mark = plan.decimal or decimal_mark(filter(has_value, values))
    for line, row in read:
        table.read(line, row, mark)
    known = {*columns.values()}
    unread = (name for name in cut.head if name and name not in known and not is_period(name, plan))
    return table.official(tuple(unread) if plan.wide else ())


class _Table:
    """The rows that were read so far."""

    def __init__(self, plan: Plan, book: Book) -> None:
        self._plan = plan
        self._book = book
        self._known = {
            "indicator": _names((i.id, i.name) for i in book.indicators.values()),
            "partner": _names((a.id, a.name, a.said) for a in book.areas.values()),
        }
        self._known["reporter"] = self._known["partner"]
        self._sources: dict[tuple[str, ...], str] = {}
        self._figures: dict[str, tuple[int, str]] = {}
        self._unknown: Counter[str] = Counter()
        self._empty: list[int] = []
        self._problems: list[tuple[int, str]] = []

    def is_head(self, head: list[str]) -> bool:
        """Whether a line has all columns that are needed, and periods where they are columns."""
        across = not self._plan.wide or any(is_period(name, self._plan) for name in head)
        return self._wanted() <= {*head} and across

    def has_columns(self, head: list[str]) -> bool:
        """Whether a line has all columns that are needed, and any are."""
        return bool(self._wanted()) and self._wanted() <= {*head}

    def _wanted(self) -> set[str]:
        columns = self._plan.columns
        return {*columns.values(), *(f for f in self._needed() if f not in columns)}

    def columns(self, header: list[str]) -> dict[str, str]:
        """The table's column of each field that it has."""
        columns: dict[str, str] = {}
        needed = self._needed()
        for name in (*FIELDS, *SOURCE_FIELDS):
            column = self._plan.columns.get(name, name)
            if header.count(column) > 1:
                told = f"the table has {header.count(column)} columns {quoted(column)}"
                raise Refused("missing-key", told, "one of them needs another head")
            if column in header:
                columns[name] = column
            elif name in self._plan.columns:
                known = choices(header)
                raise Refused("missing-key", f"the table has no column {quoted(column)}", known)
            elif name in needed:
                told = f"--map {name}=COLUMN, or --set {name}=VALUE; its columns: {choices(header)}"
                raise Refused("missing-key", f"nothing says the {name} of a row", told)
        return columns

    def _needed(self) -> list[str]:
        """Fields that a column has to say."""
        across = ("period", "value") if self._plan.wide else ()
        return [f for f in _NEEDED if f not in (*self._plan.fixed, *across)]

    def is_whole(self, line: int, cells: list[str], head: list[str]) -> bool:
        """Whether each cell of a row stands below a head; else it is a problem."""
        if told := unnamed(cells, head):
            self._problems.append((line, told))
        return not told

    def read(self, line: int, row: Mapping[str, str], mark: str) -> None:
        """One figure of a row, to be taken, to be left out, or a problem.

        mark: what stands before the decimals of its value.
        """
        if not has_value(marked(row["value"], self._plan.footnotes).text):
            self._empty.append(line)
            return
        try:
            name, entry = self._figure(row, mark)
        except _UnknownAreaError as unknown:
            self._unknown[str(unknown)] += 1
        except ValueError as wrong:  # Refused is one
            message = (
                f"{wrong.found} ({wrong.allowed})" if isinstance(wrong, Refused) else str(wrong)
            )
            self._problems.append((line, message))
        else:
            if name in self._figures:
                other = self._figures[name][0]
                self._problems.append((line, f"says the same thing as line {other} ({name})"))
            self._figures[name] = line, entry

    def _figure(self, row: Mapping[str, str], mark: str) -> tuple[str, str]:
        indicator = self._book.indicators[self._name("indicator", row["indicator"])]
        partner = self._area("partner", row["partner"])
        keys = {"indicator": indicator.id, "partner": partner}
        own = self._book.dataset.reporter
        reporter = self._area("reporter", row["reporter"]) if row.get("reporter") else own
        if reporter != own:
            keys["reporter"] = reporter
        when, mark_of_period = period_of(row["period"], self._plan)
        period, amount = when.text, marked(row["value"], self._plan.footnotes)
        number_as_printed, value = self._value(row, digits(amount.text, mark), indicator.unit)
        read_value(value)  # what our file refuses is told at the table's line
        parts = (self._plan.source, *keys.values(), period)
        name = "-".join(_NO_ID.sub("-", part.lower()).strip("-") for part in parts)
        source = tuple(row.get(field, "") for field in SOURCE_FIELDS)
        number = self._sources.setdefault(source, f"{self._plan.source}-{len(self._sources) + 1}")
        percent = value.endswith("%")
        keys |= {"period": period, "value": value}
        scale = f" {self._plan.scale}" if self._plan.scale else ""
        keys["as_stated"] = _text(f"{number_as_printed}{'%' if percent else scale}")
        if self._plan.tolerance:
            keys |= self._precision(number_as_printed, value.removeprefix(number_as_printed))
        keys["source"] = number
        footnotes = [f"{_FOOTNOTE} {each}" for each in (mark_of_period, amount.mark) if each]
        if note := "; ".join([*filter(None, [row.get("note")]), *footnotes]):
            keys["note"] = _text(note)
        return name, _entry(name, keys)

    def _value(self, row: Mapping[str, str], digits: str, kind: str) -> tuple[str, str]:
        """Digits as the book writes them, and with scale and unit."""
        unit = self._plan.codes.get(("unit", row.get("unit", "")), row.get("unit", ""))
        if kind == "percent" or unit in _PERCENT:
            return digits, f"{digits} %"
        if kind == "currency" and not unit:
            raise ValueError("nothing says the currency of an amount: --set unit=USD")
        parts = (digits, self._plan.scale, unit if kind == "currency" else "")
        return digits, " ".join(part for part in parts if part)

    def _precision(self, digits: str, rest: str) -> dict[str, str]:
        """The step with which a value has the tolerance on both sides."""
        tolerance = self._plan.tolerance
        step = abs(Decimal(digits)) * tolerance * 2 / _HUNDRED
        rounded = step.quantize(_LEAST_STEP).normalize()
        if rounded < Decimal(1).scaleb(int(Decimal(digits).as_tuple().exponent)):
            return {}  # what is printed allows more than the tolerance
        reason = _PRECISION_REASON.format(tolerance=f"{tolerance.normalize():f}")
        return {"precision": f"{rounded:f}{rest}", "precision_reason": reason} if rounded else {}

    def _area(self, field: str, text: str) -> str:
        try:
            return self._name(field, text)
        except ValueError:
            raise _UnknownAreaError(text) from None

    def _name(self, field: str, text: str) -> str:
        """Our id for what the table writes."""
        code = self._plan.codes.get((field, text), text)
        known = self._known[field]
        if code.casefold() not in known:
            told = f"write --code {field}:{text}=ID"
            raise ValueError(f"no {field} is called {quoted(code)}{nearest(code, known)}; {told}")
        return known[code.casefold()]

    def official(self, unread: tuple[str, ...]) -> Official:
        """What was made of all rows. unread: columns that are nothing of a figure."""
        only = len(self._sources) == 1
        sources = "".join(
            _entry(self._plan.source if only else name, self._source(described))
            for described, name in self._sources.items()
        )
        figures = "".join(entry for _, entry in self._figures.values())
        if only:
            (number,) = self._sources.values()
            figures = figures.replace(f"source: {number}\n", f"source: {self._plan.source}\n")
        text = (
            "# yaml-language-server: $schema=figures.schema.json\n"
            f"\nsources:\n{sources}\nfigures:\n{figures}"
        )
        return Official(
            "" if self._problems or not figures else text,
            len(self._figures),
            dict(self._unknown.most_common()),
            tuple(self._empty),
            tuple(sorted(self._problems)),
            unread,
        )

    def _source(self, described: tuple[str, ...]) -> dict[str, str]:
        title, publisher, published = described
        keys = {"title": _text(title), "kind": "official_statistics", "published": published}
        keys["language"] = self._plan.language
        return {**keys, "publisher": _text(publisher)} if publisher else keys


def _names(things: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Ids by all names of things, in small letters; the first of each is its id."""
    return {name.casefold(): names[0] for names in things for name in names}


def _entry(name: str, keys: Mapping[str, str]) -> str:
    lines = (f"    {key}: {value}\n" for key, value in keys.items())
    return f"  - id: {name}\n{''.join(lines)}"


def _text(text: str) -> str:
    """A text in double quotes, where YAML guesses nothing."""
    return json.dumps(text, ensure_ascii=False)
