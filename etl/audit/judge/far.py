"""Whether the paragraphs before a number name something else than its figure measures.

Asked only where its own paragraph has no word for what is measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.audit.judge.atoms import atoms, atoms_in
from etl.audit.judge.named import beside, measured_on
from etl.audit.judge.place import Remark
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.reading.passages import Span


def far_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    book: Book,
    document: tuple[Passage, ...],
    named: frozenset[str],
) -> Iterator[Remark]:
    """No word of a paragraph for what is measured, where those before it name something else.

    The nearest paragraph before that names an indicator, and the heading, may name it.
    """
    own = measured_on(figure.indicator, book)
    if not own & named or beside(passage, phrase, passage.indicators):
        return
    first, last = passage.sentence(phrase[0])
    said = atoms_in(passage.lower[first:last], passage.language)
    if said & atoms(own, book):
        return  # a common noun of it, which the data set does not declare
    before = [place for place in passage.preceding(document) if place.indicators]
    nearest = passage if passage.indicators else before[-1] if before else None
    if nearest is None:
        return
    heading = passage.preceding(document[:1])
    if any(m.ids & own for place in (passage, *heading, nearest) for m in place.indicators):
        return
    is_change = KINDS[figure.kind].says == "change"
    units = {book.indicators[name].unit for name in (own if is_change else [figure.indicator])}
    alike = [m for m in nearest.indicators if any(book.indicators[n].unit in units for n in m.ids)]
    if not alike:
        return  # sales in roubles are no goods in tonnes; a growth is of what it is measured on
    mention = alike[-1]
    word, names = nearest.text[mention.start : mention.end], " or ".join(sorted(mention.ids))
    fault = f"no word for {figure.indicator} stands near; "
    fault += f'"{word}" in paragraph {nearest.number} names {names}'
    todo = "correct the indicator, or declare the words that name it here"
    yield Remark("indicator", phrase, fault, todo, by_phrase=True)
