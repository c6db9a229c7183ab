"""How a figures file accounts for what a text prints: a chapter of the data dictionary.

Must not know figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from etl.core.schema import DISMISSAL_REASONS, NOT_HELD


class Reason(NamedTuple):
    """When a reason of a dismissal is true, and an invented number for which it is."""

    when: str
    example: str


REASONS: Final[Mapping[str, Reason]] = {
    "anniversary": Reason("It counts the years since an event", "the 25th anniversary of"),
    "plain_count": Reason("It counts people or things of the moment", "two ministers signed it"),
    "name": Reason("It is part of a name", "the Group of Seven, Article 5, Route 66"),
    "historical_date": Reason("It dates what no figure is about", "founded in 1812"),
    "not_a_statistic": Reason("It measures nothing", "at first sight, a second visit, at 10:30"),
    "idiom": Reason("It is a way of speaking", "one way or another, at sixes and sevens"),
    "range": Reason("It is the end of a range that is not held", "$6-7 billion"),
    "repeated": Reason(
        "The same number stands once more, in a headline or summary", "$6 billion, told again"
    ),
    "not_recordable": Reason(
        "A statistic that no form of a figure can hold", "2 to 3 times more often than most"
    ),
    "out_of_scope": Reason(
        "A statistic of what the data set does not measure", "Ruritania grew 3 %"
    ),
    "unclear": Reason("Nobody can tell what it states", "some 5 or 50, the scan is torn"),
}
_HEAD: Final = """\
## Accounting for a text

`as_stated` is copied as printed. It reaches over the whole number (sign, digits, scale, unit) and
over every word that says how exact it is or that it is a change: "almost reached $6 billion",
"fell by 3%", "$300 million less", and over what denies it: "not figure among the top 20". It may
leave out what its sentence says once for several numbers, a minus ("a deficit of") for one; a
scale that only a later number prints is reached: "16.4, 16.2 and 17 billion dollars". It is never
a sentence, and no name of a place or thing stands in it.

What ends after the day of publication is a plan (`status: target`) or a `forecast`, whether its
words say so before the number, behind it ("is planned for 2027") or not at all; a fact is only
what a verb tells as one, or what had mostly passed. Words that tell both ("previsti", "envisaged")
allow both.

`period_as_stated` copies the words that state the period, the nearest to the number; words that
stand apart are joined by `...`. A period is `period_basis: stated` where its words print all of
it. "Last year", "in May", "Q3" without a year and a fiscal year whose first month is neither
printed nor declared (`fiscal_year_start`) are `inferred`, with the rule in `period_reason`; where
another year than the last one is meant, the reason prints it. The year before, or a year earlier,
is that before the year told of, in the paragraph or in the nearest one before that tells of any;
before another year, the reason prints both.

A number of a table is `as_stated` alone, and `unit_as_stated` copies the words of the heading, or
of the head of its column, that state scale and unit: "USD million", "mln EUR". A year at the head
of its row or column states its period; those heads name its indicator and its partner.
A number that leaves its scale or unit to an amount before it copies those words in the same way.

What no words near a number tell (partner, indicator, period) is held against the nearest paragraph
before and the heading. A `precision` is no finer than what is printed, and none that is larger than
the number; a rank has none.

Where the audit asks about a figure that is right as it stands, because a word beside it is told of
something else, the figure says so in `meant`: the question, as it stands in brackets at the end of
the message, and what the figure says. The message prints what to write. "Exports were $9 billion,
of which $2 billion to Ruritania": the words near $9 billion name Ruritania, and the world is meant:

```yaml
    partner: WLD
    value: 9 billion USD
    as_stated: $9 billion
    meant: [area WLD]
```

This answers that one question about that one figure: its status, sign, indicator and period are
asked about as before, and once its partner is another, the answer is none. What the phrase itself
proves has no answer. A word that is dismissed, as older files have it, answers for one figure, and
a figure's phrase that is dismissed for areas alone.

Every other numeral is an event, or is dismissed: `phrase` is the numeral as printed ("third",
"doubled", "48pc": a number in words is one as well). Where the text tells of an area that the data
set does not declare, declare it (a region, a pair named together as a group with `sum_of`).

| reason | it is true when | an example | counted as |
|---|---|---|---|
"""


def curating_chapter() -> str:
    """How texts are accounted for, with every reason of a dismissal, in Markdown."""
    rows = (
        f"| `{name}` | {REASONS[name].when} | {REASONS[name].example} | "
        f"{'a statistic not held' if name in NOT_HELD else 'no statistic'} |"
        for name in DISMISSAL_REASONS
    )
    return _HEAD + "\n".join(rows) + "\n"
