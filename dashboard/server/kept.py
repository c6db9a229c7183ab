"""What was computed once, on disk: by the hash of data and code, safe to delete and to share.

A file appears whole or not at all, and begins with a digest: one of which a byte has changed is
not used. What cannot be written is computed again next time: a folder that is full or read-only
stops nobody. Nothing but plain values of this project is read back: a file that holds anything
else is not ours.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import importlib
import io
import logging
import mmap
import os
import pickle
import re
import tempfile
import time
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO, Any, Final, Self

import etl
from etl.book.columns import Columns, book_of, columns_of
from etl.core.collection import uncollected
from etl.core.model import Book

_LOG: Final = logging.getLogger(__name__)
_OURS: Final = "etl."
_PLAIN: Final[dict[tuple[str, str], type]] = {
    ("decimal", "Decimal"): Decimal,
    ("datetime", "date"): date,
}
_DIGEST: Final = hashlib.sha256().digest_size
_UNREAD: Final = 90 * 24 * 3_600.0
"""Seconds after which a file that nobody has read makes room."""
_NAMED: Final = re.compile(r"\.?(book|file|groups|parts|ranges|report|turn)[-.].+")
"""What lies in the folder itself; everything else there is somebody else's."""


@cache
def code() -> str:
    """Digest of the library: other code may find other things in the same data."""
    digest = hashlib.sha256()
    folder = Path(etl.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def key(*parts: bytes | None) -> str:
    """Name of what is computed from these bytes by this code."""
    return key_of(*map(digest, parts))


def digest(part: bytes | None) -> bytes:
    """What tells some bytes from all others; also that there are none."""
    return b"-" if part is None else hashlib.sha256(part).digest()


def key_of(*digests: bytes) -> str:
    """The same name of digests (see `digest`), for who makes several names of the same bytes."""
    together = hashlib.sha256(code().encode())
    for each in digests:
        together.update(each)
    return together.hexdigest()[:32]


def book_name(data: bytes, base: bytes | None) -> str:
    """Name of the checked book of a file; base: the file whose areas and indicators it uses."""
    return book_name_of(digest(data), digest(base))


def book_name_of(data: bytes, base: bytes) -> str:
    """The same name of digests."""
    return f"book-{key_of(data, base)}.pickle"


class _Plain(pickle.Unpickler):
    """Knows values of this project only: no function can be called by what a file says."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if module.startswith(_OURS) and "." not in name:
            named = getattr(importlib.import_module(module), name, None)
            if isinstance(named, type) and issubclass(named, tuple):
                return named
        raise pickle.UnpicklingError(f"{module}.{name} is no value of this project")


def unpacked(data: bytes) -> Any:
    """What `packed` made bytes of. Raises ValueError for anything else."""
    try:
        return _Plain(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError) as error:
        raise ValueError(str(error)) from error


def packed(value: Any) -> bytes:
    """Values of this project, and tuples, dictionaries, texts and numbers of them, as bytes."""
    with uncollected():
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def read(folder: Path, name: str) -> Any:
    """What was kept under a name; None where there is nothing, or nothing that can be read."""
    data = read_packed(folder, name)
    try:
        return None if data is None else unpacked(data)
    except ValueError as error:
        _LOG.warning("%s is not used: %s", name, error)
        return None


def read_packed(folder: Path, name: str) -> bytes | None:
    """The same as it was packed; None where there is nothing, or not each byte of it."""
    path = folder / name
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _LOG.warning("%s is not used: %s", name, error)
        return None
    data = written[_DIGEST:]
    if hashlib.sha256(data).digest() != written[:_DIGEST]:
        _LOG.warning("%s is not used: it is damaged", name)
        return None
    used(path)
    return data


def read_book(folder: Path, name: str) -> Book | None:
    """A checked book that was kept (see `write_book`); None where there is none."""
    with uncollected():
        columns = read(folder, name)
        try:
            return book_of(columns) if isinstance(columns, Columns) else None
        except ValueError as error:
            _LOG.warning("%s is not used: %s", name, error)
            return None


def used(path: Path) -> None:
    """Note that a file is in use. A folder that cannot be written keeps what it has."""
    with suppress(OSError):
        os.utime(path)


def make_room(folder: Path) -> None:
    """Take away what nobody has read for a long time: every state that is shown adds to it."""
    oldest = time.time() - _UNREAD
    with suppress(OSError):
        for path in folder.iterdir():
            if _NAMED.fullmatch(path.name) and path.stat().st_mtime < oldest:
                path.unlink()


class Turn:
    """The right to compute something for all who share the folder; ends with the process.

    Where the folder cannot be written or knows no locks, everybody has it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"turn-{name}"
        self._file: IO[bytes] | None = None

    def taken(self) -> bool:
        """Whether it is ours now; asked again and again by who waits."""
        if self._file is not None:
            return True
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self._path.open("ab")
        except OSError:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        except OSError as error:
            _LOG.warning("the cache folder knows no locks: %s", error.strerror)
        self._file = file
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let the next one have it."""
        if self._file is not None:
            self._file.close()
            self._file = None


def write(folder: Path, name: str, value: Any) -> None:
    """Keep a value under a name, whole or not at all."""
    write_packed(folder, name, packed(value))


def write_packed(folder: Path, name: str, data: bytes) -> None:
    """The same of what is packed already."""
    write_bytes(folder, name, hashlib.sha256(data).digest() + data)


def write_book(folder: Path, name: str, book: Book) -> None:
    """Keep a checked book under its name (see `book_name`)."""
    with uncollected():
        write(folder, name, columns_of(book))


def write_bytes(folder: Path, name: str, data: bytes) -> None:
    """Keep a file under a name, whole or not at all."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        _LOG.warning("%s is not kept in the cache folder: %s", name, error.strerror)


def hindrance(folder: Path) -> str:
    """Why nothing can be kept in a folder, in the words of the system; empty where it can.

    Looked at without writing: whoever asks `/ready` would fill what is nearly full.
    """
    try:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not there.is_dir():
            return os.strerror(errno.ENOTDIR)
        if os.statvfs(there).f_flag & os.ST_RDONLY:
            return os.strerror(errno.EROFS)
        if not os.access(there, os.W_OK | os.X_OK):
            return os.strerror(errno.EACCES)
        return "" if os.statvfs(there).f_bavail else os.strerror(errno.ENOSPC)
    except OSError as error:
        return error.strerror or str(error)


def mapped(path: Path) -> memoryview:
    """The bytes of a file that is never changed, read as they are sent and held by nobody."""
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
