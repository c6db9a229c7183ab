"""Pieces that several pages show: problems, charts, tables, downloads.

Must not read files or compute what the library should.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import card, charts, findings, picture, state, topics
from dashboard import format as fmt
from dashboard.data import State
from dashboard.labels import distinct
from dashboard.plain import escape
from dashboard.state import View
from dashboard.texts import text
from etl.export.about import file_stem
from etl.export.csv import csv_bytes
from etl.export.package import media_type
from etl.export.workbook import workbook_bytes
from etl.reconcile import Conflict
from etl.schema import FIGURES, topic_table
from etl.tidy import Rows

_PICTURE: Final = "picture_format"
_HEAD: Final = 38
_ROW: Final = 35
_TALL_ROW: Final = 80
"""Pixels of a row whose sentence is broken into lines."""
_REASONS: Final = 560
_MOST_ROWS: Final = 20
_TALLEST: Final = 900
"""Pixels of a matrix before it scrolls in a frame of its own."""
_TITLES: Final = {field.name: field.label for field in FIGURES.fields}


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
    kind = st.session_state.get(_PICTURE, picture.FORMATS[0])
    st.plotly_chart(
        picture.framed(drawn.figure, heading, sources, address(), drawn.about, narrow=narrow),
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


def table(view: View, figures: pd.DataFrame, name: str) -> None:
    """Statements as a table: numbers as people read them, each row opens its card.

    figures: rows of `figures`, newest first in the table. name: what the table is about, for
    its files; the buttons below give it as shown and whole.
    """
    figures = figures.sort_values("period_end", ascending=False, kind="stable")
    picked_table(_readable(view, figures), figures["figure_id"].tolist(), name)


def picked_table(shown: pd.DataFrame, ids: list[str], name: str) -> None:
    """A table whose rows open cards; ids: figures in the order of its rows."""
    key = card.key(f"table-{name}")
    st.text(text("table_hint"))
    reasons = text("column_because")
    row = _TALL_ROW if reasons in shown else _ROW
    more_rows(len(shown), row)
    st.dataframe(
        shown,
        hide_index=True,
        row_height=row,
        height=table_height(len(shown), row=row),
        key=key,
        alt=text("table_alt", subject=name, figures=text("figures", count=len(shown))),
        on_select=lambda: card.open_from_table(key, ids),
        selection_mode="single-row",
        placeholder="",
        column_config={
            text("column_period"): st.column_config.TextColumn(width="medium"),
            text("column_statement"): st.column_config.TextColumn(alignment="right"),
            reasons: st.column_config.TextColumn(width=_REASONS),
        },
    )
    _choice(card.key(f"choose-{name}"), shown, ids)


def _choice(key: str, shown: pd.DataFrame, ids: list[str]) -> None:
    """The rows once more as a list, which a keyboard reaches."""
    columns = [
        text(f"column_{column}")
        for column in ("indicator", "partner", "period", "statement")
        if text(f"column_{column}") in shown
    ]
    rows = shown[columns].astype(str).agg(", ".join, axis=1)
    names = distinct(dict(zip(ids, rows, strict=True)))

    def chosen() -> None:
        if name := st.session_state[key]:
            card.open_card(name)

    st.selectbox(
        text("table_choose"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=text("table_choose_none"),
        key=key,
        on_change=chosen,
    )


def more_rows(rows: int, row: int = _ROW) -> None:
    """Says that a table has rows that are not seen; row: height of one in pixels."""
    if table_height(rows, row=row) < _HEAD + row * rows:
        st.text(text("table_scroll", count=rows))


def table_height(rows: int, most: int = _MOST_ROWS, row: int = _ROW) -> int:
    """Height of a table in pixels: all of its rows, or so many and then it scrolls.

    row: height of one in pixels.
    """
    tallest = max(_ROW * most // row, 1)
    return _HEAD + row * max(1, min(rows, tallest))


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
                        else text("official", amount=fmt.official(figure.value, figure.unit)),
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


def _readable(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    """The columns that readers want, in the words that they use."""
    labels = view.labels
    cells = {
        "indicator": [labels["indicator"][i] for i in figures["indicator"]],
        "period": [
            fmt.period(start.date(), end.date())
            for start, end in zip(figures["period_start"], figures["period_end"], strict=True)
        ],
        "value": _each(figures, ("value", "unit", "qualifier", "as_stated"), fmt.statement),
        "as_stated": figures["as_stated"].tolist(),
        "source_id": [labels["source_id"][s] for s in figures["source_id"]],
        "paragraph": figures["paragraph"].tolist(),
        "authority": figures["authority"].fillna("").tolist(),
        "note": figures["note"].fillna("").tolist(),
    }
    return pd.DataFrame({_TITLES[name]: column for name, column in cells.items()})


def _each(figures: pd.DataFrame, columns: Sequence[str], made: Callable[..., str]) -> list[str]:
    return [made(*row) for row in zip(*(figures[name] for name in columns), strict=True)]


def downloads(view: View, figures: pd.DataFrame, topics: Sequence[str]) -> None:
    """Buttons for the table as shown, for the whole tables, and for the picture's format."""
    rows = view.snapshot.tables["figures"].rows
    shown = Rows(topic_table("shown"), [rows[at] for at in figures.index])
    partner = view.labels["partner"][view.pair.partner]
    first, last = view.years
    name = picture.file_name(*topics, partner, str(first), str(last))
    with st.popover(text("download"), icon=":material/download:"):
        st.text(text("download_shown"))
        _button(f"{name}.csv", lambda: csv_bytes(shown))
        _button(f"{name}.xlsx", lambda: workbook_bytes(view.book, {"figures": shown}))
        st.text(text("download_whole"))
        stem = file_stem(view.book)
        for file in (*(f"{topic}.csv" for topic in topics), f"{stem}.xlsx", f"{stem}.zip"):
            whole(view, file)
        st.text(text("download_picture"))
        st.segmented_control(
            text("download_picture"),
            picture.FORMATS,
            format_func=str.upper,
            default=picture.FORMATS[0],
            required=True,
            key=_PICTURE,
            label_visibility="collapsed",
        )


def whole(view: View, name: str, place: str = "") -> None:
    """A button for one file of a build, with the same bytes; made when it is asked for."""
    _button(name, lambda: view.snapshot.package.file(name), place)


def _button(name: str, data: Callable[[], bytes], place: str = "") -> None:
    st.download_button(
        name,
        data,
        file_name=name,
        mime=media_type(name),
        on_click="ignore",
        key=f"download-{place}-{name}",
        type="tertiary",
        icon=":material/download:",
    )
