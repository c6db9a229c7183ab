"""The entry script, run at every interaction: figures, then choices, then a page.

What every page shares stands here: a widget that each page declared for itself would lose its
value when the page changes.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.screens import card, parts
from dashboard.server import data
from dashboard.server.data import Snapshot
from dashboard.view import labels, state, topics
from dashboard.view.texts import text
from etl.core.model import Book


def main() -> None:
    """One run: problems first, then the choices, then the page."""
    st.set_page_config(page_title=text("app_title"), layout="wide")
    found = data.current()
    parts.problems(found)
    if found.snapshot is None:
        return
    page = st.navigation(pages(found.snapshot.book), position="top")
    st.set_page_config(page_title=text("page_title", page=page.title, app=text("app_title")))
    if not found.snapshot.book.figures:
        st.info(text("no_figures"))
        return
    moved = state.restore(page.url_path)
    view = choices(found.snapshot)
    if moved:
        state.carry(view)
    state.publish(view)
    page.run()
    card.show(view)


def pages(book: Book) -> list[Page]:
    """The pages that these figures need: one without a topic is not there."""
    found = topics.of(book)
    made = [st.Page("screens/overview.py", title=text("page_overview"), default=True)]
    for view, chosen in (
        ("trade", found.sums),
        ("investment", found.windows),
        ("companies_visas", found.others),
    ):
        if chosen:
            # The first topic is the address: what else a page shows may change.
            title = topics.title(chosen)
            made.append(st.Page(f"screens/{view}.py", title=title, url_path=chosen[0]))
    return [
        *made,
        st.Page("screens/sources.py", title=text("page_sources"), url_path="documents"),
        st.Page("screens/agree.py", title=text("page_agree"), url_path="agree"),
        st.Page("screens/data.py", title=text("page_data"), url_path="tables"),
    ]


def choices(snapshot: Snapshot) -> state.View:
    """The widgets that every page shares, and what was chosen in them."""
    book = snapshot.book
    pairs = state.pair_names(book)
    if by_code := state.named_by_code(pairs):
        # Only an address that names it before the run gives the widget its value.
        st.query_params[state.PARTNER] = pairs[by_code]
        st.rerun()
    asked = state.asked()
    sources = labels.sources(book)
    shows = {panels: text("show_panels" if panels else "show_colours") for panels in (False, True)}
    first, last = state.all_years(book)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pair = st.selectbox(
            text("choose_partner"),
            list(pairs),
            format_func=pairs.__getitem__,
            key=state.PARTNER,
            bind="query-params",
            width=260,
        )
        panels = st.segmented_control(
            text("choose_show"),
            list(shows),
            default=False,
            required=True,
            format_func=shows.__getitem__,
            key=state.SHOW,
            bind="query-params",
        )
        with st.popover(text("filters")):
            filters = _filters(snapshot, sources, (first, last))
    allowed = {
        state.PARTNER: pairs.values(),
        state.SOURCE: sources.values(),
        state.SHOW: shows.values(),
        state.YEARS: [str(year) for year in range(first, last + 1)],
        state.EVENTS: state.SWITCHES,
        state.OFFICIAL: state.SWITCHES,
        state.FIGURE: ChainMap(
            book.figures, snapshot.reference.figures if snapshot.reference else {}
        ),
    }
    parts.left_out(state.wrong(asked, allowed))
    return state.View(
        snapshot=snapshot,
        pair=pair,
        sources=filters.sources or tuple(sources),
        years=filters.years,
        panels=bool(panels),
        events=filters.events,
        official=filters.official,
        labels=labels.of(book, snapshot.reference),
    )


class _Filters(NamedTuple):
    """What is chosen in the menu of filters."""

    sources: tuple[str, ...]
    years: tuple[int, int]
    events: bool
    official: bool


def _filters(snapshot: Snapshot, sources: Mapping[str, str], years: tuple[int, int]) -> _Filters:
    """The widgets of the menu; sources: by id, their names; years: all that there are."""
    chosen = st.multiselect(
        text("choose_source"),
        list(sources),
        format_func=sources.__getitem__,
        placeholder=text("choose_source_none"),
        key=state.SOURCE,
        bind="query-params",
    )
    if years[0] < years[1]:
        years = st.slider(text("choose_years"), *years, years, key=state.YEARS, bind="query-params")
    events = st.toggle(text("choose_events"), value=True, key=state.EVENTS, bind="query-params")
    official = snapshot.reference is not None and st.toggle(
        text("choose_official"), key=state.OFFICIAL, bind="query-params"
    )
    return _Filters(tuple(chosen), years, events, official)


if __name__ == "__main__":
    main()
