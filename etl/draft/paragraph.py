"""A paragraph as a draft knows it before its numbers are told apart.

Must not know what a number measures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from etl.draft.nouns import Noun
from etl.draft.quantities import StatedQuantity
from etl.draft.sentences import Sentence
from etl.reading.areas import Mention
from etl.words.patterns import EDGE, END
from etl.words.trade import vocabulary


class Paragraph(NamedTuple):
    """All that is known of a paragraph before its numbers are told apart."""

    text: str
    lower: str
    language: str
    sentences: list[Sentence]
    nouns: list[Noun]
    areas: list[Mention]
    quantities: list[StatedQuantity]

    def sentence(self, at: int) -> Sentence:
        """The sentence that holds a place."""
        return next((s for s in self.sentences if s.holds(at)), self.sentences[-1])

    def nouns_in(self, sentence: Sentence) -> list[Noun]:
        """The nouns of a sentence."""
        return [noun for noun in self.nouns if sentence.holds(noun.start)]

    def areas_in(self, sentence: Sentence) -> list[Mention]:
        """The areas that a sentence names."""
        return [one for one in self.areas if sentence.holds(one.start)]

    def quantities_in(self, sentence: Sentence) -> list[StatedQuantity]:
        """The numbers of a sentence."""
        return [one for one in self.quantities if sentence.holds(one.start)]

    def peers(self, stated: StatedQuantity) -> list[StatedQuantity]:
        """The numbers of a kind in the sentence of a number, itself among them."""
        numbers = self.quantities_in(self.sentence(stated.start))
        return [one for one in numbers if one.kind == stated.kind]

    def order(self, stated: StatedQuantity) -> int | None:
        """Which of several a number is, where the sentence says "respectively"."""
        start, end, _ = self.sentence(stated.start)
        if not _respectively(self.language).search(self.lower, start, end):
            return None
        peers = self.peers(stated)
        return peers.index(stated) if len(peers) > 1 else None


@cache
def _respectively(language: str) -> re.Pattern[str]:
    return re.compile(f"{EDGE}{vocabulary(language).respectively}{END}")
