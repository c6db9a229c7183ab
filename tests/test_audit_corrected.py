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


@pytest.mark.parametrize(
    ("language", "now", "then", "phrase", "words"),
    [
        ("en", "Correction: the ministry said turnover with Syldavia in 2019 was $6 billion.",
         "Correction: the ministry originally said turnover with Syldavia in 2019 was $6 billion.",
         "$6 billion", "Correction: the ministry originally said"),
        ("en", "Correction: against the previous year, it said, turnover in 2019 was $6 billion.",
         "Correction: we had written that turnover in 2019 was $6 billion.",
         "$6 billion", "Correction: we had written"),
        ("it", "Rettifica: come indicato dal ministero, nel 2019 l'interscambio era di 6 miliardi "
         "di dollari.",
         "Rettifica: come inizialmente indicato, nel 2019 l'interscambio era di 6 miliardi di "
         "dollari.", "6 miliardi di dollari", "Rettifica: come inizialmente indicato"),
        ("it", "Rettifica: per la prima volta, ha detto il ministro, nel 2019 l'interscambio era "
         "di 6 miliardi di dollari.",
         "Rettifica: avevamo scritto che nel 2019 l'interscambio era di 6 miliardi di dollari.",
         "6 miliardi di dollari", "Rettifica: avevamo scritto"),
        ("ru", "Уточнение: как сообщил министр, товарооборот в 2019 году составил 6 млрд долларов.",
         "Уточнение: ранее министр сообщил, что товарооборот в 2019 году составил 6 млрд долларов.",
         "6 млрд долларов", "Уточнение: ранее министр сообщил"),
    ],
)  # fmt: skip
def test_only_what_a_correction_says_of_an_earlier_text_is_taken_back(
    language: str, now: str, then: str, phrase: str, words: str
) -> None:
    figure = entry("turnover", "6 billion USD", phrase)
    asked = [f for rule, f, _ in told(now, figure, language=language) if rule == "corrected"]
    assert asked == []
    asked = [f for rule, f, _ in told(then, figure, language=language) if rule == "corrected"]
    assert asked == [f'"{words}" takes the number back, the figure is current']
