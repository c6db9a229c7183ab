"""A document as passages: each paragraph with all that was read in it.

Must not know figures, nor decide what a number is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from etl.audit.read.names import NameMention, Names
from etl.core.days import Days, parse_published, period, whole_years
from etl.core.model import Period, Source
from etl.reading.areas import Mention, is_money
from etl.reading.headings import Heading, headings
from etl.reading.meanings import Moment
from etl.reading.numerals import Numeral, known_words, scan
from etl.reading.passages import Span, folded, paragraphs, phrase_spans
from etl.reading.reader import read_paragraph
from etl.reading.readings import Reading
from etl.reading.sentences import sentences
from etl.reading.span import Span as Time
from etl.reading.span import from_text, seen_from
from etl.reading.spans import moment_of, spans_in
from etl.reading.things import things

_LINE_END: Final = re.compile(rb"(\r\n|\r|\n)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_first: Final = itemgetter(0)
_SILENT: Final = b"#"
"""In the place of a line, so that a header of its own is still a paragraph."""


class Passage:
    """One paragraph. What is costly to read is read when it is asked for."""

    def __init__(self, text: str, number: int, moment: Moment, language: str, names: Names) -> None:
        self.text, self.number, self.language = text, number, language
        self.lower = folded(text)
        self.moment, self._names = moment, names
        self._scan = scan(text, self.lower, language)
        self.nouns: dict[tuple[Span, str], Span | None] = {}
        """Where the noun stands of what is measured, by number and indicator, once it is known."""
        self._places: dict[str, list[Span]] = {}
        self._before: Passage | None = None
        """The paragraph before this one: one link, for a list at each would grow as its square."""

    def follows(self, before: Passage) -> None:
        """Say which paragraph stands before this one."""
        self._before = before

    @property
    def numerals(self) -> list[Numeral]:
        """Every number with its unit."""
        return self._scan.numerals

    @property
    def numbers(self) -> list[Span]:
        """Digits with their marks and nothing else."""
        return self._scan.numbers

    @cached_property
    def times(self) -> list[Time]:
        """Every period that is stated."""
        return [
            seen_from(time, self.told_of)
            if time.back and time.reason != from_text(time.back)
            else time
            for time in self._own_times
        ]

    @cached_property
    def _own_times(self) -> list[Time]:
        """The same, as far as this paragraph alone tells."""
        starts = self._names.starts
        return spans_in(self.text, self.lower, self._scan, self.language, self.moment, starts)

    @cached_property
    def told_of(self) -> Days | None:
        """Days of the latest period of which the nearest paragraph before tells."""
        other = self._before
        while other is not None:
            # Times that look back tell of none, so none before that paragraph need be asked.
            told = [
                (time.period.start, time.period.end)
                for time in other._own_times
                if time.role == "covers" and time.period and not time.back
            ]
            past = [days for days in told if days[1] <= self.moment.published[1]]
            if past:
                return max(past, key=lambda days: days[1])
            if "told_of" in vars(other):
                return other.told_of  # which was looked for from there: a walk is never repeated
            other = other._before
        return None

    def times_in(self, piece: str) -> list[Time]:
        """Every period that words state which stand in no paragraph."""
        lower = folded(piece)
        if _YEAR.fullmatch(lower):
            # The head of a row or column, which no word beside it makes a year.
            days = period(*whole_years(int(lower), int(lower)))
            return [Time(0, len(piece), piece, days, "stated", "", "covers")]
        scanned = scan(piece, lower, self.language)
        return spans_in(piece, lower, scanned, self.language, self.moment, self._names.starts)

    @cached_property
    def things(self) -> list[Span]:
        """Web addresses, telephone numbers and times of day."""
        return things(self.lower)

    @cached_property
    def sentences(self) -> list[Span]:
        """Where sentences begin and end."""
        return sentences(self.text, self.language)

    @cached_property
    def readings(self) -> list[Reading]:
        """What every quantity states."""
        return read_paragraph(self.text, self.language, self._names.units, self.times)

    @cached_property
    def headings(self) -> list[Heading]:
        """Scales and units that stand apart from numbers, as in the heading of a table."""
        bare = [n.start for n in self.numerals if not self.text[n.tokens[0].start].isdecimal()]
        if not bare and "%" not in self.text:
            return []
        return [*headings(self.text, bare, self._names.phrases, self.language)]

    @cached_property
    def indicators(self) -> list[NameMention]:
        """Words that name indicators."""
        return self._names.indicators(self.lower)

    @cached_property
    def areas(self) -> list[NameMention]:
        """Words that name areas."""
        return self._without_money(self._names.areas(self.lower))

    @cached_property
    def members(self) -> list[NameMention]:
        """The same, where a group that is named by its members is each of them."""
        if not self._names.has_groups:
            return self.areas
        return self._without_money(self._names.members(self.lower))

    def _without_money(self, mentions: list[NameMention]) -> list[NameMention]:
        """Areas but for those that are a part of a currency's name: Swiss francs."""
        return [
            m
            for m in mentions
            if not any(is_money(self.text, self.lower, (m.start, m.end), one) for one in m.ids)
        ]

    @cached_property
    def places(self) -> list[Mention]:
        """Economies and groups, also those that the book does not declare, by noun or adjective."""
        return self._names.places(self.text, self.lower)

    def preceding(self, document: Sequence[Passage]) -> list[Passage]:
        """Those of the passages of a document that stand before this one."""
        return [other for other in document if other.number < self.number]

    def without(self, span: Span) -> Passage:
        """The same paragraph with nothing named at a place: what a curator dismissed there."""
        other = copy(self)
        # What is read of the numbers stays: a year that states no period is no amount either.
        vars(other).update(amounts=self.amounts, readings=self.readings, nouns={})
        for name in ("indicators", "areas", "members", "places", "times"):
            kept = [m for m in getattr(self, name) if m.end <= span[0] or span[1] <= m.start]
            vars(other)[name] = kept
        return other

    def find(self, phrase: str) -> list[Span]:
        """Where a phrase stands as printed, cutting no word and no number."""
        if phrase not in self._places:
            self._places[phrase] = phrase_spans(self.text, phrase, self.numbers)
        return [*self._places[phrase]]

    def sentence(self, at: int) -> Span:
        """The sentence that a place lies in."""
        return self.sentences[bisect_right(self.sentences, at, key=_first) - 1]

    @cached_property
    def amounts(self) -> list[Numeral]:
        """Numerals that are no part of a date or period."""
        times = [(time.inner, time.end) for time in self.times]
        return [n for n in self.numerals if not any(a <= n.start < b for a, b in times)]

    def number_between(self, start: int, end: int) -> bool:
        """Whether a number that is no date stands between two places."""
        return any(start <= amount.start and amount.end <= end for amount in self.amounts)


class Document(NamedTuple):
    """One source's text."""

    passages: list[Passage]
    published: Period


def without_header(data: bytes, lines: int) -> bytes:
    """A text whose first lines say nothing, and whose paragraphs keep their numbers."""
    pieces = _LINE_END.split(data, lines) if lines else [data]
    header, rest = pieces[: 2 * lines], pieces[2 * lines :]
    said = (_SILENT if at % 2 == 0 and piece.strip() else piece for at, piece in enumerate(header))
    return b"".join((*said, *rest))


def read(data: bytes, source: Source, names: Names) -> Document:
    """The passages of a document, without the header that its source declares.

    Raises UnicodeDecodeError.
    """
    published = parse_published(source.published_as or source.published.isoformat())
    moment = moment_of(published, source.language, names.fiscal_month)
    texts = paragraphs(without_header(data, source.skip_lines), known_words(source.language))
    passages = [
        Passage(text, number, moment, source.language, names)
        for number, text in enumerate(texts, 1)
    ]
    for before, passage in pairwise(passages):
        passage.follows(before)
    return Document(passages, published)
