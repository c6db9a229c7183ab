"""Ranks that amounts, shares or other ranks do not allow, in plain words.

Must not decide anything about figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from etl.core.model import Figure
from etl.core.schema import EVERYONE
from etl.reconcile.find.comparison import Clash
from etl.reconcile.find.implied import Range
from etl.reconcile.model import places
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene

ALLOWED: Final = (
    "A rank is only held against other ranks, and against amounts and shares, stated or deduced, of"
    " those who are known to be ranked: none rules it out."
)
IN_WORDS: Final = (
    "It is a rank among some in words, of whom nobody knows who they are: it is only held against"
    " other ranks of the same partner, and none rules it out."
)
BELIEVED: Final = "The figures that are believed allow it."

_HUNDRED: Final = Decimal(100)
_DIGITS: Final = (4, 6, 8, 10, 13)
"""Significant digits of ends: more where two would look alike."""
_NUMBERS: Final[tuple[str, ...]] = (
    "nobody",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)


def untested(figure: Figure, relations: Relations) -> str:
    """What is said of a rank that nothing contradicts: what it could be held against."""
    if places.is_in_words(figure, relations):
        return IN_WORDS
    if places.is_stranger(figure, relations):
        where = relations.areas[places.among(figure, relations)].said
        text = f"{relations.areas[figure.partner].said} is not declared to be in {where}, among"
        text = f"{wording.capital(text)} whom it is ranked: it is only held against other ranks of"
        return f"{text} the same partner, and none rules it out."
    return ALLOWED


def headline(statement: Statement, relations: Relations) -> str:
    """A rank, or an amount that a rank contradicts, as a heading, without a full stop."""
    figure, scene = statement.figure, Scene([statement.figure], relations)
    if statement.part[0].series.unit == places.PLACE:
        text = f"{_place(figure)} ({wording.name(figure.indicator, relations)})"
    else:
        text = scene.phrase(statement)
    return scene.end(f"{text}, contradicted by other figures").removesuffix(".")


def would_mend(figure: Figure, best: int | None, worst: int | None, relations: Relations) -> str:
    """Which place would fit."""
    name = wording.name(figure.indicator, relations)
    place = wording.ordinal(best or worst or 1)
    end = "best" if best else "worst"
    return Scene([figure], relations).end(f"{name} would have to be {place} at {end}")


def sentence(
    clash: Clash, statements: Mapping[int, Statement], ends: Sequence[Range], relations: Relations
) -> str:
    """Why a rank cannot be true beside the others.

    statements: all that are told, by their places; ends: what is known of the own amount, then of
    the others', then of the whole's.
    """
    ranks = [statements[n].figure for n in clash.ranks]
    if clash.kind == "twice":
        return _twice(ranks[0], ranks[1], relations)
    order = [ranks[0].partner, *clash.others, clash.whole]
    beside = sorted(
        (s for n, s in statements.items() if n not in clash.ranks), key=lambda s: _order(s, order)
    )
    told = [
        _told(
            clash, ranks, beside, ends, Scene([s.figure for s in beside], relations, d), relations
        )
        for d in _DIGITS
    ]  # as few digits as let the ends be seen to differ
    return next((text for text, differs in told if differs), told[0][0])


def _order(statement: Statement, order: Sequence[str]) -> tuple[int, int, str]:
    """The own amount first, then those of the others, the larger ones before."""
    partner = statement.figure.partner
    at = order.index(partner) if partner in order else len(order)
    return at, statement.part[0].start, statement.figure.id


def _told(
    clash: Clash,
    ranks: Sequence[Figure],
    beside: Sequence[Statement],
    ends: Sequence[Range],
    scene: Scene,
    relations: Relations,
) -> tuple[str, bool]:
    """The sentence, and whether the ends in it are seen to differ."""
    name = wording.name(ranks[0].indicator, relations)
    names = [relations.areas[f.partner].said for f in ranks]
    verb = "are" if " and " in names[0] else "is"
    first, end = f"{names[0]} {verb} said to be {_place(ranks[0])}", wording.ordinal(clash.place)
    if clash.kind == "too_bad":
        return scene.end(f"{first} ({name}), at worst {end}: {_room(clash, beside, scene)}"), True
    text = f"{first} ({name}), at best {end}"
    if clash.kind == "reversed":
        text = f"{first} and {names[1]} {_place(ranks[1])} ({name}), though of the two the latter"
        text = f"{text} has more"
    text = f"{text}: {scene.phrases(beside)}"
    high, lows = ends[0].high, [e.low for e in ends[1 : 1 + len(clash.others)]]
    is_said = [s.figure.partner for s in beside] == [ranks[0].partner, *clash.others]
    is_alike = len({(s.figure.indicator, s.figure.period.span) for s in beside}) == 1
    if (is_said and is_alike) or high is None or None in lows:
        return scene.end(text), True
    of = wording.name(relations.indicators[ranks[0].indicator].of, relations)
    most = scene.amounts.between(None, high)
    least = [scene.amounts.between(low, None) for low in lows]
    who = (f"{e} ({relations.areas[a].name})" for e, a in zip(least, clash.others, strict=True))
    when = wording.when(ranks[0].period)
    text = f"{text}; so {of} {when} was {most} ({relations.areas[ranks[0].partner].name}) and"
    differs = all(most.split()[2] != e.split()[2] for e in least)
    return scene.end(f"{text} {wording.joined(list(who))}"), differs


def _room(clash: Clash, beside: Sequence[Statement], scene: Scene) -> str:
    """What all who are named leave of a whole, beside what those before would have."""
    more = _NUMBERS[clash.place] if clash.place < len(_NUMBERS) else f"{clash.place}"
    named = [s for s in beside if s.figure.partner != clash.whole]
    whole = [s for s in beside if s.figure.partner == clash.whole]
    most, least = _most(named, whole), named[0].low if named else None
    if most is None or least is None:
        return f"{scene.phrases(beside)} leave no room for {more} with as much before it"
    rest = most - sum((s.low or Decimal(0) for s in named), Decimal(0))
    of = f"of {scene.phrases(whole)}, " if whole else ""
    text = f"{of}{scene.phrases(named)} {'leaves' if len(named) == 1 else 'leave'}"
    if whole:
        left, each = scene.amounts.between(None, rest), scene.amounts.between(least, None)
    else:
        left = wording.percent_between(None, rest * _HUNDRED)
        each = wording.percent_between(least * _HUNDRED, None)
    text = f"{text} {left} to all others, and {more} before it would have {each}"
    return text if clash.place == 1 else f"{text} each"


def _most(named: Sequence[Statement], whole: Sequence[Statement]) -> Decimal | None:
    """The whole that is shared out at most, as an amount or as a part of one.

    None where it is no matter of the numbers that are told: one of each partner, all of them
    smaller than the first.
    """
    least = named[0].low if named else None
    smaller = [s.high for s in named[1:] if s.high is not None and least and s.high < least]
    if not least or len(smaller) < len(named) - 1:
        return None
    if not whole:
        return Decimal(1) if all(named[0].whole == s.whole != () for s in named) else None
    every = [*named, *whole]
    is_one_amount = len({len(s.part) for s in every}) == 1 and not any(s.whole for s in every)
    is_one_each = len({s.figure.partner for s in every}) == len(every)
    return whole[0].high if is_one_amount and is_one_each else None


def _twice(good: Figure, bad: Figure, relations: Relations) -> str:
    """Two places of one partner."""
    name = wording.name(good.indicator, relations)
    groups = [places.among(f, relations) for f in (good, bad)]
    if groups[0] == groups[1] or EVERYONE.issuperset(groups):
        text = f"said to be {_place(good)}, but elsewhere {_place(bad)} ({name})"
    else:
        who = [_whom(g, relations) for g in groups]
        text = (
            f"said to be {_place(bad)} among {who[1]}, but {_place(good)} among {who[0]} ({name}),"
        )
        text = f"{text} of whom those are some"
    return Scene([good, bad], relations).end(text)


def _whom(group: str, relations: Relations) -> str:
    if group in EVERYONE:
        return "all partners"
    return f"those of {relations.areas[group].said}" if group in relations.areas else group


def _place(figure: Figure) -> str:
    """The place as it is stated: "one of the top five" is not "fifth"."""
    first, *last = (wording.ordinal(int(end)) for end in figure.ends)
    if last:
        return f"{first} to {last[0]}"
    limits = {
        "at_most": f"one of the first {figure.point:f}",
        "less_than": f"better than {first}",
        "at_least": f"{first} at best",
        "more_than": f"worse than {first}",
    }
    return limits.get(figure.qualifier, first)
