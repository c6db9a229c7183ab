"""Which topics there are, and which of their indicators share a chart.

Decided by the indicators alone: another data set with other topics needs no other code. Must not
know Streamlit.
"""

from __future__ import annotations

from dashboard.view.once import once
from etl.core.kinds import KINDS, Drawn
from etl.core.model import Book, Indicator


@once
def of(book: Book) -> tuple[str, ...]:
    """Every topic that has a figure, each once, in the order of its indicators."""
    stated = {book.indicators[f.indicator].topic for f in book.figures.values()}
    every = dict.fromkeys(i.topic for i in book.indicators.values())
    return tuple(topic for topic in every if topic in stated)


@once
def partners(book: Book) -> dict[tuple[str, str], set[str]]:
    """The partners of whom something is stated, by reporter and indicator."""
    by_indicator: dict[tuple[str, str], set[str]] = {}
    for figure in book.figures.values():
        by_indicator.setdefault((figure.reporter, figure.indicator), set()).add(figure.partner)
    return by_indicator


def title(topic: str) -> str:
    """A topic as a heading: "Direct investment" of direct_investment."""
    words = topic.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def indicators(book: Book, topic: str, *drawn: Drawn) -> list[str]:
    """Ids of the indicators of a topic, of those that are drawn so where any way is named."""
    return [
        i.id
        for i in book.indicators.values()
        if i.topic == topic and (not drawn or KINDS[i.kind].drawn in drawn)
    ]


@once
def signed(book: Book) -> frozenset[str]:
    """Ids of the indicators that are written with their sign, such as growth."""
    return frozenset(i.id for i in book.indicators.values() if KINDS[i.kind].signed)


def families(book: Book, topic: str) -> list[tuple[Indicator, tuple[str, ...]]]:
    """The amounts of a topic that share a chart: one, and the ids of those that are its parts."""
    flows = [
        i for i in book.indicators.values() if i.topic == topic and KINDS[i.kind].drawn == "amounts"
    ]
    parts = {
        whole.id: ()
        if KINDS[whole.kind].minus  # what is left of two sides is no sum of them
        else tuple(part.id for part in flows if part.id in whole.sum_of or part.part_of == whole.id)
        for whole in flows
    }
    inside = {part for every in parts.values() for part in every}
    return [(flow, parts[flow.id]) for flow in flows if parts[flow.id] or flow.id not in inside]
