"""Words that name indicators and areas, as a data set declares them for one language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from etl.core.model import Area, Book
from etl.reading.areas import Mention, gazetteer, mentions
from etl.reading.wordings import Phrases

_ENGLISH: Final = "en"
"""In which names of areas are written."""
_ENDING: Final = r"[^\W\d_]{0,3}(?![^\W\d_])"
_WHOLE: Final = r"(?![^\W\d_])"
_STEM: Final = r"[^\W\d_]*"


class NameMention(NamedTuple):
    """One word or two that name something."""

    start: int
    end: int
    ids: frozenset[str]
    """All that it may name."""


class Names:
    """What one language calls the indicators and areas of a book."""

    def __init__(self, book: Book, language: str) -> None:
        self._indicators = _Index(
            (indicator.id, (word, _rest(word)))
            for indicator in book.indicators.values()
            for word in indicator.words.get(language, ())
        )
        areas = book.areas.values()
        self._areas = _Index((area.id, word) for area in areas for word in _of_area(area, language))
        self.has_groups = any(area.sum_of for area in areas)
        """Whether areas are groups that are named for a purpose."""
        self._members = _Index(
            (area.id, word)
            for area in areas
            if not area.sum_of
            for word in _of_area(area, language)
        )
        self._gazetteer = gazetteer(book, language)
        self.units = tuple(book.units.values())
        """Units that it declares."""
        self.phrases = Phrases(self.units)
        """Reads what words of a heading state; each wording once."""
        self.starts = book.dataset.starts(language)
        """Days that words name, by the words."""
        self.fiscal_month = book.dataset.fiscal_year_start
        self.named = frozenset((*self._indicators.ids, *self._areas.ids))
        """Ids of all that this language has words for."""

    def indicators(self, lower: str) -> list[NameMention]:
        """Mentions of indicators in a text from `passages.folded`."""
        return self._indicators.find(lower)

    def areas(self, lower: str) -> list[NameMention]:
        """Mentions of areas."""
        return self._areas.find(lower)

    def members(self, lower: str) -> list[NameMention]:
        """Mentions of areas without the groups that are named for a purpose: Italy and France."""
        return self._members.find(lower)

    def places(self, text: str, lower: str) -> list[Mention]:
        """Every economy and group in a text as printed, declared or not, and how it is written."""
        return mentions(text, self._gazetteer, lower)


def _rest(word: str) -> str:
    """What may follow the beginning of a word; nothing follows EU."""
    return _WHOLE if word.isupper() else _STEM


def _of_area(area: Area, language: str) -> Iterable[tuple[str, str]]:
    for word in (*area.adjectives.get(language, ()), *area.words.get(language, ())):
        yield word, _rest(word)
    if language == _ENGLISH:
        yield area.name, _ENDING
        if area.in_text:
            yield area.in_text, _ENDING


class _Index:
    def __init__(self, words: Iterable[tuple[str, tuple[str, str]]]) -> None:
        ids: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name, (word, rest) in words:
            ids[" ".join(word.lower().split()), rest].add(name)
        self.ids = frozenset(name for names in ids.values() for name in names)
        known = sorted(ids, key=lambda key: -len(key[0]))
        self._known = [frozenset(ids[key]) for key in known]
        parts = ("(" + re.escape(word).replace(r"\ ", r"\s+") + ")" + rest for word, rest in known)
        self._pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(parts)})") if known else None

    def find(self, lower: str) -> list[NameMention]:
        if self._pattern is None:
            return []
        return [
            NameMention(*match.span(), self._known[(match.lastindex or 1) - 1])
            for match in self._pattern.finditer(lower)
        ]
