"""What is the same for every run is found once for a state, and anew for another."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from dashboard.view.once import once


def test_it_is_asked_once_for_the_very_same_things() -> None:
    asked: list[list[str]] = []

    @once
    def joined(names: list[str], more: list[str] | None = None) -> str:
        asked.append(names)
        return "".join([*names, *(more or [])])

    first, like_it = ["a", "b"], ["a", "b"]
    assert [joined(first), joined(first), joined(first, None)] == ["ab", "ab", "ab"]
    assert len(asked) == 2, "with and without the second are two"
    assert joined(like_it) == "ab"
    assert len(asked) == 3, "alike is not the same: it may be another state"
    assert joined(first, more=like_it) == "abab"
    assert len(asked) == 4


def test_only_the_last_states_are_kept() -> None:
    asked = []

    @once
    def size(names: list[str]) -> int:
        asked.append(names)
        return len(names)

    states = [["x"] * n for n in range(5)]
    assert [size(state) for state in states] == [0, 1, 2, 3, 4]
    assert [size(state) for state in states[-3:]] == [2, 3, 4]
    assert len(asked) == 5
    assert size(states[0]) == 0
    assert len(asked) == 6


def test_who_comes_meanwhile_waits() -> None:
    started, ended = threading.Event(), threading.Event()
    asked = []

    @once
    def slow(names: list[str]) -> int:
        asked.append(names)
        started.set()
        assert ended.wait(30)
        return len(names)

    names = ["a"]
    with ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(slow, names) for _ in range(3)]
        assert started.wait(30)
        ended.set()
        assert [answer.result(30) for answer in answers] == [1, 1, 1]
    assert len(asked) == 1
