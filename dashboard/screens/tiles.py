"""Cards of single numbers: the newest of an indicator, what else is stated, and how it went.

The whole of a card opens the card of provenance.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import streamlit as st

from dashboard.screens import card
from dashboard.view import findings, messages, sentences
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.kinds import KINDS
from etl.core.model import Figure
from etl.reconcile import Verdict

NARROW: Final = 235
"""Pixels that a card needs at least."""
_LEAST_BESIDE: Final = 3
"""Places beside one another, so that one card alone is no wider than a card."""
_MOST_BESIDE: Final = 4
_MOST_DOTS: Final = 24


class Tile(NamedTuple):
    """What one card shows."""

    figure: Figure
    """The newest full year or day of its indicator, or the newest of all."""
    others: tuple[Figure, ...]
    """All other statements of the indicator, in the order of their periods."""


Changes = Mapping[tuple[str, str, tuple[date, date]], Figure]
"""The growth that a source states of an indicator over a span."""


def tiles(view: View, figures: Sequence[Figure]) -> list[Tile]:
    """A card for each indicator of some figures, in the order of the indicators."""
    by_indicator: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.period.end):
        by_indicator.setdefault(figure.indicator, []).append(figure)
    cards = []
    for name in view.book.indicators:
        own = by_indicator.get(name, [])
        newest = messages.newest(own)
        if newest is not None:
            cards.append(Tile(newest, tuple(each for each in own if each is not newest)))
    return cards


def changes(view: View, figures: Sequence[Figure]) -> Changes:
    """The first growth of each among some figures.

    None that does not fit others: it has a card of its own that says so.
    """
    known = findings.verdicts(view)
    growths: dict[tuple[str, str, tuple[date, date]], Figure] = {}
    for figure in figures:
        if KINDS[figure.kind].tested == "growth" and not (
            (verdict := known.get(figure.id)) and verdict.suspect
        ):
            of = view.book.indicators[figure.indicator].of
            growths.setdefault((figure.source, of, figure.period.span), figure)
    return growths


def change_of(figure: Figure, stated: Changes) -> Figure | None:
    """The growth of the same indicator over the same period that the same source states."""
    return stated.get((figure.source, figure.indicator, figure.period.span))


def told_once(shown: Sequence[Tile], stated: Changes) -> list[Tile]:
    """The same cards, but for those whose number stands on another of them already."""
    told = {change.id for tile in shown if (change := change_of(tile.figure, stated)) is not None}
    return [tile for tile in shown if tile.figure.id not in told]


def show(view: View, shown: Sequence[Tile], stated: Changes) -> None:
    """Cards of equal height beside one another, each with its growth."""
    verdicts = findings.verdicts(view)
    # As many as there are, so that they fill a wide page.
    count = max(_LEAST_BESIDE, min(len(shown), _MOST_BESIDE))
    with st.grid(columns=count, min_column_width=NARROW, gap="small"):
        for tile in shown:
            with st.container(
                border=True, gap="xsmall", height="stretch", key=f"open-{tile.figure.id}"
            ):
                _tile(view, tile, stated, verdicts)
    if any(tile.figure.period_basis == "inferred" for tile in shown):
        st.caption(escape(text("tiles_inferred")))


def _tile(view: View, tile: Tile, stated: Changes, verdicts: Mapping[str, Verdict]) -> None:
    figure = tile.figure
    name = view.book.indicators[figure.indicator].name
    signed = figure.indicator in view.signed
    st.metric(escape(name), escape(change_text(figure) if signed else card.statement(figure)))
    period = sentences.period(figure)
    if figure.period_basis == "inferred":
        period = text("overview_inferred", period=period)
    if change := change_of(figure, stated):
        base = sentences.base(change)
        period = text("overview_change", period=period, change=change_text(change), base=base)
    elif KINDS[figure.kind].tested == "growth":
        period = text("overview_base", period=period, base=sentences.base(figure))
    told = f"<div>{html.escape(period)}</div>"
    if part := _part_year(tile):
        told += f"<small>{html.escape(part)}</small>"
    verdict = verdicts.get(figure.id)
    if verdict and verdict.suspect:
        _told(told)
        st.badge(card.doubt(view, verdict), color="orange")
        told = ""
    _told(told + spark([*tile.others, figure], figure))
    st.button(
        text("tile_open", indicator=escape(name)),
        key=f"card-{figure.id}",
        type="tertiary",
        on_click=card.open_card,
        args=(figure.id,),
    )


def _told(markup: str) -> None:
    """Some lines of a card as one element: each is sent, and drawn by a browser, on its own."""
    if markup:
        st.html(f"<div class='told'>{markup}</div>")


def _part_year(tile: Tile) -> str:
    """The newest statement of a part of a year that is newer than what the card shows, or named."""
    parts = [each for each in tile.others if each.period.coverage == "part_year"]
    if not parts or not messages.is_whole(tile.figure):
        return ""
    part = parts[-1]
    return text("tile_part", period=sentences.period(part), amount=card.statement(part))


def change_text(change: Figure) -> str:
    """A growth as stated, with its sign: "+24 %"."""
    return messages.amount(change, signed=True)


def spark(figures: Sequence[Figure], newest: Figure) -> str:
    """Every full year or day as a dot over time, the newest dark; empty where there is one only.

    Below them stand the first and the last year.
    """
    known = [f for f in figures if messages.is_whole(f) and f.value is not None]
    kept = sorted(known, key=lambda figure: figure.period.end)[-_MOST_DOTS:]
    if len(kept) < 2:
        return ""
    first, last = kept[0].period.end.toordinal(), kept[-1].period.end.toordinal()
    points = [float(figure.point) for figure in kept]
    top = max(map(abs, points)) or 1.0
    dots = []
    for figure, point in zip(kept, points, strict=True):
        part = (figure.period.end.toordinal() - first) / max(1, last - first)
        high = max(0.0, point) / top
        kind = " class='newest'" if figure is newest else ""
        dots.append(f"<i{kind} style='left:{100 * part:.1f}%;bottom:{100 * high:.1f}%'></i>")
    years = [str(kept[place].period.end.year) for place in (0, -1)]
    ends = f"<p><span>{years[0]}</span><span>{years[1]}</span></p>"
    return f"<div class='spark' aria-hidden='true'><div>{''.join(dots)}</div>{ends}</div>"
