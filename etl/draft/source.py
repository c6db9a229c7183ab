"""The source entry of a document: what its first and last lines tell."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from etl.core.model import Book
from etl.draft.model import NOT_TOLD, UNKNOWN, Guess, ProposedSource

_NAME: Final = re.compile(r"[^\w.()+ -]+")
_DATELINE: Final = re.compile(
    r"(?:^|\n)\s*(?:\W*date\W+\S+\s+)?[^\W\d_][\w-]+\.?\s*(?:,\s*[^\n.]{3,24})?[./\s]*\s(?:[-\u2013\u2014/]+)?\s*"
    r"(?P<agency>[A-Z][A-Z]{3,20})(?=\s|[.,/])"
)
_OTHER: Final = Guess("other", 0.3, "nothing tells who wrote it")
_SLUG: Final = re.compile(r"[^a-z0-9]+")


def source(
    text: str,
    document: str,
    digest: str,
    published: date,
    language: tuple[str, float],
    book: Book,
) -> ProposedSource:
    """The entry; the title is for the curator, in their own words."""
    publisher = _publisher(text)
    kind = (
        Guess("news_report", 0.6, "an agency is printed") if publisher.value != UNKNOWN else _OTHER
    )
    stem = _SLUG.sub("-", publisher.value.lower()).strip("-") or "text"
    name, at = f"{stem}-{published.isoformat()}", 2
    while name in book.sources:
        name, at = f"{stem}-{published.isoformat()}-{at}", at + 1
    told = publisher.value if publisher.value != UNKNOWN else "Document"
    return ProposedSource(
        name,
        f"{told} of {published.day} {published:%B %Y}",
        kind,
        published,
        "stated",
        "",
        Guess(language[0], language[1], "told by its commonest words"),
        publisher,
        _NAME.sub("_", document)[:80],
        digest,
    )


def _publisher(text: str) -> Guess:
    """An agency in capitals in the first line: ASTANA. KAZINFORM -."""
    match = _DATELINE.search(text[:300])
    if match:
        return Guess(match["agency"].capitalize(), 0.8, "printed in the first line")
    return NOT_TOLD
