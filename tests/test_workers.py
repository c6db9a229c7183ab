"""Work that others do: the same answers, also where a worker of a cluster is lost half-way.

Of etl/draft: many.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest

from etl.audit import audit, render_json
from etl.book.load import load
from etl.cli import main, workers
from etl.core.model import Book
from etl.draft.many import DatedText, drafts
from etl.draft.render import as_yaml
from etl.reconcile import reconcile
from tests.bench import world
from tests.conftest import ROOT

WORLD = world.text(400)
NOTHING = "Nothing is written; without --cluster this machine does the work."


@contextmanager
def machine(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A scheduler or a worker, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said(stream: IO[str] | None, pattern: str) -> str:
    """The part of the first line that is like that."""
    assert stream is not None
    for line in stream:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"it ended without {pattern}")


@contextmanager
def cluster() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Address of a scheduler with two workers, and the one of them that may be lost."""
    with machine("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1") as scheduler:
        address = said(scheduler.stderr, r"Scheduler at:\s+(tcp://\S+)")
        options = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        with machine(*options) as lost, machine(*options) as stays:
            for worker in (lost, stays):
                said(worker.stderr, r"(Registered to)")
            yield address, lost


class Given(Executor):
    """An executor whose `map` is another's."""

    def __init__(self, given: Any, executor: Executor) -> None:
        self._given = given
        self._executor = executor

    def map(self, fn: Any, *iterables: Iterable[Any], **options: Any) -> Iterator[Any]:
        answers: Iterator[Any] = self._given(self._executor, fn, *iterables, **options)
        return answers


class Losing(Executor):
    """The same executor, one of whose workers is stopped once so many answers are there."""

    def __init__(self, executor: Executor, worker: subprocess.Popen[str], after: int) -> None:
        self._executor = executor
        self._worker = worker
        self._after = after

    def map(self, fn: Any, *iterables: Iterable[Any], **options: Any) -> Iterator[Any]:
        for number, answer in enumerate(self._executor.map(fn, *iterables, **options)):
            if number == self._after:
                self._worker.send_signal(signal.SIGKILL)
                self._worker.wait(30)
            yield answer


def checked(text: str) -> Book:
    book, problems = load(text.encode())
    assert book is not None, problems[:3]
    return book


def test_a_cluster_that_loses_a_worker_half_way_reconciles_as_this_process_does() -> None:
    book = checked(WORLD)
    with cluster() as (address, lost), workers.executor(address, 0, 1) as found:
        assert found is not None
        made = reconcile(book, executor=Losing(found, lost, world.PARTNERS // 2))
        assert lost.returncode == -signal.SIGKILL
    assert repr(made) == repr(reconcile(book))


def test_a_scheduler_without_workers_is_told_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 10)
    with machine("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1") as scheduler:
        address = said(scheduler.stderr, r"Scheduler at:\s+(tcp://\S+)")
        with pytest.raises(workers.NoClusterError) as told, workers.executor(address, 0, 1):
            raise AssertionError("work is given to nobody")
    assert str(told.value) == (
        f"--cluster {address}: the Dask scheduler there has had no worker for 10 seconds;"
        f" start one with `dask worker {address}`. {NOTHING}"
    )


@pytest.mark.parametrize("lost", ["worker", "scheduler"])
def test_work_that_nobody_is_left_for_is_told_and_not_waited_for(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
) -> None:
    """The last worker is lost half-way, or the scheduler; what is there already stays as it is."""
    monkeypatch.setattr(workers, "_PATIENCE", 2)
    monkeypatch.setattr(workers, "_LOOK", 0.5)
    (tmp_path / "figures.yaml").write_text(WORLD, "utf-8")
    options = ("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    host = ("--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    with machine("scheduler", *host) as scheduler:
        address = said(scheduler.stderr, r"Scheduler at:\s+(tcp://\S+)")
        with machine(*options, address) as worker:
            said(worker.stderr, r"(Registered to)")
            ends = worker if lost == "worker" else scheduler
            given = workers._Workers.map

            def losing(self: Any, *work: Any, **how: Any) -> Iterator[Any]:
                return Losing(Given(given, self), ends, 0).map(*work, **how)

            monkeypatch.setattr(workers._Workers, "map", losing)
            command = ["reconcile", str(tmp_path / "figures.yaml"), "--cluster", address]
            assert main(command) == 1
    said_so = capsys.readouterr()
    why = (
        f"has had no worker for 2 seconds; start one with `dask worker {address}`"
        if lost == "worker"
        else "answers no more"
    )
    assert said_so.err.endswith(f"--cluster {address}: the Dask scheduler there {why}. {NOTHING}\n")
    assert said_so.out == ""


def test_a_cluster_audits_and_drafts_as_this_process_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.audit.A_TASK", 1)
    small = checked((ROOT / "tests" / "small.yaml").read_text("utf-8"))
    text = "In 2019 exports of Borduria reached $3.4 billion. Imports were 2.1 billion dollars.\n"
    names = [source.document for source in small.sources.values() if source.document]
    documents = {name: f"{text}\n{number}".encode() for number, name in enumerate(names)}
    texts = [DatedText(f"{n}.txt", text * (1 + n), date(2020, 3, n + 1)) for n in range(6)]
    with cluster() as (address, lost), workers.executor(address, 0, 1) as found:
        assert found is not None
        report = audit(small, documents, Losing(found, lost, 0))
        made = [as_yaml(draft) for draft in drafts(texts, small, found)]
    assert render_json(report) == render_json(audit(small, documents))
    assert made == [as_yaml(draft) for draft in drafts(texts, small)]


def test_the_command_hands_its_work_to_the_cluster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.yaml"
    figures.write_text(WORLD, "utf-8")
    assert main(["reconcile", str(figures)]) == 0
    alone = capsys.readouterr().out
    with cluster() as (address, _):
        assert main(["reconcile", str(figures), "--cluster", address]) == 0
    assert capsys.readouterr().out == alone


def test_a_cluster_that_does_not_answer_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 1)
    figures = tmp_path / "figures.yaml"
    figures.write_text(WORLD, "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert main(["reconcile", str(figures), "--cluster", address]) == 1
    said_so = capsys.readouterr().err
    assert f"--cluster {address}: no Dask scheduler answers there" in said_so
    assert main(["reconcile", str(figures), "--cluster", "nowhere:x"]) == 1
    assert "--cluster nowhere:x: no Dask scheduler answers there" in capsys.readouterr().err


def test_without_dask_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    figures = tmp_path / "figures.yaml"
    figures.write_text(WORLD, "utf-8")
    assert main(["reconcile", str(figures), "--cluster", "tcp://127.0.0.1:1"]) == 1
    assert capsys.readouterr().err == "--cluster needs Dask: pip install attested[cluster]\n"


@pytest.mark.parametrize(("tasks", "processes"), [(99, 0), (100, 2), (1_000, 3)])
def test_a_process_of_its_own_must_be_worth_it(
    tasks: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    with workers.executor("", tasks, 50) as found:
        assert getattr(found, "_max_workers", 0) == processes
