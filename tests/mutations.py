"""Mistakes put into a figures file one by one, and whether the check or the audit names the figure.

A mutation changes one figure: a digit, the qualifier, the scale, the unit, the sign or the
paragraph, in `value`, in `as_stated`, or in both alike (the mistake that double entry cannot see);
or what it is about: period, status, indicator, partner or reporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from etl.audit import audit
from etl.book.load import load
from etl.book.quantities import SCALES
from etl.core.days import ONE_DAY, moved, period
from etl.core.model import Book, Figure
from etl.core.schema import QUALIFIERS, STATUSES
from etl.words import Lexicon, lexicon
from tests.phrasing import read_phrase


class Mutation(NamedTuple):
    """One mistake: which figure, what kind, the whole file with it."""

    figure: str
    kind: str
    what: str
    text: str


class Entry:
    """The lines of one figure in the file."""

    def __init__(self, text: str, figure: Figure) -> None:
        self.lines = text.split("\n")
        self.first = figure.line - 1
        last = self.first + 1
        while last < len(self.lines) and re.match(r" {4,}\S", self.lines[last]):
            last += 1
        self.last = last

    def get(self, key: str) -> str:
        return next((v for k, v in self._pairs() if k == key), "")

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for line in self.lines[self.first : self.last]:
            key, _, value = line[4:].partition(": ")
            yield key, value.strip('"')

    def with_keys(self, **values: str | None) -> str:
        """The file with keys of this figure set, or without those that are None."""
        block = [
            line
            for line in self.lines[self.first : self.last]
            if line[4:].partition(":")[0] not in values
        ]
        block += [f"    {key}: {value}" for key, value in values.items() if value is not None]
        return "\n".join([*self.lines[: self.first], *block, *self.lines[self.last :]])


def mutations(text: str, book: Book, paragraphs: Mapping[str, int]) -> Iterator[Mutation]:
    """Every mistake of the kinds above in every figure of a file.

    paragraphs: how many each source's document has.
    """
    for figure in book.figures.values():
        source = book.sources[figure.source]
        if not source.document:
            continue
        entry = Entry(text, figure)
        words = lexicon(source.language)
        for kind, what, values in (
            *_digits(entry, words),
            *_qualifiers(entry, words, source.language),
            *_scales(entry, words),
            *_units(entry),
            *_paragraphs(entry, paragraphs[source.id]),
            *_periods(figure),
            *_about(figure, book),
        ):
            yield Mutation(figure.id, kind, what, entry.with_keys(**values))


Change = tuple[str, str, dict[str, str | None]]


def _digits(entry: Entry, words: Lexicon) -> Iterator[Change]:
    """Each digit in turn; for a number in words, the next one of its table."""
    value, stated = entry.get("value"), entry.get("as_stated")
    for old, new in _next_digits(value):
        yield "digit", f"value {new}", {"value": new}
        other = _same_change(stated, old)
        if other:
            yield "digit", f"both {new} | {other}", {"value": new, "as_stated": other}
    for _, new in _next_digits(stated):
        yield "digit", f"as_stated {new}", {"as_stated": new}
    table = words.ordinals | words.cardinals
    if stated in table:
        following = next((word for word, n in table.items() if n == table[stated] + 1), "")
        new = str(table[stated] + 1)
        yield "digit", f"as_stated {following}", {"as_stated": following}
        yield "digit", f"both {following}", {"value": new, "as_stated": following}


def _next_digits(text: str) -> Iterator[tuple[int, str]]:
    """Place among the digits, and the text with that digit one higher."""
    for place, match in enumerate(re.finditer(r"\d", text)):
        digit = str((int(match.group()) + 1) % 10)
        new = text[: match.start()] + digit + text[match.end() :]
        if not re.match(r"0\d", new):
            yield place, new


def _same_change(stated: str, place: int) -> str:
    """The phrase with the digit at the same place one higher, where both print the same digits."""
    return next((new for at, new in _next_digits(stated) if at == place), "")


def _qualifiers(entry: Entry, words: Lexicon, language: str) -> Iterator[Change]:
    """Every other qualifier in the key; in both, the wording dropped or another put in."""
    stated, own = entry.get("as_stated"), entry.get("qualifier") or "exact"
    allowed = read_phrase(stated, language).qualifiers
    for qualifier in QUALIFIERS:
        if qualifier not in allowed and qualifier != own:
            yield "qualifier", qualifier, {"qualifier": qualifier}
    known = sorted(words.qualifiers, key=len, reverse=True)
    pattern = rf"(?i)\b(?:{'|'.join(map(re.escape, known))})(?!\w)"
    plain = re.sub(r"\s+", " ", re.sub(pattern, "", stated)).strip()
    if plain != stated:
        yield "qualifier", f"both {plain}", {"qualifier": None, "as_stated": plain}
    for word, meaning in list(words.qualifiers.items())[:: max(1, len(known) // 6)]:
        if word.casefold() not in stated.casefold():
            new = f"{word} {plain}"
            yield "qualifier", f"both {new}", {"qualifier": meaning[0], "as_stated": new}


def _scales(entry: Entry, words: Lexicon) -> Iterator[Change]:
    """Every other scale in the value; in both, the scale word changed and left out."""
    value, stated = entry.get("value"), entry.get("as_stated")
    number, _, rest = value.partition(" ")
    old, _, unit = rest.partition(" ")
    if old not in SCALES:
        yield "scale", "million", {"value": f"{number} million {rest}".strip()}
        return
    for scale in (*SCALES, ""):
        if scale == old:
            continue
        other = " ".join(filter(None, (number, scale, unit)))
        yield "scale", f"value {other}", {"value": other}
        for printed in _printed(stated, words, SCALES[old]):
            word = next((w for w, p in words.scales.items() if p == SCALES.get(scale)), "")
            phrase = re.sub(r"\s+", " ", stated.replace(printed, word)).strip()
            what = f"both {other} | {phrase}"
            yield "scale", what, {"value": other, "as_stated": phrase}


def _printed(stated: str, words: Lexicon, power: int) -> list[str]:
    known = [w for w, p in words.scales.items() if p == power and len(w) > 1 and w in stated]
    return sorted(known, key=len, reverse=True)[:1]


def _units(entry: Entry) -> Iterator[Change]:
    """Another currency in the value, or none in the phrase; the sign turned round or left out."""
    value, stated = entry.get("value"), entry.get("as_stated")
    if match := re.search(r"[A-Z]{3}$", value):
        other = "EUR" if match.group() != "EUR" else "USD"
        yield "unit", f"value {other}", {"value": value.replace(match.group(), other)}
    if "$" in stated:
        yield "unit", "no currency", {"as_stated": stated.replace("$", "")}
    if stated[0] in "+-":
        yield "sign", "no sign", {"as_stated": stated[1:]}
    if value.endswith("%"):
        yield "sign", f"value -{value}", {"value": f"-{value}"}


def _paragraphs(entry: Entry, count: int) -> Iterator[Change]:
    """Every other paragraph of the document, and one that it does not have."""
    own = int(entry.get("paragraph"))
    for paragraph in range(1, count + 2):
        if paragraph != own:
            yield "paragraph", str(paragraph), {"paragraph": str(paragraph)}


def _periods(figure: Figure) -> Iterator[Change]:
    """The same span a year earlier or later, with another end or start, or only half of it."""
    start, end = days = figure.period.start, figure.period.end
    changed = [moved(days, -12), moved(days, 12)]
    if start == end:
        changed += [(start - ONE_DAY,) * 2, (end + ONE_DAY,) * 2]
    else:
        changed += [(start, moved(days, months)[1]) for months in (-1, 1)]
        changed += [(moved(days, months)[0], end) for months in (-12, 12)]
    if figure.period.coverage == "full_year":
        changed.append((start, date(start.year, 6, 30)))
    for first, last in dict.fromkeys(changed):
        if (first, last) != days and first <= last:
            text = period(first, last).text
            yield "period", text, {"period": text}


def _about(figure: Figure, book: Book) -> Iterator[Change]:
    """Another status, indicator, partner, or reporter."""
    for status in STATUSES:
        if status != figure.status:
            yield "status", status, {"status": status}
    for indicator in book.indicators:
        if indicator != figure.indicator:
            yield "indicator", indicator, {"indicator": indicator}
    for area in book.areas:
        if area != figure.partner:
            yield "partner", area, {"partner": area}
        if area != figure.reporter:
            yield "reporter", area, {"reporter": area}


def catcher(mutation: Mutation, documents: Mapping[str, bytes]) -> str:
    """Which rule names the mutated figure: a rule of the check, or one of the audit; or ""."""
    loaded = load(mutation.text.encode())
    if loaded.book is None:
        lines = mutation.text.split("\n")
        for problem in loaded.problems:
            if _entry_at(lines, problem.line) == mutation.figure:
                return f"check:{problem.rule}"
        return ""
    # Only the document that the figure is from: the others are as they were.
    source = loaded.book.sources[loaded.book.figures[mutation.figure].source]
    report = audit(loaded.book._replace(sources={source.id: source}), documents)
    for finding in report.findings:
        if finding.entry == f"figure {mutation.figure}" and not finding.is_note:
            return f"audit:{finding.rule}"
    return ""


def _entry_at(lines: list[str], line: int) -> str:
    """The id of the entry that a line of the file belongs to."""
    for text in reversed(lines[:line]):
        if match := re.match(r"  - id: (\S+)", text):
            return match[1]
    return ""
