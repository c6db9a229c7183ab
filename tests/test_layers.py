"""Dependencies point one way: every module has a rank, and imports only what stands lower.

A new module must be given its place here, or the test fails.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

# The higher may import the lower, never the other way, and never its own rank.
RANKS: Final = {
    "etl": 0,
    "etl.schema": 1,
    "etl.editor": 2,
    "etl.problems": 1,
    "etl.model": 2,
    "etl.read": 3,
    "etl.words": 3,
    "etl.quantities": 4,
    "etl.periods": 4,
    "etl.entries": 5,
    "etl.indicators": 5,
    "etl.event_dates": 5,
    "etl.figure_problems": 5,
    "etl.figures": 6,
    "etl.bounds": 7,
    "etl.tidy": 8,
    "etl.frames": 9,
    "etl.reconcile": 10,
    "etl.audit": 10,
    "etl.export": 10,
    "etl.generated": 11,
    "etl.extra": 11,
    "etl.cli": 12,
    "etl.__main__": 13,
    "dashboard": 20,
    "dashboard.page_texts": 21,
    "dashboard.texts": 22,
    "dashboard.plain": 22,
    "dashboard.format": 23,
    "dashboard.labels": 24,
    "dashboard.charts": 25,
    "dashboard.data": 25,
    "dashboard.state": 26,
    "dashboard.sentences": 25,
    "dashboard.topics": 25,
    "dashboard.theme": 26,
    "dashboard.picture": 27,
    "dashboard.findings": 27,
    "dashboard.card": 28,
    "dashboard.parts": 29,
    "dashboard.tables": 29,
    "dashboard.downloads": 29,
    "dashboard.topic_page": 30,
    "dashboard.views": 31,
    "dashboard.main": 32,
    "dashboard.serving": 32,
    "dashboard.api_filters": 30,
    "dashboard.codings": 30,
    "dashboard.api_answers": 31,
    "dashboard.api": 32,
    "dashboard.app": 33,
}

PACKAGES: Final = {"etl", "dashboard"}

# The only places that open files or speak to a network; serving reads Streamlit's own static files.
DOORS: Final = {"etl.cli", "dashboard.data", "dashboard.serving"}
DOORS_TEXT: Final = ", ".join(sorted(DOORS))
NETWORK: Final = {
    *("urllib.request", "http.client", "http.server", "socket", "ssl", "asyncio"),
    *("ftplib", "smtplib", "requests", "httpx", "urllib3"),
}
FILES: Final = {"shutil", "tempfile", "glob", "fileinput", "subprocess"}
FILE_CALLS: Final = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
    *("mkdir", "rmdir", "unlink", "touch", "symlink_to", "hardlink_to"),
    *("iterdir", "glob", "rglob", "exists", "is_file", "is_dir", "stat"),
}

# What a package or module may not know of.
FORBIDDEN: Final = {
    "etl": {"streamlit", "plotly", "starlette", "dashboard"},
    "dashboard.charts": {"streamlit", "starlette", "dashboard.data"},
}


def name_of(path: Path, root: Path = ROOT) -> str:
    """The dotted name of a module: etl/read.py is etl.read, a package's __init__.py the package."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Final = {
    name_of(path): path
    for package in sorted(PACKAGES)
    for path in sorted((ROOT / package).rglob("*.py"))
}


def ranked(name: str) -> str | None:
    """The entry that a name falls under: itself, or the nearest package above that is in the table.

    A package's own name is not a place for its modules, so that a new one cannot hide under "etl".
    """
    while name:
        if name in RANKS:
            return name
        name = name.rpartition(".")[0]
        if name in PACKAGES:
            return None
    return None


def imports(tree: ast.AST, module: str, is_package: bool) -> list[tuple[int, str]]:
    """Line and full dotted name of everything imported anywhere in a module, in functions too."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module, is_package)
            for alias in node.names:
                submodule = f"{base}.{alias.name}"
                is_module = submodule in {*MODULES, *RANKS, *NETWORK}
                found.append((node.lineno, submodule if is_module else base))
    return found


def absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    """The dotted name after "from", with leading dots resolved."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    above = parts[: len(parts) - node.level + is_package]
    return ".".join([*above, *([node.module] if node.module else [])])


def wrong_arrows(source: str, module: str, is_package: bool = False) -> list[str]:
    """What a module's source does that its rank forbids, as "line: what"."""
    tree = ast.parse(source)
    wrong = []
    for line, target in imports(tree, module, is_package):
        if within(target, forbidden_to(module)):
            wrong.append(f"{line}: {module} must not know {target}")
        elif not within(module, DOORS) and within(target, NETWORK | FILES):
            wrong.append(f"{line}: {module} imports {target}, which is for {DOORS_TEXT} only")
        elif within(target, PACKAGES) and (why := against_rank(module, target)):
            wrong.append(f"{line}: {why}")
    if not within(module, DOORS):
        wrong += [f"{line}: {module} calls {call}" for line, call in file_calls(tree)]
    return wrong


def within(name: str, packages: Iterable[str]) -> bool:
    """Whether a dotted name is one of the packages or lies in one."""
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def forbidden_to(module: str) -> set[str]:
    """Everything that a module may not know, because of itself or a package above it."""
    return {name for above, names in FORBIDDEN.items() if within(module, [above]) for name in names}


def against_rank(module: str, target: str) -> str | None:
    """Why a module may not import another of the project's, or None."""
    own, place = ranked(module), ranked(target)
    if place is None:
        return f"{target} has no rank"
    if own is None or place == own or place in PACKAGES or RANKS[place] < RANKS[own]:
        return None
    return f"{module} ({RANKS[own]}) imports {target} ({RANKS[place]})"


def file_calls(tree: ast.AST) -> list[tuple[int, str]]:
    """Line and name of every call that opens, lists, tests or writes a file."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id="open"):
                    found.append((node.lineno, "open"))
                case ast.Attribute(attr=attr) if attr in FILE_CALLS:
                    found.append((node.lineno, attr))
    return found


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_has_a_rank_and_imports_only_what_stands_lower(module: str) -> None:
    path = MODULES[module]
    assert ranked(module), f"{module} is not in RANKS: give it its place"
    wrong = wrong_arrows(path.read_text(encoding="utf-8"), module, path.name == "__init__.py")
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("etl.read", "from etl.figures import load", "1: etl.read (3) imports etl.figures (6)"),
        ("etl.read", "from etl import figures", "1: etl.read (3) imports etl.figures (6)"),
        ("etl.read", "from . import figures", "1: etl.read (3) imports etl.figures (6)"),
        ("etl.read", "from .figures import load", "1: etl.read (3) imports etl.figures (6)"),
        ("etl.periods", "import etl.quantities", "1: etl.periods (4) imports etl.quantities (4)"),
        ("etl.tidy", "def f():\n    import etl.cli", "2: etl.tidy (8) imports etl.cli (12)"),
        ("etl.tidy", "import etl.newcomer", "1: etl.newcomer has no rank"),
        ("etl.cli", "import plotly.graph_objects", "1: etl.cli must not know plotly.graph_objects"),
        ("etl.cli", "from dashboard import data", "1: etl.cli must not know dashboard.data"),
        (
            "dashboard.charts",
            "import streamlit as st",
            "1: dashboard.charts must not know streamlit",
        ),
        ("etl.read", "text = open(name)", "1: etl.read calls open"),
        ("etl.read", "text = path.read_text()", "1: etl.read calls read_text"),
        (
            "dashboard.views.trade",
            "from dashboard import app",
            "1: dashboard.views.trade (31) imports dashboard.app (33)",
        ),
    ],
)
def test_a_wrong_arrow_is_named_with_its_line(module: str, source: str, complaint: str) -> None:
    assert wrong_arrows(source, module) == [complaint]


@pytest.mark.parametrize("source", ["import urllib.request", "from urllib import request"])
def test_network_is_for_the_two_doors_only(source: str) -> None:
    assert wrong_arrows(source, "etl.cli") == []
    assert wrong_arrows(source, "etl.read") == [
        f"1: etl.read imports urllib.request, which is for {DOORS_TEXT} only"
    ]


def test_right_arrows_pass() -> None:
    assert wrong_arrows("from urllib.parse import urlencode", "dashboard.charts") == []
    assert wrong_arrows("from etl import read\nfrom etl.schema import COLUMNS", "etl.figures") == []
    assert wrong_arrows("from dashboard import charts, data", "dashboard.views.trade") == []
    assert wrong_arrows("from etl import tidy\npath.read_text()", "dashboard.data") == []


def test_a_new_module_cannot_hide_under_its_package() -> None:
    assert ranked("etl.newcomer") is None
    assert ranked("dashboard.newcomer") is None
    assert ranked("dashboard.views.trade") == "dashboard.views"
