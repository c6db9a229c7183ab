"""A real browser against the real server: the app on a free loopback port, the machine's Chromium.

Chromium is looked for in CHROMIUM, then on PATH, then where macOS keeps it. Where none is found,
the tests fail: a suite that skips its browser proves nothing. ATTESTED_FIGURES names the figures
file that the app shows, relative to the root; the default is data/figures.yaml.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.conftest import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

# Without these, Chromium looks for updates, accounts and Google's hosts at every start.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

WIDE, NARROW = 1280, 375
HEIGHTS = {WIDE: 900, NARROW: 812}
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
START_SECONDS = 60
POLL_SECONDS = 0.1

# Five seconds are short for a page on a machine that does other work as well.
expect.set_options(timeout=30_000)

Scheme = Literal["light", "dark"]


def chromium() -> str:
    """The path of a Chromium, or FileNotFoundError that says where one was looked for."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else [*NAMES, MACOS]:
        if found := shutil.which(name):
            return found
    looked = f"CHROMIUM={named}" if named else ", ".join(NAMES)
    raise FileNotFoundError(
        f"no Chromium found ({looked}): install one or set CHROMIUM to its path"
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests, with a new empty profile."""
    try:
        path = chromium()
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)
    # Chromium's own sandbox refuses to start as root; elsewhere it stays on.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=list(FLAGS), chromium_sandbox=not as_root
        )
        yield launched
        launched.close()


def free_port() -> int:
    """A port that was free on loopback a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(
    figures: str | Path, log: IO[bytes], port: int | None = None, flags: Sequence[str] = ()
) -> Iterator[str]:
    """Start the app as `make run` does and yield its address once it is healthy.

    figures: the YAML file to show, absolute or relative to the root. log: where the server writes.
    port: a free one where none is given. flags: more of `attested serve`.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "etl", "serve", str(figures)]
    cache = Path(log.name).parent / "cache"
    options = [f"--port={port}", "--address=127.0.0.1", f"--cache={cache}", *flags]
    with subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            await_healthy(process, address, log)
            await_figures(process, address, log)
            yield address
        finally:
            stop(process)


def await_healthy(process: subprocess.Popen[bytes], address: str, log: IO[bytes]) -> None:
    """Until the server answers; the test fails with its log where it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the app ended with {process.returncode}:\n{_text(log)}", pytrace=False)
        try:
            with urllib.request.urlopen(f"{address}/live", timeout=1) as answer:
                if answer.read() == b"live\n":
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(POLL_SECONDS)
    pytest.fail(f"the app is not healthy after {START_SECONDS} s:\n{_text(log)}", pytrace=False)


def await_figures(process: subprocess.Popen[bytes], address: str, log: IO[bytes]) -> None:
    """Until the server shows its figures: it waits until their file has been still."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/ready", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(POLL_SECONDS)
    pytest.fail(f"the app shows no figures:\n{_text(log)}", pytrace=False)


def await_tested(address: str, seconds: float = 300) -> None:
    """Until a server's figures are tested: what is found then would draw its pages anew.

    What tests them lets every reader go first, and so the tests beside this one.
    """
    deadline = time.monotonic() + seconds
    while not _is_tested(address):
        if time.monotonic() > deadline:
            pytest.fail(f"{address} has not tested its figures in {seconds} s", pytrace=False)
        time.sleep(POLL_SECONDS)


def _is_tested(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/ready", timeout=10) as answer:
            told: dict[str, bool] = json.load(answer)
    except urllib.error.HTTPError:
        return False
    return told["reconciled"]


def _text(log: IO[bytes]) -> str:
    log.flush()
    return Path(log.name).read_text(encoding="utf-8", errors="replace")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Tell a server to end, and end it where it does not."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="session")
def figures() -> str:
    """The figures file that the session's server shows."""
    return os.environ.get("ATTESTED_FIGURES", "data/figures.yaml")


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the session's server writes: a traceback that the reader never sees is here."""
    return tmp_path_factory.mktemp("server") / "server.log"


@pytest.fixture(scope="session")
def server(figures: str, server_log: Path) -> Iterator[str]:
    """The address of the running app, without a slash at its end."""
    with server_log.open("wb") as log, serve(figures, log) as address:
        await_tested(address)
        yield address


@dataclass
class Complaints:
    """What the browser complained about, and which other hosts it was sent to."""

    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def watch(self, page: Page, own: str) -> Callable[[], None]:
        """Listen to a page before it goes anywhere, until what is returned is called.

        own: the address that is not elsewhere.
        """
        inline = ("data:", "blob:", "about:")

        def on_console(message: ConsoleMessage) -> None:
            # Opened below its root, Streamlit first asks for its probes beside the page.
            probe = PROBE.search(message.location["url"])
            if message.type == "error" and not probe:
                self.errors.append(message.text)

        def on_error(error: Error) -> None:
            self.errors.append(str(error))

        def on_request(request: Request) -> None:
            if not request.url.startswith((own, own.replace("http", "ws", 1), *inline)):
                self.elsewhere.append(request.url)

        page.on("console", on_console)
        page.on("pageerror", on_error)
        page.on("request", on_request)

        def stop() -> None:
            page.remove_listener("console", on_console)
            page.remove_listener("pageerror", on_error)
            page.remove_listener("request", on_request)

        return stop


@pytest.fixture
def complaints() -> Complaints:
    """Console errors and foreign requests of every page that the test opened."""
    return Complaints()


OpenPage = Callable[..., Page]
Kind = tuple[str, bool]
"""What a page keeps from its beginning: its locale, and whether it is touched as a telephone is."""


class Pages:
    """Pages of one browser, given back after a test and given out again to the next.

    Three quarters of what a page of its own costs is to read the scripts of Streamlit and plotly
    anew, and a page that was at about:blank costs nearly as much: its process goes with its site.
    So it waits at a small address of the server. What a reader can leave in a page is taken from
    it: storage, cookies, size, media, mouse.
    """

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser = browser
        self._base = base
        self._free: dict[Kind, list[Page]] = {}

    def take(self, kind: Kind) -> Page:
        """A clean page in a context that no other page of the test shares."""
        free = self._free.setdefault(kind, [])
        return free.pop() if free else self.new(kind)

    def new(self, kind: Kind) -> Page:
        """A page that nobody had before."""
        locale, touch = kind
        context = self._browser.new_context(
            base_url=self._base,
            locale=locale,
            timezone_id="UTC",
            reduced_motion="reduce",
            accept_downloads=True,
            has_touch=touch,
            is_mobile=touch,
        )
        context.set_default_timeout(30_000)
        return context.new_page()

    def give_back(self, page: Page, kind: Kind) -> None:
        """Clean a page for the next test; one that others stand beside is closed with them."""
        if page.is_closed() or len(page.context.pages) > 1:
            page.context.close()
            return
        if page.url.startswith("http"):  # about:blank has no storage
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.goto("/live")
        page.context.clear_cookies()
        page.mouse.move(0, 0)
        self._free[kind].append(page)


def sized(page: Page, width: int, height: int, scheme: Scheme) -> Page:
    """A page of that many pixels on a screen, in those colours."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        media="null", color_scheme=scheme, reduced_motion="reduce", forced_colors="none"
    )
    return page


@pytest.fixture(scope="session")
def pages(browser: Browser, server: str) -> Pages:
    """The pages of the session's browser, closed with it."""
    return Pages(browser, server)


@pytest.fixture
def open_page(pages: Pages, server: str, complaints: Complaints) -> Iterator[OpenPage]:
    """Open a page with its own context: `open_page(width=NARROW, scheme="dark")`.

    The page has gone nowhere yet; `page.goto("/")` is relative to the server. Two pages of a test
    share no storage and no cookies. touch: a telephone, whose reader taps. fresh: one whose browser
    has never seen the site, for a test that is about what a first visit loads. Times out after 30
    seconds, accepts downloads, and goes with the test.
    """
    given: list[tuple[Page, Kind, Callable[[], None], bool]] = []

    def opened(
        width: int = WIDE,
        scheme: Scheme = "light",
        locale: str = "en-GB",
        *,
        height: int | None = None,
        touch: bool = False,
        fresh: bool = False,
    ) -> Page:
        kind = (locale, touch)
        page = pages.new(kind) if fresh else pages.take(kind)
        given.append((page, kind, complaints.watch(page, server), fresh))
        return sized(page, width, height or HEIGHTS.get(width, HEIGHTS[WIDE]), scheme)

    yield opened
    for page, kind, stop, fresh in given:
        stop()
        if fresh:
            page.context.close()
        else:
            pages.give_back(page, kind)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A wide, light page that has gone nowhere yet."""
    return open_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is an end-to-end test, marked or not.

    What a browser is shown runs in the server's process, so tracing this one measures nothing.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("e2e")
            item.add_marker("no_cover")
