"""Forms of quantities in Italian."""

from __future__ import annotations

from typing import Final

from etl.words.forms import Forms

_PARTS: Final = {
    **{"terzo": 3, "terzi": 3, "quarto": 4, "quarti": 4, "quinto": 5, "quinti": 5, "sesto": 6},
    **{"sesti": 6, "settimo": 7, "settimi": 7, "ottavo": 8, "ottavi": 8, "nono": 9, "noni": 9},
    **{"decimo": 10, "decimi": 10, "centesimo": 100, "ventesimo": 20, "dodicesimo": 12},
}
_PER: Final = {
    **{
        "mese": "month",
        "giorno": "day",
        "anno": "year",
        "settimana": "week",
        "trimestre": "quarter",
    },
    **{"barile": "barrel", "abitante": "inhabitant", "azione": "share", "tonnellata": "tonne"},
    **{"litro": "litre", "chilo": "kilogram", "metro quadrato": "square_metre", "ora": "hour"},
    **{"persona": "inhabitant", "capo": "inhabitant", "oncia": "ounce", "dipendente": "employee"},
}
_AT: Final = {"mese": "al", "giorno": "al", "anno": "all'", "barile": "al", "trimestre": "al"}


def _qualified(*words: str) -> tuple[str, ...]:
    """Phrases that end in a, with every article that it melts into."""
    return tuple(f"{word} {a}" for word in words for a in ("a", "ai", "al", "alla", "alle", "agli"))


def _of(where: str) -> tuple[str, ...]:
    """Below or above, with each way to go on: sotto, al di sotto del."""
    melted = ("di", "del", "dello", "della", "dell'", "dei", "degli", "delle")
    return (where, *(f"al di {where} {of}" for of in melted))


_ARE: Final = r"(?:è|sono|era|erano|viene|vengono|è stat[oa]|sono stat[ie])"

FORMS: Final = Forms(
    percents=("%", "per cento", "percento", "p.c.", "per mille"),
    scales={},
    points=("punti percentuali", "punto percentuale", "punti di percentuale", "p.p.", "pp"),
    basis_points=("punti base", "punto base", "pb", "bps"),
    cents={
        **{"centesimi": "EUR", "centesimo": "EUR", "cent": "EUR", "centesimi di euro": "EUR"},
        **{"centesimi di dollaro": "USD", "penny": "GBP", "pence": "GBP"},
    },
    currencies={
        **{"dollari": "$", "dollaro": "$", "dollari usa": "USD", "dollari statunitensi": "USD"},
        **{"dollari americani": "USD", "dollari us": "USD", "dollari canadesi": "CAD"},
        **{"dollari australiani": "AUD", "renminbi": "CNY", "rubli": "RUB", "rublo": "RUB"},
        **{
            "real": "BRL",
            "reais": "BRL",
            "zloti": "PLN",
            "sterline": "GBP EGP",
            "pesos": "MXN ARS",
        },
        **{"franchi cfa": "XOF XAF", "fiorini ungheresi": "HUF", "dirham emiratini": "AED"},
        **{"lire": "ITL TRY LBP SYP TRL MTL"},
        **{
            "shekel": "ILS",
            "lire libanesi": "LBP",
            "dinari": "KWD RSD IQD JOD BHD DZD TND LYD",
        },
        **{"rupie pakistane": "PKR", "tenghe": "KZT", "corone": "SEK NOK DKK CZK ISK"},
    },
    no_currencies=("marco", "diritti"),
    fragile=frozenset(
        (
            *("lei", "real", "sol", "leva", "marco", "marchi", "franco", "corona", "lev", "lek"),
            *(
                "leone",
                "leoni",
                "sum",
                "som",
                "rand",
                "dong",
                "kip",
                "pula",
                "inti",
                "won",
                "nuovo",
            ),
        )
    ),
    units={
        **{"tonnellate": "tonne", "tonnellata": "tonne", "tonn.": "tonne", "mq": "square_metre"},
        **{"kmq": "square_kilometre", "mc": "cubic_metre", "metri cubi": "cubic_metre"},
        **{"mwh": "MWh", "gwh": "GWh", "twh": "TWh", "chilowattora": "kWh", "gradi": "degree"},
        **{"ore": "hour", "ora": "hour", "minuti": "minute", "quintali": "quintal"},
        **{"chili": "kilogram", "chilo": "kilogram", "teu": "teu"},
    },
    measures=(),
    denominators=_PARTS,
    parts={"met\u00e0": 2},
    part_of=("di", "del", "della", "dei", "delle", "degli", "dell'", "dello", "in"),
    periods=("anno", "secolo", "mese", "2", "esercizio"),
    one_in=("su", "ogni"),
    multiples={
        r"raddoppi\w+|doppi[oa]": "2",
        r"triplic\w+|tripl[oa]": "3",
        r"quadruplic\w+|quadrupl[oa]": "4",
        r"quintuplic\w+|quintupl[oa]": "5",
        r"decuplic\w+|decupl[oa]": "10",
        r"dimezz\w+": "0.5",
    },
    times=("volte", "volta", "x"),
    times_signs=("x",),
    superlatives=(r"maggiore?", r"maggiori", r"principal[ei]", r"primari[oa]"),
    before_superlative=("il", "la", "lo", "l'", "suo", "sua", "loro", "del", "al", "dal", "nostro"),
    numero=("n.", "numero", "n\u00b0", "nr.", "\u2116"),
    names_number=(
        *("stanza", "aula", "ufficio", "piano", "sala", "volo", "voli", "civico", "articolo"),
        *("art", "edificio", "palazzo"),
    ),
    streets=("via", "viale", "piazza", "piazzale", "corso", "largo", "v.le", "vicolo"),
    tops=("primi", "prime", "top", "principali"),
    groups={},
    rank_beside=(
        *("posto", "posizione", "partner", "fornitore", "acquirente", "cliente", "mercato"),
        *("esportatore", "importatore", "investitore", "paese", "piazza", "classifica", "primo"),
        *("produttore", "economia", "destinazione", "posti", "per importanza", "per grandezza"),
        *("per dimensioni", "per volume", "per valore"),
    ),
    among=("tra i", "fra i", "uno dei", "una delle", "tra le", "fra le", "dei", "delle", "i", "le"),
    per={
        **{f"{_AT.get(what, 'a')} {what}": unit for what, unit in _PER.items()},
        **{f"{a} {what}": unit for what, unit in _PER.items() for a in ("per", "ogni")},
        **{"all'anno": "year", "l'anno": "year", "annui": "year", "annue": "year"},
        **{"annuali": "year", "mensili": "month", "al litro": "litre", "al chilo": "kilogram"},
        **{"pro capite": "inhabitant", "procapite": "inhabitant", "a testa": "inhabitant"},
        **{"giornalieri": "day", "all'ora": "hour", "alla settimana": "week", "all'oncia": "ounce"},
        **{"ciascuno": "item", "l'uno": "item", "alla tonnellata": "tonne", "al metro": "metre"},
    },
    vague={
        **{"decine": 10, "dozzine": 12, "centinaia": 100, "migliaia": 1000},
        **{"milioni": 10**6, "miliardi": 10**9},
    },
    rough={
        **{"decina": 10, "dozzina": 12, "quindicina": 15, "ventina": 20, "trentina": 30},
        **{"quarantina": 40, "cinquantina": 50, "sessantina": 60, "settantina": 70},
        **{"ottantina": 80, "novantina": 90, "centinaio": 100, "migliaio": 1000},
    },
    dozens={"dozzine": 12},
    negatives=("meno", "negativo per", "negativo di", "negativa per", "negativa di"),
    outflows=("deflusso", "deflussi", "deflussi netti", "fuoriuscita"),
    deficits=(
        *("deficit", "disavanzo", "passivo", "deficit commerciale", "disavanzo commerciale"),
        *("saldo negativo", "saldo commerciale negativo", "passivo commerciale"),
    ),
    surpluses=(
        *("surplus", "avanzo", "attivo", "surplus commerciale", "avanzo commerciale"),
        *("saldo positivo", "saldo commerciale positivo", "attivo commerciale"),
    ),
    zeros=(
        *("nessuno", "nessuna", "nessun", "nulla", "assente", "assenti"),
        *("nullo", "nulli", "nulle"),
    ),
    places=("posto", "posizione"),
    thirds={},
    between=("tra", "fra", "tra i", "fra i", "tra il", "fra il", "tra le", "fra le", "tra l'"),
    between_and=("e", "e i", "e il", "ed", "e le", "e l'"),
    from_=("da", "dai", "dal", "dalle", "dall'", "dalla", "dallo", "dagli"),
    change_from=(),
    to=("a", "ai", "al", "alle", "all'", "fino a", "alla"),
    ors=("o",),
    ands=("e", "ed", "e il", "e del", "e dell'", "e i", "e l'"),
    of=("di", "d'", "in"),
    forecasts=(
        r"prev(?:ed|is|edr)\w*|prevision[ei]|stimerà|attes[oaie]|attend\w+|potr\w+|dovrebb\w+",
        r"prossim[oaie]|raggiunger\w+|(?:sar|avr|crescer|aumenter|spender|pagher|toccher)"
        r"(?:à|anno)|futur[oaie]",
        # Every future and conditional of a third person, whatever the verb: salirà, calerebbero.
        r"(?!tiranno)[^\W\d_]{2,}r(?:à|anno|ebbe|ebbero)",
    ),
    targets=(
        r"obiettiv[oi]|traguard[oi]|target|punt(?:a|ano|iamo)|mir(?:a|ano)|intend\w+|impegn\w+",
        r"pian[oi]|pianific\w+|preventiva\w+|programm\w+|promess[oaie]|promett\w+|vuole|vogliono",
    ),
    plans_after=(
        (
            rf"{_ARE} (?:già |ora |anche )?(?:programmat|pianificat|preventivat|stanziat)[oaie]"
            r"|(?:a|in) (?:budget|programma|bilancio preventivo)",
            "target",
        ),
        (
            rf"{_ARE} (?:già |ora |anche )?(?:previst|attes|stimat|ipotizzat)[oaie]"
            r"|previst[oaie](?= (?:per|nel|entro|in)\b)"
            r"|(?:sarà|saranno|verrà|verranno)(?= \w+[oaie]\b)",
            "forecast",
        ),
    ),
    either_ahead=r"preved\w*|previst[oaie]",
    unplanned=r"(?:in (?:aumento|crescita|calo|rialzo|ribasso|diminuzione|salita)|(?:a |raggiung"
    r"|super|raddoppi|triplic|dimezz|aument|cresc|ridott|ridur|tagliat|salir|scend))",
    estimates=(r"stim(?:a|e|ano|at[oaie])|provvisori[oaie]|preliminar[ei]",),
    sources=("secondo", "secondo le", "secondo la", "secondo una", "in base a", "stando a", "per"),
    puts=(r"colloca(?:no|ndo)?|quantifica(?:no|ndo|to|ta)?|valuta(?:no|ndo|to|ta)?|fissa(?:no)?",),
    put_at=("a", "al", "all'", "in", "ai", "alle"),
    turners={
        r"sfior\w+|lamb(?:i|isc|ir|end)\w*|rasent\w+": ("less_than", "approximately"),
        r"sfond\w+|scavalc\w+|travalic\w+": ("more_than",),
        r"avvicin\w+": ("less_than", "approximately"),
        r"super(?:a|ano|ato|ata|ati|ate|ando|ò|arono|ava|avano|i|ino)": ("more_than",),
        r"oltrepass\w+|eccede\w*|eccedono|varc\w+": ("more_than",),
    },
    turned_phrases={
        **dict.fromkeys(
            (
                *("non ha raggiunto", "non hanno raggiunto", "non raggiunge", "non raggiungono"),
                *("non ha superato la soglia", "non arriva", "non ha toccato", "non arrivano"),
                *("non raggiunto", "non raggiungeva", "non è arrivato", "non è arrivata"),
                *("non sono arrivati", "non sono arrivate", "non è giunto", "non è giunta"),
                *("non sono giunti", "non sono giunte", "non arrivato", "non arrivata"),
            ),
            ("less_than",),
        ),
        **dict.fromkeys(
            ("non supera", "non superano", "non ha superato", "non hanno superato"), ("at_most",)
        ),
        **dict.fromkeys(
            (
                f"{close} {of}"
                for close in ("a ridosso", "a un passo", "ad un passo", "alle soglie")
                for of in ("di", "dei", "del", "della", "delle", "degli", "dello", "dai", "dal")
            ),
            ("less_than", "approximately"),
        ),
        **dict.fromkeys(
            (
                f"{going} verso {the}".strip()
                for going in ("viaggia", "viaggiano", "si avvia", "avviato", "avviata", "corre")
                for the in ("", "i", "gli", "le", "il", "la", "l'")
            ),
            ("less_than", "approximately"),
        ),
        **dict.fromkeys(("sui", "sugli", "sulle"), ("exact", "approximately")),
        **dict.fromkeys(_qualified("vicino", "prossimo", "pari a circa"), ("approximately",)),
        **dict.fromkeys(_qualified("superiore", "superiori"), ("more_than",)),
        **dict.fromkeys(_qualified("inferiore", "inferiori"), ("less_than",)),
        "un po' meno di": ("less_than",),
        "un po' pi\u00f9 di": ("more_than",),
        "ben": ("exact",),
        "poco sopra": ("more_than",),
        "poco sotto": ("less_than",),
        "più": ("exact",),
    },
    after={
        **{"circa": ("approximately",), "o pi\u00f9": ("at_least",), "o meno": ("at_most",)},
        **{"e oltre": ("at_least",), "e pi\u00f9": ("at_least",), "o oltre": ("at_least",)},
        **{"e passa": ("more_than",), "abbondanti": ("more_than",), "scarsi": ("less_than",)},
        **{"almeno": ("at_least",), "al massimo": ("at_most",), "+": ("at_least",)},
        **{"pi\u00f9 o meno": ("approximately",), "(stima)": ("approximately",)},
        **{
            "stimati": ("approximately",),
            "stimate": ("approximately",),
            "o gi\u00f9 di l\u00ec": ("approximately",),
        },
        **{"approssimativamente": ("approximately",)},
    },
    marks=(r"soglia|soglie|muro|tetto|asticella|barriera",),
    reaching=(r"raggiun\w+|toccat[oaie]|tocca|toccano|arrivat[oaie]|arriva|giunt[oaie]",),
    happened=(
        r"er(?:a|ano)|fu|furono|stat[oaie]|ammontav\w+|ammontat\w+|raggiunt\w+|valev\w+",
        r"(?!disse|dichiar|annunci|spieg|aggiun)[^\W\d_]{2,}(?:ò|arono|erono|irono)",
    ),
    against=("contro", "contro i", "contro gli", "contro le", "rispetto a", "rispetto ai"),
    auxiliaries=("si", "è", "ha", "hanno", "sono", "era", "erano"),
    level_of=(
        *("del livello", "rispetto al livello", "dei livelli", "del valore del", "del volume del"),
        *(
            "dei volumi",
            "del totale dell'anno precedente",
        ),
    ),
    growth_rate=("indice di crescita", "tasso di crescita pari a 1"),
    shares=(
        r"quot[ae]|rappresent\w+|costitui\w+|percentuale|pes(?:a|ano|o)|detien\w+|partecipazion[ei]",
        r"possied\w+|controll(?:a|ano)",
    ),
    rises=(
        r"(?:in )?rialzo|ascesa|avanza\w*|migliora\w*|allarga\w*|salito|salita|rincar\w+",
        r"lievit\w+|gonfiat[oaie]",
        r"alzat[oaie]|alza",
    ),
    falls=(
        r"ced(?:e|ono|uto)|perd(?:e|ono|uto|ite)|perso|ribass\w+|inferior[ei]|peggior\w+|ridu\w+",
        r"tagli\w+|scend\w+|scivol\w+|arretra\w*|contrazion[ei]|restring\w+|sces[oaie]",
    ),
    moves=(
        r"pass(?:a|ano|at[oaie]|ando|are|erà|eranno|ò)|cambia\w*|rivist\w+|vari\w+|port(?:a|at[oaie]|are)",
    ),
    increases=(
        r"aument\w+|crescit\w+|cresciut\w+|crescono|cresce|incrementi?o?|calo|cali|diminuzion[ei]",
        r"riduzion[ei]|rialzo|ribasso|perd(?:e|ono|uto)|guadagn\w+|ced(?:e|ono)|sal(?:e|gono|it\w+)",
        r"fless\w+|contrazion[ei]|progress\w+|avanza\w*|persi|perso|ridott\w+|cal(?:a|ano|at\w+)",
        r"alzat[oaie]|diminui\w+|scend\w+|sces\w+|croll\w+|balz\w+|tagli\w+",
    ),
    change_nouns=(
        r"aument[oi]|incrementi?o?|calo|diminuzione|riduzione|rialzo|ribasso|crescita|flessione",
    ),
    vague_ordinals=(
        *("volta", "met\u00e0", "semestre", "trimestre", "secolo", "anniversario", "edizione"),
        *("giorno", "settimana", "mese", "anno", "piano", "generazione", "fase", "mesi", "mondo"),
    ),
    still=(r"doppi[oa]|tripl[oa]|quadrupl[oa]|quintupl[oa]|decupl[oa]",),
    level_words=("sotto", "sopra", "al di sotto di", "al di sopra di"),
    outside=(r"fuori|esclus[oaie]|uscit[oaie]|esce|escono|uscì|manca|mancano|oltre",),
    limits=("solo", "soltanto", "solamente"),
    ways_after={
        **dict.fromkeys((*_of("sotto"), "inferiore", "inferiori"), "fall"),
        **dict.fromkeys((*_of("sopra"), "superiore", "superiori"), "rise"),
    },
    beaten={
        r"super(?:a|ano|ato|ata|ati|ate|ando|ò|arono|ava|avano)|oltrepass\w+|superior[ei]": "rise",
        r"alt[aoie]": "rise",
        r"mancat[oaie]|sottoperform\w+|inferior[ei]|bass[aoie]": "fall",
    },
    beaten_of=(
        r"super(?:a|ano|ato|ata|ati|ate|ando|ò|arono|ava|avano)|oltrepass\w+"
        r"|(?:super|infer)ior[ei]|mancat[oaie]|alt[aoie]|bass[aoie]"
    ),
    equals=r"pari|ammont\w+|equival\w+|arrivat[oaie]|corrispond\w+",
    comparatives=("in pi\u00f9", "in meno", "superiore", "inferiore", "superiori", "inferiori"),
    plural_places=r"maggiori|principali|primari",
    phrases=(
        *(("più grande", "super"), ("più importante", "super")),
        *((word, "several") for word in ("qualche", "alcuni", "alcune", "diversi", "diverse")),
        *((word, "several") for word in ("parecchi", "parecchie")),
        *((word, "of_which") for word in ("di cui", "dei quali", "delle quali", "tra cui")),
    ),
    names_before=("euro",),
    groups_led={"decina": 10, "ventina": 20},
)
