"""A comparison as text for people, as plain values for programs, and as rows of a table.

Must not compare anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from textwrap import fill
from typing import Any, Final

from etl.core.model import Book
from etl.draft.compare import ANSWERS, ComparedStatement, Comparison
from etl.draft.render import as_dict, figure_as_dict

_WIDTH: Final = 100
_MOST_BESIDE: Final = 6
_SAID: Final = {
    "contradicts": ("contradicts", "contradict"),
    "agrees": ("agrees", "agree"),
    "new": ("is new", "are new"),
    "nothing known": ("is of what nothing is known", "are of what nothing is known"),
    "unclear": ("is unclear", "are unclear"),
}
COLUMNS: Final = (
    *("paragraph", "as_stated", "answer", "indicator", "reporter", "partner", "period", "value"),
    *("unit", "qualifier", "unsure", "sentence", "smallest_change", "likely_cause", "figures"),
)


def summary(comparison: Comparison) -> str:
    """One line: how many statements have which answer."""
    counts = Counter(statement.answer for statement in comparison.statements)
    total = len(comparison.statements)
    if not total:
        return "No number of the text states a statistic."
    told = ", ".join(_counted(answer, counts[answer]) for answer in ANSWERS if counts[answer])
    return f"{total} {'statement' if total == 1 else 'statements'}: {told}."


def _counted(answer: str, count: int) -> str:
    one, many = _SAID[answer]
    return f"{count} {one if count == 1 else many}"


def as_text(comparison: Comparison, book: Book) -> str:
    """The summary, then each statement with its answer, the contradictions first."""
    lines = [summary(comparison)]
    for answer in ANSWERS:
        statements = [one for one in comparison.statements if one.answer == answer]
        if statements:
            lines += ["", answer.capitalize()]
            for one in statements:
                lines += _statement(one, book)
    return "\n".join(lines) + "\n"


def _statement(one: ComparedStatement, book: Book) -> list[str]:
    figure = one.figure
    read = described(one, book)
    lines = [_item(f'Paragraph {figure.paragraph}, "{figure.as_stated}" ({read})')]
    lines.append(_item(one.sentence, "  "))
    if one.mend:
        lines.append(_item(f"What would mend it: {one.mend}", "  "))
    if one.cause:
        lines.append(_item(f"Likely cause: {one.cause}", "  "))
    if one.beside:
        lines.append(
            _item(f"With: {'; '.join(where(name, book) for name in one.beside[:6])}", "  ")
        )
    return lines


def described(one: ComparedStatement, book: Book) -> str:
    """What a statement was read as, with a mark at what is a guess."""
    figure = one.figure
    indicator = book.indicators.get(figure.indicator.value)
    partner = book.areas.get(figure.partner.value)
    parts = {
        "indicator": indicator.name if indicator else "unknown what",
        "partner": partner.name if partner else figure.partner.value,
        "period": figure.period.value,
    }
    doubts = set(figure.unsure)
    return ", ".join(f"{text}{' (?)' if name in doubts else ''}" for name, text in parts.items())


def where(name: str, book: Book) -> str:
    """A figure of the book by its source: where a reader can look it up."""
    figure = book.figures.get(name)
    if figure is None:
        return name
    source = book.sources[figure.source]
    return f"{source.title}, paragraph {figure.paragraph} [{name}]"


def _item(text: str, indent: str = "- ") -> str:
    return fill(text, _WIDTH, initial_indent=indent, subsequent_indent="  ", break_on_hyphens=False)


def as_json(comparison: Comparison) -> str:
    """`{summary, statements, draft}` for programs."""
    source = comparison.draft.source.id
    tree: dict[str, Any] = {
        "summary": {answer: comparison.count(answer) for answer in ANSWERS},
        "statements": [
            {
                "answer": one.answer,
                "sentence": one.sentence,
                "smallest_change": one.mend or None,
                "likely_cause": one.cause or None,
                "figures": list(one.beside),
                "figure": figure_as_dict(one.figure, source),
            }
            for one in comparison.statements
        ],
        "draft": as_dict(comparison.draft),
    }
    return json.dumps(tree, ensure_ascii=False, indent=2)


def rows(comparison: Comparison) -> list[Mapping[str, str]]:
    """One row a statement, every value a text: the columns of `COLUMNS`."""
    return [_row(one) for one in comparison.statements]


def _row(one: ComparedStatement) -> dict[str, str]:
    figure = one.figure
    values = (
        str(figure.paragraph),
        figure.as_stated,
        one.answer,
        figure.indicator.value,
        figure.reporter.value,
        figure.partner.value,
        figure.period.value,
        "" if figure.value is None else f"{figure.value:f}",
        figure.unit,
        figure.qualifier,
        " ".join(figure.unsure),
        one.sentence,
        one.mend,
        one.cause,
        " ".join(one.beside),
    )
    return dict(zip(COLUMNS, values, strict=True))
