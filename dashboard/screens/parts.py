"""Pieces that several pages show: problems, tabs, charts.

Must not read files or compute what the library should.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from dashboard import charts
from dashboard.charts.rows import Table, largest, rows
from dashboard.screens import card, mishap, picture, tables, theme
from dashboard.server import addresses, settings
from dashboard.server.data import State
from dashboard.view import findings, menus, state
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text

_LOOK: Final = 2
"""Seconds between two looks whether the figures have been tested."""
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


def chart(
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
        drawn.title, drawn.unit, key, sources, public_address(), text("app_title")
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
