"""Whether a figure says what the one reader reads where its phrase stands.

The phrase alone is read by the check. In its sentence it may be half of a range, a change and no
level, a forecast, or qualified by words that stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.book.quantities import SCALES
from etl.book.stated import is_part
from etl.core.former import FORMER
from etl.core.intervals import turned
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period, Quantity
from etl.core.problems import Refused
from etl.core.schema import MONEY
from etl.reading.amounts import as_decimal
from etl.reading.areas import money_of
from etl.reading.passages import Span
from etl.reading.reader import phrase as read_alone
from etl.reading.readings import Reading
from etl.words.forms import forms
from etl.words.signs import SIGNS

_NUMBERS: Final = frozenset({"money", "percent", "points", "count"})
_NO_NUMBER: Final = frozenset({"date", "period", "other"})
_AHEAD: Final = frozenset({"forecast", "target"})
_BEHIND: Final = 12
"""Characters behind a number in which the noun stands that it counts: 20 million visas."""


def stated_remarks(
    passage: Passage, phrase: Span, figure: Figure, published: Period
) -> Iterator[Remark]:
    """What the reader reads at a phrase that the figure does not say.

    phrase: as the figure states it; published: what is known of the day of publication.
    """
    reading = reading_at(passage.readings, phrase)
    if reading is None:
        return
    if reading.quantity_high is not None and figure.quantity_high is None:
        fault = f'it is an end of the range "{" ".join(reading.text.split())}"'
        todo = f"write the whole range: value: {_range(reading, figure)}, with as_stated as printed"
        yield Remark("range", phrase, fault, todo)
        return
    yield from _other_unit(passage, reading, phrase, figure)
    yield from _may_be_money(passage, reading, phrase, figure)
    yield from _minus(reading, phrase, figure)
    if not figure.unit_as_stated:
        # Else the number alone has neither its scale nor its unit.
        yield from _value(reading, phrase, figure)
        yield from _unit(passage, reading, phrase, figure)
    yield from _change(passage, reading, phrase, figure)
    yield from _status(passage, reading, phrase, figure, published)
    if figure.qualifier not in _allowed(reading, figure) and "qualifier" not in reading.unsure:
        span, said = _word(passage, reading, "qualifier", phrase)
        fault = f"{said} {reading.qualifier}, the qualifier is {figure.qualifier}"
        todo = "put it into as_stated and set the qualifier"
        yield Remark("qualifier", span, fault, todo)


def _word(passage: Passage, reading: Reading, field: str, phrase: Span) -> tuple[Span, str]:
    """The word that tells a field of a reading, and how a message begins with it.

    Where the number itself tells it, the phrase.
    """
    span = next(((start, end) for name, start, end in reading.told_by if name == field), None)
    if span is None:
        return phrase, "the words beside it tell"
    return span, f'"{" ".join(passage.text[slice(*span)].split())}" beside it tells'


def _allowed(reading: Reading, figure: Figure) -> set[str]:
    """Qualifiers that the words allow: fell by more than 3 % is less than -3 %.

    So is a deficit of more than 3 billion, whose minus stands in words.
    """
    is_below = KINDS[figure.kind].says == "level" and not reading.signed
    if figure.quantity.base < 0 and (reading.change == "fall" or is_below):
        return set(turned(reading.qualifiers))
    return set(reading.qualifiers)


def _range(reading: Reading, figure: Figure) -> str:
    """As `value` has it: 16 to 20 billion USD, 800 million to 1.2 billion USD."""
    low, high = reading.quantity, reading.quantity_high
    assert low is not None
    assert high is not None
    if figure.unit_as_stated:
        low, high = (one._replace(scale=figure.quantity.scale) for one in (low, high))
    ends = [_scaled(quantity) for quantity in (low, high)]
    if low.scale == high.scale:
        ends[0] = f"{low.digits}"
    unit = {"percent": "%", "count": ""}.get(figure.unit, figure.unit)
    return f"{' to '.join(ends)} {unit}".strip()


def _scaled(quantity: Quantity) -> str:
    word = next((word for word, scale in SCALES.items() if scale == quantity.scale), "")
    return f"{quantity.digits} {word}".strip()


def _other_unit(
    passage: Passage, reading: Reading, phrase: Span, figure: Figure
) -> Iterator[Remark]:
    """A unit after the phrase that is not the figure's: 5.2 million (tonnes) as money."""
    if reading.kind not in ("measure", "money") or reading.end <= phrase[1]:
        return
    is_same = figure.unit in (reading.units or (reading.unit,))
    amounts = (*MONEY, "count") if reading.kind == "measure" else ("count",)
    if figure.unit in amounts and not is_same:
        fault = f'the text goes on: "{passage.text[phrase[1] : reading.end].strip()}"'
        yield Remark("cut-off", (phrase[1], reading.end), fault, "put it into as_stated and value")


def reading_at(readings: list[Reading], phrase: Span) -> Reading | None:
    """The reading that has most of a phrase."""

    def shared(reading: Reading) -> int:
        return min(reading.end, phrase[1]) - max(reading.start, phrase[0])

    known = [one for one in readings if one.kind not in _NO_NUMBER and shared(one) > 0]
    return max(known, key=shared, default=None)


def _minus(reading: Reading, phrase: Span, figure: Figure) -> Iterator[Remark]:
    """A minus in words or signs that the phrase leaves out: negative $1.2 billion."""
    if reading.quantity is None or "value" in reading.unsure or reading.kind == "percent":
        return  # the sign of a percentage is asked for by the rule of falls
    if reading.quantity.digits < 0 and all(end > 0 for end in figure.ends):
        fault = f'the text prints a minus: "{" ".join(reading.text.split())}"'
        yield Remark("cut-off", phrase, fault, "put it into as_stated and value")


def _value(reading: Reading, phrase: Span, figure: Figure) -> Iterator[Remark]:
    if figure.unit == "times":
        yield from _multiple(reading, phrase, figure)
        return
    if reading.kind not in _NUMBERS or "value" in reading.unsure or figure.quantity.fraction:
        return
    if reading.start < phrase[0] or phrase[1] < reading.end:
        return  # cut off, which another rule tells
    read = [reading.quantity, reading.quantity_high]
    ends = [quantity.base for quantity in read if quantity is not None]
    stated = [abs(value) for value in figure.ends]
    factor = figure.quantity.factor
    if reading.value is not None:
        ends = [reading.value]
    values = [abs(value) * factor for value in ends]
    if stated != values and not any(abs(other) * factor in stated for other in reading.others):
        falls = reading.change == "fall" and KINDS[figure.kind].says == "change"
        text = " to ".join(_plain(-value if falls else value) for value in values)
        own = " to ".join(_plain(value) for value in figure.ends)
        yield Remark("value", phrase, f"the text states {text}, the value is {own}", "correct it")


def _multiple(reading: Reading, phrase: Span, figure: Figure) -> Iterator[Remark]:
    """A rise to twice as much, or a fall to half, as the words around it tell."""
    part = reading.ratio
    if part is None and reading.quantity is not None:
        part = Fraction(reading.quantity.digits)
    value = Fraction(figure.quantity.digits)
    if part is None or reading.quantity_high is not None or value == part:
        return
    if not (part < 1 and is_part(figure.quantity, part)):
        shown = as_decimal(part)
        fault = f"the text states {shown:f} times, the value is {_plain(figure.quantity.digits)}"
        yield Remark("value", phrase, fault, f"write value: {shown:.2g}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def units_alone(passage: Passage, phrase: Span) -> tuple[str, ...]:
    """Every currency that a phrase may print, whatever country stands around it."""
    try:
        return read_alone(passage.text[slice(*phrase)], passage.language).units
    except Refused:
        return ()


def _unit(passage: Passage, reading: Reading, phrase: Span, figure: Figure) -> Iterator[Remark]:
    if reading.kind != "money" or figure.unit not in MONEY or not reading.units:
        return
    past = FORMER.get(reading.units[0], 0)
    if past and past < figure.period.start.year:
        return  # lira of a text that names Italy, long after the lira
    if figure.unit in money_of(figure.reporter) and figure.unit in units_alone(passage, phrase):
        return  # money of the country that speaks, whomever else the text names
    if figure.unit not in reading.units:
        fault = f"the text prints {reading.units[0]}, the figure is in {figure.unit}"
        yield Remark("currency", phrase, fault, "set the currency that is printed")


def _may_be_money(
    passage: Passage, reading: Reading, phrase: Span, figure: Figure
) -> Iterator[Remark]:
    """A count that may be so much of a money beside it: 20 million of the $500 million raised."""
    is_carried = reading.kind == "money" and "unit" in reading.unsure
    if figure.unit != "count" or not is_carried or phrase[1] < reading.end:
        return
    own = (m for m in passage.indicators if figure.indicator in m.ids)
    if any(phrase[1] <= m.start < phrase[1] + _BEHIND for m in own):
        return
    fault = f"it may be {reading.unit}, as the amount beside it; the figure is a count"
    todo = "use an indicator of money, and name the words of the unit in unit_as_stated"
    yield Remark("unit", phrase, fault, todo, by_phrase=True)


def _names_where(passage: Passage, reading: Reading) -> bool:
    """Whether words after a number tell where or when it was: 24% in 2019."""
    following = passage.lower[reading.end :].split(maxsplit=1)[:1]
    return any(word.split("'")[0] in SIGNS[passage.language].inside for word in following)


def _change(passage: Passage, reading: Reading, phrase: Span, figure: Figure) -> Iterator[Remark]:
    if "place" in reading.unsure:
        return
    kind = KINDS[figure.kind]
    is_told = bool(reading.change) or reading.signed or _names_where(passage, reading)
    if reading.place == "share" and kind.says == "change" and not is_told:
        fault = f"the words tell a share of something, the figure is {kind.noun}"
        todo = "use an indicator of a share"
        yield Remark("change", phrase, fault, todo, by_phrase=True)
    elif reading.place == "change_by" and kind.says == "level":
        fault = f"the words tell a {reading.change or 'change'} by it, the figure is {kind.noun}"
        todo = "use an indicator of a growth or a change"
        yield Remark("change", phrase, fault, todo, by_phrase=True)
    elif reading.place == "change_to" and kind.says == "change":
        fault = f"the words tell a level that is reached, the figure is {kind.noun}"
        todo = "use an indicator of a level"
        yield Remark("change", phrase, fault, todo, by_phrase=True)
    elif reading.signed and not kind.signed and reading.text.startswith("+"):
        fault = f'a sign is printed: "{reading.text}", the figure is {kind.noun}'
        yield Remark("change", phrase, fault, "use an indicator of a growth or a change")


def _status(
    passage: Passage, reading: Reading, phrase: Span, figure: Figure, published: Period
) -> Iterator[Remark]:
    if "status" in reading.unsure:
        return
    if all(name != "status" for name, _, _ in reading.told_by):
        yield from _untold_status(passage, reading, phrase, figure, published)
        return
    is_ahead = figure.period.end > published.end
    if reading.status == figure.status:
        if figure.status == "estimate" and _is_mostly_ahead(figure, published):
            span, said = _word(passage, reading, "status", phrase)
            fault = f"{said} an estimate of what comes after the day of publication"
            todo = "set status: forecast"
            yield Remark("status", span, fault, todo)
        return
    if reading.status == "estimate" and figure.status == "forecast" and is_ahead:
        return  # an estimate of what is still to come
    if {reading.status, figure.status} <= _AHEAD and _says(passage, phrase, figure.status):
        return
    span, said = _word(passage, reading, "status", phrase)
    either = forms(passage.language).either_ahead
    if {reading.status, figure.status} <= _AHEAD and re.fullmatch(
        either, passage.lower[slice(*span)]
    ):
        return  # previsti are planned as well as expected
    fault = f"{said} {_NOUNS[reading.status]}, the status is {figure.status}"
    yield Remark("status", span, fault, f"set status: {reading.status}")


def _untold_status(
    passage: Passage, reading: Reading, phrase: Span, figure: Figure, published: Period
) -> Iterator[Remark]:
    """A plan that nothing tells, or a fact of what has hardly begun; no word near tells a status.

    What ends after publication may be a plan, unless a verb says that it was.
    """
    was = _happened(passage, reading)
    over, todo = figure.period.end <= published.end, f"set status: {reading.status}"
    if figure.status == reading.status:
        if was is None and _is_mostly_ahead(figure, published):
            fault = f"most of {figure.period.text} comes after the day of publication"
            todo = "set status: forecast or target"
            yield Remark("status", phrase, f"{fault}, the status is actual", todo, by_phrase=True)
    elif was is not None:
        shown = passage.text[slice(*was)]
        fault = f'"{shown}" beside it tells something that was, the status is {figure.status}'
        yield Remark("status", was, fault, todo)
    elif over or figure.status not in _AHEAD:
        noun = _NOUNS[figure.status]
        fault = f"no word beside it tells {noun}, the status is {figure.status}"
        yield Remark("status", phrase, fault, todo, by_phrase=True)


def _is_mostly_ahead(figure: Figure, published: Period) -> bool:
    ahead = (figure.period.end - max(figure.period.start, published.end)).days
    return ahead * 2 > (figure.period.end - figure.period.start).days


def _happened(passage: Passage, reading: Reading) -> Span | None:
    """The last verb of what was, between the number before and this one in the sentence."""
    first, _ = passage.sentence(reading.start)
    before = [amount.end for amount in passage.amounts if amount.end <= reading.start]
    start = max([first, *before])
    pattern = _verbs(passage.language)
    matches = list(pattern.finditer(passage.lower, start, reading.start))
    return matches[-1].span() if matches else None


@cache
def _verbs(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{'|'.join(forms(language).happened)}){END}")


def _says(passage: Passage, phrase: Span, status: str) -> bool:
    """Whether a word before a number tells a status too: it plans to reach what is forecast."""
    first, _ = passage.sentence(phrase[0])
    before = [amount.end for amount in passage.amounts if amount.end <= phrase[0]]
    start = max([first, *before])
    return _ahead(passage.language, status).search(passage.lower, start, phrase[0]) is not None


@cache
def _ahead(language: str, status: str) -> re.Pattern[str]:
    words = forms(language)
    known = {"forecast": words.forecasts, "target": words.targets}[status]
    phrases = [re.escape(text) for text, meant in words.phrases if meant == status]
    return re.compile(rf"{EDGE}(?:{'|'.join((*known, *phrases))}){END}")


_NOUNS: Final = {
    "actual": "something that was",
    "estimate": "an estimate",
    "forecast": "a forecast",
    "target": "a target",
}
