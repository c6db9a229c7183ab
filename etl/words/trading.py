"""Verbs by which one side sells to the other or buys from it, and the words that lead to a side.

Regular expressions, in lower case. Nouns of trade are none of them: whose exports they are is told
by the words that a data set declares.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Trading(NamedTuple):
    """How one language says who sells and who buys."""

    sells: str
    buys: str
    to: tuple[str, ...]
    """Before the side that gets; behind a verb of buying, before the one in which it was bought."""
    from_: tuple[str, ...]
    """Before the side that gives."""
    passive: tuple[str, ...]
    """Before a participle, which makes what stands before it the goods: were shipped."""


TRADING: Final[Mapping[str, Trading]] = {
    "en": Trading(
        sells=r"sold|sells?|selling|shipped|ships|shipping|supplied|supplies|supplying|delivered"
        r"|delivers|exported|exporting",
        buys=r"bought|buys?|buying|purchased|purchases|purchasing|imported|importing|procured",
        to=("to", "into", "in"),
        from_=("from", "by"),
        passive=("was", "were", "been", "being"),
    ),
    "it": Trading(
        sells=r"vendut[oaie]|vend(?:e|ono|eva|evano|endo)|spedit[oaie]|spedisc(?:e|ono)"
        r"|fornit[oaie]|fornisc(?:e|ono)|consegnat[oaie]|esportat[oaie]|esportando",
        buys=r"acquistat[oaie]|acquista(?:no|va|vano|ndo)?|comprat[oaie]|compra(?:no|va|vano|ndo)?"
        r"|importat[oaie]|importando",
        to=(
            *("a", "ad", "al", "allo", "alla", "all", "ai", "agli", "alle", "verso", "verso il"),
            *("verso la", "verso l", "in", "nel", "nella", "nell", "nei"),
        ),
        from_=("da", "dal", "dallo", "dalla", "dall", "dai", "dagli", "dalle"),
        passive=("state", "stati", "stata", "stato", "sono", "è", "erano", "era"),
    ),
    "ru": Trading(
        sells=r"прода(?:л[аои]?|[её]т|ют)|постав(?:ил[аои]?|ля\w+т)|отгруз(?:ил[аои]?)"
        r"|экспортир(?:овал[аои]?|ует|уют)|вывез(?:л[аои])?|отправ(?:ил[аои]?|ля\w+т)",
        buys=r"(?:за)?куп(?:ил[аои]?)|(?:за|по)купа\w+т|приобр(?:[её]л[аои]?|ета\w+т)"
        r"|импортир(?:овал[аои]?|ует|уют)|вв[её]з(?:л[аои])?",
        to=("в", "во"),
        from_=("из", "у", "с"),
        passive=(),
    ),
}
