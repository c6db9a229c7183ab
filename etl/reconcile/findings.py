"""What reconciliation finds: plain values for tables, pages and machines.

Must not compute anything.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from etl.core.model import Period

Kind = Literal["conflict", "tight", "supported", "unopposed", "alone", "not_tested"]


Question = Literal[
    "conflicts",
    "range",
    "tight",
    "deduced",
    "remainders",
    "revision",
    "agreements",
    "known",
    "estimate",
]
"""What is asked about a figure: can it be true beside the others, what do they allow, and so on."""


class Verdict(NamedTuple):
    """What all other figures say about one."""

    figure_id: str
    verdict: Kind
    """`conflict` only for a suspect (or, in a report that is not complete, for what is part of a
    conflict beyond the limit). What else is in a conflict (`conflicts`) has the verdict that
    the believed figures give it: supported, though part of a conflict."""
    implied_low: Decimal | None
    """Lowest value that the others allow, in base units (percent for growth and share)."""
    implied_high: Decimal | None
    """Highest value that the others allow; None where they set no end."""
    reasons: tuple[str, ...]
    """Figures that set the implied range; where there is none, those whose range it sets."""
    room: Decimal | None
    """Tight only: what is left between the statements, in base units."""
    suspect: bool
    """One of the fewest figures that would have to be wrong (Fellegi and Holt 1976); where others
    would do as well (`one_of`), one of those that would have to move least."""
    conflicts: tuple[str, ...]
    """Conflicts that it is a member of, whether suspect or not."""
    sentence: str
    conflict_sentence: str = ""
    """For a member of a conflict with another verdict: the simplest conflict that it is part of."""
    one_of: tuple[str, ...] = ()
    """For a figure that may be wrong but need not be, suspect or not: the figures, itself among
    them, at least one of which has to if no more than the fewest are."""


class Member(NamedTuple):
    """One statement of a conflict, and what would fit with the others."""

    figure_id: str
    low: Decimal | None
    """Stated interval, in base units; that of an official figure includes the tolerance."""
    high: Decimal | None
    fit_low: Decimal | None
    fit_high: Decimal | None
    change: Decimal | None
    """Smallest change that mends the conflict, from the nearest it can mean to the nearest that
    fits, relative to the larger of the two; None where nothing does."""
    repeats: tuple[str, ...] = ()
    """Other figures that state the very same."""
    would_mend: str = ""
    """What it would have to be to fit with the others, as a sentence; empty where nothing would."""
    source: str = ""
    paragraph: int = 0
    """Where it is read; 0 of a table."""


class Conflict(NamedTuple):
    """A minimal set of statements that cannot all be true: without any one of them they can."""

    conflict_id: str
    """Depends on the members alone, so that it can be linked to."""
    members: tuple[Member, ...]
    sentence: str
    change: Decimal | None
    """Relative change of one statement that mends it: of the suspects, or else of all, the one that
    would change least; official figures stay."""
    change_figure: str
    """The figure that would change."""
    restates: str
    """A simpler conflict with the same statements, or fewer of them; empty if there is none."""
    mend: str = ""
    """That change as a sentence: which figure, to what value, by how much."""
    headline: str = ""
    """The figure that would change, as a heading."""


CauseKind = Literal[
    "period",
    "area",
    "currency",
    "indicator",
    "points",
    "scale",
    "sign",
    "digits",
    "edition",
]
"""What a figure would be another one of: its period, its area, and so on."""


class Cause(NamedTuple):
    """What would explain conflicts: one figure, read in another way, that was tested to fit."""

    cause_id: str
    """Depends on kind, figure, was and would be alone, so that it can be linked to."""
    kind: CauseKind
    figure_id: str
    was: str
    """What is recorded: a period, an area, a currency, an indicator, or a number in base units."""
    would_be: str
    """The same as it would fit; an area with or without another as `EU + GBR`, `EU - ITA`."""
    mends: tuple[str, ...]
    """Conflicts that would be none; never empty."""
    departure: Decimal
    """How far the number moves, relative to the larger of the two; 0 where it stays as printed."""
    sentence: str
    also: tuple[str, ...] = ()
    """Other figures of the same source that are read in the same way: one cause for all."""
    headline: str = ""
    """The sentence as short as a heading, without what it rests on."""


Nature = Literal["unlikely", "different"]
"""unlikely: possible, but far from all else; different: two ways of counting the same."""
Rule = Literal[
    "neighbours",
    "pace",
    "remainder",
    "early",
    "count",
    "same_rank",
    "dates",
    "mirror",
    "currency",
]
"""Rows of `find.limits.LIMITS`, which says from where on each is told."""


class Unlikely(NamedTuple):
    """What is no conflict, but would make a reader look again. Numbers are exact but for `times`.

    An amount has the days that it covers, where paces are compared; else they are None.
    """

    unlikely_id: str
    """Depends on rule and members alone, so that it can be linked to."""
    nature: Nature
    rule: Rule
    members: tuple[str, ...]
    """Figures, or events; the one that it is told of first."""
    amount: Decimal | None
    """What is told: an amount in base units, a place; None for dates."""
    days: int | None
    beside: Decimal | None
    """What it is held against, in the unit of the amount."""
    beside_days: int | None
    measured: Decimal
    """So many times as much, percent or days apart, places or partners: rounded down."""
    least: Decimal
    """From where on the rule tells it."""
    sentence: str


class Tight(NamedTuple):
    """Statements that can only just be true together."""

    members: tuple[str, ...]
    """The figure that says at least so much, then those that leave it hardly any room."""
    room: Decimal
    """Base units."""
    uncovered: Decimal
    """Share of the first figure's days that the second does not cover, 0 to 1."""
    sentence: str


UNNAMED: Final = "unnamed"
"""What a growth or a share is measured in where it is not known which currency is meant."""


class Deduced(NamedTuple):
    """A value that no figure states but that several together pin down."""

    indicator: str
    reporter: str
    partner: str
    period: Period
    low: Decimal
    high: Decimal
    unit: str
    measured_in: str
    """As in `Known`."""
    reasons: tuple[str, ...]
    sentence: str
    shown_low: Decimal
    """The range as its sentence has it: rounded outward, never inward; in base units."""
    shown_high: Decimal
    currency: str = ""
    """In which a change is measured, where it is stated in another one."""


class Remainder(NamedTuple):
    """What is left of a long window when shorter ones leave no other room: a lowest value only."""

    indicator: str
    reporter: str
    partner: str
    period: Period
    low: Decimal
    """Lowest possible value in base units."""
    unit: str
    reasons: tuple[str, ...]
    """The figures that force it, the one that is more than the others leave room for first."""
    sentence: str

    @property
    def measured_in(self) -> str:
        """As in `Known`: it is an amount."""
        return self.unit


class Agreement(NamedTuple):
    """Statements that confirm one another."""

    members: tuple[str, ...]
    sentence: str


class Revision(NamedTuple):
    """A statement outside the final official value, by no more than tables are revised."""

    figure_id: str
    official_low: Decimal | None
    official_high: Decimal | None
    difference: Decimal
    """Relative distance of the stated interval from the official value."""
    reasons: tuple[str, ...]
    sentence: str


class Known(NamedTuple):
    """What all statements outside conflicts say together of one indicator, partner and year."""

    indicator: str
    reporter: str
    partner: str
    period: Period
    """A calendar year; a day for a stock."""
    unit: str
    measured_in: str
    """The unit of the amounts behind it: that of a growth or a share is a currency or `count`."""
    low: Decimal | None = None
    """Lowest possible value in base units, exact; None where nothing pushes it up."""
    high: Decimal | None = None
    estimate: Decimal | None = None
    """Derived: where the least weighted adjustment puts it; None where the range is wide."""
    reasons: tuple[str, ...] = ()
    """Figures that set the ends."""
    not_known: str = ""
    """Why the range, or the estimate of a close one, is not known, as a sentence: no silence."""


class Unknown(NamedTuple):
    """A question about one figure that has no answer: never to be taken for agreement."""

    figure_id: str
    question: Question
    reason: str
    """Why there is no answer, as a sentence."""


class Report(NamedTuple):
    """Everything that reconciliation says about one book. Sorted, whatever the file's order."""

    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...]
    tight: tuple[Tight, ...]
    deduced: tuple[Deduced, ...]
    revisions: tuple[Revision, ...]
    complete: bool
    """False where a group has more conflicts than the stated limit."""
    groups: int
    """Groups of figures that hang together."""
    solved: int
    """Groups that were solved anew; the others came from the cache."""
    remainders: tuple[Remainder, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    not_sought: int = 0
    """Values that were not looked for, because a group has more of them than the stated limits."""
    not_known: tuple[Unknown, ...] = ()
    """Questions without an answer, by figure."""
    ranges_not_known: tuple[Known, ...] = ()
    """Of what can be known of each year (see `etl.reconcile.ranges`), where that was asked too."""
    unbelieved: tuple[str, ...] = ()
    """Figures of both books that nothing else is concluded from: all that may have to be wrong."""
    alternatives: tuple[tuple[str, ...], ...] = ()
    """Of which not all have to be wrong, but one or more of each set, if no more than the fewest
    are; suspects are likeliest."""
    roots: tuple[tuple[str, ...], ...] = ()
    """Suspects that are told together: alternatives, and those of one source and time that meet in
    a conflict. Any other suspect is a root by itself."""
    nearby: int = 0
    """Figures of groups so large that each is held only against those nearest to it, though
    conflicts are looked for in the whole; the narrowest range may be narrower than is told."""
    causes: tuple[Cause, ...] = ()
    """What would explain the conflicts, those that mend most first."""
    unlikely: tuple[Unlikely, ...] = ()
    """What is possible but unlikely, or counted differently: no conflict, and no verdict."""
    causes_not_tried: int = 0
    """Hypotheses beyond the stated limit, and those whose test has no answer."""
    not_added: tuple[str, ...] = ()
    """Sentences of areas that are not added up to a group of which something is stated, for want
    of a declaration that they do not overlap."""
    proven: bool = True
    """False where it is not known which are the fewest figures that would have to be wrong: of a
    group in which that is so all that are in a conflict are suspects, one of a set as any other."""

    ranks_not_tested: tuple[str, ...] = ()
    """Ranks that nothing contradicts, but of which too little is known to say that they agree."""

    @property
    def suspects(self) -> frozenset[str]:
        """Figures that may have to be wrong: those with such a verdict, and official ones."""
        judged = {v.figure_id for v in self.verdicts}
        accused = {v.figure_id for v in self.verdicts if v.suspect}
        return frozenset(accused.union(f for f in self.unbelieved if f not in judged))

    @property
    def is_sure(self) -> bool:
        """Whether every question about conflicts has its answer: only then is silence agreement."""
        return self.complete and not self.not_known and not self.ranges_not_known


class GroupFindings(NamedTuple):
    """What one group of figures that hang together says about itself."""

    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...]
    tight: tuple[Tight, ...]
    deduced: tuple[Deduced, ...]
    revisions: tuple[Revision, ...]
    complete: bool
    remainders: tuple[Remainder, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    not_sought: int = 0
    not_known: tuple[Unknown, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    nearby: int = 0
    unbelieved: tuple[str, ...] = ()
    proven: bool = True
    parts: tuple[str, ...] = ()
    """Of a large group the keys of its blocks in the cache."""


Cache = MutableMapping[str, GroupFindings]
"""Findings of a group, or of a block of a large one, by its content; kept between runs, it saves
what has not changed."""
