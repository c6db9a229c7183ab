"""Partners beside one another: one indicator in one period, and over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.charts import By
from dashboard.charts.rows import FigureRow, listed, rows, stated
from dashboard.charts.rows import period as words_of
from dashboard.screens import downloads, parts, plot, tables
from dashboard.screens.plot import Drawn
from dashboard.view import labels, spans, state, topics
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.kinds import KINDS
from etl.core.model import Indicator

_MOST_PANELS: Final = 6
_SHOWN: Final = (charts.rankings.MOST, 50, 200)
"""How many bars can be chosen to be drawn; the table has all."""


def show(view: View) -> None:
    """Choices, a bar for each partner, their courses, and all of it as a table."""
    st.title(text("page_compare"), anchor=False)
    names = _names(view)
    if not names:
        st.info(text("compare_none"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="compared"):
        chosen = parts.choose(text("column_indicator"), names, state.INDICATOR)
        indicator = view.book.indicators[chosen]
        every = _figures(view, chosen)
        periods = _periods(every)
        period = parts.choose(text("column_period"), periods, state.PERIOD)
        order = parts.choose(
            text("compare_sort"),
            {each: text(f"compare_{each}") for each in ("value", "name")},
            state.SORT,
        )
    partners = _partners(view, every)
    if partners:
        every = every[every["partner"].isin(partners)]
    now = every[every["period"] == period]
    _ranking(view, indicator, now, by_name=order == "name")
    _elsewhere(view, every, now)
    _inside(view, now)
    _courses(view, indicator, every, _first_of(view, now, by_name=order == "name"))
    tables.table(view, every, "compared", partner=True)
    downloads.downloads(view, every, indicator.topic, chosen)


def _names(view: View) -> dict[str, str]:
    """Indicators that are stated of several partners, by id."""
    partners = topics.partners(view.book)
    names = {
        name: each.name
        for name, each in view.book.indicators.items()
        if len(partners.get((view.pair.reporter, name), ())) > 1
    }
    return labels.distinct(names)


def _figures(view: View, indicator: str) -> pd.DataFrame:
    """Statements of all partners, and official figures of those that have none of the period."""
    frames = []
    for table in ("figures", "official") if view.official else ("figures",):
        rows = view.snapshot.part(table, reporter=view.pair.reporter)
        frames.append(rows[rows["indicator"] == indicator])
    both = pd.concat(frames) if len(frames) > 1 else frames[0]
    chosen = both["source_id"].isin(view.sources) | both["paragraph"].isna()
    # Of an area of which no document speaks there is nothing to compare with.
    stated = {
        partner
        for (_, name), partners in topics.partners(view.book).items()
        if name == indicator
        for partner in partners
    }
    return both[chosen & both["partner"].isin(stated)]


def _periods(every: pd.DataFrame) -> dict[str, str]:
    """Periods by their text, those of most partners first, then the newest."""
    counted = every[every["paragraph"].notna()].groupby("period")["partner"].nunique()
    counted = counted.reindex(every["period"].unique(), fill_value=0)
    ends = every.groupby("period")["period_end"].max()
    ordered = sorted(
        counted.index, key=lambda p: (counted[p] > 1, counted[p] > 0, ends[p]), reverse=True
    )
    named = dict(zip(every["period"], spans.words(every), strict=True))
    return labels.distinct({str(p): named[p] for p in ordered})


def _partners(view: View, every: pd.DataFrame) -> list[str]:
    """Partners that are searched for by name; all where none is chosen."""
    there = list(dict.fromkeys(every["partner"]))
    names = {partner: view.labels["partner"][partner] for partner in there}
    return st.multiselect(
        text("compare_partners"),
        sorted(names, key=names.__getitem__),
        format_func=names.__getitem__,
        placeholder=text("compare_all", count=len(names)),
        key="compare_partners",
    )


def _ranking(view: View, indicator: Indicator, now: pd.DataFrame, *, by_name: bool) -> None:
    """A bar for each partner; one panel of one unit, the others stand in the table."""
    if now.empty:
        parts.nothing(view, indicator.name)
        return
    unit = now["unit"].mode()[0]
    drawn = now[now["unit"] == unit]
    if drawn["partner"].nunique() == 1:
        # One bar compares nothing.
        st.text(text("compare_only", items=_said(view, rows(drawn)[:1])))
        return
    chart = Drawn(
        f"ranking-{indicator.id}",
        charts.ranking(drawn, view.labels, by_name=by_name, most=_most(len(drawn))),
        text("compare_title", indicator=indicator.name, period=spans.whole(drawn)),
        charts.rankings.summary(drawn, view.labels),
        tuple(drawn["figure_id"]),
        plot.unit_line(drawn),
    )
    plot.show(view, chart)


def _elsewhere(view: View, every: pd.DataFrame, now: pd.DataFrame) -> None:
    """The newest of each partner of which this period is not stated: so it is not drawn."""
    others = every[~every["partner"].isin(now["partner"])].sort_values("period_end", kind="stable")
    newest = rows(others.drop_duplicates("partner", keep="last"))[::-1]
    if newest:
        st.caption(escape(text("compare_elsewhere", items=_said(view, newest))))


def _said(view: View, each: Sequence[FigureRow]) -> str:
    """Partner, number and period of some statements, at most a dozen of them."""
    items = [
        text(
            "compare_said",
            partner=view.labels["partner"][row.partner],
            amount=stated(row),
            period=words_of(row),
        )
        for row in each
    ]
    return listed(items, most=12)


def _inside(view: View, now: pd.DataFrame) -> None:
    """Which of the partners of a period are part of another of them, as the areas have it."""
    there, areas = set(now["partner"]), view.book.areas
    if now.empty:
        return
    start, end = min(spans.first_days(now["period_start"])), now["period_end"].max().date()
    for part in [name for name in areas if name in there]:
        wholes = [
            each.area
            for each in areas[part].part_of
            if each.area in there
            and (each.since is None or each.since <= start)
            and (each.until is None or each.until >= end)
        ]
        for whole in dict.fromkeys(wholes):
            said = text("compare_part_of", part=areas[part].name, whole=areas[whole].said)
            st.caption(escape(said))


def _most(bars: int) -> int:
    """How many bars are drawn: the first ten, or as many as the reader asks for."""
    if bars <= _SHOWN[0]:
        return _SHOWN[0]
    fewer = [most for most in _SHOWN if most < bars]
    names = {str(most): text("compare_first", count=most) for most in fewer}
    if bars <= _SHOWN[-1]:
        names[str(bars)] = text("compare_every", count=bars)
    return int(parts.choose(text("compare_shown"), names, state.SHOWN))


def _first_of(view: View, now: pd.DataFrame, *, by_name: bool) -> list[str]:
    """The partners of one period in the order of the bars."""
    ranking = charts.rankings.ordered(rows(now), view.labels, by_name=by_name)
    return list(dict.fromkeys(row.partner for row in ranking))


def _courses(view: View, indicator: Indicator, every: pd.DataFrame, first: list[str]) -> None:
    """The same of the first partners over the years, on one scale; first: in their order."""
    single = every[every["coverage"] != "multi_year"]
    shown = list(dict.fromkeys([*first, *single["partner"]]))[:_MOST_PANELS]
    place = {partner: at for at, partner in enumerate(shown)}
    single = single[single["partner"].isin(shown)]
    single = single.sort_values("partner", key=lambda names: names.map(place), kind="stable")
    if len(single) < 2:
        return
    stated, official = single[single["paragraph"].notna()], single[single["paragraph"].isna()]
    if stated.empty:
        return
    by = By(panel="partner")
    if KINDS[indicator.kind].drawn == "amounts":
        figure = charts.by_year(stated, view.labels, by=by, reference=official)
    else:
        signed = [indicator.id] if indicator.id in view.signed else []
        figure = charts.rates(stated, view.labels, by=by, signed=signed)
    more = every["partner"].nunique() > len(shown)
    key = "compare_years_first" if more else "compare_years"
    heading = text(key, indicator=indicator.name, count=len(shown))
    chart = Drawn(
        f"courses-{indicator.id}",
        figure,
        heading,
        charts.years.summary(stated, view.labels),
        tuple(stated["figure_id"]),
    )
    with st.expander(escape(heading), expanded=True):
        plot.show(view, chart, head=False)


if __name__ == "__main__":
    show(state.current())
