"""Figures that differ from one found sound in nothing that bears on whether they are.

A large file states many numbers in few forms: "5,659 million dollars", and 5659 million USD.
Whether a figure of a form is sound depends on no digit of its number, only on whether value and
phrase have the same. What is not surely sound is left to the checks, which tell why: nothing here
refuses anything. Must not know sections, or where a figure stands in the file.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from etl.book.rows import Node, Row
from etl.core.former import FORMER
from etl.core.kinds import KINDS
from etl.core.model import Figure, Indicator, Period, Quantity, Source
from etl.core.problems import Refused
from etl.reading.wordings import Phrases

_BEARING: Final = ("qualifier", "status", "unit_as_stated", "period_basis")
"""Keys whose words bear on whether a figure is sound, beside those that are looked at here."""
_OWN: Final = ("id", "indicator", "period", "value", "as_stated", "source")
_READ: Final = (
    *("reporter", "partner", "paragraph", "occurrence", "authority", "period_reason", "note"),
    *("among", "period_as_stated"),
)
"""Keys that are read by themselves, and of which no other check asks more than whether they are
there, and a paragraph and two areas what stands below."""
_PLAIN: Final = frozenset((*_BEARING, *_OWN, *_READ))
_AT: Final = {name: at for at, name in enumerate(Figure._fields)}
_FIELDS: Final = [_AT[name] for name in ("id", "period", "quantity", "value", "as_stated")]
_ID, _PERIOD, _QUANTITY, _VALUE, _PHRASE = _FIELDS
_SOURCE, _LINE, _PARAGRAPH = _AT["source"], _AT["line"], _AT["paragraph"]
_REPORTER, _PARTNER = _AT["reporter"], _AT["partner"]
_SEVENS: Final = bytes.maketrans(b"123456789", b"7" * 9)
"""Zeros stay: how many digits a number has that count depends on them."""


class _Form(NamedTuple):
    """What the figures of a form have in common."""

    figure: Figure
    """The first one, which was found sound."""
    start: int
    end: int
    """Where the number stands in the phrase."""
    mark: str
    """What parts its digits there, and what does so in the value."""
    written: str
    ceiling: Decimal | None
    read: tuple[tuple[str, int], ...]
    """Keys that are read by themselves, each with the place of its field."""


class Repeats:
    """The figures of one file that were found sound, by form.

    Held while the file is loaded and no longer, as are the figures: there are no more forms.
    """

    def __init__(
        self,
        readers: Mapping[str, Mapping[Node, Any]],
        sources: Mapping[str, Source],
        phrases: Phrases,
    ) -> None:
        """readers: the value of each key by what stands there; asking may raise Refused."""
        self._readers = readers
        self._sources = sources
        self._phrases = phrases
        self._forms: dict[tuple[object, ...], _Form] = {}
        self._periods: dict[tuple[object, object], Period] = {}
        """Periods that figures of an indicator may have, if they are over by publication."""

    def of(self, row: Row, known: Container[str]) -> Figure | None:
        """The figure of an entry that is surely sound; None where only the checks can tell.

        known: ids that are taken.
        """
        values = row.values
        source = self._sources.get(values.get("source"))  # type: ignore[arg-type]
        phrase, value = values.get("as_stated"), values.get("value")
        if source is None or type(phrase) is not str or type(value) is not str:
            return None
        number, rest = _parts(value)
        form = self._forms.get(_key(values, rest, phrase, source))
        period = self._periods.get((values.get("period", ""), values.get("indicator")))
        if form is None or period is None or period.end > source.published:
            return None
        if phrase[form.start : form.end].replace(form.mark, form.written) != number:
            return None
        fields: list[Any] = [*form.figure]
        try:
            name = fields[_ID] = self._readers["id"][values["id"]]
            for key, at in form.read:
                fields[at] = self._readers[key][values[key]]
        except Refused:
            return None
        printed: Quantity = form.figure.quantity
        quantity = Quantity(Decimal(number), *printed[1:])
        amount = quantity.base
        if (
            name in known
            or fields[_REPORTER] == fields[_PARTNER]
            or bool(source.document) != bool(fields[_PARAGRAPH])
            or (form.ceiling is not None and amount > form.ceiling)
        ):
            return None
        fields[_PERIOD], fields[_QUANTITY], fields[_VALUE] = period, quantity, amount
        fields[_PHRASE], fields[_SOURCE], fields[_LINE] = phrase, source.id, row.line
        return Figure._make(fields)

    def learn(self, row: Row, figure: Figure, indicator: Indicator, source: Source) -> None:
        """Note the form of a figure that the checks have found sound.

        A phrase of a range or of a fraction says the same of no other number.
        """
        values = row.values
        if not values.keys() <= _PLAIN:
            return
        self._periods[values["period"], values["indicator"]] = figure.period
        number, rest = _parts(str(values["value"]))
        span = self._phrases.number_at(figure.as_stated, source.language)
        if span is None or figure.unit in FORMER:
            return
        start, end = span
        if (marks := _marks(figure.as_stated[start:end], number)) is None:
            return
        read = tuple((key, _AT[key]) for key in values if key in _READ)
        form = _Form(figure, start, end, *marks, KINDS[indicator.kind].ceiling, read)
        self._forms[_key(values, rest, figure.as_stated, source)] = form


def _parts(value: str) -> tuple[str, str]:
    """The number of a value, and all that follows it: a space at its end is none of a unit."""
    number = value.partition(" ")[0]
    return number, value[len(number) :]


def _key(values: Mapping[str, Node], rest: str, phrase: str, source: Source) -> tuple[object, ...]:
    """All that the checks of a figure look at, but for its number, its days and its areas."""
    shape = phrase.encode().translate(_SEVENS)
    bearing = map(values.get, _BEARING)
    return (
        *(rest, shape, tuple(values), values.get("indicator"), *bearing),
        *(source.language, source.kind),
    )


def _marks(printed: str, number: str) -> tuple[str, str] | None:
    """What to write for which mark of a printed number, so that it is that of the value."""
    marks = {letter for letter in printed if not letter.isdecimal()}
    if printed == number:
        return "", ""
    if len(marks) == 1:
        (mark,) = marks
        for written in (".", ""):
            if printed.replace(mark, written) == number:
                return mark, written
    return None
