"""What may be behind a figure that does not fit: other numbers, not yet tested.

Must not solve anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Figure
from etl.reconcile.find.hypotheses import Hypothesis
from etl.reconcile.findings import CauseKind
from etl.reconcile.model.statements import Statement, restated

SCALES: Final = (3, 1, -1, -3)
"""Powers of ten by which a number is taken to be wrong."""

OF_PERCENT: Final = (2, 1, -1, -2)
"""The same of a percentage, which may be printed as a part of one."""

DIGITS: Final = 3
"""Digits of a number that can have one too many or too few: of fewer, it could be any other."""

_SURE: Final = ("exact", "approximately")  # what has two ends


def of_number(figure: Figure, statements: tuple[Statement, ...]) -> Iterator[Hypothesis]:
    """The same figure with another number: at another scale, or with a slip in its digits."""
    plain = figure.quantity_high is None and figure.quantity.fraction is None
    if not plain or figure.qualifier not in _SURE or not figure.quantity.digits:
        return
    # By its text: 3.4 and 3.40 are equal, and do not allow the same.
    texts: dict[str, CauseKind] = {}
    others: list[tuple[CauseKind, Figure]] = [
        ("scale", _scaled(figure, power))
        for power in (SCALES if figure.unit != "percent" else OF_PERCENT)
    ]
    least = KINDS[figure.kind].floor
    if least is None or least < -abs(figure.point):  # what may be negative
        texts[str(-figure.quantity.digits)] = "sign"
    if KINDS[figure.kind].tested == "growth" and figure.unit == "percent":
        # grew by 40 % and to 140 %
        texts |= {str(figure.quantity.digits + by): "digits" for by in (_ALL, -_ALL)}
    for digits in _slips(f"{figure.quantity.digits:f}"):
        texts.setdefault(str(digits), "digits")
    others += [(kind, _numbered(figure, Decimal(digits))) for digits, kind in texts.items()]
    for kind, other in others:
        old, new = figure.point, other.point
        if KINDS[figure.kind].is_whole(figure.unit) and new != new.to_integral_value():
            continue
        if new == old or (kind == "digits" and _is_rounded(figure, other)):
            continue
        moved = tuple(restated(s, other) for s in statements)
        departure = abs(new - old) / max(abs(new), abs(old))
        yield Hypothesis(kind, f"{old:f}", f"{new:f}", other, moved, departure)


def _is_rounded(one: Figure, other: Figure) -> bool:
    """Whether one is only the other with a digit less: 12.3 is no slip for 12.33."""
    step = max(one.quantity.step, other.quantity.step)
    return abs(one.point - other.point) * 2 <= step


_ALL: Final = Decimal(100)  # per cent

Slip = Literal["swapped", "hundred", "less", "more"]
TIGHT: Final[Mapping[Slip, int]] = {"swapped": 1, "hundred": 4, "less": 4, "more": 20}
"""Slips, the most telling first: a digit more can be one of ten at each place, so one of them
nearly always fits. It is told where a number moves by so many times what the others leave open."""


def slip(before: Figure, after: Figure) -> Slip:
    """Which slip of digits makes one number of another; a hundred per cent more or less is one."""
    if before.unit == "percent" and abs(after.point - before.point) == _ALL:
        return "hundred"
    old, new = (len(f"{f.quantity.digits:f}") for f in (before, after))
    return "swapped" if old == new else "more" if new > old else "less"


def of_editions(
    figure: Figure, statements: tuple[Statement, ...], earlier: Iterable[Figure]
) -> Iterator[Hypothesis]:
    """An official figure as its table had it before it was revised."""
    for edition in earlier:
        other = figure._replace(quantity=edition.quantity, value=edition.value)
        old, new = figure.point, other.point
        if figure.unit != edition.unit or old == new or not max(abs(old), abs(new)):
            continue
        moved = tuple(restated(s, other) for s in statements)
        departure = abs(new - old) / max(abs(new), abs(old))
        yield Hypothesis("edition", f"{old:f}", f"{new:f}", other, moved, departure)


def _scaled(figure: Figure, power: int) -> Figure:
    quantity = figure.quantity
    if quantity.scale:
        quantity = quantity._replace(scale=quantity.scale + power)
    else:
        quantity = quantity._replace(digits=quantity.digits.scaleb(power))
        if quantity.digits == quantity.digits.to_integral_value():
            quantity = quantity._replace(digits=quantity.digits.quantize(Decimal(1)))
    return figure._replace(quantity=quantity, value=quantity.base)


def _numbered(figure: Figure, digits: Decimal) -> Figure:
    quantity = figure.quantity._replace(digits=digits)
    return figure._replace(quantity=quantity, value=quantity.base)


def _slips(text: str) -> Iterator[Decimal]:
    """Numbers that a slip of one digit makes: two are swapped, one is left out or put in."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if len(places) < DIGITS:
        return
    variants = []
    for i, j in pairwise(places):
        variants.append(text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :])
    variants += [text[:i] + text[i + 1 :] for i in places]
    for i in [*places, text.find(".") if "." in text else len(text)]:
        variants += [text[:i] + digit + text[i:] for digit in "0123456789"]
    for variant in variants:
        whole = variant.lstrip("-").partition(".")[0]
        if whole and (whole == "0" or whole[0] != "0") and not variant.endswith("."):
            yield Decimal(variant)


def overlaps(figure: Figure, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether what a figure can mean has something in common with a range."""
    least, most = of_figure(figure)
    above = low is None or most is None or low <= most
    return above and (high is None or least is None or least <= high)
