"""Pieces that several pages show: problems, tabs, choices, what there is in place of a chart.

Must not read files or compute what the library should.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard.screens import mishap
from dashboard.server import addresses, settings
from dashboard.server.data import State
from dashboard.view import menus, state
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text

_LOOK: Final = 2
"""Seconds between two looks whether the figures have been tested."""


def problems(current: State) -> None:
    """What is wrong with the file as it is now, above whatever can still be shown."""
    if not current.problems:
        return
    if current.stale:
        st.warning(text("problems_stale"))
    elif current.snapshot is None:
        st.error(text("problems_none_good"))
    else:
        st.warning(text("problems_reference"))
    st.code("\n".join(current.problems), language=None, wrap_lines=True)
    if current.total > len(current.problems):
        st.text(text("problems_more", count=current.total - len(current.problems)))


def left_out(wrong: Iterable[tuple[str, str]]) -> None:
    """A note about the parameters of the address that mean nothing here."""
    named = [text("asked_one", name=escape(name), value=escape(value)) for name, value in wrong]
    if named:
        st.info(text("asked_unknown", asked="; ".join(named)))


def tabs(shown: Mapping[str, Callable[[], None]], key: str) -> None:
    """Tabs that the address remembers under that name; only the open one is drawn.

    shown: by the name of each tab, what draws it.
    """
    names = list(shown)
    left_out(state.wrong({key: st.query_params.get_all(key)}, {key: names}))
    for tab, draw in zip(st.tabs(names, key=key, bind="query-params"), shown.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def choose(
    label: str,
    names: Mapping[str, str],
    key: str,
    meant: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """One of several ids, shown by their names, that the address remembers by name.

    meant: the ids that an address may mean by what is no name, an id itself or a former name.
    """
    asked = st.query_params.get_all(key)
    others = [meant.get(each, ()) for each in asked if each not in names.values()]
    if key not in st.session_state and others and len(others[0]) == 1:
        st.session_state[key] = others[0][0]
        asked = [names[others[0][0]]]
    left_out(state.wrong({key: asked}, {key: names.values()}))
    shown = list(names)
    if len(shown) > menus.MOST:
        current = [each for each in names if names[each] in asked]
        if st.session_state.get(key) in names:
            current.append(st.session_state[key])
        words = find(label, key)
        shown = menus.offered(shown, names.__getitem__, words, chosen=current)
    return st.selectbox(label, shown, format_func=names.__getitem__, key=key, bind="query-params")


def find(label: str, key: str) -> str:
    """A field for words that stand in a name of the menu of that label and key, of very many."""
    return st.text_input(
        text("menu_find", menu=label),
        key=f"find-{key}",
        placeholder=text("menu_find", menu=label),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def _testing(view: View) -> bool:
    return view.testing


def being_tested(view: View, waits: Callable[[View], bool] = _testing) -> bool:
    """Whether the figures are still being tested: then it says so, and shows what is found then.

    waits: whether what is to be shown is not known yet.
    """
    if not waits(view):
        return False
    _until_tested(view, waits)
    return True


def drawn_anew(view: View) -> None:
    """Has a page drawn anew, the open card with it, once its figures have been tested.

    Nothing that is seen: what a page says of it stands where it is missing (`being_tested`).
    """
    if view.testing:
        _look_again(view)


@st.fragment(run_every=_LOOK)
@mishap.told
def _look_again(view: View) -> None:
    if not view.testing:
        st.rerun()


@st.fragment(run_every=_LOOK)
@mishap.told
def _until_tested(view: View, waits: Callable[[View], bool]) -> None:
    if not waits(view):
        st.rerun()
    failed = view.snapshot.beside is not None and view.snapshot.beside.failed
    st.info(text("testing_failed" if failed else "testing"), icon=":material/hourglass_top:")


def on_paper_button() -> None:
    """A button that prints the page: the browser asks whether into a file."""
    st.html(
        f"<div class='tools'><button type='button' data-print>{html.escape(text('print'))}"
        "</button></div>",
        width="content",
    )


def nothing(view: View, what: str) -> None:
    """Where there is nothing to show: whether the choices left nothing, or nobody says anything.

    what: that of which something would be shown, as a heading.
    """
    filtered = len(view.sources) < len(view.book.sources) or view.years != state.all_years(
        view.book
    )
    with st.container(border=True):
        if filtered:
            st.markdown(text("nothing_chosen"))
            st.text(text("nothing_chosen_hint"))
        else:
            partner = view.book.areas[view.pair.partner].said
            told = text("nothing_stated", what=what[:1].lower() + what[1:], partner=partner)
            st.markdown(escape(told))
            st.text(text("nothing_stated_hint"))


def link_button() -> None:
    """The address of what is shown, to be copied."""
    with st.popover(text("view_link"), icon=":material/link:"):
        st.code(address(), language=None, wrap_lines=True)


def public_address() -> str:
    """Where a saved picture says that it is from: the view, below the site's known address.

    Empty where none is configured: that of a machine means nothing to who sees the picture.
    """
    return address() if settings.current().public_url else ""


def address() -> str:
    """Where this very view is found, without an open card."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    kept = {name: asked[name] for name in asked if name in state.KNOWN and name != state.FIGURE}
    query = urlencode(kept, doseq=True)
    here = addresses.of_page(st.context.url or "", state.page())
    return f"{here}?{query}" if query else here
