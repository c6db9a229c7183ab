"""The only place of the library that reads and writes files.

What is written is written whole or not at all. Must not know what the bytes mean. What only
writing needs is imported by what writes: `check` starts as quickly as YAML itself.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from etl.core.problems import Refused

MOST_BYTES: Final = 200_000_000
"""As the rule `file-size` says: nearly a million figures."""
_VERSION = "version-"
_LINK = "link-"
_RANDOM = "[a-z0-9_]{8}"  # what tempfile adds to a name


class CannotWriteError(Exception):
    """A place that cannot be written, in words for the person who named it."""


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file.

    Raises Refused (file-missing) with the reason if it cannot be read, or Refused (file-size).
    What has no end, or none that is known, is refused before a byte of it is read: a pipe that
    nobody writes to would be waited for, a device would fill the memory.
    """
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISDIR(about.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(about.st_mode):
                raise ValueError("it is no file with an end but a pipe, a socket or a device")
            data = b"" if about.st_size > most else file.read(most + 1)
            if (size := max(about.st_size, len(data))) > most:
                raise Refused("file-size", f"the file has {size:,} bytes")
            return data
    except Refused:
        raise
    except (OSError, ValueError) as error:  # ValueError: also a null byte in the path
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused("file-missing", f"the file cannot be read: {reason}") from error


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole: readers see the old bytes or the new ones, never a part.

    Who may read a file that is there stays as it was. Raises CannotWriteError, also where a link,
    a device or another thing that is no file would be replaced.
    """
    import tempfile

    with _in_words(path):
        before = _replaceable(path)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                _write_through(file.fileno(), data)
            _give(Path(temporary), before)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _replaceable(path: Path) -> os.stat_result | None:
    """What is known of the file that is there; None where nothing is. Raises CannotWriteError."""
    try:
        before = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(before.st_mode):
        raise CannotWriteError(f"{path} is a link to {path.readlink()}: name that file")
    if not stat.S_ISREG(before.st_mode) and not stat.S_ISDIR(before.st_mode):
        raise CannotWriteError(f"{path} is a device, a pipe or a socket: name a file")
    return before


def _give(path: Path, before: os.stat_result | None) -> None:
    """Give a new file the owner and the rights of the one that it replaces."""
    if before is None:
        path.chmod(0o644)
        return
    if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):  # only root can; others have made it theirs
            os.chown(path, before.st_uid, before.st_gid)
    path.chmod(stat.S_IMODE(before.st_mode))


def swap_in(out: Path, files: Mapping[str, bytes]) -> None:
    """Make `out` a folder of exactly these files, in one step.

    `out` becomes a symbolic link to a hidden folder beside it: replacing a link is the
    one change of a folder's content that no reader and no kill can see half of. Two builds
    at once wait for one another. Raises CannotWriteError, and then `out` is as it was.
    """
    import shutil
    import tempfile

    out = out.absolute()
    with _in_words(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(out)  # before there is a lock beside what is not ours
        with _locked(out):
            _refuse_foreign(out)
            version = Path(tempfile.mkdtemp(prefix=_hidden(out, _VERSION), dir=out.parent))
            link = out.parent / (_hidden(out, _LINK) + version.name.rpartition("-")[2])
            try:
                for name, data in files.items():
                    (version / name).parent.mkdir(exist_ok=True, parents=True)
                    with (version / name).open("xb") as file:
                        _write_through(file.fileno(), data)
                version.chmod(0o755)
                link.symlink_to(version.name)
                if out.is_dir() and not out.is_symlink():
                    out.rmdir()  # empty, or _refuse_foreign had stopped
                link.replace(out)
            except BaseException:
                link.unlink(missing_ok=True)
                shutil.rmtree(version, ignore_errors=True)
                raise
            _remove_others(out, version)


def _refuse_foreign(out: Path) -> None:
    # Asked first: a folder that another build replaces by its link now was still empty.
    filled = out.is_dir() and any(out.iterdir())
    if out.is_symlink():
        ours = _is_hidden(out, _VERSION, str(out.readlink()))
    else:
        ours = not filled if out.is_dir() else not out.exists()
    if not ours:
        raise CannotWriteError(f"{out} exists and was not made by build: name another folder")


def _remove_others(out: Path, version: Path) -> None:
    """Remove what earlier builds left, killed ones too; the lock keeps others out."""
    import shutil

    for path in out.parent.iterdir():
        if _is_hidden(out, _LINK, path.name):
            path.unlink(missing_ok=True)
        elif _is_hidden(out, _VERSION, path.name) and path != version:
            shutil.rmtree(path, ignore_errors=True)


def _hidden(out: Path, kind: str) -> str:
    return f".{out.name}.{kind}"


def _is_hidden(out: Path, kind: str, name: str) -> bool:
    """Whether a name is one that a build of `out` makes; not that of another `out` alike."""
    return re.fullmatch(re.escape(_hidden(out, kind)) + _RANDOM, name) is not None


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    # No link is followed: in a folder that others write to, it would name a file of ours.
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    lock = os.open(out.parent / f".{out.name}.lock", flags, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWriteError(f"{path} cannot be written: {error.strerror}") from error


def _write_through(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)
