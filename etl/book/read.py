"""Bytes of a figures file in, entries with places out. YAML without guessing.

Every scalar stays the text that was written: what it means is decided by its key,
in `figures`. Must not know what a figure is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any, Final, NamedTuple, NoReturn

import yaml
from yaml._yaml import CParser  # libyaml's own events; every wheel of PyYAML has it
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from etl.book import lines
from etl.book.rows import Items, Lines, Node, Place, Row, mark_of
from etl.core.problems import Problem, Refused, lines_of, quoted

_BIGGEST: Final = 200_000_000
_DEEPEST: Final = 5
_MOST_LINES: Final = 100
_OTHER_MARKS: Final = {
    "UTF-32": (b"\xff\xfe\0\0", b"\0\0\xfe\xff"),  # first: it begins like UTF-16
    "UTF-16": (b"\xff\xfe", b"\xfe\xff"),
}
_PRINTABLE_ASCII: Final = bytes([0x0A, 0x0D, *range(0x20, 0x7F)])
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\uffff\ud800-\udfff]"
)
# A raw tab has a rule of its own, a raw return ends a line: only escapes bring them into a text.
_UNSAFE_ESCAPED: Final = re.compile("[\t\r]")


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
        top = _in_parts(data) or _Builder(data, problems).build()
    except _Stop:
        top = None
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error))
        top = None
    except yaml.YAMLError as error:
        problems.append(Refused("yaml-syntax", " ".join(str(error).split())).at(1, 1))
        top = None
    except UnicodeDecodeError:  # the bytes are UTF-8, so it is a tag with %-escapes
        problems.append(Refused("yaml-tag", "a tag that is no UTF-8").at(1, 1))
        top = None
    return Read(top, problems)


def _check_bytes(data: bytes, problems: list[Problem]) -> None:
    """Refuse what is no plain UTF-8 text, at its place."""
    if not data.strip():
        _stop(problems, Refused("file-empty", "the file is empty"))
    if len(data) > _BIGGEST:
        _stop(problems, Refused("file-size", f"the file has {len(data):,} bytes"))
    for encoding, marks in _OTHER_MARKS.items():
        if data.startswith(marks):
            fault = f"the file is {encoding}; save it as UTF-8"
            _stop(problems, Refused("file-encoding", fault))
    if data.startswith(b"\xef\xbb\xbf"):
        _stop(problems, Refused("file-bom", "the file begins with a byte order mark"))
    # Printable ASCII is nearly all of a file: what is left is short.
    rest = data.translate(None, _PRINTABLE_ASCII)
    if not rest:
        return
    try:
        # All of it: without the ASCII between them, broken bytes can make a whole character.
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = f"byte 0x{data[error.start]:02x} is not UTF-8"
        _stop_at_byte(data, error.start, fault, problems)
    if b"\0" in rest:
        fault = "a NUL byte: the file is UTF-16 or no text; save it as UTF-8"
        _stop_at_byte(data, data.index(b"\0"), fault, problems)
    odd = rest.decode("utf-8")
    if "\t" in odd or _UNSAFE.search(odd):
        _find_unsafe(text, problems)


def _stop_at_byte(data: bytes, at: int, fault: str, problems: list[Problem]) -> NoReturn:
    before = lines_of(data[:at].decode("utf-8"))
    problems.append(Refused("file-encoding", fault).at(len(before), len(before[-1]) + 1))
    raise _Stop


def _find_unsafe(text: str, problems: list[Problem]) -> NoReturn:
    """Name the first lines with a tab or an unsafe character, then stop."""
    for number, line in enumerate(lines_of(text), 1):
        if len(problems) >= _MOST_LINES:
            break  # nobody mends a binary file line by line
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
    begun = f" from line {error.context_mark.line + 1}" if error.context_mark else ""
    context = f"{error.context}{begun}" if error.context else ""
    fault = " ".join(part for part in (context, error.problem) if part)
    return Refused("yaml-syntax", fault or "the file is no YAML").at(line, column)


def key_places(data: bytes, wanted: Container[Place]) -> dict[Place, Place]:
    """Where the keys of some values begin, by the places of the values (both from 1).

    data: a file that was read without a problem of syntax. Rows keep no places of their keys,
    for hardly any is ever asked for.
    """
    keys: dict[Place, Place] = {}
    next_event: Callable[[], Any] = CParser(data).get_event

    def walk(event: Any) -> None:
        if type(event) is MappingStartEvent:
            while type(key := next_event()) is not MappingEndEvent:
                value = next_event()
                if (place := _start(value)) in wanted:
                    keys[place] = _start(key)
                walk(value)
        elif type(event) is SequenceStartEvent:
            while type(item := next_event()) is not SequenceEndEvent:
                walk(item)

    while type(event := next_event()) is not StreamEndEvent:
        walk(event)
    return keys


def _start(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _in_parts(data: bytes) -> Row | None:
    """The top mapping of a file that is plain for the most part; None where anything is wrong.

    What is wrong, and where, only the whole can tell.
    """
    top, entries = Row(1, 1), Items(1, 1)
    keys: dict[str, str] = {}
    same = keys.setdefault  # one text of each key, for all that have it
    try:
        for part in lines.parts(data.decode("utf-8")):
            if isinstance(part, lines.Entry):
                values: dict[str, Node] = {same(key, key): value for key, value in part.pairs}
                if len(values) != len(part.pairs):
                    return None  # a key a second time
                entries.items.append(Lines(part.line + 1, entries.column + 2, values))
                entries.marks.append(mark_of(part.line, entries.column + 1))
            elif isinstance(part, lines.Section):
                entries = Items(part.line + 1, part.indent + 1)
                _add(top, part.name, entries, mark_of(part.line, part.indent), part.line)
            elif part.in_list:
                others = _yaml(part)
                if not isinstance(others, Items):
                    return None
                entries.items += others.items
                entries.marks += others.marks
            elif others := _yaml(part):
                if not isinstance(others, Row) or others.column > 1:
                    return None
                for (name, value), mark in zip(others.values.items(), others.marks, strict=True):
                    _add(top, name, value, mark, others.line)
    except (_Stop, lines.NotPlainError, yaml.YAMLError, UnicodeDecodeError):
        return None
    return top if top.values else None


def _add(top: Row, section: str, value: Node, mark: int, line: int) -> None:
    """Add a section; line: of its key, from 1, where it is the first."""
    if section in top.values:
        raise _Stop
    if not top.values:
        top.line = line
    top.values[section] = value
    top.marks.append(mark)


def _yaml(part: lines.Other) -> Node | None:
    """What libyaml reads there; None for comments. Raises _Stop or YAMLError for any problem."""
    problems: list[Problem] = []
    nodes = _Builder(part.text.encode(), problems, part.line).nodes(1 if part.in_list else 0)
    if problems:
        raise _Stop
    return nodes[0] if nodes else None


class _Builder:
    """Builds rows straight from libyaml's events: no intermediate tree, no aliases, no tags."""

    def __init__(self, data: bytes, problems: list[Problem], before: int = 0) -> None:
        # libyaml's events are built in C without types: they are told apart by class.
        self.next_event: Callable[[], Any] = CParser(data).get_event
        self.problems = problems
        self.before = before
        """Lines of the file before these."""
        # Two questions of every scalar that most files answer once and for all: an anchor or
        # tag needs one of these marks, and only an escape can bring back an unsafe character.
        self.properties = b"&" in data or b"!" in data
        self.escapes = b"\\" in data
        self.keys: dict[str, str] = {}
        """One text of each key, for all that have it."""

    def build(self) -> Row | None:
        """The top mapping of the only document; None (and a problem) where it is none."""
        tops = self.nodes(0)
        if tops and isinstance(tops[0], Row):
            return tops[0]
        rule = "wrong-shape" if tops and tops[0] else "file-empty"
        fault = "no sections at the top" if tops else "the file holds only comments"
        self.problems.append(Refused(rule, fault).at(1, 1))
        return None

    def nodes(self, depth: int) -> list[Node]:
        """The node of the only document, so many levels down; none where it has comments only."""
        nodes: list[Node] = []
        while type(event := self.next_event()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent and nodes:
                self.refuse(event, Refused("yaml-document", "a second document"))
                raise _Stop
            if type(event) not in (StreamStartEvent, DocumentStartEvent, DocumentEndEvent):
                nodes.append(self.node(event, depth))
        return nodes

    def node(self, event: Any, depth: int) -> Node:
        """The node that an event begins, read to its end."""
        kind = type(event)
        if kind is AliasEvent:
            # What it stands for is unknown here, so nothing after it could be judged.
            self.refuse(event, Refused("yaml-anchor", f"the alias *{event.anchor}"))
            raise _Stop
        if self.properties and (event.anchor or event.tag):
            self.refuse_properties(event)
        if kind is ScalarEvent:
            text = event.value
            if self.escapes and (match := _UNSAFE.search(text) or _UNSAFE_ESCAPED.search(text)):
                self.refuse(event, _unsafe(match.group()))
            return str(event.value)
        if depth == _DEEPEST:
            self.refuse(event, Refused("yaml-depth", "nested too deep"))
            raise _Stop
        mark = event.start_mark
        line, column = mark.line + self.before + 1, mark.column + 1
        if kind is MappingStartEvent:
            return self.mapping(Row(line, column), depth + 1)
        return self.sequence(Items(line, column), depth + 1)

    def sequence(self, items: Items, depth: int) -> Items:
        """Fill a list to its end."""
        while type(event := self.next_event()) is not SequenceEndEvent:
            mark = event.start_mark
            items.items.append(self.node(event, depth))
            items.marks.append(mark_of(mark.line + self.before, mark.column))
        return items

    def mapping(self, row: Row, depth: int) -> Row:
        """Fill a mapping to its end. Nearly all of a file's time is spent here."""
        next_event, values, marks, before = self.next_event, row.values, row.marks, self.before
        same = self.keys.setdefault
        plain = not (self.properties or self.escapes)
        while type(event := next_event()) is ScalarEvent:
            key = event.value
            if not plain:
                self.node(event, depth)  # for what it refuses
            if key in values:
                fault = f"the key {quoted(key)} a second time"
                self.refuse(event, Refused("duplicate-key", fault))
                self.node(next_event(), depth)
                continue
            event = next_event()
            values[same(key, key)] = (
                event.value if plain and type(event) is ScalarEvent else self.node(event, depth)
            )
            mark = event.start_mark
            marks.append(mark_of(mark.line + before, mark.column))
        if type(event) is not MappingEndEvent:
            self.refuse(event, Refused("wrong-shape", "a key that is no plain text"))
            raise _Stop
        return row

    def refuse(self, event: Any, refused: Refused) -> None:
        mark = event.start_mark
        self.problems.append(refused.at(mark.line + 1, mark.column + 1))

    def refuse_properties(self, event: Any) -> None:
        if event.anchor:
            self.refuse(event, Refused("yaml-anchor", f"the anchor &{event.anchor}"))
        if event.tag:
            self.refuse(event, Refused("yaml-tag", f"the tag {quoted(event.tag)}"))
