"""Query strings as attackers and broken links write them, and the pages that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.conftest import ROOT


def opened(query: str, address: str) -> AppTest:
    """The page at an address of the site, empty for the first one, drawn as a query asks."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=30)
    app._page_hash = calc_hash(address)
    for name, values in parse_qs(query, keep_blank_values=True).items():
        app.query_params[name] = values
    return app.run()


def queries(random: Random) -> Iterator[str]:
    """Query strings as attackers and broken links write them."""
    names = ("partner", "source", "years", "show", "figure", "table", "indicator", "x", "", "..")
    values = (
        *("", "x" * 3_000, "%00", "%ff%fe", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "-1"),
        *("ITA", "Italy", "1e999", "NaN", "null", "[]", "{}", "__import__('os')", "%0d%0aX: y"),
        *("<script>window.ran=1</script>", "$x$", "%F0%9F%98%80", "2024", "2024-13", "'", '"', ";"),
    )
    while True:
        parts = random.randint(1, 5)
        yield "&".join(f"{random.choice(names)}={random.choice(values)}" for _ in range(parts))
