"""Entries of a section as checked values, each by the kind of its key.

Knows the schema's keys and kinds; must not know how figures hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from etl.book.rows import Items, Node, Row
from etl.book.scalars import READERS, word_of
from etl.core.days import parse_day
from etl.core.model import Membership, NamedStart
from etl.core.problems import Problem, Refused, choices, nearest, quoted
from etl.core.schema import LANGUAGES, SECTIONS, Key

_MOST_HINTS: Final = 50
_UNKNOWN: Final = "?"
"""What a draft leaves for the curator to tell."""
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

    def readers(self, section: str) -> Mapping[str, Mapping[Node, Any]]:
        """The values of each key by what stands there; asking for one may raise Refused."""
        return self._values[section]

    def refuse(self, row: Row, key: str, refused: Refused) -> None:
        """Note a problem at the value of a key; at the entry where the key is missing."""
        self.problems.append(refused.at(*(refused.place or row.place(key))))

    def rows(self, top: Row, section: str, required: bool = True) -> Iterator[Row]:
        """The entries of a list section; none and a problem where it has another shape.

        Each is let go of once the next is asked for: what is read of 100,000 figures takes more
        room than what is made of them.
        """
        node = top.values.get(section)
        if node is None:
            if required:
                missing = Refused("missing-key", f"the section {section} is missing")
                self.refuse(top, section, missing)
            return
        if not isinstance(node, Items):
            self.refuse(top, section, shape(node, "a list of entries, each begun with -"))
            return
        items, node.items = node.items, []
        for index, item in enumerate(items):
            items[index] = ""
            if isinstance(item, Row):
                yield item
            else:
                allowed = "an entry of keys and values"
                self.problems.append(shape(item, allowed).at(*node.place(index)))

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
                fault = f"the key {name} is missing"
                self.problems.append(Refused("missing-key", fault).at(row.line, row.column))
            return None
        return values if sound else None

    def _reader(self, key: Key) -> Callable[[Node], Any]:
        reference = partial(_scalar, partial(self._reference, key.refers_to))
        special: dict[str, Callable[[Node], Any]] = {
            "ref": reference,
            "refs": partial(_each_once, reference),
            "unit": partial(_scalar, partial(self._unit, key.enum)),
            "texts": partial(_list, partial(_scalar, READERS["text"])),
            "words": self._words,
            "memberships": partial(_list, self._membership),
            "starts": partial(_list, self._start),
            "enum": partial(_scalar, partial(_choice, frozenset(key.enum), key.enum)),
        }
        return special.get(key.kind) or partial(_scalar, READERS[key.kind])

    def _reference(self, section: str, text: str) -> str:
        known = self.ids.get(section)
        if known is not None and text not in known:
            # A source that was renamed is unknown to all its figures, and looking is slow.
            fault = self._unknown.get((section, text))
            if fault is None:
                hint = nearest(text, known) if len(self._unknown) < _MOST_HINTS else ""
                fault = f"{quoted(text)} is not in {section}{hint}"
                self._unknown[section, text] = fault
            allowed = f"allowed are {choices(known)}" if known else ""
            raise Refused("unknown-reference", fault, allowed)
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
                values[name] = _each_once(partial(_scalar, word_of), value)
        return values

    def _start(self, node: Node) -> NamedStart:
        """A day and, by language, the words that name it."""
        if not isinstance(node, Row):
            raise shape(node, "a day and words: {date: 1991-12-16, en: [independence]}")
        if "date" not in node.values:
            raise Refused("missing-key", "the key date is missing")
        with _placed(node.place("date")):
            day = _scalar(parse_day, node.values["date"])
        words: dict[str, tuple[str, ...]] = {}
        for name, value in node.values.items():
            with _placed(node.place(name)):
                if name in LANGUAGES:
                    words[name] = _each_once(partial(_scalar, word_of), value)
                elif name != "date":
                    raise unknown_key(name, "named_starts", ("date", *LANGUAGES), self.hints)
        if not words:
            raise Refused("missing-key", "words that name the day are missing", "write en: [...]")
        return NamedStart(day, words)

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
    fault = f"the key {quoted(name)} is unknown{nearest(name, known) if hint else ''}"
    return Refused("unknown-key", fault, f"allowed in {where} are {choices(known, 20)}")


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
    given = names[type(node)] if node != "" else "nothing"
    return Refused("wrong-shape", f"found {given}", f"allowed is {allowed}")


def _choice(known: frozenset[str], ordered: tuple[str, ...], text: str) -> str:
    if text not in known:
        raise Refused(
            "bad-choice",
            f"{quoted(text)} is none of the choices{nearest(text, ordered)}",
            f"allowed are {choices(ordered)}",
        )
    return text
