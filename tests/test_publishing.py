"""What a server shows: whole files only, good ones, and what was lost is said.

Of dashboard/server: checking, data, kept, looking, reading, state_files.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.server import (
    checking,
    data,
    kept,
    logs,
    looking,
    processes,
    publishing,
    reading,
    reconciling,
)
from dashboard.server.looking import Seen, look
from dashboard.server.publishing import Before, Published, Publishing
from dashboard.server.reconciling import Reconciling
from dashboard.server.remembered import Cited, note_shown
from dashboard.server.state_files import StateFiles
from dashboard.server.versions import Versions
from etl.book.columns import One, columns_of
from etl.cli.files import read_bytes
from etl.core.problems import Refused
from etl.tables.export.package import Package
from etl.tables.extra import stated
from tests.bench import world
from tests.conftest import ROOT
from tests.exporting import OFFICIAL
from tests.waiting import until

SMALL = (ROOT / "tests" / "small.yaml").read_bytes()
PLACE = SMALL.rindex(b"  - id: syl-companies")
FEWER = SMALL[:PLACE]
BROKEN = SMALL.replace(b"period: 2019", b"period: 2019-13")


@contextmanager
def publish(path: Path, folder: Path, *cited: str) -> Iterator[Publishing]:
    running = Publishing(path, folder, lambda _: frozenset(cited))
    running.start()
    try:
        yield running
    finally:
        running.stop()


def count(running: Publishing) -> int:
    snapshot = running.state().snapshot
    return len(snapshot.book.figures) if snapshot else 0


def now(running: Publishing) -> Published:
    published = running.now()
    assert published is not None
    return published


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(publishing, "_STILL", 0.5)
    monkeypatch.setattr(publishing, "_LOOK", 0.02)
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    return path


class Slow(Publishing):
    """Between two looks, a second and nine tenths go by and the next part is written."""

    def __init__(
        self, path: Path, folder: Path, parts: list[bytes], before: Before | None = None
    ) -> None:
        super().__init__(path, folder, before=before)
        self.parts = parts
        self.gone = 0.0

    def _pause(self) -> None:
        self.gone += 1.9
        if self.parts:
            self._path.write_bytes(self.parts.pop(0))

    def _seconds(self) -> float:
        return self.gone


def test_a_copy_that_takes_its_time_is_never_seen_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of this file is a sound file with fewer figures."""
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    running = Slow(path, tmp_path / "cache", [])
    assert running._renew() is not None
    first = now(running)
    assert count(running) == 5

    starts = [at for at in range(len(SMALL)) if SMALL[at:].startswith(b"  - id: syl-")]
    whole = SMALL.replace(b"syl-companies", b"syl-firms")
    running.parts = [*(SMALL[:at] for at in starts[2:]), whole]
    path.write_bytes(SMALL[: starts[1]])
    reads = []
    real = reading.read

    def read(*arguments: Any) -> reading.Files:
        reads.append(path.read_bytes())
        return real(*arguments)

    monkeypatch.setattr(reading, "read", read)
    assert running._renew() is not None
    assert reads == [whole], "no part was read"
    assert count(running) == 5
    assert now(running).version != first.version
    running.stop()


def test_what_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    running = Slow(path, tmp_path / "cache", [])
    real = reading.read

    def read(*arguments: Any) -> reading.Files:
        files = real(*arguments)
        path.write_bytes(FEWER)
        return files

    monkeypatch.setattr(reading, "read", read)
    assert running._renew() is None
    assert running.now() is None
    monkeypatch.setattr(reading, "read", real)
    assert running._renew() is not None
    assert count(running) == 4
    running.stop()


def test_a_broken_file_leaves_what_is_shown_and_is_told(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with publish(path, tmp_path / "cache") as running:
        assert count(running) == 5
        first = now(running)
        assert f"published version {first.version}: 5 figures, read in" in caplog.text
        path.write_bytes(BROKEN)
        until(lambda: running.state().problems)
        state = running.state()
        assert (count(running), state.stale) == (5, True)
        assert now(running).version == first.version
        assert "reload refused: figures.yaml:" in caplog.text
        assert "[bad-period]" in caplog.text
        path.write_bytes(SMALL)
        until(lambda: not running.state().problems)
        assert running.state().snapshot is state.snapshot, "the same content is the same state"
        assert now(running).since == first.since


def test_what_was_lost_is_said(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with publish(path, tmp_path / "cache", "syl-companies-2019", "never-there") as running:
        assert count(running) == 5
        names = set(now(running).state.snapshot.book.figures)  # type: ignore[union-attr]
        path.write_bytes(FEWER)
        until(lambda: count(running) == 4)
        (gone,) = names - set(now(running).state.snapshot.book.figures)  # type: ignore[union-attr]
        lost = now(running).lost
        assert lost[0] == "1 of 5 figures are gone: more than a tenth"
        assert lost[1:] == (
            (f"cited figures are gone: {gone}",) if gone == "syl-companies-2019" else ()
        )
        for sentence in lost:
            assert sentence in caplog.text
        path.write_bytes(SMALL)
        until(lambda: count(running) == 5)
        assert now(running).lost == ()


def test_every_loss_and_every_refusal_is_a_line_of_its_own(
    path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same complaint is written once a minute: this is not the same."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.set_up("text")
    try:
        with publish(path, tmp_path / "cache", "syl-companies-2020-02-11") as running:
            assert count(running) == 5
            for text in (BROKEN, SMALL, BROKEN, SMALL, FEWER):
                path.write_bytes(text)
                until(partial(is_shown, running, text))
        written = capfd.readouterr().err
    finally:
        root.handlers[:], root.level = before, level
        logs._FORM.clear()
    assert written.count("ERROR reload refused: figures.yaml:") == 2
    assert written.count("INFO version ") == 2
    assert "WARNING 1 of 5 figures are gone: more than a tenth\n" in written
    assert "WARNING cited figures are gone: syl-companies-2020-02-11\n" in written
    assert "more within a minute" not in written


def is_shown(running: Publishing, data: bytes) -> bool:
    """Whether that is what the server has looked at last."""
    if data == BROKEN:
        return running.state().stale
    return not running.state().problems and count(running) == (4 if data == FEWER else 5)


def shown(path: Path, cache: Path, data: bytes) -> Versions:
    """What is left of a server that has shown these figures."""
    path.write_bytes(data)
    files = reading.read(path)
    assert files.figures.book is not None
    versions = Versions(cache)
    versions.publish(
        Package(files.figures.book, version=files.version), StateFiles(data, None, None)
    )
    return versions


def test_a_server_that_starts_waits_until_a_file_is_still_however_old_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of the disk need not be ours, and a copy may stand still."""
    path = tmp_path / "figures.yaml"
    path.write_bytes(FEWER)
    before = Before(Seen(look(path), -1.9), Versions(tmp_path / "cache"))
    running = Slow(path, tmp_path / "cache", [SMALL], before)
    told: list[Published] = []
    monkeypatch.setattr(running, "_set", told.append)
    assert running._renew() is not None
    (published,) = told
    assert published.state.snapshot is not None
    assert len(published.state.snapshot.book.figures) == 5, "the half that was there was not shown"
    assert published.version == reading.read(path).version


def test_the_two_seconds_begin_when_the_process_saw_the_file(tmp_path: Path) -> None:
    path, cache = tmp_path / "figures.yaml", tmp_path / "cache"
    path.write_bytes(SMALL)
    for first, waited in ((Seen(look(path), -2.0), 0.0), (Seen(look(path), -1.0), 1.9),
                          (Seen(("other",), -9.0), 3.8)):  # fmt: skip
        running = Slow(path, cache, [], Before(first, Versions(tmp_path / "none")))
        assert running._renew() is not None
        assert running.gone == waited
        running.stop()


MOUNTS = (
    "22 1 254:0 / / rw,relatime - {root} /dev/vda rw\n"
    "23 22 0:22 / {folder} rw,relatime shared:3 master:1 - {kind} elsewhere rw\n"
)


def mounts(tmp_path: Path, folder: Path, kind: str, root: str = "ext4") -> Path:
    """What the kernel says where a file system of that kind is mounted at the folder."""
    path = tmp_path / "mountinfo"
    escaped = str(folder).replace("\\", "\\134").replace(" ", "\\040")
    path.write_text(MOUNTS.format(root=root, folder=escaped, kind=kind), "utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "root", "age"),
    [
        ("ext4", "nfs4", 60.0),
        ("overlay", "overlay", 60.0),
        ("nfs4", "ext4", 0.0),  # the clock is that of a server of files
        ("fuse.sshfs", "ext4", 0.0),
        ("9p", "ext4", 0.0),
    ],
)
def test_the_times_of_a_file_tell_since_when_it_is_still_where_they_are_this_machines(
    kind: str, root: str, age: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a \\ b"
    folder.mkdir()
    path = folder / "figures.yaml"
    path.write_bytes(SMALL)
    monkeypatch.setattr(looking, "_MOUNTS", mounts(tmp_path, folder, kind, root))
    changed = path.stat().st_ctime
    later = SimpleNamespace(time=lambda: changed + 60, monotonic=lambda: 1_000.0)
    monkeypatch.setattr(looking, "time", later)
    assert looking.age(path) == pytest.approx(age, abs=0.5)
    first = looking.first(path)
    assert first.look == look(path)
    assert first.at == pytest.approx(1_000 - age, abs=0.5)


def test_a_copy_that_keeps_the_times_of_its_source_is_as_fresh_as_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = folder / "figures.yaml"
    path.write_bytes(SMALL)
    os.utime(path, (1.0, 1.0))
    monkeypatch.setattr(looking, "_MOUNTS", mounts(tmp_path, folder, "ext4"))
    now = path.stat().st_ctime
    monkeypatch.setattr(looking, "time", SimpleNamespace(time=lambda: now + 30))
    assert looking.age(path) == pytest.approx(30, abs=0.5)

    # What lies beside it counts as well, also where it was taken away; and times to come do not.
    for name in ("coverage.csv", "reference.yaml"):
        beside = folder / name
        beside.write_bytes(b"")
        os.utime(beside, (now + 29, now + 29))
        assert looking.age(path) == pytest.approx(1, abs=0.5)
        os.utime(beside, (now + 99, now + 99))
        assert looking.age(path) == 0
        beside.unlink()
    os.utime(folder, (now + 20, now + 20))
    assert looking.age(path) == pytest.approx(10, abs=0.5)


def test_nobody_tells_since_when_a_file_is_still_where_no_kernel_names_its_mounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    monkeypatch.setattr(looking, "_MOUNTS", mounts(tmp_path, tmp_path, "ext4"))
    monkeypatch.setattr(looking, "time", SimpleNamespace(time=lambda: 9e12))
    assert looking.age(path) > 1e11
    monkeypatch.setattr(looking, "_MOUNTS", tmp_path / "none")
    assert looking.age(path) == 0
    assert looking.age(tmp_path / "gone" / "figures.yaml") == 0


def test_what_was_read_while_the_server_loaded_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cache = tmp_path / "figures.yaml", tmp_path / "cache"
    path.write_bytes(FEWER)
    reading.begin(path, cache)
    early = reading.begun(path)
    assert early is not None
    assert reading.begun(path) is None, "what was read is let go of once it is shown"
    early._thread.join()
    monkeypatch.setattr(reading, "read", None)
    before = Before(Seen(look(path), -2.0), Versions(cache), early)
    running = Slow(path, cache, [], before)
    assert running._renew() is not None
    assert (count(running), running.gone) == (4, 0.0)
    assert early.files() is None, "what was read is held by nobody"
    running.stop()


def test_what_has_changed_since_it_was_read_early_is_read_again(tmp_path: Path) -> None:
    path, cache = tmp_path / "figures.yaml", tmp_path / "cache"
    path.write_bytes(FEWER)
    seen, early = Seen(look(path), -2.0), reading.Early(path, cache)
    early._thread.join()
    path.write_bytes(SMALL)
    running = Slow(path, cache, [], Before(seen, Versions(cache), early))
    assert running._renew() is not None
    assert (count(running), running.gone) == (5, 3.8)
    running.stop()


def test_what_was_shown_before_is_shown_at_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_STILL", 3600.0)
    versions = shown(path, tmp_path / "cache", SMALL)
    before = Before(Seen(("another",), 0.0), versions)
    running = Publishing(path, tmp_path / "cache", before=before)
    running.start()
    try:
        assert count(running) == 5
        assert now(running).lost == ()
    finally:
        running.stop()


def test_what_was_lost_while_no_server_ran_is_said(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    versions = shown(path, tmp_path / "cache", SMALL)
    path.write_bytes(FEWER)
    gone = "syl-companies-2020-02-11"
    running = Publishing(
        path,
        tmp_path / "cache",
        lambda _: frozenset({gone}),
        before=Before(Seen(look(path), 0.0), versions),
    )
    running.start()
    try:
        assert count(running) == 4
        assert now(running).lost == (
            "1 of 5 figures are gone: more than a tenth",
            f"cited figures are gone: {gone}",
        )
        assert now(running).lost[0] in caplog.text
    finally:
        running.stop()


@pytest.mark.parametrize("now_there", [FEWER, BROKEN])
def test_what_was_lost_is_said_after_each_restart_until_another_state_is_shown(
    path: Path, tmp_path: Path, now_there: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    cache, gone = tmp_path / "cache", "syl-companies-2020-02-11"
    lost = ("1 of 5 figures are gone: more than a tenth", f"cited figures are gone: {gone}")
    shown(path, cache, SMALL)
    for restored, told in ((SMALL, ()), (FEWER + b"# They are to be gone.\n", ())):
        versions = shown(path, cache, FEWER)
        note_shown(cache, path, reading.read(path).version)
        path.write_bytes(now_there)
        for _ in range(2):
            caplog.clear()
            before = Before(Seen(look(path), 0.0), versions)
            running = Publishing(path, cache, lambda _: frozenset({gone}), before=before)
            running.start()
            try:
                until(partial(is_shown, running, now_there))
                assert (count(running), now(running).lost) == (4, lost)
                assert [caplog.text.count(sentence) for sentence in lost] == [1, 1]
            finally:
                running.stop()
        versions = shown(path, cache, restored)
        running = Publishing(path, cache, before=Before(Seen(look(path), 0.0), versions))
        running.start()
        try:
            assert (count(running) > 0, now(running).lost) == (True, told)
        finally:
            running.stop()
        shown(path, cache, SMALL)


def left(path: Path, cache: Path, data: bytes) -> Before:
    """What a server that starts finds of one that has shown these figures."""
    versions = shown(path, cache, data)
    note_shown(cache, path, reading.read(path).version)
    return Before(Seen(("another",), 0.0), versions)


@pytest.mark.parametrize("now_there", [BROKEN, None])
def test_a_server_that_starts_with_a_broken_file_shows_what_was_shown_last(
    path: Path, tmp_path: Path, now_there: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = left(path, tmp_path / "cache", SMALL)
    version = reading.read(path).version
    path.unlink()
    if now_there is not None:
        path.write_bytes(now_there)
    running = Publishing(path, tmp_path / "cache", before=before)
    running.start()
    try:
        until(lambda: running.state().problems)
        state = running.state()
        assert (count(running), state.stale, state.total > 0) == (5, True, True)
        assert (now(running).version, now(running).lost) == (version, ())
        assert now(running).since < time.time()
        assert f"version {version}, shown last, is shown until the" in caplog.text
        assert "reload refused: figures.yaml:" in caplog.text
        path.write_bytes(FEWER)
        until(lambda: not running.state().problems)
        assert (count(running), running.state().stale) == (4, False)
        assert now(running).lost == ("1 of 5 figures are gone: more than a tenth",)
    finally:
        running.stop()


WHAT_ELSE = b"x: ["
"""No official figures."""


def official(running: Publishing) -> int:
    snapshot = running.state().snapshot
    return len(snapshot.reference.figures) if snapshot and snapshot.reference else 0


def test_broken_official_figures_take_none_away(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    beside = path.with_name("reference.yaml")
    beside.write_bytes(OFFICIAL)
    with publish(path, tmp_path / "cache") as running:
        first, many = running.state().snapshot, official(running)
        assert many > 0
        version = now(running).version
        for text in (WHAT_ELSE, OFFICIAL + WHAT_ELSE):
            beside.write_bytes(text)
            until(lambda: running.state().problems)
            assert (official(running), running.state().stale) == (many, True)
            assert running.state().snapshot is first
            assert now(running).version == version
            assert "reload refused: reference.yaml:" in caplog.text
            # Whatever comes meanwhile waits as well: it would be shown without them.
            path.write_bytes(FEWER)
            running._renew()
            assert (count(running), official(running)) == (5, many)
            path.write_bytes(SMALL)
            beside.write_bytes(OFFICIAL)
            until(lambda: not running.state().problems)
            assert (running.state().stale, now(running).version) == (False, version)
        beside.unlink()
        until(lambda: not official(running))
        assert not running.state().stale, "who takes the file away wants none"


def test_broken_official_figures_are_left_out_where_none_were_shown(
    path: Path, tmp_path: Path
) -> None:
    path.with_name("reference.yaml").write_bytes(WHAT_ELSE)
    with publish(path, tmp_path / "cache") as running:
        assert (count(running), official(running), running.state().stale) == (5, 0, False)
        assert running.state().problems[0].startswith("reference.yaml:")
        path.write_bytes(FEWER)
        until(lambda: count(running) == 4)
        assert (running.state().stale, bool(running.state().problems)) == (False, True)


def test_official_figures_that_are_broken_in_another_way_are_not_whole_again(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be read has no bytes, and so the same version."""
    caplog.set_level(logging.INFO)
    beside = path.with_name("reference.yaml")
    beside.mkdir()
    with publish(path, tmp_path / "cache") as running:
        assert "Is a directory" in running.state().problems[0]
        version = now(running).version
        beside.rmdir()
        os.mkfifo(beside)
        until(lambda: "Is a directory" not in "".join(running.state().problems))
        (problem,) = running.state().problems
        assert problem.startswith("reference.yaml:1:1: the file cannot be read: it is no file with")
        assert (now(running).version, running.state().total) == (version, 1)
        assert "whole again" not in caplog.text
        assert f"reload refused: {problem}" in caplog.text


GONE = "official-syl-exports-2018"


def test_official_figures_that_are_gone_are_lost(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    beside = path.with_name("reference.yaml")
    beside.write_bytes(OFFICIAL)
    with publish(path, tmp_path / "cache", GONE) as running:
        assert (official(running), now(running).lost) == (1, ())
        beside.unlink()
        until(lambda: not official(running))
        assert now(running).lost == (
            "1 of 1 official figures are gone: more than a tenth",
            f"cited official figures are gone: {GONE}",
        )
        for sentence in now(running).lost:
            assert sentence in caplog.text
        beside.write_bytes(OFFICIAL)
        until(lambda: official(running))
        assert now(running).lost == ()


def test_official_figures_that_went_while_no_server_ran_are_lost(
    path: Path, tmp_path: Path
) -> None:
    beside, cache = path.with_name("reference.yaml"), tmp_path / "cache"
    beside.write_bytes(OFFICIAL)
    files = reading.read(path)
    assert files.figures.book is not None
    assert files.reference is not None
    versions = Versions(cache)
    with_official = stated(files.figures.book, files.reference.book, None)
    versions.publish(Package(files.figures.book, with_official, files.version), files.stated)
    beside.unlink()
    running = Publishing(
        path,
        cache,
        lambda _: frozenset({GONE}),
        before=Before(Seen(look(path), 0.0), versions),
    )
    running.start()
    try:
        assert (count(running), official(running)) == (5, 0)
        assert now(running).lost == (
            "1 of 1 official figures are gone: more than a tenth",
            f"cited official figures are gone: {GONE}",
        )
    finally:
        running.stop()


def test_a_server_that_starts_with_broken_official_figures_shows_those_shown_last(
    path: Path, tmp_path: Path
) -> None:
    beside, cache = path.with_name("reference.yaml"), tmp_path / "cache"
    beside.write_bytes(OFFICIAL)
    files = reading.read(path)
    assert files.figures.book is not None
    versions = Versions(cache)
    versions.publish(Package(files.figures.book, version=files.version), files.stated)
    note_shown(cache, path, files.version)
    beside.write_bytes(WHAT_ELSE)
    kept_as: list[str] = []

    def keep(_: data.Snapshot, files: reading.Files) -> str:
        kept_as.append(files.version)
        return ""

    running = Publishing(
        path,
        cache,
        keep=keep,
        before=Before(Seen(look(path), time.monotonic() - 60), versions),  # it need not wait
    )
    running.start()
    try:
        until(lambda: running.state().problems)
        assert (official(running) > 0, running.state().stale) == (True, True)
        assert now(running).version == files.version
        assert kept_as == [], "nothing takes the place of what was shown last"
    finally:
        running.stop()


def test_while_a_server_waits_for_a_copy_it_shows_what_was_shown_last(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_STILL", 3_600.0)
    before = left(path, tmp_path / "cache", SMALL)
    path.write_bytes(FEWER)
    running = Publishing(path, tmp_path / "cache", before=before)
    running.start()
    try:
        assert (count(running), running.state().stale) == (5, False)
    finally:
        running.stop()


@pytest.mark.parametrize("spoilt", ["figures.yaml", "tables"])
def test_what_was_shown_last_and_is_no_longer_what_it_was_is_not_shown(
    path: Path, tmp_path: Path, spoilt: str
) -> None:
    before = left(path, tmp_path / "cache", SMALL)
    folder = tmp_path / "cache" / "versions" / reading.read(path).version
    if spoilt == "tables":
        shutil.rmtree(folder)
    else:
        (folder / spoilt).write_bytes(FEWER)
    path.write_bytes(BROKEN)
    running = Publishing(path, tmp_path / "cache", before=before)
    running.start()
    try:
        assert running.state().snapshot is None
        assert running.state().problems
    finally:
        running.stop()


def has_fewer(running: Publishing) -> bool:
    return count(running) == 4


def test_what_one_server_was_asked_for_is_known_to_those_beside_it(
    path: Path, tmp_path: Path
) -> None:
    cache, gone = tmp_path / "cache", "syl-companies-2020-02-11"
    asked: set[str] = set()
    copies = [Publishing(path, cache, Cited(cache, here, path).of) for here in (asked, set[str]())]
    for copy in copies:
        copy.start()
    try:
        assert [count(copy) for copy in copies] == [5, 5]
        asked.add(gone)
        until(lambda: Cited(cache, set(), path).of("borduria"))
        path.write_bytes(FEWER)
        for copy in copies:
            until(partial(has_fewer, copy))
            assert now(copy).lost[1:] == (f"cited figures are gone: {gone}",)
    finally:
        for copy in copies:
            copy.stop()


def test_each_new_state_is_kept_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_FIRST_CHARTS", 0.0)
    kept_states: list[tuple[str, int]] = []

    def keep(snapshot: data.Snapshot, files: reading.Files) -> str:
        assert snapshot.version == files.version == snapshot.package.version
        kept_states.append((files.version, len(snapshot.book.figures)))
        return "why" if len(kept_states) == 1 else ""

    running = Publishing(path, tmp_path / "cache", keep=keep)
    running.start()
    try:
        until(lambda: kept_states)
        until(lambda: now(running).unkept)
        path.write_bytes(BROKEN)
        until(lambda: running.state().problems)
        assert now(running).unkept == "why", "that is not mended by a broken file"
        path.write_bytes(FEWER)
        until(lambda: len(kept_states) > 1)
        until(lambda: now(running).unkept == "")
    finally:
        running.stop()
    assert [count for _, count in kept_states] == [5, 4]


def test_what_was_found_in_a_state_is_kept_once_another_is_shown(
    path: Path, tmp_path: Path
) -> None:
    left: list[int] = []

    def settled(snapshot: data.Snapshot | None = None) -> None:
        if snapshot is None:
            return
        assert snapshot.beside is not None
        assert snapshot.beside._stopped.is_set(), "its process comes to it no more"
        left.append(len(snapshot.book.figures))

    running = Publishing(path, tmp_path / "cache", settled=settled)
    running.start()
    try:
        until(lambda: count(running) == 5)
        path.write_bytes(BROKEN)
        until(lambda: running.state().problems)
        assert left == [], "it is still shown"
        path.write_bytes(FEWER)
        until(lambda: left)
    finally:
        running.stop()
    assert left == [5]


def test_only_the_first_state_leaves_the_processor_to_a_first_page(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []

    def start(_: Reconciling, rest: float = 0.0) -> None:
        rests.append(rest)

    monkeypatch.setattr(Reconciling, "start", start)
    with publish(path, tmp_path / "cache") as running:
        assert count(running) == 5
        path.write_bytes(FEWER)
        until(partial(has_fewer, running))
    assert rests == [publishing._FIRST_CHARTS, 0.0]


def test_a_file_that_is_gone_or_comes_later(path: Path, tmp_path: Path) -> None:
    path.unlink()
    with publish(path, tmp_path / "cache") as running:
        state = running.state()
        assert (state.snapshot, state.stale) == (None, False)
        assert "the file cannot be read: No such file or directory" in state.problems[0]
        path.write_bytes(SMALL)
        until(lambda: count(running) == 5)
        path.unlink()
        until(lambda: running.state().stale)
        assert count(running) == 5


def test_who_waits_for_a_first_state_is_let_go_at_the_end(path: Path, tmp_path: Path) -> None:
    running = Publishing(path, tmp_path / "cache")
    asked: list[data.State] = []
    reader = threading.Thread(target=lambda: asked.append(running.state()))
    reader.start()
    running.stop()
    reader.join(30)
    assert asked == [data.State(None, (), 0, stale=False)]


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "huge"])
def test_what_has_no_end_is_refused_before_it_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "figures.yaml"
    told = "the file cannot be read: it is no file with an end but a pipe, a socket or a device"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
        told = "the file cannot be read: Is a directory"
    else:
        with path.open("wb") as file:
            file.truncate(200_000_001)
        told = "the file has 200,000,001 bytes"
    with pytest.raises(Refused) as refused:
        read_bytes(path)
    assert refused.value.found == told
    files = reading.read(path)
    assert (files.figures.book, files.figures.total) == (None, 1)
    assert told in files.figures.problems[0]


def test_what_is_made_of_the_content_of_large_files_is_made_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their digests take as long as a page; the names of what is kept are as before."""
    files = reading.read(path)
    digests: list[bytes] = []
    real = kept.digest

    def digest(part: bytes | None) -> bytes:
        digests.append(part or b"")
        return real(part)

    monkeypatch.setattr(kept, "digest", digest)
    monkeypatch.setattr(reconciling, "_LARGE", 1)
    book = files.figures.book
    assert book is not None
    names = Reconciling(book, files.stated, tmp_path)._names
    assert digests.count(SMALL) == 1
    assert names["name"] == f"report-{kept.key(SMALL, None)}.pickle"
    assert names["files"] == f"file-{kept.key(SMALL, None, None)}-"
    assert names["book"] == kept.book_name(SMALL, None)
    assert files.version is files.version


def test_the_version_is_that_of_the_content(path: Path) -> None:
    first = reading.read(path)
    path.with_name("coverage.csv").write_bytes(b"")
    second = reading.read(path)
    path.with_name("coverage.csv").unlink()
    path.write_bytes(SMALL)
    assert first.version == reading.read(path).version != second.version


@pytest.mark.parametrize("beside", [checking.check, checking.hurried, None])
def test_a_large_book_is_checked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: reading.Check | None
) -> None:
    monkeypatch.setattr(reading, "LARGE", 1_000)
    path, cache = tmp_path / "figures.yaml", tmp_path / "cache"
    path.write_bytes(world.text(50).encode())
    first = reading.read(path, cache, beside)
    name = kept.book_name(first.figures.data, None)
    assert (cache / name).exists() is (beside is not None)
    if beside is None:
        assert first.figures.book is not None
        kept.write_book(cache, name, first.figures.book)
    monkeypatch.setattr(reading, "_checked_here", None)
    again = reading.read(path, cache)
    assert again.figures.book == first.figures.book
    assert again.figures.book is not None
    assert len(again.figures.book.figures) == 50


def test_what_reads_loads_neither_tables_nor_what_reconciles_or_checks() -> None:
    """A server that starts waits for it: half a second, in the server and in the process beside.

    Nor what checks, which took the server a tenth of a second before it handed over a large file.
    """
    heavy = {"pandas", "pyarrow", "streamlit", "etl.reconcile", "etl.audit", "etl.tables.frames"}
    heavy |= {"etl.book.load", "etl.reading"}
    for module in (reading, checking):
        script = f"import sys, {module.__name__}; print(*sys.modules)"
        loaded = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=True)
        names = {*loaded.stdout.decode().split()}
        assert module.__name__ in names
        assert not names & heavy, module.__name__


def test_the_process_that_checks_looks_for_no_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with its one task: of 100,000 figures one look takes a tenth of a second."""
    off: list[str] = []
    monkeypatch.setattr(gc, "disable", lambda: off.append("off"))
    monkeypatch.setattr(checking, "task_from", lambda _: off.append("asked"))
    assert checking.main() == 0
    assert off == ["off", "asked"]


def test_a_large_book_with_problems_is_checked_once_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the server, whose readers would wait, and with the same messages."""
    path = tmp_path / "figures.yaml"
    path.write_bytes(BROKEN)
    here = reading.read(path)
    assert "[bad-period]" in here.figures.problems[0]
    monkeypatch.setattr(reading, "LARGE", 100)
    monkeypatch.setattr(reading, "_checked_here", None)
    assert reading.read(path, tmp_path / "cache", checking.check) == here
    assert [*(tmp_path / "cache").glob("*")] == []


def _killed(module: str) -> subprocess.Popen[bytes]:
    process = _STARTED(module)
    process.kill()
    return process


_STARTED = processes.started


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (("sys.executable", "/nonexistent"), "cannot be started: No such file or directory"),
        (("sys.executable", "false"), "has ended with 1"),
        (("dashboard.server.processes.started", _killed), "has ended with -9"),
    ],
)
@pytest.mark.parametrize("content", [SMALL, BROKEN])
def test_what_no_process_can_check_is_checked_here_and_told(
    content: bytes,
    broken: tuple[str, object],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / "figures.yaml"
    # More than a pipe holds: whoever writes it to a process that has ended is told so.
    path.write_bytes(content + b"# " + b"x" * 1_000_000)
    here = reading.read(path)
    monkeypatch.setattr(*broken)
    assert reading.read(path, tmp_path / "cache", checking.check) == here
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert said == [("ERROR", f"dashboard.server.checking {told}")]


def test_a_process_of_other_code_checks_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """As after an update in place: the server goes on as what it is, and reads nothing of it."""
    monkeypatch.setattr(reading, "LARGE", 100)
    monkeypatch.setattr(kept, "code", lambda: "the code before")
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    assert reading.read(path, tmp_path / "cache", checking.check) == reading.read(path)
    assert [*(tmp_path / "cache").glob("*")] == []
    told = capfd.readouterr().err
    assert told.count("the code has changed since the server was started: start it again") == 1


def test_a_kept_book_with_other_fields_is_checked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGE", 100)
    path = tmp_path / "figures.yaml"
    path.write_bytes(SMALL)
    here = reading.read(path)
    assert here.figures.book is not None
    other = columns_of(here.figures.book)
    other.figures.insert(0, One(777, len(here.figures.book.figures)))
    kept.write(tmp_path, kept.book_name(SMALL, None), other)
    assert reading.read(path, tmp_path) == here
