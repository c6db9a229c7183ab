"""The application that `streamlit run` serves: the pages, and the addresses of data beside them.

Streamlit finds the assignment below by reading this file, so it must stay as literal as it is.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard import main
from dashboard.server import (
    addresses,
    api,
    assets,
    data,
    kept,
    logs,
    looking,
    probes,
    reading,
    reconciler,
    remembered,
    serving,
    settings,
    versions,
)
from dashboard.server.data import Snapshot
from dashboard.server.operating import COUNTS
from dashboard.server.publishing import Before, Published, Publishing
from dashboard.server.reading import Files
from dashboard.server.reconciling import StillTestingError
from dashboard.view import format as fmt
from dashboard.view.texts import text

_RUNNING: Final[list[Publishing]] = []


def head() -> serving.Head:
    """What the page says of itself before any script runs."""
    # A page's scripts need not wait until the figures are read.
    waits = _RUNNING and _published() is None
    state = data.State(None, (), 0, stale=False) if waits else data.current()
    about, day, official = text("app_description"), "", ""
    head = serving.Head(text("app_title"), about, "", added=assets.tags(), icon=assets.icon())
    if state.snapshot is not None:
        book = state.snapshot.book
        title = text("page_title", page=book.dataset.title, app=text("app_title"))
        head = head._replace(
            title=title,
            description=book.dataset.description,
            linked_data=state.snapshot.linked,
            links=api.SIGNPOSTS.replace("</", f"<{addresses.root()}/"),
        )
        if book.sources:
            newest = max(source.published for source in book.sources.values())
            day = text("as_of", day=fmt.day(newest))
        reference = state.snapshot.reference
        if reference is not None and reference.sources:
            read = max(source.published for source in reference.sources.values())
            official = text("as_of_official", month=fmt.month(read))
    return head._replace(body=assets.body(assets.Face(text("app_title"), about, day, official)))


def _published() -> Published | None:
    """What is shown, for whom a server runs; None before it is read."""
    return _RUNNING[0].now() if _RUNNING else None


def _addresses() -> frozenset[str] | None:
    """Addresses of the pages that there are; None while that is not known."""
    published = _published()
    if published is None or published.state.snapshot is None:
        return None
    return main.addresses(published.state.snapshot.book)


def start() -> None:
    """Publish the figures as their files change, from before the first reader comes."""
    logs.again()
    cache = settings.current().cache
    publishing = Publishing(
        data.figures_path(),
        cache,
        remembered.Cited(cache, COUNTS.cited).of,
        keep=_keep,
        settled=_settled,
        before=Before(
            looking.first(data.figures_path()),
            versions.Versions(cache),
            reading.begun(data.figures_path()),
        ),
    )
    _RUNNING[:] = [publishing]
    data.serve_from(publishing.state)
    publishing.start()


def _keep(snapshot: Snapshot, files: Files) -> None:
    """Keep a state that is shown, so that it can be fetched when it is shown no more."""
    cache = settings.current().cache
    if len(files.figures.data) < reading.LARGE:
        versions.Versions(cache).publish(snapshot.package, files.stated)
    else:  # readers come first, and its tables take long to write
        reconciler.keep(files.stated, cache)
    remembered.note_shown(cache, data.figures_path(), files.version)
    kept.make_room(cache)


def _settled() -> None:
    """Keep what was found with the state that it was found in, where that is not done beside."""
    snapshot = data.current().snapshot
    if snapshot is not None and not snapshot.testing:
        with suppress(StillTestingError):  # it is settled once more when that is known
            versions.Versions(settings.current().cache).add_findings(snapshot.new_package())
    serving.freeze()


def stop() -> None:
    """What is computed beside ends with the server."""
    data.serve_from(None)
    for publishing in _RUNNING:
        publishing.stop()
    logs.event("end")
    logs.finish()


def warm() -> None:
    """Draw and compute what first pages show, while the first reader's browser loads scripts.

    The charts of the pair that comes first: other pairs are drawn when somebody looks at them, and
    there may be hundreds.
    """
    from dashboard.screens import theme, topic_page
    from dashboard.view import state, topics

    snapshot = data.current().snapshot
    if snapshot is None:
        return
    state.know_units(snapshot)
    light = theme.of("light")
    for view in state.first_views(snapshot)[:1]:
        for topic in topics.of(view.book):
            topic_page.kept(view, topic, light)


app = st.App(
    Path(__file__).with_name("main.py"),
    routes=[
        *api.routes(data.current_package, data.current_file),
        *assets.routes(),
        *probes.routes(_published, assets.icon()),
    ],
    middleware=serving.middleware(head, _addresses),
    lifespan=serving.lifespan(start, warm, stop),
)
