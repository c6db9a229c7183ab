"""The API on a free port of this machine, for the tests that ask it."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any, NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dashboard.server.api import routes
from etl.core.model import Book
from etl.tables.export.package import Package, extra
from tests.exporting import VERDICTS, book


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        """The problem, once it is sure that it is one (RFC 9457)."""
        assert self.headers["content-type"] == "application/problem+json"
        found: dict[str, Any] = json.loads(self.body)
        assert found["status"] == self.status
        assert found["type"] == "about:blank"
        return found

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        """Rows of a CSV file."""
        return list(csv.DictReader(io.StringIO(self.body.decode(), newline="")))


class Served:
    """The routes on a free port of this machine, and the book that they answer from."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.package: Package | None = None
        self.show(book())

    def show(self, shown: Book | None) -> None:
        """Answer from this book from now on."""
        self.package = Package(shown, extra([VERDICTS])) if shown else None

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """An answer as it is on the wire; underscores in names of headers are hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()


@contextmanager
def running(app: Starlette, listening: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def served() -> Iterator[Served]:
    """The API beside a page, as it is served, for as long as it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Served(listening.getsockname()[1])
        page = Route("/{rest:path}", HTMLResponse("<html>the app</html>"))
        app = Starlette(
            routes=[*routes(lambda: made.package), page],
            # As Streamlit has it.
            middleware=[Middleware(GZipMiddleware, minimum_size=500)],
        )
        with running(app, listening):
            yield made
