"""Whether a figure of a table is what the heads of its row and column and its heading say.

Scale and unit that a heading states are named in `unit_as_stated`. Must not know how they are
written.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from etl.audit.judge.named import measured_on
from etl.audit.judge.place import Remark
from etl.audit.judge.stated import reading_at
from etl.audit.read.grid import cell_of, heads, lines_above, year_of
from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.core.model import WORLD, Book, Figure
from etl.core.schema import MONEY
from etl.reading.headings import Heading
from etl.reading.passages import Span
from etl.reading.readings import Reading

_SMALL: Final = 10_000
"""Money of so little beside millions is hardly ever meant."""
_NAME: Final = "name the words as they are printed in unit_as_stated"


def unit_remarks_of_heading(
    passage: Passage, phrase: Span, figure: Figure, document: Sequence[Passage]
) -> Iterator[Remark]:
    """A heading whose scale and unit a figure does not have, or that stands nearer than its own."""
    named = figure.unit_as_stated
    if not named:
        yield from _unnamed(passage, phrase, figure, document)
        return
    places = [passage, *passage.preceding(document)]
    if not any(place.find(named) for place in places):
        fault = f'unit_as_stated "{named}" stands neither here nor in a paragraph before'
        yield Remark("unit", phrase, fault, "name the words as they are printed")
        return
    if before := _amount_before(passage, phrase, figure):
        if not _agrees(before, figure, passage, phrase):
            words = " ".join(before.text.split())
            fault = f'"{words}" before it has another scale or unit than {named} gives it'
            yield Remark("unit", phrase, fault, f"correct the value, or {_NAME}", by_phrase=True)
        return
    for place, near in headings_above(passage, phrase, document, figure):
        if not any(_is_of(heading, figure) for heading in near):
            words = " and ".join(f'"{place.text[slice(*one.span)]}"' for one in near)
            fault = (
                f"{words} in paragraph {place.number} stands nearer than the words that are named"
            )
            todo = f"correct the value, and {_NAME}"
            yield Remark("unit", phrase, fault, todo, by_phrase=True)


def headed(passage: Passage, reading: Reading, document: Sequence[Passage]) -> Reading:
    """What a cell states with scale and unit of its heading; any other number as it is."""
    phrase = reading.start, reading.end
    if reading.kind != "count" or cell_of(passage, phrase) is None:
        return reading
    for _, near in headings_above(passage, phrase, document):
        unit = near[-1].unit
        if reading.quantity and unit.quantity:
            scale = reading.quantity.scale + unit.quantity.scale
            quantity = reading.quantity._replace(scale=scale, unit=unit.unit)
            return reading._replace(kind=unit.kind, unit=unit.unit, quantity=quantity)
    return reading


def _unnamed(
    passage: Passage, phrase: Span, figure: Figure, document: Sequence[Passage]
) -> Iterator[Remark]:
    """A bare number below a heading that gives it a scale or a unit."""
    reading = reading_at(passage.readings, phrase)
    if reading is None or reading.unit or reading.quantity is None or reading.quantity.scale:
        return
    if reading.kind != "count":
        return
    if cell_of(passage, phrase) is None:
        yield from _elided(passage, phrase, figure)
        return
    for place, near in headings_above(passage, phrase, document, figure):
        words = place.text[slice(*near[-1].span)]
        fault = f'"{words}" in paragraph {place.number} states scale and unit of what is below it'
        todo = f"correct the value, and {_NAME}"
        yield Remark("unit", phrase, fault, todo, by_phrase=True)


def _elided(passage: Passage, phrase: Span, figure: Figure) -> Iterator[Remark]:
    """A small bare number as money, behind an amount whose scale it may share: 248 million, 190."""
    first, _ = passage.sentence(phrase[0])
    before = _amount_before(passage, phrase, figure)
    if figure.unit not in MONEY or before is None or before.start < first:
        return
    if before.quantity and before.quantity.scale and abs(figure.quantity.digits) < _SMALL:
        words = " ".join(before.text.split())
        fault = f'"{words}" before it has a scale, the number none'
        todo = "name the words that give it scale and unit in unit_as_stated"
        yield Remark("unit", phrase, fault, todo, by_phrase=True)


def _amount_before(passage: Passage, phrase: Span, figure: Figure) -> Reading | None:
    """The last amount of a figure's kind in the sentence of a number or the one before, in prose.

    No percentage in brackets gives money its scale: 248 million dollars (up 5%) and 190.
    """
    kind = _kind(figure)
    if kind == "count" or cell_of(passage, phrase):
        return None
    own, _ = passage.sentence(phrase[0])
    first, _ = passage.sentence(max(0, own - 1))
    readings = [r for r in passage.readings if first <= r.start and r.end <= phrase[0]]
    readings = [r for r in readings if r.kind == kind]
    printed = [r for r in readings if "unit" not in r.unsure and any(map(str.isdigit, r.text))]
    return printed[-1] if printed else None


def _agrees(before: Reading, figure: Figure, passage: Passage, phrase: Span) -> bool:
    """Whether a figure has the unit of an amount before it, and its scale where it prints none."""
    own = reading_at(passage.readings, phrase)
    quantity = figure.quantity
    is_unit = quantity.unit in (*before.units, before.unit)
    if own and own.quantity and own.quantity.scale:
        return is_unit
    return is_unit and before.quantity is not None and before.quantity.scale == quantity.scale


def headings_above(
    passage: Passage,
    phrase: Span,
    document: Sequence[Passage],
    figure: Figure | None = None,
) -> Iterator[tuple[Passage, list[Heading]]]:
    """The headings of the nearest line before a number, or of its own, that has any.

    figure: whose kind of unit they have; the percent sign of another column is none of money.
    """
    start = passage.text.rfind("\n", 0, phrase[0]) + 1
    own = (passage, (start, phrase[0]))
    for place, (first, last) in (own, *lines_above(passage, start, document)):
        near = [h for h in place.headings if first <= h.span[0] and h.span[1] <= last]
        if near := [h for h in near if figure is None or _is_kind(h, figure)]:
            yield place, near
            return


def _is_of(heading: Heading, figure: Figure) -> bool:
    """Whether a heading has scale and unit of a figure."""
    quantity = heading.unit.quantity
    is_scale = quantity is not None and quantity.scale == figure.quantity.scale
    unit = figure.quantity.unit
    return is_scale and (unit in heading.unit.units or unit == heading.unit.unit)


def _is_kind(heading: Heading, figure: Figure) -> bool:
    """Whether a heading may be of numbers like a figure's: no money above a count of firms."""
    return heading.unit.kind in (_kind(figure), "count")


def _kind(figure: Figure) -> str:
    """How the reader calls amounts with the unit of a figure."""
    unit = figure.quantity.unit
    return {"percent": "percent", "": "count"}.get(unit, "money" if unit in MONEY else "measure")


def year_remarks_of_table(
    passage: Passage, phrase: Span, figure: Figure, document: Sequence[Passage]
) -> list[Remark] | None:
    """What speaks against the period of a cell; None where no row or column has a year.

    None as well where its period is only a part of that year, which further words must state.
    """
    cell = cell_of(passage, phrase)
    stated = year_of(passage, cell, document) if cell else None
    if stated is None:
        return None
    place, span = stated
    year = int(place.text[slice(*span)])
    if figure.period.end.year != year:
        fault = f'"{year}" stands at the head of its row or column, the period is '
        todo = "correct the period"
        return [Remark("period", phrase, fault + figure.period.text, todo, by_phrase=True)]
    return [] if figure.period.coverage == "full_year" else None


def indicator_remarks_of_table(
    passage: Passage, phrase: Span, figure: Figure, book: Book, document: Sequence[Passage]
) -> list[Remark] | None:
    """What speaks against the indicator of a cell; None where no head of it names one."""
    cell = cell_of(passage, phrase)
    named = heads(passage, cell, document, "indicators") if cell else []
    own = measured_on(figure.indicator, book)
    said = f"the figure is {figure.indicator}"
    asked = Remark("indicator", phrase, said, "correct the indicator", by_phrase=True)
    return _by_heads(asked, named, own)


def area_remarks_of_table(
    passage: Passage, phrase: Span, figure: Figure, book: Book, document: Sequence[Passage]
) -> list[Remark] | None:
    """What speaks against the partner of a cell; None where no head of it names an area."""
    cell = cell_of(passage, phrase)
    named = heads(passage, cell, document, "areas") if cell else []
    named = [(p, m) for p, m in named if m.ids - {figure.reporter, WORLD}]
    own = book.itself_or_parts(figure.partner) | {figure.partner}
    said = f"the partner is {figure.partner}"
    asked = Remark("area", phrase, said, "correct the partner", by_phrase=True)
    return _by_heads(asked, named, own)


def _by_heads(
    asked: Remark, named: Sequence[tuple[Passage, NameMention]], own: Container[str]
) -> list[Remark] | None:
    """What the heads of a cell say against a figure; None where they name nothing of its kind.

    asked: what is asked where none of its own ids is named, with what the figure says.
    """
    if not named:
        return None
    if any(one in own for _, mention in named for one in mention.ids):
        return []
    place, mention = named[-1]
    word = place.text[mention.start : mention.end]
    fault = f'"{word}" at the head of its row or column names {" or ".join(sorted(mention.ids))}'
    return [asked._replace(fault=f"{fault}, {asked.fault}")]
