"""A number that its text takes back is no current figure, and the right one is no former.

Of etl/audit/judge: corrected; etl/words: corrections.
"""

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told

TEXTS = [
    ("en", "An earlier release gave a turnover of $6 billion for 2019; the right figure is "
     "$5 billion.", "$6 billion", "$5 billion", "An earlier release", "right figure"),
    ("it", "Il comunicato precedente dava per il 2019 un interscambio di 6 miliardi di dollari; "
     "il dato corretto è di 5 miliardi di dollari.", "6 miliardi di dollari",
     "5 miliardi di dollari", "comunicato precedente", "dato corretto"),
    ("ru", "Ошибочно товарооборот в 2019 году назван в 6 млрд долларов; правильная цифра — "
     "5 млрд долларов.", "6 млрд долларов", "5 млрд долларов", "Ошибочно",
     "правильная цифра"),
]  # fmt: skip


def _figures(wrong: str, right: str) -> tuple[dict[str, object], dict[str, object]]:
    return entry("turnover", "6 billion USD", wrong), entry("turnover", "5 billion USD", right)


@pytest.mark.parametrize(("language", "text", "wrong", "right", "taken", "instead"), TEXTS)
def test_what_is_taken_back_is_superseded_and_the_right_number_is_not(
    language: str, text: str, wrong: str, right: str, taken: str, instead: str
) -> None:
    one, other = _figures(wrong, right)

    def corrected(*figures: dict[str, object]) -> list[str]:
        report = told(text, *figures, language=language)
        return [found for rule, found, _ in report if rule == "corrected"]

    assert corrected(one, other | {"supersedes": "f-1"}) == []
    back = {"retracted": "2020-02-11", "retracted_reason": "So."}
    assert corrected(one | back, other) == []
    current = f'"{taken}" takes the number back, the figure is current'
    former = f'"{instead}" tells the right number, the figure is not current'
    assert corrected(one, other) == [current]
    assert corrected(one | {"supersedes": "f-2"}, other) == [current, former]
    assert corrected(one, other | back) == [current, former]


def test_words_behind_a_number_take_it_back_as_well() -> None:
    text = "Turnover in 2019 was given as $6 billion in error."
    ((rule, found, todo),) = told(text, entry("turnover", "6 billion USD", "$6 billion"))
    assert (rule, found) == (
        "corrected",
        '"in error" takes the number back, the figure is current',
    )
    assert todo == "set supersedes at its correction, or retracted here"


def test_a_report_that_is_only_earlier_takes_nothing_back() -> None:
    text = "Turnover in 2019 was $6 billion, less than in an earlier year."
    assert told(text, entry("turnover", "6 billion USD", "$6 billion")) == []
