"""Whether a number has the sign that its words tell: a deficit, an outflow, less than before.

Must not know areas and periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.rows import numbers_in_row
from etl.audit.judge.stated import reading_at
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import Figure, Indicator
from etl.core.schema import MONEY
from etl.reading.passages import Span
from etl.reading.readings import Reading
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.patterns import alternatives
from etl.words.signs import SIGNS

_MINUS: Final = re.compile(r"\W*[-\u2212\u2013]")
_WORDS: Final = re.compile(r"\s*([^\W\d_]+(?:[\s'\u2019]+[^\W\d_]+)?|/\s*[^\W\d_]+)")
_AVERAGE: Final = "use an indicator of an average"
_ENDS: Final = re.compile(r"\s*(?:[.,;:!?)]|$)|\s+(?:than|rispetto|\u0447\u0435\u043c)\b")
"""Behind a word of comparing: 4 more; 4 more than planned."""
_ENGLISH: Final = "en"
"""In which an indicator is named and defined."""
_INFLOW: Final = re.compile(r"\binflow")
_PER_SPANS: Final = ("day", "week", "month", "quarter", "year")
_NEAR: Final = 2
"""Characters between a number and a period of its own: $15 billion a year earlier."""
_OF: Final = 5
"""Characters between a noun and its own number: an outflow of $3."""
_CLAUSE: Final = re.compile(r"[,;:]\s")
_HEADING: Final = re.compile(r"\s*:\s*$")
"""What a heading has behind it, directly before its number: monthly average: 5."""
_AT_ONCE: Final = 2
"""Characters after a word in which its own comma stands: on average, exports were."""
_AFTER: Final = 28
"""Characters: a $700 million trade deficit."""


class _Patterns(NamedTuple):
    denied: re.Pattern[str]
    denied_verb: re.Pattern[str]
    signs: re.Pattern[str]
    minus: re.Pattern[str]
    compared: re.Pattern[str]
    each: re.Pattern[str]
    mean: re.Pattern[str]
    mean_after: re.Pattern[str]
    per_after: re.Pattern[str]
    outflow: re.Pattern[str]


def _spans(language: str) -> list[str]:
    """Phrases that give so much for each span of time: a month."""
    return [phrase for phrase, per in forms(language).per.items() if per in _PER_SPANS]


@cache
def _patterns(language: str) -> _Patterns:
    words = SIGNS[language]
    negative, positive = "|".join(words.negative), "|".join(words.positive)
    connectors = alternatives(lexicon(language).connectors)
    return _Patterns(
        re.compile(rf"{EDGE}({alternatives(words.denied)})\s+(?:(?:{connectors})\s+)?$"),
        re.compile(rf"{EDGE}({words.denied_verb}){END}\s+(?:(?:{connectors})\s+)?$"),
        re.compile(rf"{EDGE}(?:(?P<negative>{negative})|(?P<positive>{positive}))[^\W\d_]*"),
        re.compile(rf"{EDGE}(?:{alternatives(lexicon(language).minus)})\s"),
        re.compile(rf"\s+({alternatives(words.compared)}),?\s*"),
        re.compile(rf"{EDGE}(?:{alternatives(words.each)})(?![^\W\d_])"),
        re.compile(rf"{EDGE}(?:{'|'.join(words.mean)})[^\W\d_]*"),
        re.compile(rf"{EDGE}(?:{'|'.join(words.mean_after)}){END}"),
        re.compile(rf"(?:\s+[^\W\d_]+){{1,2}}?\s+(?P<per>{alternatives(_spans(language))}){END}"),
        re.compile(
            rf"{EDGE}(?P<net>(?:{words.net})\s+)?(?:{words.outflow})[^\W\d_]*"
            rf"(?P<net_after>\s+(?:{words.net}))?"
        ),
    )


def sign_remarks(
    passage: Passage, phrase: Span, figure: Figure, indicator: Indicator
) -> Iterator[Remark]:
    """A word of a deficit or a surplus that the sign contradicts, where a number has one."""
    kind = KINDS[figure.kind]
    if not kind.signed or kind.says != "level" or figure.quantity.unit == "percent":
        return
    reading = reading_at(passage.readings, phrase)
    if reading is None or reading.place == "change_by":
        return  # a deficit that grew by as much is no deficit of as much
    patterns = _patterns(passage.language)
    stated = passage.lower[slice(*phrase)]
    if _MINUS.match(stated) or patterns.minus.search(stated):
        return
    word = _word(passage, phrase)
    if word is None or _is_called(indicator.name):
        return  # what is called a deficit has deficits that are positive
    shown = passage.text[slice(*word.span())]
    if word.lastgroup == "negative" and all(end > 0 for end in figure.ends):
        fault = f'"{shown}" tells a negative amount, the value is positive'
        yield Remark("fall", word.span(), fault, "make the value negative")
    if word.lastgroup == "positive" and all(end < 0 for end in figure.ends):
        fault = f'"{shown}" tells a positive amount, the value is negative'
        yield Remark("fall", word.span(), fault, "make the value positive")


def net_remarks(
    passage: Passage, phrase: Span, figure: Figure, indicator: Indicator
) -> Iterator[Remark]:
    """A net outflow as an amount that has no sign, or an outflow as what is called an inflow."""
    kind = KINDS[figure.kind]
    if kind.signed or not kind.is_amount or figure.unit not in MONEY:
        return
    patterns, lower = _patterns(passage.language), passage.lower
    first, _ = passage.sentence(phrase[0])
    for word in patterns.outflow.finditer(lower, first, phrase[1]):
        if _is_taken(passage, word.end(), phrase[0]):
            continue
        shown = passage.text[slice(*word.span())]
        called = f"{indicator.name} {indicator.definition}".lower()
        english = _patterns(_ENGLISH)
        if english.outflow.search(called):
            continue  # an indicator of outflows
        is_net = word["net"] or word["net_after"]
        if is_net or _INFLOW.search(called):
            noun = "a net outflow" if is_net else "an outflow"
            fault = f'"{shown}" tells {noun}, the figure is {kind.noun}'
            todo = "use an indicator of a net flow, with a negative value"
            yield Remark("fall", word.span(), fault, todo)


def _is_called(name: str) -> bool:
    """Whether an indicator's name tells which sign is positive; the words it is found by do not."""
    return any(_patterns(language).signs.search(name.lower()) for language in SIGNS)


def _word(passage: Passage, phrase: Span) -> re.Match[str] | None:
    """The word of a sign in the phrase or right after it, else the last in its sentence before."""
    pattern, lower = _patterns(passage.language).signs, passage.lower
    first, last = passage.sentence(phrase[0])
    if inside := pattern.search(lower, *phrase):
        return inside
    after = pattern.search(lower, phrase[1], min(last, phrase[1] + _AFTER))
    if after and any(0 <= n.start - after.end() <= _OF for n in passage.amounts):
        after = None  # $5 million after an outflow of $3 million
    if after and not re.search(r"[,;:()\d]", lower[phrase[1] : after.start()]):
        joined = lexicon(passage.language).ands
        if not set(lower[phrase[1] : after.start()].split()) & set(joined):
            return after
    before = None
    for match in pattern.finditer(lower, first, phrase[0]):
        if not _is_taken(passage, match.end(), phrase[0]):
            before = match
    return before


def _is_taken(passage: Passage, start: int, end: int) -> bool:
    """Whether a number stands between, and after it a comma or a word for an indicator."""
    numbers = [n for n in passage.amounts if start <= n.start and n.end <= end]
    if not numbers:
        return False
    opens = ", " in passage.lower[numbers[0].end : end]
    return opens or any(numbers[0].end <= mention.start < end for mention in passage.indicators)


def compared_remarks(passage: Passage, phrase: Span, figure: Figure) -> Iterator[Remark]:
    """An amount by which something is more than before, as an amount of its own."""
    kind = KINDS[figure.kind]
    reading = reading_at(passage.readings, phrase)
    if kind.says != "level" or reading is None or reading.kind not in ("money", "count", "measure"):
        return
    # The phrase may hold the word itself: 45 more.
    compared = _patterns(passage.language).compared
    ends = (max(reading.end, phrase[1]), reading.end)
    word = next((w for at in ends if (w := compared.match(passage.lower, at))), None)
    is_before = word and any(t.role == "base" and t.start == word.end() for t in passage.times)
    if word and (is_before or _ENDS.match(passage.lower, word.end(1))):
        fault = f'"{word[1]}" makes it a difference from before, the figure is {kind.noun}'
        todo = "use an indicator of a change"
        yield Remark("change", word.span(1), fault, todo)


def denied_remarks(passage: Passage, phrase: Span, figure: Figure) -> Iterator[Remark]:
    """An amount that the text says was not so: $4.6 billion, not $4.9 billion."""
    reading = reading_at(passage.readings, phrase)
    if figure.retracted or reading is None:
        return
    patterns = _patterns(passage.language)
    opening = max(0, reading.start - _AFTER)
    word = patterns.denied.search(passage.lower, opening, reading.start)
    if word is None and reading.qualifier == "exact":  # has not exceeded: at most
        word = patterns.denied_verb.search(passage.lower, opening, reading.start)
    if word:
        fault = f'"{passage.text[slice(*word.span(1))]}" before it says that it was not so'
        todo = "leave it out, or say when it was retracted"
        yield Remark("value", word.span(1), fault, todo)


def each_remarks(
    passage: Passage, phrase: Span, figure: Figure, indicator: Indicator
) -> Iterator[Remark]:
    """An amount a month or a head that is taken for the whole: what the phrase leaves out."""
    kind = KINDS[figure.kind]
    reading = reading_at(passage.readings, phrase)
    if reading is None or reading.quantity is None:
        return
    first, last = passage.sentence(phrase[0])
    if kind.per:
        told = {reading.per} if reading.per else _means_of(passage, phrase, indicator)
        if told and indicator.per not in told:
            said = " or ".join(sorted(told))
            fault = f"it is so much for one {said}, the figure for one {indicator.per}"
            yield Remark("cut-off", phrase, fault, f"use an indicator with per: {said}")
        elif not reading.per:
            yield from _no_average(passage, phrase, indicator)
    if kind.per or not kind.is_amount:
        return
    patterns = _patterns(passage.language)
    end = max(reading.end, phrase[1])
    if not reading.per and reading.kind in ("count", "measure"):
        noun = patterns.per_after.match(passage.lower, end, last)
        per = forms(passage.language).per[noun["per"]] if noun else ""
        if noun and _is_average(passage, reading._replace(per=per, end=noun.start("per")), first):
            fault = f'the text goes on: "{passage.text[slice(*noun.span())].strip()}"'
            yield Remark(
                "indicator", noun.span("per"), f"{fault}, the figure is {kind.noun}", _AVERAGE
            )
            return
    if reading.per and _is_average(passage, reading, first):
        following = _WORDS.match(passage.text, max(reading.end, phrase[1]), last)
        span = following.span(1) if following else phrase
        fault = f'the text goes on: "{passage.text[slice(*span)]}"'
        yield Remark("indicator", span, f"{fault}, the figure is {kind.noun}", _AVERAGE)
        return
    for known in (patterns.each, patterns.mean, _every(passage.language)):
        for word in known.finditer(passage.lower, first, phrase[0]):
            if not _is_apart(passage, word.end(), phrase[0]):
                fault = f'"{passage.text[slice(*word.span())]}" stands before it, the figure is '
                yield Remark("indicator", word.span(), fault + kind.noun, _AVERAGE)
                return
    behind = patterns.mean_after.search(passage.lower, end, last)
    if behind and not _is_of_another(passage, end, behind.span(), last):
        shown = passage.text[slice(*behind.span())]
        fault = f'the text goes on: "{shown}", the figure is {kind.noun}'
        yield Remark("indicator", behind.span(), fault, _AVERAGE)


def _no_average(passage: Passage, phrase: Span, indicator: Indicator) -> Iterator[Remark]:
    """A total that is taken for an average: no word of its sentence tells so much for each."""
    first, last = passage.sentence(phrase[0])
    patterns = _patterns(passage.language)
    ahead = patterns.each, patterns.mean, _every(passage.language)
    known = (*ahead, patterns.mean_after, _for_one(passage.language))
    words = [word.span() for one in known for word in one.finditer(passage.lower, first, last)]
    words += _for_each(passage, (first, last), indicator)
    named = [m for m in passage.indicators if first <= m.start < last]
    words += [(m.start, m.end) for m in named if m.ids == {indicator.id}]
    words = [word for word in words if not _is_of_next(passage, phrase, word)]
    total = _total(passage.language)
    if words and not (
        passage.number_between(min(words)[1], phrase[0])
        and (sums := list(total.finditer(passage.lower, first, phrase[0])))
        and not passage.number_between(sums[-1].end(), phrase[0])
    ):
        return
    fault = f"no word beside it tells an average, the figure is so much for one {indicator.per}"
    todo = "use an indicator of a flow or a stock"
    yield Remark("indicator", phrase, fault, todo, by_phrase=True)


def _means_of(passage: Passage, phrase: Span, indicator: Indicator) -> set[str]:
    """What each is that words before a number give so much: monthly, every month."""
    first, _ = passage.sentence(phrase[0])
    words = SIGNS[passage.language].means | _each(passage.language)
    told = {
        words[" ".join((word["of"] or word["stem"] or word["every"]).split())]
        for word in _means(passage.language).finditer(passage.lower, first, phrase[0])
        if not passage.number_between(word.end(), phrase[0])
        and not (word["every"] and _is_apart(passage, word.end(), phrase[0]))
        and not any(t.start < word.end() and word.start() < t.end for t in passage.times)
    }
    # Of a price, which is no part of a flow, a month is how often it was asked for.
    is_price = not indicator.of and indicator.per not in _PER_SPANS
    return told.difference(_PER_SPANS) if is_price else told


def _each(language: str) -> dict[str, str]:
    """Phrases of so much for each, before and after a number, with what each is."""
    return SIGNS[language].every | forms(language).per


@cache
def _means(language: str) -> re.Pattern[str]:
    """Words that say what each is: monthly, per head; a year and a month may be when it was."""
    spans = (*_PER_SPANS, "item")
    heads = [phrase for phrase, per in forms(language).per.items() if per not in spans]
    return re.compile(
        rf"{EDGE}(?:(?P<of>{alternatives(heads)}){END}"
        rf"|(?P<every>{alternatives(SIGNS[language].every)}){END}"
        rf"|(?P<stem>{alternatives(SIGNS[language].means)})[^\W\d_]*)"
    )


def _is_of_next(passage: Passage, phrase: Span, word: Span) -> bool:
    """Whether a word behind is told of a later number of another clause: 48, or 4 a month."""
    _, last = passage.sentence(phrase[0])
    is_behind = phrase[1] <= word[0] and _CLAUSE.search(passage.lower, phrase[1], word[0])
    if is_behind and passage.number_between(word[1], min(last, word[1] + _AFTER)):
        return True  # $48 million in all, averaged $4 million
    row = numbers_in_row(passage, phrase)
    if row and not set(lexicon(passage.language).ands) & set(
        passage.lower[phrase[1] : row[-1]].split()
    ):
        row = []  # commas alone also set the same in another measure apart
    later = [
        n.start for n in passage.amounts if phrase[1] <= n.start < word[0] and n.start not in row
    ]
    between = passage.lower[phrase[1] : later[0]] if later else ""
    words = set(between.split()) & _others(passage.language)
    return bool(words or _CLAUSE.search(between) or "(" in between)


@cache
def _others(language: str) -> frozenset[str]:
    """Words before the same once more, in another measure: or."""
    return frozenset(forms(language).ors)


def _for_each(passage: Passage, sentence: Span, indicator: Indicator) -> Iterator[Span]:
    """Words of so much for what the average is of: a month, and not the month before."""
    for word in _per(passage.language).finditer(passage.lower, *sentence):
        is_own = _each(passage.language)[word["per"]] == indicator.per
        in_time = any(t.start < word.end() and word.start() < t.end for t in passage.times)
        if is_own and not in_time:
            yield word.span()


@cache
def _per(language: str) -> re.Pattern[str]:
    apart = alternatives(SIGNS[language].apart)
    per = alternatives(_each(language))
    return re.compile(rf"{EDGE}(?P<per>{per}){END}(?!\s+(?:{apart}){END})")


@cache
def _for_one(language: str) -> re.Pattern[str]:
    """So much for one: per tourist."""
    return re.compile(rf"{EDGE}(?:{SIGNS[language].for_one})")


@cache
def _total(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{SIGNS[language].total})[^\W\d_]*")


@cache
def _every(language: str) -> re.Pattern[str]:
    """Words before an amount of each month; what flows in every year is the flow of one."""
    phrases = [phrase for phrase, span in SIGNS[language].every.items() if span != "year"]
    return re.compile(rf"{EDGE}(?:{alternatives(phrases)}){END}")


def _is_of_another(passage: Passage, end: int, word: Span, last: int) -> bool:
    """Whether a word of averages behind a number is told of another: and grew on average by 3 %."""
    table, between = lexicon(passage.language), passage.lower[end : word[0]]
    clause = {*table.ands, *table.relatives} & set(between.split())
    if clause or _CLAUSE.search(between[_AT_ONCE:]) or passage.number_between(end, word[0]):
        return True
    return passage.number_between(word[1], min(last, word[1] + _AFTER))


def _is_apart(passage: Passage, start: int, end: int) -> bool:
    """Whether words belong to another number or clause: on average prices rose, exports were."""
    between = _HEADING.sub("", passage.lower[start:end])
    return passage.number_between(start, end) or bool(_CLAUSE.search(between[_AT_ONCE:]))


def _is_average(passage: Passage, reading: Reading, first: int) -> bool:
    """Whether it is so much for each: a month; a year only of an average; a year earlier never."""
    if any(0 <= time.start - reading.end <= _NEAR for time in passage.times):
        return False
    following = passage.lower[reading.end :].split(maxsplit=3)[:3]
    if any(word.strip(".,;") in SIGNS[passage.language].apart for word in following):
        return False
    mean = _patterns(passage.language).mean
    return reading.per != "year" or bool(mean.search(passage.lower, first, reading.start))
