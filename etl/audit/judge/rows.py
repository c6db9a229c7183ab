"""Rows that commas and "and" join: numbers, and what they are about in the same order.

"To Syldavia and Ruritania were $2 billion and $1 billion": the first number is the first one's.
Must not know figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.patterns import alternatives
from etl.words.trading import TRADING

_LAST_WORD: Final = re.compile(r"([^\W\d_]+['\u2019]?)\s*$")
_ARTICLE: Final = re.compile(
    r"(?<![^\W\d_])(?:(?:the|il|lo|la|i|gli|le)(?![^\W\d_])|l['\u2019])\s*$"
)
_LEAD: Final = 24
"""Characters before a member in which its preposition and article stand."""
_FEWEST: Final = 2


@cache
def joined(language: str) -> re.Pattern[str]:
    """What stands between the members of a row."""
    ands = alternatives(lexicon(language).ands)
    return re.compile(rf"\s*(?:,\s*)?(?:(?:{ands})\s+)?")


@cache
def _between_numbers(language: str) -> re.Pattern[str]:
    """The same of numbers, each of which may have its preposition: by 4 % and by 9 %."""
    words = lexicon(language)
    leads = alternatives((*words.by, *words.to, *words.connectors))
    return re.compile(rf"{joined(language).pattern}(?:(?:{leads})(?:\s+|(?<=')))?")


@cache
def _led(language: str) -> re.Pattern[str]:
    """Prepositions of a member whose area another member names: exports to and imports from."""
    words = TRADING[language]
    leads = alternatives((*words.to, *words.from_, *words.with_, *words.of))
    return re.compile(rf"^\s+(?:{leads})(?:['\u2019]|(?=\s))")


def numbers_in_row(passage: Passage, phrase: Span) -> list[int]:
    """Where the numbers begin that are one row with a phrase's: 15 and 17 billion."""
    gap = _between_numbers(passage.language)
    spans = [
        (max(n.start, phrase[0]) if n.end == phrase[1] else n.start, n.end) for n in passage.amounts
    ]
    inside = [i for i, span in enumerate(spans) if phrase[0] <= span[0] < phrase[1]]
    if not inside:
        return []
    first = last = inside[0]
    while first and gap.fullmatch(passage.lower, spans[first - 1][1], spans[first][0]):
        first -= 1
    while last + 1 < len(spans) and gap.fullmatch(
        passage.lower, spans[last][1], spans[last + 1][0]
    ):
        last += 1
    row = [span[0] for span in spans[first : last + 1]]
    return [phrase[0] if at == spans[inside[0]][0] else at for at in row]


def own_mention(
    passage: Passage, phrase: Span, mentions: Sequence[NameMention]
) -> NameMention | None:
    """The mention that has the place of a number in a row of as many mentions; None without one.

    mentions: of one sentence, in order. Where two rows have that length, neither is meant.
    """
    numbers = numbers_in_row(passage, phrase)
    if len(numbers) < _FEWEST:
        return None
    rows = [row for row in _rows(passage, mentions) if len(row) == len(numbers)]
    return rows[0][numbers.index(phrase[0])] if len(rows) == 1 else None


def _rows(passage: Passage, mentions: Sequence[NameMention]) -> list[list[NameMention]]:
    rows: list[list[NameMention]] = []
    for mention in mentions:
        if rows and _is_next(passage, rows[-1], mention):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    return rows


def _is_next(passage: Passage, row: Sequence[NameMention], mention: NameMention) -> bool:
    """Whether a mention goes on with a row: to Syldavia and Ruritania, to S. and to R."""
    between = _without_areas(passage, (row[-1].end, mention.start))
    opening = passage.lower[max(0, row[0].start - _LEAD) : row[0].start]
    if lead := _same_lead(opening, between, passage.language):
        between = between[: lead.start()]
    between = _led(passage.language).sub("", between, count=1)
    is_joint = bool(between.strip()) and joined(passage.language).fullmatch(between)
    return bool(is_joint) and not any(mention.ids & other.ids for other in row)


def _same_lead(opening: str, between: str, language: str) -> re.Match[str] | None:
    """The words before a later member that are those before the first: alla Syldavia e al Borduria.

    An article stands before either alone: la Syldavia e il Borduria.
    """
    first, other = (_LAST_WORD.search(text) for text in (opening, between))
    if other is None:
        return None
    leads = (known.search(text) for known in _leads(language) for text in (opening, between))
    is_word = first is not None and first[1] == other[1]
    alike = is_word or any(map(all, zip(leads, leads, strict=True)))
    return other if alike else _ARTICLE.search(between)


@cache
def _leads(language: str) -> tuple[re.Pattern[str], ...]:
    """Prepositions that lead to one side, each kind for itself."""
    words = TRADING[language]
    kinds = (words.to, words.from_, words.with_, words.of)
    return tuple(
        re.compile(rf"(?<![^\W\d_])(?:{alternatives(kind)})['\u2019]?\s*$")
        for kind in kinds
        if kind
    )


def _without_areas(passage: Passage, gap: Span) -> str:
    """What stands between two members but for areas: exports to Syldavia and imports."""
    pieces, at = [], gap[0]
    for area in passage.areas:
        if at <= area.start and area.end <= gap[1]:
            pieces.append(passage.lower[at : area.start])
            at = area.end
    return "".join((*pieces, passage.lower[at : gap[1]]))
