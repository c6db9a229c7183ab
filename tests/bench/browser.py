"""What a reader sees, timed in Chromium: starts, page loads, changes of a choice.

Also writes down what the browser sent, for `tests.bench.readers` to repeat.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, TypeVar

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as Lost

from tests.bench.readers import Recorded
from tests.bench.servers import App, Server, running, wait
from tests.e2e.conftest import FLAGS, chromium

Result = TypeVar("Result")
_LINE: Final = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10e6 / 8,
    "uploadThroughput": 10e6 / 8,
}
"""10 Mbit/s with 40 ms delay."""
_PAINTED: Final = "() => (SHOWN) && (window.frames_shown = (window.frames_shown ?? 0) + 1) > 1"
"""Asked at every frame; the second after it is true, the first has been painted."""
_CHANGE: Final = """() => {
    window.took = 0;
    const started = event => {
        const look = () => (SHOWN)
            ? requestAnimationFrame(() => setTimeout(
                () => { window.took = performance.now() - event.timeStamp; }))
            : requestAnimationFrame(look);
        look();
    };
    addEventListener('EVENT', started, {once: true, capture: true});
}"""
_AS_A_READER: Final = "--js-flags=--no-enable-lazy-source-positions"
"""With a debugger, as here, Chromium reads a script again for each error that it catches, to know
its line: plotly's three times, half a second to a second that no reader waits."""
_TRIES: Final = 3
_REST: Final = 150
"""Milliseconds between a change and the next."""


class Load(NamedTuple):
    """One load of the page, until its chart is painted."""

    seconds: float
    bytes: int


class Seen(NamedTuple):
    """Everything that was timed in the browser for one app; medians."""

    start: float
    cold: Load
    warm: Load
    slow: Load
    """Cold, on the slow line."""
    change: list[float]
    """Seconds of each change, sorted."""
    cpu: float
    """Seconds of the server's processor time a change."""
    recorded: Recorded


@contextmanager
def launched() -> Iterator[Browser]:
    """One headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*FLAGS, _AS_A_READER], chromium_sandbox=False
        )
        yield browser
        browser.close()


def see(browser: Browser, app: App, repeats: int, changes: int) -> Seen:
    """Time everything about one app; repeats: of starts and loads."""
    starts = [_patiently(lambda: _start(browser, app)) for _ in range(repeats)]
    with running(app) as server:
        wait(server)
        _load(browser, server)  # the server's own first time belongs to the start
        cold, warm, slow = zip(
            *(_patiently(lambda: _loads(browser, server)) for _ in range(repeats)), strict=True
        )
        took, cpu, recorded = _changes(browser, server, changes)
    return Seen(
        statistics.median(starts), _middle(cold), _middle(warm), _middle(slow), took, cpu, recorded
    )


def _patiently(timed: Callable[[], Result]) -> Result:
    """Once more where the page was lost: half a minute says nothing of the app."""
    for _ in range(_TRIES - 1):
        try:
            return timed()
        except Lost as error:
            print(f"once more: {str(error).splitlines()[0]}", file=sys.stderr)
    return timed()


def _middle(loads: tuple[Load, ...]) -> Load:
    return Load(*(statistics.median(column) for column in zip(*loads, strict=True)))


def _start(browser: Browser, app: App) -> float:
    """Seconds from the start of the process to the chart painted."""
    context = _context(browser)
    page = context.new_page()
    start = time.perf_counter()
    with running(app) as server:
        wait(server)
        _open(page, server)
        took = time.perf_counter() - start
        context.close()
    return took


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-GB"
    )
    context.set_default_timeout(30_000)
    return context


def _open(page: Page, server: Server) -> None:
    page.goto(server.address + server.app.path, wait_until="commit")
    page.wait_for_function(_PAINTED.replace("SHOWN", _shown(server.app, 0)))


def _shown(app: App, number: int) -> str:
    new, old = app.choices[number % 2], app.choices[1 - number % 2]
    return app.shown.replace("{new}", new).replace("{old}", old)


def _load(browser: Browser, server: Server) -> None:
    context = _context(browser)
    _open(context.new_page(), server)
    context.close()


def _loads(browser: Browser, server: Server) -> tuple[Load, Load, Load]:
    """Cold, warm, and cold on the slow line."""
    context = _context(browser)
    cold, warm = (_timed(context, server, slow=False) for _ in range(2))
    context.close()
    context = _context(browser)
    slow = _timed(context, server, slow=True)
    context.close()
    return cold, warm, slow


def _timed(context: BrowserContext, server: Server, slow: bool) -> Load:
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if slow:
        tools.send("Network.emulateNetworkConditions", _LINE)
    received = 0

    def arrived(event: dict[str, Any]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    def framed(frame: bytes | str) -> None:
        nonlocal received
        received += len(frame)

    tools.on("Network.loadingFinished", arrived)
    page.on("websocket", lambda socket: socket.on("framereceived", framed))
    start = time.perf_counter()
    _open(page, server)
    took = time.perf_counter() - start
    page.wait_for_timeout(500)  # what still arrives counts as well
    page.close()
    return Load(took, received)


def _changes(browser: Browser, server: Server, changes: int) -> tuple[list[float], float, Recorded]:
    app = server.app
    context = _context(browser)
    page = context.new_page()
    sent: list[bytes] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: sent.append(_bytes(frame))),
    )
    page.on(
        "request",
        lambda request: (
            sent.append(request.post_data_buffer or b"")
            if "/_dash-update-component" in request.url
            else None
        ),
    )
    _open(page, server)
    page.wait_for_timeout(1_000)
    opening = sent[0]
    seen = []
    for number in range(1, 3):  # once each way, to write down what is sent
        _change(page, app, number)
        page.wait_for_timeout(_REST)
        seen.append(sent[-1])
    used = server.cpu()
    took = []
    for number in range(1, changes + 1):
        took.append(_change(page, app, number))
        page.wait_for_timeout(_REST)
    cpu = (server.cpu() - used) / changes
    context.close()
    return sorted(took), cpu, Recorded(opening, tuple(seen), app.dash)


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def _change(page: Page, app: App, number: int) -> float:
    """Seconds from the reader's choice to the chart painted anew."""
    script = _CHANGE.replace("SHOWN", _shown(app, number))
    if app.slider:
        page.get_by_role("slider").last.focus()
        page.evaluate(script.replace("EVENT", "keydown"))
        page.keyboard.press("ArrowLeft" if number % 2 else "ArrowRight")
    else:
        if app.dash:
            page.locator("#partner").click()
        else:
            page.get_by_role("combobox").first.click()
        choice = re.compile(f"^{re.escape(app.choices[number % 2])}$")
        option = page.get_by_role("option").filter(has_text=choice).first
        option.wait_for()
        page.evaluate(script.replace("EVENT", "pointerdown"))
        option.click()
    return float(page.wait_for_function("() => window.took").json_value()) / 1_000
