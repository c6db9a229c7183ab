"""Entries of a section as checked values, each by the kind of its key.

Knows the schema's keys and kinds; must not know how figures hang together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from etl.model import Membership, Period
from etl.periods import parse_day, parse_period
from etl.problems import Problem, Refused, choices, nearest, quoted
from etl.quantities import read_value
from etl.read import Items, Node, Row
from etl.schema import SECTIONS, Key

_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_AREA: Final = re.compile(r"[A-Z]{3}|[A-Z]{2,4}[0-9]{0,3}(?:_[0-9]{4}|_V)?", re.ASCII)
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FILE: Final = re.compile(r"[\w.()+-]+(?: [\w.()+-]+)*", re.ASCII)
_INTEGER: Final = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
_SIGNED_NUMBER: Final = re.compile(r"[+-] ?[0-9][0-9.,\s]*(?:%|[^\W\d_]+(?: [^\W\d_]+)*)?")
_LONGEST_TEXT: Final = 500
_LONGEST_PHRASE: Final = 60
_LONGEST_ID: Final = 80
_RUNS_IN_SPREADSHEET: Final = "=@+-"
_AFTER_WIDE: Final = re.compile(
    "[\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH COMMERCIAL AT}"
    "\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}]"
)


class Entries:
    """Reads the entries of one file, collecting problems with their places."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.ids: dict[str, dict[str, Any]] = {}
        """Ids known so far by section, for references."""
        self._periods: dict[str, Period] = {}
        self._readers = {
            section: {key.name: self._reader(key) for key in keys}
            for section, keys in SECTIONS.items()
        }
        self._required = {
            section: frozenset(key.name for key in keys if key.required)
            for section, keys in SECTIONS.items()
        }

    def refuse(self, row: Row, key: str, refused: Refused) -> None:
        """Note a problem at the value of a key; at the entry where the key is missing."""
        self.problems.append(refused.at(*row.place(key)))

    def rows(self, top: Row, section: str, required: bool = True) -> list[Row]:
        """The entries of a list section; [] and a problem where it has another shape."""
        node = top.values.get(section)
        if node is None:
            if required:
                self.problems.append(
                    Refused("missing-key", f"the section {section} is missing").at(1, 1)
                )
            return []
        if not isinstance(node, Items):
            self.refuse(top, section, _shape(node, "a list of entries, each begun with -"))
            return []
        found = []
        for index, item in enumerate(node.items):
            if isinstance(item, Row):
                found.append(item)
            else:
                allowed = "an entry of keys and values"
                self.problems.append(_shape(item, allowed).at(*node.place(index)))
        return found

    def values(self, row: Row, section: str) -> dict[str, Any] | None:
        """Checked values by key; None where a required one is missing or refused."""
        readers = self._readers[section]
        values: dict[str, Any] = {}
        sound = True
        for name, node in row.values.items():
            reader = readers.get(name)
            try:
                if reader is None:
                    raise Refused(
                        "unknown-key",
                        f"the key {quoted(name)} is unknown{nearest(name, readers)}",
                        f"allowed in {section} are {choices(readers, 20)}",
                    )
                values[name] = reader(node)
            except Refused as refused:
                self.refuse(row, name, refused)
                sound = False
        missing = self._required[section] - row.values.keys()
        if missing:
            for name in sorted(missing):
                found = f"the key {name} is missing"
                self.problems.append(Refused("missing-key", found).at(row.line, row.column))
            return None
        return values if sound else None

    def _reader(self, key: Key) -> Callable[[Node], Any]:
        if key.kind == "refs":
            return partial(_list, self._reader(key._replace(kind="ref")))
        if key.kind == "texts":
            return partial(_list, partial(_scalar, _text))
        if key.kind == "memberships":
            return partial(_list, self._membership)
        if key.kind == "ref":
            return partial(_scalar, partial(self._reference, key.refers_to))
        if key.kind == "enum":
            return partial(_scalar, partial(_choice, frozenset(key.enum), key.enum))
        if key.kind == "period":
            return partial(_scalar, self._period)
        return partial(_scalar, _READERS[key.kind])

    def _period(self, text: str) -> Period:
        period = self._periods.get(text)
        if period is None:
            period = self._periods[text] = parse_period(text)
        return period

    def _reference(self, section: str, text: str) -> str:
        known = self.ids[section]
        if text not in known:
            raise Refused(
                "unknown-reference",
                f"{quoted(text)} is not in {section}{nearest(text, known)}",
                f"allowed are {choices(known)}" if known else "",
            )
        return text

    def _membership(self, node: Node) -> Membership:
        if isinstance(node, str):
            return Membership(_area(node))
        if not isinstance(node, Row) or not node.values.keys() <= {"area", "from", "to"}:
            raise _shape(node, "an area, or {area, from, to}")
        if "area" not in node.values:
            raise Refused("missing-key", "the key area is missing")
        days = {
            name: _scalar(parse_day, node.values[name])
            for name in ("from", "to")
            if name in node.values
        }
        since, until = days.get("from"), days.get("to")
        if since and until and until < since:
            raise Refused("period-order", f"{until} is before {since}")
        return Membership(_scalar(_area, node.values["area"]), since, until)


def _scalar(read: Callable[[str], Any], node: Node) -> Any:
    if type(node) is not str:
        raise _shape(node, "one text")
    if node in ("", "~", "null", "Null", "NULL"):
        raise Refused("empty-value", "the value is empty")
    return read(node)


def _list(read: Callable[[Node], Any], node: Node) -> tuple[Any, ...]:
    if not isinstance(node, Items):
        raise _shape(node, "a list")
    return tuple(read(item) for item in node.items)


def _shape(node: Node, allowed: str) -> Refused:
    names = {str: "a text", Row: "keys and values", Items: "a list"}
    return Refused("wrong-shape", f"found {names[type(node)]}", f"allowed is {allowed}")


def _choice(known: frozenset[str], ordered: tuple[str, ...], text: str) -> str:
    if text not in known:
        raise Refused(
            "bad-choice",
            f"{quoted(text)} is none of the choices{nearest(text, ordered)}",
            f"allowed are {choices(ordered)}",
        )
    return text


def _text(text: str) -> str:
    text = text.removesuffix("\n")  # a block scalar ends with one
    if "\n" in text or not text.strip() or len(text) > _LONGEST_TEXT:
        raise Refused("bad-text", f"{quoted(text)} has {len(text)} characters")
    return _not_run(text)


def _not_run(text: str) -> str:
    """Text that a spreadsheet shows and does not run; a signed number is fine."""
    first = text.lstrip()[:1]
    if (first in _RUNS_IN_SPREADSHEET or _AFTER_WIDE.match(first)) and not (
        _SIGNED_NUMBER.fullmatch(text)
    ):
        raise Refused("formula", f"{quoted(text)} begins with {quoted(first)}")
    return text


def _phrase(text: str) -> str:
    if len(text) > _LONGEST_PHRASE or "\n" in text or text != text.strip():
        raise Refused("bad-phrase", f"{quoted(text)} has {len(text)} characters")
    return _not_run(text)


def _matching(pattern: re.Pattern[str], rule: str, text: str) -> str:
    if len(text) > _LONGEST_ID or not pattern.fullmatch(text):
        raise Refused(rule, f"{quoted(text)} is none")
    return text


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise Refused("bad-integer", f"{quoted(text)} is none")
    return int(text)


_area: Final = partial(_matching, _AREA, "bad-area")

_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "id": partial(_matching, _ID, "bad-id"),
    "area_id": _area,
    "text": _text,
    "phrase": _phrase,
    "date": parse_day,
    "quantity": read_value,
    "integer": _integer,
    "sha256": partial(_matching, _SHA256, "bad-sha256"),
    "file": partial(_matching, _FILE, "bad-file-name"),
}
