"""Addresses for machines that look after the server, and for robots that look around.

`/live`: the process answers. `/ready`: its data are good, and how old they are. `/metrics`: numbers
for Prometheus. `/robots.txt`, `/favicon.ico`, `/.well-known/security.txt`: what they always are.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.server import kept, settings
from dashboard.server.operating import COUNTS, response
from dashboard.server.publishing import Published

_JSON: Final = "application/json"
_TEXT: Final = "text/plain"
_PROMETHEUS: Final = "text/plain; version=0.0.4"
_EXPIRES: Final = timedelta(days=180)
_TESTED_AGAIN: Final = (
    "what was found is not kept in the cache folder (--cache): a restart tests the figures again"
)
_STARTED: Final = time.time()


def routes(published: Callable[[], Published | None], icon: str, missing: str = "") -> list[Route]:
    """All of them. icon: address of the mark. missing: what has still to come, in words."""

    async def live(_: Request) -> Response:
        return response("live\n", _TEXT)

    async def ready(_: Request) -> Response:
        told = readiness(published(), time.time(), missing)
        return response(json.dumps(told, indent=2) + "\n", _JSON, 200 if told["ready"] else 503)

    async def numbers(_: Request) -> Response:
        return response(metrics(published(), time.time(), missing), _PROMETHEUS)

    async def robots(_: Request) -> Response:
        # Pages draw themselves by a script; robots read the data.
        base = settings.current().base_path
        return response(f"User-agent: *\nAllow: /\nDisallow: {base}/_stcore/\n", _TEXT)

    async def security(_: Request) -> Response:
        # It must name an address (RFC 9116); without one there is no such file.
        contact = settings.current().contact
        if not contact:
            return response("not found", _TEXT, 404)
        expires = (datetime.now(UTC) + _EXPIRES).isoformat(timespec="seconds")
        return response(f"Contact: {contact}\nExpires: {expires}\n", _TEXT)

    async def favicon(_: Request) -> Response:
        return RedirectResponse(icon.removeprefix("."), 308)

    return [
        Route("/live", live),
        Route("/ready", ready),
        Route("/metrics", numbers),
        Route("/robots.txt", robots),
        Route("/.well-known/security.txt", security),
        Route("/favicon.ico", favicon),
    ]


def readiness(published: Published | None, now: float, missing: str = "") -> dict[str, Any]:
    """What an operator asks first; ready where good figures are shown, and nothing is missing."""
    unkept = _unkept(published)
    if published is None or published.state.snapshot is None:
        problems = list(published.state.problems) if published else ["not read yet"]
        return {"ready": False, "problems": [*problems, *unkept]}
    state, snapshot = published.state, published.state.snapshot
    beside = snapshot.beside
    return {
        "ready": not missing,
        "version": published.version,
        "figures": len(snapshot.book.figures),
        "age_seconds": round(now - published.since),
        "stale": state.stale,
        "problems": [*([missing] if missing else []), *state.problems, *unkept],
        "problems_in_all": state.total + len(unkept),
        "lost": list(published.lost),
        "reconciled": beside is None or beside.is_known,
        "reconciliation_failed": beside is not None and beside.failed,
        "sessions": COUNTS.sessions,
    }


def _unkept(published: Published | None) -> list[str]:
    """What is not kept: figures are shown all the same, but those cited may be lost."""
    beside = published and published.state.snapshot and published.state.snapshot.beside
    # As the log tells it; a disk may be full but for some bytes.
    told = [published.unkept if published else "", beside.unkept if beside else ""]
    if beside and not beside.is_kept:
        told.append(_TESTED_AGAIN)
    if any(told):
        return [*filter(None, told)]
    # Where the folder lies is nothing that a reader should see.
    hindrance = kept.hindrance(settings.current().cache)
    return [f"nothing is kept in the cache folder (--cache): {hindrance}"] if hindrance else []


def metrics(published: Published | None, now: float, missing: str = "") -> str:
    """Numbers in Prometheus' text format."""
    told = readiness(published, now, missing)
    problems = told.get("problems_in_all", len(told["problems"]))
    rows: list[tuple[str, str, str, float]] = [
        ("attested_ready", "gauge", "Good figures are shown.", told["ready"]),
        ("attested_stale", "gauge", "The file is broken or gone.",
         told.get("stale", published is not None)),
        ("attested_problems", "gauge", "Problems of the files and of the cache folder.", problems),
        ("attested_figures", "gauge", "Figures that are shown.", told.get("figures", 0)),
        ("attested_data_age_seconds", "gauge", "Since they were published.",
         told.get("age_seconds", 0)),
        ("attested_reconciled", "gauge", "They have been tested against one another.",
         told.get("reconciled", False)),
        ("attested_reconciliation_failed", "gauge", "They could not be.",
         told.get("reconciliation_failed", False)),
        ("attested_lost", "gauge", "What the last change has taken away, in sentences of /ready.",
         len(told.get("lost", ()))),
        ("attested_sessions", "gauge", "Readers now.", COUNTS.sessions),
        ("attested_sessions_most", "gauge", "Readers that are let in.",
         settings.current().most_sessions),
        ("attested_refused_total", "counter", "Readers told that there are too many.",
         COUNTS.refused),
        ("attested_request_seconds_total", "counter", "Time of all requests.", COUNTS.seconds),
        ("process_open_fds", "gauge", "Open descriptors.", _descriptors()),
        ("process_max_fds", "gauge", "Descriptors that may be open.",
         resource.getrlimit(resource.RLIMIT_NOFILE)[0]),
        ("process_resident_memory_bytes", "gauge", "Memory.", _memory()),
        ("process_cpu_seconds_total", "counter", "Processor time.", time.process_time()),
        ("process_start_time_seconds", "gauge", "When the process began.", _STARTED),
    ]  # fmt: skip
    lines = []
    for name, kind, about, value in rows:
        lines += [f"# HELP {name} {about}", f"# TYPE {name} {kind}", f"{name} {_number(value)}"]
    name = "attested_requests_total"
    lines += [f"# HELP {name} Requests by status.", f"# TYPE {name} counter"]
    lines += [f'{name}{{status="{code}"}} {n}' for code, n in sorted(COUNTS.requests.items())]
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    """Every digit: six of them make a moment of today one of next week, and stop a counter."""
    return repr(int(value) if value == int(value) else float(value))


def _descriptors() -> int:
    try:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())
    except OSError:  # not Linux
        return 0


def _memory() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * os.sysconf("SC_PAGE_SIZE")
