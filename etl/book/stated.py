"""Double entry: whether a phrase read on its own says what the curator entered.

Must not know files, or where a figure stands in one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from etl.book.indicators import unit_kind
from etl.book.quantities import SCALES
from etl.core.intervals import turned
from etl.core.kinds import KINDS, UnitKind
from etl.core.model import PERCENT, Figure, Indicator, Qualifier, Quantity, Source
from etl.core.problems import Refused, quoted
from etl.reading.headings import unit_of
from etl.reading.readings import CONVENTIONAL, Reading, ReadingKind
from etl.reading.wordings import Phrases

_DASHES: Final = re.compile(r"[-\N{EN DASH}\N{EM DASH}]")
_HUNDRED: Final = 100
_HUNDREDTH: Final = Decimal("0.01")
_FINEST: Final = Decimal("0.00001")
"""A value has five decimals at most."""
_POINTS: Final = "points"
_STATES: Final[dict[ReadingKind, tuple[str, frozenset[UnitKind]]]] = {
    "money": ("an amount of money", frozenset({"currency"})),
    "percent": ("a percentage", frozenset({"percent"})),
    "points": ("a number of percentage points", frozenset({"percent"})),
    "count": ("a number without a unit", frozenset({"currency", "count", "measure", "index"})),
    "ordinal": ("a rank", frozenset({"rank"})),
    "multiple": ("a multiple", frozenset({"times"})),
    "fraction": ("a fraction", frozenset({"percent", "times"})),
    "measure": ("an amount in a unit", frozenset({"measure"})),
}
"""How a message calls what a phrase states, and for which units of an indicator it can stand.

A phrase may leave out the currency or the unit ("exports 14.8 billion"), never the percent sign.
"""
_COUNTS: Final[dict[UnitKind, str]] = {
    "currency": "money",
    "percent": "percent",
    "rank": "ranks: third, second largest, in the top five",
    "count": "things one by one",
    "times": "times: doubled, 2.5 times",
    "index": "index numbers",
    "measure": "a declared unit",
}


def stated_problem(
    figure: Figure, indicator: Indicator, source: Source, phrases: Phrases
) -> Refused | None:
    """What the phrase of a figure says otherwise, or that it cannot be read; None if they agree."""
    try:
        reading = phrases.read(figure.as_stated, source.language)
        if figure.unit_as_stated:
            reading = below(reading, unit_of(figure.unit_as_stated, source.language, phrases))
    except Refused as refused:
        return refused
    return disagreement(figure, indicator, reading, source.is_official)


def below(reading: Reading, heading: Reading) -> Reading:
    """What a number states below a heading that has its scale and unit: 412.5, USD million.

    Raises Refused where the number has its own, or is none that a unit goes with.
    """
    if reading.unit or reading.kind != "count" or reading.quantity is None:
        fault = f"{quoted(reading.text)} prints its own unit, unit_as_stated another"
        raise Refused("stated-unit", fault, "leave unit_as_stated out")
    assert heading.quantity
    scale, unit = heading.quantity.scale, heading.quantity.unit
    ends = [
        end and end._replace(scale=end.scale + scale, unit=unit)
        for end in (reading.quantity, reading.quantity_high)
    ]
    return reading._replace(
        kind=heading.kind,
        unit=heading.unit,
        units=heading.units,
        quantity=ends[0],
        quantity_high=ends[1],
        value=ends[0].base if ends[0] and not ends[1] else None,
    )


def prints_minus(figure: Figure, source: Source, phrases: Phrases) -> bool:
    """Whether the phrase of a flow prints the minus itself: "minus $1.2 billion" went back.

    Only then a flow may be negative, for else a sign that slipped in would pass.
    """
    if not KINDS[figure.kind].adds_over_time:
        return False
    try:
        reading = phrases.read(figure.as_stated, source.language)
    except Refused:
        return False
    return reading.signed and reading.quantity is not None and reading.quantity.digits < 0


def disagreement(
    figure: Figure, indicator: Indicator, reading: Reading, is_official: bool = False
) -> Refused | None:
    """What a phrase says otherwise than its figure; None where they agree.

    is_official: whether it is a row of a table, which prints ranks as plain numbers. A phrase may
    leave the minus to its sentence ("fell by 24%"; see `etl.audit`). A dollar is any currency
    of that name.
    """
    for differ in (_other_kind, _other_way, _other_span, _other_status):
        if refused := differ(figure, indicator, reading, is_official):
            return refused
    if unit_kind(indicator.unit) == "times":
        return _other_multiple(figure, reading)
    if reading.kind == "fraction" or figure.quantity.fraction:
        return _other_fraction(figure, reading)
    if figure.quantity_high is not None and reading.quantity_high is not None:
        high = _other_amount(figure.quantity_high, reading.quantity_high, figure, reading)
        return high or _compared(figure, reading)
    return _compared(figure, reading)


def _other_kind(
    figure: Figure, indicator: Indicator, reading: Reading, official: bool
) -> Refused | None:
    """A rank for an amount, a share for a multiple, percentage points for percent."""
    noun, units = _STATES[reading.kind]
    unit, kind = unit_kind(indicator.unit), KINDS[indicator.kind]
    if unit not in units and not (official and unit == "rank" and reading.kind == "count"):
        if reading.kind in ("money", "percent", "measure") or unit == "percent":
            said, kept = reading.unit or "no unit", figure.quantity.unit or "no unit"
            fault = f"as_stated {quoted(reading.text)} says {said}, value says {kept}"
        else:
            fault = f"{quoted(reading.text)} is {noun}"
        allowed = f"the indicator {indicator.id} counts {_COUNTS[unit]}"
        if reading.kind == "count" and unit in ("percent", "measure"):
            allowed += "; name the words before it, or of a heading, that say so in unit_as_stated"
        return Refused("stated-unit", fault, allowed)
    is_points = kind.tested == "difference" and unit == "percent"
    if is_points and reading.kind != "points":
        return Refused(
            "stated-unit", f"{quoted(reading.text)} is {noun}", "allowed are percentage points"
        )
    if reading.kind == "points" and not is_points:
        allowed = "points are no percent: allowed is an indicator of kind change"
        return Refused("stated-unit", f"{quoted(reading.text)} is {noun}", allowed)
    if reading.per and reading.per != indicator.per:
        allowed = f"allowed is an indicator of kind average, per: {reading.per}"
        return Refused(
            "stated-unit", f"{quoted(reading.text)} is an average for one {reading.per}", allowed
        )
    return None


def _other_way(figure: Figure, indicator: Indicator, reading: Reading, _: bool) -> Refused | None:
    """A change for a level, or a level for a change."""
    kind = KINDS[indicator.kind]
    if reading.place == "change_by" and kind.says == "level":
        fault = f"{quoted(reading.text)} is a change, the indicator {kind.noun}"
        return Refused("stated-unit", fault, "allowed is an indicator of growth, or of kind change")
    if reading.place == "change_to" and kind.says == "change":
        fault = f"{quoted(reading.text)} leads to a level, the indicator is {kind.noun}"
        return Refused("stated-unit", fault, "allowed is an indicator of the level")
    return None


def _other_span(figure: Figure, _: Indicator, reading: Reading, __: bool) -> Refused | None:
    """Half of a range, or a range where one number is printed."""
    if (figure.quantity_high is None) == (reading.quantity_high is None):
        return None
    if figure.quantity_high is not None:
        fault = f"as_stated {quoted(reading.text)} states one number, value a range"
        return Refused("stated-value", fault, _write(_signed(figure, reading)[0], figure))
    assert reading.quantity
    assert reading.quantity_high
    fault = f"as_stated {quoted(reading.text)} states a range, value half of it"
    low = _write(reading.quantity, figure).rpartition(": ")[2]
    high = _write(reading.quantity_high, figure).rpartition(": ")[2]
    write = f"for this phrase write value: {_joined(low, high)}"
    if not _DASHES.search(reading.text):
        write += "; of a change from the one to the other, put its word (grew from) into as_stated"
    return Refused("stated-value", fault, write)


def _joined(low: str, high: str) -> str:
    """Two values as a range: the first leaves out what the second repeats."""
    number, _, rest = low.partition(" ")
    return f"{number} to {high}" if high.endswith(f" {rest}") or not rest else f"{low} to {high}"


def _other_status(figure: Figure, _: Indicator, reading: Reading, __: bool) -> Refused | None:
    """A plan that is entered as a fact."""
    if reading.status in ("actual", figure.status):
        return None
    fault = f"as_stated {quoted(reading.text)} says {reading.status}, status says {figure.status}"
    return Refused("stated-status", fault, f"for this phrase write status: {reading.status}")


def _other_fraction(figure: Figure, reading: Reading) -> Refused | None:
    """A third is 1/3 and nothing else: its interval is that of a third."""
    text, value = quoted(reading.text), figure.quantity
    sign = "-" if value.digits < 0 else ""
    if reading.kind != "fraction" or reading.ratio is None:
        fault = f"as_stated {text} is no fraction, value is one"
        return Refused("stated-value", fault, _write(_signed(figure, reading)[0], figure))
    parts = reading.ratio.numerator, reading.ratio.denominator
    if value.fraction != parts:
        fault = f"as_stated {text} is a fraction, value says {value.digits:f} %"
        write = f"for this phrase write value: {sign}{parts[0]}/{parts[1]}"
        return Refused("stated-value", fault, write)
    return _other_sign(figure, reading) or _other_qualifier(figure, reading)


def _compared(figure: Figure, reading: Reading) -> Refused | None:
    stated, allowing = _signed(figure, reading)
    amount = _other_amount(figure.quantity, stated, figure, reading)
    return amount or _other_qualifier(figure, reading, allowing)


def _other_multiple(figure: Figure, reading: Reading) -> Refused | None:
    """A multiple, or a part as one: half of what it was is 0.5 times it.

    "Вдвое" tells no way by itself: the phrase allows 2 and 0.5, and its sentence one of them.
    """
    part = reading.ratio
    if part is None or part >= 1:
        amount = _compared(figure, reading)
        if amount is None or reading.change or reading.quantity is None:
            return amount
        part = 1 / Fraction(reading.quantity.digits)
        return None if is_part(figure.quantity, part) and part < 1 else amount
    if is_part(figure.quantity, part):
        return _other_qualifier(figure, reading)
    return _other_part(figure, reading, part)


def is_part(value: Quantity, part: Fraction) -> bool:
    """Whether a multiple is a part, with the decimals that the curator chose: 0.33 or 0.3."""
    return abs(Fraction(value.digits) - part) * 2 <= Fraction(value.step) < 1


def _other_part(figure: Figure, reading: Reading, part: Fraction) -> Refused | None:
    """What fell 3 times is 0.33 times what it was."""
    value = figure.quantity
    nearest = (Decimal(part.numerator) / part.denominator).quantize(_HUNDREDTH).normalize()
    fault = f"as_stated {quoted(reading.text)} is a fall to a part, value says {value.digits:f}"
    return Refused("stated-value", fault, f"for this phrase write value: {nearest:f}")


def _other_amount(
    value: Quantity, stated: Quantity, figure: Figure, reading: Reading
) -> Refused | None:
    """Another unit, number, sign, scale or number of printed digits."""
    alike = (
        stated.scale == value.scale
        and stated.digits == value.digits
        and stated.digits.same_quantum(value.digits)
    )
    if alike and (stated.unit in ("", value.unit, _POINTS) or value.unit in reading.units):
        return None  # as nearly every figure
    unit = "" if stated.unit == _POINTS else stated.unit
    if value.unit in reading.units or stated.unit == _POINTS:
        unit = value.unit
    stated = stated._replace(unit=unit, factor=value.factor)
    if _is_index_form(value, stated, figure, reading):
        return None
    if stated.unit not in ("", value.unit):
        rule, said, kept = "stated-unit", _named_units(reading, stated), value.unit or "no unit"
    elif _is_other(value, reading):
        return None
    elif stated.base != value.base:
        base = abs(stated.base) if _may_be_index(figure, reading) else stated.base
        rule, said, kept = "stated-value", f"{base:,f}", f"{value.base:,f}"
    elif stated.step != value.step:
        rule, said, kept = "stated-scale", f"steps of {stated.step:,f}", f"{value.step:,f}"
    else:
        return None
    fault = f"as_stated {quoted(reading.text)} says {said}, value says {kept}"
    if _is_elided(value, stated, reading):
        todo = "let as_stated reach to the word that prints its scale: 16.4, 16.2 and 17 billion"
        todo += "; or name the words before it, or of a heading, in unit_as_stated: USD million"
        return Refused(rule, fault, todo)
    write = _write_change(stated, figure, reading)
    if rule == "stated-unit" and " or " in said:
        write = write.removesuffix(f" {stated.unit}") + f" {said}, whose country it is"
    return Refused(rule, fault, write)


def _is_elided(value: Quantity, stated: Quantity, reading: Reading) -> bool:
    """Whether a phrase ends before the scale that a later number prints for both."""
    bare = not (stated.scale or reading.unit) and value.scale > 0
    return bare and abs(stated.digits) == abs(value.digits)


def _named_units(reading: Reading, stated: Quantity) -> str:
    """The currency of a name, or those of one that several countries have: ITL or TRY."""
    several = len(reading.units) > 1 and stated.unit not in CONVENTIONAL
    return " or ".join(reading.units) if several else stated.unit


def _is_index_form(value: Quantity, stated: Quantity, figure: Figure, reading: Reading) -> bool:
    """Whether a growth is what a percentage says that its sentence may tell of the level before.

    "Темп роста составил 124 %" is +24 %; the phrase alone cannot tell (see `etl.audit`).
    """
    if not _may_be_index(figure, reading):
        return False
    growth = abs(stated.digits) - _HUNDRED
    return growth == value.digits and growth.same_quantum(value.digits)


def _may_be_index(figure: Figure, reading: Reading) -> bool:
    is_growth = KINDS[figure.kind].says == "change" and reading.kind == "percent"
    plain = is_growth and not (reading.change or reading.signed) and reading.quantity is not None
    return plain and reading.quantity_high is None and abs(_digits(reading)) > _HUNDRED // 2


def _digits(reading: Reading) -> Decimal:
    assert reading.quantity
    return reading.quantity.digits


def _write_change(stated: Quantity, figure: Figure, reading: Reading) -> str:
    """What to write; of a percentage without words of change, as far as the sentence tells it."""
    if not _may_be_index(figure, reading):
        return _write(stated, figure)
    plain = abs(stated.digits)
    write = _write(stated._replace(digits=plain), figure)
    index = f"{plain - _HUNDRED:f} % where its sentence tells it of the level before"
    return f"{write}, -{plain:f} % where it tells a fall, {index}"


def _is_other(value: Quantity, reading: Reading) -> bool:
    """Whether it is another number that the printed marks may mean, which the curator chose."""
    plain = value._replace(factor=Decimal(1))
    return any(other == plain.base and _step(other) == plain.step for other in reading.others)


def _step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # no reading has an infinity
    return Decimal(1).scaleb(exponent)


def _signed(figure: Figure, reading: Reading) -> tuple[Quantity, tuple[Qualifier, ...]]:
    """What is stated, with the sign of its words; where they say none, with that of the value."""
    assert reading.quantity
    stated, kind = reading.quantity, KINDS[figure.kind]
    falls = reading.change == "fall" and kind.says == "change"
    if reading.balance and kind.signed and kind.says == "level" and not reading.signed:
        if reading.balance == "deficit":
            return stated._replace(digits=-stated.digits), turned(reading.qualifiers)
        return stated, reading.qualifiers
    elsewhere = (
        kind.signed and figure.quantity.digits < 0 and not reading.signed and not reading.change
    )
    if elsewhere and _is_index_form(figure.quantity, stated, figure, reading):
        return stated, reading.qualifiers
    if stated.digits > 0 and (falls or elsewhere):
        return stated._replace(digits=-stated.digits), turned(reading.qualifiers)
    return stated, reading.qualifiers


def _other_sign(figure: Figure, reading: Reading) -> Refused | None:
    stated, _ = _signed(figure, reading)
    if (stated.digits < 0) == (figure.quantity.digits < 0):
        return None
    way = "a fall" if stated.digits < 0 else "no fall"
    fault = f"as_stated {quoted(reading.text)} says {way}, value says {figure.quantity.digits:f} %"
    assert reading.ratio
    sign = "-" if stated.digits < 0 else ""
    part = f"{reading.ratio.numerator}/{reading.ratio.denominator}"
    return Refused("stated-value", fault, f"for this phrase write value: {sign}{part}")


def _other_qualifier(
    figure: Figure, reading: Reading, allowing: tuple[Qualifier, ...] = ()
) -> Refused | None:
    """allowing: what the wording allows, where it is known."""
    allowing = allowing or _signed(figure, reading)[1]
    if figure.qualifier in allowing:
        return None
    said = " or ".join(allowing)
    fault = f"as_stated {quoted(reading.text)} says {said}, qualifier says {figure.qualifier}"
    return Refused("stated-qualifier", fault, f"for this phrase write qualifier: {said}")


def _write(stated: Quantity, figure: Figure) -> str:
    """The value to write for what is stated, in the scale and with the digits that it has."""
    scaled = {scale: stated.digits.scaleb(stated.scale - scale) for scale in (0, *SCALES.values())}
    # Those that keep the step: five decimals at most, and no zeros that are not printed.
    kept = [scale for scale, number in scaled.items() if _FINEST <= _step(number) <= 1]
    scale = min(kept, key=lambda scale: abs(scale - stated.scale), default=0)
    digits = scaled[scale]
    unit = stated.unit or figure.quantity.unit
    words = [f"{digits:f}", *(word for word, power in SCALES.items() if power == scale)]
    text = " ".join([*words, "%" if unit == PERCENT else unit]).rstrip()
    return f"for this phrase write value: {text}"
