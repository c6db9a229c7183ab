"""Areas that the list of economies does not have: apart where it is declared, else asked about."""

from __future__ import annotations

import pytest

from etl.core.model import Area, Membership
from etl.reconcile import as_text, reconcile
from etl.reconcile.model.relations import unproven
from tests.worlds import AREAS, book, figure

ISLES = Membership("ISLES")


def areas(*outside: str, zenda: tuple[str, ...] = ()) -> dict[str, Area]:
    """An invented group of two, with what is declared outside of the first; and one beside it."""
    made = (
        Area("SYD", "Syldonia", (ISLES,), outside=outside),
        Area("RUT", "Ruthania", (ISLES,)),
        Area("ZED", "Zedland", (Membership("WLD"),), outside=zenda),
        Area("ISLES", "The Isles", (Membership("WLD"),)),
    )
    return {**AREAS, **{a.id: a for a in made}}


PARTS = (
    figure("a", "sales", "2023", "2.0 billion", partner="SYD"),
    figure("b", "sales", "2023", "1.5 billion", partner="RUT"),
    figure("c", "sales", "2023", "3.0 billion", partner="ISLES"),
)


@pytest.mark.parametrize(
    ("outside", "asked", "clashes"),
    [((), {"RUT": ["SYD"]}, 0), (("RUT",), {}, 1), (("ZED",), {"RUT": ["SYD"]}, 0)],
)
def test_invented_areas_add_up_where_they_are_declared_apart(
    outside: tuple[str, ...], asked: dict[str, list[str]], clashes: int
) -> None:
    whole = book(*PARTS, areas=areas(*outside))

    assert unproven(whole) == asked
    assert len(reconcile(whole).conflicts) == clashes


def test_what_is_outside_a_group_is_apart_from_its_members() -> None:
    world = figure("w", "sales", "2023", "3.0 billion", partner="WLD")
    beside = figure("z", "sales", "2023", "1.5 billion", partner="ZED")
    figures = (PARTS[0], beside, world)

    declared = book(*figures, areas=areas(zenda=("ISLES",)))
    silent = book(*figures, areas=areas())

    assert unproven(declared) == {}
    assert [len(c.members) for c in reconcile(declared).conflicts] == [3]
    assert unproven(silent) == {"SYD": ["ZED"]}
    assert reconcile(silent).conflicts == ()


def test_countries_and_groups_are_not_asked_about_but_a_country_beside_another_area_is() -> None:
    bel = figure("bel", "sales", "2023", "1.5 billion", partner="BEL")
    che = figure("che", "sales", "2023", "1.5 billion", partner="CHE")
    club = figure("club", "sales", "2023", "9.5 billion", partner="CLUB")

    assert unproven(book(bel, che, club, areas=areas())) == {}
    assert unproven(book(bel, PARTS[0], areas=areas())) == {"SYD": ["BEL"]}


def test_a_sum_that_is_held_against_nothing_is_told() -> None:
    silent = reconcile(book(*PARTS, areas=areas()))

    assert silent.not_added == (
        "Ruthania is no country of ISO 3166 and is taken to overlap Syldonia, so together they are"
        " held against no group; where it does not overlap, write `outside: [SYD]` at RUT.",
    )
    text = as_text(silent)
    assert "Nothing that was tested contradicts anything.\n" in text
    assert "\nNot added up\n- Ruthania is no country" in text
    # Where they are declared apart, or of the group nothing is stated, nothing is lost.
    assert reconcile(book(*PARTS, areas=areas("RUT"))).not_added == ()
    assert reconcile(book(*PARTS[:2], areas=areas())).not_added == ()
