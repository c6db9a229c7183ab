"""Several files as one zip, with the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file knows; the clock would make every build differ."""
_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16


def zip_bytes(files: Mapping[str, bytes], folder: str) -> bytes:
    """The files in one folder of that name, in the order given."""
    sink = io.BytesIO()
    with ZipFile(sink, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(f"{folder}/{name}", date_time=_EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, data, compresslevel=9)
    return sink.getvalue()
