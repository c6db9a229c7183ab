"""Parts of one whole that one source states, and that do not fit into it.

Of etl/audit/judge: parts.
"""

from __future__ import annotations

import pytest

from etl.audit import audit
from etl.book.load import load
from tests.one_paragraph import book_text, entry

_MORE = """\
indicators:
  - {id: exports, name: Exports, topic: a, kind: flow, unit: currency, statement: S, definition: D}
  - {id: oil, name: Oil, topic: a, kind: flow, unit: currency, statement: S, definition: D,
     part_of: exports}
  - {id: gas, name: Gas, topic: a, kind: flow, unit: currency, statement: S, definition: D,
     part_of: exports}
  - {id: oil-share, name: Oil share, topic: a, kind: share, unit: percent, statement: S,
     definition: D, of: oil, within: exports}
  - {id: gas-share, name: Gas share, topic: a, kind: share, unit: percent, statement: S,
     definition: D, of: gas, within: exports}
  - {id: share, name: Share, topic: a, kind: share, unit: percent, statement: S, definition: D,
     of: exports, whole: WLD}
"""


def parts(text: str, *figures: dict[str, object], dismissed: str = "[]") -> list[str]:
    """What the rule of parts finds."""
    file = book_text(text, *figures, dismissed=dismissed)
    start, end = file.index("indicators: ["), file.index("sources: [")
    loaded = load((file[:start] + _MORE + file[end:]).encode())
    assert loaded.book, loaded.problems
    report = audit(loaded.book, {"note.txt": text.encode()})
    return [f"{one.entry}: {one.found}" for one in report.findings if one.rule == "parts"]


_TEXT = "In 2019 exports were $10 billion: oil $8 billion, gas $4 billion and $1 billion."


def _oil() -> dict[str, object]:
    return entry("oil", "8 billion USD", "$8 billion")


def test_parts_that_are_more_than_their_whole_are_told_with_every_figure() -> None:
    whole = entry("exports", "10 billion USD", "$10 billion")
    gas = entry("gas", "4 billion USD", "$4 billion")
    found = "f-2 and f-3 add up to at least 11,000,000,000, more than f-1"
    assert parts(_TEXT, whole, _oil(), gas) == [f"figure f-{n}: {found}" for n in (1, 2, 3)]


@pytest.mark.parametrize("keys", [{"period": "2018"}, {"partner": "RUR"}])
def test_parts_of_another_period_or_partner_are_none(keys: dict[str, object]) -> None:
    whole = entry("exports", "10 billion USD", "$10 billion")
    gas = entry("gas", "4 billion USD", "$4 billion", **keys)
    assert parts(_TEXT, whole, _oil(), gas) == []


def test_parts_that_may_fit_are_not_told() -> None:
    whole = entry("exports", "10 billion USD", "$10 billion")
    assert parts(_TEXT, whole, _oil(), entry("gas", "1 billion USD", "$1 billion")) == []


def test_one_part_alone_is_no_more_than_the_whole() -> None:
    text = "In 2019 exports were $1 billion, oil $8 billion."
    whole = entry("exports", "1 billion USD", "$1 billion")
    (one, other) = parts(text, whole, _oil())
    assert one == "figure f-1: f-2 is at least 7,500,000,000, more than f-1"
    assert other.startswith("figure f-2")


def test_two_partners_are_no_more_than_the_area_of_both() -> None:
    text = "In 2019 exports to Europe were $10 billion: Syldavia 8 billion, Ruritania 7 billion."
    figures = (
        entry("exports", "10 billion USD", "$10 billion", partner="EUR"),
        entry("exports", "8 billion USD", "8 billion", partner="SYL"),
        entry("exports", "7 billion USD", "7 billion", partner="RUR"),
    )
    found = "f-2 and f-3 add up to at least 14,000,000,000, more than f-1"
    assert parts(text, *figures) == [f"figure f-{n}: {found}" for n in (1, 2, 3)]
    assert parts(text, *figures[:2]) == []


def test_shares_of_one_whole_are_no_more_than_all_of_it() -> None:
    text = "In 2019 oil was 90% of exports, gas 20%, and then 9%."
    oil, gas = entry("oil-share", "90 %", "90%"), entry("gas-share", "20 %", "20%")
    found = "f-1 and f-2 add up to at least 109 %, more than all of it"
    assert parts(text, oil, gas) == [f"figure f-{n}: {found}" for n in (1, 2)]
    assert parts(text, oil, entry("gas-share", "9 %", "9%")) == []
    text = "In 2019 the share of Syldavia was 60%, that of Ruritania 50%."
    figures = entry("share", "60 %", "60%"), entry("share", "50 %", "50%", partner="RUR")
    assert len(parts(text, *figures)) == 2


def test_what_a_source_really_says_can_be_answered() -> None:
    text = "In 2019 exports were $1 billion, oil $8 billion."
    whole = entry("exports", "1 billion USD", "$1 billion", meant=["parts exports"])
    assert parts(text, whole, {**_oil(), "meant": ["parts oil"]}) == []
    assert len(parts(text, whole, _oil())) == 1
