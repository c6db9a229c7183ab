"""A figures file that is saved again and again, half the times broken, under many readers."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from dashboard.server import data
from dashboard.server.data import State, current
from tests.conftest import ROOT

SAVES = 1_000
READERS = 4
SMALL = (ROOT / "tests" / "small.yaml").read_bytes()
FEWER = SMALL[: SMALL.rindex(b"  - id: syl-companies")]
BROKEN = SMALL.replace(b"period: 2019", b"period: 2019-13")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(data, "_MOMENT", 0.0)
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    return path


def figures(state: State) -> int:
    return len(state.snapshot.book.figures) if state.snapshot else 0


def replace(path: Path, content: bytes) -> None:
    """Save as careful editors do: write a new file, then rename it."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)


def test_no_reader_ever_sees_a_broken_state(path: Path) -> None:
    """A thousand saves, every other one broken: readers see one of the two whole sets."""
    seen: set[tuple[int, bool]] = set()
    stopped = threading.Event()
    failures: list[Exception] = []

    def read() -> None:
        try:
            while not stopped.is_set():
                state = current(path)
                seen.add((figures(state), bool(state.problems)))
        except Exception as error:  # whatever it is, it is the finding
            failures.append(error)
            raise

    assert figures(current(path)) == 5
    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(SAVES):
        replace(path, BROKEN if number % 2 else (FEWER, SMALL)[number // 2 % 2])
    stopped.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert {count for count, _ in seen} <= {4, 5}
    replace(path, SMALL)
    state = current(path)
    assert (figures(state), state.problems, state.stale) == (5, (), False)


def test_a_file_that_is_still_being_written_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of this file is sound and has four figures instead of five."""
    assert figures(current(path)) == 5
    path.write_bytes(FEWER)
    pauses = 0

    def write_the_rest(_: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 1:
            path.write_bytes(SMALL + b"# saved\n")

    monkeypatch.setattr(time, "sleep", write_the_rest)
    assert figures(current(path)) == 5
    assert pauses == 2, "the second pause saw no change"


def test_a_file_that_changes_while_it_is_read_is_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = data._read
    reads = 0

    def change_after(*arguments: object) -> State:
        nonlocal reads
        reads += 1
        state = real(*arguments)  # type: ignore[arg-type]  # passed on as they came
        if reads == 1:
            path.write_bytes(FEWER)
        return state

    monkeypatch.setattr(data, "_read", change_after)
    assert figures(current(path)) == 4
    assert reads == 2


def test_a_file_that_never_rests_is_shown_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = 0

    def save_again(_: float) -> None:
        nonlocal pauses
        pauses += 1
        path.write_bytes(SMALL + b"#" * pauses)

    monkeypatch.setattr(time, "sleep", save_again)
    assert figures(current(path)) == 5
    assert pauses == data._MOST_LOOKS


def test_a_clock_that_jumps_does_not_hide_a_change(path: Path) -> None:
    """The time of a save may lie before that of the save it follows."""
    assert figures(current(path)) == 5
    path.write_bytes(FEWER)
    os.utime(path, (0, 0))
    assert figures(current(path)) == 4
    path.write_bytes(SMALL)
    os.utime(path, (4_000_000_000, 4_000_000_000))
    assert figures(current(path)) == 5
