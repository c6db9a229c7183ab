"""What covers a piece of a paragraph: an entry, a date of one, the head of a row or column.

Must not know what is wrong with an entry.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from etl.audit.judge.dates import Targets, belongs, is_published
from etl.audit.judge.setting import Entry, SourceEntries
from etl.audit.judge.times import PIECES
from etl.audit.read.grid import head_years
from etl.audit.read.passage import Passage
from etl.audit.report import Account
from etl.core.days import Days, year_before
from etl.core.kinds import KINDS
from etl.core.model import Dismissal, Figure, Period
from etl.reading.passages import Span
from etl.reading.span import Span as Time
from etl.reading.things import with_clock


class Claim(NamedTuple):
    """A piece of a paragraph that an entry or a date covers."""

    span: Span
    account: Account
    entry: Entry | None = None

    def holds(self, span: Span) -> bool:
        """Whether a smaller piece lies in it."""
        return self.span[0] <= span[0] and span[1] <= self.span[1]

    @property
    def by(self) -> str:
        """Id of the figure or event, reason of the dismissal."""
        if self.entry is None:
            return ""
        return self.entry.reason if isinstance(self.entry, Dismissal) else self.entry.id


def date_claims(passage: Passage, entries: SourceEntries, publication: Period) -> list[Claim]:
    """Dates that belong to a figure or event of a paragraph, or to the document."""
    if not passage.numerals:
        return []
    published = publication.start, publication.end
    targets = _targets(passage, entries, published)
    return [
        Claim((time.inner, _end(passage, time, published)), "date")
        for time in passage.times
        if belongs(time, targets)
    ]


def _targets(passage: Passage, entries: SourceEntries, published: Days) -> Targets:
    """What the dates of a paragraph may belong to."""
    own = entries.figures.get(passage.number, [])
    happened = entries.events.get(passage.number, [])
    elsewhere = [figure for figure in entries.named if _names_period(passage, figure)]
    figures = [(f.period.start, f.period.end) for f in (*own, *elsewhere)]
    bases = [
        (f.base.start, f.base.end) if f.base else year_before((f.period.start, f.period.end))
        for f in own
        if f.base or KINDS[f.kind].against
    ]
    changes = [
        (first, f.period.end)
        for f in own
        if f.base and KINDS[f.kind].against
        for first in (f.base.start, f.base.end)
    ]
    events = [(event.date.start, event.date.end) for event in happened]
    return Targets((*figures, *bases, *changes, *events), published)


def _names_period(passage: Passage, figure: Figure) -> bool:
    """Whether the words that state the period of another paragraph's figure stand here."""
    pieces = PIECES.split(figure.period_as_stated)
    return figure.paragraph != passage.number and any(map(passage.find, pieces))


def _end(passage: Passage, time: Time, published: Days) -> int:
    """Where a date ends: that of publication with the time of day beside it."""
    if not is_published(time, published):
        return time.end
    return with_clock(passage.lower, time.inner, time.end, passage.language)


def head_claims(passage: Passage, entries: SourceEntries) -> Iterator[Claim]:
    """Units of headings and years at the heads of rows and columns that figures have."""
    if not passage.numerals:
        return
    figures = [figure for rows in entries.figures.values() for figure in rows]
    named = {figure.unit_as_stated for figure in figures if figure.unit_as_stated}
    for heading in passage.headings if named else ():
        spans = [span for words in named for span in passage.find(words)]
        if any(a < heading.span[1] and heading.span[0] < b for a, b in spans):
            yield Claim(heading.span, "figure")
    if spans := head_years(passage):
        years = {str(figure.period.end.year) for figure in figures}
        known = (span for span in spans if passage.text[slice(*span)] in years)
        yield from (Claim(span, "date") for span in known)


def open_claims(passage: Passage) -> Iterator[Claim]:
    """What a numeral that nothing covers is shown as: its whole date, or its whole number."""
    for thing in passage.things:
        yield Claim(thing, "pending")
    for time in passage.times if passage.numerals else ():
        yield Claim((time.inner, time.end), "pending")
    for numeral in passage.numerals:
        yield Claim((numeral.start, numeral.end), "pending")


def strongest(passage: Passage, claims: list[Claim]) -> list[Claim]:
    """The first claim that covers it, for every token of the paragraph."""
    tokens = [token for numeral in passage.numerals for token in numeral.tokens]
    starts = [token.start for token in tokens]
    covering: dict[int, Claim] = {}
    for claim in claims:
        start, end = claim.span
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            if tokens[at].end <= end:
                covering.setdefault(at, claim)
    return [covering[at] for at in range(len(tokens))]
