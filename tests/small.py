"""The small figures file with changes, as a book or as what is wrong with it."""

from __future__ import annotations

from typing import Final

from etl.book.load import load
from etl.core.model import Book
from tests.conftest import ROOT

SMALL: Final = (ROOT / "tests" / "small.yaml").read_text("utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The small file with texts replaced, each of which stands there once."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def book_of(text: str) -> Book:
    book, problems = load(text.encode())
    assert problems == []
    assert book is not None
    return book


def refused(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Rule and finding of every problem of a changed file."""
    book, problems = load(changed(*changes).encode())
    assert book is None
    return [(problem.rule, problem.found) for problem in problems]


def allowed(*changes: tuple[str, str]) -> list[str]:
    """What is allowed instead, of every problem of a changed file."""
    return [problem.allowed for problem in load(changed(*changes).encode()).problems]
