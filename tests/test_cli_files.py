"""What is written is written whole or not at all, whoever kills, fills or races it.

Of etl/cli: files.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from etl.cli.files import CannotWriteError, read_bytes, swap_in, write_file
from etl.core.problems import Refused

OLD = {"a.csv": b"old a", "b.csv": b"old b"}
NEW = {"a.csv": b"new a" * 1000, "b.csv": b"new b" * 1000, "c.csv": b"new c"}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def leftovers(out: Path) -> list[str]:
    """Hidden folders beside `out` that are not the one it points to."""
    return [
        path.name
        for path in out.parent.iterdir()
        if path.name.startswith(f".{out.name}.") and path != out.resolve() and path.is_dir()
    ]


def test_swap_replaces_the_whole_set(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "tables"
    swap_in(out, OLD)
    assert content(out) == OLD
    swap_in(out, NEW)
    assert content(out) == NEW
    swap_in(out, OLD)
    assert content(out) == OLD, "c.csv of the set before must not stay"
    assert leftovers(out) == []


def test_swap_takes_an_empty_folder(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    out.mkdir()
    swap_in(out, OLD)
    assert content(out) == OLD


@pytest.mark.parametrize("foreign", ["folder", "file", "link"])
def test_swap_leaves_alone_what_build_did_not_make(tmp_path: Path, foreign: str) -> None:
    out = tmp_path / "tables"
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    if foreign == "folder":
        other.rename(out)
        other = out
    elif foreign == "file":
        out.write_text("mine")
    else:
        out.symlink_to(other)
    with pytest.raises(CannotWriteError, match="was not made by build: name another folder"):
        swap_in(out, NEW)
    assert (
        out.read_text() == "mine"
        if foreign == "file"
        else content(other) == {"letter.txt": b"mine"}
    )
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["t.version-2", "t.link-2", "t.lock", "t.version-", "t."])
def test_tables_of_a_similar_name_are_left_alone(tmp_path: Path, name: str) -> None:
    swap_in(tmp_path / name, OLD)
    for _ in range(2):
        swap_in(tmp_path / "t", NEW)
        assert content(tmp_path / name) == OLD
    swap_in(tmp_path / name, NEW)
    assert content(tmp_path / "t") == NEW
    assert leftovers(tmp_path / "t") == [path.name for path in [(tmp_path / name).resolve()]]


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".t.version-abcdefg_").mkdir()
    (tmp_path / ".t.link-abcdefg_").symlink_to(".t.version-abcdefg_")
    swap_in(tmp_path / "t", NEW)
    assert leftovers(tmp_path / "t") == []
    assert not (tmp_path / ".t.link-abcdefg_").is_symlink()


def test_a_link_to_the_tables_of_another_name_is_foreign(tmp_path: Path) -> None:
    swap_in(tmp_path / "t.version-2", OLD)
    (tmp_path / "t").symlink_to((tmp_path / "t.version-2").readlink())
    with pytest.raises(CannotWriteError, match="was not made by build"):
        swap_in(tmp_path / "t", NEW)
    assert content(tmp_path / "t") == OLD


def test_a_full_disk_leaves_the_old_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "tables"
    swap_in(out, OLD)
    real = os.write
    written = 0

    def full(descriptor: int, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > 2:
            raise OSError(28, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CannotWriteError, match="tables cannot be written: No space left on device"):
        swap_in(out, NEW)
    assert content(out) == OLD
    assert leftovers(out) == []


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    write_file(tmp_path / "x", b"0123456789" * 3)
    assert (tmp_path / "x").read_bytes() == b"0123456789" * 3


def test_write_file_replaces_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "coverage.csv"
    write_file(path, b"old")
    assert path.stat().st_mode & 0o777 == 0o644

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CannotWriteError, match=r"coverage\.csv cannot be written: No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["coverage.csv"]


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "figures.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    pipe, link, real = tmp_path / "pipe", tmp_path / "link", tmp_path / "real"
    os.mkfifo(pipe)
    real.write_bytes(b"old")
    link.symlink_to(real)
    with pytest.raises(CannotWriteError, match="pipe is a device, a pipe or a socket: name a file"):
        write_file(pipe, b"new")
    with pytest.raises(CannotWriteError, match=f"link is a link to {real}: name that file"):
        write_file(link, b"new")
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert real.read_bytes() == b"old"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="cannot be written: No such file or directory"):
        write_file(tmp_path / "none" / "x", b"")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.yaml", "No such file or directory"), ("", "Is a directory"), ("a\0b", "null byte")],
)
def test_reading_names_the_reason(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read_bytes(tmp_path / name)
    assert refused.value.rule == "file-missing"
    assert reason in refused.value.found


def test_two_builds_at_once_give_one_whole_set(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    sets = [{"a.csv": bytes([65 + n]) * 5000, "b.csv": bytes([65 + n]) * 5000} for n in range(8)]
    threads = [threading.Thread(target=swap_in, args=(out, made)) for made in sets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(out) in sets
    assert leftovers(out) == []


# A build in a process of its own that says when it begins; its files alternate between two sets.
WRITER = """
import sys
from pathlib import Path
from etl.cli.files import swap_in
sets = [{f"{n}.csv": letter * 200_000 for n in range(8)} for letter in (b"A", b"B")]
out = Path(sys.argv[1])
swap_in(out, sets[0])
print("ready", flush=True)
while True:
    for files in reversed(sets):
        swap_in(out, files)
"""


def test_killed_at_random_moments_the_set_is_whole(tmp_path: Path) -> None:
    """Kill a writer that swaps without pause: what is on disk is one of its two sets."""
    out = tmp_path / "tables"
    for delay in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(out)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            # Read as a reader would while the writer swaps: the moment of the kill varies.
            for _ in range(delay * 3):
                (out.resolve() / "0.csv").exists()
            writer.send_signal(signal.SIGKILL)
        made = content(out)
        assert sorted(made) == [f"{n}.csv" for n in range(8)]
        assert {data[:1] for data in made.values()} in ({b"A"}, {b"B"})
        assert {len(data) for data in made.values()} == {200_000}
    swap_in(out, OLD)
    assert leftovers(out) == [], "the next build removes what a killed one left"


def test_a_planted_lock_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (tmp_path / ".tables.lock").symlink_to(mine)
    with pytest.raises(CannotWriteError, match="tables cannot be written: Too many levels of symb"):
        swap_in(tmp_path / "tables", NEW)
    assert mine.read_text() == "mine"
    assert not (tmp_path / "tables").exists()
