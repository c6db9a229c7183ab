"""Drafts of many documents, on as many cores as an executor has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from etl.core.model import Book
from etl.draft.build import draft
from etl.draft.model import Draft

_AT_ONCE: Final = 16
"""Documents that a worker gets together."""


class DatedText(NamedTuple):
    """One text with its day."""

    name: str
    text: str
    published: date
    language: str = ""


def drafts(
    documents: Iterable[DatedText], book: Book, executor: Executor | None = None
) -> Iterator[Draft]:
    """The draft of each document, in order.

    executor: one of `concurrent.futures`; without one they are made one after the other. Its
    processes read the names of a book once. Raises Refused as `draft` does.
    """
    task = partial(_draft, book)
    if executor is None:
        return map(task, documents)
    return executor.map(task, documents, chunksize=_AT_ONCE)


def _draft(book: Book, one: DatedText) -> Draft:
    return draft(one.text, book, one.published, one.name, one.language)
