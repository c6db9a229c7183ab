"""What a client says of compression (RFC 9110, section 12.5.3)."""

from __future__ import annotations

import re
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
