"""One worked example of every form that a statement may have, for the data dictionary.

Taken from tests/examples/forms.yaml, which a test compares with what stands here. Must not read
files.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.core.model import IndicatorKind


class Form(NamedTuple):
    """A form, an example as printed, and what a curator writes for it."""

    name: str
    figure: str
    """Id in the example file."""
    printed: str
    kind: IndicatorKind
    """That of its indicator."""
    needs: str
    """Keys of the indicator, area or unit that the form needs."""
    keys: str
    """Keys of the figure, as YAML on one line."""
    low: str
    """Lowest true value that it allows, in base units; "" where there is none."""
    high: str


EXCLUDING: Final = "qualifier: more_than"
"""What a figure has whose own number is no true value."""

FORMS: Final = (
    Form(
        *("A range", "range", "$16-20 billion", "flow", ""),
        *("value: 16 to 20 billion USD", "15500000000", "20500000000"),
    ),
    Form(
        *("A vague amount with an end", "low-tens", "low tens of millions of dollars", "flow", ""),
        *("value: 10 to 40 million USD", "9500000", "40500000"),
    ),
    Form(
        *("None at all", "none", "no", "net_flow", ""),
        *("value: 0 USD", "-0.5", "0.5"),
    ),
    Form(
        *("A fraction", "fraction", "A third", "share", "of, whole"),
        *("value: 1/3", "29.1", "36.7"),
    ),
    Form(
        *("A share of one indicator in another", "share-within", "90%", "share", "of, within"),
        *("value: 90 %", "89.5", "90.5"),
    ),
    Form(
        *("A multiple of the year before", "multiple", "grew 1.5 times", "multiple", "of"),
        *("value: 1.5", "1.45", "1.55"),
    ),
    Form(
        *("A multiple of a base", "multiple-of-base", "doubled", "multiple", "of"),
        *("base: 2013, value: 2", "1.5", "2.5"),
    ),
    Form(
        *("A rank in words, among some", "rank-among", "second largest", "rank", "of, among"),
        *("among: buyers, value: 2", "2", "2"),
    ),
    Form(
        *("A range of places", "rank-range", "fourth to sixth", "rank", ""),
        *("among: EUR, value: 4 to 6", "4", "6"),
    ),
    Form(
        *("A deficit", "deficit", "trade deficit of $400 million", "balance", "sum_of, minus"),
        *("value: -400 million USD", "-400500000", "-399500000"),
    ),
    Form(
        *("A rank, no better than said", "rank-at-most", "one of the top five", "rank", ""),
        *("among: EUR, value: 5, qualifier: at_most", "1", "5"),
    ),
    Form(
        "A rank that is not among the first",
        *("rank-more-than", "not figure among the top 20", "rank", ""),
        *("among: donors, value: 20, qualifier: more_than", "20", ""),
    ),
    Form(
        *("Less than before", "below", "$2 million below", "change", "of"),
        *("value: -2 million USD", "-2500000", "-1500000"),
    ),
    Form(
        *("An amount below zero in brackets", "brackets", "USD (80)m", "net_flow", ""),
        *("value: -80 million USD", "-80500000", "-79500000"),
    ),
    Form(
        *("A change by an amount", "change", "rose by $300 million", "change", "of"),
        *("value: 300 million USD", "299500000", "300500000"),
    ),
    Form(
        *("A change in points", "change-points", "2 percentage points", "change", "of: a share"),
        *("value: 2 %", "1.5", "2.5"),
    ),
    Form(
        *("A balance", "balance", "minus $1.2 billion", "balance", "sum_of, minus"),
        *("value: -1.2 billion USD", "-1250000000", "-1150000000"),
    ),
    Form(
        *("A net flow", "net-flow", "minus $250 million", "net_flow", ""),
        *("value: -250 million USD", "-250500000", "-249500000"),
    ),
    Form(
        *("An average", "average", "$600 million a month", "average", "of, per: month"),
        *("value: 600 million USD", "599500000", "600500000"),
    ),
    Form(
        *("A rate, neither growth nor share", "ratio", "9%", "ratio", ""),
        *("value: 9 %", "8.5", "9.5"),
    ),
    Form(
        *("A declared unit", "measure", "5.2 million tonnes", "flow", "units, unit: tonne"),
        *("value: 5.2 million tonne", "5150000000", "5250000000"),
    ),
    Form(
        *("A plan", "target", "$30 billion", "flow", ""),
        *("period: 2030, status: target, value: 30 billion USD", "29500000000", "30500000000"),
    ),
    Form(
        *("A forecast", "forecast", "$15 billion", "flow", ""),
        *("status: forecast, value: 15 billion USD", "14500000000", "15500000000"),
    ),
    Form(
        *("Several partners at once", "several-partners", "about $20 billion", "flow"),
        *("an area with sum_of: [SYL, RUR]", "partner: SYL_RUR, value: 20 billion USD"),
        *("15000000000", "25000000000"),
    ),
    Form(
        *("Growth against a base", "growth-of-base", "up 40%", "growth", "of"),
        *("base: 2019, value: 40 %", "39.5", "40.5"),
    ),
    Form(
        *("A stock on a day", "stock", "270", "stock", ""),
        *('period: 2024-06-01, value: "270"', "270", "270"),
    ),
    Form(
        *("Growth of a stock", "growth-of-stock", "35% more", "growth", "of: a stock"),
        *("period: 2024-06-01, base: 2019-06-01, value: 35 %", "34.5", "35.5"),
    ),
    Form(
        *("An index", "index", "112.4", "index", ""),
        *('base: 2015, value: "112.4"', "112.35", "112.45"),
    ),
    Form(
        *("A start with a name", "named-start", "more than $7 billion", "flow", ""),
        "period: 1991/2024-06-20, period_as_stated: Since independence, value: 7 billion USD,"
        f" {EXCLUDING}",
        *("7000000000", ""),
    ),
    Form(
        *("No start at all", "no-start", "$3.5 billion", "flow", ""),
        *("period: ../2024-06-20, value: 3.5 billion USD", "3450000000", "3550000000"),
    ),
    Form(
        *(
            "A scale behind a later number",
            "shared-unit",
            "2.4, 2.2 and 2.9 billion dollars",
            "flow",
        ),
        *("", "value: 2.4 billion USD", "2350000000", "2450000000"),
    ),
    Form(
        *("A window that ends later", "window", "41,500", "flow", ""),
        'period: 2022/2024, period_as_stated: In 2022-2024, value: "41500"',
        *("41500", "41500"),
    ),
    Form(
        *("A row below a heading", "table-row", "612.5", "flow", ""),
        *("value: 612.5 million USD, unit_as_stated: USD million", "612450000", "612550000"),
    ),
    Form(
        *("A share of a stock", "share-of-stock", "35%", "share"),
        *("of: a stock, whole", "period: 2024-06-01, value: 35 %", "34.5", "35.5"),
    ),
    Form(
        *("A share of several together", "share-together", "half", "share"),
        *("of, whole, an area with sum_of", "partner: SYL_RUR, value: 1/2", "45.0", "55.0"),
    ),
    Form(
        *("A share on the other side", "share-other-side", "12%", "share"),
        *("of, whole, side: partner", "value: 12 %", "11.5", "12.5"),
    ),
    Form(
        *("An average for each inhabitant", "per-inhabitant", "$90 per inhabitant", "average"),
        *("of, per: inhabitant", "value: 90 USD", "89.5", "90.5"),
    ),
    Form(
        *("An estimate", "estimate", "$1.4 billion", "flow"),
        *("", "status: estimate, value: 1.4 billion USD", "1350000000", "1450000000"),
    ),
    Form(
        *("A percent sign behind a later number", "shared-percent", "12 and 15%", "share"),
        *("of, whole", "value: 12 %", "11.5", "12.5"),
    ),
    Form(
        *("A scale before an earlier number", "earlier-scale", "190", "flow"),
        *("", "value: 190 million USD, unit_as_stated: million dollars", "189500000", "190500000"),
    ),
    Form(
        *("A range of multiples", "multiple-range", "grew 1.5 to 2 times", "multiple"),
        *("of", "value: 1.5 to 2", "1.45", "2.5"),
    ),
    Form(
        *("A fall to a part", "multiple-fall", "halved", "multiple"),
        *("of", "value: 0.5", "0.45", "0.55"),
    ),
    Form(
        *("A correction", "correction", "2,5 млрд долларов", "flow", ""),
        *("value: 2.5 billion USD, supersedes: shared-unit", "2450000000", "2550000000"),
    ),
    Form(
        *("What was taken back", "taken-back", "2,4 млрд", "flow", ""),
        *("value: 2.4 billion USD, retracted: 2025-12-31", "2350000000", "2450000000"),
    ),
)


def forms_chapter() -> str:
    """The forms as a chapter of the dictionary, in Markdown."""
    head = """\
## Forms of statements

How each form is entered in figures.yaml, one worked example each: what is printed (`as_stated`),
the kind of its indicator and the keys that this needs, and the keys of the figure. All are
invented. The last column is the interval of the true value in base units. What is passed is
excluded: more than 6 and at most 6 (`more_than`, `at_most`) contradict one another, at least 6 and
at most 6 do not. So a sum that can be 6 at the very most is never more than 6.

| form | printed | kind | needs | figure | true value |
|---|---|---|---|---|---|
"""
    rows = [
        f"| {form.name} | {form.printed} | `{form.kind}` | {_code(form.needs)} | `{form.keys}` | "
        f"{_interval(form)} |"
        for form in FORMS
    ]
    return head + "\n".join(rows) + "\n"


def _interval(form: Form) -> str:
    if form.high:
        return f"{form.low} to {form.high}"
    return f"more than {form.low}" if EXCLUDING in form.keys else f"{form.low} or more"


def _code(needs: str) -> str:
    return f"`{needs}`" if needs else "-"
