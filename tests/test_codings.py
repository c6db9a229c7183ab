"""Bodies are compressed once for all who ask, and no more is held than there is room for."""

from __future__ import annotations

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.server.codings import Gzipped


def test_who_asks_at_the_same_time_gets_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    real, made = gzip.compress, []
    started, ended = threading.Event(), threading.Event()

    def slow(data: bytes, level: int, *, mtime: float | None) -> bytes:
        made.append(data)
        started.set()
        assert ended.wait(30)
        return real(data, level, mtime=mtime)

    monkeypatch.setattr(gzip, "compress", slow)
    bodies = Gzipped(most=1_000, level=6)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(bodies.of, "d", b"data") for _ in range(4)]
        assert started.wait(30)
        ended.set()
        answers = [each.result(30) for each in asked]
    assert [gzip.decompress(answer) for answer in answers] == [b"data"] * 4
    assert made == [b"data"]


def test_only_so_much_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(gzip.compress(b"a", 6, mtime=0))
    bodies = Gzipped(most=2 * size, level=6)
    for name in "abc":
        assert gzip.decompress(bodies.of(name, name.encode())) == name.encode()
    monkeypatch.setattr(gzip, "compress", None)
    assert gzip.decompress(bodies.of("b", b"b")) == b"b"
    assert gzip.decompress(bodies.of("c", b"c")) == b"c"
    with pytest.raises(TypeError):
        bodies.of("a", b"a")
