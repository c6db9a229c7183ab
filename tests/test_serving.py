"""What the server adds: headers on every answer, our page, and small scripts.

Of dashboard/server: page, streamlit_inside.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import logging
import os
import re
import threading
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import pyarrow
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from dashboard.server import look, page, serving, streamlit_inside
from dashboard.server.page import Frame, Head
from tests.conftest import finished

HEAD = Head('A "title" & more', "It's <b>", '{"name": "</script><script>alert(1)"}')


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def app(head: Head = HEAD) -> Starlette:
    """A stand-in for Streamlit: its page, a script, a file that is HTML, and an error."""
    page = HTMLResponse("<html>Streamlit's own</html>", headers={"ETag": '"x"'})
    script = next(iter(serving._scripts().values()))
    return Starlette(
        routes=[
            Route("/", page),
            Route("/some/page", page),
            Route("/media/upload.html", HTMLResponse("<html>a file</html>")),
            Route("/gone", HTMLResponse("no", status_code=404)),
            Route("/plain", PlainTextResponse("plain")),
            Route(next(iter(serving._scripts())), Response(script.read_bytes())),
        ],
        middleware=serving.middleware(lambda: head),
    )


def ask(path: str, accept: str = "gzip", target: Any = None, **more: str) -> Answer:
    headers = {
        "accept-encoding": accept,
        **{name.replace("_", "-"): text for name, text in more.items()},
    }
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Any] = []

    requests = [{"type": "http.request"}]

    async def receive() -> Any:
        if not requests:
            await asyncio.Event().wait()  # who asks stays until all is sent
        return requests.pop()

    async def send(message: Any) -> None:
        sent.append(message)

    async def called() -> None:
        await (target or app())(scope, receive, send)

    finished(called())
    start = sent[0]
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]))


@pytest.mark.parametrize("path", ["/", "/some/page"])
def test_the_page_is_ours(path: str) -> None:
    answer = ask(path)
    text = gzip.decompress(answer.body).decode()
    assert answer.status == 200
    assert "<title>A &quot;title&quot; &amp; more</title>" in text
    assert '<meta name="description" content="It&#x27;s &lt;b&gt;">' in text
    chart = text.index('<script type="module" crossorigin src="./static/js/PlotlyChart.')
    assert chart > text.index('<script type="module" crossorigin src="./static/js/index.')
    assert "Streamlit's own" not in text
    assert "etag" not in answer.headers, "a validator of another page must not outlive it"
    assert answer.headers["content-length"] == str(len(answer.body))


def unpacked_parts(parts: list[bytes], accept: str) -> list[bytes]:
    """What a browser has after each of them."""
    if accept == "identity":
        return parts
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return [unpacking.decompress(part) for part in parts]


@pytest.mark.parametrize("accept", ["gzip", "identity"])
def test_a_browser_loads_scripts_while_figures_are_read(accept: str) -> None:
    frame = Frame("<style>a {}</style>", "./mark.svg")
    came = threading.Event()
    parts: list[bytes] = []

    def head() -> Head:
        wait_for(came)  # so the first part is sent while this is not known
        return HEAD._replace(links="<data>; rel=item", body="<p>The end</p>")

    def watching(scope: Any, receive: Any, send: Any) -> Any:
        async def sent(message: Any) -> None:
            if message["type"] == "http.response.body":
                parts.append(message["body"])
                came.set()
            await send(message)

        return server(scope, receive, sent)

    server = app()
    server.user_middleware = serving.middleware(head, frame=frame)
    answer = ask("/", accept, watching, sec_fetch_dest="document")
    first, rest = unpacked_parts(parts, accept)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    for needed in (b"js/index.", b"js/PlotlyChart.", b"js/Metric.", b"<style>", b"./mark.svg"):
        assert needed in first
    assert b"</head>" not in first
    assert b"<title>A &quot;title&quot; &amp; more</title>" in rest
    assert first + rest == page.whole(head(), frame)


def test_who_reads_the_header_has_it_however_long_that_takes() -> None:
    came = threading.Event()

    def head() -> Head:
        wait_for(came)
        return HEAD._replace(links="<data>; rel=item")

    server = app()
    server.user_middleware = serving.middleware(head)

    async def later(scope: Any, receive: Any, send: Any) -> None:
        asked = asyncio.ensure_future(server(scope, receive, send))
        done, _ = await asyncio.wait([asked], timeout=2 * page._AT_ONCE)
        assert not done
        came.set()
        await asked

    answer = ask("/", "identity", later)
    assert answer.headers["link"] == "<data>; rel=item"
    assert answer.body == page.whole(HEAD, Frame())


def test_what_draws_the_first_page_is_loaded_before_its_elements_arrive() -> None:
    """Not one after the other: each would be asked for when the one before has told its name."""
    text = ask("/", accept="identity").body.decode()
    asked = re.findall(r'(?:src|href)="\./(static/js/[^"]+)"', text)
    assert len(asked) == len(set(asked)), "nothing is named twice"
    named = {address.rpartition("/")[2].partition(".")[0] for address in asked}
    assert {"index", "PlotlyChart", "Selectbox", "Metric", "Html", "Button"} <= named
    for address in asked:
        script = streamlit_inside.STATIC / address
        for name in re.findall(r'(?:from|import)"\./([^"]+\.js)"', script.read_text("utf-8")):
            assert f"static/js/{name}" in asked, f"{address} cannot run without it"
    assert "DataFrame" not in named, "another page's, and large"


def test_linked_data_cannot_end_its_block() -> None:
    text = ask("/", accept="identity").body.decode()
    assert '<script type="application/ld+json">{"name": "\\u003c/script>\\u003cscript>' in text
    assert text.count("<script") == 4, "Streamlit's inline script, its two modules, and our data"


def test_a_page_without_linked_data_has_none() -> None:
    assert b"ld+json" not in ask("/", "identity", target=app(HEAD._replace(linked_data=""))).body


def test_a_script_of_an_older_version_is_not_found() -> None:
    streamlit_page = Route("/{path:path}", HTMLResponse("<html>Streamlit's own</html>"))
    lost = Starlette(routes=[streamlit_page], middleware=serving.middleware(lambda: HEAD))
    for path in ("/static/js/index.0ld.js", "/static/", "/static/../index.html"):
        answer = ask(path, target=lost)
        assert (answer.status, answer.body) == (404, b"not found")
        assert answer.headers["cache-control"] == "no-store", "it may come with the next version"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_font_that_the_browser_has_is_not_sent_again() -> None:
    path, font = next((p, f) for p, f in serving.static().items() if f.suffix == ".woff2")
    whole = ask(path)
    assert (whole.body, whole.headers["accept-ranges"]) == (font.read_bytes(), "bytes")
    since = whole.headers["last-modified"]
    for known in ({"if_modified_since": since}, {"if_none_match": whole.headers["etag"]}):
        answer = ask(path, **known)
        assert (answer.status, answer.body) == (304, b"")
    part = ask(path, range="bytes=0-9")
    assert (part.status, part.body) == (206, font.read_bytes()[:10])


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [("/media/upload.html", 200, b"<html>a file</html>"), ("/gone", 404, b"no")],
)
def test_other_html_is_left_alone(path: str, status: int, body: bytes) -> None:
    answer = ask(path)
    assert (answer.status, answer.body) == (status, body)


@pytest.mark.parametrize("path", ["/", "/plain", "/gone", "/media/upload.html"])
def test_every_answer_has_the_security_headers(path: str) -> None:
    headers = ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in policy["script-src"]


def test_a_site_that_is_set_may_show_a_page_inside_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATTESTED_EMBEDDING", "self https://www.example.org")
    headers = ask("/some/page").headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["frame-ancestors"] == "'self' https://www.example.org"
    assert "x-frame-options" not in headers, "an older header would forbid it all the same"


def unpacked(body: bytes, encoding: str, size: int) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(body)
    whole: bytes = pyarrow.Codec("brotli").decompress(body, size, asbytes=True)
    return whole


def test_the_page_is_compressed_as_the_browser_asks() -> None:
    plain = ask("/", accept="identity")
    assert "content-encoding" not in plain.headers
    small = ask("/", accept="br, gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == "Accept-Encoding"
    assert len(small.body) < len(plain.body) / 2
    assert gzip.decompress(small.body) == plain.body
    assert "content-encoding" not in ask("/", accept="br").headers


@pytest.mark.parametrize("accept", ["gzip", "identity"])
def test_what_an_answer_varies_by_is_said_once(accept: str) -> None:
    """Below ours, Streamlit has a middleware that adds it to what says so already."""
    long = PlainTextResponse("long " * 200, headers={"Vary": "Accept, accept-encoding"})
    within = Starlette(
        routes=[Route("/long", long)],
        middleware=[*serving.middleware(lambda: HEAD), Middleware(GZipMiddleware, minimum_size=9)],
    )
    answer = ask("/long", accept, within)
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert ("content-encoding" in answer.headers) is (accept == "gzip")


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br;q=1", "br"),
        ("gzip;q=0.5", "gzip"),
        ("gzip, brute", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, GZIP;q=0.001", "gzip"),
        ("gzip;q=0, *;q=0.1", "br"),
    ],
)
def test_scripts_are_sent_compressed(accept: str, encoding: str) -> None:
    path, file = next(iter(serving._scripts().items()))
    answer = ask(path, accept)
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/")
    size = file.stat().st_size
    assert unpacked(answer.body, encoding, size) == file.read_bytes()
    assert len(answer.body) < size
    plain = ask(path, accept="identity")
    assert "content-encoding" not in plain.headers
    assert plain.body == file.read_bytes()


def test_no_script_of_a_first_page_waits_for_a_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred would, while Python loads Streamlit: each would need its turn several times."""
    path, script = next(iter(serving._scripts().items()))
    small = next(p for p, f in serving.static().items() if f.suffix == ".js" and is_small(f))
    monkeypatch.setattr(serving, "STORE", tmp_path)
    stored = serving._brotli(script.read_bytes(), 1)
    serving._stored(script).write_bytes(stored)
    monkeypatch.setattr(asyncio, "to_thread", None)
    monkeypatch.setattr(anyio.to_thread, "run_sync", None)
    serving._zipped.cache_clear()
    assert ask(path, "br").body == stored
    serving._zipped.cache_clear()
    answer = ask(small, "br")
    assert answer.body == serving.static()[small].read_bytes()
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"


def is_small(file: Path) -> bool:
    return file.stat().st_size <= serving._SMALLEST


@pytest.mark.parametrize("accept", ["", "br;q=0", "gzip;q=0, br;Q=0.0", "*;q=0", "brute, gzipped"])
def test_what_a_browser_does_not_take_is_not_sent(accept: str) -> None:
    for path in ("/", next(iter(serving._scripts()))):
        assert "content-encoding" not in ask(path, accept).headers


@pytest.mark.parametrize("stored", [True, False])
def test_scripts_are_compressed_once_at_installation_or_when_asked_for(
    stored: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, script = next(iter(serving._scripts().items()))
    monkeypatch.setattr(serving, "STORE", tmp_path / "made")
    monkeypatch.setattr(serving, "_scripts", lambda: {path: script})
    serving._zipped.cache_clear()
    if stored:
        serving.store()
        assert [each.name for each in serving.STORE.iterdir()] == [f"{script.name}.br"]
        monkeypatch.setattr(serving, "_brotli", None)
    answer = ask(path, "br")
    assert unpacked(answer.body, "br", script.stat().st_size) == script.read_bytes()
    assert serving._stored(script).exists() is stored
    serving._zipped.cache_clear()


def wait_for(happened: threading.Event) -> None:
    assert happened.wait(30)


def nothing() -> None:
    pass


def test_a_mistake_in_what_is_drawn_early_stops_no_server(caplog: pytest.LogCaptureFixture) -> None:
    noted = threading.Event()

    class Noted(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            noted.set()

    def fails() -> None:
        raise KeyError("range")

    async def start() -> None:
        async with serving.lifespan(nothing, fails)(app()):
            await asyncio.to_thread(wait_for, noted)

    logger, handler = logging.getLogger(serving.__name__), Noted()
    logger.addHandler(handler)
    try:
        finished(start())
    finally:
        logger.removeHandler(handler)
        gc.unfreeze()
    assert "nothing is drawn before the first reader asks" in caplog.text


def test_start_up_warms_and_freezes_beside_the_first_readers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps: list[str] = []
    let_in, enabled = threading.Event(), threading.Event()

    def warm() -> None:
        wait_for(let_in)
        steps.append("warm")

    def freeze() -> None:
        steps.append("freeze")

    real = gc.enable

    def enable() -> None:
        real()
        steps.append("collect")
        enabled.set()

    async def start() -> None:
        ended = serving.lifespan(lambda: steps.append("start"), warm, lambda: steps.append("stop"))
        async with ended(app()):
            steps.append("readers")
            let_in.set()
            await asyncio.to_thread(wait_for, enabled)

    monkeypatch.setattr(gc, "freeze", freeze)
    monkeypatch.setattr(gc, "enable", enable)
    finished(start())
    assert steps == ["start", "readers", "warm", "freeze", "collect", "stop"]


def test_what_is_alive_is_out_of_the_collectors_sight() -> None:
    walks = gc.get_stats()[-1]["collections"]
    try:
        serving.freeze()
        assert gc.get_freeze_count() > 1000
        assert gc.get_stats()[-1]["collections"] - walks == 2, "what is frozen counts no more"
    finally:
        gc.unfreeze()


def test_room_that_is_no_longer_needed_is_given_back() -> None:
    """The C library keeps it: what came last lies behind it."""
    rooms = [bytes([number % 256]) * 2_000 for number in range(50_000)]
    last = rooms[-1]
    rooms.clear()
    before = resident()
    serving.freeze()
    gc.unfreeze()
    assert before - resident() > 50, "of 100 MB"
    assert len(last) == 2_000


def resident() -> float:
    """Megabytes of this process that stand in memory."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_what_is_leant_on_inside_streamlit_is_as_it_was_looked_at() -> None:
    """Its page has no setting for a title or an icon, and no name for the script of charts."""
    assert streamlit.__version__ == streamlit_inside.LOOKED_AT, (
        "another Streamlit: look whether its page still has this title, icon and script"
    )
    index = streamlit_inside.index()
    assert [index.count(mark) for mark in ("<title>Streamlit</title>", "./favicon.png")] == [1, 1]
    assert [index.count(mark) for mark in ("</head>", "</body>")] == [1, 1]
    assert len(streamlit_inside.inline_scripts()) == 1
    assert (streamlit_inside.STATIC / streamlit_inside.chart_script()).is_file()


def test_the_theme_is_read_once_and_told_to_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run begins with all of it: the message is the one that Streamlit makes."""
    asked: list[str] = []

    def options(section: str) -> dict[str, Any]:
        asked.append(section)
        part = look.theme() if section == "theme" else look.theme().get(section[6:], {})
        return {name: value for name, value in part.items() if not isinstance(value, dict)}

    def told() -> bytes:
        message = NewSession().custom_theme
        app_session._populate_theme_msg(message)
        for kind in ("light", "dark", "sidebar"):
            app_session._populate_theme_msg(getattr(message, kind), f"theme.{kind}")
        return bytes(message.SerializeToString(deterministic=True))

    monkeypatch.setattr(config, "get_options_for_section", options)
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    by_streamlit = told()
    assert look.theme()["dark"]["primaryColor"].encode() in by_streamlit
    streamlit_inside.read_theme_once()
    asked.clear()
    assert [told() for _ in range(3)] == [by_streamlit] * 3
    assert asked == ["theme", "theme.light", "theme.dark", "theme.sidebar"]
