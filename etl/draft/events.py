"""Dates that belong to something that happened: a visit, an agreement, a first flight.

Must not know figures.
"""

from __future__ import annotations

import re
from functools import cache

from etl.draft.model import UNKNOWN, Guess, ProposedEvent
from etl.draft.paragraph import Paragraph
from etl.draft.setting import TextSetting
from etl.reading.span import Span
from etl.words.patterns import EDGE, END
from etl.words.trade import vocabulary


def event_of(
    place: Paragraph, number: int, span: Span, start: int, whole: TextSetting
) -> ProposedEvent | None:
    """The event of a date that no figure has; None where no word tells what happened.

    number: that of the paragraph. start: where the date begins without its preposition.
    """
    sentence = place.sentence(span.start)
    text = place.lower[sentence.start : sentence.end]
    kind = next((name for name, one in _kinds(place.language).items() if one.search(text)), "")
    period = span.period
    if not kind or period is None or period.start.year != period.end.year:
        return None
    others = [one.area for one in place.areas_in(sentence)]
    others = [area for area in others if area != whole.reporter and area in whole.declared]
    partner = others[0] if others else UNKNOWN
    return ProposedEvent(
        kind,
        period.text,
        f"{kind.capitalize()} of {period.text}",
        Guess(kind, 0.6, "a word of the sentence"),
        Guess(partner, 0.7 if others else 0.0, "named in the sentence"),
        place.text[start : span.end],
        number,
        start,
        span.end,
        0,
        0.6,
        "a date with a word for what happened",
    )


@cache
def _kinds(language: str) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"{EDGE}(?:{pattern}){END}")
        for name, pattern in vocabulary(language).events.items()
    }
