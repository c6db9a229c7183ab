"""Large tables are made one at a time, once for all who ask for one meanwhile, and beside others.

Of dashboard/server: api_large, api_tables.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

import pytest

from dashboard.server import api_large, api_tables
from dashboard.server.api_large import Large, TooManyError
from etl.tables.export.package import Package
from tests.api_server import Answer, Served, served
from tests.exporting import book
from tests.waiting import awaited, until

READERS = 12
EVERYBODY = 40
TURNS = 12
ROWS = api_large.MOST // TURNS


def test_who_asks_meanwhile_gets_the_same() -> None:
    calls: list[int] = []

    async def ask() -> list[bytes]:
        large, asked = Large(), threading.Event()

        def make() -> bytes:
            assert asked.wait(60)
            calls.append(1)
            return b"all"

        coming = [asyncio.create_task(large.of("one", 1, make)) for _ in range(READERS)]
        await asyncio.sleep(0)  # each has begun
        asked.set()
        return await asyncio.gather(*coming)

    assert awaited(ask()) == [b"all"] * READERS
    assert calls == [1]


def test_two_different_ones_are_never_made_at_once() -> None:
    both = threading.Barrier(2)

    def make() -> bytes:
        # Would be passed at once by two that are made at the same time.
        with pytest.raises(threading.BrokenBarrierError):
            both.wait(0.2)
        return b""

    async def ask() -> list[bytes]:
        large = Large()
        return await asyncio.gather(*(large.of(name, 1, make) for name in range(2)))

    assert awaited(ask()) == [b"", b""]


def test_nothing_is_held_afterwards_and_a_failure_is_no_later_ones() -> None:
    async def ask() -> list[bytes]:
        large = Large()
        with pytest.raises(UnicodeEncodeError):
            await large.of("table", 1, "\ud800".encode)
        return [await large.of("table", 1, bytes), await large.of("table", 1, lambda: b"two")]

    assert awaited(ask()) == [b"", b"two"]


def test_who_gives_up_takes_it_from_nobody() -> None:
    async def ask() -> bytes:
        large, given_up = Large(), threading.Event()

        def make() -> bytes:
            assert given_up.wait(60)
            return b"made"

        first, second = (asyncio.create_task(large.of("one", 1, make)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        given_up.set()
        return await second

    assert awaited(ask()) == b"made"


def test_one_more_than_may_wait_is_told_at_once() -> None:
    async def ask() -> list[bytes]:
        large, told = Large(), threading.Event()

        def make() -> bytes:
            assert told.wait(60)
            return b"made"

        coming = [asyncio.create_task(large.of(name, ROWS, make)) for name in range(TURNS)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyError):
            await large.of("another", 1, make)
        coming.append(asyncio.create_task(large.of(0, ROWS, make)))  # comes anyway: costs nothing
        await asyncio.sleep(0)
        told.set()
        return await asyncio.gather(*coming)

    assert awaited(ask()) == [b"made"] * (TURNS + 1)


def test_so_many_small_ones_may_wait_as_are_one_large_one_and_any_one_alone() -> None:
    async def ask() -> list[bytes]:
        large = Large()
        huge = await large.of("huge", 10 * api_large.MOST, lambda: b"huge")
        few = (large.of(name, 1_000, lambda: b"few") for name in range(api_large.MOST // 1_000))
        return [huge, *await asyncio.gather(*few)]

    assert awaited(ask()) == [b"huge", *[b"few"] * (api_large.MOST // 1_000)]


def test_what_nobody_waits_for_any_more_is_not_made_and_stands_in_nobodys_way() -> None:
    made: list[str] = []

    async def ask() -> list[bytes]:
        large, go = Large(), threading.Event()
        begun = asyncio.Event()
        loop = asyncio.get_running_loop()

        def first() -> bytes:
            loop.call_soon_threadsafe(begun.set)
            assert go.wait(60)
            return b"first"

        def make(name: str) -> bytes:
            made.append(name)
            return name.encode()

        def asking(name: str) -> asyncio.Task[bytes]:
            return asyncio.create_task(large.of(name, api_large.MOST - 1, partial(make, name)))

        waits = [asyncio.create_task(large.of("first", 1, first))]
        await begun.wait()
        left = asking("left")
        await asyncio.sleep(0)
        with pytest.raises(TooManyError):
            await asking("refused")
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        waits += [asking("next") for _ in range(2)]
        await asyncio.sleep(0)
        go.set()
        return await asyncio.gather(*waits)

    assert awaited(ask()) == [b"first", b"next", b"next"]
    assert made == ["next"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [("figures.xlsx", ("figures",)), ("figures.json?sort=-value", ("figures",))],
)
def test_the_api_makes_a_large_table_so(
    address: str, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []
    of = Large.of

    async def noted(large: Large, name: Hashable, rows: int, make: Callable[[], bytes]) -> bytes:
        names.append((name, rows))
        return await of(large, name, rows, make)

    monkeypatch.setattr(Large, "of", noted)
    with served() as client:
        client.package = Package(book())
        small = client.ask(f"/api/{address}").body
        assert names == []
        monkeypatch.setattr(api_tables, "_MANY", 4)
        assert client.ask(f"/api/{address}").body == small
        client.ask(f"/api/{address}&limit=4" if "?" in address else f"/api/{address}?limit=4")
        more = tuple(("sort", "-value") for _ in range("sort" in address))
        assert names == [((client.package, *asked, *more), len(client.package.book.figures))]


class Held(NamedTuple):
    """A server whose workbooks are not made before they may be."""

    client: Served
    pool: ThreadPoolExecutor
    begun: threading.Event
    go: threading.Event


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    begun, go = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        begun.set()
        assert go.wait(60)
        return b"made"

    monkeypatch.setattr(api_tables, "_MANY", 0)
    monkeypatch.setattr(api_large, "MOST", 3 * TURNS)
    monkeypatch.setitem(api_tables.TABLES, "xlsx", slow)
    with served() as client, ThreadPoolExecutor(EVERYBODY) as pool, going(go):
        yield Held(client, pool, begun, go)


@contextmanager
def going(go: threading.Event) -> Iterator[None]:
    """At the end nobody waits, whatever has happened."""
    try:
        yield
    finally:
        go.set()


def test_who_wants_lines_of_text_does_not_wait_for_a_workbook(held: Held) -> None:
    workbook = held.pool.submit(held.client.ask, "/api/figures.xlsx?limit=3")
    assert held.begun.wait(60)
    assert len(held.client.ask("/api/figures.csv?limit=3").rows) == 3
    held.go.set()
    assert workbook.result(60).body == b"made"


def test_who_has_gone_keeps_no_place(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_large, "MOST", 6)
    names: list[Hashable] = []
    of = Large.of

    async def noted(large: Large, name: Hashable, rows: int, make: Callable[[], bytes]) -> bytes:
        names.append(name)
        return await of(large, name, rows, make)

    monkeypatch.setattr(Large, "of", noted)
    first = held.pool.submit(held.client.ask, "/api/figures.xlsx?limit=3")
    assert held.begun.wait(60)
    address = "/api/figures.xlsx?limit=3&value%3E="
    host, port = held.client.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as leaving:
        leaving.sendall(f"GET {address}1 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        until(lambda: len(names) == 2)
        assert held.client.ask(f"{address}2").status == 503
    waits = [first]

    def accepted() -> bool:
        second = held.pool.submit(held.client.ask, f"{address}2")
        if wait([second], 0.2).done:
            assert second.result().status == 503
            return False
        waits.append(second)
        return True

    until(accepted)  # once the server has seen that it has gone
    held.go.set()
    assert [asked.result(60).body for asked in waits] == [b"made"] * 2


def test_forty_workbooks_at_once_leave_threads_for_all_others(held: Held) -> None:
    asked = [
        held.pool.submit(held.client.ask, f"/api/figures.xlsx?limit=3&value%3E={number}")
        for number in range(EVERYBODY)
    ]
    many = EVERYBODY - TURNS
    refused: list[Future[Answer]] = []
    while len(refused) < many:
        refused = [future for future in asked if future.done()]
        assert held.client.ask("/api").status == 200
    assert len(held.client.ask("/api/figures.csv?limit=3").rows) == 3
    held.go.set()
    answers = [future.result(60) for future in asked]
    assert sorted(answer.status for answer in answers) == [200] * TURNS + [503] * many
    for answer in (future.result() for future in refused):
        assert answer.headers["retry-after"] == "30"
        assert answer.problem["detail"] == (
            "Many large tables are being made: ask again soon, or for less with `limit`."
        )
