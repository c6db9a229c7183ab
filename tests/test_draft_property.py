"""The draft of a text that was made from a known book gives that book back."""

from __future__ import annotations

from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from etl.book.load import load
from etl.core.model import Book
from etl.draft import draft
from tests.conftest import ROOT

DAY: Final = date(2025, 3, 10)
SENTENCES: Final = {
    "turnover": "In {period}, trade between Kazakhstan and {partner} reached {amount}.",
    "exports": "In {period}, exports of Kazakhstan to {partner} amounted to {amount}.",
    "imports": "In {period}, Kazakhstan's imports from {partner} were {amount}.",
    "fdi_inflow": "In {period}, {partner} invested {amount} in Kazakhstan.",
    "turnover_growth": "In {period}, trade with {partner} grew by {percent}.",
    "partner_share": "In {period}, the share of {partner} in Kazakhstan's trade was {percent}.",
    "visas": "In {period}, {partner} issued {count} visas to citizens of Kazakhstan.",
}
PARTNERS: Final = {"ITA": "Italy", "EU27_2020": "the European Union"}
PERIODS: Final = {
    "2019": "2019",
    "2023": "2023",
    "2024-S1": "the first half of 2024",
    "2022-01/2022-05": "January-May 2022",
    "2024-Q3": "the third quarter of 2024",
}
QUALIFIERS: Final = {
    "exact": "",
    "approximately": "about ",
    "more_than": "more than ",
    "at_most": "up to ",
}


def known() -> Book:
    loaded = load((ROOT / "data" / "figures.yaml").read_bytes())
    assert loaded.book is not None
    return loaded.book._replace(figures={})


BOOK: Final = known()

statements = st.lists(
    st.tuples(
        st.sampled_from(sorted(SENTENCES)),
        st.sampled_from(sorted(PARTNERS)),
        st.sampled_from(sorted(PERIODS)),
        st.sampled_from(sorted(QUALIFIERS)),
        st.integers(101, 99_999),
    ),
    min_size=1,
    max_size=6,
)


@given(statements)
def test_a_text_made_from_figures_is_drafted_as_those_figures(
    made: list[tuple[str, str, str, str, int]],
) -> None:
    sentences, expected = [], []
    for indicator, partner, period, qualifier, number in made:
        word = QUALIFIERS[qualifier]
        sentences.append(
            SENTENCES[indicator].format(
                period=PERIODS[period],
                partner=PARTNERS[partner],
                amount=f"{word}${number / 1000:.3f} billion",
                percent=f"{word}{number / 1000:.1f}%",
                count=f"{word}{number:,}",
            )
        )
        value = {
            "turnover_growth": f"{number / 1000:.1f}",
            "partner_share": f"{number / 1000:.1f}",
            "visas": f"{number}",
        }.get(indicator, f"{number * 1_000_000}")
        expected.append((indicator, "KAZ", partner, period, qualifier, value))
    figures = draft(" ".join(sentences), BOOK, DAY, language="en").figures
    assert [
        (
            one.indicator.value,
            one.reporter.value,
            one.partner.value,
            one.period.value,
            one.qualifier,
            f"{one.value:f}",
        )
        for one in figures
    ] == expected
