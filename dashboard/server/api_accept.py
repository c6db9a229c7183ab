"""Which format a client wants, by what its Accept says (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from starlette.requests import Request

from dashboard.server.api_answers import ProblemDetails
from etl.tables.export.package import media_type

_WEIGHT: Final = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)")
_ANY: Final = "*/*"


def weights(request: Request) -> dict[str, float]:
    """How much a client likes each media type that it names, in one line or in several."""
    likes: dict[str, float] = {}
    for part in ",".join(request.headers.getlist("accept") or [_ANY]).split(","):
        kind, *parameters = (text.strip() for text in part.split(";"))
        weight = next((text[2:] for text in parameters if text[:2].lower() == "q="), "1")
        valid = _WEIGHT.fullmatch(weight)
        likes[kind.lower()] = float(weight) if valid else 0.0
    return likes


def accepted(request: Request, endings: Iterable[str]) -> str:
    """The format of a table that a client accepts most; the first of those that it likes as much.

    endings: of the formats that there are. Raises ProblemDetails where it accepts none.
    """
    offered = {media_type(f"table.{ending}").partition(";")[0]: ending for ending in endings}
    likes = weights(request)
    best = {
        ending: next(
            (
                likes[known]
                for known in (media, f"{media.partition('/')[0]}/*", _ANY)
                if known in likes
            ),
            0.0,
        )
        for media, ending in offered.items()
    }
    ending = max(best, key=best.__getitem__)
    if not best[ending]:
        raise ProblemDetails(
            HTTPStatus.NOT_ACCEPTABLE,
            f"Tables are served as {', '.join(offered)}.",
            allowed=list(offered),
        )
    return ending
