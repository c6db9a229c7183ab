"""One figure in a sentence that a reader can paste, with who said so.

Must not know Streamlit, or say more than the figure states.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dashboard.view import format as fmt
from dashboard.view.texts import text
from etl.core.days import are_whole_months, parse_period, year_before
from etl.core.model import Book, Figure, Source
from etl.tables.notes import note as note_of

_VERBS: Final = {fmt.RANK: "sentence_rank", fmt.COUNT: "sentence_count"}


def ready(book: Book, figure: Figure, *, contradicted: bool = False) -> str:
    """A whole sentence: what, how much, when, according to whom, cited by which source.

    What is inferred is said to be, and why follows. contradicted: the figures around this one
    cannot be true beside it.
    """
    who = origin(book, figure)
    if figure.period_basis == "inferred":
        who = text("origin_inferred", origin=who)
    if contradicted:
        who = text("origin_contradicted", origin=who)
    sentence = text(
        _VERBS.get(figure.unit, "sentence_amount"),
        subject=about(book, [figure.indicator], figure.reporter, figure.partner),
        amount=amount(figure),
        period=when(figure),
        origin=who,
    )
    note = note_of(figure)
    return text("sentence_and_note", sentence=sentence, note=note) if note else sentence


def about(book: Book, indicators: Iterable[str], reporter: str, partner: str) -> str:
    """What indicators say of a pair, with its direction: "Exports of Borduria to Syldavia"."""
    named = [
        book.indicators[name].statement.format(
            reporter=book.areas[reporter].said, partner=book.areas[partner].said
        )
        for name in indicators
    ]
    first, *others = named
    return fmt.listed(
        [first[:1].upper() + first[1:], *(other[:1].lower() + other[1:] for other in others)]
    )


def amount(figure: Figure) -> str:
    """The number as qualified and in full words: "more than 7.6 billion US dollars"."""
    if figure.value is None:
        low, high = (fmt.amount_in_words(end, figure.unit) for end in sorted(figure.ends))
        return text("between", low=low, high=high)
    digits = fmt.significant(figure.as_stated, figure.value)
    words = fmt.amount_in_words(figure.value, figure.unit, digits)
    return text(f"sentence_{figure.qualifier}", amount=words)


def when(figure: Figure) -> str:
    """The period with its preposition: "in 2024", "from January to April 2024", "on 1 May 2025"."""
    start, end = figure.period.start, figure.period.end
    words = fmt.period_in_words(start, end, roughly=figure.period_basis == "inferred")
    if figure.period.is_open:
        return words
    if figure.period.coverage == "point":
        return text("sentence_on", period=words)
    one = figure.period.coverage == "full_year" or start.month == end.month
    within = start.year == end.year and are_whole_months(start, end) and one
    return text("sentence_in" if within else "sentence_from", period=words)


def period(figure: Figure) -> str:
    """The period as people read it."""
    return fmt.period(figure.period.start, figure.period.end)


def when_in_brief(figure: Figure) -> str:
    """The period with its preposition: "in Jan-May 2024", "on 30 May 2025", "from 2005 to ..."."""
    start, end = figure.period.start, figure.period.end
    words = fmt.period(start, end)
    if figure.period.is_open:
        return words
    if start == end:
        return text("sentence_on", period=words)
    long = figure.period.coverage == "multi_year"
    return text("sentence_from" if long else "sentence_in", period=words)


def base(figure: Figure) -> str:
    """What a growth is measured against: the period that is stated, or the same a year before."""
    if figure.base is not None:
        return fmt.period(figure.base.start, figure.base.end)
    return fmt.period(*year_before((figure.period.start, figure.period.end)))


def published(source: Source, inferred: str = "date_inferred") -> str:
    """When a source was published, as exactly as is known: a day, a month or a year.

    A table that prints no day was read in a month. inferred: how it is said that it is not printed.
    """
    first, last = parse_period(source.published_as or source.published.isoformat()).span
    date = fmt.day(last) if first == last else fmt.period(first, last)
    if source.published_basis != "inferred":
        return date
    if source.is_official:
        return text("date_retrieved", date=fmt.month(source.published))
    return text(inferred, date=date)


def origin(book: Book, figure: Figure) -> str:
    """Who said so, and where: authority, publisher, title, day and paragraph, as far as printed."""
    source = book.sources[figure.source]
    day = published(source, inferred="origin_date_inferred")
    named = text("origin_source", title=source.title, date=day)
    if source.publisher:
        named = text("origin_publisher", publisher=source.publisher, source=named)
    key = "origin_paragraph" if figure.paragraph else "origin_table"
    place = text(key, source=named, paragraph=figure.paragraph)
    if not figure.authority:
        return text("origin_stated", place=place)
    return text("origin_cited", authority=figure.authority, place=place)
