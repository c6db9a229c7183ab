"""The table of kinds is complete, and what it says of a kind is no contradiction."""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import Final, get_args

import pytest

from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind
from etl.core.schema import INDICATOR_KINDS
from tests.conftest import ROOT


def test_every_name_of_a_kind_has_its_row_and_every_row_its_name() -> None:
    assert tuple(KINDS) == INDICATOR_KINDS
    assert set(KINDS) == set(get_args(IndicatorKind))


@pytest.mark.parametrize("name", KINDS)
def test_a_row_does_not_contradict_itself(name: IndicatorKind) -> None:
    kind = KINDS[name]
    assert kind.noun.split()[0] in ("a", "an")
    assert kind.noun.endswith(name.replace("_", " "))
    assert len(set(kind.units)) == len(kind.units) > 0
    assert (kind.of == "no") == (not kind.measures)
    assert set(kind.measures) <= set(KINDS)
    assert name not in kind.measures
    assert kind.floor is None or kind.ceiling is None or kind.floor < kind.ceiling
    assert not (kind.sums and kind.of != "no")
    assert set(kind.sums) <= set(KINDS)
    assert not kind.whole or kind.of == "must"


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("signed", {"net_flow", "balance", "growth", "change", "ratio"}),
        ("is_amount", {"flow", "stock", "net_flow", "balance"}),
        ("adds_over_time", {"flow", "net_flow", "balance"}),
        ("against", {"growth", "multiple", "change", "index"}),
        ("minus", {"balance"}),
        ("whole", {"share"}),
        ("among", {"rank"}),
        ("per", {"average"}),
        ("whole_numbers", {"rank"}),
    ],
)
def test_what_holds_for_which_kinds(column: str, names: set[IndicatorKind]) -> None:
    assert {name for name, kind in KINDS.items() if getattr(kind, column)} == names


def test_who_adds_up_to_whom() -> None:
    assert {name: kind.sums for name, kind in KINDS.items() if kind.sums} == {
        **{name: (name,) for name in ("flow", "stock", "net_flow")},
        "balance": ("flow",),
    }


def test_the_lowest_and_highest_number_of_a_kind() -> None:
    floors = {name: kind.floor for name, kind in KINDS.items() if kind.floor != Decimal(0)}
    assert floors == {
        **{"growth": Decimal(-100), "rank": Decimal(1)},
        **dict.fromkeys(("net_flow", "balance", "change", "ratio"), None),
    }
    assert {name: k.ceiling for name, k in KINDS.items() if k.ceiling} == {"share": Decimal(100)}


ROOMS: Final = ("etl", "dashboard")
HOME: Final = {"etl/core/kinds.py"}
"""Where kinds may be named; everyone else asks the table."""
READ: Final = {"reading", "amount", "stated", "number"}
"""What the reader reads has kinds of its own, of which some have the same name (multiple)."""


def named_kinds(source: str) -> list[str]:
    """Comparisons and matches of a kind with its name, as "line: name"."""
    named = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Compare(left=left, comparators=[right]) if _asks(left) or _asks(right):
                named += [(node.lineno, name) for name in (*_names(left), *_names(right))]
            case ast.Match(subject=subject, cases=cases) if _asks(subject):
                names = [name for case in cases for name in _names(case.pattern)]
                named += [(node.lineno, name) for name in names]
    return [f"{line}: {name}" for line, name in named if name in KINDS]


def _asks(node: ast.expr) -> bool:
    """Whether an expression is the kind of something: figure.kind, kind, case.kind(statement)."""
    match node:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr="kind") if (
            name in READ
        ):
            return False
        case ast.Attribute(attr="kind") | ast.Name(id="kind"):
            return True
        case ast.Call(func=func):
            return _asks(func)
    return False


def _names(node: ast.AST) -> list[str]:
    return [
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ('if indicator.kind == "flow": pass', ["1: flow"]),
        ('x = kind in ("flow", "stock")', ["1: flow", "1: stock"]),
        ('x = case.kind(statement) != "growth"', ["1: growth"]),
        ('match f.kind:\n    case "rank" | "share": pass', ["1: rank", "1: share"]),
        ('x = token.kind == "digits"', []),
        ('x = reading.kind == "multiple"', []),
        ('x = one.reading.kind in ("multiple", "fraction")', []),
        ("x = KINDS[f.kind].signed", []),
    ],
)
def test_a_comparison_with_the_name_of_a_kind_is_seen(source: str, named: list[str]) -> None:
    assert named_kinds(source) == named


def test_no_room_compares_a_kind_with_its_name() -> None:
    """What depends on the kind is a column of the table, so no room can forget a new kind."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    named = {
        name: found
        for path in paths
        if (name := path.relative_to(ROOT).as_posix()) not in HOME
        and (found := named_kinds(path.read_text("utf-8")))
    }
    assert named == {}
