"""The application that `streamlit run` serves: the pages, and the addresses of data beside them.

Streamlit finds the assignment below by reading this file, so it must stay as literal as it is.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.server import api, data, serving
from dashboard.view.texts import text


def head() -> serving.Head:
    """What the page says of itself before any script runs."""
    state = data.current()
    if state.snapshot is None:
        return serving.Head(text("app_title"), text("app_description"), "")
    dataset = state.snapshot.book.dataset
    title = f"{dataset.title} - {text('app_title')}"
    return serving.Head(title, dataset.description, state.snapshot.linked, api.SIGNPOSTS)


def start() -> None:
    """Before anything is read: figures are reconciled in a process of their own."""
    data.reconcile_beside(True)


def stop() -> None:
    """That process ends with the server."""
    data.reconcile_beside(False)


def warm() -> None:
    """Draw and compute what first pages show, while the first reader's browser loads scripts.

    The charts of the pair that comes first, and the file that is asked for most: other pairs are
    drawn when somebody looks at them, and there may be hundreds.
    """
    from dashboard.screens import theme, topic_page
    from dashboard.view import state, topics

    snapshot = data.current().snapshot
    if snapshot is None:
        return
    light = theme.of("light")
    for view in state.first_views(snapshot)[:1]:
        for topic in (topic for page in topics.of(view.book) for topic in page):
            topic_page.kept(view, topic, light)
    snapshot.package.file("figures.csv")


app = st.App(
    Path(__file__).with_name("main.py"),
    routes=api.routes(data.current_package),
    middleware=serving.middleware(head),
    lifespan=serving.lifespan(start, warm, stop),
)
