"""What stands before the pages: sub-path, foreign pages, most readers, probes, log, patience.

Of dashboard/server: addresses, logs, probes, uvicorn_inside.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvloop
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import logger as streamlit_logger

from dashboard.server import addresses, kept, logs, probes, settings, uvicorn_inside
from dashboard.server.data import Snapshot, State
from dashboard.server.operating import COUNTS, Operated, is_foreign
from dashboard.server.publishing import Published
from dashboard.server.reconciling import Reconciling
from dashboard.server.state_files import StateFiles
from etl.book.load import load
from tests.conftest import ROOT, finished
from tests.waiting import awaited

SMALL = (ROOT / "tests" / "small.yaml").read_bytes()
HOST = "localhost:8501"
FREE = settings.read({}, {}, Path.read_bytes)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set some settings for one test."""
    monkeypatch.setattr(settings, "_CHOSEN", [])

    def choose(**named: Any) -> None:
        settings.use(FREE._replace(**named))

    return choose


@pytest.fixture(autouse=True)
def counts() -> Iterator[None]:
    """Numbers that begin anew."""
    COUNTS.__init__()  # type: ignore[misc]
    yield
    COUNTS.__init__()  # type: ignore[misc]


class Answer(NamedTuple):
    """What an application answers."""

    status_code: int
    headers: Headers
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


def scope_of(kind: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
    name, _, query = path.partition("?")
    return {
        "type": kind,
        "method": "GET",
        "path": name,
        "raw_path": name.encode(),
        "root_path": "",
        "scheme": "http",
        "server": ("localhost", 8501),
        "query_string": query.encode(),
        "headers": [
            (n.encode(), v.encode()) for n, v in {"host": "localhost:8501", **headers}.items()
        ],
    }


class Client:
    """Asks an application without a network."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def get(self, path: str, **headers: str) -> Answer:
        return finished(self.ask(path, **headers))

    async def ask(self, path: str, **headers: str) -> Answer:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope_of("http", path, headers), receive, send)
        start, *rest = sent
        body = b"".join(part.get("body", b"") for part in rest)
        return Answer(start["status"], Headers(raw=start["headers"]), body.decode())

    def session(
        self, path: str, during: Callable[[], Awaitable[None]] | None = None, **headers: str
    ) -> list[Any]:
        """What is sent to a reader who opens a session and, after `during`, ends it."""
        return finished(self.connect(path, during, **headers))

    async def connect(
        self, path: str, during: Callable[[], Awaitable[None]] | None = None, **headers: str
    ) -> list[Any]:
        sent: list[Any] = []
        said: Iterator[Any] = iter(
            [{"type": "websocket.connect"}, {"type": "websocket.receive", "bytes": b"x"}]
        )

        async def receive() -> Any:
            message = next(said, {"type": "websocket.disconnect", "code": 1000})
            if message["type"] == "websocket.receive" and during:
                await during()
            return message

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope_of("websocket", path, headers), receive, send)
        return sent


async def _session(socket: WebSocket) -> None:
    await socket.accept(socket.headers["host"])
    await socket.receive_bytes()
    await socket.close()


def client() -> Client:
    """The middleware before an application that says which path it was asked for."""
    inner = Starlette(
        routes=[
            Route("/moved", lambda _: RedirectResponse("/there")),
            Route("/{path:path}", lambda request: PlainTextResponse(request.url.path)),
            WebSocketRoute("/_stcore/stream", _session),
        ]
    )
    return Client(Operated(inner, lambda: "<p>full</p>"))


def test_below_a_sub_path_everything_is_as_at_the_root(chosen: Callable[..., None]) -> None:
    chosen(base_path="/a/b")
    asked = client()
    assert asked.get("/a/b/").text == "/"
    assert asked.get("/a/b/api/figures.csv").text == "/api/figures.csv"
    assert asked.get("/a/b/moved").headers["location"] == "/a/b/there"
    bare = asked.get("/a/b")
    assert (bare.status_code, bare.headers["location"]) == (308, "/a/b/")
    for other in ("/", "/a", "/a/bc", "/api/figures.csv"):
        assert asked.get(other).status_code == 404, other
    assert asked.get("/ready").text == "/ready", "a probe stands before the proxy"
    assert asked.session("/a/b/_stcore/stream")[0]["type"] == "websocket.accept"


def test_a_text_where_bytes_are_spoken_ends_the_session_without_a_traceback(
    chosen: Callable[..., None],
) -> None:
    chosen()
    said = [{"type": "websocket.connect"}, {"type": "websocket.receive", "text": "hello"}]
    sent: list[Any] = []

    async def receive() -> Any:
        return said.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    async def asked() -> None:
        await client().app(scope_of("websocket", "/_stcore/stream", {}), receive, send)

    with pytest.raises(WebSocketDisconnect):  # as when a reader leaves
        finished(asked())
    assert [message["type"] for message in sent] == ["websocket.accept", "websocket.close"]
    assert sent[-1]["code"] == 1003


def test_one_reader_too_many_is_told_so(chosen: Callable[..., None]) -> None:
    chosen(most_sessions=1)
    asked = client()
    page = {"accept": "text/html,*/*"}

    async def during() -> None:
        assert COUNTS.sessions == 1
        full = await asked.ask("/trade", **page)
        assert (full.status_code, full.text) == (503, "<p>full</p>")
        assert full.headers["retry-after"] == "30"
        data = await asked.ask("/api/figures.csv", **page)
        assert data.status_code == 200, "data are served"
        refused = await asked.connect("/_stcore/stream")
        assert refused == [{"type": "websocket.close", "code": 1013}]

    sent = asked.session("/_stcore/stream", during)
    assert [message["type"] for message in sent] == ["websocket.accept", "websocket.close"]
    assert (COUNTS.sessions, COUNTS.refused) == (0, 2)
    assert asked.get("/trade", **page).status_code == 200


@pytest.mark.parametrize(
    ("origin", "public", "foreign"),
    [
        (None, "", False),
        ("http://here:8501", "", False),
        ("https://evil.example", "", True),
        ("http://here", "", True),
        ("null", "", True),
        ("https://data.example.org", "https://data.example.org/attested", False),
        ("https://data.example.org.evil.example", "https://data.example.org/attested", True),
    ],
)
def test_no_page_of_others_drives_a_session(origin: str | None, public: str, foreign: bool) -> None:
    headers = {"host": "here:8501"} | ({"origin": origin} if origin else {})
    assert is_foreign(Headers(headers), public) is foreign


@pytest.mark.parametrize(
    ("settings", "ours", "foreign"),
    [
        # Nothing set: this machine alone reads.
        ({}, ["localhost:8501", "LOCALHOST.", "127.0.0.1:8501", "[::1]:8501", "10.0.0.7", ""],
         ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::1", "a b"]),
        ({"address": "127.0.0.1"}, ["localhost"], ["evil.example"]),
        ({"public_url": "https://Data.Example.org/attested"},
         ["data.example.org", "DATA.example.org:443", "localhost:8501", "10.0.0.7:80"],
         ["evil.example", "example.org", "data.example.org.evil.example"]),
        ({"hosts": frozenset({"copy-1"}), "address": "0.0.0.0"}, ["copy-1:8501"], ["copy-2"]),
        ({"hosts": frozenset({"*"})}, ["evil.example"], []),
        # Others may read, and nobody has said by which name.
        ({"address": "0.0.0.0"}, ["anything.example"], []),
        ({"address": "copy.lan"}, ["copy.lan", "copy"], []),
    ],
)  # fmt: skip
def test_a_request_is_for_a_name_of_this_server(
    chosen: Callable[..., None], settings: dict[str, Any], ours: list[str], foreign: list[str]
) -> None:
    chosen(**settings)
    assert [host for host in ours if not addresses.is_ours(host)] == []
    assert [host for host in foreign if addresses.is_ours(host)] == []


def test_a_name_of_others_is_answered_with_nothing_but_probes(
    chosen: Callable[..., None],
) -> None:
    chosen(base_path="/a", public_url="https://data.example.org/a")
    asked = client()
    refused = asked.get("/a/api/figures.csv", host="evil.example")
    assert refused.status_code == 421
    assert refused.text == (
        "This server is not known by the name that was asked for."
        " Who runs it can name more: --public-url, --hosts.\n"
    )
    assert asked.get("/a/api/figures.csv", host="data.example.org").status_code == 200
    assert asked.get("/ready", host="attested-1:8501").status_code == 200
    # Its own page and its own name, which is our address.
    evil = "evil.example"
    sent = asked.session("/a/_stcore/stream", origin=f"http://{evil}", host=evil)
    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert COUNTS.requests[421] == 1


def test_a_foreign_page_is_turned_away(chosen: Callable[..., None]) -> None:
    chosen()
    sent = client().session("/_stcore/stream", origin="https://evil.example")
    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert COUNTS.sessions == 0


def test_a_proxy_may_put_another_host_in_the_place_of_ours(chosen: Callable[..., None]) -> None:
    chosen(public_url="https://data.example.org/attested")
    sent = client().session("/_stcore/stream", origin="https://data.example.org", host="10.0.0.7:1")
    assert sent[0]["subprotocol"] == "data.example.org", "Streamlit sees the one that readers use"


def test_each_request_is_a_line(
    chosen: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    chosen()
    caplog.set_level(logging.INFO, "attested")
    asked = client()
    asked.get("/trade?x=1")
    asked.get("/live")
    asked.get("/_stcore/health")
    (record,) = caplog.records
    fields = record.__dict__["fields"]
    assert (record.getMessage(), fields["method"], fields["path"]) == ("request", "GET", "/trade")
    assert fields["status"] == 200
    assert COUNTS.requests == {200: 3}


def test_a_line_is_short_however_long_an_address_is(
    chosen: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen()

    def ask() -> None:
        client().get("/" + "a" * 100_000)

    for form in ("text", "json"):
        (line,) = written(form, monkeypatch, ask)
        assert len(line) < 600
        assert 'aaa... and 99701 more"' in line
        assert "status" in line


def test_figures_that_were_cited_are_noted(chosen: Callable[..., None]) -> None:
    chosen()
    asked = client()
    for path in ("figures/a-1.bib", "figures/b.jsonld", "v/0123456789abcdef/figures/c.csl.json",
                 "figures/d", "sources/e.txt", "figures.txt"):  # fmt: skip
        asked.get(f"/api/{path}")
    assert COUNTS.cited == {"a-1", "c"}


def published(**changed: Any) -> Published:
    book = load(SMALL).book
    assert book is not None
    state = State(Snapshot(book, None, None), (), 0, stale=False)
    return Published(state._replace(**changed), "0123456789abcdef", 1_000.0, ())


def probing(now: Published | None) -> Client:
    routes = probes.routes(lambda: now, "./attested/mark.svg")
    return Client(Starlette(routes=routes))


def test_ready_tells_that_nothing_can_be_kept_and_stays_ready(
    chosen: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    chosen(cache=tmp_path / "file" / "attested")
    said = "nothing is kept in the cache folder (--cache): Not a directory"
    answer = probing(published(problems=("figures.yaml:1:1: no",), total=3)).get("/ready")
    told = answer.json()
    assert (answer.status_code, told["ready"], told["problems_in_all"]) == (200, True, 4)
    assert told["problems"] == ["figures.yaml:1:1: no", said]
    assert probing(None).get("/ready").json()["problems"] == ["not read yet", said]
    why = "version 0123456789abcdef is not kept: Not a directory"
    unkept = probing(published()._replace(unkept=why)).get("/ready").json()
    assert (unkept["problems"], unkept["problems_in_all"]) == ([why], 1), "as the log tells it"
    told = [why, "findings of 0123456789abcdef are not kept: No space left on device"]
    book = load(SMALL).book
    assert book is not None
    beside = Reconciling(book, StateFiles(SMALL), tmp_path)
    unfound = published(snapshot=Snapshot(book, None, None, beside))
    beside.is_kept, beside.unkept = False, told[1]
    assert probing(unfound._replace(unkept=why)).get("/ready").json()["problems"] == [
        *told,
        "what was found is not kept in the cache folder (--cache):"
        " a restart tests the figures again",
    ], "a disk may be full but for some bytes"
    assert "\nattested_problems 4\n" in probes.metrics(
        published(problems=("figures.yaml:1:1: no",), total=3), 1_000.0
    )
    chosen(cache=tmp_path / "not" / "made" / "yet")
    assert probing(published()).get("/ready").json()["problems"] == []
    assert not (tmp_path / "not").exists(), "looked at without writing"


@pytest.mark.parametrize(
    ("read_only", "free", "allowed", "told"),
    [
        (True, 9, True, "Read-only file system"),
        (False, 9, False, "Permission denied"),
        (False, 0, True, "No space left on device"),
        (False, 9, True, ""),
    ],
)
def test_why_nothing_can_be_kept(
    read_only: bool, free: int, allowed: bool, told: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    class Disk(NamedTuple):
        f_flag: int
        f_bavail: int

    disk = Disk(os.ST_RDONLY if read_only else 0, free)
    monkeypatch.setattr(os, "statvfs", lambda _: disk)
    monkeypatch.setattr(os, "access", lambda *_: allowed)
    assert kept.hindrance(tmp_path / "deep" / "folder") == told


def test_ready_tells_a_good_file_from_a_broken_one(chosen: Callable[..., None]) -> None:
    chosen()
    good = probing(published()).get("/ready")
    assert good.status_code == 200
    told = good.json()
    assert (told["ready"], told["version"], told["figures"]) == (True, "0123456789abcdef", 5)
    assert (told["problems"], told["stale"], told["reconciled"]) == ([], False, True)
    assert told["age_seconds"] > 1_000

    broken = published(problems=("figures.yaml:1:1: no",), total=3, stale=True)
    told = probing(broken).get("/ready").json()
    assert (told["ready"], told["stale"], told["problems_in_all"]) == (True, True, 3)
    assert told["problems"] == ["figures.yaml:1:1: no"]
    lost = probing(published()._replace(lost=("9 of 10 figures are gone: more than a tenth",)))
    assert lost.get("/ready").json()["lost"] == ["9 of 10 figures are gone: more than a tenth"]

    for none in (None, published(snapshot=None, problems=("gone",), total=1)):
        answer = probing(none).get("/ready")
        assert (answer.status_code, answer.json()["ready"]) == (503, False)
        assert answer.json()["problems"]
        assert probing(none).get("/live").status_code == 200
        stale = f"attested_stale {int(none is not None)}"
        assert stale in probing(none).get("/metrics").text.splitlines()


def test_numbers_for_prometheus(chosen: Callable[..., None]) -> None:
    chosen(most_sessions=7)
    COUNTS.requests[200] += 3
    COUNTS.requests[404] += 1
    answer = probing(published(problems=("no",), total=2, stale=True)).get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    values = {}
    for line in answer.text.splitlines():
        assert re.fullmatch(
            r"# (HELP|TYPE) \w+ .+|[a-z_]+(\{status=\"\d+\"\})? -?[0-9.e+]+", line
        ), line
        if not line.startswith("#"):
            name, _, value = line.partition(" ")
            values[name] = float(value)
    assert values["attested_ready"] == 1
    assert values["attested_stale"] == 1
    assert values["attested_problems"] == 2
    assert values["attested_figures"] == 5
    assert values["attested_sessions_most"] == 7
    assert values['attested_requests_total{status="200"}'] == 3
    assert values['attested_requests_total{status="404"}'] == 1
    assert values["process_resident_memory_bytes"] > 10_000_000
    assert abs(values["process_start_time_seconds"] - time.time()) < 86_400
    assert (values["attested_lost"], values["attested_reconciliation_failed"]) == (0, 0)


def test_a_number_has_all_its_digits(chosen: Callable[..., None]) -> None:
    chosen()
    COUNTS.refused = 1_234_567
    COUNTS.seconds = 1_234_567.25
    lost = published()._replace(lost=("one", "two"))
    lines = probing(lost).get("/metrics").text.splitlines()
    assert "attested_refused_total 1234567" in lines
    assert "attested_request_seconds_total 1234567.25" in lines
    assert f"process_start_time_seconds {probes._STARTED!r}" in lines
    assert "attested_lost 2" in lines


def test_what_robots_and_browsers_ask_for(chosen: Callable[..., None]) -> None:
    chosen(contact="https://example.org/security")
    asked = probing(None)
    assert "User-agent: *\n" in asked.get("/robots.txt").text
    security = asked.get("/.well-known/security.txt").text
    assert security.startswith("Contact: https://example.org/security\nExpires: 20")
    chosen()
    assert asked.get("/.well-known/security.txt").status_code == 404, "nobody is named"
    assert asked.get("/favicon.ico").headers["location"] == "/attested/mark.svg"


def test_addresses_are_the_public_ones_or_name_no_host(chosen: Callable[..., None]) -> None:
    chosen(base_path="/b")
    assert addresses.root() == "/b"
    assert addresses.of_page("http://there/b/trade", "trade") == "http://there/b/trade"
    assert addresses.of_page("http://there/b", "") == "http://there/b/", "as the browser has it"
    assert addresses.site("http://there/b/trade", "trade") == "http://there/b"
    assert addresses.site("http://there/b", "") == "http://there/b"
    assert addresses.site("http://there:8501", "") == "http://there:8501"
    assert addresses.of_page("", "trade") == "/b/trade", "no host is known"
    chosen(base_path="/b", public_url="https://data.example.org/x")
    assert addresses.root() == "https://data.example.org/x"
    assert addresses.of_page("http://there/b/trade", "trade") == "https://data.example.org/x/trade"
    assert addresses.of_page("http://there", "") == "https://data.example.org/x/"
    assert addresses.site("http://there", "") == "https://data.example.org/x"


def written(form: str, monkeypatch: pytest.MonkeyPatch, say: Callable[[], None]) -> list[str]:
    """Lines of the log while something is said."""
    lines: list[str] = []

    class Sink:
        def write(self, text: str) -> None:
            lines.extend(filter(None, text.split("\n")))

        def flush(self) -> None:
            pass

    root, level = logging.getLogger(), logging.getLogger().level
    before = root.handlers[:]
    monkeypatch.setattr(logs.sys, "stderr", Sink())  # type: ignore[attr-defined]
    try:
        logs.set_up(form)
        say()
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logs._FORM.clear()
    return lines


def test_lines_are_for_people_or_for_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    def say() -> None:
        logs.event("request", path='/a b"\nINFO forged', status=200)
        logging.getLogger("dashboard.x").warning("odd\nline")

    text = written("text", monkeypatch, say)
    assert len(text) == 2, "what a client sends makes no line of its own"
    assert re.fullmatch(
        r'2\d{3}-\S+Z INFO request path="/a b\\"\\nINFO forged" status=200', text[0]
    )
    assert text[1].endswith(r"WARNING odd\nline")
    first, second = map(json.loads, written("json", monkeypatch, say))
    assert (first["event"], first["status"], first["level"]) == ("request", 200, "info")
    assert first["path"] == '/a b"\nINFO forged'
    assert (second["event"], second["logger"]) == ("odd\nline", "dashboard.x")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_request_has_one_line_while_streamlit_is_loaded_too(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    access = logging.getLogger("uvicorn.access")
    for name, value in (("disabled", False), ("handlers", []), ("level", access.level)):
        monkeypatch.setattr(access, name, value)

    def say() -> None:
        streamlit_logger.setup_formatter(access)
        access.setLevel(logging.INFO)
        access.info('%s - "%s" %d', "127.0.0.1:1", "GET /ready HTTP/1.1", 503)
        logs.event("request", path="/ready")

    (line,) = written(form, monkeypatch, say)
    assert "127.0.0.1" not in line
    assert "/ready" in line


def test_a_server_that_is_full_says_so_once_a_minute(
    chosen: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(most_sessions=0)
    asked = client()

    def say() -> None:
        for _ in range(3):
            assert asked.get("/trade", accept="text/html").status_code == 503
        awaited(asked.connect("/_stcore/stream"))
        logs.finish()

    told = [line for line in written("text", monkeypatch, say) if " WARNING " in line]
    said = "WARNING 0 readers: no more are let in (--most-sessions)"
    assert [line.partition("Z ")[2].rstrip() for line in told] == [
        said,
        f"{said} (the last of 3 more within a minute)",
    ]


def complaint(text: str, *values: object, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord("x", level, "f.py", 1, text, values, None)


def test_a_repeated_complaint_is_written_once_a_minute() -> None:
    now = 0.0
    late: list[logging.LogRecord] = []
    once = logs.OnceAMinute(late.append, lambda: now)
    let_through = [once.filter(complaint("bad %s", n)) for n in range(100)]
    assert let_through == [True] + [False] * 99
    assert once.filter(complaint("another"))
    assert all(once.filter(complaint("fine", level=logging.INFO)) for _ in range(9))
    assert late == []
    now = 61.0
    again = complaint("bad %s", 7)
    assert once.filter(again)
    assert again.getMessage() == "bad 7"
    (told,) = late
    assert told.getMessage() == "bad 99 (the last of 99 more within a minute)"
    assert (told.levelno, told.name) == (logging.WARNING, "x")
    now = 200.0
    assert once.filter(complaint("bad %s", 8))
    assert late == [told], "nothing was kept back since"
    once.tell()


def test_what_has_been_mended_and_comes_again_is_news() -> None:
    late: list[logging.LogRecord] = []
    once = logs.OnceAMinute(late.append, lambda: 0.0)
    assert [once.filter(complaint("bad")) for _ in range(2)] == [True, False]
    once.forget("y")
    assert (once.filter(complaint("bad")), late) == (False, [])
    once.forget("x")
    assert [told.getMessage() for told in late] == ["bad (the last of 2 more within a minute)"]
    assert once.filter(complaint("bad"))


def test_what_was_kept_back_is_told_when_no_further_complaint_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logs, "_MINUTE", 0.05)
    told = threading.Event()
    late: list[str] = []

    def say(record: logging.LogRecord) -> None:
        late.append(record.getMessage())
        told.set()

    once = logs.OnceAMinute(say, lambda: 0.0)
    assert [once.filter(complaint("%s bad", n)) for n in range(3)] == [True, False, False]
    assert told.wait(60)
    assert late == ["2 bad (the last of 2 more within a minute)"]
    # What others log need not fit its own form, and ends nothing.
    assert [once.filter(complaint("100 % bad", n)) for n in range(2)] == [True, False]
    once.tell()
    assert late[1:] == ["100 % bad (the last of 1 more within a minute)"]


def test_what_was_kept_back_is_told_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def say() -> None:
        for n in range(3):
            logging.getLogger("dashboard.x").warning("bad %s", n)
        logs.finish()
        for _ in range(2):
            logging.getLogger("dashboard.x").warning("bad 7")
        logging.getLogger().handlers[0].close()

    lines = [line.partition(" ")[2] for line in written("text", monkeypatch, say)]
    assert lines == [
        "WARNING bad 0",
        "WARNING bad 2 (the last of 2 more within a minute)",
        "WARNING bad 7",
        "WARNING bad 7 (the last of 1 more within a minute)",
    ]


def test_of_very_many_complaints_the_oldest_is_told_and_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logs, "_MOST", 2)
    late: list[logging.LogRecord] = []
    once = logs.OnceAMinute(late.append, lambda: 0.0)
    assert [once.filter(complaint(text)) for text in ("a", "a", "b", "c")] == [
        True, False, True, True,
    ]  # fmt: skip
    assert [record.getMessage() for record in late] == ["a (the last of 1 more within a minute)"]
    once.tell()


def test_the_inside_of_uvicorn_was_looked_at() -> None:
    import uvicorn

    assert uvicorn.__version__ == uvicorn_inside.LOOKED_AT, (
        "look again at what uvicorn_inside leans on: H11Protocol's connection_made, data_received,"
        " on_response_complete, cycle and connections; Server's shutdown"
    )
    assert version("h11") == uvicorn_inside.H11_LOOKED_AT, (
        "look again at what uvicorn_inside leans on: Connection's _receive_buffer, and its"
        " maybe_extract_lines"
    )


async def _app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    if scope["path"] == "/slow":
        await asyncio.sleep(1.0)
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


def talk(conversation: Callable[[int], Awaitable[None]], seconds: float, most: int) -> None:
    """Run a conversation with a server of that patience; it is given the port."""
    import uvicorn

    patient = type("Patient", (uvicorn_inside.Impatient,), {"seconds": seconds, "most": most})

    async def run() -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            server = uvicorn.Server(uvicorn.Config(_app, http=patient, log_config=None))
            server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            while not server.started:
                await asyncio.sleep(0.01)
            try:
                await conversation(listening.getsockname()[1])
            finally:
                server.should_exit = True
                await serving

    # On the loop that a server has, whose connections are its own.
    factory = uvicorn.Config(_app).get_loop_factory()
    assert factory is uvloop.new_event_loop
    with ThreadPoolExecutor(1) as pool, asyncio.Runner(loop_factory=factory) as runner:
        pool.submit(runner.run, run()).result()


def given_up(reader: asyncio.StreamReader) -> bool:
    """Whether the other side has ended the connection, in order or by a reset."""
    return reader.at_eof() or isinstance(reader.exception(), ConnectionError)


def test_a_request_that_does_not_come_is_given_up() -> None:
    async def conversation(port: int) -> None:
        for said in (b"", b"GET / HTTP/1.1\r\nHost: x\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(said)
            started = time.monotonic()
            assert await asyncio.wait_for(reader.read(), 30) == b""
            assert time.monotonic() - started >= 0.2
            writer.close()
        # One that dribbles is given up as well: each byte starts no new clock.
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for byte in b"GET / HTTP/1.1\r\nX: " + b"y" * 1_000:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.01)
            if given_up(reader):
                break
        assert given_up(reader)
        writer.close()

    talk(conversation, seconds=0.3, most=100)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: \r\n\r\n", b"200"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n\n\n\n\n", b"200"),
        (b"GET / HTTP/1.1\nHost: x\n\n", b"400"),
        (b"GET / HTTP/1.1\nHost: x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: y\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\n", b"400"),
        (b"\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
    ],
)
def test_a_head_whose_lines_end_with_lf_alone_is_refused(head: bytes, status: bytes) -> None:
    """One that is sound may come byte by byte."""
    single = [bytes([byte]) for byte in head] if status == b"200" else [head]

    async def conversation(port: int) -> None:
        for parts in ([head], single):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            for part in parts:
                writer.write(part)
                await asyncio.sleep(0)
            try:
                told = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            finally:
                writer.close()
            assert told.split()[1] == status
            assert (b"connection: close" in told.lower()) is (status == b"400")

    talk(conversation, seconds=30, most=100)


def test_an_answer_may_take_longer_than_a_request() -> None:
    async def conversation(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path in (b"/slow", b"/"):
            writer.write(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            assert head.startswith(b"HTTP/1.1 200")
            assert await reader.readexactly(2) == b"ok"
        writer.close()

    talk(conversation, seconds=0.3, most=100)


def test_uvicorn_writes_no_line_of_its_own_for_a_request() -> None:
    """Also where a handler was added to its logger since, as Streamlit adds one."""
    told = io.StringIO()
    listening = logging.StreamHandler(told)
    access = logging.getLogger("uvicorn.access")

    async def conversation(port: int) -> None:
        access.addHandler(listening)
        access.setLevel(logging.INFO)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
        assert head.startswith(b"HTTP/1.1 200")
        writer.close()

    level = access.level
    try:
        talk(conversation, seconds=30, most=100)
    finally:
        access.removeHandler(listening)
        access.setLevel(level)
    assert told.getvalue() == ""


def test_beyond_the_most_connections_new_ones_are_closed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def conversation(port: int) -> None:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        await asyncio.sleep(0.1)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with pytest.raises((ConnectionResetError, AssertionError)):
            assert await asyncio.wait_for(reader.read(), 30)
        writer.close()
        first_reader, first_writer = held[0]
        first_writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        head = await asyncio.wait_for(first_reader.readuntil(b"\r\n\r\n"), 30)
        assert head.startswith(b"HTTP/1.1 200"), "those that there are go on"
        for _, writer in held:
            writer.close()

    talk(conversation, seconds=30, most=3)
    assert "more than 3 connections: new ones are closed" in caplog.text


def test_the_protocol_fits_the_descriptors() -> None:
    assert uvicorn_inside.protocol(20_000, 1_000).most == 2 * 1_000 + 1_024
    assert uvicorn_inside.protocol(1_024, 1_000).most == 1_024 - 256
    assert uvicorn_inside.raise_limit() >= 256


@pytest.mark.parametrize("begun", [False, True])
def test_what_is_not_made_when_the_server_ends_is_told_so(begun: bool) -> None:
    """One answer: 503 with a sentence, or the start of the one that is cut."""

    async def endless(scope: Any, receive: Any, send: Any) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.Event().wait()

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def nothing() -> Any:
        raise AssertionError("nobody listens to the request here")

    async def conversation() -> None:
        scope = scope_of("http", "/api/figures.xlsx", {})
        answer = asyncio.create_task(Operated(endless, lambda: "")(scope, nothing, send))
        await asyncio.sleep(0)
        answer.cancel()
        await answer

    finished(conversation())
    status = 200 if begun else 503
    assert [message.get("status") for message in sent] == ([200] if begun else [503, None])
    assert dict(COUNTS.requests) == {status: 1}
    if not begun:
        assert Headers(raw=sent[0]["headers"])["retry-after"] == "10"
        assert sent[1]["body"] == b"This server is just being ended. Try again soon.\n"


def test_a_request_with_two_lengths_is_refused_and_its_connection_closed() -> None:
    lengths = {"content-length": "6", "transfer-encoding": "chunked"}
    answer = client().get("/api/figures.csv", **lengths)
    assert (answer.status_code, answer.headers["connection"]) == (400, "close")
    for name, value in lengths.items():
        assert client().get("/x", **{name: value}).status_code == 200
