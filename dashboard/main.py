"""The entry script, run at every interaction: figures, then choices, then a page.

What every page shares stands here: a widget that each page declared for itself would lose its
value when the page changes.
"""

from __future__ import annotations

import html
from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.screens import card, chosen, mishap, parts, topic_page
from dashboard.server import data
from dashboard.view import menu, state, topics
from dashboard.view.texts import text
from etl.core.model import Book


@mishap.told
def main() -> None:
    """One run: problems first, then the choices, then the page."""
    current = data.current()
    if current.snapshot is None:
        st.set_page_config(page_title=text("app_title"), layout="wide")
        parts.problems(current)
        return
    state.know_units(current.snapshot)
    headings = sections(current.snapshot.book)
    page = st.navigation(headings, position="top")
    title = text("page_title", page=page.title, app=text("app_title"))
    st.set_page_config(page_title=title, layout="wide")
    parts.problems(current)
    if not current.snapshot.book.figures:
        st.info(text("no_figures"))
        return
    moved = state.restore(page.url_path)
    view = chosen.choices(current.snapshot, page.url_path, moved=moved)
    if moved:
        state.carry(view)
    state.publish(view)
    page.run()
    # Last, since it would move what stands below it until it is hidden.
    _mark(next(heading for heading, pages in headings.items() if page in pages))
    card.show(view)
    parts.drawn_anew(view)


def _mark(heading: str) -> None:
    """The section of the menu that the page stands under, for the browser to mark it."""
    if heading:
        st.html(f"<i class='section'>{html.escape(heading)}</i>")


def sections(book: Book) -> dict[str, list[Page]]:
    """The pages by the heading of the menu that they stand under; a page for each topic."""
    return {
        "": [
            st.Page("screens/overview.py", title=text("page_overview"), default=True),
            *_screens(menu.FIRST | menu.DATA),
        ],
        text("section_topics"): [
            # The topic is the address: what else a page shows may change.
            st.Page(_showing(topic), title=topics.title(topic), url_path=topic)
            for topic in topics.of(book)
        ],
        text("section_evidence"): _screens(menu.EVIDENCE),
    }


def _screens(addresses: dict[str, str]) -> list[Page]:
    return [
        st.Page(f"screens/{name}.py", title=text(f"page_{name}"), url_path=address)
        for name, address in addresses.items()
    ]


def _showing(topic: str) -> Callable[[], None]:
    def show() -> None:
        topic_page.show(state.current(), topic)

    return show


if __name__ == "__main__":
    main()
