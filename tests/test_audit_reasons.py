"""What a dismissal cannot say: that a number with a unit is none, that a figure is no figure.

Of etl/audit/judge: dismissed, paragraph.
"""

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told

UNTRUE = ("name", "not_a_statistic", "anniversary", "historical_date", "plain_count")


def _dismissed(phrase: str, reason: str) -> str:
    return f"[{{source: note, paragraph: 1, phrase: '{phrase}', reason: {reason}}}]"


@pytest.mark.parametrize("reason", UNTRUE)
@pytest.mark.parametrize(
    ("language", "text", "phrase", "noun"),
    [
        ("en", "It was $90 million.", "$90 million", "an amount of money"),
        ("en", "It was 40% of it.", "40%", "a percentage"),
        ("en", "It was 1.2 million tonnes.", "1.2 million tonnes", "an amount with a unit"),
        ("en", "Turnover doubled.", "doubled", "a multiple"),
        ("en", "Third largest of all.", "Third largest", "a rank"),
        ("en", "There came 12,000 firms.", "12,000", "a count of what an indicator counts"),
        ("en", "There were 2.4 million of them.", "2.4 million", "a number with a scale"),
        ("it", "Erano 90 milioni di euro.", "90 milioni di euro", "an amount of money"),
        ("ru", "Это 40 % всего.", "40 %", "a percentage"),
    ],
)
def test_a_number_with_a_unit_is_none_of_what_is_no_statistic(
    reason: str, language: str, text: str, phrase: str, noun: str
) -> None:
    ((rule, found, todo),) = told(text, language=language, dismissed=_dismissed(phrase, reason))
    assert (rule, found) == ("reason", f'"{phrase}" is {noun}, the reason is {reason}')
    assert todo.startswith("add a figure, or dismiss it as out_of_scope where no indicator")


@pytest.mark.parametrize("reason", ["out_of_scope", "not_recordable", "unclear"])
def test_what_is_not_held_may_be_anything(reason: str) -> None:
    assert told("It was $90 million.", dismissed=_dismissed("$90 million", reason)) == []


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [("35 barrels", "plain_count"), ("12 delegates", "plain_count"), ("40th", "anniversary")],
)
def test_a_few_things_and_an_anniversary_are_none(phrase: str, reason: str) -> None:
    text = "They gave 35 barrels to 12 delegates at the 40th anniversary."
    others = [one for one in ("35 barrels", "12", "40th") if one not in phrase]
    rows = [(phrase.replace(" delegates", ""), reason), *((one, "unclear") for one in others)]
    entries = ", ".join(_dismissed(*row)[1:-1] for row in rows)
    report = told(text, dismissed=f"[{entries}]")
    assert [found for rule, found, _ in report if rule == "reason"] == []


@pytest.mark.parametrize(
    ("keys", "rule"),
    [
        ({"status": "target"}, "status"),
        ({"indicator": "imports"}, "indicator"),
        ({"period": "2018"}, "period"),
        ({"partner": "RUR"}, "area"),
    ],
)
def test_a_dismissed_phrase_keeps_the_questions_about_its_figure(
    keys: dict[str, str], rule: str
) -> None:
    text = "In 2019 exports to Syldavia were $6 billion."
    given = {"period_as_stated": "In 2019"}
    figure = entry("exports", "6 billion USD", "$6 billion", **given) | keys
    report = told(text, figure, dismissed=_dismissed("$6 billion", "unclear"))
    told_of = [one for one, _, _ in report if one != "pending"]  # 2019 is no date of 2018
    assert told_of == [rule, "dismissed-nothing"]


def test_a_target_is_no_forecast_where_the_words_tell_which() -> None:
    figure = entry("exports", "6 billion USD", "$6 billion", period="2025")
    text = "They aim at exports of $6 billion to Syldavia in 2025."
    assert told(text, figure | {"status": "target"}) == []
    ((rule, found, todo),) = told(text, figure | {"status": "forecast"})
    assert (rule, found) == ("status", '"aim" beside it tells a target, the status is forecast')
    assert todo == "set status: target"
    both = "They aim at expected exports of $6 billion to Syldavia in 2025."
    for status in ("target", "forecast"):
        assert told(both, figure | {"status": status}) == []


def test_a_base_is_not_another_year_than_the_year_before() -> None:
    text = "Turnover with Syldavia in 2019 was four times that of the previous year."
    figure = entry("times", "4", "four times", period_as_stated="in 2019")
    assert told(text, figure) == []
    ((rule, found, todo),) = told(text, figure | {"base": "2015"})
    assert rule == "base"
    assert found == (
        '"that of the previous year" measures it against 2018, the figure against 2015'
    )
    assert todo == "set base: 2018"
