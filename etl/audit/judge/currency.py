"""Whether the currency of a figure is the one that its paragraph prints.

Must not know other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final
from unicodedata import category

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.stated import reading_at, units_alone
from etl.audit.read.passage import Passage
from etl.core.former import FORMER
from etl.core.model import Figure
from etl.core.schema import MONEY
from etl.reading.areas import money_of
from etl.reading.passages import Span
from etl.reading.readings import CONVENTIONAL
from etl.reading.wordbook import country_stems
from etl.words import lexicon
from etl.words.patterns import alternatives

_CODE_BEFORE: Final = re.compile(r"(?<!\w)([A-Z]{3})\s?$")
_CODE_AFTER: Final = re.compile(r"\s?([A-Z]{3})(?!\w)")
_CODE: Final = re.compile(r"(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])")
_NEAR: Final = 6
_FEWEST: Final = 2
_ENGLISH: Final = "en"
"""In which names of areas are written."""


@cache
def _known(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{alternatives(lexicon(language).currencies)}){END}")


def currency(
    place: Passage,
    phrase: Span,
    whole: Span,
    figure: Figure,
    areas: tuple[str, ...] = (),
    document: Sequence[Passage] = (),
) -> Iterator[Remark]:
    """A currency printed at the number or, where the phrase has none, in the paragraph.

    whole: the number with everything that belongs to it. areas: names of those that it is about.
    document: all its paragraphs, which tell where the own one does not.
    """
    todo = "set the currency that is printed"
    codes = {*_codes(place.text, whole), *_symbols(place, whole)}
    if codes:
        if codes != {figure.unit}:
            fault = f"the text prints {', '.join(sorted(codes))}, the figure is in {figure.unit}"
            yield Remark("currency", phrase, fault, todo)
        return
    own = money_of(figure.reporter).intersection(alone := units_alone(place, phrase))
    if figure.unit in own and len(alone) > 1:
        return  # rupees of the country that speaks
    is_other = figure.unit in alone and figure.unit not in own
    if own and is_other and alone[0] not in CONVENTIONAL:
        fault = f"{figure.reporter} has money of that name as well: {' or '.join(sorted(own))}"
        todo = "set the currency that is meant"
        yield Remark("currency", phrase, fault, todo, by_phrase=True)
        return
    if remark := _of_several(place, phrase, figure, areas):
        yield remark
        return
    known, words = _known(place.language), lexicon(place.language).currencies
    stated = MONEY.intersection(_CODE.findall(place.text, *phrase))
    if known.search(place.lower, *phrase) or stated:
        return
    reading = reading_at(place.readings, phrase)
    if reading and reading.kind == "money" and figure.unit in reading.units:
        return  # printed with a word that only the reader knows
    # A symbol may stand for several, of which the message names the usual one.
    here = {words[" ".join(one.group().split())] for one in known.finditer(place.lower)}
    others = (one for p in document for one in known.finditer(p.lower))
    printed = here or {words[" ".join(one.group().split())] for one in others}
    if printed and not any(figure.unit in money for money in printed):
        usual = ", ".join(sorted({money[0] for money in printed}))
        where = "paragraph" if here else "document"
        fault = f"the {where} prints {usual}, the figure is in {figure.unit}"
        yield Remark("currency", phrase, fault, todo, by_phrase=not here)


def _of_several(
    place: Passage, phrase: Span, figure: Figure, areas: tuple[str, ...]
) -> Remark | None:
    """That nothing tells whose money it is, of several that have one name.

    Lire of a paragraph that names Italy are those of Italy, and so are those of a figure about it.
    Where neither tells, the curator does (`meant`).
    """
    reading = reading_at(place.readings, phrase)
    if reading is None or reading.kind != "money" or len(reading.units) < _FEWEST:
        return None
    year = figure.period.start.year
    units = [code for code in reading.units if year <= FORMER.get(code, year)]
    if reading.units[0] in CONVENTIONAL or figure.unit not in units or len(units) < _FEWEST:
        return None
    own = {
        code
        for stem, code in country_stems(_ENGLISH).items()
        if code in units and any(name.lower().startswith(stem) for name in areas)
    }
    if own == {figure.unit}:
        return None
    fault = f"no country is named whose money it is: {' or '.join(units)}"
    return Remark("currency", phrase, fault, "set the one that is meant", by_phrase=True)


def _codes(text: str, whole: Span) -> Iterator[str]:
    """ISO 4217 codes that stand directly before or after a number: CHF 7 billion."""
    start, end = whole
    for match in (
        _CODE_BEFORE.search(text, max(0, start - _NEAR), start),
        _CODE_AFTER.match(text, end),
    ):
        if match and match[1] in MONEY:
            yield match[1]


def _symbols(place: Passage, whole: Span) -> Iterator[str]:
    """Currency symbols at a number that the language has no code for: ¥7 billion."""
    start, end = whole
    for sign in (*place.text[max(0, start - 2) : start].strip()[-1:], *place.text[end : end + 1]):
        if category(sign) == "Sc" and sign not in lexicon(place.language).currencies:
            yield sign
