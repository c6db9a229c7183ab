"""Verbs and nouns by which one side gives to the other or gets from it, and what leads to a side.

Regular expressions, in lower case; a verb's subject and a noun's owner is who sells, or who buys.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Trading(NamedTuple):
    """How one language says who sells and who buys."""

    sells: str
    buys: str
    invests: str
    """Verbs of what gives without a trade."""
    sales: str
    """Nouns of a trade of which the owner is who gives: Italy's exports."""
    gifts: str
    """Other nouns of which the owner is who gives."""
    purchases: str
    """Nouns of which the owner is who gets: Italy's imports."""
    to: tuple[str, ...]
    """Before the side that gets; behind a verb of buying, before the one in which it was bought."""
    from_: tuple[str, ...]
    """Before the side that gives."""
    with_: tuple[str, ...]
    """Before the other side of what has no direction."""
    each: tuple[str, ...]
    """Said of members of a row that have a number each."""
    of: tuple[str, ...]
    """Before the owner of a noun; without any, the owner follows it directly."""
    inside: tuple[str, ...]
    """Of those in `to`, the ones that may tell where a noun is and not whereto."""
    locative: str
    """How an area ends behind `inside` where it tells where; empty where nothing tells it."""
    passive: tuple[str, ...]
    """Before a participle, which makes what stands before it the goods: were shipped."""
    total: str
    """Beside a noun or an amount that is of all partners, where none is named."""
    back: str
    """Behind a noun, that it is of one partner who was named before: to it."""
    firm: str
    """Behind or before a noun that is one firm's alone; nouns in the singular."""
    by_firm: str
    """Participles of a trade with the one firm whose it is: sold by the company."""
    costs: str
    """Verbs of what a thing is bought for."""
    worth: str
    """Nouns of an amount itself, which say nothing of what it is of."""


TRADING: Final[Mapping[str, Trading]] = {
    "en": Trading(
        sells=r"sold|sells?|selling|shipped|ships|shipping|supplied|supplies|supplying|delivered"
        r"|delivers|exported|exporting",
        buys=r"bought|buys?|buying|purchased|purchases|purchasing|imported|importing|procured",
        invests=r"invested|invests|investing|donated|donates|granted|lent",
        sales=r"exports?|sales|shipments?|deliver(?:y|ies)",
        gifts=r"investments?|fdi|aid|assistance|grants?|loans?",
        purchases=r"imports?|purchases?|procurement",
        to=("to", "into", "in"),
        from_=("from", "by"),
        with_=("with",),
        each=("each", "apiece", "respectively", "either"),
        of=("of",),
        inside=("in",),
        locative="",
        passive=("was", "were", "been", "being"),
        total=r"total|overall|whole|entire|aggregate|altogether|all\s+together|in\s+all(?!\s+[^\W\d_])"
        r"|abroad|all(?=\s+(?:its\s+|our\s+|the\s+country's\s+)?(?:foreign\s+|external\s+)?"
        r"(?:exports?|imports?|trade|turnover|shipments?|purchases|sales)"
        r"(?!\s+(?:to|from|with)\s)(?![^\W\d_]))"
        r"|(?:trade|current)\s+account|balance\s+of\s+payments"
        r"|(?:to|with|from)\s+(?:all\s+(?:its\s+|trad(?:e|ing)\s+)*(?:countries|partners)"
        r"|the\s+(?:whole\s+|rest\s+of\s+the\s+)?world(?!\s+market))",
        back=r"(?:to|from|with)\s+(?:it|them|him|her|that|this|those|these)",
        firm=r"company|firm|holding|corporation|conglomerate|plant|factory|mill|refinery|airline"
        r"|(?<!central )(?<!national )(?<!world )(?<!development )bank"
        r"|enterprise|joint\s+venture|subsidiary|manufacturer|producer|carmaker|miner",
        by_firm=r"(?:sold|shipped|supplied|delivered|exported|bought|purchased|imported|invested)"
        r"\s+by\s+(?:the\s+|an?\s+|its\s+)?(?:[^\W\d_]+\s+){0,2}?(?:company|firm|holding"
        r"|corporation|plant|factory|mill|refinery|airline|manufacturer|producer|subsidiary)",
        costs=r"costs?|costing",
        worth=r"worth|value",
    ),
    "it": Trading(
        sells=r"vendut[oaie]|vend(?:e|ono|eva|evano|endo)|spedit[oaie]|spedisc(?:e|ono)"
        r"|fornit[oaie]|fornisc(?:e|ono)|consegnat[oaie]|esportat[oaie]|esportando",
        buys=r"acquistat[oaie]|acquista(?:no|va|vano|ndo)?|comprat[oaie]|compra(?:no|va|vano|ndo)?"
        r"|importat[oaie]|importando",
        invests=r"investit[oaie]|invest(?:e|ono|iva|ivano|endo)|donat[oaie]|prestat[oaie]",
        sales=r"export|esportazion[ei]|vendit[ae]|fornitur[ae]|spedizion[ei]|consegn[ae]",
        gifts=r"investiment[oi]|aiut[oi]|prestit[oi]",
        purchases=r"import|importazion[ei]|acquist[oi]",
        to=(
            *("a", "ad", "al", "allo", "alla", "all", "ai", "agli", "alle", "verso", "verso il"),
            *("verso la", "verso l", "in", "nel", "nella", "nell", "nei"),
        ),
        from_=("da", "dal", "dallo", "dalla", "dall", "dai", "dagli", "dalle"),
        with_=("con", "col", "con il", "con la", "con l"),
        each=("ciascuno", "ciascuna", "ognuno", "ognuna", "rispettivamente", "a testa"),
        of=("di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle"),
        inside=(),
        locative="",
        passive=("state", "stati", "stata", "stato", "sono", "è", "erano", "era"),
        total=r"total[ei]|totale|complessiv(?:[oaie]|amente)|inter[oa]|globale|in\s+tutto"
        r"|tutt[oaie](?=\s+(?:l[ae]|gli|il|l['\u2019])\s*(?:export|esporta|import|interscambio"
        r"|commercio))"
        r"|conto\s+(?:commerciale|corrente)|bilancia\s+dei\s+pagamenti"
        r"|(?:verso|con|da)\s+tutti\s+i\s+(?:paesi|partner)|(?:verso|con)\s+(?:il|tutto\s+il"
        r"|il\s+resto\s+del)\s+mondo|(?:verso\s+l|all|con\s+l)'\s*estero",
        back=r"(?:verso|da|con|a)\s+(?:ess[oaie]|quel(?:lo|la|li|le)?|quest[oaie])"
        r"|(?:al|dal|verso\s+il|con\s+il)\s+paese",
        firm=r"azienda|impresa|societ\u00e0|compagnia|ditta|fabbrica|stabilimento|impianto"
        r"|banca(?!\s+(?:centrale|nazionale|mondiale|europea|d['\u2019]))"
        r"|controllata|filiale|holding|multinazionale|raffineria|produttore|costruttore",
        by_firm=r"(?:vendut|spedit|fornit|consegnat|esportat|acquistat|comprat|importat|investit)"
        r"[oaie]\s+da(?:l|lla|llo|ll['\u2019])?\s*(?:[^\W\d_]+\s+){0,2}?(?:azienda|impresa"
        r"|societ\u00e0|compagnia|ditta|fabbrica|holding|multinazionale|raffineria|controllata)",
        costs=r"costa(?:no|va|vano|to|ta|ti|te)?|cost\u00f2",
        worth=r"valore|importo",
    ),
    "ru": Trading(
        sells=r"прода(?:л[аои]?|[её]т|ют)|постав(?:ил[аои]?|ля\w+т)|отгруз(?:ил[аои]?)"
        r"|экспортир(?:овал[аои]?|ует|уют)|вывез(?:л[аои])?|отправ(?:ил[аои]?|ля\w+т)",
        buys=r"(?:за)?куп(?:ил[аои]?)|(?:за|по)купа\w+т|приобр(?:[её]л[аои]?|ета\w+т)"
        r"|импортир(?:овал[аои]?|ует|уют)|вв[её]з(?:л[аои])?",
        invests=r"(?:про)?инвестир(?:овал[аои]?|ует|уют)|вложил[аои]?|вкладыва\w+т|выделил[аои]?",
        sales=r"экспорт(?:а|у|ом|е|ы|ов)?|продаж\w{0,3}|поставк\w{1,3}|поставок|отгрузк\w{1,3}",
        gifts=r"инвестици\w{1,3}|вложени\w{1,3}|капиталовложени\w{1,3}|помощ\w{1,2}",
        purchases=r"импорт(?:а|у|ом|е|ы|ов)?|закупк\w{1,3}|закупок|ввоз(?:а|у|ом|е)?",
        to=("в", "во"),
        from_=("из", "у", "со стороны"),
        with_=("с", "со"),
        each=("каждый", "каждая", "каждой", "каждое", "соответственно"),
        of=(),
        inside=("в", "во"),
        locative=r"[ие]",
        passive=(),
        total=r"общ(?:ий|его|ему|им|ем|ая|ей|ую|ее)|совокупн\w+|суммарн\w+|весь|вся|вс[её]|всего|всей"
        r"|за\s+рубеж|сч[её]т\w*\s+текущих\s+операций|плат[её]жн\w+\s+баланс\w*"
        r"|(?:во|со|из)\s+все(?:х|ми|го)?\s+(?:стран\w*|мир\w*)",
        back=r"(?:в|из|с|со|от)\s+(?:не[её]|него|ней|ним|них|ними|эт\w+|той|та\w+)|туда|оттуда",
        firm=r"компании|фирмы|завода|предприятия|фабрики|комбината|холдинга|корпорации"
        r"|(?<!центрального )(?<!национального )(?<!всемирного )(?<!развития )банка"
        r"|концерна|авиакомпании|рудника|производителя|ао|тоо|ооо|пао",
        by_firm=r"(?:продан|поставлен|отгружен|экспортирован|куплен|закуплен|импортирован|вложен"
        r"|инвестирован)[^\W\d_]*\s+(?:[^\W\d_]+\s+){0,2}?(?:компанией|фирмой|заводом"
        r"|предприятием|фабрикой|комбинатом|холдингом|корпорацией|концерном|производителем)",
        costs=r"сто(?:ит|ят|ил[аои]?)|обош[её]?л(?:ся|ась|ось|ись)",
        worth=r"стоимост\w*",
    ),
}
