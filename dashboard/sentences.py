"""One figure in a sentence that a reader can paste, with who said so.

Must not know Streamlit, or say more than the figure states.
"""

from __future__ import annotations

from typing import Final

from dashboard import format as fmt
from dashboard.texts import text
from etl.model import Book, Figure

_VERBS: Final = {fmt.RANK: "sentence_rank", fmt.COUNT: "sentence_count"}


def ready(book: Book, figure: Figure) -> str:
    """A whole sentence: what, how much, when, according to whom, cited by which source."""
    indicator = book.indicators[figure.indicator]
    subject = indicator.statement.format(
        reporter=book.areas[figure.reporter].name, partner=book.areas[figure.partner].name
    )
    return text(
        _VERBS.get(figure.unit, "sentence_amount"),
        subject=subject[:1].upper() + subject[1:],
        amount=amount(figure),
        period=text(f"sentence_{figure.period.coverage}", period=period(figure)),
        origin=origin(book, figure),
    )


def amount(figure: Figure) -> str:
    """The number as qualified and in full words: "over 7.6 billion US dollars"."""
    digits = fmt.significant(figure.as_stated, figure.value)
    return text(figure.qualifier, amount=fmt.amount_in_words(figure.value, figure.unit, digits))


def period(figure: Figure) -> str:
    """The period as people read it."""
    return fmt.period(figure.period.start, figure.period.end)


def origin(book: Book, figure: Figure) -> str:
    """Who said so, and where: authority, publisher, title, day and paragraph, as far as printed."""
    source = book.sources[figure.source]
    named = text("origin_source", title=source.title, date=fmt.day(source.published))
    if source.publisher:
        named = text("origin_publisher", publisher=source.publisher, source=named)
    key = "origin_paragraph" if figure.paragraph else "origin_table"
    place = text(key, source=named, paragraph=figure.paragraph)
    if not figure.authority:
        return text("origin_stated", place=place)
    return text("origin_cited", authority=figure.authority, place=place)
