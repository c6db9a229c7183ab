"""How languages speak of trade statistics: common nouns of what is measured, and what binds them.

Regular expressions over text from `passages.folded`; each begins at the edge of a word. Tables
only. No country, indicator or source stands here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final, NamedTuple

ATOMS: Final = (
    *("turnover", "exports", "imports", "balance", "investment", "companies", "visas", "tourist"),
    *("aid", "partner", "loans", "projects", "contracts", "gdp", "production", "people", "flights"),
    *("capital", "reserves", "budget", "money", "agreements", "investor", "cargo", "share_capital"),
    *("tourists", "persons", "students", "jobs"),
)
"""What the nouns of the tables mean. Those that no indicator names still say that a number is
theirs and not that of a noun farther away."""

SYMMETRIC: Final = frozenset({"turnover", "balance"})
"""Between two sides, without a direction."""
TAKER_OWNS: Final = frozenset({"imports"})
"""Whose it is, is who gets it: Italy's imports flow to Italy, Italy's exports from it."""


class Authority(NamedTuple):
    """How a text cites whom."""

    opening: str
    """Before the name: according to."""
    closing: str
    """After the name: said, reported."""


class Vocabulary(NamedTuple):
    """One language; every entry a regular expression without groups, or a table of them."""

    atoms: dict[str, str]
    """Nouns and verbs by what they mean."""
    modifiers: dict[str, str]
    """Words that narrow the noun beside them: tourist visas."""
    verbs: str
    """Of the words in `atoms`, those that are verbs: their subject is whose it is."""
    neutral: str
    """Words beside a noun that do not narrow it: total, mutual, foreign."""
    of_product: str
    """After a noun, before what it consists of: exports of wheat."""
    goods: str
    """What an amount consists of that is no narrower: goods, products."""
    bind_after: str
    """Between a number and the noun that it counts."""
    bind_clause: str
    """Between a number and its noun in a clause of its own: came from exports."""
    share: str
    rank: str
    """Words that make an ordinal a place among others."""
    growth: str
    """Words beside a percentage that make it a growth although no verb of change stands there."""
    events: dict[str, str]
    """What happened on a day, by the kind of event."""
    header: str
    """Names of the lines above a text: Title, Date, Source."""
    more: str
    """Just after a percentage: by so much more."""
    less: str
    of_them: str
    including: str
    bilateral: str
    """Between the reporter and the partner of the text."""
    world: str
    """With everybody: foreign trade as a whole."""
    our: str
    """The country that speaks: the country, our."""
    origin: str
    """Prepositions before the area that a flow comes from."""
    target: str
    """Prepositions before the area that a flow goes to."""
    whose: str
    """Prepositions before the area that something belongs to."""
    beside: str
    """Prepositions before the other side: with, between."""
    except_for: str
    """Before areas that are named for comparison only: after China and Russia."""
    citizens: str
    """Of whom: who gets a visa."""
    authority: Authority
    ends: tuple[str, ...]
    """Endings of nouns that inflection changes."""
    adjectives: tuple[tuple[str, str], ...]
    """How an adjective is made of an area's name: ending of the name, ending of the adjective."""
    adjective_rest: str
    """What may follow the stem of an adjective."""
    anniversary: str
    names: str
    """Beside these a number is part of a name."""
    now: str
    """Said of the day of the text."""
    weak: str
    """Words of `atoms` that may speak of one good or one deal only."""
    ands: str
    """Between two clauses."""
    ours: str
    """Before a noun: that of the country of who writes."""
    speaker: str
    """The country of who writes: our country."""
    not_after: str
    """Words after which a noun is part of a name: the Ministry of Trade."""
    occasion: str
    """What companies or people do once, so that they are no stock: took part, signed."""
    respectively: str
    """Of several numbers each belongs to one of several nouns or areas, in their order."""
    denied: str
    """Anywhere before an amount: it is not true that."""
    negation: str
    """Up to a few words before an amount that is denied: was not."""
    barely: str
    """Of an amount that may just not have been reached: hardly."""
    addresses: str
    """Before a number of a house, a room or a flight."""
    against: str
    """Just before an amount of another time: against 6 billion a year earlier."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The table of a language (a code of schema.LANGUAGES)."""
    table: Vocabulary = import_module(f"etl.words.trade.{language}").VOCABULARY
    return table
