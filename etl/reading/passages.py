"""A document's text as paragraphs, and phrases looked up in them on token boundaries.

Must not know figures or what a number is worth.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable
from typing import Final

from etl.reading.separated import tabulated

Span = tuple[int, int]
"""Start and end of a piece of a paragraph, in characters."""

_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_BROKEN_WORD: Final = re.compile(r"([^\W\d_]+)-\n[ \t]*([^\W\d_]+)")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens, joiners and spaces without width: no reader sees them inside a word."""
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")
_STRAIGHT: Final = str.maketrans(
    {
        # These two grow when they are lowered, and every position must stay where it was.
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{MINUS SIGN}": "-",
        "\n": " ",
        # White space still, but none that a number may have inside: 412 and 395 are two cells.
        "\t": "\v",
    }
)


def paragraphs(data: bytes, known: Container[str] = ()) -> list[str]:
    """The blocks of a text that blank lines separate; the first is paragraph 1.

    data: UTF-8, with or without a byte order mark, any line ends. known: words in lower case
    that are put together where a line end cuts them ("mil-" and "lion"). Letters come out in
    their one usual form (see `plain`), cells of a table with tabs between. Raises
    UnicodeDecodeError.
    """

    def whole(match: re.Match[str]) -> str:
        word = match[1] + match[2]
        return word if word.lower() in known else match.group()

    text = plain(data.decode("utf-8")).replace("\r\n", "\n").replace("\r", "\n").strip()
    if "-\n" in text:
        text = _BROKEN_WORD.sub(whole, text)
    return [*map(tabulated, _BLANK_LINES.split(text))] if text else []


def plain(text: str) -> str:
    """Text with composed letters, without characters that no reader sees and without ligatures."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    seen = _UNSEEN.sub("", text)
    return _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), seen)


def folded(text: str) -> str:
    """Text in lower case with plain spaces and apostrophes, every character at its old place."""
    return text.translate(_STRAIGHT).lower()


def phrase_spans(text: str, phrase: str, numbers: Iterable[Span]) -> list[Span]:
    """Where a phrase stands in a paragraph without cutting a word or a number.

    Letters must be the same, white space of any kind and length is one space. numbers: the
    spans of the paragraph's digits with their marks, in order, none in another: "6 billion" is
    not found in "7.6 billion".
    """
    phrase = plain(phrase)
    pieces = phrase.split()
    if not pieces:
        return []
    if any(piece not in text for piece in pieces):
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
    return any(_parts_a_number(numbers, at) for at in span)


def _parts_a_number(numbers: list[Span], at: int) -> bool:
    behind = bisect_left(numbers, (at, at))
    return behind > 0 and at < numbers[behind - 1][1]


def context(text: str, span: Span, around: int = 28) -> str:
    """A phrase with a little of what stands before and after it, on one line."""
    start, end = span
    before, after = text[max(0, start - around) : start], text[end : end + around]
    shown = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"{'…' if start > around else ''}{shown}{'…' if end + around < len(text) else ''}"
