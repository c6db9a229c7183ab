"""Whether the words around a figure's phrase tell a change or a level, a rise or a fall.

"Rose by 24%" is a growth, "rose to 24%" a level, "fell by 24%" a growth of -24 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.beside import before_pattern
from etl.audit.judge.place import EDGE, END, WINDOW, Remark
from etl.audit.judge.stated import reading_at
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import PERCENT, Figure, IndicatorKind
from etl.reading.changes import changes, direction
from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.patterns import SIGNS, alternatives
from etl.words.signs import SIGNS as COMPARED

_SIGNED: Final = re.compile(rf"\W*[{re.escape(SIGNS)}]|[^\d(]*\([\d.,]+\)")
"""A sign before a number, or brackets around it, as accounts print what is below zero."""


_NEXT: Final = 12
"""Characters behind a percentage in which a word compares it: 35% more companies."""


_PARTS: Final = frozenset({"percent", "fraction"})
"""What may be a part of something, where no word tells a change."""


class _Patterns(NamedTuple):
    by: re.Pattern[str]
    to: re.Pattern[str]
    minus: re.Pattern[str]
    compared: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    connectors = rf"(?:(?:{alternatives(words.connectors)})[\s-]+){{0,3}}"
    return _Patterns(
        re.compile(rf"{EDGE}({alternatives(words.by)})[\s']*{connectors}$"),
        re.compile(rf"{EDGE}({alternatives(words.to)})[\s']*{connectors}$"),
        re.compile(rf"(?:{alternatives(words.minus)})\s"),
        re.compile(rf"{EDGE}(?:{alternatives(COMPARED[language].compared)}){END}"),
    )


def growth(
    place: Passage, phrase: Span, start: int, figure: Figure, kind: IndicatorKind
) -> Iterator[Remark]:
    """What the words of change around a phrase say that the figure does not.

    start: where the number begins that the phrase states.
    """
    yield from _by_or_to(place, phrase, start, kind)
    if figure.unit == PERCENT and KINDS[kind].says == "change":
        yield from _untold(place, phrase, figure, kind)
    if figure.unit == PERCENT or KINDS[kind].says == "change":
        yield from _rise_or_fall(place, phrase, figure, kind)


def _untold(place: Passage, phrase: Span, figure: Figure, kind: IndicatorKind) -> Iterator[Remark]:
    """A bare percentage in a sentence that tells no change: 9 billion (15 %) may be a share."""
    reading = reading_at(place.readings, phrase)
    if reading is None or reading.kind not in _PARTS or reading.place or reading.signed:
        return
    first, last = place.sentence(phrase[0])
    is_named = any(figure.indicator in m.ids and first <= m.start < last for m in place.indicators)
    is_compared = any(t.role == "base" and first <= t.start < last for t in place.times)
    more = _patterns(place.language).compared
    is_compared = is_compared or bool(more.search(place.lower, phrase[0], phrase[1] + _NEXT))
    if not (is_named or is_compared or changes(place.text, place.lower, last, place.language)):
        fault = f"no word of its sentence tells a change, the figure is {KINDS[kind].noun}"
        todo = "use an indicator of a share or a level"
        yield Remark("change", phrase, fault, todo, by_phrase=True)


def _by_or_to(place: Passage, phrase: Span, start: int, kind: IndicatorKind) -> Iterator[Remark]:
    lower, language = place.lower, place.language
    patterns = _patterns(language)
    opening = max(0, start - WINDOW)
    by, to = (known.search(lower, opening, start) for known in (patterns.by, patterns.to))
    if qualifier := before_pattern(language).search(lower, opening, start):
        # "By more than" is a "by", and so is "более чем на"; "up to" is no "to", "вырос до" is.
        by = by or patterns.by.search(lower, opening, qualifier.start())
        inside = to and to.start(1) < qualifier.end(1) and qualifier[1] not in lexicon(language).to
        if not to or inside:
            to = patterns.to.search(lower, opening, qualifier.start())
    says = KINDS[kind].says
    reading = reading_at(place.readings, phrase)
    if reading and reading.place == "change_by":
        to = None  # the fall came to $7 million
    if says == "change" and to and changes(place.text, lower, to.start(), language):
        fault = f'"{to[1]}" leads to a level, the figure is {KINDS[kind].noun}'
        yield Remark("change", to.span(1), fault, "use an indicator of a level")
    if says == "level" and by and changes(place.text, lower, by.start(), language):
        fault = f'"{by[1]}" leads to a change, the figure is {KINDS[kind].noun}'
        yield Remark("change", by.span(1), fault, "use an indicator of growth")


def _rise_or_fall(
    place: Passage, phrase: Span, figure: Figure, kind: IndicatorKind
) -> Iterator[Remark]:
    """A percentage whose sign only the words tell: "fell by 24%" is -24 %."""
    if not KINDS[kind].signed and figure.point >= 0:
        return
    stated = place.lower[slice(*phrase)]
    if _SIGNED.match(stated) or _patterns(place.language).minus.match(stated):
        return
    if KINDS[kind].says == "level" and figure.point < 0:
        fault = "no minus is printed, the value is negative"
        todo = "correct the sign"
        yield Remark("fall", phrase, fault, todo, by_phrase=True)
        return
    way, span = _direction(place, phrase)
    if way < 0 and figure.point > 0:
        fault = f'"{place.text[slice(*span)].strip()}" tells a fall, the value is positive'
        yield Remark("fall", span, fault, "make the value negative")
    if way >= 0 and figure.point < 0:
        yield Remark(
            "fall", span, "no word tells a fall, the value is negative", "correct the sign"
        )


def _direction(place: Passage, phrase: Span) -> tuple[int, Span]:
    """Whether words tell a rise or a fall, and which; the reader knows falls that stand apart."""
    way, span = direction(place.text, place.lower, phrase, place.language)
    reading = reading_at(place.readings, phrase)
    is_read = reading is not None and reading.place == "change_by" and reading.change == "fall"
    if way < 0 or reading is None or not is_read or "change" in reading.unsure:
        return way, span
    return -1, _word_of(place, phrase)


def _word_of(place: Passage, phrase: Span) -> Span:
    """The last word of a fall before a phrase, else the phrase: less than before, by 8 %."""
    first, _ = place.sentence(phrase[0])
    stems = "|".join(lexicon(place.language).falls)
    falls = list(re.finditer(rf"{EDGE}(?:{stems})[^\W\d_]*", place.lower[first : phrase[0]]))
    return (first + falls[-1].start(), first + falls[-1].end()) if falls else phrase
