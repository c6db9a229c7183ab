"""A document's text as paragraphs, and phrases looked up in them on token boundaries.

Must not know figures or what a number is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

Span = tuple[int, int]
"""Start and end of a piece of a paragraph, in characters."""

_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_STRAIGHT: Final = str.maketrans(
    {
        # These two grow when they are lowered, and every position must stay where it was.
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{MINUS SIGN}": "-",
        "\n": " ",
        "\t": " ",
    }
)


def paragraphs(data: bytes) -> list[str]:
    """The blocks of a text that blank lines separate; the first is paragraph 1.

    data: UTF-8, with or without a byte order mark, any line ends. Raises UnicodeDecodeError.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").strip()
    return _BLANK_LINES.split(text) if text else []


def folded(text: str) -> str:
    """Text in lower case with plain spaces and apostrophes, every character at its old place."""
    return text.translate(_STRAIGHT).lower()


def phrase_spans(text: str, phrase: str, numbers: Iterable[Span]) -> list[Span]:
    """Where a phrase stands in a paragraph without cutting a word or a number.

    Letters must be the same, white space of any kind and length is one space. numbers: the
    spans of the paragraph's digits with their marks: "6 billion" is not found in "7.6 billion".
    """
    pieces = phrase.split()
    if not pieces:
        return []
    if len(pieces) == 1 and phrase not in text:
        return []
    pattern = re.compile(r"\s+".join(re.escape(piece) for piece in pieces))
    spans = (match.span() for match in pattern.finditer(text))
    cores = list(numbers)
    return [span for span in spans if not _cuts(text, span, cores)]


def _cuts(text: str, span: Span, numbers: list[Span]) -> bool:
    start, end = span
    if start and text[start].isalnum() and text[start - 1].isalnum():
        return True
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        return True
    return any(a < start < b or a < end < b for a, b in numbers)


def context(text: str, span: Span, around: int = 28) -> str:
    """A phrase with a little of what stands before and after it, on one line."""
    start, end = span
    before, after = text[max(0, start - around) : start], text[end : end + around]
    shown = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"{'…' if start > around else ''}{shown}{'…' if end + around < len(text) else ''}"
