"""Italian numbers, months and qualifiers. Numbers in words are written as one: `duecentotrenta`."""

from __future__ import annotations

from typing import Final

from etl.core.model import Qualifier
from etl.words import DOLLARS, FRANCS, MONEY, POUNDS, SYMBOLS, Calendar, Lexicon, Money

_TO_NINETEEN: Final = (
    *("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"),
    *("undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette"),
    *("diciotto", "diciannove"),
)
_TENS: Final = {
    **{20: "venti", 30: "trenta", 40: "quaranta", 50: "cinquanta"},
    **{60: "sessanta", 70: "settanta", 80: "ottanta", 90: "novanta"},
}
_HUNDREDS: Final = ("", "cento", *(f"{unit}cento" for unit in _TO_NINETEEN[2:10]))


def _to_ninety_nine() -> dict[str, int]:
    """Zero to ninety-nine: venti loses its vowel before uno and otto."""
    words = {word: number for number, word in enumerate(_TO_NINETEEN)}
    for tens, word in _TENS.items():
        words[word] = tens
        for unit in range(1, 10):
            stem = word[:-1] if unit in (1, 8) else word
            words[stem + _TO_NINETEEN[unit]] = tens + unit
        words[f"{word}tré"] = tens + 3
        words[f"{word[:-1]}un"] = tens + 1
    return words


def _cardinals() -> dict[str, int]:
    """Zero to 999, and whole thousands to 99,000."""
    small = _to_ninety_nine()
    words = dict(small)
    for hundreds, word in enumerate(_HUNDREDS[1:], 1):
        words[word] = hundreds * 100
        words |= {word + rest: hundreds * 100 + number for rest, number in small.items() if number}
    words |= {f"{word}mila": number * 1000 for word, number in small.items() if number > 1}
    words |= {f"{word}mila": number * 100_000 for number, word in enumerate(_HUNDREDS) if word}
    return {**words, "un": 1, "mille": 1000}


_ORDINAL_STEMS: Final = {
    **{"prim": 1, "second": 2, "terz": 3, "quart": 4, "quint": 5, "sest": 6, "settim": 7},
    **{"ottav": 8, "non": 9, "decim": 10},
    # The last vowel goes, but for the three and the six: ventitreesimo, ventiseiesimo.
    **{
        (word if word.endswith(("tre", "sei")) else word[:-1]) + "esim": number
        for word, number in _cardinals().items()
        if 10 < number <= 1000 and word[-1].isascii()
    },
    **{f"{word}decim": number * 100 + 10 for number, word in enumerate(_HUNDREDS) if word},
}
_ORDINALS: Final = {
    stem + ending: number
    for stem, number in _ORDINAL_STEMS.items()
    for ending in "oaie"
    # "Non" is not, "none" and "noni" are no words of news: only nono and nona are ninth.
    if stem != "non" or ending in "oa"
}
_CURRENCIES: Final[dict[str, Money]] = {
    **MONEY,
    **dict.fromkeys(("dollari", "dollaro"), DOLLARS),
    **{f"dollari {whose}": ("USD",) for whose in ("usa", "statunitensi", "americani", "us")},
    **{"dollari canadesi": ("CAD",), "dollari australiani": ("AUD",)},
    **{"sterline": POUNDS, "sterlina": POUNDS, "sterline britanniche": ("GBP",)},
    **{"euro": ("EUR",), "tenge": ("KZT",), "yuan": ("CNY",), "renminbi": ("CNY",)},
    **{"rubli": ("RUB",), "rublo": ("RUB",), "yen": ("JPY",)},
    **{"franchi svizzeri": ("CHF",), "franchi": FRANCS},
}
_QUALIFIERS: Final[dict[str, Qualifier]] = {
    "più di": "more_than",
    "più che": "more_than",
    "oltre": "more_than",
    "ben oltre": "more_than",
    "poco più di": "more_than",
    "poco oltre": "more_than",
    "superiore a": "more_than",
    "superiori a": "more_than",
    "almeno": "at_least",
    "non meno di": "at_least",
    "o più": "at_least",
    "meno di": "less_than",
    "poco meno di": "less_than",
    "inferiore a": "less_than",
    "inferiori a": "less_than",
    "sotto": "less_than",
    "al massimo": "at_most",
    **dict.fromkeys(
        ("al più", "tutt'al più", "a dir tanto", "nella migliore delle ipotesi"), "at_most"
    ),
    "non più di": "at_most",
    "non oltre": "at_most",
    "fino a": "at_most",
    "sino a": "at_most",
    "circa": "approximately",
    "all'incirca": "approximately",
    "approssimativamente": "approximately",
    "intorno a": "approximately",
    "attorno a": "approximately",
    "ca.": "approximately",
    "ca": "approximately",
    "più o meno": "approximately",
    "e oltre": "at_least",
    "o oltre": "at_least",
    "o meno": "at_most",
    "e più": "at_least",
    "sopra": "more_than",
    "al di sopra di": "more_than",
    "al di sotto di": "less_than",
    "maggiore di": "more_than",
    "maggiori di": "more_than",
    "minore di": "less_than",
    "minori di": "less_than",
    "vicino a": "approximately",
    "prossimo a": "approximately",
    "nell'ordine di": "approximately",
    "dell'ordine di": "approximately",
    "un massimo di": "at_most",
    "massimo": "at_most",
    "un minimo di": "at_least",
    "minimo": "at_least",
    "al minimo": "at_least",
    "non inferiore a": "at_least",
    "non inferiori a": "at_least",
    "non superiore a": "at_most",
    "non superiori a": "at_most",
    "esattamente": "exact",
}
_VERB_ENDINGS: Final = (
    *("a", "ano", "are", "ato", "ata", "ati", "ate", "ando", "ò", "arono", "ava", "avano"),
    *("erà", "eranno", "ino", "i"),
)
# Prepositions melt into the article: più di, più del, più dei.
_MELTED: Final = {
    "di": ("del", "dello", "della", "dei", "degli", "delle", "dell'"),
    "a": ("al", "allo", "alla", "ai", "agli", "alle", "all'"),
}


def _qualifiers() -> dict[str, tuple[Qualifier, ...]]:
    terms: dict[str, tuple[Qualifier, ...]] = {}
    for words, meaning in _QUALIFIERS.items():
        head, _, last = words.rpartition(" ")
        forms = (last, *_MELTED.get(last, ())) if head else (last,)
        terms |= {f"{head} {form}".strip(): (meaning,) for form in forms}
    # Before a number that begins with a vowel: oltre l'8 per cento.
    terms |= {f"{word} l'": meaning for word, meaning in terms.items() if word[-1] not in "'"}
    for ending in _VERB_ENDINGS:
        terms |= {f"super{ending}": ("more_than",), f"non super{ending}": ("at_most",)}
        # "Quasi 16" may be read as below 16 or as about 16: the curator decides.
        terms[f"sfior{ending}"] = ("less_than", "approximately")
    return {**SYMBOLS, **terms, "quasi": ("less_than", "approximately")}


_SMALL: Final = "|".join(sorted(_to_ninety_nine(), key=len, reverse=True))
_UNDER_A_THOUSAND: Final = (
    rf"(?:(?:{'|'.join(_TO_NINETEEN[2:10])})?cent[o']?)?(?:{_SMALL})?(?:cento)?"
)
_OF_YEAR: Final = ("di", "del", "dell'", "dell'anno", "nel")

LEXICON: Final = Lexicon(
    decimal=",",
    group=".",
    scales={
        "mila": 3,
        "migliaia": 3,
        "milione": 6,
        "milioni": 6,
        "mln": 6,
        "mln.": 6,
        "miliardo": 9,
        "miliardi": 9,
        "mld": 9,
        "mld.": 9,
        "mrd": 9,
        "mrd.": 9,
        "bn": 9,
        "bilione": 12,
        "bilioni": 12,
        # As news print the English word; nobody has 10 to the 18th of any money.
        "trilione": 12,
        "trilioni": 12,
    },
    alone=("milione", "miliardo", "bilione"),
    fractions={"mezzo": ("0.5", 0), "mezza": ("0.5", 0)},
    halves=("e mezzo", "e mezza"),
    # "Miliardi di euro": the preposition belongs to the currency.
    currencies=_CURRENCIES | {f"di {word}": code for word, code in _CURRENCIES.items()},
    percents=("%", "per cento", "percento", "p.c."),
    qualifiers=_qualifiers(),
    cardinals=_cardinals(),
    ordinals=_ORDINALS,
    months={
        "gennaio": 1,
        "febbraio": 2,
        "marzo": 3,
        "aprile": 4,
        "maggio": 5,
        "giugno": 6,
        "luglio": 7,
        "agosto": 8,
        "settembre": 9,
        "ottobre": 10,
        "novembre": 11,
        "dicembre": 12,
    },
    calendar=Calendar(
        this_one=("questo", "quello in corso", "quello corrente"),
        halves=("semestre", "semestri"),
        quarters=("trimestre", "trimestri", "bimestre", "bimestri", "quadrimestre", "quadrimestri"),
        months=("mesi", "mese"),
        years=("anni", "anno"),
        decades=("decenni", "decennio"),
        first=("primi", "i primi"),
        past=("ultimi", "scorsi", "passati", "ultimo", "scorso"),
        of=_OF_YEAR,
        joins=("a", "ad", "e", "al", "o"),
        before_year=(
            *(
                "nel",
                "nel solo",
                "anno solare",
                "del solo",
                "del",
                "dal",
                "al",
                "fino al",
                "entro il",
                "il",
                "anno",
                "anni",
                "nell'anno",
            ),
            *("l'intero", "per l'intero", "nell'intero", "dell'intero", "intero"),
            *("fine", "inizio", "da", "tra il", "dopo il", "prima del", "negli anni"),
        ),
        after_year=(),
        before_amount=("da", "fine", "inizio", "anni", "anno"),
        this_year=("quest'anno", "dell'anno", "anno in corso"),
        counted=(
            *(
                "imprese",
                "aziende",
                "società",
                "ditte",
                "visti",
                "permessi",
                "persone",
                "cittadini",
            ),
            *("turisti", "visitatori", "studenti", "lavoratori", "dipendenti", "partecipanti"),
            *("posti", "progetti", "unità", "auto", "veicoli", "voli", "volte", "prodotti"),
            *("contratti", "km", "chilometri", "metri", "kg", "tonnellate", "ettari", "barili"),
            *("mw", "megawatt", "litri", "giorni", "ore", "punti"),
        ),
        goes_on=(
            *(
                "e",
                "ed",
                "o",
                "a",
                "ad",
                "al",
                "il",
                "la",
                "lo",
                "i",
                "gli",
                "le",
                "l",
                "in",
                "nel",
            ),
            *(
                "ha",
                "hanno",
                "è",
                "sono",
                "era",
                "erano",
                "con",
                "per",
                "su",
                "che",
                "quando",
                "si",
            ),
        ),
        at=("alle", "ore", "alle ore"),
        day_endings=("°", "º"),
    ),
    ordinal_endings=("°", "º", "ª", "-esimo", "-esima", "esimo", "esima"),
    # Any number below a million: what the table of cardinals does not hold.
    compounds=rf"(?:{_UNDER_A_THOUSAND})(?:mila|mille)(?:{_UNDER_A_THOUSAND})",
    stems=(
        r"(?:raddoppi|triplic|quadruplic|quintuplic|dimezz|decuplic)[^\W\d_]+",
        r"(?:doppi|tripl|quadrupl|quintupl|decupl)[oaie]|(?:doppi|tripl|quadrupl)amente",
        r"(?:quindic|vent|trent|quarant|cinquant|sessant|settant|ottant|novant)in[ae]",
        # Il trentennale, un triennio.
        r"(?:tri|quadri|quinqu|vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cent)"
        r"enn(?:ale|ali|io|i|e)",
        # Before a vowel: trent'anni.
        r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cent)",
    ),
    counters=(
        *("metà", "mezzo", "mezza", "decina", "decine", "dozzina", "dozzine", "centinaio"),
        *("centinaia", "migliaio"),
    ),
    # "Un, una" are the article, and so is "uno" mostly; "secondo il ministero" is according to; the
    # prime minister has no rank. "Il secondo partner", "la prima" and "uno su tre" stay numbers.
    idioms=(
        r"uno(?! virgola| su | per cento| percento)",
        r"un(?! virgola| per cento| percento| milione| miliardo)",
        r"prim[oaie] ministr[oaie]",
        r"second[oaie](?= (?:il|lo|la|i|gli|le|un|una|uno|quanto|fonti|dati|alcun[ie]) | l')",
        r"(?<!la )(?<!una )prima (?:di|del|dello|della|dell'|dei|degli|delle|che)",
        r"per la prima volta",
        # They are two whatever else is said of them.
        r"due (?:paesi|nazioni|stati|parti|popoli|governi|capitali|repubbliche|economie|leader"
        r"|presidenti|ministri)",
    ),
    roman_beside=(
        *("semestre", "trimestre", "secolo", "fase", "legislatura", "congresso", "capitolo"),
        *("titolo", "parte", "gruppo", "guerra", "vertice", "sessione", "forum", "anniversario"),
        *("assemblea", "conferenza", "edizione", "riunione", "giochi", "secoli", "millennio"),
        *("congresso", "capitolo", "festival", "olimpiade", "posto"),
    ),
    ands=("e",),
    part_ands=("e", "ed"),
    minus=("meno",),
    connectors=(
        *("un", "una", "uno", "i", "gli", "le", "il", "la", "lo", "del", "al", "di", "ben"),
        *("altri", "altre", "ulteriori", "ulteriore", "tutti", "tutte", "suoi", "sue", "loro"),
        *("questi", "queste", "quei", "quelle", "quota"),
        "l'",
    ),
    qualifiers_after=(
        *("circa", "almeno", "al massimo", "o più", "approssimativamente", "e oltre", "o oltre"),
        *("o meno", "e più", "più o meno", "al minimo", "+"),
    ),
    ors=("o", "e"),
    negations=("non", "né"),
    by=("del", "dello", "della", "dell'", "di"),
    to=(
        *("a", "al", "allo", "alla", "all'", "ai", "agli", "alle", "fino a", "fino al", "fino ai"),
        *("sino a", "sino al", "sino ai"),
    ),
    rises=(
        *("aument", "cresc", "cresciut", "crebbe", r"sal(?:it|ì|endo|gono|e\b)", "increment"),
        *("raddoppi", "accresc", "triplic", "rialz", "in più", "guadagn"),
    ),
    falls=(
        *("dimin", "ridott", "riduc", "riduzion", r"cal(?:at[oaie]|ando|ano|a|o|i|ò|ava)\b"),
        *("sces", "scend", "croll", "dimezz", "fless", r"contra(?:zion|tt[oaie]\b|rr)", "perd"),
        *(r"pers[oaie]\b", "ribass", "in meno", r"meno(?=\s\d)"),
    ),
    relatives=("che", "cui", "mentre", "dove", "quando", "il", "la"),
    abbreviations=("sig", "dott", "prof", "on", "ca", "mln", "mld", "art", "n", "p", "ing", "avv"),
    # Further off, "di" is the plain "of": cresciuto fino a un valore di 6 miliardi.
    reach=24,
)
