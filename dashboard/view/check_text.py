"""A checked text as a reader sees it: its paragraphs in pieces, each number with its answer.

Pure: a comparison in, pieces, Markdown and bytes out. Must not know Streamlit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Final, NamedTuple

from dashboard.view.plain import escape
from etl.core.model import Book
from etl.draft.compare import ANSWERS, Answer, ComparedStatement, Comparison
from etl.draft.render import as_yaml
from etl.draft.say import COLUMNS, rows

COLOURS: Final[Mapping[Answer, str]] = {
    "contradicts": "red",
    "agrees": "green",
    "new": "blue",
    "nothing known": "violet",
    "unclear": "orange",
}
SIGNS: Final[Mapping[Answer, str]] = {
    "contradicts": "\N{MULTIPLICATION X}",
    "agrees": "\N{CHECK MARK}",
    "new": "+",
    "nothing known": "\N{WHITE CIRCLE}",
    "unclear": "?",
}
"""So that colour is never the only sign."""
_DISMISSED: Final = "gray"


class Piece(NamedTuple):
    """A stretch of a paragraph: plain, or a number with its answer."""

    text: str
    number: int = 0
    """Of the statement, from 1; 0 where it is none."""
    answer: Answer | None = None
    dismissed: bool = False


class AnsweredParagraph(NamedTuple):
    """One paragraph with the statements that it makes."""

    pieces: tuple[Piece, ...]
    statements: tuple[tuple[int, ComparedStatement], ...]


def paragraphs(comparison: Comparison) -> list[AnsweredParagraph]:
    """The text again, in order; its pieces put together are the text."""
    numbered = list(enumerate(comparison.statements, 1))
    return [
        AnsweredParagraph(
            _pieces(
                text,
                [pair for pair in numbered if pair[1].figure.paragraph == at],
                [(d.start, d.end) for d in comparison.draft.dismissed if d.paragraph == at],
            ),
            tuple(pair for pair in numbered if pair[1].figure.paragraph == at),
        )
        for at, text in enumerate(comparison.draft.paragraphs, 1)
    ]


def _pieces(
    text: str, statements: list[tuple[int, ComparedStatement]], dismissed: list[tuple[int, int]]
) -> tuple[Piece, ...]:
    marks = [(one.figure.start, one.figure.end, number, one.answer) for number, one in statements]
    plain: list[tuple[int, int, int, Answer | None]] = [(a, b, 0, None) for a, b in dismissed]
    pieces: list[Piece] = []
    at = 0
    for start, end, number, answer in sorted([*marks, *plain], key=lambda mark: mark[:2]):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], number, answer, answer is None))
        at = end
    return (*pieces, Piece(text[at:])) if at < len(text) else tuple(pieces)


def markdown(paragraph: AnsweredParagraph) -> str:
    """The paragraph as Markdown that shows exactly its text, each number on its colour."""
    return "".join(_marked(piece) for piece in paragraph.pieces)


def _marked(piece: Piece) -> str:
    inner = escape(piece.text)
    before = " " if piece.text[:1].isspace() else ""
    after = " " if piece.text[-1:].isspace() else ""
    if not inner:
        return before
    if piece.answer is not None:
        sign = f"{escape(SIGNS[piece.answer])}\N{NO-BREAK SPACE}{piece.number}"
        inner = f":{COLOURS[piece.answer]}-background[{inner}\N{NO-BREAK SPACE}**{sign}**]"
    elif piece.dismissed:
        inner = f":{_DISMISSED}-background[{inner}]"
    return f"{before}{inner}{after}"


def counts(comparison: Comparison) -> list[tuple[Answer, int]]:
    """How many statements have which answer; answers that none has are left out."""
    return [(answer, comparison.count(answer)) for answer in ANSWERS if comparison.count(answer)]


class ReadKey(NamedTuple):
    """One key of a statement as it was read."""

    name: str
    value: str
    doubt: bool
    """Whether it is a guess."""
    reason: str = ""
    """Why it was read so, where the text does not print it."""


def read_as(statement: ComparedStatement, book: Book) -> list[ReadKey]:
    """What was read of a statement, and why where that was not printed."""
    figure = statement.figure
    indicator = book.indicators.get(figure.indicator.value)
    areas = {name: area.name for name, area in book.areas.items()}
    told = [
        ("indicator", indicator.name if indicator else figure.indicator.value),
        ("reporter", areas.get(figure.reporter.value, figure.reporter.value)),
        ("partner", areas.get(figure.partner.value, figure.partner.value)),
        ("period", figure.period.value),
        ("value", f"{figure.qualifier.replace('_', ' ')} {figure.printed}"),
    ]
    doubts = set(figure.unsure)
    why = {name: guess.reason for name, guess in figure.guesses.items() if name in doubts}
    if figure.period_basis == "inferred":
        why["period"] = figure.period_reason
    return [ReadKey(name, value, name in doubts, why.get(name, "")) for name, value in told]


def as_csv(comparison: Comparison) -> bytes:
    """The statements and their answers as CSV (UTF-8, RFC 4180)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows(comparison))
    return out.getvalue().encode("utf-8")


def yaml_bytes(comparison: Comparison) -> bytes:
    """The draft as it can be pasted into a figures file."""
    return as_yaml(comparison.draft).encode("utf-8")
