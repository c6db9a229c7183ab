"""Large tables are made one at a time, and once for all who ask for one meanwhile.

Of dashboard/server: api_large.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.server import api
from dashboard.server.api_large import Large
from etl.tables.export.package import Package
from tests.api_server import served
from tests.exporting import book

READERS = 12


class Name:
    """A name that tells when everybody has asked for it."""

    def __init__(self) -> None:
        self.asked = 0
        self.everybody = threading.Event()

    def __hash__(self) -> int:
        self.asked += 1
        if self.asked == READERS:
            self.everybody.set()
        return 0


def test_who_asks_meanwhile_gets_the_same() -> None:
    large, name, calls = Large(), Name(), []

    def make() -> bytes:
        assert name.everybody.wait(60)
        calls.append(1)
        return b"all"

    with ThreadPoolExecutor(READERS) as pool:
        answers = [pool.submit(large.of, name, make) for _ in range(READERS)]
        assert [answer.result(60) for answer in answers] == [b"all"] * READERS
    assert calls == [1]


def test_two_different_ones_are_never_made_at_once() -> None:
    large, both = Large(), threading.Barrier(2)

    def make() -> bytes:
        # Would be passed at once by two that are made at the same time.
        with pytest.raises(threading.BrokenBarrierError):
            both.wait(0.2)
        return b""

    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(large.of, name, make) for name in range(2)]
        assert [answer.result(60) for answer in answers] == [b"", b""]


def test_nothing_is_held_afterwards_and_a_failure_is_nobody_elses() -> None:
    large = Large()
    with pytest.raises(UnicodeEncodeError):
        large.of("table", "\ud800".encode)
    assert [large.of("table", lambda: b"one"), large.of("table", lambda: b"two")] == [
        b"one",
        b"two",
    ]


@pytest.mark.parametrize(
    ("address", "asked"),
    [("figures.xlsx", ("figures", "xlsx")), ("figures.json?sort=-value", ("figures", "json"))],
)
def test_the_api_makes_a_large_table_so(
    address: str, asked: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []

    class Noted(Large):
        def of(self, name: object, make: Callable[[], bytes]) -> bytes:
            names.append(name)
            return super().of(name, make)

    with served() as client:
        client.package = Package(book())
        small = client.ask(f"/api/{address}").body
        monkeypatch.setattr(api, "_MANY", 4)
        monkeypatch.setattr(api, "_LARGE", {asked[1]: Noted()})
        assert client.ask(f"/api/{address}").body == small
        client.ask(f"/api/{address}&limit=4" if "?" in address else f"/api/{address}?limit=4")
        more = tuple(("sort", "-value") for _ in range("sort" in address))
        assert names == [(client.package, *asked, *more)]


def test_who_wants_lines_of_text_does_not_wait_for_a_workbook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        begun.set()
        assert ended.wait(60)
        return b"made"

    monkeypatch.setattr(api, "_MANY", 0)
    monkeypatch.setitem(api._TABLES, "xlsx", slow)
    with served() as client, ThreadPoolExecutor(1) as pool:
        workbook = pool.submit(client.ask, "/api/figures.xlsx?limit=3")
        try:
            assert begun.wait(60)
            assert len(client.ask("/api/figures.csv?limit=3").rows) == 3
        finally:
            ended.set()
        assert workbook.result(60).body == b"made"
