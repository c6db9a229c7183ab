"""Problems of a figures file as data: one table of rules, one place in the file each.

Must not read files or decide what is wrong; it only names and shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

RULES: Final[dict[str, str]] = {
    "file-missing": "the file must exist and be readable",
    "file-empty": "the file must hold the sections of a figures file",
    "file-size": "a figures file may have at most 200 MB",
    "file-encoding": "the file must be text in UTF-8",
    "file-bom": "UTF-8 must be written without a byte order mark",
    "control-character": "text may have no control or bidirectional-override characters",
    "tab": "indentation and text must use spaces",
    "yaml-syntax": "the file must be YAML",
    "yaml-document": "the file must hold one YAML document",
    "yaml-anchor": "anchors and aliases may not be used: every figure says all of itself",
    "yaml-tag": "tags may not be used: the key says how a text is read",
    "yaml-depth": "sections, entries and lists may be nested four deep at most",
    "duplicate-key": "a key may stand once in an entry",
    "unknown-key": "keys must be those of the schema",
    "missing-key": "required keys must be present",
    "wrong-shape": "sections must be lists of entries, a value one text",
    "empty-value": "a key must have a value; leave the key out where there is none",
    "unknown-value": "what a draft left as ? must be told, or its key left out",
    "bad-id": "an id must be lower-case letters and digits, joined by single - or _, 80 at most",
    "bad-area": "an area must be three capital letters, several joined by _, or Eurostat's group",
    "bad-text": "a text must be one line of 1 to 500 characters",
    "bad-phrase": "a phrase must be the short numeric phrase as printed, at most 60 characters",
    "formula": "a text may not begin with what a spreadsheet would run",
    "bad-choice": "the value must be one of a list",
    "bad-date": "a day must be written 2024-06-25",
    "bad-period": "a period must be 2023, 2022-S1, 2024-Q2, 2024-05, a day, or two of these with /",
    "period-order": "a period must end on or after its first day",
    "bad-integer": "allowed is a whole number from 1 to 9999, in digits only",
    "bad-number": "a number must be digits and a point, then a scale word and a unit, if any",
    "bad-url": "a web address must begin with https:// or http:// and have no spaces",
    "bad-licence": "a licence must be an SPDX identifier: CC-BY-4.0, CC0-1.0, ODbL-1.0",
    "bad-format": "the format must be one that this version reads",
    "range": "a range must go from a lower to a higher number",
    "bad-sha256": "a SHA-256 must be 64 hexadecimal digits",
    "bad-file-name": "a file name may have no folder: letters, digits, then spaces and . _ - + ( )",
    "unknown-reference": "sources, areas and indicators must be declared in their sections",
    "duplicate-id": "an id may be used once in its section",
    "cycle": "nothing may be a part or a sum of itself",
    "relation": "a growth or share, no other, must name its flow (of); a share must name its whole",
    "unit": "the unit must fit the indicator: a currency, %, or none for ranks and counts",
    "negative": "amounts, counts, ranks and shares must be zero or more, growth -100 % or more",
    "share-over-100": "a share may be at most 100 %",
    "whole-number": "ranks and counts must be whole numbers, a rank at least 1",
    "same-area": "reporter and partner must be two areas",
    "stock-day": "a stock must be counted on one day",
    "period-future": "a statement may cover no day after its publication",
    "paragraph": "a figure must name the paragraph of the document that states it",
    "period-open": "only what adds up over time may have a period without a beginning (../2024)",
    "base": "a base must be an earlier period as long as that of the figure",
    "among": "only a rank may be among somebody",
    "overlap": "what is summed may not contain one another, or it counts twice",
    "supersedes": "a correction must state the same of the same areas, and later",
    "copy": "a copy must name the source that wrote the text",
    "reason": "what is inferred or overridden, and only that, must say why",
    "document": "a source must name its document and the document's SHA-256 together",
    "stated-unreadable": "the phrase must read as one number with qualifier, scale and unit",
    "stated-value": "the phrase and `value` must be the same number",
    "stated-scale": "the phrase and `value` must have the same scale and printed digits",
    "stated-unit": "the phrase and `value` must have the same unit",
    "stated-qualifier": "the phrase and `qualifier` must say the same",
    "stated-status": "the phrase and `status` must say the same",
    "stated-date": "the phrase and `date` must be the same days, as far as they are printed",
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
    shown = _cut(text, _SHOWN)
    escaped = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
    return f'"{escaped}"'


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known word most like this one, or ""."""
    from difflib import get_close_matches  # only needed once something is wrong

    close = get_close_matches(word[:_SHOWN], list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def choices(known: Iterable[str], limit: int = 12) -> str:
    """A list of what is allowed, cut where it grows long; what a broken file names may be long."""
    names = list(known)
    more = f", … ({len(names)} in all)" if len(names) > limit else ""
    return ", ".join(_cut(name, _SNIPPET) for name in names[:limit]) + more


def lines_of(text: str) -> list[str]:
    """The lines of a text as YAML counts them: CRLF, CR and LF end one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def render(problem: Problem, path: str, lines: Sequence[str]) -> str:
    """`path:line:column: found, allowed [rule]` with the source line and a caret under it."""
    head = (
        f"{path}:{problem.line}:{problem.column}: "
        f"{problem.found}; {problem.allowed} [{problem.rule}]"
    )
    if not 0 < problem.line <= len(lines):
        return head
    # A caret far to the right of a long line would wrap: show the part around it.
    cut = max(0, problem.column - 1 - _SNIPPET // 2)
    source = lines[problem.line - 1][cut : cut + _SNIPPET].rstrip("\r\n")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in source)
    if not shown.strip():
        return head
    return f"{head}\n  {shown}\n  {' ' * (problem.column - 1 - cut)}^"
