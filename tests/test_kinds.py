"""The table of kinds is complete, and what it says of a kind is no contradiction."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind
from etl.core.schema import INDICATOR_KINDS


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
    assert not (kind.parts and kind.of != "no")
    assert not kind.whole or kind.of == "must"


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("signed", {"net_flow", "balance", "growth", "change", "ratio"}),
        ("is_amount", {"flow", "stock", "net_flow", "balance"}),
        ("adds_over_time", {"flow", "net_flow", "balance"}),
        ("parts", {"flow", "stock", "net_flow"}),
        ("minus", {"balance"}),
        ("whole", {"share"}),
        ("among", {"rank"}),
        ("per", {"average"}),
        ("whole_numbers", {"rank"}),
    ],
)
def test_what_holds_for_which_kinds(column: str, names: set[IndicatorKind]) -> None:
    assert {name for name, kind in KINDS.items() if getattr(kind, column)} == names


def test_the_lowest_and_highest_number_of_a_kind() -> None:
    floors = {name: kind.floor for name, kind in KINDS.items() if kind.floor != Decimal(0)}
    assert floors == {
        **{"growth": Decimal(-100), "rank": Decimal(1)},
        **dict.fromkeys(("net_flow", "balance", "change", "ratio"), None),
    }
    assert {name: k.ceiling for name, k in KINDS.items() if k.ceiling} == {"share": Decimal(100)}
