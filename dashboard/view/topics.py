"""Which topic is shown on which page, and how: decided by the kinds of its indicators alone.

Another data set with other topics needs no other code. Must not know Streamlit.
"""

from __future__ import annotations

from typing import NamedTuple

from dashboard.view import format as fmt
from dashboard.view.once import once
from etl.core.model import Book, Indicator


class Topics(NamedTuple):
    """The topics of a book, in the order of its indicators, by the page that shows them."""

    sums: tuple[str, ...]
    """Topics with an amount that is the sum of others: turnover of exports and imports."""
    windows: tuple[str, ...]
    """Other topics that are stated over several years at once."""
    others: tuple[str, ...]


@once
def of(book: Book) -> Topics:
    """Every topic that has a figure, each once."""
    stated = {book.indicators[f.indicator].topic for f in book.figures.values()}
    every = [t for t in dict.fromkeys(i.topic for i in book.indicators.values()) if t in stated]
    sums = {i.topic for i in book.indicators.values() if i.sum_of}
    windows = {
        book.indicators[f.indicator].topic
        for f in book.figures.values()
        if f.period.coverage == "multi_year"
    } - sums
    return Topics(
        tuple(t for t in every if t in sums),
        tuple(t for t in every if t in windows),
        tuple(t for t in every if t not in sums | windows),
    )


def title(topics: tuple[str, ...]) -> str:
    """Topics as a heading: "Companies, visas and aid"."""
    joined = fmt.listed([topic.replace("_", " ") for topic in topics])
    return joined[:1].upper() + joined[1:]


def indicators(book: Book, topics: tuple[str, ...], *kinds: str) -> list[str]:
    """Ids of the indicators of some topics, of some kinds where any are named."""
    return [
        i.id
        for i in book.indicators.values()
        if i.topic in topics and (not kinds or i.kind in kinds)
    ]


def signed(book: Book) -> list[str]:
    """Ids of the indicators that are written with their sign: growth."""
    return [i.id for i in book.indicators.values() if i.kind == "growth"]


def families(book: Book, topic: str) -> list[tuple[Indicator, tuple[str, ...]]]:
    """The flows of a topic that share a chart: one, and the ids of those that are its parts."""
    flows = [i for i in book.indicators.values() if i.topic == topic and i.kind == "flow"]
    parts = {
        whole.id: tuple(
            part.id for part in flows if part.id in whole.sum_of or part.part_of == whole.id
        )
        for whole in flows
    }
    inside = {part for every in parts.values() for part in every}
    return [(flow, parts[flow.id]) for flow in flows if parts[flow.id] or flow.id not in inside]
