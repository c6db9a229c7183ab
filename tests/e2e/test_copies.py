"""Two copies behind nginx, as operators are shown: a reader whose copy stops is back by itself."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.conftest import ROOT
from tests.e2e.conftest import free_port, serve

BASE = "/attested"
VIEW = f"{BASE}/trade?partner=European+Union"


def config(ports: list[int], own: int, folder: Path) -> str:
    """The shown configuration with these ports, and everything else nginx writes in a folder."""
    block = (ROOT / "dashboard" / "server" / "deploy" / "nginx.conf").read_text("utf-8")
    for shown, port in zip((8501, 8502, 8080), (*ports, own), strict=True):
        assert block.count(f"127.0.0.1:{shown}") == 1
        block = block.replace(f"127.0.0.1:{shown}", f"127.0.0.1:{port}")
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
def nginx(ports: list[int], own: int, folder: Path) -> Iterator[str]:
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        pytest.fail("no nginx found: install it (Debian: apt install nginx-light)", pytrace=False)
    (folder / "nginx.conf").write_text(config(ports, own, folder), "utf-8")
    with subprocess.Popen([path, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as process:
        try:
            address = f"http://127.0.0.1:{own}"
            _wait_until_answering(f"{address}{BASE}/_stcore/health")
            yield address
        finally:
            process.terminate()


def _wait_until_answering(address: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
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
        page.goto(VIEW)
        view = page.get_by_role("figure").first
        expect(view).to_be_visible(timeout=30_000)
        partner = page.get_by_role("combobox", name="Partner", exact=True)
        expect(partner).to_have_value("European Union")
        message = view.get_attribute("aria-label") or ""
        assert "European Union" in message

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


def _until(page: Page, happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline, "the page has made no new connection"
        page.wait_for_timeout(100)
