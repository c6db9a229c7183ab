"""The lines above a text that say what it is: Title, Date, Source.

They are no text: `skip_lines` tells the audit so, and a draft reads nothing there.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from etl.core.schema import LANGUAGES
from etl.words.trade import vocabulary

_MOST: Final = 12
"""Lines; a header is short."""


class Header(NamedTuple):
    """How many lines it has, and the publisher that one of them names."""

    lines: int
    publisher: str


def header_of(text: str) -> Header:
    """The header of a text; of no lines where it has none."""
    names = "|".join(vocabulary(language).header for language in LANGUAGES)
    line = re.compile(rf"\s*(?P<name>{names})\s*:\s*(?P<value>\S.*)", re.IGNORECASE)
    count, publisher = 0, ""
    for row in text.splitlines()[:_MOST]:
        match = line.fullmatch(row)
        if match is None:
            break
        count += 1
        if re.fullmatch(_PUBLISHERS, match["name"], re.IGNORECASE):
            publisher = match["value"].strip()[:80]
    return Header(count, publisher)


_PUBLISHERS: Final = "source|publisher|fonte|\u0438\u0441\u0442\u043e\u0447\u043d\u0438\u043a"
