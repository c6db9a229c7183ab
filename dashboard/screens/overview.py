"""The briefing: what matters in a few sentences, the newest of each indicator, the largest flow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.screens import parts, plot, theme, tiles, topic_page
from dashboard.screens.plot import Drawn
from dashboard.view import briefing, sentences, state, topics
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Book, Figure, Indicator

# Cards that are seen at once; the others fold out.
_FIRST: Final = 4
_MOST_CARDS: Final = 200


def show(view: View) -> None:
    """Sentences, cards, the chart of the largest flow, and the way to what does not fit."""
    book = view.book
    stated = view.stated()
    reporter, partner = (book.areas[area].said for area in view.pair)
    st.title(escape(text("overview_title", reporter=reporter, partner=partner)), anchor=False)
    if not stated:
        parts.nothing(view, text("anything"))
        return
    st.markdown(briefing.sentences(view, stated))
    changes = tiles.changes(view, stated)
    shown = tiles.told_once(tiles.tiles(view, stated), changes)
    tiles.show(view, shown[:_FIRST], changes)
    if shown[_FIRST:]:
        with st.expander(text("all_indicators", count=len(shown) - _FIRST), key="all"):
            tiles.show(view, shown[_FIRST:_MOST_CARDS], changes)
    if len(shown) > _MOST_CARDS:
        st.text(text("overview_more", count=len(shown) - _MOST_CARDS))
    _basis(stated)
    _chart(view, stated)
    _agreement(view)


def _basis(stated: Sequence[Figure]) -> None:
    """From how many documents, and as of when: one line."""
    periods = [figure.period for figure in stated]
    line = text(
        "overview_about",
        figures=text("figures", count=len(stated)),
        sources=text("sources", count=len({figure.source for figure in stated})),
        period=fmt.period(min(p.start for p in periods), max(p.end for p in periods)),
    )
    st.caption(escape(line))


def _chart(view: View, stated: Sequence[Figure]) -> None:
    """The first indicator that is a sum, otherwise the first flow that is stated by year."""
    drawn = topic_page.once_drawn(view, "", theme.current(), lambda: _largest(view, stated))
    for one in drawn:
        # Its message is the first sentence of the page.
        main = view.book.indicators[one.id.removeprefix("years-")]
        plot.show(view, one, heading=sentences.about(view.book, [main.id], *view.pair))


def _largest(view: View, stated: Sequence[Figure]) -> list[Drawn]:
    for indicator, split in _flows(view.book):
        names = {indicator.id, *split}
        flows = [figure for figure in stated if figure.indicator in names]
        years, _ = topic_page.parted(flows)
        if len(years) > 1:
            return [topic_page.by_year(view, indicator, years, split)]
    return []


def _flows(book: Book) -> list[tuple[Indicator, tuple[str, ...]]]:
    every = [family for topic in topics.of(book) for family in topics.families(book, topic)]
    return sorted(every, key=lambda family: not family[0].sum_of)


def _agreement(view: View) -> None:
    """The way to what cannot all be true, of which the briefing speaks."""
    if parts.being_tested(view):
        return
    parts.on_paper_button()
    st.page_link("screens/agree.py", label=text("page_agree"), icon=":material/balance:")


if __name__ == "__main__":
    show(state.current())
