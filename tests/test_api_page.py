"""What a page says of the data leads to the data: linked data in its head, links in its headers.

Of dashboard/server: assets.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dashboard import front
from dashboard.server import api, data, serving
from etl.reconcile import Report
from etl.tables.export.package import Package
from tests.exporting import book
from tests.test_serving import Answer, ask


def site() -> Starlette:
    """The pages and the data of the real figures, with Streamlit's own page under both."""
    page = Route("/{rest:path}", HTMLResponse("<html>the app</html>"))
    return Starlette(
        routes=[*api.routes(data.current_package), page],
        middleware=serving.middleware(front.head),
    )


def described(answer: Answer) -> Any:
    """The linked data of a page."""
    found = re.search(rb'<script type="application/ld\+json">(.*?)</script>', answer.body, re.S)
    assert found
    return json.loads(html.unescape(found[1].decode()))


@pytest.mark.parametrize("path", ["/", "/trade"])
def test_every_address_in_a_page_is_that_of_a_file(path: str) -> None:
    served = site()
    content = described(ask(path, "identity", target=served))
    downloads = {content["@id"]: "application/ld+json"}
    downloads |= {part["contentUrl"]: part["encodingFormat"] for part in content["distribution"]}
    package = data.current_package()
    assert package
    assert len(downloads) == len(package.names())
    for address, kind in downloads.items():
        answer = ask(urljoin(path, address), "identity", target=served)
        assert (answer.status, answer.headers["content-type"]) == (200, kind), address


def test_a_page_links_to_the_descriptions() -> None:
    served = site()
    links = ask("/trade", target=served).headers["link"].split(", ")
    assert len(links) == 3
    for link in links:
        found = re.fullmatch(r'<(.*)>; rel="(?:describedby|service-desc)"; type="(.*)"', link)
        assert found
        answer = ask(urljoin("/trade", found[1]), "identity", target=served)
        assert (answer.status, answer.headers["content-type"]) == (200, found[2])


def test_a_page_waits_for_no_reconciliation(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_early(*_: object) -> Report:
        raise AssertionError("the head of a page asked for it")

    shown = data.current()
    assert shown.snapshot
    fresh = data.Snapshot(shown.snapshot.book, shown.snapshot.reference, shown.snapshot.noted)
    monkeypatch.setattr(data, "reconcile", too_early)
    monkeypatch.setattr(data, "current", lambda: shown._replace(snapshot=fresh))
    served = site()
    assert described(ask("/", "identity", target=served))["isBasedOn"]
    assert ask("/api/dataset.jsonld", "identity", target=served).status == 200
    assert ask("/api/figures.txt", "identity", target=served).status == 200


def test_a_page_without_figures_promises_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "current", lambda: data.State(None, ("broken",), 1, stale=False))
    answer = ask("/", "identity", target=site())
    assert "link" not in answer.headers
    assert b"ld+json" not in answer.body


def test_the_description_is_made_once_for_each_place() -> None:
    package = Package(book())
    assert package.dataset("/api/") is package.dataset("/api/")
    assert package.dataset() is package.file("dataset.jsonld")
    assert package.dataset() != package.dataset("/api/")
