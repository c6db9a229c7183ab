"""What servers leave to those after them: what was shown last, what was cited, under which names.

Of dashboard/server: names.
"""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.server.names import names_before, note_name
from dashboard.server.remembered import Cited, note_shown, shown_last
from dashboard.server.versions import Versions

VERSION = "0123456789abcdef"
FILE = Path("a.yaml")


def test_what_was_shown_last_is_that_of_a_file_and_must_still_be_kept(tmp_path: Path) -> None:
    cache, one, two = tmp_path / "cache", tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert shown_last(cache, one) is None
    note_shown(cache, one, VERSION)
    assert shown_last(cache, one) is None, "the state itself is not kept"
    folder = cache / "versions" / VERSION
    folder.mkdir()
    found = shown_last(cache, one)
    assert found is not None
    assert found[0] == folder
    assert shown_last(cache, two) is None
    note_shown(cache, one, "f" * 16)
    assert shown_last(cache, one) is None


@pytest.mark.parametrize("written", ["../..", "", "a/b", "/tmp", "é"])
def test_what_is_noted_leads_nowhere_else(tmp_path: Path, written: str) -> None:
    file = tmp_path / "a.yaml"
    note_shown(tmp_path, file, VERSION)
    (noted,) = (tmp_path / "versions" / "shown").iterdir()
    noted.write_text(written, "utf-8")
    (tmp_path / "versions" / "a" / "b").mkdir(parents=True)
    assert shown_last(tmp_path, file) is None


def test_a_folder_that_cannot_be_written_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file", "utf-8")
    note_shown(cache, tmp_path / "a.yaml", VERSION)
    assert shown_last(cache, tmp_path / "a.yaml") is None
    asked = {"x-1"}
    cited = Cited(cache, asked, tmp_path / "a.yaml")
    for _ in range(3):
        assert cited.of("data") == {"x-1"}
    told = [record.getMessage() for record in caplog.records]
    assert sum("what was cited is not noted: " in line for line in told) == 1
    assert sum(f"it is not noted that {VERSION} is shown: " in line for line in told) == 1


def test_each_server_knows_what_all_of_them_were_asked_for(tmp_path: Path) -> None:
    one, two = {"x-1"}, {"x-2", "x-1"}
    first, second = Cited(tmp_path, one, FILE), Cited(tmp_path, two, FILE)
    assert first.of("data") == {"x-1"}
    assert second.of("data") == {"x-1", "x-2"}
    assert first.of("data") == {"x-1", "x-2"}
    one.add("x-3")
    first.of("data")
    assert second.of("data") == Cited(tmp_path, set(), FILE).of("data") == {"x-1", "x-2", "x-3"}
    assert Cited(tmp_path, set(), FILE).of("another") == frozenset()
    lines = (tmp_path / "versions" / "cited" / "data.txt").read_text("utf-8").split("\n")
    assert lines == ["x-1", "x-2", "x-3", ""], "nothing twice"


def test_a_name_is_noted_when_it_changes_and_holds_until_the_next(tmp_path: Path) -> None:
    def at(minute: int) -> datetime:
        return datetime(2024, 6, 25, 12, minute, tzinfo=UTC)

    other = Path("b.yaml")
    assert names_before(tmp_path, FILE, "one") == {}
    for minute, name in enumerate(("one", "one", "two", "three", "one")):
        note_name(tmp_path, FILE, name, at(minute), another=False)
    note_name(tmp_path, other, "four", at(9), another=False)
    assert names_before(tmp_path, FILE, "one") == {
        "two": "2024-06-25T120300.000000Z",
        "three": "2024-06-25T120400.000000Z",
    }
    assert names_before(tmp_path, FILE, "new") == {
        "one": "~",
        "two": "2024-06-25T120300.000000Z",
        "three": "2024-06-25T120400.000000Z",
    }, "until the new one is noted, the last one holds"
    assert names_before(tmp_path, other, "one") == {"four": "~"}
    Cited(tmp_path, {"x-1"}, other).of("four")
    assert Cited(tmp_path, set(), other).of("five") == {"x-1"}
    assert Cited(tmp_path, set(), FILE).of("five") == frozenset()


def test_names_before_another_data_set_are_not_its_own(tmp_path: Path) -> None:
    start = datetime(2024, 6, 25, 12, 0, tzinfo=UTC)
    told = (("one", False), ("two", False), ("far", True), ("farther", False), ("one", True))
    for minute, (name, another) in enumerate(told):
        note_name(tmp_path, FILE, name, start.replace(minute=minute), another=another)
    assert names_before(tmp_path, FILE, "two") == {"one": "2024-06-25T120100.000000Z"}
    assert names_before(tmp_path, FILE, "far") == {}
    assert names_before(tmp_path, FILE, "farther") == {"far": "2024-06-25T120300.000000Z"}
    assert names_before(tmp_path, FILE, "one") == {}
    assert names_before(tmp_path, FILE, "new") == {"one": "~"}


def test_what_may_not_be_looked_at_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder of somebody else's: a server goes on without it."""
    cache, file = tmp_path / "cache", tmp_path / "a.yaml"
    (cache / "versions" / VERSION / "tables").mkdir(parents=True)
    note_shown(cache, file, VERSION)
    assert Versions(cache).has(VERSION)
    real = os.stat

    def stat(path: str | Path, **how: bool) -> os.stat_result:
        if str(path).endswith((VERSION, "tables")):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, **how)

    monkeypatch.setattr(os, "stat", stat)
    assert not Versions(cache).has(VERSION)
    assert shown_last(cache, file) is None
