"""The choices that every page shares: partner, sources, years, and what is drawn beside.

What the address asks for is mended here before a widget sees it: Streamlit would drop it, or stop.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Container, Mapping
from typing import Final, NamedTuple

import streamlit as st

from dashboard.screens import parts
from dashboard.server.data import Snapshot
from dashboard.view import labels, menus, state
from dashboard.view.plain import escape
from dashboard.view.state import Pair, View
from dashboard.view.texts import text
from etl.core.model import Book

_NOTED: Final = "left_out"
_WRITTEN: Final = "sources_written"


class _Shown(NamedTuple):
    """What is chosen in the menu of filters."""

    sources: tuple[str, ...]
    years: tuple[int, int]
    panels: bool
    events: bool
    official: bool
    derived: bool


_IDLE: Final = {"compare": "choices-filters", "check": "choices-none", "tables": "choices-none"}
"""Pages on which some of the choices act on nothing: they keep their values and are not shown."""
_DOCUMENTS: Final = "documents"


def _acting(page: str) -> str:
    """Key of the choices on a page, which tells which of them are shown."""
    if page == _DOCUMENTS:  # one document has all that it states
        usual = text("sources_documents")
        tab = st.session_state.get(state.SOURCES_TAB, st.query_params.get(state.SOURCES_TAB))
        return "choices-none" if (tab or usual) == usual else "choices"
    return _IDLE.get(page, "choices")


def choices(snapshot: Snapshot, page: str, *, moved: bool) -> View:
    """The widgets that every page shares, and what was chosen in them.

    page: its address. moved: the last run was of another page, whose parameters the address has
    lost.
    """
    book = snapshot.book
    pairs = state.pair_names(book)
    years = state.all_years(book)
    noted = [*st.session_state.pop(_NOTED, ()), *state.wrong(state.asked(), _allowed(snapshot))]
    _mend(pairs, years, noted)
    _sources_asked(book, moved)
    with st.container(horizontal=True, vertical_alignment="bottom", key=_acting(page)):
        offered = _offered(pairs)
        pair = st.selectbox(
            text("choose_partner"),
            offered,
            format_func=pairs.__getitem__,
            key=state.PARTNER,
            bind="query-params",
            width=220,
            label_visibility="collapsed",
        )
        with st.popover(text("filters"), icon=":material/filter_alt:"):
            shown = _filters(snapshot, pair, years)
        _chips(book, shown, years)
    parts.left_out(noted)
    return View(
        snapshot=snapshot,
        pair=pair,
        sources=shown.sources or tuple(book.sources),
        years=shown.years,
        panels=shown.panels,
        events=shown.events,
        official=shown.official,
        labels=labels.of(book, snapshot.reference),
        derived=shown.derived,
    )


def _offered(pairs: Mapping[Pair, str]) -> list[Pair]:
    """The pairs of the menu: all, or of very many those that the typed words find."""
    if len(pairs) <= menus.MOST:
        return list(pairs)
    by_name = {name: pair for pair, name in pairs.items()}
    asked = st.query_params.get(state.PARTNER)
    current = pairs.get(st.session_state.get(state.PARTNER, next(iter(pairs))))
    chosen = [name for name in (asked, current) if name in by_name]
    words = parts.find(text("choose_partner"), state.PARTNER)
    return [by_name[n] for n in menus.offered(list(by_name), str, words, chosen=chosen)]


def _allowed(snapshot: Snapshot) -> dict[str, Container[str]]:
    """The values that each parameter of the address can have."""
    book = snapshot.book
    names = state.pair_names(book)
    first, last = state.all_years(book)
    official = snapshot.reference.figures if snapshot.reference else {}
    return {
        state.PARTNER: [*names.values(), *(pair.partner for pair in names)],
        state.SOURCE: state.source_names(book),
        state.YEARS: [str(year) for year in range(first, last + 1)],
        state.PANELS: state.SWITCHES,
        state.EVENTS: state.SWITCHES,
        state.OFFICIAL: state.SWITCHES,
        state.DERIVED: state.SWITCHES,
        state.FIGURE: ChainMap(book.figures, official),
    }


def _mend(pairs: Mapping[Pair, str], years: tuple[int, int], noted: list[tuple[str, str]]) -> None:
    """Say in the address what it means, and begin again: only so do its widgets take it.

    Who comes back to such an address, as by the key Back, has the widgets already: they are set
    themselves, for what an address holds of a widget is written by that widget alone.
    """
    mended = False
    if by_code := state.named_by_code(pairs):
        if state.PARTNER in st.session_state:
            st.session_state[state.PARTNER] = by_code
        else:
            st.query_params[state.PARTNER] = pairs[by_code]
            mended = True
    given = st.query_params.get_all(state.YEARS)
    if given and given != (right := state.mended_years(given, years)):
        if state.YEARS in st.session_state:
            first, last = map(int, right or years)
            st.session_state[state.YEARS] = first, last
        elif right:
            st.query_params[state.YEARS] = right
            mended = True
        else:
            del st.query_params[state.YEARS]
            mended = True
    if mended:
        st.session_state[_NOTED] = noted
        st.rerun()


def _sources_asked(book: Book, moved: bool) -> None:
    """Give the list of sources what the address names: an id, or a name as of any day.

    Streamlit would write names into the address, which change when a source is added.
    """
    asked = st.query_params.get_all(state.SOURCE)
    if state.SOURCE in st.session_state and (
        asked == st.session_state.get(_WRITTEN, []) or (moved and not asked)
    ):
        return
    known = state.source_names(book)
    st.session_state[state.SOURCE] = list(
        dict.fromkeys(name for each in asked for name in known.get(each, ()))
    )


def _filters(snapshot: Snapshot, pair: Pair, years: tuple[int, int]) -> _Shown:
    """The widgets of the menu, each only where it changes something."""
    book = snapshot.book
    named = labels.sources(book)
    stated = state.sources_of(book).get(pair, ())
    shown = list(named)
    if len(shown) > menus.MOST:
        words = parts.find(text("choose_source"), state.SOURCE)
        shown = menus.offered(
            shown,
            named.__getitem__,
            words,
            chosen=st.session_state[state.SOURCE],
            first=stated,
        )
        st.caption(text("menu_more", count=len(named) - len(shown)))
    chosen = st.multiselect(
        text("choose_source"),
        shown,
        format_func=named.__getitem__,
        placeholder=text("choose_source_none"),
        key=state.SOURCE,
    )
    if chosen:
        st.query_params[state.SOURCE] = chosen
    else:
        st.query_params.pop(state.SOURCE, None)
    st.session_state[_WRITTEN] = chosen
    span = years
    if years[0] < years[1]:
        span = st.slider(text("choose_years"), *years, years, key=state.YEARS, bind="query-params")
    panels = len(stated) > 1 and st.toggle(
        text("choose_panels"), key=state.PANELS, bind="query-params"
    )
    events = any(event.partner in ("", pair.partner) for event in book.events.values()) and (
        st.toggle(text("choose_events"), key=state.EVENTS, bind="query-params")
    )
    official = state.has_official(snapshot, pair) and st.toggle(
        text("choose_official"), value=True, key=state.OFFICIAL, bind="query-params"
    )
    derived = snapshot.has_ranges and st.toggle(
        text("choose_derived"), key=state.DERIVED, bind="query-params"
    )
    return _Shown(tuple(chosen), span, panels, events, official, derived)


def _chips(book: Book, shown: _Shown, years: tuple[int, int]) -> None:
    """What is filtered, in words, and a button that lifts it."""
    named = labels.sources(book)
    filtered = [named[source] for source in shown.sources]
    if shown.years != years:
        filtered.append(text("span", first=shown.years[0], last=shown.years[1]))
    if not filtered:
        return
    for each in filtered:
        st.badge(escape(each), color="blue", icon=":material/filter_alt:")
    st.button(text("filters_clear"), type="tertiary", key="clear", on_click=_clear, args=(years,))


def _clear(years: tuple[int, int]) -> None:
    st.session_state[state.SOURCE] = []
    st.session_state[state.YEARS] = years
    st.query_params.pop(state.SOURCE, None)
    st.query_params.pop(state.YEARS, None)
