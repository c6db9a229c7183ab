"""Entries of a section as checked values, each by the kind of its key.

Knows the schema's keys and kinds; must not know how figures hang together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from etl.book.quantities import read_amount, read_factor, read_value
from etl.book.read import Items, Node, Row
from etl.core.days import parse_day, parse_period, parse_published
from etl.core.model import Membership
from etl.core.problems import Problem, Refused, choices, nearest, quoted
from etl.core.schema import LANGUAGES, SECTIONS, Key

_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_AREA: Final = re.compile(r"[A-Z]{3}|[A-Z]{2,4}[0-9]{0,3}(?:_[0-9]{4}|_V)?", re.ASCII)
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FILE: Final = re.compile(r"[\w(][\w.()+-]*(?: [\w.()+-]+)*", re.ASCII)
_INTEGER: Final = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
_LINES: Final = re.compile(r"0|[1-9][0-9]{0,3}", re.ASCII)
_URL: Final = re.compile(r"https?://[^\s/?#<>\"]+\.[^\s<>\"]+")
_SIGNED_NUMBER: Final = re.compile(r"[+-] ?[0-9][0-9.,\s]*(?:%|[^\W\d_]+(?: [^\W\d_]+)*)?")
_LONGEST_TEXT: Final = 500
_LONGEST_PHRASE: Final = 60
_LONGEST_ID: Final = 80
_MOST_HINTS: Final = 50
_UNKNOWN: Final = "?"
"""What a draft leaves for the curator to tell."""
_RUNS_IN_SPREADSHEET: Final = "=@+-"
_AFTER_WIDE: Final = re.compile(
    "[\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH COMMERCIAL AT}"
    "\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}]"
)
_SAID_AGAIN: Final = frozenset({"ref", "enum", "unit", "period", "date", "integer", "text"})
"""Kinds whose values many entries share."""
_MOST_KEPT: Final = 10_000


class _Values(dict[Node, Any]):
    """The values of a key by what stands there; what was read once is not read again.

    Looking one up raises Refused where it is not allowed.
    """

    def __init__(self, kind: str, read: Callable[[Node], Any]) -> None:
        super().__init__()
        self._read = read
        self._keeps = kind in _SAID_AGAIN

    def __missing__(self, node: Node) -> Any:
        value = self._read(node)
        if self._keeps and len(self) < _MOST_KEPT:
            self[node] = value
        return value


class Entries:
    """Reads the entries of one file, collecting problems with their places."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.ids: dict[str, dict[str, Any]] = {}
        """Ids by section, for references; a section that is missing is one problem by itself."""
        self._unknown: dict[tuple[str, str], str] = {}
        self._values = {
            section: {key.name: _Values(key.kind, self._reader(key)) for key in keys}
            for section, keys in SECTIONS.items()
        }
        self._required = {
            section: frozenset(key.name for key in keys if key.required)
            for section, keys in SECTIONS.items()
        }

    @property
    def hints(self) -> bool:
        """Whether to look for the nearest known name: not after so many problems, it is slow."""
        return len(self.problems) < _MOST_HINTS

    def refuse(self, row: Row, key: str, refused: Refused) -> None:
        """Note a problem at the value of a key; at the entry where the key is missing."""
        self.problems.append(refused.at(*(refused.place or row.place(key))))

    def rows(self, top: Row, section: str, required: bool = True) -> list[Row]:
        """The entries of a list section; [] and a problem where it has another shape."""
        node = top.values.get(section)
        if node is None:
            if required:
                missing = Refused("missing-key", f"the section {section} is missing")
                self.refuse(top, section, missing)
            return []
        if not isinstance(node, Items):
            self.refuse(top, section, shape(node, "a list of entries, each begun with -"))
            return []
        found = []
        for index, item in enumerate(node.items):
            if isinstance(item, Row):
                found.append(item)
            else:
                allowed = "an entry of keys and values"
                self.problems.append(shape(item, allowed).at(*node.place(index)))
        return found

    def sound(self, top: Row, section: str, required: bool) -> Iterator[tuple[Row, dict[str, Any]]]:
        """Entries of a list section and their values, without those that are refused."""
        for row in self.rows(top, section, required):
            values = self.values(row, section)
            if values is not None:
                yield row, values

    def values(self, row: Row, section: str) -> dict[str, Any] | None:
        """Checked values by key; None where a required one is missing or refused."""
        known = self._values[section]
        values: dict[str, Any] = {}
        sound = True
        for name, node in row.values.items():
            try:
                if name not in known:
                    raise unknown_key(name, section, known, self.hints)
                values[name] = known[name][node]
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
        reference = partial(_scalar, partial(self._reference, key.refers_to))
        special: dict[str, Callable[[Node], Any]] = {
            "ref": reference,
            "refs": partial(_each_once, reference),
            "unit": partial(_scalar, partial(self._unit, key.enum)),
            "texts": partial(_list, partial(_scalar, _text)),
            "words": self._words,
            "memberships": partial(_list, self._membership),
            "enum": partial(_scalar, partial(_choice, frozenset(key.enum), key.enum)),
        }
        return special.get(key.kind) or partial(_scalar, _READERS[key.kind])

    def _reference(self, section: str, text: str) -> str:
        known = self.ids.get(section)
        if known is not None and text not in known:
            # A source that was renamed is unknown to all its figures, and looking is slow.
            found = self._unknown.get((section, text))
            if found is None:
                hint = nearest(text, known) if len(self._unknown) < _MOST_HINTS else ""
                found = f"{quoted(text)} is not in {section}{hint}"
                self._unknown[section, text] = found
            allowed = f"allowed are {choices(known)}" if known else ""
            raise Refused("unknown-reference", found, allowed)
        return text

    def _unit(self, ordered: tuple[str, ...], text: str) -> str:
        """A unit that needs no declaration, or a declared one."""
        return _choice(frozenset(known := (*ordered, *self.ids.get("units", ()))), known, text)

    def _words(self, node: Node) -> dict[str, tuple[str, ...]]:
        if not isinstance(node, Row):
            raise shape(node, "lists of words by language: {en: [turnover]}")
        values: dict[str, tuple[str, ...]] = {}
        for name, value in node.values.items():
            with _placed(node.place(name)):
                if name not in LANGUAGES:
                    raise unknown_key(name, "words", LANGUAGES, self.hints)
                values[name] = _each_once(partial(_scalar, _word), value)
        return values

    def _membership(self, node: Node) -> Membership:
        area = partial(self._reference, "areas")
        if isinstance(node, str):
            return Membership(_scalar(area, node))
        if not isinstance(node, Row):
            raise shape(node, "an area, or {area, from, to}")
        if "area" not in node.values:
            raise Refused("missing-key", "the key area is missing")
        read: dict[str, Callable[[str], Any]] = {"area": area, "from": parse_day, "to": parse_day}
        values: dict[str, Any] = {}
        for name, value in node.values.items():
            with _placed(node.place(name)):
                if name not in read:
                    raise unknown_key(name, "part_of", read, self.hints)
                values[name] = _scalar(read[name], value)
        since, until = values.get("from"), values.get("to")
        if since and until and until < since:
            raise Refused("period-order", f"{until} is before {since}")
        return Membership(values["area"], since, until)


def unknown_key(name: str, where: str, known: Iterable[str], hint: bool) -> Refused:
    """A key that the schema does not have, with the nearest that it has."""
    known = list(known)
    found = f"the key {quoted(name)} is unknown{nearest(name, known) if hint else ''}"
    return Refused("unknown-key", found, f"allowed in {where} are {choices(known, 20)}")


def _scalar(read: Callable[[str], Any], node: Node) -> Any:
    if type(node) is not str:
        raise shape(node, "one text")
    if node in ("", "~", "null", "Null", "NULL"):
        raise Refused("empty-value", "the value is empty")
    if node == _UNKNOWN:
        raise Refused("unknown-value", f"the value is still {_UNKNOWN}")
    return read(node)


def _list(read: Callable[[Node], Any], node: Node) -> tuple[Any, ...]:
    if not isinstance(node, Items):
        raise shape(node, "a list")
    if not node.items:
        raise Refused("empty-value", "the list is empty")
    values = []
    for index, item in enumerate(node.items):
        with _placed(node.place(index)):
            values.append(read(item))
    return tuple(values)


def _each_once(read: Callable[[Node], Any], node: Node) -> tuple[Any, ...]:
    values = _list(read, node)
    for value in values:
        if values.count(value) > 1:
            raise Refused("duplicate-id", f"{quoted(value)} stands in the list twice")
    return values


@contextmanager
def _placed(place: tuple[int, int]) -> Iterator[None]:
    """What is refused inside is at this place, unless it is known even better."""
    try:
        yield
    except Refused as refused:
        refused.place = refused.place or place
        raise


def shape(node: Node, allowed: str) -> Refused:
    """What a node is instead of what is allowed (wrong-shape)."""
    names = {str: "a text", Row: "keys and values", Items: "a list"}
    found = names[type(node)] if node != "" else "nothing"
    return Refused("wrong-shape", f"found {found}", f"allowed is {allowed}")


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
    if "\n" in text:
        raise Refused("bad-text", f"{quoted(text)} has several lines")
    if not text.strip():
        raise Refused("bad-text", "a text of spaces")
    if len(text) > _LONGEST_TEXT:
        raise Refused("bad-text", f"{quoted(text)} has {len(text)} characters")
    return _not_run(text)


def _not_run(text: str) -> str:
    """Text that a spreadsheet shows and does not run; a signed number is fine."""
    if text[:1].isalnum():
        return text  # nearly every text
    first = text.lstrip()[:1]
    if (first in _RUNS_IN_SPREADSHEET or _AFTER_WIDE.match(first)) and not (
        _SIGNED_NUMBER.fullmatch(text)
    ):
        raise Refused("formula", f"{quoted(text)} begins with {quoted(first)}")
    return text


def _phrase(text: str) -> str:
    if text != text.strip() or "\n" in text:
        raise Refused("bad-phrase", f"{quoted(text)} has space around it or several lines")
    if len(text) > _LONGEST_PHRASE:
        raise Refused("bad-phrase", f"{quoted(text)} has {len(text)} characters")
    return _not_run(text)


def _matching(pattern: re.Pattern[str], rule: str, noun: str, text: str) -> str:
    if len(text) > _LONGEST_ID or not pattern.fullmatch(text):
        raise Refused(rule, f"{quoted(text)} is no {noun}")
    return text


def _word(text: str) -> str:
    word = _text(text)
    if word != word.strip() or not any(letter.isalpha() for letter in word):
        raise Refused("bad-text", f"{quoted(text)} is no word")
    return word


def _url(text: str) -> str:
    if len(text) > _LONGEST_TEXT or not _URL.fullmatch(text):
        raise Refused("bad-url", f"{quoted(text)} is no web address")
    return text


def _lines(text: str) -> int:
    if not _LINES.fullmatch(text):
        allowed = "allowed is how many lines of the document are its header: 0, 3"
        raise Refused("bad-integer", f"{quoted(text)} is no number of lines", allowed)
    return int(text)


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise Refused("bad-integer", f"{quoted(text)} is no whole number")
    return int(text)


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "id": partial(_matching, _ID, "bad-id", "id"),
    "area_id": partial(_matching, _AREA, "bad-area", "area"),
    "text": _text,
    "phrase": _phrase,
    "date": parse_day,
    "period": parse_period,
    "published": parse_published,
    "quantity": read_value,
    "amount": read_amount,
    "factor": read_factor,
    "url": _url,
    "lines": _lines,
    "integer": _integer,
    "sha256": partial(_matching, _SHA256, "bad-sha256", "SHA-256"),
    "file": partial(_matching, _FILE, "bad-file-name", "file name"),
}
