"""What a curator answers to a question about one figure: that it is meant as it stands.

An answer names the question and what the entry says (`meant: [area WLD]`), so that it holds for
this figure, this question and this answer alone. Must not know texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from etl.audit.judge.place import Remark
from etl.core.model import Book, Figure
from etl.reading.passages import Span

_NONE: Final = "none"


def _areas(figure: Figure, book: Book) -> str:
    """The partner, and the reporter where it is not the data set's."""
    own = () if figure.reporter == book.dataset.reporter else (figure.reporter,)
    return " ".join((*own, figure.partner))


def _indicator(figure: Figure, _: Book) -> str:
    return figure.indicator


def _period(figure: Figure, _: Book) -> str:
    return figure.period.text


def _amount(figure: Figure, _: Book) -> str:
    return " to ".join(f"{end.normalize():f}" for end in figure.ends)


_SAID: Final[Mapping[str, Callable[[Figure, Book], str]]] = {
    "area": _areas,
    "among": lambda figure, _: figure.among or _NONE,
    "base": lambda figure, _: figure.base.text if figure.base else _NONE,
    "change": _indicator,
    "corrected": lambda figure, _: "retracted" if figure.retracted else "stands",
    "currency": lambda figure, _: figure.unit,
    "fall": _amount,
    "indicator": _indicator,
    "parts": _indicator,
    "period": _period,
    "period-words": _period,
    "qualifier": lambda figure, _: figure.qualifier,
    "unit": _amount,
    "status": lambda figure, _: figure.status,
    "value": _amount,
}
"""What a figure says to each question that words near it can ask wrongly; the others are right."""


def answer_to(rule: str, figure: Figure, book: Book) -> str:
    """What `meant` of a figure holds where a question was looked at: the rule and what it says.

    Empty where no curator can know better: a phrase that cuts its number off.
    """
    said = _SAID.get(rule)
    return f"{rule} {said(figure, book)}" if said else ""


def answer_of(remark: Remark, phrase: Span, figure: Figure, book: Book) -> str:
    """The same for a remark; empty for one that the phrase itself proves."""
    is_proved = remark.span[0] <= phrase[0] and phrase[1] <= remark.span[1]
    return "" if is_proved and not remark.by_phrase else answer_to(remark.rule, figure, book)
