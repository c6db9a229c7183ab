"""The provenance card: where one number comes from, how exact it is, and how to cite it.

It is open while the address names a figure, so the address of an open card is the link to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.screens import mishap
from dashboard.server import addresses, documents
from dashboard.view import findings, labels, messages, sentences, state
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.intervals import of_figure
from etl.core.model import Book, Figure
from etl.reconcile import Verdict
from etl.tables.export import citation
from etl.tables.export.package import media_type
from etl.tables.notes import note

_CLOSED: Final = "cards_closed"
_TO_CLEAR: Final = "to_clear"
MOST_DOUBTS: Final = 4
"""As many doubts are told of a figure or a chart; the others are counted."""
_SHUT: Final = "card_shut"
"""What the card was open of that was closed last."""
_FORMATS = {"bib": citation.as_bibtex, "csl.json": citation.as_csl}
_NOTHING: Final[dict[str, dict[str, list[int]]]] = {
    "selection": {"rows": [], "columns": [], "cells": []}
}


def key(name: str) -> str:
    """Key of a chart whose selection opens a card: a new one once a card was closed.

    A selection that stays would swallow the next click on the same point.
    """
    return f"{name}-{st.session_state.get(_CLOSED, 0)}"


def cleared(name: str) -> None:
    """Before a list of that key is drawn: choose nothing in it once its card was closed."""
    if name in st.session_state.get(_TO_CLEAR, ()):
        st.session_state[_TO_CLEAR].remove(name)
        st.session_state[name] = None


def open_from_chart(name: str, every: bool = False) -> None:
    """Open the card of the point that was selected in the chart of that key.

    every: all that a point brings back are figures, otherwise only the first is one.
    """
    for point in st.session_state[name].selection.points:
        custom = point.get("customdata")
        values = [custom] if isinstance(custom, str) else list(custom or ())
        if values and values[0]:
            open_card(*map(str, values if every else values[:1]))
            return


def open_from_table(name: str, figures: Sequence[str]) -> None:
    """Open the card of the row whose cell was selected; figures: ids in the order of the rows.

    The selection is lifted at once, so that the same cell opens the card again and the table
    stays sorted as it is.
    """
    for row, _ in st.session_state[name].selection.cells:
        st.session_state[name] = _NOTHING
        open_card(figures[row])
        return


def open_card(*figures: str) -> None:
    """Open the card of a figure, or of several to choose from, for use in a callback."""
    st.session_state.pop(_SHUT, None)
    st.query_params[state.FIGURE] = list(figures)


def open_from_list(name: str) -> None:
    """Open the card of what was chosen in the list of that key."""
    if figure := st.session_state[name]:
        st.session_state.setdefault(_TO_CLEAR, []).append(name)
        open_card(figure)


def show(view: View) -> None:
    """The card of the figures that the address names, of those that there are."""
    named = st.query_params.get_all(state.FIGURE)
    if named and named == st.session_state.get(_SHUT):
        # A browser sends its address with each message, also one that it wrote before it heard
        # that the card is closed: the card would come again.
        st.query_params.pop(state.FIGURE, None)
        return
    asked = dict.fromkeys(named)
    figures = {name: pair for name in asked if (pair := findings.figure_of(view, name))}
    if figures:
        drawer = st.dialog(text("card_title"), width="medium", on_dismiss=_close, position="right")
        drawer(_cards)(view, figures)


def _close() -> None:
    st.session_state[_SHUT] = st.query_params.get_all(state.FIGURE)
    st.query_params.pop(state.FIGURE, None)
    st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1


@mishap.told
def _cards(view: View, figures: Mapping[str, tuple[Book, Figure]]) -> None:
    """One card, and a choice where there are several."""
    chosen = next(iter(figures))
    if len(figures) > 1:
        names = labels.distinct({name: _named(*pair) for name, pair in figures.items()})
        chosen = st.selectbox(
            text("card_choose"), list(names), format_func=names.__getitem__, key="card_choose"
        )
    _card(view, *figures[chosen])


def named(view: View, name: str) -> str:
    """A statement in a list of several: "$20 bn: Trade turnover, Italy, 2024"."""
    entry = findings.figure_of(view, name)
    return _named(*entry) if entry else name


def _named(book: Book, figure: Figure) -> str:
    return text(
        "card_named",
        # In plain spaces, which a reader types who looks for it in the list.
        amount=statement(figure).replace("\N{NO-BREAK SPACE}", " "),
        indicator=book.indicators[figure.indicator].name,
        partner=book.areas[figure.partner].name,
        period=sentences.period(figure),
    )


def _card(view: View, book: Book, figure: Figure) -> None:
    """Value, verdict and place first: what must be seen without moving the page."""
    about = text(
        "card_about",
        indicator=book.indicators[figure.indicator].name,
        partner=book.areas[figure.partner].name,
        period=sentences.period(figure),
    )
    st.metric(escape(about), escape(statement(figure)))
    verdict = findings.verdict(view, figure)
    if verdict:
        show_verdict(view, verdict)
    elif view.snapshot.testing:
        st.badge(text("testing_badge"), color="gray", icon=":material/hourglass_top:")
    _doubts(view, figure)
    _place(book, figure)
    _copies(view, book, figure, contradicted=bool(verdict and verdict.suspect))
    rows = rows_of(book, figure)
    table = pd.DataFrame({"key": [escape(k) for k in rows], "value": [*map(escape, rows.values())]})
    st.table(table, border="horizontal", hide_index=True, hide_header=True, alt=text("card_title"))
    if verdict and verdict.conflict_sentence and not verdict.suspect:
        # Below the evidence: it is no doubt about this figure.
        st.text(text("card_conflict", sentence=verdict.conflict_sentence))


def _doubts(view: View, figure: Figure) -> None:
    """What is no conflict, but would make a reader look again, as under the charts."""
    told = [u.sentence for u in view.report.unlikely if figure.id in u.members]
    if not told:
        return
    with st.container(gap="xsmall"):
        st.badge(text("verdict_unlikely"), color="orange")
        for sentence in told[:MOST_DOUBTS]:
            st.text(sentence)
        if len(told) > MOST_DOUBTS:
            st.text(text("brief_more", count=len(told) - MOST_DOUBTS))


def statement(figure: Figure) -> str:
    """The number as qualified: "over $7.6 bn"; that of an official table rounded."""
    return messages.amount(figure)


def show_verdict(view: View, verdict: Verdict) -> None:
    """What the other figures say about one, as one word and one sentence."""
    with st.container(gap="xsmall"):
        st.badge(doubt(view, verdict), color=VERDICT_COLOURS[verdict.verdict])
        st.text(verdict.sentence)


def doubt(view: View, verdict: Verdict) -> str:
    """A verdict in few words: by how much it differs from the official figure, if there is one."""
    if not verdict.suspect:
        return text(f"verdict_{verdict.verdict}")
    difference = findings.difference(view, verdict.figure_id)
    if difference is None:
        return text("verdict_suspect")
    return text("verdict_differs", difference=fmt.rounded(difference, fmt.PERCENT))


VERDICT_COLOURS: Final[dict[str, Literal["red", "orange", "green", "blue", "gray"]]] = {
    "conflict": "orange",
    "tight": "orange",
    "supported": "green",
    "unopposed": "blue",
    "alone": "gray",
    "not_tested": "gray",
}


def _place(book: Book, figure: Figure) -> None:
    """Where it stands, as a link where one is known, and the passage where the text is here."""
    source = book.sources[figure.source]
    st.text(
        text(
            "card_stands" if figure.paragraph else "card_stands_table",
            paragraph=figure.paragraph,
            title=source.title,
            origin=", ".join(filter(None, (source.publisher, sentences.published(source)))),
        )
    )
    links = [(name, getattr(source, name, "")) for name in ("url", "archived")]
    with st.container(horizontal=True):
        for name, address in links:
            if address:
                st.link_button(text(f"card_{name}"), address, icon=":material/open_in_new:")
    passage = documents.passage(source, figure)
    if passage:
        marked = f"{escape(passage.before)} **:orange-background[{escape(passage.phrase)}]** "
        with st.container(border=True, key="passage"):  # no quotation of Markdown: that is grey
            st.markdown(f"{marked}{escape(passage.after)}")


def rows_of(book: Book, figure: Figure) -> dict[str, str]:
    """What the card says, label by label; what is not printed says so."""
    source = book.sources[figure.source]
    low, high = of_figure(figure)
    known = text(f"period_{figure.period_basis}")
    if figure.period_reason:
        known = text("with_reason", what=known, reason=figure.period_reason)
    published = sentences.published(source)
    if source.published_reason:
        published = text("with_reason", what=f"{published}.", reason=source.published_reason)
    rows = {
        "card_as_stated": text("quoted", phrase=figure.as_stated),
        "card_place": text("card_paragraph", paragraph=figure.paragraph)
        if figure.paragraph
        else text("card_no_paragraph"),
        "card_source": source.title,
        "card_publisher": source.publisher or text("not_printed"),
        "card_published": published,
        "card_authority": figure.authority or text("card_no_authority"),
        "card_period": text("card_period_text", period=sentences.period(figure), known=known),
    }
    if not fmt.printed_to_the_unit(low, high, figure.unit):
        rows["card_interval"] = fmt.interval(low, high, figure.unit)
    if figure.unit_as_stated:
        rows["card_unit_as_stated"] = text("quoted", phrase=figure.unit_as_stated)
    if figure.meant:
        rows["card_meant"] = text("card_confirmed", answers="; ".join(figure.meant))
    if notes := note(figure._replace(period_reason="")):
        rows["card_note"] = notes
    if source.note:
        rows["card_source_note"] = source.note
    return {text(name): value for name, value in rows.items()}


def _copies(view: View, book: Book, figure: Figure, *, contradicted: bool) -> None:
    """What a reader takes along: sentence, citation, link, each under a tab of its own."""
    address = link(view, figure)
    api = f"{addresses.site(st.context.url or '', state.page())}/api/"
    cited = view.snapshot.package.cited_figure(book, figure, api)
    bodies = {
        "card_sentence": sentences.ready(book, figure, contradicted=contradicted),
        "card_citation": citation.as_text(cited).strip(),
        "card_link": address,
    }
    # A key, so that the tab that is open stays where what stands above it changes.
    tabs = st.tabs([*map(text, bodies)], key="card_copies")
    for tab, (name, body) in zip(tabs, bodies.items(), strict=True):
        with tab:
            st.code(body, language=None, wrap_lines=True)
            if name == "card_citation":
                _citations(figure, cited)


def _citations(figure: Figure, cited: citation.Citation) -> None:
    with st.container(horizontal=True):
        for ending, write in _FORMATS.items():
            name = f"{figure.id}.{ending}"
            st.download_button(
                text(f"cite_{ending}"),
                write(cited),
                file_name=name,
                mime=media_type(name),
                on_click="ignore",
                key=f"download-{name}",
            )


def link(view: View, figure: Figure) -> str:
    """Address of this very figure, for others too."""
    here = addresses.of_page(st.context.url or "", state.page())
    partner = state.pair_names(view.book).get(state.Pair(figure.reporter, figure.partner))
    asked = {state.PARTNER: partner} if partner else {}
    query = urlencode({**asked, state.FIGURE: figure.id})
    return f"{here}?{query}"
