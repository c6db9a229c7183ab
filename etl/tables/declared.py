"""Tables of a build beside those of the figures file, declared; and which tables a book has.

Without pandas, so that a build, the dictionary and the server know them before any is made.
"""

from __future__ import annotations

from typing import Final, get_args

from etl.core import schema
from etl.core.model import Book
from etl.core.schema import COVERAGES, Field, Table
from etl.reconcile.find.limits import LIMITS
from etl.reconcile.findings import CauseKind, Kind, Nature, Question, Rule

BOOKS: Final = ("figures", "reference")
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
            "Whether it is one of the fewest figures that would have to be wrong, by how many speak"
            " for each. Where others would do as well (see one_of): of a conflict by itself, every"
            " member; of several, those that would have to move least, or up to twice as far;"
            " where it is not known which are the fewest, every member of a conflict",
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
            "Relative distance from the official value, where an ordinary revision explains it. An"
            " official amount may be revised by up to 1 %, and as much the ratio of two of them"
            " where it is stated (growth, multiple, share), as a table is revised as a whole",
            required=False,
        ),
        Field(
            "one_of",
            "string",
            "One of",
            "For a figure that may be wrong but need not be, suspect or not: the figures, itself"
            " among them, at least one of which has to if no more than the fewest are, separated by"
            " spaces",
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
        Field("book", "string", "File", "Which file states the member", enum=BOOKS),
        Field(
            "low",
            "number",
            "At least",
            "Lowest value of the statement in base units, itself excluded after more than; an"
            " official one may be revised",
        ),
        Field(
            "high",
            "number",
            "At most",
            "Highest value of the statement in base units, itself excluded after less than; empty"
            " where the end is open",
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
            "repeats",
            "string",
            "Repeated by",
            "Other figures that state the very same, separated by spaces",
            required=False,
        ),
        Field(
            "would_mend",
            "string",
            "Would mend",
            "What this member would have to be to fit with the others, in plain words; empty where"
            " nothing would",
            required=False,
        ),
        Field(
            "restates",
            "string",
            "Restates",
            "A simpler conflict of the same statements or fewer of them",
            required=False,
        ),
        Field(
            "headline",
            "string",
            "Headline",
            "The figure that is told of in mend, as a heading",
        ),
        Field("sentence", "string", "In words", "The conflict in plain words"),
        Field(
            "mend",
            "string",
            "What would mend it",
            "A change that mends the conflict, in plain words: of its suspects, or else of its"
            " members, the one that would have to change least",
            required=False,
        ),
    ),
    ("conflict_id", "figure_id"),
)

CAUSES: Final = Table(
    "causes",
    "What would explain conflicts: one figure read in another way, tested to fit; one a row",
    (
        Field("cause_id", "string", "Cause", "Identifier, made from what would be another"),
        Field(
            "kind",
            "string",
            "Kind",
            "What would be another: the period, area, currency or indicator of the figure; what"
            " a change in points is measured in (per cent); the scale of its number, its sign, or"
            " its digits by one slip; the edition of an official figure",
            enum=get_args(CauseKind),
        ),
        Field("figure_id", "string", "Figure", "The figure, of either file", "FIGURE_ID"),
        Field("was", "string", "Recorded", "What is recorded; a number in base units"),
        Field(
            "would_be",
            "string",
            "Would fit",
            "What fits instead; an area with another (+) or without it (-)",
        ),
        Field(
            "mends",
            "string",
            "Mends",
            "Conflicts that would be none, separated by spaces (see conflicts)",
        ),
        Field(
            "departure",
            "number",
            "Departure",
            "How far the number moves, relative to the larger of the two (0.01 is 1 %); 0 where it"
            " stays as printed",
        ),
        Field(
            "also",
            "string",
            "Also",
            "Other figures of the same source that are read in the same way, separated by spaces",
            required=False,
        ),
        Field("headline", "string", "Headline", "The cause as short as a heading"),
        Field("sentence", "string", "In words", "The cause in plain words"),
    ),
    ("cause_id",),
)
"""Causes are tested, not proven: the document may simply be wrong."""

_RULES_OF: Final = "; ".join(
    f"{rule}: {limit.says.lower()} (from {limit.least:f})" for rule, limit in LIMITS.items()
)

UNLIKELY: Final = Table(
    "unlikely",
    "What is no conflict: possible but unlikely, or counted in two ways; one finding a row",
    (
        Field("unlikely_id", "string", "Finding", "Identifier, made from rule and members"),
        Field(
            "nature",
            "string",
            "Nature",
            "unlikely: possible, but far from all else; different: two ways of counting the same",
            enum=get_args(Nature),
        ),
        Field("rule", "string", "Rule", f"What tells it. {_RULES_OF}", enum=get_args(Rule)),
        Field(
            "members",
            "string",
            "Members",
            "Figures or events that it is told of, separated by spaces; the one in question first",
        ),
        Field(
            "amount",
            "number",
            "Amount",
            "What is told, in base units: as stated, or what would have to be left over; empty"
            " where it is no amount",
            required=False,
        ),
        Field(
            "days",
            "integer",
            "Days",
            "Days that the amount covers, where paces are compared",
            required=False,
        ),
        Field(
            "beside",
            "number",
            "Beside",
            "What it is held against, in base units",
            required=False,
        ),
        Field(
            "beside_days",
            "integer",
            "Days beside",
            "Days that this covers, where paces are compared",
            required=False,
        ),
        Field(
            "measured",
            "number",
            "Measured",
            "So many times as much, percent or days apart, places or partners, rounded down",
        ),
        Field("least", "number", "Least", "From where on the rule tells it"),
        Field("sentence", "string", "In words", "The finding in plain words"),
    ),
    ("unlikely_id",),
)
"""None of these is a conflict, and none changes a verdict."""

_MEASURED_IN: Final = Field(
    "measured_in",
    "string",
    "Measured in",
    "Unit of the amounts behind it, which for a growth or a share is not its own: a growth in"
    " dollars is another than one in euros; `unnamed` where"
    " no unit is known to be meant",
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
        _MEASURED_IN,
        Field("reasons", "string", "Reasons", "Figures that imply it, separated by spaces"),
        Field("sentence", "string", "In words", "How it follows, in plain words"),
    ),
    ("indicator", "reporter", "partner", "period", "unit", "measured_in"),
    (
        ("indicator", "indicators", "indicator"),
        ("reporter", "areas", "area"),
        ("partner", "areas", "area"),
    ),
)

COVERAGE: Final = Table(
    "coverage",
    "How completely each document was read: every numeral of its text, by what accounts for it",
    (
        Field("source_id", "string", "Source", "Source that was audited", "SOURCE_ID"),
        Field("sha256", "string", "SHA-256", "Digest of the text that was audited"),
        Field("curation", "string", "Curation", "Digest of what the figures file says of it"),
        Field("paragraphs", "integer", "Paragraphs", "Paragraphs of the text"),
        Field("numerals", "integer", "Numerals", "Numbers in digits and words, with their units"),
        Field("figures", "integer", "Figures", "Numerals that a figure states"),
        Field("events", "integer", "Events", "Numerals in the date of an event"),
        Field("dates", "integer", "Dates", "Dates of the document and periods of figures"),
        Field("dismissed", "integer", "Dismissed", "Numerals that the curator dismissed"),
        Field("pending", "integer", "Pending", "Numerals that nothing accounts for"),
        Field("wrong", "integer", "Wrong", "Entries that the text contradicts"),
        Field("not_held", "integer", "Not held", "Statistics that the figures do not hold"),
        *(
            Field(
                f"dismissed_{reason}",
                "integer",
                f"Dismissed: {reason.replace('_', ' ')}",
                f"Numerals that were dismissed as {reason}",
            )
            for reason in schema.DISMISSAL_REASONS
        ),
    ),
    ("source_id",),
    (("source_id", "sources", "source_id"),),
)

NOT_KNOWN: Final = Table(
    "not_known",
    "Questions about a figure that have no answer: not to be taken for agreement",
    (
        Field("figure_id", "string", "Figure", "Identifier of the statement", "FIGURE_ID"),
        Field(
            "question",
            "string",
            "Question",
            "conflicts: can it be true beside the others; range: what they allow for it; the others"
            " are the findings of that name",
            enum=get_args(Question),
        ),
        Field("reason", "string", "Reason", "Why there is no answer, in plain words"),
    ),
    ("figure_id", "question"),
    (("figure_id", "figures", "figure_id"),),
)

CHANGES: Final = Table(
    "changes",
    "Figures added, changed, taken back by their source, or removed, one a row",
    (
        Field(
            "published_at",
            "string",
            "Published",
            "When this server first showed the state that has the change, in UTC",
            pattern=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
        ),
        Field("version", "string", "Version", "State of the data that has the change"),
        Field("previous", "string", "Previous", "State of the data before it"),
        Field("figure_id", "string", "Figure", "Identifier of the statement", "FIGURE_ID"),
        Field(
            "change",
            "string",
            "Change",
            "retracted: its source has taken it back; removed: the data no longer have it",
            enum=("added", "changed", "retracted", "removed"),
        ),
        Field(
            "changed_columns",
            "string",
            "Changed columns",
            "Columns of `figures` that have other cells, separated by spaces",
            required=False,
        ),
    ),
    ("published_at", "figure_id"),
)
"""What a server keeps of the states that it has shown; a build has no such table."""

RANGES: Final = Table(
    "ranges",
    "What can be known of each indicator, partner and year that a figure touches, all derived",
    (
        Field("indicator", "string", "Indicator", "What is measured", "INDICATOR"),
        Field("reporter", "string", "Reporter", "The economy that it is about", "REF_AREA"),
        Field("partner", "string", "Partner", "The other side", "COUNTERPART_AREA"),
        Field("period", "string", "Period", "A calendar year; a day for a stock", "TIME_PERIOD"),
        Field("period_start", "date", "From", "First day of the period", "PERIOD_START"),
        Field("period_end", "date", "To", "Last day of the period", "PERIOD_END"),
        Field("coverage", "string", "Coverage", "Kind of period", "COVERAGE", enum=COVERAGES),
        Field("unit", "string", "Unit", "ISO 4217 currency, percent or count", "UNIT_MEASURE"),
        _MEASURED_IN,
        Field(
            "low",
            "number",
            "At least",
            "Lowest value that all statements outside conflicts allow, in base units; empty where"
            " nothing sets one",
            "OBS_LOW",
            required=False,
        ),
        Field(
            "high",
            "number",
            "At most",
            "Highest value that they allow, in base units; empty where nothing sets one",
            "OBS_HIGH",
            required=False,
        ),
        Field(
            "estimate",
            "number",
            "Estimate",
            "Derived: the value in the history that moves the stated amounts least, each in units"
            " of its own width; empty where the range is wide",
            required=False,
        ),
        Field(
            "reasons",
            "string",
            "Reasons",
            "Figures that set the ends, separated by spaces",
            required=False,
        ),
        Field(
            "not_known",
            "string",
            "Not known",
            "Why the range, or the estimate of a close one, could not be found; empty otherwise",
            required=False,
        ),
    ),
    ("indicator", "reporter", "partner", "period", "unit", "measured_in"),
    (
        ("indicator", "indicators", "indicator"),
        ("reporter", "areas", "area"),
        ("partner", "areas", "area"),
    ),
)

FINDINGS: Final = (RECONCILIATION, CONFLICTS, CAUSES, UNLIKELY, DEDUCED, NOT_KNOWN)
"""The tables of a reconciliation, in the order of a build."""


def topics_of(book: Book) -> list[str]:
    """Topics of the indicators, in the order of the file; each is a table of its figures."""
    return list(dict.fromkeys(indicator.topic for indicator in book.indicators.values()))


def of_book(book: Book) -> dict[str, Table]:
    """The tables that a book gives by itself, by name, in the order of `frames.tables`."""
    topics = map(schema.topic_table, topics_of(book))
    every = (schema.FIGURES, *topics, *schema.TABLES[1:])
    return {table.name: table for table in every}
