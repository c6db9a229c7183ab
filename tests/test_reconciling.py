"""Reconciliation beside the server: the same answer as here, kept, cut by pair, ended in time.

Of dashboard/server: reconciler, slices.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.server import data, kept, processes, reconciler, reconciling
from dashboard.server.data import Snapshot
from dashboard.server.reconciling import Reconciling, StillTestingError
from dashboard.server.slices import by_pair
from dashboard.server.state_files import StateFiles
from dashboard.server.versions import Versions
from dashboard.view import state
from etl.book.load import load
from etl.core.model import Book
from etl.reconcile import Report, ranges, reconcile, related
from etl.tables.export.package import Package
from etl.tables.extra import beside
from tests.bench import world
from tests.conftest import ROOT
from tests.waiting import until

FIGURES = (ROOT / "data" / "figures.yaml").read_bytes()
REFERENCE = (ROOT / "data" / "reference.yaml").read_bytes()
WORLD = world.text(400).encode()


def books() -> tuple[Book, Book]:
    book = load(FIGURES).book
    assert book is not None
    reference = load(REFERENCE, book).book
    assert reference is not None
    return book, reference


def whole(data: bytes) -> Book:
    book, problems = load(data)
    assert book is not None, problems[:3]
    return book


def alike(report: Report | None) -> Report | None:
    """Without how many groups were solved anew, which is all that may differ."""
    return report and report._replace(solved=0)


def test_it_says_what_reconciliation_here_says_and_keeps_it(tmp_path: Path) -> None:
    book, reference = books()
    expected = alike(reconcile(book, reference))
    first = Reconciling(book, StateFiles(FIGURES, REFERENCE), tmp_path)
    first.start()
    assert alike(first.wait(120)) == expected
    assert expected is not None
    assert expected.conflicts, "the shipped data have some"
    assert not first.failed
    assert first._process is not None
    assert first.ranges(120) is not None, "they are the last that it keeps"
    until(first._over.is_set)
    assert first.is_kept

    again = Reconciling(book, StateFiles(FIGURES, REFERENCE), tmp_path)
    again.start()
    assert alike(again.wait(60)) == expected
    assert again._process is None, "read from the cache folder"

    other = Reconciling(book, StateFiles(FIGURES + b"\n# a comment\n", REFERENCE), tmp_path)
    other.start()
    known = other.wait(120)
    assert alike(known) == expected
    assert known is not None
    assert known.solved == 0, "no group has changed, so none is solved again"


def test_ranges_are_found_beside_and_kept(tmp_path: Path) -> None:
    book, reference = books()
    expected = ranges(book, reference, reconcile(book, reference))
    assert expected, "the shipped data have some"
    first = Reconciling(book, StateFiles(FIGURES, REFERENCE), tmp_path)
    first.start()
    assert first.ranges(120) == expected
    for kept_report in tmp_path.glob("report-*"):
        kept_report.unlink()  # what is lost is found again, and what is left is used
    again = Reconciling(book, StateFiles(FIGURES, REFERENCE), tmp_path)
    again.start()
    assert again.ranges(60) == expected
    assert again.wait(120) is not None


def test_files_that_take_long_are_made_beside_once_and_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciling, "_LARGE", len(FIGURES))
    book, reference = books()
    settled: list[str] = []
    stated = StateFiles(FIGURES, REFERENCE)
    first = Reconciling(book, stated, tmp_path, lambda: settled.append("first"))
    names = reconciler.large_files(book)
    with pytest.raises(StillTestingError):
        first.file(names[0])
    assert first.file("figures.csv") is None, "it is quickly made where it is asked for"
    first.start()
    until(lambda: settled == ["first"], 240)
    report, known = first.wait(0), first.ranges(0)
    assert report is not None
    more = beside(book, lambda: report, reference, None, lambda: known or ())
    here = Package(book, more, stated.version)
    for name in names:
        path = first.file(name)
        assert path is not None
        assert kept.mapped(path) == here.file(name), name
    again = Reconciling(book, stated, tmp_path, lambda: settled.append("again"))
    again.start()
    until(lambda: settled == ["first", "again"])
    assert again.file(names[0]) == first.file(names[0])
    assert again._process is None, "all of it was kept"
    changed = Reconciling(book, stated._replace(coverage=b"of another audit"), tmp_path)
    with pytest.raises(StillTestingError):
        changed.file(names[0])


def test_what_is_found_is_kept_with_its_state_beside(tmp_path: Path) -> None:
    book, reference = books()
    files = StateFiles(FIGURES, REFERENCE)
    settled: list[str] = []
    running = Reconciling(book, files, tmp_path, lambda: settled.append("settled"))
    running.start()
    until(lambda: settled == ["settled"], 240)
    report, known = running.wait(0), running.ranges(0)
    assert report is not None
    more = beside(book, lambda: report, reference, None, lambda: known or ())
    here = Package(book, more, files.version)
    versions = Versions(tmp_path)
    again = versions.package(book.dataset.name, files.version)
    assert again is not None
    for name in ("figures.csv", "reference.csv", "reconciliation.csv", "ranges.csv"):
        assert again.file(name) == here.file(name), name
    assert [note.version for note in versions.publications(book.dataset.name)] == [files.version]


@pytest.mark.parametrize("reference", [REFERENCE, b"of no use", None])
def test_a_state_is_kept_by_a_process_of_its_own(reference: bytes | None, tmp_path: Path) -> None:
    files = StateFiles(FIGURES, reference)
    assert reconciler.keep(files, tmp_path, tmp_path / "a.yaml") == ""
    again = Versions(tmp_path).package(whole(FIGURES).dataset.name, files.version)
    assert again is not None
    assert again.book.figures == whole(FIGURES).figures
    assert ("reference" in again.stated_tables) is (reference == REFERENCE)
    assert (tmp_path / "versions" / files.version / "tables" / "figures.csv").is_file()


def test_the_process_says_why_a_state_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, place = StateFiles(FIGURES, None), tmp_path / "file"
    place.write_text("no folder")
    why = f"version {files.version} is not kept"
    assert reconciler.keep(files, place, tmp_path / "a.yaml") == f"{why}: Not a directory"
    monkeypatch.setattr(reconciler, "do", lambda *_: None)  # one that is ended says nothing
    assert reconciler.keep(files, tmp_path, tmp_path / "a.yaml") == why


def test_parts_are_those_of_the_whole_and_come_as_asked(tmp_path: Path) -> None:
    book = whole(WORLD)
    expected = by_pair(reconcile(book), book)
    asked = state.Pair("KAZ", world.partners()[-1])
    running = Reconciling(book, StateFiles(WORLD), tmp_path)
    arrived: dict[tuple[str, str], Report] = {}

    class Parts(dict[tuple[str, str], bytes]):
        def update(self, known: dict[tuple[str, str], bytes]) -> None:  # type: ignore[override]
            for pair, packed in known.items():
                arrived.setdefault(pair, kept.unpacked(packed))
            super().update(known)

    running._parts = Parts()
    running.start()
    until(lambda: running._process is not None)
    running.first(asked)
    assert running.wait(240) is not None
    for pair, report in arrived.items():
        for part in ("verdicts", "conflicts", "deduced", "agreements", "tight"):
            assert getattr(report, part) == getattr(expected[pair], part), (pair, part)
    assert len(arrived) == len(expected)
    assert [*arrived].index(asked) < len(arrived) // 2, "it did not wait for its turn in the file"
    assert running.of(asked) == expected[asked]._replace(solved=running.of(asked).solved)  # type: ignore[union-attr]


def test_findings_of_pairs_are_unpacked_as_they_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciling, "_MOST_SEEN", 1)
    book, reference = books()
    expected = by_pair(reconcile(book, reference), book)
    unpacked: list[bytes] = []
    real = kept.unpacked

    def noted(data: bytes) -> object:
        unpacked.append(data)
        return real(data)

    monkeypatch.setattr(kept, "unpacked", noted)
    for kept_before in (False, True):
        running = Reconciling(book, StateFiles(FIGURES, REFERENCE), tmp_path)
        assert not running.is_known
        assert running.of(next(iter(expected))) is None
        unpacked.clear()
        running.start()
        running._ranged.wait(240)
        if kept_before:
            assert running._whole, "known at once"
            assert not {running._whole, running._known} & {*unpacked}, "readers come first"
        assert running.ranges(240)
        assert running.is_known
        for pair, report in expected.items():
            assert alike(running.of(pair)) == alike(report), pair
            assert running.of(pair) is running.of(pair)
        assert [*running._seen] == [*expected][-1:], "no more are held"
        assert running.of(("KAZ", "XXX")) is None
        assert (running._process is None) is kept_before, "read from the cache folder"
    assert len(expected) == 2


def test_the_process_ends_with_the_server_even_where_it_was_asked_for_a_pair(
    tmp_path: Path,
) -> None:
    with processes.started(reconciler.__name__) as process:
        assert process.stdin
        task = {"figures": WORLD, "reference": None, "coverage": None,
                "folder": str(tmp_path), "name": "r", "ranges": "k", "files": "",
                "parts": "p",
                "book": ""}  # fmt: skip
        processes.send(process.stdin, processes.message(task))
        processes.send(process.stdin, kept.packed(("KAZ", "XAA")))
        process.stdin.close()
        assert process.stdout
        process.stdout.close()
        process.wait(60)


class Noted(threading.Event):
    """Notes for how long it is waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        return super().wait(timeout)


def no_result(running: Reconciling) -> None:
    assert running.wait(0) is None


def no_ranges(running: Reconciling) -> None:
    assert running.ranges(0) is None


def no_file(running: Reconciling) -> None:
    with pytest.raises(StillTestingError):
        running.file(reconciler.large_files(running._book)[0])


@pytest.mark.parametrize(
    ("happens", "begins"),
    [
        (no_result, True),
        (no_ranges, True),
        (no_file, True),
        (Reconciling.stop, False),
    ],
)
def test_a_server_that_starts_is_left_alone_until_somebody_waits_for_what_is_found(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[Reconciling], None],
    begins: bool,
) -> None:
    """A page that looks at a pair waits for nothing: it says that the pair is being tested."""
    begun: list[str] = []

    def started(module: str) -> subprocess.Popen[bytes]:
        begun.append(module)
        raise OSError

    monkeypatch.setattr(reconciling, "started", started)
    monkeypatch.setattr(reconciling, "_LARGE", 1)
    running = Reconciling(whole(WORLD), StateFiles(WORLD), tmp_path)
    running._wanted = noted = Noted()
    running.start(rest=3_600)
    until(lambda: bool(noted.waited))
    pair = ("KAZ", world.partners()[0])
    running.first(pair)
    assert running.of(pair) is None
    assert not running.is_known
    assert noted.waited == [3_600]
    assert not begun
    happens(running)
    running._over.wait(60)
    assert begun == [reconciler.__name__] * begins
    assert running.failed is begins


def test_what_is_kept_is_there_at_once_and_nobody_need_ask_for_the_rest(tmp_path: Path) -> None:
    book, files = whole(WORLD), StateFiles(WORLD)
    first = Reconciling(book, files, tmp_path)
    first.start(rest=0.01)
    until(lambda: first.is_known and first.has_ranges, 240)
    again = Reconciling(book, files, tmp_path)
    again._wanted = noted = Noted()
    again.start(rest=3_600)
    again._over.wait(60)
    assert again.is_known
    assert not noted.waited


def test_what_could_not_be_written_whole_is_not_kept(tmp_path: Path) -> None:
    book = whole(WORLD)
    (tmp_path / "file").write_text("no folder")
    running = Reconciling(book, StateFiles(WORLD), tmp_path / "file")
    assert running.is_kept, "nothing was written yet"
    running.start()
    until(running._over.is_set, 240)
    assert running.is_known
    assert not running.is_kept


def test_who_makes_a_file_of_what_is_not_found_yet_holds_no_thread_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds: list[float | None] = []
    running = Reconciling(books()[0], StateFiles(FIGURES), tmp_path)
    monkeypatch.setattr(running, "wait", seconds.append)
    monkeypatch.setattr(running, "ranges", seconds.append)
    snapshot = Snapshot(books()[0], None, None, running, "")
    with pytest.raises(StillTestingError):
        snapshot.package.file("conflicts.csv")
    with pytest.raises(StillTestingError):
        snapshot._ranges()
    assert seconds == [0, 0]
    assert snapshot.frame("conflicts") is None
    assert seconds == [0, 0, data._PATIENCE], "a page says so instead, soon"


def test_it_ends_at_once_when_stopped(tmp_path: Path) -> None:
    book = whole(WORLD)
    running = Reconciling(book, StateFiles(WORLD), tmp_path)
    running.start()
    until(lambda: running._process is not None)
    process = running._process
    assert process is not None
    running.stop()
    assert running.wait(30) is None
    assert process.wait(30) != 0
    assert not running.failed, "it was told to end"
    running.stop()
    running.first(("KAZ", "XAA"))


def test_a_process_that_ends_without_a_word_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    running = Reconciling(whole(WORLD), StateFiles(b"nothing that can be read"), tmp_path)
    running.start()
    assert running.wait(60) is None
    until(lambda: running.failed)
    assert "the process that reconciles has ended with 1" in caplog.text


def test_a_process_of_other_code_finds_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an update in place: what it found would be read as if this code had."""
    monkeypatch.setattr(kept, "code", lambda: "the code before")
    settled: list[bool] = []
    running = Reconciling(
        whole(WORLD), StateFiles(WORLD), tmp_path, lambda: settled.append(running.failed)
    )
    running.start()
    assert running.wait(60) is None
    until(lambda: bool(settled))
    assert settled == [True]
    assert [*tmp_path.iterdir()] == []
    running.stop()


@pytest.mark.parametrize("changed", [False, True])
def test_a_process_that_was_killed_begins_anew_while_the_files_are_the_same(
    changed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reconciling, "_AGAIN", (0.0,))
    states = [StateFiles(WORLD + b"\n# changed\n" if changed else WORLD)]
    settled: list[bool] = []
    running = Reconciling(
        whole(WORLD),
        StateFiles(WORLD),
        tmp_path,
        lambda: settled.append(running.failed),
        states.pop,
    )
    running.start()
    until(lambda: running._process is not None)
    process = running._process
    assert process is not None
    process.kill()
    until(lambda: len(settled) == 1 + (not changed), 120)
    assert settled == [True, False][: len(settled)]
    assert running.is_known is not changed
    assert "the process that reconciles has ended with -9" in caplog.text
    running.stop()


def test_a_second_try_is_like_the_first_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What readers look at comes first, files are made beside, and nothing has failed yet.

    Another server holds the turn, so that nothing is reconciled but what is asked for.
    """
    monkeypatch.setattr(reconciling, "_AGAIN", (0.0,))
    monkeypatch.setattr(reconciling, "_LARGE", 1)
    book, files = whole(WORLD), StateFiles(WORLD)
    early, late = (("KAZ", name) for name in world.partners()[-2:])
    settled: list[tuple[bool, bool]] = []
    running = Reconciling(
        book,
        files,
        tmp_path,
        lambda: settled.append((running.failed, running.is_known)),
        [files].pop,
    )
    running.first(early)  # before there is a process that could be told
    with kept.Turn(tmp_path, f"report-{kept.key(WORLD, None)}.pickle") as other:
        assert other.taken()
        running.start()
        until(lambda: running.of(early) is not None)
        process = running._process
        assert process is not None
        running._parts.clear()
        process.kill()
        until(lambda: running._process is not process)
        assert settled == [(True, False)]
        assert not running.failed
        running.first(early)
        until(lambda: running.of(early) is not None)
        running.first(late)
        until(lambda: running.of(late) is not None)
        assert [*running._parts] == [early, late]
        assert not running.failed
        assert not running._ended.is_set(), "who asks for all of it waits"
        assert not running._ranged.is_set()
        with pytest.raises(StillTestingError):
            running.file(reconciler.large_files(book)[0])
    assert running.ranges(240)
    until(lambda: len(settled) == 2, 240)
    assert settled[1] == (False, True)
    assert running.file(reconciler.large_files(book)[0]) is not None


def test_pairs_are_together_where_their_figures_bear_on_one_another() -> None:
    book, reference = books()
    together = reconciler.clusters(book, reference)
    of = {f.id: (f.reporter, f.partner) for b in (book, reference) for f in b.figures.values()}
    assert set().union(*together) >= {(f.reporter, f.partner) for f in book.figures.values()}
    for group in related(book, reference):
        pairs = {of[name] for name in group}
        assert sum(bool(pairs & cluster) for cluster in together) <= 1
    assert len(reconciler.clusters(whole(WORLD), None)) == world.PARTNERS


def test_what_was_asked_for_last_comes_first() -> None:
    waiting = [frozenset({("K", name)}) for name in "ABCDE"]
    asked: deque[tuple[str, str]] = deque()
    order = []
    for pairs in reconciler.in_turn(waiting, asked):
        ((_, name),) = pairs
        order.append(name)
        if name == "A":
            asked.extend([("K", "D"), ("K", "A"), ("K", "E"), ("K", "unknown")])
    assert order == ["A", "E", "D", "B", "C"]


def test_of_two_servers_that_share_the_folder_one_reconciles_and_the_other_reads(
    tmp_path: Path,
) -> None:
    """The second one waits, and reconciles only what a reader of its own looks at."""
    book, asked = whole(WORLD), ("KAZ", world.partners()[-1])
    expected = reconcile(book)
    name = f"report-{kept.key(WORLD, None)}.pickle"
    with kept.Turn(tmp_path, name) as other, kept.Turn(tmp_path, name) as second:
        assert other.taken()
        assert not second.taken()
        waiting = Reconciling(book, StateFiles(WORLD), tmp_path)
        waiting.start()
        until(lambda: waiting._process is not None)
        waiting.first(asked)
        until(lambda: waiting.of(asked) is not None)
        for part in ("verdicts", "conflicts", "deduced", "agreements", "tight"):
            found = getattr(waiting.of(asked), part)
            assert found == getattr(by_pair(expected, book)[asked], part), part
        assert [*waiting._parts] == [asked], "nothing else was reconciled"
        assert not waiting.is_known
        marked = expected._replace(groups=12_345)  # as nobody who reconciles would find it
        kept.write(tmp_path, name, marked)
    assert waiting.wait(240) == marked
    assert waiting.ranges(240) == ranges(book, None, expected)


def test_a_turn_ends_with_its_process_and_nobody_waits_where_there_is_none(
    tmp_path: Path,
) -> None:
    program = (
        "import sys; from pathlib import Path; from dashboard.server.kept import Turn\n"
        "with Turn(Path(sys.argv[1]), 'x') as turn: print(turn.taken(), flush=True); input()"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"True\n"
        with kept.Turn(tmp_path, "x") as turn, kept.Turn(tmp_path, "another") as another:
            assert not turn.taken()
            assert another.taken()
            process.kill()
            process.wait()
            assert turn.taken()
    (tmp_path / "file").write_text("no folder")
    with kept.Turn(tmp_path / "file", "x") as nowhere:
        assert nowhere.taken()


def test_what_nobody_has_read_for_long_makes_room(tmp_path: Path) -> None:
    names = ["report-1.pickle", "file-1-x.xlsx", "book-1.pickle", ".ranges-1.pickle.ab12", "mine"]
    for name in names:
        kept.write(tmp_path, name, 1)
    kept.write(tmp_path / "versions", "report-1.pickle", 1)
    kept.make_room(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "versions"])
    long_ago = time.time() - 91 * 24 * 3_600
    for path in (*tmp_path.iterdir(), *(tmp_path / "versions").iterdir()):
        os.utime(path, (long_ago, long_ago))
    assert kept.read(tmp_path, "report-1.pickle") == 1
    kept.make_room(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine",
        "report-1.pickle",
        "versions",
    ]
    assert [path.name for path in (tmp_path / "versions").iterdir()] == ["report-1.pickle"]
    kept.make_room(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "data", [pickle.dumps(time.sleep), pickle.dumps(Path("/")), b"", b"x", pickle.dumps(kept.key)]
)
def test_what_is_no_plain_value_is_not_read(
    data: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept.write_packed(tmp_path, "a", data)
    assert kept.read(tmp_path, "a") is None
    assert "a is not used: " in caplog.text
    assert "damaged" not in caplog.text
    (tmp_path / "a").write_bytes(data)
    assert kept.read(tmp_path, "a") is None
    assert "a is not used: it is damaged" in caplog.text


def test_what_is_kept_comes_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    book, _ = books()
    value = {"x": (Decimal("1.50"), book)}
    kept.write(tmp_path / "deep", "a", value)
    assert kept.read(tmp_path / "deep", "a") == value
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a"]
    assert (tmp_path / "deep").stat().st_mode & 0o777 == 0o700
    assert kept.read(tmp_path, "none") is None
    assert caplog.text == ""
    (tmp_path / "file").write_text("no folder")
    kept.write(tmp_path / "file", "a", value)
    assert "a is not kept in the cache folder: " in caplog.text


def test_a_key_is_that_of_all_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {kept.key(b"a", None), kept.key(b"a", b""), kept.key(b"", b"a"), kept.key(b"a")}
    assert len(keys) == 4
    monkeypatch.setattr(kept, "code", lambda: "other code")
    assert kept.key(b"a", None) not in keys


@pytest.mark.parametrize("said", [b"", b"\0\0\0\0\0\0\0\x09half"])
def test_it_ends_without_a_word_where_the_server_ends_before_its_task(said: bytes) -> None:
    command = [sys.executable, "-m", reconciler.__name__]
    done = subprocess.run(
        command,
        input=said,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_book_that_was_checked_before_is_not_checked_again(tmp_path: Path) -> None:
    book, _ = books()
    task = {"folder": str(tmp_path), "book": "book-a.pickle", "figures": FIGURES}
    assert reconciler._book(task) == book
    assert reconciler._book({**task, "figures": b"not read"}) == book
    assert [path.name for path in tmp_path.iterdir()] == ["book-a.pickle"]
    assert reconciler._book({**task, "book": ""}) == book
