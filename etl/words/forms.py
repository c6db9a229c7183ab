"""What the reader of quantities knows beside a language's lexicon: one table a language.

Tables only; what is read with them is decided in `etl.reading`. All words in lower case. Stems are
regular expressions of whole words.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final, NamedTuple

from etl.core.model import Qualifier
from etl.words import DOLLARS

Qualifiers = tuple[Qualifier, ...]

SHORT_MONEY: Final[dict[str, str]] = {
    **{"us$": "USD", "$us": "USD", "u.s.$": "USD", "a$": "AUD", "au$": "AUD", "aus$": "AUD"},
    **{"$a": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "cdn$": "CAD", "nz$": "NZD"},
    **{"hk$": "HKD", "s$": "SGD", "sg$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN"},
    **{"mex$": "MXN", "j$": "JMD", "n$": "NAD", "z$": "ZWG", "bz$": "BZD", "bds$": "BBD"},
    **{"tt$": "TTD", "ec$": "XCD", "fj$": "FJD", "b$": "BND", "g$": "GYD", "l$": "LRD"},
    **{"rm": "MYR", "rp": "IDR", "rs": "INR PKR LKR NPR MUR", "re": "INR", "rs.": "INR PKR LKR"},
    **{"dh": "AED MAD", "dhs": "AED", "sr": "SAR", "sfr": "CHF", "sfr.": "CHF", "fr.": "CHF"},
    **{"ksh": "KES", "kshs": "KES", "ush": "UGX", "tsh": "TZS", "rmb": "CNY", "tk": "BDT"},
    **{"cn\u00a5": "CNY", "jp\u00a5": "JPY", "kr": "SEK NOK DKK ISK", "kr.": "DKK SEK NOK"},
    **{"skr": "SEK", "nkr": "NOK", "dkr": "DKK", "z\u0142": "PLN", "k\u010d": "CZK", "ft": "HUF"},
    **{
        "e\u00a3": "EGP",
        "l.e.": "EGP",
        "nis": "ILS",
        "ir\u00a3": "IEP",
        "stg\u00a3": "GBP",
        "sdr": "XDR",
    },
    **{"\u20a6": "NGN", "\u20b1": "PHP", "\u0e3f": "THB", "\u20ab": "VND", "\u20a1": "CRC"},
    **{"\u20ae": "MNT", "\u20b2": "PYG", "\u20b5": "GHS", "\u20ad": "LAK", "\u17db": "KHR"},
    **{"\u20a8": "INR PKR LKR NPR MUR", "\u09f3": "BDT", "\u20bf": "", "\u20bc": "AZN"},
    **{"\u5143": "CNY TWD HKD", "\u5186": "JPY", "\uc6d0": "KRW"},
    **{f"{code.lower()}$": code for code in (*DOLLARS, "ARS", "CLP", "COP", "MXN", "UYU")},
}
"""Letters and signs that stand for money in every language, usually glued to the number."""
PARTED_MONEY: Final = frozenset(
    (
        *("au$", "aus$", "c$", "cdn$", "nz$", "hk$", "sg$", "nt$", "mx$", "mex$", "bds$", "us$"),
        *("cn\u00a5", "jp\u00a5"),
    )
)
"""Of them, those whose letters are no word of their own: they may stand apart from their sign."""
BEFORE_ONLY: Final = frozenset(("re", "rp", "rm", "sr", "l.e.", "tk", "le"))
"""Words or units after a number, money only before it."""


class Forms(NamedTuple):
    """Forms of quantities in one language."""

    percents: tuple[str, ...]
    scales: dict[str, int]
    """Short words that are scales only beside a number."""
    points: tuple[str, ...]
    basis_points: tuple[str, ...]
    cents: dict[str, str]
    """Hundredth parts of a currency, with its code."""
    currencies: dict[str, str]
    """Names that CLDR does not have."""
    no_currencies: tuple[str, ...]
    """Names of currencies that news use as other words: the $5 billion mark."""
    fragile: frozenset[str]
    """Currencies that are ordinary words too: only after a scale or a thousand."""
    units: dict[str, str]
    """Names of units that CLDR does not have."""
    measures: tuple[str, ...]
    """Words that no declared unit may be needed for: people, companies are no measures."""
    denominators: dict[str, int]
    """Parts that need a number before them: two thirds, a quarter."""
    parts: dict[str, int]
    """Parts that need none: half, треть, metà."""
    part_of: tuple[str, ...]
    """After a part, of which it is one."""
    periods: tuple[str, ...]
    """After or before a part these make it a part of a year: half of the year."""
    one_in: tuple[str, ...]
    """Between the two numbers of one in five."""
    multiples: dict[str, str]
    """Stems of words that say by how much something was multiplied."""
    times: tuple[str, ...]
    times_signs: tuple[str, ...]
    """Of `times`, those that are so whatever stands beside them: fold, x."""
    superlatives: tuple[str, ...]
    """Stems of first places without a number."""
    before_superlative: tuple[str, ...]
    numero: tuple[str, ...]
    names_number: tuple[str, ...]
    """Before digits that are the number of a room, a house or a flight, and count nothing."""
    streets: tuple[str, ...]
    """Before the name of a street, after which a house has its number."""
    tops: tuple[str, ...]
    groups: dict[str, int]
    """So many places as one noun: пятёрка."""
    rank_beside: tuple[str, ...]
    places: tuple[str, ...]
    """After digits these make them a rank."""
    among: tuple[str, ...]
    """Before a superlative these say that it shares its place: one of the largest."""
    per: dict[str, str]
    """After an amount: of which each has as much."""
    vague: dict[str, int]
    """Counts that tell an order only: dozens, tens of thousands."""
    thirds: dict[str, tuple[int, int]]
    """Before such a count, how many of it at least and at most: low tens, high hundreds."""
    rough: dict[str, int]
    """Counts that are about so many: una decina."""
    dozens: dict[str, int]
    """Counts that a number may stand before: two dozen."""
    negatives: tuple[str, ...]
    outflows: tuple[str, ...]
    deficits: tuple[str, ...]
    """Balances below zero, in a phrase of nothing but one amount."""
    surpluses: tuple[str, ...]
    zeros: tuple[str, ...]
    """Whole phrases that state that there was none."""
    between: tuple[str, ...]
    """Open a range that `between_and` closes."""
    between_and: tuple[str, ...]
    from_: tuple[str, ...]
    """Open a range that `to` closes, or the level before a change."""
    change_from: tuple[str, ...]
    """Open the level before a change only."""
    to: tuple[str, ...]
    """Between the ends of a range."""
    ors: tuple[str, ...]
    ands: tuple[str, ...]
    of: tuple[str, ...]
    """Between a scale and its unit: billions of dollars."""
    forecasts: tuple[str, ...]
    """Stems, as all of status."""
    targets: tuple[str, ...]
    plans_after: tuple[tuple[str, str], ...]
    """Behind an amount, in regular expressions: is planned for 2025; with the status they tell."""
    either_ahead: str
    """Words that tell a plan as well as a forecast, in a regular expression: previsti."""
    unplanned: str
    """After one of those, that the amount itself is what is to change: is planned to double."""
    estimates: tuple[str, ...]
    sources: tuple[str, ...]
    """Before whose estimate it is: according to."""
    puts: tuple[str, ...]
    """Verbs that give an estimate with `put_at` before its amount: puts trade at $5 billion."""
    put_at: tuple[str, ...]
    turners: dict[str, Qualifiers]
    """Stems of verbs that say on which side of the number the truth is, some words before it."""
    turned_phrases: dict[str, Qualifiers]
    """The same in several words, or words that must stand as they are."""
    after: dict[str, Qualifiers]
    """After the number."""
    marks: tuple[str, ...]
    """Stems of what a number is that something passes: the $5 billion mark, la soglia dei."""
    reaching: tuple[str, ...]
    """Stems between a qualifier or a negation and the level reached: almost hit, не достиг."""
    happened: tuple[str, ...]
    """Stems of verbs that say what was: after a comma, no plan before it reaches on."""
    against: tuple[str, ...]
    """Before a level that another is measured against: $6 billion will come, against 5."""
    auxiliaries: tuple[str, ...]
    """Before a verb that says how exact a number is: has exceeded, si è avvicinato a."""
    level_of: tuple[str, ...]
    """Phrases after a percentage that make 76 % a fall of 24 %."""
    growth_rate: tuple[str, ...]
    """Phrases before a percentage that make 124 % a growth of 24 %."""
    shares: tuple[str, ...]
    """Stems of words that make a percentage a part of a whole."""
    rises: tuple[str, ...]
    """Stems beside those of the lexicon."""
    falls: tuple[str, ...]
    moves: tuple[str, ...]
    """Stems of changes without a direction."""
    increases: tuple[str, ...]
    """Stems of nouns and verbs that an amount of change follows without a preposition."""
    change_nouns: tuple[str, ...]
    """Stems of nouns whose amount is a change however it is said: the increase was."""
    vague_ordinals: tuple[str, ...] = ()
    """Words after an ordinal that make it no rank: time, half, century."""
    genitives: tuple[str, ...] = ()
    """Vague counts that are one of it after a qualifier: более сотни."""
    comparatives: tuple[str, ...] = ()
    """After an amount of change: 8.5 percent lower."""
    still: tuple[str, ...] = ()
    """Stems of multiples that tell no direction by themselves: twice, threefold."""
    before_rate: tuple[str, ...] = ()
    """Qualifiers that lead to a rate of interest where a percentage follows: под 5 %."""
    places_behind: tuple[str, ...] = ()
    """Further words for a place right behind a rank, which elsewhere count places."""
    times_of: tuple[str, ...] = ()
    """After times, of which it is a multiple: earnings."""
    level_words: tuple[str, ...] = ()
    """Qualifiers that lead from a verb of change to a level: slipped below."""
    ways_after: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Between an amount and an earlier time that it differs from: rise or fall: $3 below 2023."""
    beaten: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Stems of verbs by how much something passed or missed another, with the way: missed it by."""
    beaten_of: str = "(?!)"
    """Of them and of adjectives, those before an "of" as well as a "by": superato di."""
    equals: str = "(?!)"
    """Words between a noun of change and its amount: the fall came to; un calo pari a."""
    outside: tuple[str, ...] = ()
    """Stems before the first so many that say that something is not among them: outside, left."""
    limits: tuple[str, ...] = ()
    """After a negation these take it back: not only among the first."""
    superlatives_after: str = "(?!)"
    """Adjectives that are a first place only after one of `before_superlative`: самый крупный."""
    plural_places: str = "(?!)"
    """Superlatives of several, in regular expressions as the next: крупнейших, maggiori."""
    plurals: str = "(?!)"
    """How nouns of several go on after a superlative of one: largest buyers."""
    names_before: tuple[str, ...] = ()
    """Names of currencies that are written before their amount as well: euro 5 milioni."""
    masses: tuple[str, ...] = ()
    """Names of currencies that are weights as well: 275 pound-feet."""
    groups_led: dict[str, int] = {}  # noqa: RUF012 - never changed
    """Such a noun that is one only behind "first" or before a superlative: первая десятка."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Other phrases, with the kind of what they mean: makes up."""
    letters: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Capitals glued to a number with a scale that stand for money: Y114 trillion."""
    stems: tuple[tuple[str, str, object], ...] = ()
    """Stems of other words with the kind of what they mean: 5-процентный."""


@cache
def forms(language: str) -> Forms:
    """The table of a language (a code of schema.LANGUAGES)."""
    table: Forms = import_module(f"etl.words.forms_{language}").FORMS
    return table
