"""What stands before the pages: the head of each, their addresses, the figures as published.

Must not load Streamlit: pages are answered while that is loaded.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Final

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.types import Scope

from dashboard.server import (
    addresses,
    api,
    assets,
    data,
    kept,
    logs,
    looking,
    page,
    probes,
    reading,
    reconciler,
    remembered,
    serving,
    settings,
    versions,
)
from dashboard.server.data import Snapshot
from dashboard.server.gate import Early
from dashboard.server.operating import COUNTS, ending
from dashboard.server.publishing import Before, Published, Publishing
from dashboard.server.reading import Files
from dashboard.server.reconciling import StillTestingError
from dashboard.view import format as fmt
from dashboard.view import menu
from dashboard.view.texts import text

_RUNNING: Final[list[Publishing]] = []
_SOON: Final = 1.0
"""Seconds that a page waits for figures that are being read: its scripts need not wait longer."""
_STILL: Final = "the pages are still being loaded"


def frame() -> page.Frame:
    """What every page has before any script runs, whatever is shown."""
    return page.Frame(assets.tags(), assets.icon())


def head() -> page.Head:
    """What the page says of itself before any script runs."""
    about, day, official = text("app_description"), "", ""
    head = page.Head(text("app_title"), about, "")
    snapshot = _shown()
    if snapshot is not None:
        book = snapshot.book
        title = text("page_title", page=book.dataset.title, app=text("app_title"))
        head = head._replace(
            title=title,
            description=book.dataset.description,
            linked_data=snapshot.linked,
            links=api.SIGNPOSTS.replace("</", f"<{addresses.root()}/"),
        )
        if book.sources:
            newest = max(source.published for source in book.sources.values())
            day = text("as_of", day=fmt.day(newest))
        reference = snapshot.reference
        if reference is not None and reference.sources:
            read = max(source.published for source in reference.sources.values())
            official = text("as_of_official", month=fmt.month(read))
    return head._replace(body=assets.body(assets.Face(text("app_title"), about, day, official)))


def _shown() -> Snapshot | None:
    """The state that is shown; None where there is none, or none soon."""
    if not _RUNNING:
        return data.current().snapshot
    soon = _RUNNING[0].soon(_SOON)
    return None if soon is None else soon.state.snapshot


def published() -> Published | None:
    """What is shown, for whom a server runs; None before it is read."""
    return _RUNNING[0].now() if _RUNNING else None


def page_addresses() -> frozenset[str] | None:
    """Addresses of the pages that there are; None while that is not known."""
    now = published()
    if now is None or now.state.snapshot is None:
        return None
    return menu.addresses(now.state.snapshot.book)


def early() -> Early:
    """What answers for pages, their scripts and probes as the whole application does, before it."""
    # What it says of a page is replaced by the page.
    pages = Route("/{path:path}", HTMLResponse("", headers={"Cache-Control": "no-cache"}))
    around = serving.middleware(head, page_addresses, frame())
    app = Starlette(routes=[*assets.routes(), *_probes(), pages], middleware=around)
    last = Starlette(routes=[Mount("/", ending)], middleware=around)
    return Early(app, is_early, start, stop, last)


def is_early(scope: Scope) -> bool:
    """Whether a request is for one of the pages, for a script of theirs, or a probe.

    By its one exact address: whatever is answered otherwise later, or with a redirection, waits.
    """
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    base = settings.current().base_path
    path = scope["path"].removeprefix(base)
    if path in _files() or path in serving.static():
        return True
    if base and not path:
        return True  # sent on to the first page
    known = page_addresses() or ("",)
    return path.startswith("/") and path[1:] in known


def _probes() -> list[Route]:
    return probes.routes(published, assets.icon(), _STILL)


@cache
def _files() -> frozenset[str]:
    """The paths of what is neither a page nor Streamlit's."""
    return assets.paths().union(route.path for route in _probes())


def start() -> None:
    """Publish the figures as their files change, from before the first reader comes.

    Asked once more, where all is loaded, what runs goes on.
    """
    logs.again()
    if _RUNNING:
        return
    cache = settings.current().cache
    publishing = Publishing(
        data.figures_path(),
        cache,
        remembered.Cited(cache, COUNTS.cited, data.figures_path()).of,
        keep=_keep,
        settled=_settled,
        before=Before(
            looking.first(data.figures_path()),
            versions.Versions(cache, data.figures_path()),
            reading.begun(data.figures_path()),
        ),
    )
    _RUNNING[:] = [publishing]
    data.serve_from(publishing.state)
    publishing.start()


def _keep(snapshot: Snapshot, files: Files) -> str:
    """Keep a state that is shown, so that it can be fetched when it is shown no more.

    Returns why it is not kept; empty where it is.
    """
    cache = settings.current().cache
    if len(files.figures.data) < reading.LARGE:
        shown = versions.Versions(cache, data.figures_path())
        why = shown.publish(snapshot.package, files.stated)
    else:  # readers come first, and its tables take long to write
        why = reconciler.keep(files.stated, cache, data.figures_path())
    remembered.note_shown(cache, data.figures_path(), files.version)
    kept.make_room(cache)
    return why


def _settled(left: Snapshot | None = None) -> None:
    """Keep what was found with the state that it was found in, where that is not done beside.

    left: a state that is shown no more; nothing works beside for it.

    The process beside does it with all else that takes long, and here it is settled once more when
    that has ended: its tables of 20,000 figures would hold up readers for seconds.
    """
    if left is not None:
        _found(left)
        return
    snapshot = data.current().snapshot
    works = snapshot is not None and snapshot.beside is not None and not snapshot.beside.is_over
    if snapshot is not None and not snapshot.testing and not works:
        why = _found(snapshot)
        if snapshot.beside is not None and why is not None:
            snapshot.beside.unkept = why
    serving.freeze()


def _found(snapshot: Snapshot) -> str | None:
    """Keep what was found in a state, which readers may have seen and cited, with that state.

    Returns why it is not kept (empty where it is); None while it is not known.
    """
    with suppress(StillTestingError):
        return versions.Versions(settings.current().cache).add_findings(snapshot.new_package())
    return None


def stop() -> None:
    """What is computed beside ends with the server; asked twice, it has ended."""
    data.serve_from(None)
    if not _RUNNING:
        return
    _RUNNING.pop().stop()
    logs.event("end")
    logs.finish()
