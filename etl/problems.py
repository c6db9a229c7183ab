"""Problems of a figures file as data: one table of rules, one place in the file each.

Must not read files or decide what is wrong; it only names and shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

RULES: Final[dict[str, str]] = {
    "file-missing": "The file must exist and be readable.",
    "file-empty": "The file must hold the sections of a figures file.",
    "file-size": "A figures file has at most 200 MB.",
    "file-encoding": "The file is text in UTF-8.",
    "file-bom": "UTF-8 is written without a byte order mark.",
    "control-character": "Text has no control or bidirectional-override characters.",
    "tab": "Indentation and text use spaces.",
    "yaml-syntax": "The file is YAML.",
    "yaml-document": "The file holds one YAML document.",
    "yaml-anchor": "Anchors and aliases are not used: every figure says all of itself.",
    "yaml-tag": "Tags are not used: the key says how a text is read.",
    "yaml-depth": "Sections, entries and lists are nested at most four deep.",
    "duplicate-key": "A key stands once in an entry.",
    "unknown-key": "Keys are those of the schema.",
    "missing-key": "Required keys are present.",
    "wrong-shape": "Sections are lists of entries; a value is one text.",
    "empty-value": "A key has a value; leave the key out where there is none.",
    "bad-id": "An id is lower-case letters and digits, joined by single - or _, at most 80 in all.",
    "bad-area": "An area is three capital letters, or a group as Eurostat writes it.",
    "bad-text": "A text is one line of 1 to 500 characters.",
    "bad-phrase": "A phrase is the short numeric phrase as printed, at most 60 characters.",
    "formula": "A text does not begin with what a spreadsheet would run.",
    "bad-choice": "The value is one of a list.",
    "bad-date": "A day is written 2024-06-25.",
    "bad-period": "A period is 2023, 2022-S1, 2024-Q2, 2024-05, a day, or two of these with /.",
    "period-order": "A period ends on or after its first day.",
    "bad-integer": "A whole number from 1 to 9999, in digits only.",
    "bad-number": "A number is digits and a point, then a scale word and a unit, if any.",
    "bad-sha256": "A SHA-256 is 64 hexadecimal digits.",
    "bad-file-name": "A file name has no folder: letters, digits, then spaces and . _ - + ( ).",
    "unknown-reference": "Sources, areas and indicators are declared in their sections.",
    "duplicate-id": "An id is used once in its section.",
    "cycle": "Nothing is a part or a sum of itself.",
    "relation": "A growth or share, no other, names its flow (of); a share names its whole.",
    "unit": "The unit fits the indicator: a currency, %, or none for ranks and counts.",
    "negative": "Amounts, counts, ranks and shares are not below zero, growth not below -100 %.",
    "share-over-100": "A share is at most 100 %.",
    "whole-number": "Ranks and counts are whole numbers; a rank is at least 1.",
    "same-area": "Reporter and partner are two areas.",
    "stock-day": "A stock is counted on one day.",
    "period-future": "A statement covers no day after its publication.",
    "paragraph": "A figure names the paragraph of the document that states it.",
    "reason": "What is inferred or overridden says why.",
    "document": "A source names its document and the document's SHA-256 together.",
    "stated-unreadable": "The phrase reads as one number with qualifier, scale and unit.",
    "stated-value": "The phrase and `value` are the same number.",
    "stated-scale": "The phrase and `value` have the same scale and printed digits.",
    "stated-unit": "The phrase and `value` have the same unit.",
    "stated-qualifier": "The phrase and `qualifier` say the same.",
}
"""Every rule and what it allows. Each has one broken file in tests/bad."""

_SHOWN: Final = 60
_SNIPPET: Final = 160


class Problem(NamedTuple):
    """One thing that is wrong, and where: line and column count from 1."""

    line: int
    column: int
    rule: str
    found: str
    allowed: str


class Refused(ValueError):
    """A value that a rule refuses; whoever knows the place turns it into a Problem."""

    def __init__(self, rule: str, found: str, allowed: str = "") -> None:
        super().__init__(rule, found, allowed)
        self.rule = rule
        self.found = found
        self.allowed = allowed or RULES[rule]
        self.place: tuple[int, int] | None = None
        """Line and column from 1, where it is known better than by the key."""

    def at(self, line: int, column: int) -> Problem:
        """The problem at a place of the file (both from 1)."""
        return Problem(line, column, self.rule, self.found, self.allowed)


def quoted(text: str) -> str:
    """Text as a message shows it: in quotation marks, escaped, cut at 60 characters."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    escaped = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
    return f'"{escaped}"'


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known word most like this one, or ""."""
    from difflib import get_close_matches  # only needed once something is wrong

    close = get_close_matches(word[:_SHOWN], list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def choices(known: Iterable[str], limit: int = 12) -> str:
    """A list of what is allowed, cut where it grows long."""
    names = list(known)
    more = f", … ({len(names)} in all)" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def render(problem: Problem, path: str, lines: Sequence[str]) -> str:
    """`path:line:column: found, allowed [rule]` with the source line and a caret under it."""
    head = (
        f"{path}:{problem.line}:{problem.column}: "
        f"{problem.found}; {problem.allowed} [{problem.rule}]"
    )
    if not 0 < problem.line <= len(lines):
        return head
    source = lines[problem.line - 1].rstrip("\r\n")
    # A caret far to the right of a long line would wrap: show the part around it.
    cut = max(0, problem.column - 1 - _SNIPPET // 2)
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in source)
    return f"{head}\n  {shown[cut : cut + _SNIPPET]}\n  {' ' * (problem.column - 1 - cut)}^"
