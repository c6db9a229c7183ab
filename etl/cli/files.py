"""The only place of the library that reads and writes files.

What is written is written whole or not at all. Must not know what the bytes mean. What only
writing needs is imported by what writes: `check` starts as quickly as YAML itself.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from etl.core.problems import Refused

_VERSION = "version-"
_LINK = "link-"
_RANDOM = "[a-z0-9_]{8}"  # what tempfile adds to a name


class CannotWriteError(Exception):
    """A place that cannot be written, in words for the person who named it."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises Refused (file-missing) with the reason if it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused("file-missing", f"the file cannot be read: {reason}") from error


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole: readers see the old bytes or the new ones, never a part.

    Raises CannotWriteError.
    """
    import tempfile

    with _in_words(path):
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                _write_through(file.fileno(), data)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


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
    with (out.parent / f".{out.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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
