"""Entries that are written one key a line, read without a parser of YAML.

Nearly all of a large file looks like this, and libyaml takes four times as long for it:

    figures:
      - id: bor-exports-2019
        value: 3.40 billion USD

What is written in any other way is left to who asks, one run of entries at a time: nothing here
decides what YAML means where it is not plain. Must not know what a figure is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_KEY: Final = "[a-z][a-z0-9_]{0,99}"
"""Of a key of more than 1,024 characters YAML demands a question mark: no key is nearly as long."""
_PLAIN: Final = (
    # Not what opens a quote, a list, a comment, an anchor ...; a minus only before its number.
    r"(?:[\w$€£+(~<=./]|-(?=[\w.]))"
    # A colon before a space would end a key, a hash after one would begin a comment.
    r"[^\n:#]*+(?:(?::(?![ \n])|(?<! )#)[^\n:#]*+)*+(?<! )"
)
_VALUE: Final = rf"""(?:{_PLAIN}|"[^"\\\n]*+"|'[^'\n]*+')"""
_LINE: Final = rf"{_KEY}: {_VALUE}\n"
_COLON: Final = ": "
_SINGLE: Final = "'"
_DOUBLE: Final = '"'
_MOST_LINES: Final = 100
"""Of an entry: no figure has more."""
_MARGIN: Final = r"[^ #\n]"
"""What stands at the beginning of a line, and is no comment."""
_AT_MARGIN: Final = re.compile(f"^(?={_MARGIN})", re.MULTILINE)
_SECTION: Final = re.compile(rf"{_KEY}:[ \n]")
_LIST: Final = re.compile(rf"^({_KEY}):\n(?=( +)- )", re.MULTILINE)


class NotPlainError(Exception):
    """Only the whole can be read as YAML."""


class Section(NamedTuple):
    """The line that begins a list of entries: what follows are those."""

    name: str
    line: int
    """Of its first entry, from 0."""
    indent: int
    """Columns before the dash of each entry."""


class Entry(NamedTuple):
    """An entry that has each key and its text on the next line."""

    pairs: list[list[str]]
    """Each key and its text."""
    line: int
    """Of the first key, from 0."""


class Other(NamedTuple):
    """Entries of the list, or sections where there is none, that are written in another way."""

    text: str
    line: int
    """Of the first line, from 0."""
    in_list: bool


def parts(text: str) -> Iterator[Section | Entry | Other]:
    """What a file consists of, in order.

    text: without tabs. What is YAML by itself here is the same in the whole: nothing ends within
    quotes or brackets without an error, and what is written further in than a key or a dash ends
    before the next one. Raises NotPlainError where that cannot be said.
    """
    if "\r" in text or not text.endswith("\n"):
        raise NotPlainError
    at = line = 0
    while at < len(text):
        head = _LIST.search(text, at)
        begins = head.start() if head else len(text)
        if at < begins:
            other = text[at:begins]
            if not all(_SECTION.match(other, key.start()) for key in _AT_MARGIN.finditer(other)):
                raise NotPlainError  # the mark between two documents, too
            yield Other(other, line, False)
            line += other.count("\n")
        at = begins
        if head:
            yield Section(head[1], line + 1, len(head[2]))
            line += 1
            at = head.end()
            begins = at
            for part, end in _entries(text, begins, line, len(head[2])):
                yield part
                at = end
            line += text.count("\n", begins, at)


def _entries(text: str, at: int, line: int, indent: int) -> Iterator[tuple[Entry | Other, int]]:
    """The entries of a list and where each ends, those of another form in runs.

    at: where the first begins. line: its line.
    """
    dash = " " * indent + "- "
    margin = "\n" + " " * len(dash)
    further = f"(?:{' ' * len(dash)}{_LINE}){{0,{_MOST_LINES}}}+"
    entry = re.compile(f"{dash}{_LINE}{further}(?={dash}|{_MARGIN}|\\Z)")
    following = re.compile(f"^(?={dash}|{_MARGIN})", re.MULTILINE)
    left = at
    while text.startswith(dash, at):
        if plain := entry.match(text, at):
            if left < at:
                yield Other(text[left:at], line, True), at
                line += text.count("\n", left, at)
            left, end = at, plain.end()
            # What matched has a key in each line: no pattern need find it once more.
            plain_text = text[at + len(dash) : end - 1]
            pairs = [pair.split(_COLON, 1) for pair in plain_text.split(margin)]
            if _SINGLE in plain_text or _DOUBLE in plain_text:
                pairs = [[key, _bare(value)] for key, value in pairs]
            yield Entry(pairs, line), end
            line += len(pairs)
            at = left = end
        else:
            begins = following.search(text, at + 1)
            at = begins.start() if begins else len(text)
    if left < at:
        yield Other(text[left:at], line, True), at


def _bare(value: str) -> str:
    return value[1:-1] if value[0] in (_SINGLE, _DOUBLE) else value
