"""Among whom a rank is, as words of its own part of a sentence tell it: Asian suppliers, in Asia.

A sentence may have several ranks: each is of the words up to the next. Must not read what place
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.model import WORLD, Book, Figure
from etl.core.schema import EVERYONE
from etl.reading.areas import regions
from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.patterns import alternatives
from etl.words.signs import SIGNS
from etl.words.trade import vocabulary

_ENGLISH: Final = "en"
"""In which `among` is written where it is a text."""
_REACH: Final = 60
"""Characters after a rank in which those are named among whom it is one."""
_NOUN: Final = 40
"""The same of an adjective: the fourth largest Asian supplier."""
_OUTSIDE: Final = re.compile(
    r"[\s-]*(?:[^\W\d_]{1,5}['\u2019\s]\s*){0,2}[A-Z\u0410-\u042f][^\W\d_]+"
    r"(?:\s+[A-Z\u0410-\u042f][^\W\d_]+)*"
)
"""The name behind words that leave some out: outside the European Union."""
WORLDS: Final = (WORLD.lower(), "world", "the world")
"""How `among` says that a rank is one of all."""
_CLAUSE: Final = re.compile(r"[,;:()\N{EN DASH}\N{EM DASH}]")
_NAME: Final = re.compile(r"['\u2019]?\s*(?:the\s+)?([A-Z\u0410-\u042f][^\W\d_]{2,})")


class _Patterns(NamedTuple):
    region: re.Pattern[str]
    of_region: re.Pattern[str]
    within: re.Pattern[str]
    inside: re.Pattern[str]
    world: re.Pattern[str]
    worldwide: re.Pattern[str]
    ours: re.Pattern[str]
    parts: re.Pattern[str]
    left_out: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words, trade = SIGNS[language], vocabulary(language)
    names = sorted(regions(language), key=len, reverse=True)
    stems = "|".join(re.escape(name[:-1]) for name in names)
    adjectives = "|".join(words.of_regions)
    ands = alternatives(lexicon(language).ands)
    return _Patterns(
        re.compile(rf"{EDGE}(?:{stems})[^\W\d_]?{END}"),
        re.compile(rf"{EDGE}(?:{adjectives})[^\W\d_]*"),
        re.compile(rf"{EDGE}(?:{alternatives(words.within)}){END}['\u2019\s]*$"),
        re.compile(rf"{EDGE}(?:{alternatives(words.within_names)}){END}"),
        re.compile(rf"{EDGE}(?:{trade.world}){END}"),
        re.compile(rf"{EDGE}(?:{words.worldwide}){END}"),
        re.compile(rf"{EDGE}(?:{trade.our}|{trade.speaker}){END}"),
        re.compile(rf"{_CLAUSE.pattern}|{EDGE}(?:{ands}){END}"),
        re.compile(rf"{EDGE}(?:{words.left_out})"),
    )


def among_remarks(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """Words of a rank's own part that name others than its entry, or all; or none of its entry's.

    Where its part says nothing, what only another rank's part names is not meant.
    """
    own = own_part(passage, phrase)
    if remark := _left_out(passage, phrase, own, figure):
        yield remark
        return
    known = _known(figure, book)
    told = [*_told(passage, phrase, own)]
    for span, english in told:
        if english not in known:
            yield among_remark(passage, span, figure, f"set among: {english.title()}")
            return
    patterns = _patterns(passage.language)
    end = min(own[1], phrase[1] + _REACH)
    everybody = patterns.world.search(passage.lower, phrase[1], end)
    if not any(some in figure.among.lower() for some in ("world", *SIGNS[_ENGLISH].sets)):
        everybody = everybody or patterns.worldwide.search(passage.lower, phrase[1], end)
    if everybody and figure.among not in EVERYONE and figure.among.lower() not in WORLDS:
        yield among_remark(passage, everybody.span(), figure, "leave among out")
    elif figure.among in EVERYONE:
        yield from _unknown(passage, phrase, own, figure)
    elif not told and _is_of_another(passage, own, known):
        fault = f"the words of this place name no {figure.among}, among whom the rank is"
        yield Remark("among", phrase, fault, "correct among, or leave it out")


def _left_out(passage: Passage, phrase: Span, own: Span, figure: Figure) -> Remark | None:
    """Words behind a rank that leave some out whom its entry counts: outside the Union."""
    if _patterns(_ENGLISH).left_out.search(figure.among.lower()):
        return None
    end = min(own[1], phrase[1] + _REACH)
    for word in _patterns(passage.language).left_out.finditer(passage.lower, phrase[1], end):
        name = _OUTSIDE.match(passage.text, word.end())
        if name and not _CLAUSE.search(passage.lower, phrase[1], word.start()):
            todo = "say in among, in English, outside whom it is"
            remark = among_remark(passage, (word.start(), name.end()), figure, todo)
            return remark._replace(span=word.span())  # the name may be dismissed as no partner
    return None


def own_part(passage: Passage, phrase: Span) -> Span:
    """The part of a sentence that is of one rank, where it has several: 3rd in Asia, 9th of all."""
    first, last = passage.sentence(phrase[0])
    ranks = [r for r in passage.readings if r.kind == "ordinal" and first <= r.start < last]
    parts = _patterns(passage.language).parts
    before = [r.end for r in ranks if r.end <= phrase[0]]
    after = [r.start for r in ranks if r.start >= phrase[1]]
    if before:
        ends = [m.end() for m in parts.finditer(passage.lower, before[-1], phrase[0])]
        first = ends[-1] if ends else before[-1]
    if after:
        starts = [m.start() for m in parts.finditer(passage.lower, phrase[1], after[0])]
        last = starts[-1] if starts else after[0]
    return first, last


def _known(figure: Figure, book: Book) -> str:
    """What an entry says of those among whom it is, in English."""
    area = book.areas.get(figure.among)
    return f"{figure.among} {area.name if area else ''}".lower()


def _told(passage: Passage, phrase: Span, own: Span) -> Iterator[tuple[Span, str]]:
    """Parts of the world that the words before a rank or an adjective behind it name."""
    patterns, lower = _patterns(passage.language), passage.lower
    names, english = regions(passage.language), regions(_ENGLISH)
    for match in patterns.region.finditer(lower, own[0], phrase[0]):
        is_led = patterns.within.search(lower, own[0], match.start())
        if is_led and not _CLAUSE.search(lower, match.end(), phrase[0]):
            at = next(i for i, name in enumerate(names) if match.group().startswith(name[:-1]))
            yield match.span(), english[at]
    end = min(own[1], phrase[1] + _NOUN)
    for match in patterns.of_region.finditer(lower, phrase[1], end):
        if not _CLAUSE.search(lower, phrase[1], match.start()):
            stems = SIGNS[passage.language].of_regions
            yield match.span(), next(v for k, v in stems.items() if match.group().startswith(k))


def _unknown(passage: Passage, phrase: Span, own: Span, figure: Figure) -> Iterator[Remark]:
    """A name behind "in" that is no economy and no time: in the Persian Gulf."""
    patterns = _patterns(passage.language)
    taken = [(place.start, place.end) for place in passage.places]
    taken += [(mention.start, mention.end) for mention in passage.areas]
    taken += [(time.start, time.end) for time in passage.times]
    end = min(own[1], phrase[1] + _REACH)
    for lead in patterns.inside.finditer(passage.lower, phrase[1], end):
        name = _NAME.match(passage.text, lead.end())
        if name is None or _CLAUSE.search(passage.lower, phrase[1], name.start(1)):
            continue
        is_taken = any(a < name.end() and name.start(1) < b for a, b in taken)
        if not is_taken and not patterns.ours.search(passage.lower, lead.end(), name.end()):
            yield among_remark(passage, name.span(1), figure, "set among, in English")
            return


def _is_of_another(passage: Passage, own: Span, known: str) -> bool:
    """Whether a part of the world that an entry names stands in the part of another rank only."""
    names, english = regions(passage.language), regions(_ENGLISH)
    stems = [name[:-1] for name, said in zip(names, english, strict=True) if said in known]
    starts = [
        match.start()
        for match in _patterns(passage.language).region.finditer(passage.lower)
        if match.group().startswith(tuple(stems))
    ]
    others = [
        own_part(passage, (one.start, one.end))
        for one in passage.readings
        if one.kind == "ordinal" and not own[0] <= one.start < own[1]
    ]
    is_own = any(own[0] <= start < own[1] for start in starts)
    return not is_own and any(a <= start < b for start in starts for a, b in others)


def among_remark(passage: Passage, span: Span, figure: Figure, todo: str) -> Remark:
    """What asks for another `among`: words that name among whom, and what the figure says."""
    fault = f'"{passage.text[slice(*span)]}" names among whom, '
    fault += f"among is {figure.among}" if figure.among else "among is not set"
    return Remark("among", span, fault, todo)
