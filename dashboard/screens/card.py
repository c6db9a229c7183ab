"""The provenance card: where one number comes from, how exact it is, and how to cite it.

It is open while the address names a figure, so the address of an open card is the link to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from dashboard.view import findings, labels, sentences, state
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

_CLOSED = "cards_closed"
_FORMATS = {"bib": citation.as_bibtex, "csl.json": citation.as_csl}


def key(name: str) -> str:
    """Key of a chart or table whose selection opens a card: a new one once a card was closed.

    A selection that stays would swallow the next click on the same point.
    """
    return f"{name}-{st.session_state.get(_CLOSED, 0)}"


def open_from_chart(name: str, every: bool = False) -> None:
    """Open the card of the point that was selected in the chart of that key.

    every: all that a point brings back are figures, otherwise only the first is one.
    """
    for point in st.session_state[name].selection.points:
        custom = point.get("customdata")
        found = [custom] if isinstance(custom, str) else list(custom or ())
        if found and found[0]:
            open_card(*map(str, found if every else found[:1]))
            return


def open_from_table(name: str, figures: Sequence[str]) -> None:
    """Open the card of the row that was selected; figures: ids in the order of the rows."""
    for row in st.session_state[name].selection.rows:
        open_card(figures[row])
        return


def open_card(*figures: str) -> None:
    """Open the card of a figure, or of several to choose from, for use in a callback."""
    st.query_params[state.FIGURE] = list(figures)


def show(view: View) -> None:
    """The card of the figures that the address names, of those that there are."""
    asked = dict.fromkeys(st.query_params.get_all(state.FIGURE))
    found = {name: pair for name in asked if (pair := findings.figure_of(view, name))}
    if found:
        st.dialog(text("card_title"), width="medium", on_dismiss=_close)(_cards)(view, found)


def _close() -> None:
    st.query_params.pop(state.FIGURE, None)
    st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1


def _cards(view: View, found: Mapping[str, tuple[Book, Figure]]) -> None:
    """One card, and a choice where there are several."""
    chosen = next(iter(found))
    if len(found) > 1:
        names = labels.distinct({name: _named(*pair) for name, pair in found.items()})
        chosen = st.selectbox(
            text("card_choose"), list(names), format_func=names.__getitem__, key="card_choose"
        )
    _card(view, *found[chosen])


def _named(book: Book, figure: Figure) -> str:
    return text(
        "card_named",
        amount=statement(figure),
        indicator=book.indicators[figure.indicator].name,
        partner=book.areas[figure.partner].name,
        period=sentences.period(figure),
    )


def _card(view: View, book: Book, figure: Figure) -> None:
    verdict = findings.verdict(view, figure)
    about = text(
        "card_about",
        indicator=book.indicators[figure.indicator].name,
        partner=book.areas[figure.partner].name,
        period=sentences.period(figure),
    )
    st.metric(escape(about), escape(statement(figure)))
    rows = _rows(book, figure)
    table = pd.DataFrame({"key": [escape(k) for k in rows], "value": [*map(escape, rows.values())]})
    st.table(table, border="horizontal", hide_index=True, hide_header=True, alt=text("card_title"))
    if verdict:
        show_verdict(verdict)
    elif view.snapshot.testing:
        st.badge(text("testing_badge"), color="gray", icon=":material/hourglass_top:")
    _copies(view, book, figure, contradicted=bool(verdict and verdict.suspect))


def statement(figure: Figure) -> str:
    """The number as qualified: "over $7.6 bn"; that of an official table rounded."""
    if not figure.paragraph:
        return fmt.official(figure.point, figure.unit)
    return fmt.statement(figure.point, figure.unit, figure.qualifier, figure.as_stated)


def show_verdict(verdict: Verdict) -> None:
    """What the other figures say about one, as a word and a sentence."""
    likely = verdict.verdict != "conflict" or verdict.suspect
    word = text(f"verdict_{verdict.verdict}" if likely else "verdict_member")
    colour = VERDICT_COLOURS[verdict.verdict if likely else "tight"]
    with st.container(gap="xsmall"):
        st.badge(word, color=colour)
        st.text(verdict.sentence)
        if verdict.conflict_sentence and not verdict.suspect:
            st.text(text("card_conflict", sentence=verdict.conflict_sentence))


VERDICT_COLOURS: Final[dict[str, Literal["red", "orange", "green", "blue", "gray"]]] = {
    "conflict": "red",
    "tight": "orange",
    "supported": "green",
    "unopposed": "blue",
    "alone": "gray",
    "not_tested": "gray",
}


def _rows(book: Book, figure: Figure) -> dict[str, str]:
    """What the card says, label by label; what is not printed says so."""
    source = book.sources[figure.source]
    low, high = of_figure(figure)
    not_printed = text("not_printed")
    known = text(f"period_{figure.period_basis}")
    if figure.period_reason:
        known = text("with_reason", what=known, reason=figure.period_reason)
    published = fmt.day(source.published)
    if source.published_basis == "inferred":
        published = text("date_inferred", date=published)
        if source.published_reason:
            published = text("with_reason", what=published, reason=source.published_reason)
    rows = {
        "card_as_stated": text("quoted", phrase=figure.as_stated),
        "card_place": text("card_paragraph", paragraph=figure.paragraph)
        if figure.paragraph
        else text("card_no_paragraph"),
        "card_source": source.title,
        "card_publisher": source.publisher or not_printed,
        "card_published": published,
        "card_authority": figure.authority or text("card_no_authority"),
        "card_period": text("card_period_text", period=sentences.period(figure), known=known),
    }
    if not fmt.printed_to_the_unit(low, high, figure.unit):
        rows["card_interval"] = fmt.interval(low, high, figure.unit)
    if notes := note(figure._replace(period_reason="")):
        rows["card_note"] = notes
    if source.note:
        rows["card_source_note"] = source.note
    return {text(name): value for name, value in rows.items()}


def _copies(view: View, book: Book, figure: Figure, *, contradicted: bool) -> None:
    """What a reader takes along: sentence, citation, link."""
    address = link(view, figure)
    cited = view.snapshot.package.cited_figure(book, figure, address)
    for name, body in (
        ("card_sentence", sentences.ready(book, figure, contradicted=contradicted)),
        ("card_citation", citation.as_text(cited).strip()),
        ("card_link", address),
    ):
        with st.container(gap="xsmall"):
            st.text(text(name))
            st.code(body, language=None, wrap_lines=True)
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
    """Address of this very figure, as the reader's browser reaches this server."""
    here = urlsplit(st.context.url or "")
    partner = state.pair_names(view.book).get(state.Pair(figure.reporter, figure.partner))
    asked = {state.PARTNER: partner} if partner else {}
    query = urlencode({**asked, state.FIGURE: figure.id})
    return f"{here.scheme}://{here.netloc}{here.path}?{query}" if here.netloc else f"?{query}"
