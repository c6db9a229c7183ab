"""Bytes of a figures file in, entries with places out. YAML without guessing.

Every scalar stays the text that was written: what it means is decided by its key,
in `figures`. Must not know what a figure is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple, NoReturn

import yaml
from yaml._yaml import CParser  # libyaml's own events; every wheel of PyYAML has it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from etl.problems import Problem, Refused, quoted

_BIGGEST: Final = 200_000_000
_DEEPEST: Final = 5
_COLUMN_BITS: Final = 20
_PRINTABLE_ASCII: Final = bytes([0x0A, 0x0D, *range(0x20, 0x7F)])
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\uffff\ud800-\udfff]"
)


class Row:
    """One mapping: texts, lists and mappings by key, in the order of the file."""

    __slots__ = ("column", "line", "marks", "values")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.values: dict[str, Node] = {}
        self.marks: list[int] = []

    def place(self, key: str) -> tuple[int, int]:
        """Line and column (from 1) of the value of a key; of the entry without it."""
        for name, mark in zip(self.values, self.marks, strict=True):
            if name == key:
                return (mark >> _COLUMN_BITS), mark & ((1 << _COLUMN_BITS) - 1)
        return self.line, self.column


class Items:
    """One list, each item with its place."""

    __slots__ = ("column", "items", "line", "marks")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = []
        self.marks: list[int] = []

    def place(self, index: int) -> tuple[int, int]:
        """Line and column (from 1) of an item."""
        mark = self.marks[index]
        return (mark >> _COLUMN_BITS), mark & ((1 << _COLUMN_BITS) - 1)


Node = str | Row | Items


class Read(NamedTuple):
    """What a file holds: its top mapping (None where it has none), and what is wrong."""

    top: Row | None
    problems: list[Problem]


class _Stop(Exception):
    """Reading cannot go on after this problem."""


def read(data: bytes) -> Read:
    """Entries of a figures file, with the place of every value.

    data: the bytes of the file. Texts are returned as written, never converted.
    Problems of form are collected; after one of syntax nothing more is read.
    """
    problems: list[Problem] = []
    try:
        _check_bytes(data, problems)
        top = _Builder(data, problems).build()
    except _Stop:
        top = None
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error))
        top = None
    except yaml.YAMLError as error:
        problems.append(Refused("yaml-syntax", str(error).replace("\n", " ")).at(1, 1))
        top = None
    return Read(top, problems)


def _check_bytes(data: bytes, problems: list[Problem]) -> None:
    """Refuse what is no plain UTF-8 text, at its place."""
    if not data.strip():
        _stop(problems, Refused("file-empty", "the file is empty"))
    if len(data) > _BIGGEST:
        _stop(problems, Refused("file-size", f"the file has {len(data):,} bytes"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _stop(problems, Refused("file-encoding", "the file is UTF-16; save it as UTF-8"))
    if data.startswith(b"\xef\xbb\xbf"):
        _stop(problems, Refused("file-bom", "the file begins with a byte order mark"))
    # Printable ASCII is nearly all of a file: what is left is short, and still whole UTF-8.
    rest = data.translate(None, _PRINTABLE_ASCII)
    if not rest:
        return
    try:
        odd = rest.decode("utf-8")
    except UnicodeDecodeError:
        _stop_at_bad_byte(data, problems)
    if "\t" in odd or _UNSAFE.search(odd):
        _find_unsafe(data.decode("utf-8"), problems)


def _stop_at_bad_byte(data: bytes, problems: list[Problem]) -> NoReturn:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        found = f"byte 0x{data[error.start]:02x} is not UTF-8"
        problems.append(Refused("file-encoding", found).at(line, column))
    raise _Stop


def _find_unsafe(text: str, problems: list[Problem]) -> NoReturn:
    """Name every line with a tab or an unsafe character, then stop."""
    for number, line in enumerate(text.split("\n"), 1):
        if (column := line.find("\t")) >= 0:
            problems.append(Refused("tab", "a tab").at(number, column + 1))
        if match := _UNSAFE.search(line):
            problems.append(_unsafe(match.group()).at(number, match.start() + 1))
    raise _Stop


def _unsafe(character: str) -> Refused:
    return Refused("control-character", f"the character U+{ord(character):04X}")


def _stop(problems: list[Problem], refused: Refused) -> NoReturn:
    problems.append(refused.at(1, 1))
    raise _Stop


def _syntax(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    found = " ".join(part for part in (error.context, error.problem) if part)
    return Refused("yaml-syntax", found or "the file is no YAML").at(line, column)


class _Builder:
    """Builds rows straight from libyaml's events: no intermediate tree, no aliases, no tags."""

    def __init__(self, data: bytes, problems: list[Problem]) -> None:
        # libyaml's events are built in C without types: they are told apart by class.
        self.next_event: Callable[[], Any] = CParser(data).get_event
        self.problems = problems
        # Only a double-quoted escape can bring back what _check_bytes refused.
        self.escapes = b"\\" in data

    def build(self) -> Row | None:
        """The top mapping of the only document; None (and a problem) where it is none."""
        holder = Items(1, 1)
        stack: list[Row | Items] = []
        current: Row | Items = holder
        key: str | None = None
        keys: list[str | None] = []
        documents = 0
        while True:
            event = self.next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor or event.tag:
                    self.refuse_properties(event)
                text = event.value
                if type(current) is Row and key is None:
                    key = self.key(current, event)
                    continue
                if self.escapes and not text.isprintable():
                    self.check_escapes(event)
                self.add(current, key, text, event)
                key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor or event.tag:
                    self.refuse_properties(event)
                mark = event.start_mark
                if len(stack) >= _DEEPEST:
                    self.refuse(event, Refused("yaml-depth", "nested too deep"))
                    raise _Stop
                made = (Row if kind is MappingStartEvent else Items)(mark.line + 1, mark.column + 1)
                if type(current) is Row and key is None:
                    self.refuse(event, Refused("wrong-shape", "a key that is no plain text"))
                    raise _Stop
                self.add(current, key, made, event)
                stack.append(current)
                keys.append(key)
                current, key = made, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                current, key = stack.pop(), keys.pop()
                key = None
            elif kind is AliasEvent:
                self.refuse(event, Refused("yaml-anchor", f"the alias *{event.anchor}"))
                if type(current) is Row and key is None:
                    raise _Stop
                self.add(current, key, "", event)
                key = None
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse(event, Refused("yaml-document", "a second document"))
                    raise _Stop
            elif kind is StreamEndEvent:
                break
        return self.only(holder)

    def only(self, holder: Items) -> Row | None:
        if holder.items and isinstance(holder.items[0], Row):
            return holder.items[0]
        rule = "wrong-shape" if holder.items and holder.items[0] else "file-empty"
        found = "no sections at the top" if holder.items else "the file holds only comments"
        self.problems.append(Refused(rule, found).at(1, 1))
        return None

    def key(self, row: Row, event: Any) -> str:
        name: str = event.value
        if name in row.values:
            self.refuse(event, Refused("duplicate-key", f"the key {quoted(name)} a second time"))
            return "\0" + name + str(len(row.values))  # read on, and drop it in `add`
        return name

    def add(self, parent: Row | Items, key: str | None, node: Node, event: Any) -> None:
        mark = event.start_mark
        packed = (mark.line + 1) << _COLUMN_BITS | (mark.column + 1)
        if type(parent) is Items:
            parent.items.append(node)
            parent.marks.append(packed)
        elif type(parent) is Row and key is not None and key[:1] != "\0":
            parent.values[key] = node
            parent.marks.append(packed)

    def refuse(self, event: Any, refused: Refused) -> None:
        mark = event.start_mark
        self.problems.append(refused.at(mark.line + 1, mark.column + 1))

    def refuse_properties(self, event: Any) -> None:
        if event.anchor:
            self.refuse(event, Refused("yaml-anchor", f"the anchor &{event.anchor}"))
        tag = getattr(event, "tag", None)
        if tag:
            self.refuse(event, Refused("yaml-tag", f"the tag {quoted(tag)}"))

    def check_escapes(self, event: Any) -> None:
        if match := _UNSAFE.search(event.value.replace("\t", "\x00")):
            self.refuse(event, _unsafe(match.group()))
