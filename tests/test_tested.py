"""Every module has its test module: `tests/test_NAME.py`, or the one whose header names it.

A header ends with what else it tests, "Of etl/book: load; etl/core: model.", room by room.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

from tests.conftest import ROOT
from tests.test_layers import MODULES, imports, name_of

TESTS: Final = {name_of(path): path for path in sorted((ROOT / "tests").rglob("*.py"))}
_SOURCES: Final = TESTS | MODULES
_OF: Final = re.compile(r"^Of ((?:etl|dashboard)[\w/]*: [^.]+)\.$", re.M)
_LONGEST: Final = 80
"""No name of a module is as long."""


def modules_of(header: str) -> list[str]:
    """The modules that a header names, by their dotted names."""
    rooms = [room for match in _OF.finditer(header) for room in match[1].split(";")]
    parted = [room.strip().partition(":") for room in rooms]
    return [
        f"{room.replace('/', '.')}.{name.strip()}"
        for room, _, names in parted
        for name in names.split(",")
    ]


def header_of(path: Path) -> str:
    return ast.get_docstring(_tree(path)) or ""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


HEADERS: Final = {
    name: modules_of(header_of(path)) for name, path in TESTS.items() if ".test_" in name
}
NAMED: Final = {module for modules in HEADERS.values() for module in modules}
OWN: Final = {name.rpartition(".test_")[2] for name in HEADERS}


@cache
def _ways(module: str) -> frozenset[str]:
    """How a text may name a module: whole, by its last parts, or up to what is put into it.

    "screens.overview" of dashboard.screens.overview; "etl.words." of f"etl.words.{language}".
    """
    parts = module.split(".")
    ends = [".".join(parts[at:]) for at in range(len(parts) - 1)]
    heads = [end[:at] for end in ends for at, sign in enumerate(end, 1) if sign in "._"]
    return frozenset([*ends, *(head for head in heads if "." in head)])


@cache
def _next(name: str) -> frozenset[str]:
    """What a module imports, and what it loads by a name that stands in a text."""
    path = _SOURCES[name]
    tree = _tree(path)
    names = {target for _, target in imports(tree, name, path.name == "__init__.py")}
    texts = {
        each.value.removesuffix(".py").replace("/", ".")
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    loaded = {text for text in texts if "." in text and len(text) < _LONGEST}
    names |= {module for module in MODULES if _ways(module) & loaded}
    return frozenset(names & _SOURCES.keys())


def reached(name: str) -> set[str]:
    """Every module that runs where a test module does, however far away."""
    seen: set[str] = set()
    # The browser asks the server, which has every page.
    waiting = [name, *(["dashboard.app"] if name.startswith("tests.e2e.") else [])]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            packages = [current.rsplit(".", at)[0] for at in range(1, current.count(".") + 1)]
            waiting += [*_next(current), *(each for each in packages if each in _SOURCES)]
    return seen


def test_every_module_has_its_test_module() -> None:
    modules = {name for name, path in MODULES.items() if not path.stem.startswith("__")}
    without = [m for m in modules if m not in NAMED and m.rpartition(".")[2] not in OWN]
    assert sorted(without) == [], "name each in the header of the module that tests it"


def test_headers_name_modules_that_their_tests_reach() -> None:
    wrong = {
        name: beyond
        for name, modules in HEADERS.items()
        if modules and (beyond := sorted({*modules} - (reached(name) & MODULES.keys())))
    }
    assert wrong == {}, "no such module, or the tests run none of it"


def test_headers_are_read_room_by_room() -> None:
    header = "What it is.\n\nOf etl/book: load,\nread; etl/core: model.\n"
    assert modules_of(header) == ["etl.book.load", "etl.book.read", "etl.core.model"]
    assert modules_of("Of etl/book: load, without its end") == []
    assert modules_of("Of all things: none.") == []


def test_what_is_loaded_by_name_is_reached_and_what_is_not_is_not() -> None:
    assert "etl.words.times.it" in reached("tests.test_spans")
    assert "dashboard.screens.agree" in reached("tests.test_dashboard")
    assert "dashboard.screens.agree" not in reached("tests.test_days")
