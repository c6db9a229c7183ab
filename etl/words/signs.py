"""Nouns and adjectives that tell the sign of a balance or of a net flow, and words of comparing.

Stems (regular expressions), in lower case.
"""

# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Signs(NamedTuple):
    """What one language says of signs, of more and less, and of what each has."""

    negative: tuple[str, ...]
    positive: tuple[str, ...]
    net: str
    """Before or after an outflow, in a regular expression as the next."""
    outflow: str
    compared: tuple[str, ...]
    """Between an amount and what it is more or less than."""
    denied: tuple[str, ...]
    """Directly before an amount that was not so."""
    denied_verb: str
    """A verb that says so, in a regular expression: did not amount to."""
    each: tuple[str, ...]
    """Before the amount that one has."""
    mean: tuple[str, ...]
    """Stems before an average: averaged $300 million a year; the monthly exports."""
    mean_after: tuple[str, ...]
    """Behind one, in regular expressions: $300 million on average, in an average year."""
    means: dict[str, str]
    """Stems of those that say what each average is of, with it: monthly."""
    every: dict[str, str]
    """Of what is so much for each, what stands before it, with what each is: every month."""
    for_one: str
    """Before the thing that one average is of, in a regular expression: per tourist."""
    total: str
    """Stems, in a regular expression, of verbs and nouns of a sum: totalled."""
    left_out: str
    """Before those who are not among the others, in a regular expression: outside the Union."""
    apart: tuple[str, ...]
    """After a month or a year that lies between two times: a month earlier."""
    earlier: tuple[str, ...]
    """An earlier time in one piece, without a number."""
    inside: tuple[str, ...]
    """Before where or when something was, and not what it is a part of."""
    within: tuple[str, ...]
    """Between a rank and where or among whom it is one."""
    sets: dict[str, str]
    """Stems of nouns for some of all partners, among whom a rank may be, in English."""
    of_regions: dict[str, str]
    """Stems of adjectives of parts of the world, in English: the fourth Asian supplier."""
    within_names: tuple[str, ...]
    """Between a rank and a name in which it is one: in the Persian Gulf."""
    worldwide: str
    """Behind a rank that is one of all, in a regular expression: in the world."""
    last: tuple[str, ...]
    """Stems after an ordinal that counts from the end: the third smallest."""


_SPANS: Final = ("month", "week", "day", "quarter", "year")
_SOME: Final = ("buyer", "supplier", "investor", "importer", "exporter", "customer", "donor")
_IT_SOME: Final = (
    *("acquirent", "fornitor", "investitor", "importator", "esportator", "client", "donator"),
)
_RU_SOME: Final = (
    *("покупател", "поставщик", "инвестор", "импортер", "экспортер", "клиент", "донор"),
    *("импортёр", "экспортёр"),
)
SIGNS: Final[Mapping[str, Signs]] = {
    "en": Signs(
        negative=(
            *("deficit", "shortfall", "negative", "(?:net )?outflow", "withdr[ae]w", "divest"),
            *("disinvest", r"pull(?:ed|s|ing)? out", r"t(?:ook|akes?) out", "repatriat"),
        ),
        positive=("surplus", "positive", "(?:net )?inflow"),
        net="net",
        outflow="outflow|withdrawal|disinvestment|divestment",
        compared=("more", "less", "fewer", "higher", "lower", "above", "below"),
        denied=("not", "rather than", "instead of"),
        denied_verb=(
            r"(?:not|n't|never) (?:been |be )?(?:total(?:l?ed)?|amount(?:ed)?(?: to)?|equal(?:led)?"
            r"|c[ao]me(?: in)?(?: to| at)?|st[oa]n?o?d(?: at)?|made up|make up|account(?:ed)? for)"
        ),
        each=("per capita", "per head", "per inhabitant", "per person", "per resident"),
        mean=("averag", "on average", r"mean(?![^\W\d_])", "monthly", "weekly", "daily"),
        mean_after=(
            *("on average", r"in an? (?:average|typical|normal|ordinary) (?:year|month|week|day)"),
            *("as an average", "as a mean"),
        ),
        means={
            **{"monthly": "month", "weekly": "week", "daily": "day", "quarterly": "quarter"},
            **{"average annual": "year", "annual average": "year", "average yearly": "year"},
        },
        every={f"{how} {span}": span for how in ("each", "every") for span in _SPANS},
        for_one=r"per (?!cent)|apiece|each(?![^\W\d_])",
        total=r"total|amount|altogether|in all(?![^\W\d_])|combined|sum(?![^\W\d_])",
        left_out=(
            r"(?:outside|excluding|except(?: for)?|apart from|other than|beyond)(?![^\W\d_])|non-"
        ),
        apart=("earlier", "before", "ago", "later"),
        earlier=(),
        inside=("in",),
        within=("in", "in the", "among", "among the", "of", "of the", "across", "within"),
        sets={stem: f"{stem}s" for stem in _SOME},
        of_regions={"asian": "asia", "european": "europe", "african": "africa"},
        within_names=("in", "in the"),
        worldwide=r"in the (?:whole |entire )?world|worldwide|world-?wide|globally|on earth",
        last=("smallest", "lowest", "least", "worst", "from the (?:bottom|end)", "last"),
    ),
    "it": Signs(
        negative=(
            *("deficit", "disavanz", "passivo", "negativ", "deflus", "fuoriuscit", "ritirat"),
            *("ritirar", "disinvest", "rimpatriat"),
        ),
        positive=("avanz[oi](?![^\\W\\d_])", "attivo", "surplus", "positiv", "afflus"),
        net="nett[oaie]",
        outflow="defluss|fuoriuscit|disinvestiment",
        compared=(
            *("in più", "in meno", "più", "meno", "inferiore", "inferiori", "superiore"),
            "superiori",
        ),
        denied=("non", "anziché", "invece di", "invece dei", "al posto di"),
        denied_verb=(
            r"(?:non|mai) (?:è |sono |era |erano |ha |hanno )?(?:stat[oaie]|ammont\w+|totalizz\w+"
            r"|valev\w+|vale|valgono|è|sono|era|erano|rappresent\w+)(?: di| a| pari a)?"
        ),
        each=("pro capite", "per abitante", "a testa", "per persona"),
        mean=("in media", "mediamente", "medi[aeo] ", "mensil", "settimanal", "giornalier"),
        mean_after=(
            *("in media", "mediamente", r"in un (?:anno|mese) (?:medio|tipo|normale|tipico)"),
            *("di media", "come media", r"medi[aeo] (?:mensil|annu|giornalier)[aei]l?[ei]?"),
        ),
        means={
            **{"mensil": "month", "settimanal": "week", "giornalier": "day"},
            **{"trimestral": "quarter", "media annu": "year", "medie annu": "year"},
        },
        every={
            **{"ogni mese": "month", "ogni settimana": "week", "ogni giorno": "day"},
            **{"ogni trimestre": "quarter", "ogni anno": "year"},
        },
        for_one=r"per ogni |a testa|ciascun|ognun",
        total=r"total|ammont|complessiv|somm[ai]",
        left_out=r"(?:fuori|al di fuori|eccetto|tranne|a parte)(?![^\W\d_])|esclus|extra-?",
        apart=("prima", "fa", "dopo"),
        earlier=(),
        inside=("in", "nel", "nella", "nell", "nei", "nelle"),
        within=(
            *("in", "nel", "nella", "nell", "tra", "fra", "tra i", "fra i", "tra le", "fra le"),
            *("di", "d", "del", "della", "dell", "dei", "delle"),
        ),
        sets=dict(zip(_IT_SOME, (f"{stem}s" for stem in _SOME), strict=True)),
        of_regions={"asiatic": "asia", "europe": "europe", "african": "africa"},
        within_names=("in", "nel", "nella", "nello", "nei", "nelle"),
        worldwide=r"(?:al|nel) mondo|del mondo|a livello (?:mondiale|globale)",
        last=("più piccol", "più bass", "minor", "ultim", "peggior", "dal fondo"),
    ),
    "ru": Signs(
        negative=(
            *("дефицит", "отрицательн", "отток", "вывел", "выведен", "изъя", "забрал"),
            "репатриир",
        ),
        positive=("профицит", "положительн", "приток"),
        net="чист[а-яё]+",
        outflow="отток|вывод|изъяти",
        compared=("больше", "меньше", "выше", "ниже", "более", "менее"),
        denied=("не", "вместо", "а не"),
        denied_verb=r"не (?:равнял[аои]?с[ья]|был[аои]?|насчитывал\w*)",
        each=(
            *("на душу населения", "на одного жителя", "на жителя", "на человека"),
            "на одного человека",
        ),
        mean=(
            *("в среднем", "среднем", "средне(?=[мгсдн])"),
            r"средн(?:ий|яя|ее|ие|его|ей|ем|их|им|юю) (?:за )?(?:месяц|месячн|годов|недел"
            r"|дневн|суточн|кварт|импорт|экспорт|объ[её]м|оборот|товарооборот|размер|показател)",
            *("ежемесячн", "еженедельн", "ежедневн"),
        ),
        mean_after=("в среднем", r"в (?:обычный|средний|типичный|нормальный) (?:год|месяц)"),
        means={
            **{"ежемесячн": "month", "среднемесячн": "month", "еженедельн": "week"},
            **{"ежедневн": "day", "среднедневн": "day", "среднесуточн": "day"},
            **{"ежеквартальн": "quarter", "среднеквартальн": "quarter", "среднегодов": "year"},
        },
        every={
            **{"каждый месяц": "month", "каждую неделю": "week", "каждый день": "day"},
            **{"каждый квартал": "quarter", "каждый год": "year", "ежемесячно": "month"},
        },
        for_one=r"на (?:одного|одну|каждого|каждую|душу) |с каждого|за одн",
        total=r"всего|итого|общ(?:ий|ая|ей|ем|ую|его)|сумм|совокупн",
        left_out=(
            r"(?:вне|за пределами|за исключением|исключая|кроме|помимо|не считая)(?![^\W\d_])"
        ),
        apart=("назад", "ранее", "спустя"),
        earlier=tuple(
            f"{unit} {past}" for unit in ("годом", "месяцем") for past in ("ранее", "раньше")
        ),
        inside=("в", "во"),
        within=("в", "во", "среди", "из", "на"),
        sets=dict(zip(_RU_SOME, (f"{stem}s" for stem in (*_SOME, *_SOME[3:5])), strict=True)),
        of_regions={"азиатск": "asia", "европейск": "europe", "африканск": "africa"},
        within_names=("в", "во"),
        worldwide=r"в (?:целом |вс[её]м )?мире|мира",
        last=("наименьш", "с конца", "снизу", "худш", "последн", "самый маленьк", "самым маленьк"),
    ),
}
