"""The words that a numeric phrase may hold, for tests that must try them all."""

from __future__ import annotations

from collections.abc import Iterable

from etl.words import lexicon


def words_of_phrases(language: str) -> list[str]:
    """Every word of the tables that phrases are read with, each once."""
    words = lexicon(language)
    tables: list[Iterable[str]] = [words.scales, words.cardinals, words.ordinals, words.qualifiers]
    tables += [words.currencies, words.percents, words.halves, words.fractions, words.minus]
    tables += [words.connectors, words.by, words.ands, words.part_ands]
    return list(dict.fromkeys(word for table in tables for word in table))
