"""What every test shares: the root of the checkout, and that none is skipped unseen."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, settings
from streamlit.components.v2 import manifest_scanner

from dashboard.screens import mishap
from dashboard.server import settings as server_settings

Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parent.parent
SEARCH = "ATTESTED_SEARCH"
"""Environment variable: how many examples each property is tried on, with new seeds."""

# The same inputs at every run, so that a test is red or green for its code alone. `make bench`
# looks for new ones (tests/bench/search.py) and prints the seed of what it finds.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile(
    "search",
    deadline=None,
    database=None,
    max_examples=int(os.environ.get(SEARCH, "1")),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
settings.load_profile("search" if SEARCH in os.environ else "same")


def examples(count: int) -> settings:
    """On so many inputs a property is tried by `make test`; the search tries at least as many."""
    return settings(max_examples=max(count, int(os.environ.get(SEARCH, "0"))))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test fails: green must mean that everything ran."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself fails as well."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: Any) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: no test may be skipped here ({reason})"


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine returns, run in a thread of its own.

    The browser of the end-to-end tests keeps a loop running in this one.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def components_are_looked_for_once() -> Iterator[None]:
    """At its first run, each `AppTest` reads what every installed package says of itself.

    It looks for components of Streamlit's (1.67.0) in them: five sixths of what such a test takes.
    """
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def mistakes_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in a page reaches the test: a reader would be told a sentence in its place."""
    monkeypatch.setattr(mishap, "CAUGHT", [])


@pytest.fixture(autouse=True)
def settings_of_the_test_alone() -> Generator[None]:
    """What a test sets of the server holds for that test: the next one has another folder."""
    before = [*server_settings._CHOSEN]
    yield
    server_settings._CHOSEN[:] = before
