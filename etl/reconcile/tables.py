"""Findings as tidy tables: reconciliation, conflicts, deduced. Columns are declared here once."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, get_args

from etl.core.model import Book
from etl.core.schema import COVERAGES, Field, Table
from etl.reconcile.findings import Deduced, Kind, Remainder, Report, Verdict
from etl.tables.tidy import Cell, Rows, number

_BOOKS: Final = ("figures", "reference")
_HUNDREDTH_PER_CENT: Final = Decimal("0.0001")

RECONCILIATION: Final = Table(
    "reconciliation",
    "What all other figures say about each figure",
    (
        Field("figure_id", "string", "Figure", "Identifier of the statement", "FIGURE_ID"),
        Field(
            "verdict",
            "string",
            "Verdict",
            "conflict: one of the fewest statements that would have to be wrong (suspect); all"
            " others are judged beside the figures that are not, though some take part in a"
            " conflict (see conflicts). tight: can only just be true beside another; supported: the"
            " others pin it down, or it closes a sum that they pin down; unopposed: they allow it"
            " and say little; alone: nothing bears on it; not_tested: takes no part",
            enum=get_args(Kind),
        ),
        Field(
            "implied_low",
            "number",
            "Others imply at least",
            "Lowest value that the others allow, in base units; empty where they set no end",
            required=False,
        ),
        Field(
            "implied_high",
            "number",
            "Others imply at most",
            "Highest value that the others allow, in base units; empty where they set no end",
            required=False,
        ),
        Field(
            "reasons",
            "string",
            "Reasons",
            "Figures that set the implied range, or whose range it sets, separated by spaces",
            required=False,
        ),
        Field(
            "conflicts",
            "string",
            "Conflicts",
            "Minimal sets of statements that cannot all be true of which it is a member, suspect or"
            " not, separated by spaces",
            required=False,
        ),
        Field(
            "suspect",
            "string",
            "Suspect",
            "Whether it is one of the fewest figures that would have to be wrong",
            enum=("yes", "no"),
        ),
        Field(
            "room",
            "number",
            "Room",
            "Tight only: what is left between the statements, in base units",
            required=False,
        ),
        Field(
            "revision",
            "number",
            "Revision",
            "Relative distance from the official value, where an ordinary revision explains it",
            required=False,
        ),
        Field("sentence", "string", "In words", "The finding in plain words"),
        Field(
            "conflict_sentence",
            "string",
            "Conflict in words",
            "For a member of a conflict that is not suspect: the simplest conflict it is part of",
            required=False,
        ),
    ),
    ("figure_id",),
    (("figure_id", "figures", "figure_id"),),
)

CONFLICTS: Final = Table(
    "conflicts",
    "Minimal sets of statements that cannot all be true, one member a row",
    (
        Field("conflict_id", "string", "Conflict", "Identifier, made from its members"),
        Field("figure_id", "string", "Figure", "A member of the conflict", "FIGURE_ID"),
        Field("book", "string", "File", "Which file states the member", enum=_BOOKS),
        Field(
            "low",
            "number",
            "At least",
            "Lowest value of the statement in base units; an official one may be revised",
        ),
        Field(
            "high",
            "number",
            "At most",
            "Highest value of the statement in base units; empty where the end is open",
            required=False,
        ),
        Field(
            "fit_low",
            "number",
            "Would fit from",
            "Lowest value that fits with the other members; empty where there is no such end",
            required=False,
        ),
        Field(
            "fit_high",
            "number",
            "Would fit to",
            "Highest value that fits with the other members; empty where there is no such end",
            required=False,
        ),
        Field(
            "change",
            "number",
            "Change",
            "Smallest relative change of this member that mends the conflict (0.01 is 1 %)",
            required=False,
        ),
        Field(
            "restates",
            "string",
            "Restates",
            "A simpler conflict of the same statements or fewer of them",
            required=False,
        ),
        Field("sentence", "string", "In words", "The conflict in plain words"),
        Field(
            "mend",
            "string",
            "Smallest change",
            "The smallest change of one member that mends the conflict, in plain words",
            required=False,
        ),
    ),
    ("conflict_id", "figure_id"),
)

DEDUCED: Final = Table(
    "deduced",
    "Values that no figure states but that several together pin down",
    (
        Field("indicator", "string", "Indicator", "What is measured", "INDICATOR"),
        Field("reporter", "string", "Reporter", "The economy that it is about", "REF_AREA"),
        Field("partner", "string", "Partner", "The other side", "COUNTERPART_AREA"),
        Field("period", "string", "Period", "What the value covers", "TIME_PERIOD"),
        Field("period_start", "date", "From", "First day of the period", "PERIOD_START"),
        Field("period_end", "date", "To", "Last day of the period", "PERIOD_END"),
        Field("coverage", "string", "Coverage", "Kind of period", "COVERAGE", enum=COVERAGES),
        Field("low", "number", "At least", "Lowest possible value in base units", "OBS_LOW"),
        Field(
            "high",
            "number",
            "At most",
            "Highest possible value in base units; empty for what is left of a longer window",
            "OBS_HIGH",
            required=False,
        ),
        Field("unit", "string", "Unit", "ISO 4217 currency, percent or count", "UNIT_MEASURE"),
        Field("reasons", "string", "Reasons", "Figures that imply it, separated by spaces"),
        Field("sentence", "string", "In words", "How it follows, in plain words"),
    ),
    ("indicator", "reporter", "partner", "period", "unit"),
    (
        ("indicator", "indicators", "indicator"),
        ("reporter", "areas", "area"),
        ("partner", "areas", "area"),
    ),
)


def tables(report: Report, book: Book) -> dict[str, Rows]:
    """The three tables by name. Numbers are in base units, growth and share in percent."""
    return {
        RECONCILIATION.name: Rows(RECONCILIATION, reconciliation_rows(report)),
        CONFLICTS.name: Rows(CONFLICTS, conflict_rows(report, book)),
        DEDUCED.name: Rows(DEDUCED, deduced_rows(report)),
    }


def reconciliation_rows(report: Report) -> list[tuple[Cell, ...]]:
    """Rows of RECONCILIATION, one a figure."""
    revised = {r.figure_id: r.difference for r in report.revisions}
    return [_verdict(v, revised.get(v.figure_id)) for v in report.verdicts]


def _verdict(verdict: Verdict, revised: Decimal | None) -> tuple[Cell, ...]:
    return (
        verdict.figure_id,
        verdict.verdict,
        plain(verdict.implied_low),
        plain(verdict.implied_high),
        " ".join(verdict.reasons) or None,
        " ".join(verdict.conflicts) or None,
        "yes" if verdict.suspect else "no",
        plain(verdict.room),
        relative(revised),
        verdict.sentence,
        verdict.conflict_sentence or None,
    )


def conflict_rows(report: Report, book: Book) -> list[tuple[Cell, ...]]:
    """Rows of CONFLICTS, one a member of a conflict."""
    return [
        (
            conflict.conflict_id,
            member.figure_id,
            _BOOKS[member.figure_id not in book.figures],
            plain(member.low),
            plain(member.high),
            plain(member.fit_low),
            plain(member.fit_high),
            relative(member.change),
            conflict.restates or None,
            conflict.sentence,
            conflict.mend or None,
        )
        for conflict in report.conflicts
        for member in conflict.members
    ]


def deduced_rows(report: Report) -> list[tuple[Cell, ...]]:
    """Rows of DEDUCED: ranges that are pinned down, and what is left of longer windows."""
    items: list[Deduced | Remainder] = [*report.deduced, *report.remainders]
    return sorted(
        (_deduced(item) for item in items), key=lambda row: [str(cell) for cell in row[:4]]
    )


def _deduced(item: Deduced | Remainder) -> tuple[Cell, ...]:
    return (
        item.indicator,
        item.reporter,
        item.partner,
        item.period.text,
        item.period.start,
        item.period.end,
        item.period.coverage,
        plain(item.low),
        plain(item.high) if isinstance(item, Deduced) else None,
        item.unit,
        " ".join(item.reasons),
        item.sentence,
    )


def plain(value: Decimal | None) -> int | Decimal | None:
    """A number without exponent and without zeros that say nothing."""
    return None if value is None else number(value if value == value // 1 else value.normalize())


def relative(value: Decimal | None) -> int | Decimal | None:
    """A relative size to a hundredth of a per cent."""
    return None if value is None else plain(value.quantize(_HUNDREDTH_PER_CENT))
