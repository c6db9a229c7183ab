"""Whether a rank is among those whom the words beside it name: buyers, in Europe.

Must not read what place it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.among import WORLDS, among_remark, among_remarks, own_part
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.stated import reading_at
from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import WORLD, Book, Figure
from etl.core.schema import EVERYONE
from etl.reading.areas import regions
from etl.reading.passages import Span
from etl.words.forms import forms
from etl.words.goods import GOODS
from etl.words.patterns import alternatives
from etl.words.signs import SIGNS
from etl.words.trade import vocabulary

_ENGLISH: Final = "en"
"""In which `among` is written where it is a text."""
_REACH: Final = 60
"""Characters after a rank in which its set is named: the third largest trading partner in."""
_CLAUSE: Final = re.compile(r"[,;:()\N{EN DASH}\N{EM DASH}]")
_OWNS: Final = re.compile(r"(?:['\u2019]s?)?\s*(?:the\s+)?")
_ALL: Final = EVERYONE - {""}
_LONG: Final = 4
"""Letters of a word of `among` that a text must have."""


class _Patterns(NamedTuple):
    leading: re.Pattern[str]
    sets: re.Pattern[str]
    last: re.Pattern[str]
    ends: re.Pattern[str]
    moved: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words, more = SIGNS[language], forms(language)
    places = *more.places, *more.places_behind
    sets = rf"(?:[^\W\d_]+\s+)?(?P<word>(?P<stem>{'|'.join(words.sets)})[^\W\d_]*)"
    return _Patterns(
        re.compile(rf"{EDGE}(?:{alternatives(words.within)}){END}['\s]*(?:[^\W\d_]+\s+)?$"),
        re.compile(rf"\s+{sets}"),
        re.compile(rf"\s+(?:[^\W\d_]+\s+)?((?:{'|'.join(words.last)})[^\W\d_]*)"),
        re.compile(
            rf"\s+(?:{alternatives(places)}){END}|\s*[.,;:()]|\s*$|\s+\d"
            rf"|\s+(?:{alternatives((*words.inside, *words.apart))}){END}"
        ),
        re.compile(rf"{EDGE}(?:{alternatives((*more.change_from, *more.from_, *more.to))}){END}"),
    )


def rank_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """That several share a place, or that a rank is among others than the words say."""
    if KINDS[figure.kind].tested != "place":
        return
    if reading_at(passage.readings, phrase) is None:
        fault = "the words tell no place of one alone"
        yield Remark("value", phrase, fault, "state the words of a place")
        return
    if last := _patterns(passage.language).last.match(passage.lower, phrase[1]):
        fault = f'"{passage.text[slice(*last.span(1))]}" counts the place from the end'
        todo = "count it from the first, dismiss the phrase as not_recordable"
        yield Remark("value", last.span(1), fault, todo)
        return
    remarks = [*_among(passage, phrase, figure, book, named)]
    if not remarks and (figure.among in EVERYONE or figure.among in book.areas):
        remarks = [*_role(passage, phrase, figure, book)]
    yield from remarks or among_remarks(passage, phrase, figure, book)


def _among(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """What the words beside a rank and what its entry says of those among whom it is."""
    mention = _set(passage, phrase, figure)
    if region := _region(passage, phrase, figure):
        yield region
    elif mention is not None:
        yield from _other_area(passage, mention, figure, book)
    elif figure.among in book.areas:
        yield from _not_named(passage, phrase, figure, book, named)
    elif figure.among not in EVERYONE:
        yield from _other_text(passage, phrase, figure, book)


def _set(passage: Passage, phrase: Span, figure: Figure) -> NameMention | None:
    """The area beside a rank in which it is one: the third in Europe, Europe's third."""
    _, last = own_part(passage, phrase)
    for mention in passage.areas:
        if mention.ids & {figure.reporter, figure.partner}:
            continue
        if mention.end <= phrase[0] and _OWNS.fullmatch(passage.lower, mention.end, phrase[0]):
            return mention
        between = passage.lower[phrase[1] : mention.start]
        if not phrase[1] <= mention.start < last or len(between) > _REACH:
            continue
        leads = _patterns(passage.language).leading.search(between)
        if leads and not _CLAUSE.search(between):
            return mention
    return None


def _region(passage: Passage, phrase: Span, figure: Figure) -> Remark | None:
    """A part of the world that the book does not declare, in which a rank is one: in Europe."""
    _, last = own_part(passage, phrase)
    names = regions(passage.language)
    for match in _regions(passage.language).finditer(passage.lower, phrase[1], last):
        between = passage.lower[phrase[1] : match.start()]
        is_declared = any(m.start < match.end() and match.start() < m.end for m in passage.areas)
        if is_declared or len(between) > _REACH or _CLAUSE.search(between):
            continue
        leads = _patterns(passage.language).leading.search(between)
        if not leads or not passage.text[match.start()].isupper():
            continue
        english = regions(_ENGLISH)[names.index(_whole_name(match, names))]
        if english in figure.among.lower():
            return None
        return among_remark(passage, match.span(), figure, f"set among: {english.title()}")
    return None


def _whole_name(match: re.Match[str], names: tuple[str, ...]) -> str:
    return next(name for name in names if match.group().startswith(name[:-1]))


@cache
def _regions(language: str) -> re.Pattern[str]:
    """Names of parts of the world; their last letter may be another."""
    names = sorted(regions(language), key=len, reverse=True)
    stems = "|".join(re.escape(name[:-1]) for name in names)
    return re.compile(rf"{EDGE}(?:{stems})[^\W\d_]?{END}")


def _other_area(
    passage: Passage, mention: NameMention, figure: Figure, book: Book
) -> Iterator[Remark]:
    said = figure.among.lower()
    is_all = WORLD in mention.ids and (figure.among in EVERYONE or said in WORLDS)
    if (
        is_all
        or figure.among in mention.ids
        or any(book.areas[one].name.lower() in said for one in mention.ids)
    ):
        return
    names = " or ".join(sorted(mention.ids))
    fault = f'"{passage.text[mention.start : mention.end]}" names among whom: {names}, '
    fault += f"among is {figure.among}" if figure.among else "among is not set"
    span = mention.start, mention.end
    yield Remark("among", span, fault, f"set among: {sorted(mention.ids)[0]}")


def _not_named(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """An area that a figure sets itself, and that no word of the paragraph names."""
    is_usual = book.indicators[figure.indicator].among == figure.among
    if is_usual or figure.among not in named:
        return
    if not any(figure.among in mention.ids for mention in passage.areas):
        fault = f"no words here name {figure.among}, among whom the rank is"
        yield Remark("among", phrase, fault, "correct among, or leave it out")


def _other_text(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """A set in words that the text does not have: every noun of it in English, else each known."""
    if book.indicators[figure.indicator].among == figure.among:
        return
    said = figure.among.lower()
    if passage.language == _ENGLISH:
        words = [word for word in re.findall(r"[^\W\d_]+", said) if len(word) >= _LONG]
        stems = [word[: max(_LONG, len(word) - 2)] for word in words]
        is_named = all(stem in passage.lower for stem in stems)
    else:
        is_named = all(
            any(re.search(rf"{EDGE}(?:{stem})", passage.lower) for stem in stems)
            for known, stems in _sets(passage.language).items()
            # The European Union is a name, and no part of the world.
            if re.search(rf"{EDGE}(?i:{known})(?![^\W\d_]*\s+[A-Z])", figure.among)
        )
    if not is_named:
        fault = f'no words here name "{figure.among}", among whom the rank is'
        yield Remark("among", phrase, fault, "correct among, or leave it out")


@cache
def _sets(language: str) -> dict[str, tuple[str, ...]]:
    """What English words of a set are in a language, as stems: suppliers, copper, Europe."""
    roles: dict[str, tuple[str, ...]] = {}
    for stem, english in SIGNS[language].sets.items():
        roles[english[:-1]] = (*roles.get(english[:-1], ()), stem)
    goods = dict(zip(GOODS[_ENGLISH], ((stem,) for stem in GOODS[language]), strict=True))
    names = dict(zip(regions(_ENGLISH), regions(language), strict=True))
    places = {re.escape(one): (re.escape(other[:-1]),) for one, other in names.items()}
    world = vocabulary(language).world, SIGNS[language].worldwide
    return {**roles, **goods, **places, "world": world}


def _set_before(passage: Passage, phrase: Span) -> re.Match[str] | None:
    """The noun of the rank that a rank came from or went to: the ninth buyer, up from 14th place.

    Only where the second one has no noun of its own.
    """
    first, _ = passage.sentence(phrase[0])
    before = [r for r in passage.readings if r.kind == "ordinal" and first <= r.end <= phrase[0]]
    patterns = _patterns(passage.language)
    if not before or not patterns.ends.match(passage.lower, phrase[1]):
        return None
    if not patterns.moved.search(passage.lower, before[-1].end, phrase[0]):
        return None
    return patterns.sets.match(passage.lower, before[-1].end)


def _role(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """A noun for some of all partners, which the indicator does not name either: buyers."""
    word = _patterns(passage.language).sets.match(passage.lower, phrase[1])
    word = word or _set_before(passage, phrase)
    if word is None:
        return
    indicator = book.indicators[figure.indicator]
    # Where it is among all partners, words by which it is found as well name only some.
    words = () if indicator.among in _ALL else indicator.words.get(passage.language, ())
    own = " ".join((*words, indicator.name)).lower()
    english = f"{own} {indicator.definition.lower()} {indicator.of}"
    stem = word["stem"]
    if stem in own or (passage.language == _ENGLISH and stem in english):
        return
    span = word.span("word")
    fault = f'"{passage.text[slice(*span)]}" names among whom, among is '
    fault += figure.among or "not set"
    some = SIGNS[passage.language].sets[stem]
    yield Remark("among", span, fault, f"set among: {some}")
