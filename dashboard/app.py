"""The application that `streamlit run` serves: the pages, and the addresses of data beside them.

Streamlit finds the assignment below by reading this file, so it must stay as literal as it is.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import front, main
from dashboard.screens import theme, topic_page
from dashboard.server import api, assets, data, probes, serving
from dashboard.view import state, topics


def warm() -> None:
    """Draw and compute what first pages show, while the first reader's browser loads scripts.

    The charts of the pair that comes first: other pairs are drawn when somebody looks at them, and
    there may be hundreds.
    """
    snapshot = data.current().snapshot
    if snapshot is None:
        return
    state.know_units(snapshot)
    light = theme.of("light")
    for view in state.first_views(snapshot)[:1]:
        for topic in topics.of(view.book):
            topic_page.kept(view, topic, light)


app = st.App(
    Path(main.__file__),
    routes=[
        *api.routes(data.current_package, data.current_file),
        *assets.routes(),
        *probes.routes(front.published, assets.icon()),
    ],
    middleware=serving.middleware(front.head, front.page_addresses, front.frame()),
    lifespan=serving.lifespan(front.start, warm, front.stop),
)
