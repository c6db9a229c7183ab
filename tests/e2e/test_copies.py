"""Two copies behind nginx, as operators are shown: a reader whose copy stops is back by itself."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.conftest import ROOT
from tests.e2e.conftest import await_tested, free_port, serve

BASE = "/attested"
VIEW = f"{BASE}/trade?partner=European+Union"
PUBLIC = f"https://data.example.org{BASE}"
UNCHECKED = ssl._create_unverified_context()
"""The certificate is this test's own."""


def config(ports: list[int], own: int, folder: Path, tls: str = "") -> str:
    """The shown configuration with these ports, and everything else nginx writes in a folder.

    tls: what the shown comment says below TLS, if it is to stand there.
    """
    block = (ROOT / "dashboard" / "server" / "deploy" / "nginx.conf").read_text("utf-8")
    for shown, port in zip((8501, 8502, 8080), (*ports, own), strict=True):
        assert block.count(f"127.0.0.1:{shown}") == 1
        block = block.replace(f"127.0.0.1:{shown}", f"127.0.0.1:{port}")
    if tls:
        block = block.replace(f"listen 127.0.0.1:{own};", f"listen 127.0.0.1:{own} ssl; {tls}")
    places = "".join(
        f"    {kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder / 'pid'};\n"
        f"error_log {folder / 'error.log'};\nevents {{}}\n"
        f"http {{\n    access_log off;\n{places}{block}}}\n"
    )


@contextmanager
def nginx(ports: list[int], own: int, folder: Path, tls: str = "") -> Iterator[str]:
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        pytest.fail("no nginx found: install it (Debian: apt install nginx-light)", pytrace=False)
    (folder / "nginx.conf").write_text(config(ports, own, folder, tls), "utf-8")
    with subprocess.Popen([path, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as process:
        try:
            address = f"http{'s' * bool(tls)}://127.0.0.1:{own}"
            _wait_until_answering(f"{address}{BASE}/_stcore/health")
            yield address
        finally:
            process.terminate()


def _wait_until_answering(address: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=1, context=UNCHECKED) as answer:
                assert answer.read() == b"ok"
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"{address} does not answer", pytrace=False)


def test_a_reader_whose_copy_stops_is_back_at_the_same_view(
    browser: Browser, tmp_path: Path
) -> None:
    with ExitStack() as stack, ExitStack() as first, ExitStack() as second:
        log = stack.enter_context((tmp_path / "copies.log").open("wb"))
        own = free_port()
        flags = [f"--base-path={BASE}", f"--public-url=https://data.example.org{BASE}"]
        copies = [
            copy.enter_context(serve("data/figures.yaml", log, flags=flags))
            for copy in (first, second)
        ]
        ports = [int(copy.rpartition(":")[2]) for copy in copies]
        address = stack.enter_context(nginx(ports, own, tmp_path))
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        stack.callback(context.close)
        page = context.new_page()
        connections: list[WebSocket] = []
        # Playwright marks what it calls, and a built-in method cannot be marked.
        page.on("websocket", lambda one: connections.append(one))  # noqa: PLW0108
        # Titles say what is known against their numbers, once the figures are tested.
        for copy in copies:
            await_tested(copy)
        page.goto(VIEW)
        view = page.get_by_role("figure").first
        expect(view).to_be_visible(timeout=30_000)
        partner = page.get_by_role("combobox", name="Partner", exact=True)
        expect(partner).to_have_value("European Union")
        message = view.get_attribute("aria-label") or ""
        assert "European Union" in message
        assert "official tables say" in message

        # One of the two is the reader's. Each is stopped while the other one lives.
        first.close()
        expect(view).to_have_attribute("aria-label", message, timeout=60_000)
        first.enter_context(serve("data/figures.yaml", log, ports[0], flags))
        second.close()
        _until(page, lambda: len(connections) > 1 and not connections[-1].is_closed())

        expect(partner).to_have_value("European Union", timeout=60_000)
        expect(view).to_have_attribute("aria-label", message, timeout=60_000)
        page.goto(f"{page.url}&show=x")
        expect(view).to_have_attribute("aria-label", message, timeout=60_000)


def certificate(folder: Path) -> str:
    """What nginx must be told to speak TLS with a certificate of this test's own."""
    key, made = folder / "key.pem", folder / "made.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=data.example.org", "-keyout", str(key), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    return f"ssl_certificate {made}; ssl_certificate_key {key};"


def asked(address: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer as nginx gives it, redirects not followed."""
    host, _, port = address.rpartition("/")[2].partition(":")
    connection = HTTPSConnection(host, int(port), timeout=30, context=UNCHECKED)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=sent)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, named, answer.read()
    finally:
        connection.close()


def test_below_tls_addresses_are_public_and_limits_hold(tmp_path: Path) -> None:
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "copies.log").open("wb"))
        flags = [f"--base-path={BASE}", f"--public-url={PUBLIC}"]
        copy = stack.enter_context(serve("data/figures.yaml", log, flags=flags))
        port, own = int(copy.rpartition(":")[2]), free_port()
        address = stack.enter_context(nginx([port, port], own, tmp_path, certificate(tmp_path)))

        # Neither the name that a request gives nor the port that nginx has: a proxy may stand
        # before it.
        status, headers, _ = asked(address, BASE, Host="evil.example")
        assert (status, headers["location"]) == (308, f"{BASE}/")
        for path in ("/", "/api/figures.txt"):
            status, _, body = asked(address, f"{BASE}{path}", Host="evil.example")
            assert (status, b"evil" in body) == (421, False)
        status, headers, body = asked(address, f"{BASE}/", Host="data.example.org")
        assert status == 200
        assert f"<{PUBLIC}/api/" in headers["link"]
        status, headers, body = asked(address, f"{BASE}/api/figures.txt")
        assert (status, f"{PUBLIC}/api/v/".encode() in body) == (200, True)

        # The connection of a page of ours, and of another site's.
        for origin, answered in (("https://data.example.org", 101), ("https://evil.example", 403)):
            status, _, _ = asked(
                address,
                f"{BASE}/_stcore/stream",
                Host="data.example.org",
                Origin=origin,
                Upgrade="websocket",
                Connection="Upgrade",
                Sec_WebSocket_Version="13",
                Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
                Sec_WebSocket_Protocol="streamlit",
            )
            assert status == answered, origin

        assert asked(address, f"{BASE}/live", X_Long="x" * 40_000)[0] == 400, "four heads of 8 kB"
        with ThreadPoolExecutor(20) as pool:
            told = Counter(
                pool.map(lambda _: asked(address, f"{BASE}/robots.txt")[0], range(1_500))
            )
        assert set(told) == {200, 429}, told
        assert told[200] >= 200, "what a page needs at once is let through"
        assert told[429] > 0


def _until(page: Page, happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline, "it has not happened within a minute"
        page.wait_for_timeout(100)
