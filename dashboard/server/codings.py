"""What a client says of compression (RFC 9110, section 12.5.3)."""

from __future__ import annotations

import gzip
import re
import threading
from collections import OrderedDict
from typing import Final

from starlette.datastructures import Headers

_NEVER: Final = re.compile(r"q=0(\.0{0,3})?", re.IGNORECASE)


def accepts(headers: Headers, coding: str) -> bool:
    """Whether a request takes this coding: named, or meant by `*`, and not with a weight of 0."""
    taken = {}
    for part in ",".join(headers.getlist("accept-encoding")).split(","):
        name, *more = (word.strip() for word in part.split(";"))
        taken[name.lower()] = not any(map(_NEVER.fullmatch, more))
    return taken.get(coding, taken.get("*", False))


class Gzipped:
    """Bodies that were compressed before, the last ones that were asked for.

    Who asks for the same at the same time waits for it, instead of compressing it too.
    """

    def __init__(self, most: int, level: int) -> None:
        self._most = most
        """Bytes that are held in all."""
        self._level = level
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}

    def of(self, digest: str, data: bytes) -> bytes:
        """The data compressed; digest: of the data."""
        with self._lock:
            if digest in self._held:
                self._held.move_to_end(digest)
                return self._held[digest]
            making = self._making.setdefault(digest, threading.Lock())
        with making:
            with self._lock:
                if digest in self._held:
                    return self._held[digest]
            body = gzip.compress(data, self._level, mtime=0)
            with self._lock:
                self._making.pop(digest, None)
                self._held[digest] = body
                self._size += len(body)
                while self._size > self._most:
                    self._size -= len(self._held.popitem(last=False)[1])
            return body
