"""Corrections say the same of the same, copies have one original, groups count nobody twice."""

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told
from tests.small import allowed, book_of, changed, refused

SECOND_SOURCE = """\
  - id: SECOND
    title: A second release
    kind: press_release
    published: 2020-05-01
    language: en

figures:
"""
CORRECTION = """\
figures:
  - id: corrected
    indicator: INDICATOR
    partner: PARTNER
    period: 2019
    value: 3.5 billion USD
    as_stated: $3.5 billion
    source: SOURCE
    supersedes: syl-exports-2019
"""


def correction(
    indicator: str = "exports", partner: str = "SYL", published: str = "2020-05-01"
) -> str:
    source = SECOND_SOURCE.replace("SECOND", "second").replace("2020-05-01", published)
    figure = CORRECTION.replace("INDICATOR", indicator).replace("PARTNER", partner)
    return source.replace("figures:\n", figure.replace("SOURCE", "second"))


def test_a_correction_names_what_it_corrects() -> None:
    book = book_of(changed(("figures:\n", correction())))
    assert book.figures["corrected"].supersedes == "syl-exports-2019"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (correction("turnover"), 'the indicator of "syl-exports-2019" is exports, here turnover'),
        (correction(partner="WLD"), 'the partner of "syl-exports-2019" is SYL, here WLD'),
        (
            correction(published="2020-01-31"),
            '"syl-exports-2019" was published later, on 2020-02-11',
        ),
        (
            correction().replace("supersedes: syl-exports-2019", "supersedes: corrected"),
            '"corrected" supersedes itself',
        ),
    ],
)
def test_a_correction_says_the_same_of_the_same_and_later(text: str, found: str) -> None:
    assert refused(("figures:\n", text)) == [("supersedes", found)]


def test_a_statement_is_corrected_once_and_then_its_correction() -> None:
    twice = correction() + CORRECTION.removeprefix("figures:\n").replace("corrected", "again")
    twice = (
        twice.replace("INDICATOR", "exports").replace("PARTNER", "SYL").replace("SOURCE", "second")
    )
    change = ("figures:\n", twice)
    assert refused(change) == [("supersedes", '"syl-exports-2019" is corrected by corrected')]
    assert allowed(change) == ["a correction of the correction supersedes that one"]
    chain = twice[::-1].replace("syl-exports-2019"[::-1], "corrected"[::-1], 1)[::-1]
    assert book_of(changed(("figures:\n", chain))).figures["again"].supersedes == "corrected"


def test_two_statements_do_not_correct_each_other() -> None:
    other = ("authority: national statistics office\n", "supersedes: corrected\n")
    found = refused(("figures:\n", correction(published="2020-02-11")), other)
    assert found == [
        ("supersedes", '"syl-exports-2019" supersedes this one'),
        ("supersedes", '"corrected" supersedes this one'),
    ]


def test_a_correction_of_nothing_is_refused() -> None:
    text = correction().replace("supersedes: syl-exports-2019", "supersedes: syl-exports-2018")
    (problem,) = refused(("figures:\n", text))
    assert problem[0] == "unknown-reference"
    assert '"syl-exports-2018" is not in figures' in problem[1]


def test_a_copy_names_who_wrote_the_text() -> None:
    copy = SECOND_SOURCE.replace("SECOND", "second").replace(
        "language: en", "language: en\n    copy_of: ministry-2020-02-11"
    )
    assert book_of(changed(("figures:\n", copy))).sources["second"].copy_of == "ministry-2020-02-11"
    third = copy.replace("\nfigures:\n", "") + SECOND_SOURCE.replace("SECOND", "third").replace(
        "language: en", "language: en\n    copy_of: second"
    )
    assert refused(("figures:\n", third)) == [
        ("copy", '"second" is a copy of "ministry-2020-02-11"')
    ]
    assert allowed(("figures:\n", third)) == ["write copy_of: ministry-2020-02-11"]


GROUP = "  - id: WLD\n    name: World\n"


@pytest.mark.parametrize(
    ("code", "members", "found"),
    [
        ("SYL_WLD", "[SYL, WLD]", "SYL is part of WLD"),
        ("SYL_SYL", "[SYL]", "SYL alone"),
    ],
)
def test_a_group_counts_nobody_twice(code: str, members: str, found: str) -> None:
    group = f"{GROUP}  - id: {code}\n    name: Both\n    sum_of: {members}\n"
    assert refused((GROUP, group)) == [("overlap", found)]


def test_a_group_is_named_by_its_members() -> None:
    group = f"{GROUP}  - id: SYL_BOR\n    name: Both\n    sum_of: [SYL, BOR]\n    part_of: [WLD]\n"
    assert book_of(changed((GROUP, group))).areas["SYL_BOR"].sum_of == ("SYL", "BOR")


def test_a_group_is_no_part_of_itself() -> None:
    group = f"{GROUP}  - id: SYL_BOR\n    name: Both\n    sum_of: [SYL, SYL_BOR]\n"
    assert ("cycle", "SYL_BOR is part of SYL_BOR") in refused((GROUP, group))


def test_a_correction_keeps_the_period_that_no_words_of_it_change() -> None:
    text = (
        "In 2018 exports to Syldavia were $6 billion. Correction: the right figure is $5 billion."
    )
    earlier = entry("exports", "6 billion USD", "$6 billion", period="2018",
                    period_as_stated="In 2018", retracted="2020-02-11",
                    retracted_reason="Corrected.")  # fmt: skip
    right = entry("exports", "5 billion USD", "$5 billion", supersedes="f-1",
                  period_reason="As corrected.")  # fmt: skip
    assert told(text, earlier, right | {"period": "2018"}) == []
    found = 'the period of "f-1" is 2018, here 2019 and no words state it'
    todo = "write period: 2018, or name the words that state it in period_as_stated"
    assert told(text, earlier, right) == [("supersedes", found, todo)]
    worded = right | {"period_as_stated": "in 2019", "period_basis": "stated"}
    worded.pop("period_reason")
    assert told(text.replace("Correction:", "Correction: in 2019"), earlier, worded) == []
