"""What the believed figures of a group say about each of its figures: a verdict and a sentence.

Must not solve anything: ranges, conflicts and the rest are found before.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple, get_args

from etl.core.model import Figure
from etl.reconcile.find.agreements import Sum
from etl.reconcile.find.conflicts import Conflicts
from etl.reconcile.find.implied import Case, Range, pins_down
from etl.reconcile.findings import Conflict, Kind, Remainder, Tight, Verdict
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.voices import Node
from etl.reconcile.say import explain

_GRAVITY: Final = get_args(Kind)
NO_ROOM: Final = explain.Room(Decimal(0), 0, is_pace=False)
_UPWARD: Final = ("more_than", "at_least")
_DOWNWARD: Final = ("less_than", "at_most")


class Grounds(NamedTuple):
    """What verdicts of one group are made from."""

    wrong: Conflicts
    ranges: dict[int, Range]
    conflicts: tuple[Conflict, ...]
    tight: tuple[Tight, ...]
    remainders: tuple[Remainder, ...]
    sums: list[Sum]
    nodes: list[Node]
    """Of the whole group, ranks too."""


def of_member(case: Case, n: int, grounds: Grounds, member: Statement, node: Node) -> Verdict:
    """Verdict of one of the equal statements at place `n` of a group."""
    figure, implied = member.figure, grounds.ranges[n]
    name = node.statement.figure.id
    conflicts = [c for c in grounds.conflicts if any(m.figure_id == name for m in c.members)]
    suspect = n in grounds.wrong.suspects
    tight = next((t for t in grounds.tight if figure.id in t.members), None)
    reasons = [_speaker(case, m, n, member, node) for m in sorted(implied.reasons)]
    kind: Kind
    if n not in grounds.wrong.believed:  # a suspect, or one conflict too many to be looked for
        kind, sentence = "conflict", conflicts[0].sentence if conflicts else explain.TOO_MANY
    elif tight:
        kind, sentence = "tight", tight.sentence
    else:
        kind, sentence = _beside_others(case, n, grounds, member, reasons)
    if kind == "alone" and grounds.wrong.suspects:
        sentence = explain.BESIDE_SUSPECTS
    alternatives = next((a for a in grounds.wrong.alternatives if n in a), ())
    return Verdict(
        figure_id=figure.id,
        verdict=kind,
        implied_low=implied.low,
        implied_high=implied.high,
        reasons=tuple(dict.fromkeys(r.figure.id for r in reasons)),
        room=(tight.room if tight else Decimal(0)) if kind == "tight" else None,
        suspect=suspect,
        conflicts=tuple(c.conflict_id for c in conflicts),
        sentence=sentence,
        conflict_sentence=""
        if kind == "conflict" or not conflicts
        else _root(conflicts[0], grounds).sentence,
        one_of=tuple(sorted(grounds.nodes[m].statement.figure.id for m in alternatives)),
    )


def _speaker(case: Case, m: int, n: int, member: Statement, node: Node) -> Statement:
    """Who is named for a reason: somebody else, where it is what the member itself says."""
    said = case.system.statements[m]
    return (node.other(member) or said) if m == n else said


def _beside_others(
    case: Case, n: int, grounds: Grounds, member: Statement, reasons: list[Statement]
) -> tuple[Kind, str]:
    """What the believed statements say of one of them."""
    declared, figure, implied = case.declared, member.figure, grounds.ranges[n]
    if implied.says_nothing:
        return "alone", explain.ALONE
    if has_no_room(member, implied):
        return "tight", explain.tight(member, reasons, NO_ROOM, declared)
    if _inside(member, implied) and pins_down(implied, figure.kind, at_floor=member.high == 0):
        return "supported", explain.supported(figure, implied, reasons, declared)
    if _closes(case, n, grounds):
        return "supported", explain.supported(figure, implied, reasons, declared, closes=True)
    sentence = explain.unopposed(
        figure, implied, reasons, declared, is_inside=_inside(member, implied)
    )
    rest = next((r for r in grounds.remainders if r.reasons[0] == figure.id), None)
    return "unopposed", f"{sentence} {rest.sentence}" if rest else sentence


def has_no_room(statement: Statement, implied: Range) -> bool:
    """Whether what is stated and what others allow have one value in common and no more.

    Of what is counted or stated to be one value there is no more to have in common; nobody states
    that there is nothing by saying "less than 5".
    """
    low, high = (statement.measure.shown(end) for end in (statement.low, statement.high))
    low = None if statement.figure.qualifier in _DOWNWARD else low
    if low == high or implied.low == implied.high:
        return False
    touches = implied.low is not None and implied.low == high
    return touches or (implied.high is not None and implied.high == low)


def _inside(statement: Statement, implied: Range) -> bool:
    """Whether the number that is stated lies in the range, or is what most of it is printed as.

    1.2 is what most of 1.229 to 1.255 would be printed as; 22 % is not what 22.4 to 27.6 % would
    be, and "about 20" not what 16 would.
    """
    figure = statement.figure
    if all(
        (implied.low is None or implied.low <= end or figure.qualifier in _UPWARD)
        and (implied.high is None or end <= implied.high or figure.qualifier in _DOWNWARD)
        for end in figure.ends
    ):
        return True
    if statement.counted or implied.low is None or implied.high is None:
        return False
    rounding = figure.quantity.step / 2
    low = max(implied.low, figure.ends[0] - rounding)
    high = min(implied.high, figure.ends[-1] + rounding)
    return (high - low) * 2 > implied.high - implied.low


def _closes(case: Case, n: int, grounds: Grounds) -> bool:
    """Whether a sum that others support adds up with all that one statement allows.

    A small part of a large total is never pinned down by it: 6.4 less 6 is 0 to 0.95. Where the
    total itself is pinned down by its parts and the statement fits as a whole, it is confirmed.
    """
    statement, implied = case.system.statements[n], grounds.ranges[n]
    low, high = (statement.measure.shown(end) for end in (statement.low, statement.high))
    if implied.low is not None and (low is None or low < implied.low):
        return False
    if implied.high is not None and (high is None or high > implied.high):
        return False
    return any(
        n in addition.parts
        and addition.total in grounds.ranges
        and pins_down(
            grounds.ranges[addition.total], case.kind(case.system.statements[addition.total])
        )
        for addition in grounds.sums
    )


def _root(conflict: Conflict, grounds: Grounds) -> Conflict:
    """The simplest conflict that this one says again: the same for all that are part of it."""
    return next((c for c in grounds.conflicts if c.conflict_id == conflict.restates), conflict)


def heard(verdicts: list[Verdict], rest: tuple[Remainder, ...]) -> tuple[Verdict, ...]:
    """The verdicts, where what limits another figure is not said to be alone."""
    limited = {r: (v.figure_id, _limits(v)) for v in verdicts if not v.suspect for r in v.reasons}
    limited |= {r: (f.reasons[0], f.sentence) for f in reversed(rest) for r in f.reasons}
    return tuple(_bearing(v, *limited.get(v.figure_id, ("", ""))) for v in verdicts)


def _limits(verdict: Verdict) -> str:
    """The sentence that says by what a figure is limited; that of a tight pair does not."""
    return "" if verdict.verdict == "tight" else verdict.sentence


def _bearing(verdict: Verdict, other: str, sentence: str) -> Verdict:
    if verdict.verdict != "alone" or not other:
        return verdict
    said = explain.bears_on(sentence)
    return verdict._replace(verdict="unopposed", reasons=(other,), sentence=said)


def alone(figure: Figure) -> Verdict:
    """Verdict of a figure that hangs together with no other."""
    return Verdict(figure.id, "alone", None, None, (), None, False, (), explain.ALONE)


def not_tested(figure: str, why: str) -> Verdict:
    """Verdict of a figure that takes no part."""
    return Verdict(figure, "not_tested", None, None, (), None, False, (), why)


def one_each(given: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """One verdict a figure, sorted: of a growth that is tested in two currencies, the graver."""
    by_figure: dict[str, Verdict] = {}
    for verdict in sorted(given, key=lambda v: (v.figure_id, _GRAVITY.index(v.verdict))):
        first = by_figure.setdefault(verdict.figure_id, verdict)
        every = tuple(sorted({*first.conflicts, *verdict.conflicts}))
        by_figure[verdict.figure_id] = first._replace(
            suspect=first.suspect or verdict.suspect, conflicts=every
        )
    return tuple(by_figure.values())
