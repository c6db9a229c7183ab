"""Pages are answered, whole, before Streamlit is there.

Of dashboard/view: menu.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard import front
from dashboard.server import assets, data, kept, page, serving
from dashboard.server.data import Snapshot
from dashboard.server.publishing import Published
from dashboard.server.reconciling import Reconciling
from dashboard.server.state_files import StateFiles
from dashboard.server.versions import Versions
from etl.book.load import load
from etl.reconcile import reconcile
from etl.tables.export.package import Package
from tests.conftest import ROOT
from tests.test_serving import Answer, ask

SMALL = ROOT / "tests" / "small.yaml"


class Running:
    """Stands for what publishes: with a state, or without one yet."""

    def __init__(self, published: Published | None) -> None:
        self.published = published
        self.stopped = 0

    def now(self) -> Published | None:
        return self.published

    def soon(self, seconds: float) -> Published | None:
        assert 0 < seconds <= 1, "a page's scripts wait for no longer"
        return self.published

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    stand_in = Running(Published(data.current(SMALL), "1a2b", 0.0, ()))
    now: list[Any] = [stand_in]
    monkeypatch.setattr(front, "_RUNNING", now)
    yield stand_in
    data.serve_from(None)


class Beside:
    """Stands for the process that reconciles: all is known, and it goes on until it is over."""

    is_known = True
    is_over = False


def test_findings_are_kept_here_only_once_nothing_works_at_the_same_beside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    working = Beside()
    beside: Any = working
    current = data.current(SMALL)
    assert current.snapshot is not None
    book = current.snapshot.book
    snapshot = Snapshot(book, None, None, beside, "1a2b")
    shown = current._replace(snapshot=snapshot)
    done: list[str] = []

    def add(_: Versions, package: Package) -> None:
        done.append(package.version)

    monkeypatch.setattr(data, "current", lambda: shown)
    monkeypatch.setattr(Versions, "add_findings", add)
    monkeypatch.setattr(serving, "freeze", lambda: done.append("freeze"))
    front._settled()
    assert done == ["freeze"], "the process makes their tables"
    working.is_over = True
    front._settled()
    assert done == ["freeze", "1a2b", "freeze"]
    working.is_over = False
    front._settled(snapshot)
    assert done[3:] == ["1a2b"], "another state is shown: the process was ended"


def early(path: str) -> Answer:
    """What answers before Streamlit does, to who takes no compression."""
    return ask(path, "identity", front.early().app)


def test_why_what_was_found_is_not_kept_is_noted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book = load(SMALL.read_bytes()).book
    assert book is not None
    beside = Reconciling(book, StateFiles(b""), tmp_path)
    beside._whole = kept.packed(reconcile(book))
    beside._over.set()
    told = ["full", ""]
    monkeypatch.setattr(Versions, "add_findings", lambda *_: told.pop(0))
    monkeypatch.setattr(serving, "freeze", lambda: None)
    data.serve_from(lambda: data.State(Snapshot(book, None, None, beside), (), 0, stale=False))
    try:
        front._settled()
        assert beside.unkept == "full"
        front._settled()
        assert beside.unkept == ""
    finally:
        data.serve_from(None)


def asked(path: str, kind: str = "http", method: str = "GET") -> dict[str, Any]:
    return {"type": kind, "method": method, "path": path, "headers": []}


def test_nothing_large_is_loaded_for_it() -> None:
    loads = "import sys, uvicorn, dashboard.server.gate; from dashboard import front"
    tell = "print({'streamlit', 'pandas', 'numpy', 'pyarrow', 'plotly'} & set(sys.modules))"
    shows = "assert front.head().linked_data; front.early()"
    command = [sys.executable, "-c", f"{loads}; {shows}; {tell}"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_what_no_first_page_needs_is_loaded_with_no_server() -> None:
    loads = "import sys, etl.cli, dashboard.server.command, dashboard.app"
    tell = "print({'etl.cli.arguments', 'etl.audit', 'etl.draft', 'xlsxwriter'} & set(sys.modules))"
    command = [sys.executable, "-c", f"{loads}; {tell}"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_the_early_page_says_all_that_is_known(running: Running) -> None:
    answer = early("/")
    text = answer.body.decode()
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert 'rel="service-desc"' in answer.headers["link"]
    shown = running.published
    assert shown is not None
    assert shown.state.snapshot is not None
    assert answer.body == page.whole(front.head(), front.frame())
    assert shown.state.snapshot.book.dataset.title in text
    assert '"@type": "Dataset"' in text
    assert '<p class="day">' in text


def test_a_page_does_not_wait_for_figures_that_take_long(running: Running) -> None:
    running.published = None
    answer = early("/")
    assert answer.status == 200
    assert b"<title>Attested</title>" in answer.body
    assert b"ld+json" not in answer.body


def test_scripts_and_fonts_are_as_streamlit_answers_them(running: Running) -> None:
    paths = serving.static()
    small = next(path for path, file in paths.items() if file.stat().st_size < 500)
    font = next(path for path in paths if path.endswith(".woff2"))
    for path, kind in ((small, "text/javascript"), (font, "font/woff2")):
        answer = early(path)
        assert answer.headers["content-type"].partition(";")[0] == kind
        assert answer.body == paths[path].read_bytes()
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert early("/static/js/../../index.html").status == 404
    assert early("/static/js/none.js").status == 404


@pytest.mark.parametrize(
    ("scope", "early"),
    [
        (asked("/"), True),
        (asked("/", method="HEAD"), True),
        (asked("/", method="POST"), False),
        (asked("/trade"), True),
        (asked("/documents"), True),
        # Later these are sent on, or refused: the page's scripts are beside its one address.
        (asked("/documents/"), False),
        (asked("/documents//"), False),
        (asked("//documents"), False),
        (asked("//"), False),
        (asked(""), False),
        (asked("/nothing"), False),
        (asked("/attested/page.css"), False),
        (asked(assets.icon().removeprefix(".")), True),
        (asked("/robots.txt"), True),
        (asked("/live", method="HEAD"), True),
        (asked("/live", method="POST"), False),
        (asked("/api/figures.csv"), False),
        (asked("/ready"), True),
        (asked("/ready/"), False),
        (asked("/static/js/none.js"), False),
        (asked("/_stcore/health"), False),
        (asked("/_stcore/stream", "websocket"), False),
    ],
)
def test_only_pages_and_their_scripts_are_early(
    scope: dict[str, Any], early: bool, running: Running
) -> None:
    assert front.is_early(scope) is early
    script = next(iter(serving.static()))
    assert front.is_early(asked(script))


def test_probes_are_answered_and_nothing_is_ready_before_all_is_there(running: Running) -> None:
    assert early("/live").body == b"live\n"
    assert b"User-agent" in early("/robots.txt").body
    assert early("/favicon.ico").headers["location"] == assets.icon().removeprefix(".")
    answer = early("/ready")
    told = json.loads(answer.body)
    assert (answer.status, told["ready"], told["figures"]) == (503, False, 5)
    assert told["problems"] == ["the pages are still being loaded"]
    assert b"\nattested_ready 0\n" in early("/metrics").body

    running.published = None
    answer = early("/ready")
    unread = {"ready": False, "problems": ["not read yet"]}
    assert (answer.status, json.loads(answer.body)) == (503, unread)


def test_only_the_first_page_is_known_before_the_figures_are_read(running: Running) -> None:
    running.published = None
    assert front.is_early(asked("/"))
    assert not front.is_early(asked("//"))
    assert not front.is_early(asked("/trade"))


def test_below_a_sub_path_they_are_the_same(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTESTED_BASE_PATH", "/figures")
    assert front.is_early(asked("/figures/"))
    assert front.is_early(asked("/figures/trade"))
    assert front.is_early(asked("/figures")), "sent on to the first page"
    assert early("/figures").headers["location"] == "/figures/"
    assert not front.is_early(asked("/figures/trade/"))
    assert not front.is_early(asked("/figurestrade"))
    assert early("/figures/live").status == early("/live").status == 200
    assert front.is_early(asked("/figures" + next(iter(serving.static()))))
    assert early("/figures/trade").status == 200


def test_what_runs_is_started_once_and_ends_once(running: Running) -> None:
    front.start()
    assert front.published() is running.published, "what runs goes on"
    front.stop()
    front.stop()
    assert running.stopped == 1
