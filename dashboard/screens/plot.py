"""A chart on a page: its title, its numbers as a list, its key, its sources, what is against it.

What it draws is decided by `charts`. Must not read files or compute what the library should.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import plotly.graph_objects as go
import streamlit as st

from dashboard import charts
from dashboard.charts.rows import Table, largest, rows
from dashboard.screens import card, parts, picture, tables, theme
from dashboard.view import findings
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text

MOST_SOURCES: Final = 12
"""That are listed in full below a chart."""
_WIDTHS: Final = (360, 480, 640, 840, 1100, 1500, 2000, 2800)
"""Pixels below which a chart moves sideways in its frame, as `page.css` has them."""
_ONCE: Final = {"datarevision": 1, "clickmode": "event+select", "dragmode": "pan"}
"""Streamlit hands every chart to plotly twice, with clicks and a hand to move it. Told all this at
first, and that its data never change (a new choice makes a new chart), plotly finds nothing new
the second time and does not draw it again."""


class Drawn(NamedTuple):
    """A chart, ready to be shown."""

    id: str
    """What tells it from every other of its page: ids of indicators, never their names."""
    figure: go.Figure
    title: str
    """Its message."""
    alt: str
    """Its message in sentences."""
    figures: tuple[str, ...] = ()
    """Ids of the figures that it draws."""
    unit: str = ""
    """What it measures and in what unit."""
    about: str = ""
    """What its indicators say of the pair, with the direction: who exports to whom."""
    below: str = ""
    """A sentence that stands below it."""


def show(
    view: View, drawn: Drawn, *, every: bool = False, head: bool = True, heading: str = ""
) -> None:
    """A chart whose points open their cards, with its head, its key and its sources as text.

    every: a point stands for all figures that it brings back, not only for the first. head:
    with title and unit, where the page has not said them. heading: in place of the title, where
    the page has said that message.
    """
    shown = theme.current()
    figure = drawn.figure
    if not isinstance(figure, picture.Ready):
        figure = picture.dressed(figure, shown)
    layout = figure.to_dict()["layout"]
    meta = layout.setdefault("meta", charts.marks.told())
    key = tuple((each["color"], each["sign"], each["label"]) for each in meta["key"])
    sources = _sources(view, meta["sources"])
    here = card.key(f"{_wide(meta.get('least', 0))}plot-{drawn.id}")
    frame = picture.PictureText(
        drawn.title, drawn.unit, key, sources, parts.public_address(), text("app_title")
    )
    ready = picture.framed(figure, frame, shown, theme.of("light"))
    layout.update(_ONCE)
    with st.container(key=f"chart-{drawn.id}", gap="xsmall"):
        if head:
            st.header(escape(heading or drawn.title), anchor=False)
            with st.container(key=f"about-{drawn.id}"):
                st.caption(escape(". ".join(part for part in (drawn.about, drawn.unit) if part)))
        _tools(view, drawn)
        # Names of their own: where a part stands must be known before it is drawn.
        if key:
            with st.container(key=f"signs-{drawn.id}"):
                _key(key)
        st.plotly_chart(
            ready,
            theme=None,
            key=here,
            alt=". ".join(part for part in (drawn.title, drawn.about, drawn.alt) if part),
            on_select=lambda: card.open_from_chart(here, every),
            selection_mode="points",
            config=picture.config(picture.file_name(drawn.id, view.pair.partner)),
        )
        _left_out()
        if drawn.below:
            st.text(drawn.below)
        _verdict(view, drawn, suspects=not heading)
        with st.container(key=f"foot-{drawn.id}", gap="xsmall"):
            for number, told in meta["events"]:
                st.caption(escape(text("numbered", number=number, told=told)))
            if sources:
                st.caption(escape(sources))


def _tools(view: View, drawn: Drawn) -> None:
    """The chart's numbers as a list that Tab reaches first, and buttons that save its picture."""
    with st.container(horizontal=True, key=f"tools-{drawn.id}", vertical_alignment="center"):
        if drawn.figures:
            listed = f"list-{drawn.id}"
            tables.statements(
                view, drawn.figures, listed, text("statements_of", what=escape(drawn.title))
            )
        buttons = "".join(
            f"<button type='button' data-save='{kind}'>{html.escape(text(f'save_{kind}'))}"
            f"<span class='unseen'>: {html.escape(drawn.title)}</span></button>"
            for kind in ("png", "svg")
        )
        st.html(f"<div class='tools'>{buttons}</div>", width="content")


def _key(key: Sequence[tuple[str, str, str]]) -> None:
    """What colours and fills mean, above the chart."""
    signs = "".join(
        f"<span><b style='color:{color}'>{html.escape(sign)}</b> {html.escape(label)}</span>"
        for color, sign, label in key
    )
    st.html(f"<div class='key'>{signs}</div>")


def _left_out() -> None:
    """Where the browser tells what it had no room for in a chart; see `server/assets/page.js`."""
    words = {
        "one": text("number_left_out", count="{count}"),
        "other": text("numbers_left_out", count="{count}"),
        "moves": text("chart_moves"),
        "across": text("chart_moves_across"),
        "words": text("words_left_out", count="{count}"),
        "without": text("numbers_not_drawn"),
    }
    told = " ".join(f"data-{name}='{html.escape(said)}'" for name, said in words.items())
    st.html(f"<p class='left-out' {told}></p>")


def _verdict(view: View, drawn: Drawn, *, suspects: bool) -> None:
    """What the statements of a chart cannot be, or hardly or only just be together.

    suspects: those as well that do not fit, but for what the title says.
    """
    if not drawn.figures:
        return
    shown = set(drawn.figures)
    told = _suspects(view, drawn) if suspects else []
    for word, every in (("unlikely", view.report.unlikely), ("tight", view.report.tight)):
        told += [
            (text(f"verdict_{word}"), one.sentence)
            for one in every
            if shown.issuperset(one.members)
        ]
    for word, sentence in told:
        with st.container(gap="xsmall"):
            st.badge(word, color="orange")
            st.text(sentence)


def _suspects(view: View, drawn: Drawn) -> list[tuple[str, str]]:
    """Word and sentence for each statement that does not fit and is not told of in the title."""
    known = findings.verdicts(view)
    suspects = [v for name in drawn.figures if (v := known.get(name)) and v.suspect]
    figures = view.book.figures
    untold = [
        v for v in suspects if findings.against(view, figures[v.figure_id]) not in drawn.title
    ]
    told = [(card.doubt(view, verdict), verdict.sentence) for verdict in untold[: card.MOST_DOUBTS]]
    if len(untold) > card.MOST_DOUBTS:
        more = text("brief_more", count=len(untold) - card.MOST_DOUBTS)
        told.append((text("verdict_suspect"), more))
    return told


def unit_line(figures: Table, key: str = "unit_line") -> str:
    """In what unit a chart counts: "Billion US dollars, as stated"; none where units differ."""
    statements = rows(figures)
    units = {row.unit for row in statements}
    if len(units) != 1:
        return ""
    (unit,) = units
    scale = fmt.scale_of(largest(statements)) if fmt.is_scaled(unit) else 0
    words = text(key, unit=fmt.axis_title(unit, scale))
    return words[:1].upper() + words[1:]


def _wide(least: int) -> str:
    """How the key of a chart begins whose numbers need so many pixels beside one another."""
    fitting = [width for width in _WIDTHS if width >= least] or _WIDTHS[-1:]
    return f"wide-{fitting[0]}-" if least else ""


def _sources(view: View, sources: Iterable[Sequence[str]]) -> str:
    """The sources in full with their letters; many are counted."""
    named = [
        text("lettered", letter=letter, source=view.labels["source_id"].get(name, name))
        for letter, name in sources
    ]
    if not named:
        return ""
    more = len(named) - MOST_SOURCES
    listed = "; ".join(named[:MOST_SOURCES])
    if more > 0:
        listed = text("sources_more", sources=listed, count=more)
    return text("picture_sources", sources=listed)
