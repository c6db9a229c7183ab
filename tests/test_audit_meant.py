"""What `meant` of a figure answers: one question about it, with what it says, and nothing else.

Of etl/audit/judge: answers, paragraph.
"""

from __future__ import annotations

import re

import pytest

from etl.audit import audit, render_text
from etl.book.load import load
from tests.one_paragraph import book_text, entry, told

_BEFORE = "Borduria\n\nTrade with Ruritania fell.\n\nIn 2019 exports were $6 billion."
"""Of which the partner stands nowhere."""
_ASKED = "the words near it name RUR, the partner is {}"


def _exports(**keys: object) -> dict[str, object]:
    given = {"period_as_stated": "In 2019", "paragraph": 3, "partner": "WLD"}
    return {**entry("exports", "6 billion USD", "$6 billion", **given), **keys}


def _found(text: str, *figures: dict[str, object], **more: str) -> list[tuple[str, str]]:
    return [(rule, fault) for rule, fault, _ in told(text, *figures, **more)]


def test_the_message_says_what_to_write() -> None:
    loaded = load(book_text(_BEFORE, _exports()).encode())
    assert loaded.book
    said = render_text(audit(loaded.book, {"note.txt": _BEFORE.encode()}), "figures.yaml")
    assert (
        "the partner is WLD; correct the partner, or declare its words among the areas, "
        "or write meant: [area WLD] if the text means it [area]"
    ) in said
    assert _found(_BEFORE, _exports(meant=["area WLD"])) == []


@pytest.mark.parametrize(
    ("keys", "rule"),
    [
        ({"status": "target"}, "status"),
        ({"indicator": "imports"}, "indicator"),
        ({"period": "2018"}, "period"),
        ({"partner": "SYL"}, "area"),
        ({"reporter": "SYL"}, "area"),
        ({"value": "7 billion USD"}, "stated-value"),
    ],
)
def test_one_question_is_answered_and_the_others_are_asked(
    keys: dict[str, object], rule: str
) -> None:
    assert _found(_BEFORE, _exports(meant=["area WLD"])) == []
    given = {"partner": "WLD", "meant": ["area WLD"], **keys}
    assert rule in [one for one, _ in _found(_BEFORE, _exports(**given))]


def test_an_answer_that_nobody_asked_for_is_told() -> None:
    text = "In 2019 exports to Syldavia were $6 billion."
    given = {"partner": "SYL", "paragraph": 1}
    idle = _exports(**given, meant=["area SYL", "period 2019"])
    assert told(text, idle) == [
        ("meant", f'meant has "{answer}", which nothing here asks about', "remove it")
        for answer in ("area SYL", "period 2019")
    ]


def test_what_the_phrase_proves_is_never_answered() -> None:
    text = "In 2019 exports to Syldavia were $6 billion."
    given = {"partner": "SYL", "paragraph": 1, "period": "2018"}
    wrong = _exports(**given, meant=["period 2018"])
    found = '"In 2019" states 2019, the period is 2018'
    assert ("period", found) in _found(text, wrong)


def test_a_wrong_base_is_asked_about_beside_a_period_that_is_answered() -> None:
    text = "In 2018 turnover with Syldavia doubled against 2015."
    keys = {"period": "2019", "period_basis": "inferred", "period_reason": "The last year."}
    growth = entry("times", "2", "doubled", base="2015", meant=["period 2019"], **keys)
    assert [rule for rule, _ in _found(text, growth)] == ["pending"]  # 2018 is no date of it
    found = '"against 2015" measures it against 2015, the figure against 2014'
    assert ("base", found) in _found(text, {**growth, "base": "2014"})


def test_an_older_dismissal_of_the_phrase_answers_for_areas_alone() -> None:
    row = "[{source: note, paragraph: 3, phrase: $6 billion, reason: not_a_statistic}]"
    note = ("meant", '"$6 billion" is dismissed, and is a figure')
    assert _found(_BEFORE, _exports(), dismissed=row) == [note]
    ((_, _, todo),) = told(_BEFORE, _exports(), dismissed=row)
    assert todo == "remove that, and write meant: [area WLD] at the figure"
    target = _found(_BEFORE, _exports(status="target"), dismissed=row)
    assert [rule for rule, _ in target] == ["status", "meant"]


def test_a_word_is_dismissed_for_one_figure_alone() -> None:
    text = "In 2019 exports were $9 billion, of which $2 billion to Ruritania."
    given = {"period_as_stated": "In 2019"}
    whole = entry("exports", "9 billion USD", "$9 billion", partner="WLD", **given)
    part = entry("exports", "2 billion USD", "$2 billion", partner="RUR", **given)
    row = "[{source: note, paragraph: 1, phrase: Ruritania, reason: not_a_statistic}]"
    assert _found(text, whole, part, dismissed=row) == []
    wrong = {**part, "partner": "SYL"}
    ((rule, fault),) = _found(text, whole, wrong, dismissed=row)
    assert (rule, fault) == ("meant", '"Ruritania" is dismissed for f-1 and f-2 at once')
    answered = {**whole, "meant": ["area WLD"]}
    assert _found(text, answered, part) == []
    assert _found(text, answered, wrong) == [("area", _ASKED.format("SYL"))]


@pytest.mark.parametrize("among", ["buyers of tea, cocoa", "buyers: tea", 'some "big" buyers'])
def test_an_answer_can_be_copied_as_it_is_printed(among: str) -> None:
    text = "In 2019 Syldavia was the third trading partner in Asia."
    rank = entry("rank", "3", "third", among=among)
    loaded = load(book_text(text, rank).encode())
    assert loaded.book
    said = render_text(audit(loaded.book, {"note.txt": text.encode()}), "figures.yaml")
    printed = re.findall(r"or write meant: (\[.*\]) if the text means it \[among\]", said)
    assert len(printed) == 1
    marks = book_text(text, {**rank, "meant": "MARK"}).replace('"MARK"', printed[0])
    answered = load(marks.encode())
    assert answered.book
    assert answered.book.figures["f-1"].meant == (f"among {among}",)
    assert audit(answered.book, {"note.txt": text.encode()}).clean
