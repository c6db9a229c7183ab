"""Random addresses: each is answered with data or with a problem, and nothing else."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from dashboard.server.api import routes
from etl.tables.export.package import Package
from tests.conftest import finished
from tests.exporting import book

# Counting lines three times as slow finds none that other tests leave out.
pytestmark = pytest.mark.no_cover

ADDRESSES = 3_000
SEED = 20260101
NAMES = (
    *("partner", "indicator", "topic", "source", "year", "years", "qualifier", "value", "low"),
    *("value!3", "value>3", "value>=", "value!", "unit!=", "value=", "=", ">", "!", "years>2019"),
    *("figure_id", "", "..", "x" * 500, "__class__", "partner[]", "PARTNER", "\0"),
)
VALUES = (
    *("", "ITA", "SYL", "exports", "2019", "-1", "1e999", "NaN", "null", "a" * 5_000),
    *("../../etc/passwd", "file:///etc/passwd", "__import__('os').system('x')", "{{7*7}}", "\0"),
    *("<script>", "'; DROP TABLE figures", "\N{GRINNING FACE}", "\ud800", "2019-13", "0" * 400),
)
PLACES = (
    *("figures.csv", "figures.json", "trade.csv", "sources.csv", "datapackage.json", "nothing.csv"),
    *("figures/x.jsonld", "figures/", "..", "figures", "figures.txt", ".csv", "FIGURES.CSV"),
)


async def ask(app: Starlette, place: str, query: bytes) -> tuple[int, str, bytes]:
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/api/{place}",
        "query_string": query,
        "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80),
        "scheme": "http",
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    kind = dict(sent[0]["headers"]).get(b"content-type", b"").decode()
    return sent[0]["status"], kind, b"".join(part.get("body", b"") for part in sent[1:])


def test_random_addresses_are_answered() -> None:
    finished(ask_all(Random(SEED)))


async def ask_all(random: Random) -> None:
    """One loop for all addresses: a thread and a loop for each took longer than the answers."""
    package = Package(book())
    app = Starlette(routes=routes(lambda: package))
    seen: dict[int, int] = {}
    for _ in range(ADDRESSES):
        parts = [
            f"{quote(random.choice(NAMES))}="
            f"{quote(random.choice(VALUES).encode('utf-8', 'surrogatepass'))}"
            for _ in range(random.choice((0, 1, 1, 1, 2, 5)))
        ]
        place, query = random.choice(PLACES), "&".join(parts).encode()
        status, kind, body = await ask(app, place, query)
        assert status in (200, 400, 404, 414), (place, query, status)
        if status != 200:
            assert kind == "application/problem+json", (place, query)
            problem = json.loads(body)
            assert problem["status"] == status
            assert problem["detail"], "a problem says what to do"
            assert len(body) < 5_000, "and does not repeat a long address"
        seen[status] = seen.get(status, 0) + 1
    assert {200, 400, 404} <= seen.keys()
