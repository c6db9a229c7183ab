"""The page of a topic: the charts that its figures allow, their table, their downloads.

Which charts there are is decided by the kinds of the indicators and by what periods are stated.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.charts import By
from dashboard.screens import downloads, parts, picture, plot, tables, theme, tiles
from dashboard.screens.plot import Drawn
from dashboard.screens.theme import Theme
from dashboard.view import findings, messages, sentences, state, topics
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.kinds import KINDS
from etl.core.model import Figure, Indicator

_MOST_BESIDE: Final = 3
_NARROW: Final = 320
"""Pixels that a small chart needs at least."""


def show(view: View, topic: str) -> None:
    """Heading, charts, table and downloads of a topic."""
    names = topics.indicators(view.book, topic)
    figures = view.figures(names)
    shown = view.official_figures(names)
    heading = text(
        "chart_title",
        what=topics.title(topic),
        partner=view.labels["partner"][view.pair.partner],
    )
    st.title(escape(heading), anchor=False)
    if figures.empty:
        parts.nothing(view, topics.title(topic))
        return
    both = pd.concat([figures, shown]) if len(shown) else figures
    if kept(view, topic, theme.current()):
        parts.tabs(
            {
                text("tab_chart"): partial(_charts, view, topic),
                text("tab_table"): partial(tables.table, view, both, topic),
            },
            state.TOPIC_TAB,
        )
    else:  # single numbers need no tab of their own
        _charts(view, topic)
        tables.table(view, both, topic)
    with st.container(horizontal=True, key="take-along", vertical_alignment="center"):
        downloads.downloads(view, both, topic)
        parts.link_button()
        parts.on_paper_button()


def _charts(view: View, topic: str) -> None:
    """The first chart over the whole width, the others beside one another below it."""
    drawn = kept(view, topic, theme.current())
    for one in drawn[:1]:
        plot.show(view, one)
    alone = {figure.id for figure in _alone(view, topic)}
    stated = view.stated()
    cards = tiles.tiles(view, [each for each in stated if each.id in alone])
    changes = tiles.changes(view, stated)
    if drawn[1:]:
        # As many as there are, so that they fill the page.
        count = min(len(drawn[1:]) + bool(cards), _MOST_BESIDE)
        with st.grid(columns=count, min_column_width=_NARROW, gap="medium"):
            for one in drawn[1:]:
                with st.container():
                    plot.show(view, one)
            if cards:
                with st.container():
                    tiles.show(view, cards, changes)
    elif cards:
        tiles.show(view, cards, changes)


def kept(view: View, topic: str, dress: Theme) -> list[Drawn]:
    """The charts of a topic in a theme, drawn once for all readers who choose the same."""
    return once_drawn(view, topic, dress, lambda: _drawn(view, topic))


def once_drawn(
    view: View, name: str, dress: Theme, draw: Callable[[], Iterable[Drawn]]
) -> list[Drawn]:
    """Some charts in a theme, drawn once for all readers who choose the same.

    name: what tells them from the other charts of a view. Drawing the charts of a page takes 46 ms,
    reading them from bytes 0.2 ms, and each reader gets parts of their own.
    """

    def pickled() -> bytes:
        return pickle.dumps(
            [one._replace(figure=picture.dressed(one.figure, dress).to_dict()) for one in draw()]
        )

    # What is known against a number is told with it, once it is known.
    key = (name, view.choice, view.testing, dress.kind)
    drawn: list[Drawn] = pickle.loads(view.snapshot.kept(key, pickled))
    return [one._replace(figure=picture.Ready(one.figure)) for one in drawn]


def _drawn(view: View, topic: str) -> Iterator[Drawn]:
    """Every chart that the figures of one topic allow, the flows first."""
    for whole, split in topics.families(view.book, topic):
        years, windows = parted(view.stated([whole.id, *split]))
        beside = view.official_stated([whole.id, *split])
        if len(years) > 1 or (len(years) and len(beside)):
            yield by_year(view, whole, years, split)
        if len(windows) > 1:
            yield _windows(view, whole, windows)
    for name in _pointed(view, topic):
        figures = view.stated([name])
        if len(figures) > 1:
            yield _points(view, view.book.indicators[name], figures)


def _pointed(view: View, topic: str) -> list[str]:
    return topics.indicators(view.book, topic, "levels", "rates", "places")


def _alone(view: View, topic: str) -> list[Figure]:
    """The figures that are the only ones of their chart: they are cards instead."""
    groups = [view.stated([name]) for name in _pointed(view, topic)]
    for whole, split in topics.families(view.book, topic):
        if not view.official_stated([whole.id, *split]):
            groups += parted(view.stated([whole.id, *split]))
    return [group[0] for group in groups if len(group) == 1]


def parted(figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Figures of years and parts of years, and those of cumulative windows."""
    long = [figure.period.coverage == "multi_year" for figure in figures]
    parts: tuple[list[Figure], list[Figure]] = ([], [])
    for figure, is_long in zip(figures, long, strict=True):
        parts[is_long].append(figure)
    return parts


def by_year(view: View, whole: Indicator, figures: Sequence[Figure], split: Sequence[str]) -> Drawn:
    """Flows as bars over the years and parts of years that they cover."""
    official = view.official_stated([whole.id, *split])
    known = view.known_ranges(whole.id)
    labels = _labelled(view, whole, split)
    if not whole.sum_of and split and not official and _of_one_period(figures):
        chart = charts.shares(figures, labels, whole.id)
    else:
        chart = charts.by_year(
            figures,
            labels,
            by=_by(view),
            split=split,
            events=view.shown_events(),
            reference=official,
            known=known,
        )
    spoken = {each.indicator for each in figures}
    main = [each for each in figures if each.indicator == whole.id] or figures
    return Drawn(
        f"years-{whole.id}",
        chart,
        _title(view, main),
        charts.years.summary(figures, view.labels, split=split),
        tuple(_newest_first(figures)),
        plot.unit_line(figures, "unit_line"),
        _about(
            view,
            whole,
            [name for name in split if name in spoken],
        ),
        "\n\n".join(
            filter(
                None,
                (
                    balance(view, figures, split if whole.sum_of else ()),
                    charts.derived.summary(charts.derived.bands(known)),
                    charts.derived.not_known(known),
                ),
            )
        ),
    )


def _title(view: View, figures: Sequence[Figure]) -> str:
    return messages.title(view.book, figures, partial(findings.against, view))


def _of_one_period(figures: Sequence[Figure]) -> bool:
    """Whether all are of the same days and unit, with a value each."""
    alike = {(figure.period.span, figure.unit) for figure in figures}
    return len(alike) == 1 and all(figure.value is not None for figure in figures)


def balance(view: View, stated: Sequence[Figure], split: Sequence[str]) -> str:
    """The first part less the second where one source states both of one year; derived."""
    if len(split) != 2:
        return ""
    sides = [
        {
            (each.source, each.period.start, each.period.end): each
            for each in stated
            if each.indicator == name and each.value is not None
        }
        for name in split
    ]
    items = []
    for key in sorted(set(sides[0]) & set(sides[1]), key=lambda key: key[2], reverse=True):
        one, other = sides[0][key], sides[1][key]
        same = one.unit == other.unit and one.qualifier == other.qualifier == "exact"
        if same and one.value is not None and other.value is not None:
            amount = fmt.rounded(one.value - other.value, one.unit, signed=True)
            item = text("balance_item", amount=amount, when=sentences.when_in_brief(one))
            if beside := _official_balance(view, one, other):
                item = text("balance_official", item=item, amount=beside)
            items.append(item)  # several sources may state the same
    if not items:
        return ""
    first, second = (
        name[:1].lower() + name[1:] for name in (view.book.indicators[each].name for each in split)
    )
    return text("balance", first=first, second=second, items="; ".join(dict.fromkeys(items)))


def _official_balance(view: View, one: Figure, other: Figure) -> str:
    """What official tables leave of the same two of the same period; empty where they do not."""
    sides = [findings.official_of(view, each) for each in (one, other)] if view.official else []
    if len(sides) != 2 or None in sides:
        return ""
    first, second = (side.value for side in sides if side is not None)
    if first is None or second is None:
        return ""
    return fmt.rounded(first - second, one.unit, signed=True)


def _newest_first(figures: Sequence[Figure]) -> list[str]:
    ordered = sorted(figures, key=lambda figure: figure.period.end, reverse=True)
    return [figure.id for figure in ordered]


def _by(view: View) -> By:
    return By(panel="source_id" if view.panels else "")


def _windows(view: View, whole: Indicator, figures: Sequence[Figure]) -> Drawn:
    chart = charts.spans(figures, view.labels, by=_by(view), events=view.shown_events())
    return Drawn(
        f"windows-{whole.id}",
        chart,
        _title(view, figures),
        charts.windows.summary(figures, view.labels),
        tuple(_newest_first(figures)),
        plot.unit_line(figures, "unit_line_windows"),
        below=text("tiles_inferred")
        if any(figure.period_basis == "inferred" for figure in figures)
        else "",
    )


def _points(view: View, indicator: Indicator, figures: Sequence[Figure]) -> Drawn:
    signed = [indicator.id] if indicator.id in view.signed else []
    draw = (
        charts.stocks
        if KINDS[indicator.kind].drawn == "levels"
        else partial(charts.rates, signed=signed)
    )
    chart = draw(figures, view.labels, by=_by(view), reference=view.official_stated([indicator.id]))
    return Drawn(
        f"points-{indicator.id}",
        chart,
        _title(view, figures),
        charts.points.summary(figures, view.labels, signed=signed),
        tuple(_newest_first(figures)),
        plot.unit_line(figures, "unit_line"),
    )


def _about(view: View, whole: Indicator, split: Sequence[str]) -> str:
    """What the parts of an indicator are; of some that do not add up to it, that they are of it."""
    if not split:
        return ""
    said = sentences.about(view.book, split, *view.pair)
    if whole.sum_of:
        return said
    told = text("of_these", indicator=said[:1].lower() + said[1:])
    return told[:1].upper() + told[1:]


def _labelled(
    view: View, whole: Indicator, split: Sequence[str]
) -> Mapping[str, Mapping[str, str]]:
    """The names in a chart: a part that stands beside its whole is told to be of it."""
    if whole.sum_of or not split:
        return view.labels
    names = view.labels["indicator"]
    own = {name: text("of_these", indicator=names[name]) for name in split}
    return {**view.labels, "indicator": {**names, **own}}
