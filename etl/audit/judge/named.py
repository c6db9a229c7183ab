"""Whether the words beside a number name the indicator and the areas of its figure.

Only words that the data set declares are known: `words` of indicators and areas, `adjectives`
and names of areas. Where it declares none for a thing, nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from etl.audit.judge.place import Remark
from etl.audit.read.names import Mention
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure
from etl.reading.passages import Span

_RIGHT_AFTER: Final = 28
"""Characters: 38.6 billion dollars in exports; 270 companies of Italy."""
_WORLD: Final = "WLD"
"""Names everything, so that its name speaks against no area."""


def indicator_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """Words for another indicator right beside the number."""
    if figure.indicator not in named:
        return
    own = _own(figure.indicator, book)
    mention = _beside(passage, phrase, passage.indicators)
    if mention is None or mention.ids & own:
        return
    word = passage.text[mention.start : mention.end]
    names = " or ".join(sorted(mention.ids))
    found = f'"{word}" beside it names {names}, the figure is {figure.indicator}'
    todo = "correct the indicator, or dismiss the word"
    yield Remark("indicator", (mention.start, mention.end), found, todo)


def _own(indicator: str, book: Book) -> set[str]:
    """Itself and what it is measured on: "exports rose" names a growth of exports."""
    declared = book.indicators[indicator]
    measured = {declared.of, declared.within, *declared.sum_of} if declared.of else set()
    return {indicator, *measured} - {""}


def _beside(passage: Passage, phrase: Span, mentions: list[Mention]) -> Mention | None:
    """The mention right after a number, else the last before it with no number between."""
    first, last = passage.sentence(phrase[0])
    here = [m for m in mentions if first <= m.start < last and _is_open(passage, m, phrase)]
    after = next((m for m in here if m.start >= phrase[1]), None)
    if (
        after
        and after.start - phrase[1] <= _RIGHT_AFTER
        and _joins(passage, phrase[1], after.start)
    ):
        return after
    inside = [m for m in here if phrase[0] <= m.start < phrase[1]]
    before = [m for m in here if m.end <= phrase[0]]
    if inside:
        return inside[-1]
    if before and not passage.number_between(before[-1].end, phrase[0]):
        return before[-1]
    return None


def _joins(passage: Passage, start: int, end: int) -> bool:
    between = passage.lower[start:end]
    return not any(mark in between for mark in ",;:()") and not passage.number_between(start, end)


def _is_open(passage: Passage, mention: Mention, phrase: Span) -> bool:
    """Whether a mention stands in no brackets that the number does not stand in."""
    first, second = sorted((mention.start, phrase[0]))
    between = passage.lower[first:second]
    return between.count("(") == between.count(")") or mention.end <= phrase[
        0
    ] < passage.lower.find(")", mention.end)


def area_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    book: Book,
    document: tuple[Passage, ...],
    named: frozenset[str],
) -> Iterator[Remark]:
    """Names of other areas where that of the partner, or of an unusual reporter, should stand."""
    if figure.partner in named:
        yield from _partner(passage, phrase, figure, book, document)
    usual = book.dataset.reporter
    if figure.reporter != usual and figure.reporter in named:
        names = {name for mention in passage.areas for name in mention.ids}
        if names and not names & _same(figure.reporter, book):
            found = f"no words here name {figure.reporter}, the reporter"
            yield Remark(
                "area", phrase, found, f"correct the reporter, or leave it out for {usual}"
            )


def _partner(
    passage: Passage, phrase: Span, figure: Figure, book: Book, document: tuple[Passage, ...]
) -> Iterator[Remark]:
    own, silent = _same(figure.partner, book), {figure.reporter, figure.among, _WORLD}
    for mentions in _scopes(passage, phrase, document):
        names = {name for mention in mentions for name in mention.ids}
        if names & own:
            return
        if others := names - silent:
            last = next(m for m in reversed(mentions) if m.ids - silent)
            listed = " and ".join(sorted(others))
            found = f"the words near it name {listed}, the partner is {figure.partner}"
            todo = "correct the partner, or declare its words among the areas"
            span = (last.start, last.end) if last in passage.areas else phrase
            yield Remark("area", span, found, todo)
            return


def _scopes(
    passage: Passage, phrase: Span, document: tuple[Passage, ...]
) -> Iterator[list[Mention]]:
    """Mentions from near to far: since the number before, in the sentence, paragraph, document."""
    first, last = passage.sentence(phrase[0])
    sentence = [m for m in passage.areas if first <= m.start < last]
    right_after = [
        m
        for m in sentence
        if 0 <= m.start - phrase[1] <= _RIGHT_AFTER and _joins(passage, phrase[1], m.start)
    ]
    before = [m for m in sentence if m.end <= phrase[0] and _is_open(passage, m, phrase)]
    since = [m for m in before if not passage.number_between(m.end, phrase[0])]
    yield [*since, *right_after]
    yield sentence
    yield passage.areas
    yield [m for other in document for m in other.areas]


def _same(area: str, book: Book) -> set[str]:
    """An area and, of a group named for a purpose, what it is made of."""
    return {area, *book.areas[area].sum_of}
