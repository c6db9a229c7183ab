"""Italian words of time."""

from __future__ import annotations

from typing import Final

from etl.words.times import Times

_OF: Final = ("di", "del", "dell'", "dello", "dell'anno", "nel", "nell'anno", "nello")


def _melted(preposition: str, *rest: str) -> tuple[str, ...]:
    """A preposition alone and melted into every article, each before the rest."""
    forms = {
        "di": ("di", "del", "dello", "della", "dell'", "dei", "degli", "delle"),
        "a": ("a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"),
        "con": ("con", "con il", "con lo", "con la", "con l'", "col", "con i", "con gli"),
        "da": ("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
        "in": ("in", "nel", "nello", "nella", "nell'", "nei", "negli", "nelle"),
        "su": ("su", "sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"),
    }[preposition]
    return tuple(f"{form} {after}".strip() for form in forms for after in (rest or ("",)))


def _after(word: str, preposition: str) -> tuple[str, ...]:
    return tuple(f"{word} {form}" for form in _melted(preposition))


TIMES: Final = Times(
    that="che ",
    comparing=(
        r"(?:più|meno|maggior\w*|minor\w*|superior\w*|inferior\w*|peggi\w*|megli\w*|miglior\w*"
        r"|diversament\w*|tant\w*|altrettant\w*|doppi\w*|tripl\w*|volte)(?!\w)[^.;:]{0,40}$"
    ),
    days=("giorni", "giorno"),
    weeks=("settimane", "settimana"),
    months=("mesi", "mese"),
    quarters=("trimestri", "trimestre", "trim"),
    halves=("semestri", "semestre", "sem", "metà"),
    years=("anni", "anno"),
    decades=("decenni", "decennio"),
    first=("primi", "prime", "i primi"),
    past=("ultimi", "ultime", "scorsi", "passati", "precedenti"),
    of=_OF,
    to=("a", "ad", "al", "all'", "allo", "alla", "fino al", "fino a", "sino al", "e il", "e"),
    joins=("a", "ad", "e", "al"),
    this_year={
        **dict.fromkeys(("quest'anno", "l'anno in corso", "anno in corso", "anno corrente"), 0),
        **dict.fromkeys(("lo scorso anno", "l'anno scorso", "l'anno passato", "scorso anno"), -1),
        **dict.fromkeys(
            ("l'anno precedente", "anno precedente", "anno scorso", "anno passato"), -1
        ),
        **dict.fromkeys(("l'anno prossimo", "il prossimo anno", "prossimo anno"), 1),
        "due anni fa": -2,
    },
    year_before=("anno precedente",),
    the_year=("l'anno", "anno", "lo stesso anno", "stesso anno"),
    this_month={
        **dict.fromkeys(("questo mese", "il mese in corso", "mese in corso"), 0),
        **dict.fromkeys(("il mese scorso", "lo scorso mese", "mese scorso", "scorso mese"), -1),
        **dict.fromkeys(("mese precedente", "il mese precedente"), -1),
        "il mese prossimo": 1,
    },
    this_quarter={
        **dict.fromkeys(("questo trimestre", "il trimestre in corso", "trimestre in corso"), 0),
        **dict.fromkeys(("lo scorso trimestre", "il trimestre scorso", "trimestre scorso"), -1),
        **dict.fromkeys(("trimestre precedente", "il trimestre precedente"), -1),
    },
    this_day={"ieri": -1, "oggi": 0, "domani": 1},
    ago=("fa", "or sono", "addietro", "prima"),
    earlier=("prima", "addietro"),
    since=(*_melted("da"), *_melted("da", "lontano"), *_after("a partire", "da"), "sin dal"),
    from_=(*_melted("da"), "tra il", "fra il", "tra", "fra"),
    until=(*_melted("a"), "fino a", "fino al", "terminati a", "conclusi a", "chiusi a", "a fine"),
    within=(
        *_melted("in"),
        *("durante il", "durante lo", "durante l'", "durante", "nel corso del", "nel corso dell'"),
        *(
            "nell'anno solare",
            "per l'anno solare",
            "nel corso di",
            "nel corso degli",
            "per il",
            "per l'",
            "per",
            "in tutto il",
        ),
        *(
            "nell'arco di",
            "nell'arco degli",
            "tutto il",
            *("l'intero", "per l'intero", "nell'intero", "dell'intero", "sull'intero"),
            "del",
            "dell'",
            "nel solo",
            "per il solo",
            "il",
            "l'",
        ),
        *(
            "in poco più di",
            "nello spazio di",
            "per tutto il",
            "nel mese di",
            "a",
            "lo",
            "lo scorso",
        ),
    ),
    on=("il", "l'", "il giorno"),
    as_of=(*_melted("a"), "alla data del", "aggiornato al", "aggiornati al"),
    by=("entro il", "entro l'", "entro", "entro la", "fino al", "prima del"),
    end_of=(
        *(
            "alla fine del",
            "alla fine dell'",
            "alla fine di",
            "a fine",
            "fine",
            "entro la fine del",
        ),
        *("per la fine del", "sul finire del", "al termine del", "entro fine", "alla fine"),
        *("entro la fine dell'", "a fine anno"),
    ),
    start_of=("all'inizio del", "all'inizio dell'", "a inizio", "inizio", "agli inizi del"),
    base=(
        *_after("rispetto", "a"),
        *_after("in confronto", "a"),
        *_after("in confronto", "con"),
        *_after("in rapporto", "a"),
        *_after("a paragone", "di"),
        *_after("rispetto a quello", "di"),
        *_after("rispetto a quelli", "di"),
        *(
            *("più del", "più dell'", "meno del", "meno dell'", "superiore al", "inferiore al"),
            "contro il",
            "contro l'",
            "contro",
            "a fronte del",
            "a fronte di",
            "che nel",
            "di quello",
        ),
        *(
            "nei confronti del",
            "in confronto con il",
            "confrontato con il",
            "che nello",
            "che nell'",
        ),
        *_after("quello", "di"),
        *_after("quella", "di"),
        *_after("quelli", "di"),
        *_after("quelle", "di"),
        *_after("livello", "di"),
        *_after("livelli", "di"),
        *_after("valore", "di"),
    ),
    base_after_amount=(
        *(*_melted("su"), *_melted("da"), "sotto", "sopra"),
        *(f"al di {where} {of}" for where in ("sotto", "sopra") for of in _melted("di")),
    ),
    base_nouns=("livello", "livelli", "valore", "valori", "dato", "dati", "risultato"),
    same_period=(
        r"(?:lo |il |allo |nello |dello |sullo )?(?:stesso|medesimo|analogo|corrispondente)"
        r" (?:periodo|mese|trimestre|semestre|lasso di tempo)",
        r"(?:gli |agli |negli |degli )?(?:stessi|analoghi) (?:mesi|[^\W\d_]+ mesi)",
        r"(?:il |al |nel |del |sul )?(?:periodo|mese|trimestre|semestre)"
        r" (?:corrispondente|analogo)",
    ),
    year_earlier=(
        r"un anno (?:prima|fa)|(?:dell'|l'|all'|sull')?anno (?:prima|addietro)",
        r"su base (?:annua|annuale|tendenziale)|anno su anno|su anno|a/a|annui",
    ),
    so_far=(
        r"(?:dall'|da )inizio (?:dell')?anno|(?:finora|fin qui) quest'anno|quest'anno finora",
        r"dall'inizio (?:dell'anno|di quest'anno)",
    ),
    vague=(
        r"(?:negli|in questi|nel corso degli) (?:ultimi|recenti) (?:anni|decenni|mesi)",
        r"negli anni(?! \d| ')|nei decenni|per (?:molti )?anni|in questi anni|da anni",
    ),
    named_starts=(
        r"(?:dell'|all'|l')?indipendenza|(?:dalla |la )?proclamazione dell'indipendenza",
        r"(?:lo |l')?(?:stabilimento|inizio|avvio|istituzione|allacciamento) delle relazioni"
        r"(?: diplomatiche)?",
        r"(?:l')?(?:adesione|fondazione)",
    ),
    the_decade=(
        r"(?:l'|nell'|dell')?ultimo decennio|(?:il |nel |del |un )?decennio"
        r"|(?:lo |nello )?scorso decennio",
    ),
    the_span=(r"nell'ultimo anno|negli ultimi (?:12|dodici) mesi",),
    seasons={
        **dict.fromkeys(("primavera", "la primavera"), 3),
        **dict.fromkeys(("estate", "l'estate"), 6),
        **dict.fromkeys(("autunno", "l'autunno"), 9),
        **dict.fromkeys(("inverno", "l'inverno"), 12),
    },
    academic=("anno accademico", "anno scolastico", "l'anno accademico", "l'anno scolastico"),
    month=("mese",),
    runs=("per", "per il", "un"),
    runs_in=("nel", "nell'anno", "nello"),
    two_months=("bimestre", "bimestri"),
    four_months=("quadrimestre", "quadrimestri"),
    ended=(
        r"(?:che )?(?:si è |è )?(?:chius[oa]|terminat[oa]|conclus[oa]|finit[oa])(?:si)?"
        r"(?: il| al| a| in| nel)?",
    ),
    this_fiscal={
        words: shift
        for year in ("esercizio", "anno fiscale", "anno finanziario", "esercizio finanziario")
        for word, shift in (
            *(("scorso", -1), ("precedente", -1), ("corrente", 0), ("in corso", 0)),
            ("prossimo", 1),
        )
        for words in (f"{year} {word}", f"{word} {year}")
    },
    two_years=("biennio", "due anni", "anni", "nel biennio"),
    fiscal=(
        "esercizio",
        "anno fiscale",
        "l'esercizio",
        "esercizio finanziario",
        "anno finanziario",
    ),
    before_year=("anno", "l'anno", "il", "anni", "gli anni", "solo"),
)
