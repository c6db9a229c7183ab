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
    # core: what everything stands on
    "etl.core": 0,
    "etl.core.problems": 1,
    "etl.core.model": 1,
    "etl.core.kinds": 2,
    "etl.core.collection": 1,
    "etl.core.schema": 3,
    "etl.core.days": 3,
    "etl.core.intervals": 3,
    # words: how languages write; reading: the one reader of texts
    "etl.words": 4,
    "etl.words.speech": 4,
    "etl.reading": 5,
    # book: figures.yaml in, a checked book out
    "etl.book": 6,
    "etl.book.editor": 7,
    "etl.book.read": 7,
    "etl.book.quantities": 7,
    "etl.book.scalars": 8,
    "etl.book.entries": 9,
    "etl.book.corrections": 8,
    "etl.book.stated": 9,
    "etl.book.figure_periods": 8,
    "etl.book.indicators": 8,
    "etl.book.event_dates": 8,
    "etl.book.figure_problems": 10,
    "etl.book.official": 8,
    "etl.book.columns": 7,
    "etl.book.repeats": 8,
    "etl.book.load": 11,
    # what is asked of a book
    "etl.reconcile": 11,
    "etl.audit": 11,
    # tables: the pandas step, of books and of what is asked of them
    "etl.tables": 12,
    "etl.tables.columns": 13,
    "etl.tables.declared": 13,
    "etl.tables.notes": 13,
    "etl.tables.filling": 14,
    "etl.tables.written": 14,
    "etl.tables.frames": 15,
    "etl.tables.findings": 16,
    "etl.tables.shown": 16,
    "etl.tables.export": 16,
    "etl.tables.changes": 17,
    "etl.tables.generated": 17,
    "etl.tables.extra": 17,
    # draft: from readings to proposed entries, a text beside the book
    "etl.draft": 17,
    "etl.cli": 18,
    "etl.__main__": 19,
    "dashboard": 20,
    "dashboard.view.page_texts": 21,
    "dashboard.view.texts": 22,
    "dashboard.view.plain": 22,
    "dashboard.view.once": 20,
    "dashboard.view.format": 23,
    "dashboard.view.labels": 24,
    "dashboard.view.spans": 24,
    "dashboard.server.documents": 24,
    "dashboard.server.assets": 24,
    "dashboard.server.look": 21,
    "dashboard.server.looking": 20,
    "dashboard.server.kept": 21,
    "dashboard.server.processes": 22,
    "dashboard.server.checking": 23,
    "dashboard.server.state_files": 20,
    "dashboard.server.remembered": 20,
    "dashboard.server.logs": 20,
    "dashboard.server.uvicorn_inside": 20,
    "dashboard.server.gate": 20,
    "dashboard.server.streamlit_inside": 20,
    "dashboard.server.addresses": 22,
    "dashboard.server.slices": 21,
    "dashboard.server.versions": 22,
    "dashboard.server.notes": 20,
    "dashboard.server.names": 19,
    "dashboard.server.reconciler": 23,
    "dashboard.server.reconciling": 24,
    "dashboard.server.reading": 24,
    "dashboard.server.settings": 21,
    "dashboard.charts": 25,
    "dashboard.server.data": 25,
    "dashboard.view.state": 26,
    "dashboard.view.sentences": 25,
    "dashboard.view.topics": 25,
    "dashboard.view.menu": 26,
    "dashboard.view.messages": 26,
    "dashboard.view.briefing": 29,
    "dashboard.view": 27,
    "dashboard.view.findings": 27,
    "dashboard.view.roots": 28,
    "dashboard.screens.theme": 26,
    "dashboard.screens.picture": 27,
    "dashboard.screens.card": 28,
    "dashboard.screens.paper": 28,
    "dashboard.screens.tables": 29,
    "dashboard.screens.parts": 30,
    "dashboard.screens.plot": 31,
    "dashboard.screens.evidence": 32,
    "dashboard.screens.tiles": 30,
    "dashboard.screens.downloads": 30,
    "dashboard.screens.mishap": 27,
    "dashboard.screens.topic_page": 32,
    "dashboard.screens.chosen": 31,
    "dashboard.screens": 33,
    "dashboard.main": 34,
    "dashboard.server": 29,
    "dashboard.server.serving": 32,
    "dashboard.server.publishing": 30,
    "dashboard.server.operating": 30,
    "dashboard.server.probes": 31,
    "dashboard.server.api_filters": 30,
    "dashboard.server.codings": 30,
    "dashboard.server.page": 31,
    "dashboard.server.api_shape": 31,
    "dashboard.server.api_large": 30,
    "dashboard.server.api_feed": 31,
    "dashboard.server.api_readable": 31,
    "dashboard.server.api_openapi": 32,
    "dashboard.server.api_answers": 31,
    "dashboard.server.api_accept": 32,
    "dashboard.server.api_tables": 32,
    "dashboard.server.api_things": 33,
    "dashboard.server.api": 34,
    "dashboard.front": 35,
    "dashboard.app": 36,
    "dashboard.server.command": 37,
}

PACKAGES: Final = {"etl", "dashboard"}

# The only places that open files or speak to a network; serving reads Streamlit's own static files,
# look and settings what is set.
DOORS: Final = {
    "etl.cli",
    *("dashboard.server.command", "dashboard.server.reading", "dashboard.server.look"),
    *("dashboard.server.serving", "dashboard.server.settings", "dashboard.server.versions"),
    *("dashboard.server.probes", "dashboard.server.uvicorn_inside", "dashboard.server.gate"),
    *("dashboard.server.streamlit_inside", "dashboard.server.page", "dashboard.server.api_large"),
    *("dashboard.server.names", "dashboard.server.notes"),
    *("dashboard.server.kept", "dashboard.server.reconciler", "dashboard.server.reconciling"),
    *("dashboard.server.checking", "dashboard.server.processes", "dashboard.server.remembered"),
    *("dashboard.server.documents", "dashboard.server.assets", "dashboard.server.looking"),
}
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
    "dashboard.charts": {"streamlit", "starlette", "dashboard.server.data"},
}


def name_of(path: Path, root: Path = ROOT) -> str:
    """The dotted name of a module (etl.book.read), or of a package."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Final = {
    name_of(path): path
    for package in sorted(PACKAGES)
    for path in sorted((ROOT / package).rglob("*.py"))
}
_NAMES: Final = {*MODULES, *RANKS, *NETWORK}


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
                found.append((node.lineno, submodule if submodule in _NAMES else base))
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
        (
            "etl.book.read",
            "from etl.book.load import load",
            "1: etl.book.read (7) imports etl.book.load (11)",
        ),
        (
            "etl.book.read",
            "from etl.book import load",
            "1: etl.book.read (7) imports etl.book.load (11)",
        ),
        (
            "etl.book.read",
            "from . import load",
            "1: etl.book.read (7) imports etl.book.load (11)",
        ),
        (
            "etl.book.read",
            "from .load import load",
            "1: etl.book.read (7) imports etl.book.load (11)",
        ),
        (
            "etl.core.days",
            "import etl.book.quantities",
            "1: etl.core.days (3) imports etl.book.quantities (7)",
        ),
        (
            "etl.tables.frames",
            "def f():\n    import etl.cli",
            "2: etl.tables.frames (15) imports etl.cli (18)",
        ),
        ("etl.tables.frames", "import etl.newcomer", "1: etl.newcomer has no rank"),
        ("etl.cli", "import plotly.graph_objects", "1: etl.cli must not know plotly.graph_objects"),
        (
            "etl.cli",
            "from dashboard.server import data",
            "1: etl.cli must not know dashboard.server.data",
        ),
        (
            "dashboard.charts",
            "import streamlit as st",
            "1: dashboard.charts must not know streamlit",
        ),
        ("etl.book.read", "text = open(name)", "1: etl.book.read calls open"),
        ("etl.book.read", "text = path.read_text()", "1: etl.book.read calls read_text"),
        (
            "dashboard.screens.trade",
            "from dashboard import app",
            "1: dashboard.screens.trade (33) imports dashboard.app (36)",
        ),
    ],
)
def test_a_wrong_arrow_is_named_with_its_line(module: str, source: str, complaint: str) -> None:
    assert wrong_arrows(source, module) == [complaint]


@pytest.mark.parametrize("source", ["import urllib.request", "from urllib import request"])
def test_network_is_for_the_two_doors_only(source: str) -> None:
    assert wrong_arrows(source, "etl.cli") == []
    assert wrong_arrows(source, "etl.book.read") == [
        f"1: etl.book.read imports urllib.request, which is for {DOORS_TEXT} only"
    ]


def test_right_arrows_pass() -> None:
    assert wrong_arrows("from urllib.parse import urlencode", "dashboard.charts") == []
    assert (
        wrong_arrows(
            "from etl.book import read\nfrom etl.core.schema import COLUMNS", "etl.book.load"
        )
        == []
    )
    assert (
        wrong_arrows(
            "from dashboard import charts\nfrom dashboard.server import data",
            "dashboard.screens.trade",
        )
        == []
    )
    assert (
        wrong_arrows("from etl.tables import frames\npath.read_text()", "dashboard.server.reading")
        == []
    )


def test_a_new_module_cannot_hide_under_its_package() -> None:
    assert ranked("etl.newcomer") is None
    assert ranked("dashboard.newcomer") is None
    assert ranked("dashboard.screens.trade") == "dashboard.screens"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_variable_is_called_by_a_word_that_says_nothing(module: str) -> None:
    assert nameless(ast.parse(MODULES[module].read_text(encoding="utf-8"))) == []


def test_a_variable_that_says_nothing_is_told_with_its_line() -> None:
    source = "found = 1\nfor made in ():\n    pass\nlambda made: 2\nproblem.found = kept"
    field = "class Problem:\n    found: str\n    def __init__(self, found): ..."
    assert nameless(ast.parse(source)) == ["1: found", "2: made", "4: made"]
    assert nameless(ast.parse(field)) == []


def nameless(tree: ast.AST) -> list[str]:
    """Line and name of each variable and parameter that is only said to be found or made.

    Not fields, which the error messages and findings of the project have, nor what fills them.
    """
    fields: set[ast.AST] = set()
    lines = []
    for node in ast.walk(tree):  # the outer ones first
        match node:
            case ast.ClassDef():
                fields |= {s.target for s in node.body if isinstance(s, ast.AnnAssign)}
            case ast.FunctionDef(name="__init__"):
                fields |= {*node.args.args, *node.args.kwonlyargs}
            case ast.Name(id="found" | "made" as name, ctx=ast.Store()) if node not in fields:
                lines.append(f"{node.lineno}: {name}")
            case ast.arg(arg="found" | "made" as name) if node not in fields:
                lines.append(f"{node.lineno}: {name}")
    return sorted(lines)
