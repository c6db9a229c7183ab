"""The page of some topics: the charts that their figures allow, their table, their downloads.

Which charts there are is decided by the kinds of the indicators and by what periods are stated.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.charts import By
from dashboard.screens import downloads, parts, picture, tables, theme
from dashboard.screens.parts import Drawn
from dashboard.screens.theme import Theme
from dashboard.view import format as fmt
from dashboard.view import sentences, state, topics
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Indicator

_NARROW: Final = 300
"""Pixels that a small chart needs at least."""


def show(view: View, chosen: tuple[str, ...]) -> None:
    """Heading, charts, table and downloads of the chosen topics."""
    heading = topics.title(chosen)
    figures = view.figures(topics.indicators(view.book, chosen))
    st.title(heading, anchor=False)
    if figures.empty:
        parts.nothing()
        return
    parts.tabs(
        {
            text("tab_chart"): partial(_charts, view, chosen),
            text("tab_table"): partial(tables.table, view, figures, heading),
        },
        state.TOPIC_TAB,
    )
    downloads.downloads(view, figures, chosen)


def _charts(view: View, chosen: tuple[str, ...]) -> None:
    """The first chart over the whole width, the others beside one another below it."""
    st.text(text("chart_hint"))
    dress = theme.current()
    drawn = [one for topic in chosen for one in kept(view, topic, dress)]
    for one in drawn[:1]:
        parts.chart(view, one)
    if drawn[1:]:
        with st.grid(min_column_width=_NARROW, gap="medium"):
            for one in drawn[1:]:
                with st.container():
                    parts.chart(view, one, narrow=True)


def kept(view: View, topic: str, dress: Theme) -> list[Drawn]:
    """The charts of a topic in a theme, drawn once for all readers who choose the same.

    Kept as bytes: Streamlit collects garbage after every run of a page, and the collector would
    look through every part of every chart that is kept as objects.
    """

    def made() -> bytes:
        return pickle.dumps(
            [
                one._replace(figure=picture.dressed(one.figure, dress).to_dict())
                for one in _drawn(view, topic)
            ]
        )

    key = (topic, view.choice, dress.kind)
    found: list[Drawn] = pickle.loads(view.snapshot.kept(key, made))
    return [one._replace(figure=picture.Ready(one.figure)) for one in found]


def _drawn(view: View, topic: str) -> Iterator[Drawn]:
    """Every chart that the figures of one topic allow, the flows first."""
    for whole, split in topics.families(view.book, topic):
        figures = view.figures([whole.id, *split])
        long = figures["coverage"] == "multi_year"
        years, windows = figures[~long], figures[long]
        if not years.empty:
            yield by_year(view, _title(view, whole, years), years, split)
        if not windows.empty:
            yield _windows(view, _title(view, whole, windows), windows)
    for name in topics.indicators(view.book, (topic,), "stock", "share", "growth", "rank"):
        figures = view.figures([name])
        if not figures.empty:
            yield _points(view, view.book.indicators[name], figures)


def _title(view: View, whole: Indicator, figures: pd.DataFrame) -> str:
    """The amount that the others are parts of, or the parts where it is not stated itself."""
    stated = dict.fromkeys(figures["indicator"])
    shown = [whole.id] if whole.id in stated else stated
    return fmt.listed([view.labels["indicator"][name] for name in shown])


def _by(view: View) -> By:
    return By(panel="source_id" if view.panels else "")


def _windows(view: View, title: str, figures: pd.DataFrame) -> Drawn:
    made = charts.spans(figures, view.labels, by=_by(view), events=view.shown_events())
    alt = charts.windows.summary(figures, view.labels)
    return Drawn(made, title, alt, parts.sources_of(figures), _about(view, figures))


def _points(view: View, indicator: Indicator, figures: pd.DataFrame) -> Drawn:
    signed = [indicator.id] if indicator.kind == "growth" else []
    if indicator.kind == "stock":
        made = charts.stocks(figures, view.labels, by=_by(view))
    else:
        made = charts.rates(figures, view.labels, by=_by(view), signed=signed)
    alt = charts.points.summary(figures, view.labels, signed=signed)
    return Drawn(made, indicator.name, alt, parts.sources_of(figures), _about(view, figures))


def _about(view: View, figures: pd.DataFrame) -> str:
    stated = set(figures["indicator"])
    named = [name for name in view.book.indicators if name in stated]
    return sentences.about(view.book, named, *view.pair)


def by_year(view: View, title: str, figures: pd.DataFrame, split: Sequence[str] = ()) -> Drawn:
    """Flows as bars over the years and parts of years that they cover."""
    shown = dict.fromkeys(figures["indicator"])
    official = view.official_figures(shown)
    drawn = charts.years.official_rows(figures, official, split)
    made = charts.by_year(
        figures,
        view.labels,
        by=_by(view),
        split=split,
        events=view.shown_events(),
        reference=official,
    )
    beside = dict.fromkeys(row.source_id for row in drawn)
    return Drawn(
        made,
        title,
        charts.years.summary(figures, view.labels, split=split),
        # The official ones first: a list that is too long is cut.
        (*beside, *(s for s in parts.sources_of(figures) if s not in beside)),
        _about(view, figures),
    )
