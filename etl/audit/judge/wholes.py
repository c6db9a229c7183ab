"""Whether the whole that a partner's share is of is all trade, and not that with the partner.

"A fifth of exports to Syldavia" is a share of something else in them. Must not know which
indicators there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from etl.audit.judge.named import follows, measured_on
from etl.audit.judge.owners import sides_of
from etl.audit.judge.place import Remark
from etl.audit.read.passage import Passage
from etl.core.model import WORLD, Book, Figure
from etl.reading.passages import Span

_ARTICLES: Final = frozenset(("the", "il", "lo", "la", "l"))


def whole_remarks(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """A whole right behind a partner's share that is itself with the partner."""
    indicator = book.indicators[figure.indicator]
    if not indicator.whole:
        return
    own = measured_on(figure.indicator, book) - {figure.indicator}
    nouns = [m for m in passage.indicators if m.start >= phrase[1] and m.ids & own]
    if not nouns or not follows(passage, phrase[1], nouns[0].start):
        return
    noun = nouns[0].start, nouns[0].end
    partner = book.itself_or_parts(figure.partner)
    for place, word in sides_of(passage, noun, has_in=True):
        if place.area in partner and word != "owner" and not _words(passage, noun[1], place.start):
            span = noun[0], place.end
            said = " ".join(passage.text[slice(*span)].split())
            fault = f'"{said}" is the whole, {figure.indicator} is of trade with everybody'
            yield Remark("indicator", span, fault, "use a share of a part (within)")
            return


def named_whole_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    book: Book,
    document: tuple[Passage, ...],
    named: frozenset[str],
) -> Iterator[Remark]:
    """A share of the trade with a group, where no word of paragraph or heading names the group."""
    whole = book.indicators[figure.indicator].whole
    if whole not in named or whole == WORLD:
        return
    if not any(whole in m.ids for place in (passage, *document[:1]) for m in place.areas):
        fault = f"no words here name {whole}, of which {figure.indicator} is a share"
        todo = "use a share of all"
        yield Remark("indicator", phrase, fault, todo, by_phrase=True)


def _words(passage: Passage, start: int, end: int) -> int:
    """How many words stand between a noun and an area, without one that leads to it and areas."""
    between = passage.lower[start:end]
    for place in passage.places:
        if start <= place.start and place.end <= end:
            between = between.replace(passage.lower[place.start : place.end], " ")
    words = re.findall(r"[^\W\d_]+", between)
    return len([word for word in words[1:] if word not in _ARTICLES])
