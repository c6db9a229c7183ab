"""The pages beside the topics, and the addresses of all. Must not load Streamlit."""

from __future__ import annotations

from typing import Final

from dashboard.view import topics
from dashboard.view.once import once
from etl.core.model import Book

FIRST: Final = {"compare": "compare", "check_text": "check"}
"""Module of `screens`, and address; so in the two tables below."""
EVIDENCE: Final = {"sources": "documents", "agree": "agree"}
DATA: Final = {"data": "tables"}


@once
def addresses(book: Book) -> frozenset[str]:
    """The addresses of all pages, that of the first one empty."""
    return frozenset(("", *topics.of(book), *FIRST.values(), *EVIDENCE.values(), *DATA.values()))
