"""Pieces that several pages show: problems, tabs, charts, conflicts.

Must not read files or compute what the library should.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts
from dashboard.screens import card, picture, theme
from dashboard.server.data import State
from dashboard.view import findings, state, topics
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.reconcile import Conflict

_TALLEST: Final = 900
"""Pixels of a matrix before it scrolls in a frame of its own."""
_LOOK: Final = 2
"""Seconds between two looks whether the figures have been tested."""
_ONCE: Final = {"datarevision": 1, "clickmode": "event+select", "dragmode": "pan"}
"""Streamlit hands every chart to plotly twice, with clicks and a hand to move it. Told all this at
first, and that its data never change (a new choice makes a new chart), plotly finds nothing new
the second time and does not draw it again."""


class Drawn(NamedTuple):
    """A chart, ready to be shown."""

    figure: go.Figure
    title: str
    """What it shows, without the partner."""
    alt: str
    """Its message in sentences."""
    sources: tuple[str, ...]
    """Ids of the sources whose statements it draws."""
    about: str = ""
    """What its indicators say of the pair, with the direction: who exports to whom."""


def sources_of(figures: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the sources of some statements, each once, in order of appearance."""
    return tuple(dict.fromkeys(figures["source_id"]))


def problems(found: State) -> None:
    """What is wrong with the file as it is now, above whatever can still be shown."""
    if not found.problems:
        return
    if found.stale:
        st.warning(text("problems_stale"))
    elif found.snapshot is None:
        st.error(text("problems_none_good"))
    else:
        st.warning(text("problems_reference"))
    st.code("\n".join(found.problems), language=None, wrap_lines=True)
    if found.total > len(found.problems):
        st.text(text("problems_more", count=found.total - len(found.problems)))


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


def choose(label: str, names: Mapping[str, str], key: str) -> str:
    """One of several ids, shown by their names, that the address remembers by name."""
    left_out(state.wrong({key: st.query_params.get_all(key)}, {key: names.values()}))
    return st.selectbox(
        label, list(names), format_func=names.__getitem__, key=key, bind="query-params"
    )


def being_tested(view: View) -> bool:
    """Whether the figures are still being tested: then it says so, and shows what is found then."""
    if not view.testing:
        return False
    _until_tested(view)
    return True


@st.fragment(run_every=_LOOK)
def _until_tested(view: View) -> None:
    if not view.testing:
        st.rerun()
    failed = view.snapshot.beside is not None and view.snapshot.beside.failed
    st.info(text("testing_failed" if failed else "testing"), icon=":material/hourglass_top:")


def nothing() -> None:
    """Where the choices leave nothing to show."""
    with st.container(border=True):
        st.markdown(text("nothing_chosen"))
        st.text(text("nothing_chosen_hint"))


def chart(
    view: View, drawn: Drawn, name: str = "", *, every: bool = False, narrow: bool = False
) -> None:
    """A chart whose points open their cards.

    name: what tells it from others of its title; every: a point stands for all figures that
    it brings back, not only for the first. narrow: the chart stands beside others.
    """
    partner = view.labels["partner"][view.pair.partner]
    sources = [view.labels["source_id"][s] for s in drawn.sources]
    heading = text("chart_title", what=drawn.title, partner=partner)
    key = card.key(f"chart-{drawn.title}-{name}")
    kind = st.session_state.get(state.PICTURE, picture.FORMATS[0])
    figure = drawn.figure
    if not isinstance(figure, picture.Ready):
        figure = picture.dressed(figure, theme.current())
    ready = picture.framed(figure, heading, sources, address(), drawn.about, narrow=narrow)
    ready.to_dict()["layout"].update(_ONCE)
    st.plotly_chart(
        ready,
        theme=None,
        key=key,
        alt=". ".join(part for part in (heading, drawn.about, drawn.alt) if part),
        on_select=lambda: card.open_from_chart(key, every),
        selection_mode="points",
        config=picture.config(picture.file_name(drawn.title, partner, name), kind),
    )


def address() -> str:
    """Where this very view is found, without an open card."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    kept = {name: asked[name] for name in asked if name in state.KNOWN and name != state.FIGURE}
    query = urlencode(kept, doseq=True)
    here = st.context.url or ""
    return f"{here}?{query}" if query else here


def members(view: View, conflict: Conflict, place: str) -> None:
    """A button for each statement of a conflict, which opens its card."""
    with st.container(horizontal=True, gap="small"):
        for member in conflict.members:
            found = findings.figure_of(view, member.figure_id)
            if found is None:
                continue
            book, figure = found
            st.button(
                escape(
                    text(
                        "statement_of",
                        indicator=book.indicators[figure.indicator].name,
                        amount=card.statement(figure)
                        if book is view.book
                        else text("official", amount=fmt.official(figure.point, figure.unit)),
                    )
                ),
                key=f"{place}-{conflict.conflict_id}-{member.figure_id}",
                type="tertiary",
                icon=":material/description:",
                on_click=card.open_card,
                args=(figure.id,),
            )


def coverage(view: View, source: str) -> None:
    """A badge that tells how completely a document was read, where it was audited."""
    found = view.snapshot.coverage.get(source)
    if found is None:
        st.badge(text("coverage_none"), color="gray")
    elif not found.fresh:
        st.badge(text("coverage_stale"), color="orange", icon=":material/history:")
    elif found.pending:
        st.badge(
            text("coverage_pending", count=found.pending), color="orange", icon=":material/error:"
        )
    else:
        st.badge(
            text("coverage_complete", count=found.numerals), color="green", icon=":material/check:"
        )


def number_line(view: View, conflict: Conflict) -> None:
    """Each statement's interval, and what the others leave for it."""
    figures = findings.frame_of(view, [member.figure_id for member in conflict.members])
    implied = {m.figure_id: findings.fitting(m) for m in conflict.members}
    signed = topics.signed(view.book)
    made = charts.number_line(figures, implied, view.labels, signed=signed)
    alt = charts.conflict.summary(figures, implied, view.labels, signed=signed)
    chart(view, Drawn(made, text("agree_picture"), alt, sources_of(figures)), conflict.conflict_id)


def matrix(view: View, title: str, figures: pd.DataFrame, column: str, verdicts: bool) -> None:
    """Sources against another column, the longer list downwards; a cell opens its cards."""
    found = findings.verdicts(view) if verdicts else {}
    columns = {"row": "source_id", "column": column}
    if figures["source_id"].nunique() < figures[column].nunique() and column != "year":
        columns = {"row": column, "column": "source_id"}
    kinds = {name: verdict.verdict for name, verdict in found.items()}
    made = charts.matrix(figures, view.labels, verdicts=kinds, **columns)
    alt = charts.coverage.summary(figures, view.labels, verdicts=kinds, **columns)
    st.text(text("matrix_hint"))
    if verdicts:
        _signs(kinds[name] for name in figures["figure_id"])
    tall = (made.layout.height or 0) > _TALLEST
    with st.container(height=_TALLEST if tall else "content", border=tall):
        chart(view, Drawn(made, title, alt, sources_of(figures)), column, every=True)


def _signs(kinds: Iterable[str]) -> None:
    """What the signs in a matrix of verdicts mean, of those that are in it."""
    there = set(kinds)
    signs = [
        text("matrix_sign", sign=text(f"sign_{kind}"), verdict=text(f"verdict_{kind}"))
        for kind in charts.coverage.SEVERITY
        if kind in there and text(f"sign_{kind}")
    ]
    st.text(text("matrix_signs", signs=fmt.listed(signs)))
