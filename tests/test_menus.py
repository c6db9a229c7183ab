"""Menus of very many names: offered a part of them, found by the words that are typed."""

from __future__ import annotations

from dashboard.view.menus import MOST, offered

MANY = [f"s{number}" for number in range(1_000)]


def name(key: str) -> str:
    return f"Ministry {int(key[1:]) % 40}, Statement {key[1:]}"


def test_few_names_are_all_offered_whatever_is_typed() -> None:
    few = MANY[:MOST]
    assert offered(few, name, "nothing like it") == few


def test_of_many_those_asked_for_first_are_offered_before_the_others() -> None:
    shown = offered(MANY, name, first=["s900", "s7"])
    assert shown[:4] == ["s900", "s7", "s0", "s1"]
    assert len(shown) == MOST


def test_every_word_must_stand_in_a_name_in_whatever_order_and_size() -> None:
    assert offered(MANY, name, "987 ministry") == ["s987"]
    assert offered(MANY, name, "MINISTRY 27, 987") == ["s987"]
    assert offered(MANY, name, "ministry 28, 987") == []
    assert offered(MANY, name, "statement 999") == ["s999"]


def test_what_is_chosen_stays_offered_and_takes_nobodys_place() -> None:
    assert offered(MANY, name, "statement 999", chosen=["s5"]) == ["s5", "s999"]
    assert len(offered(MANY, name, chosen=["s5"])) == MOST + 1


def test_no_name_is_made_where_no_word_is_typed() -> None:
    def never(key: str) -> str:
        raise AssertionError(key)

    assert offered(MANY, never)[-1] == f"s{MOST - 1}"
