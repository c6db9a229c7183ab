"""Italian words of trade statistics."""

from __future__ import annotations

from typing import Final

from etl.words.trade import Authority, Vocabulary

_ART: Final = r"(?:(?:il|lo|la|i|gli|le|un|uno|una)\s+|l'|un')?"
_OF: Final = r"(?:di\s+|del\s+|dello\s+|della\s+|dei\s+|degli\s+|delle\s+|dell'|d')"

VOCABULARY: Final = Vocabulary(
    atoms={
        "turnover": (
            r"(?:interscambi\w*(?:\s+commercial\w+)?|volum\w+\s+(?:degli|di|d'|dell'|dei|del)\s*"
            r"(?:scambi\w*|commercio|interscambio)|scambi\s+(?:commerciali|bilaterali|con|tra|fra|"
            r"complessivi)|scambi(?=\s+(?:hanno|sono|ha|si|tra|fra|con|di))|"
            r"commercio(?!\s+e\s+(?:industria|investiment|degli))|"
            r"volume\s+(?:commerciale|d'affari)|giro\s+d'affari|movimento\s+commerciale)"
        ),
        "exports": (
            r"(?:esporta(?!tor)\w*|export(?!er)\w*|vendite(?!\s+(?:di\s+auto|al\s+dettaglio))|"
            r"vendut[aoie])"
        ),
        "imports": (
            r"(?:importa(?!tor|nt|nz)\w*|import(?!ator|ant|anz|o\b|i\b|er)\w*|"
            r"acquisti(?!\s+online)|acquistat[aoie])"
        ),
        "balance": r"(?:saldo|avanzo|disavanzo|surplus|deficit|attivo|passivo)(?:\s+commerciale)?",
        "investment": (
            r"(?:investiment\w+(?!\s+(?:e\s+)?(?:forum))|investit[oaie]|investono|investe|"
            r"hanno\s+investito|ide(?![^\W\d_])|afflusso\s+di\s+capitali|capitali\s+investiti)"
        ),
        "companies": r"(?:aziende?|imprese|impresa|societ\u00e0|ditte|joint\s+venture|pmi)",
        "visas": r"vist[oi]",
        "aid": (
            r"(?:aiut[oi]|assistenza|sovvenzion\w+|donazion\w+|donat[oaie]|contribut[oi]|"
            r"stanziat[oaie]|stanziamento)"
        ),
        "partner": (
            r"(?:partner\s+(?:commercial\w+|economic\w+)|partner(?!ship|ariat)|"
            r"(?:interlocutor\w+|socio)\s+commercial\w+)"
        ),
        "investor": (
            r"(?:investitor\w+|importator\w+|esportator\w+|fornitor\w+|acquirent\w+|clienti?|"
            r"mercat[oi]\s+(?:di\s+sbocco|di\s+destinazione)|mercat[oi]|produttor\w+|donator\w+)"
        ),
        "loans": r"(?:prestit[oi]|credit[oi]|line[ae]\s+di\s+credito|finanziament[oi]|mutuo)",
        "projects": r"(?:progett[oi]|iniziative)",
        "contracts": r"(?:contratt[oi]|commess[ae]|ordini|ordinativi)",
        "agreements": r"(?:accord[oi]|memorand\w+|intes[ae]|trattat[oi]|protocoll[oi])",
        "gdp": r"(?:pil|prodotto\s+interno\s+lordo|economia|reddito)",
        "production": r"(?:produzione|raccolto|capacit\u00e0|fatturato|ricav[oi]|util[ei])",
        "people": (
            r"(?:cittadini|lavoratori|dipendenti|addetti|residenti|passeggeri|partecipanti|delegati|"
            r"borse\s+di\s+studio|abitanti|pellegrini|connazionali|bambini|medici|docenti|"
            r"imprenditori)"
        ),
        "persons": r"persone",
        "tourists": r"(?:turist[ai](?![^\W\d_])|turisti|visitatori|viaggiatori|arrivi)",
        "students": r"student[ei]",
        "jobs": r"posti\s+di\s+lavoro",
        "flights": r"(?:voli|volo|rotte|treni|container|navi|automobili|vetture|aerei)",
        "cargo": r"(?:merci\s+trasportate|traffico\s+merci|transito)",
        "capital": r"(?:capitale|patrimonio|stock|debito)",
        "reserves": r"(?:riserve|giacimenti|depositi)",
        "budget": r"(?:bilancio|cost[oi]|spes[ae]|prezz[oi]|fondo|dazi|dazio|"
        r"tass[ae]|impost[ae]|mult[ae]|stipend[io]|salari[oi]?)",
        "share_capital": r"(?:partecipazion[ei]\s+(?:azionaria|del)|azioni)",
        "money": r"(?:rimesse|trasferimenti)",
    },
    modifiers={"tourist": r"(?:turis[tm]\w*|turistic\w+)", "stock": r"stock"},
    verbs=(
        r"(?:esporta(?:to|ta|ti|te|no)?(?![^\W\d_])|importa(?:to|ta|ti|te|no)?(?![^\W\d_])|"
        r"investit[oaie]|investono|investe|vendut[aoie]|acquistat[aoie]|donat[oaie]|"
        r"rilasciat[oaie]|emess[oaie]|concess[oaie]|stanziat[oaie])"
    ),
    neutral=(
        r"(?:totale|totali|complessiv\w+|lord\w|netto|reciproc\w+|bilateral\w+|ester\w|annu\w+|"
        r"dirett\w|intero|nostr\w|loro|il|lo|la|i|gli|le|l|un|una|di|del|dello|della|dei|degli|"
        r"delle|dell|e|ed|in|nel|con|per|da|dal|che|mentre|su|sul|sulle|valore|volume|livello|"
        r"merci|beni|commercial\w+|nazional\w+|tra|fra|dall|all|al|alle|alla|agli|ai|dalle|anche|"
        r"nell|sono|ha|hanno|le|due|come|invece|quanto|si|a|o|globale|sue|suo|sua|suoi|c|cui|"
        r"corrispettiv\w+|cosi|pari|oltre|circa|solo|quasi|"
        r"crescita|aumento|calo|incremento|flessione|diminuzione)"
    ),
    of_product=r"(?:di|del|dello|della|dei|degli|delle|dell'|d')",
    goods=r"(?:beni|merci|prodotti|capitali|tutti|entramb\w)",
    bind_after=(
        r"(?:(?:\s+(?:di|in|come|per|d'|nuov\w|attiv\w|grandi|piccol\w|local\w|diverse|oltre|"
        r"valore|altre|altri|principal\w+|estere|registrate|nuovi|dirett\w|complessiv\w+|"
        r"delle|degli|dei|tra|fra|del|dell'|della|le|gli|i|investitrici|private|lord\w))*)\s*"
    ),
    bind_clause=(
        r"\s*,?\s*(?:(?:sono|\u00e8|erano|era|provengono|proviene|derivano|deriva|riguardano|"
        r"riguarda|costituisc\w+|rappresent\w+|spettano|attribuibil\w+)\s+)"
        rf"(?:(?:stat[aeio]|da|dal|dalle|dall'|alle|all'|al|per)\s*){{0,2}}{_ART}\s*"
    ),
    share=(
        r"(?:quot[ae](?!\s+(?:\d[\d.,]*(?![\d.,]|\s*(?:%|per\s+cento))|mille|cento"
        r"|un\s+mili))|pes[oa](?![^\W\d_])|rappresent\w+|costitui\w+|pari\s+(?:al|all'|a)\s*\S+\s+"
        r"(?:del|dell'|della)\s*(?:total|interscambio|commercio|export|import)|incidenza|"
        r"incid\w+|percentuale|assorb\w+)"
    ),
    rank=(
        r"(?:partner|investitor\w+|importator\w+|esportator\w+|fornitor\w+|posto|posizione|"
        r"mercat[oi]|classifica|tra\s+i|fra\s+i|client\w+|interlocutor\w+|acquirent\w+|"
        r"destinazione)"
    ),
    growth=(
        r"(?:in\s+pi\u00f9|in\s+meno|crescita|aumento|incremento|rialzo|calo|flessione|riduzione|"
        r"diminuzione|variazione|tendenziale|su\s+base\s+annua|rispetto|balzo|contrazione|"
        r"superiore|inferiore|progressione)"
    ),
    events={
        "diplomatic": r"(?:relazioni\s+diplomatiche|ambasciat\w+|consolat\w+)",
        "agreement": r"(?:firm(?:ato|ata|ati|ate|a)|accord[oi]|memorand\w+|trattat[oi]|intes[ae])",
        "visit": r"(?:visit\w+|incontr\w+|vertic[ei]|colloqui|riunion[ei])",
        "transport": r"(?:voli|volo|collegament\w+|ferrovi\w+|rott[ae]\s+aere[ae])",
        "culture": r"(?:mostr[ae]|festival|concert[oi])",
    },
    header=r"(?:titolo|data|url|fonte|autore|lingua|link|pubblicato)",
    more=r"(?:in\s+pi\u00f9|superior\w|maggior\w|sopra)",
    less=r"(?:in\s+meno|inferior\w|minor\w|sotto)",
    of_them=r"(?:di\s+(?:cui|questi|queste)|dei\s+quali|delle\s+quali|tra\s+(?:cui|questi))",
    including=r"(?:tra\s+cui|di\s+cui|compres\w+|inclus\w+|in\s+particolare|quali)",
    bilateral=(
        r"(?:bilateral\w+|reciproc\w+|(?:tra|fra|dei|i)\s+(?:i\s+)?(?:nostri\s+)?due\s+"
        r"(?:paesi|stati|parti)|due\s+paesi|entrambi\s+i\s+paesi)"
    ),
    world=(
        r"(?:commercio\s+estero|(?:interscambio|commercio|export|import|esportazioni|importazioni)"
        r"\s+(?:mondial\w)(?:\s+con\s+l'estero)?|con\s+il\s+mondo|"
        r"con\s+tutti\s+i\s+paesi|mondial\w+|scambi\s+con\s+l'estero)"
    ),
    our=r"(?:(?:il|del|nel|al|dal)\s+paese|la\s+repubblica(?!\s+d))",
    origin=r"(?:da|dal|dallo|dalla|dai|dagli|dalle|dall'|provenient\w+\s+da\w*)",
    target=(
        r"(?:verso|in|nel|nello|nella|nei|negli|nelle|nell'|a|al|allo|alla|ai|agli|alle|all'|per|"
        r"verso\s+(?:il|lo|la|l'|i|gli|le)|destinat\w+\s+a\w*)"
    ),
    whose=r"(?:di|del|dello|della|dei|degli|delle|dell'|d')",
    beside=(r"(?:(?:con|tra|fra|e|ed)(?:\s+(?:il|lo|la|i|gli|le)|\s+l')?|col|coi)"),
    except_for=(
        r"(?:dopo|dietro|prima\s+(?:di|del|della)|seguit[oa]\s+da\w*|oltre\s+a\w*|davanti\s+a\w*|"
        r"preceduto\s+da\w*|rispetto\s+a\w*|superando|alle\s+spalle\s+d\w+)"
        r"(?:\s+(?:il|lo|la|i|gli|le)|\s*l')?"
    ),
    citizens=r"(?:cittadin\w+|residenti|viaggiatori|turisti|richiedenti)",
    authority=Authority(
        r"(?:secondo|stando\s+a(?:i|gli|lle|l|ll')?|in\s+base\s+a(?:i|gli|lle|l|ll')?|"
        r"come\s+riporta\w*|fonte:?|a\s+detta\s+d\w+|dai\s+dati\s+d\w+|sulla\s+base\s+d\w+)",
        r"(?:ha\s+(?:dichiarato|detto|affermato|ricordato|sottolineato|aggiunto|riferito|"
        r"annunciato|spiegato|osservato|precisato|evidenziato|comunicato|rilevato|confermato|"
        r"reso\s+noto|segnalato|fatto\s+sapere)|dichiara|riferisce|riporta|comunica|stima|segnala|"
        r"rileva|afferma|scrive|informa|fa\s+sapere|rende\s+noto)",
    ),
    ends=("a", "e", "i", "o", "\u00e0"),
    adjectives=(
        *(("ia", "ian"), ("ia", "iac"), ("stan", "stan"), ("a", "an"), ("o", "an"), ("e", "ese")),
        *(("a", "ese"), ("ia", "ese"), ("o", "ese"), ("", "ese"), ("n", "nese"), ("an", "an")),
    ),
    adjective_rest=r"(?:[oaie]|h[ie]|che|ci)?",
    anniversary=r"(?:anniversari\w*|giubileo|compleanno|nascita)",
    names=(
        r"(?:sessione|guerra|forum|vertice|secolo|congresso|assemblea|riunione|edizione|fase|piano|"
        r"articolo|risoluzione|agenda|programma|strategia|conferenza|giochi|festival|obiettiv\w+|"
        r"olimpi\w+|legislatura|visione|esposizione|expo|mondiale|seduta|capitolo|numero|volo|via|"
        r"autostrada|industria|transizione|tavolo)"
    ),
    weak=r"(?:vendut[aoie]|acquistat[aoie]|acquisti|vendite)",
    ands=r"(?:e|ed|mentre|ma|invece)",
    ours=r"nostr[oaie]",
    speaker=r"nostro\s+paese",
    not_after=(
        r"(?:minist\w+|camera|camere|dipartimento|commissione|istituto|ice)\s+"
        r"(?:(?:di|del|dello|della|dei|per|degli)\s*(?:\w+\s+e\s+(?:del|di)?\s*)?|(?:il|l')\s*)"
    ),
    occasion=(
        r"(?:partecip(?:a|ano|ato|ate|eranno|avano|ando|arono)|prend\w+\s+parte|pres[oe]\s+parte|hanno\s+firmato|firmat\w+|visitato|"
        r"espost\w*|espositori|aderit\w+|riunit\w+|incontrat\w+|costituit\w+|delegazion\w+|presenti\s+al)"
    ),
    respectively=r"rispettivamente",
    denied=(
        r"(?:non\s+(?:\u00e8|era|sono|risponde)\s+(?:affatto\s+)?(?:ver[oa]|esatt[oa]|corrett[oa]|"
        r"al\s+vero)|(?:\u00e8|era)\s+(?:fals[oa]|errat[oa])|smentit[oaie]|smentisc\w+|smentiva\w*|"
        r"negat[oa]\s+che|nega\s+che|erroneamente|falsamente)"
    ),
    negation=r"non\s+(?!solo|soltanto|meno|pi\u00f9|oltre|inferior|superior|contando)",
    barely=r"(?:a\s+malapena|a\s+stento|appena|a\s+fatica)",
    addresses=(
        r"(?:via|viale|piazza|corso|vicolo|largo|stanza|ufficio|aula|sala|interno|piano|volo|civico)"
    ),
    against=r"(?:contro|rispetto\s+a\w*|a\s+fronte\s+d\w+|da|dai|dagli)(?:\s+(?:i|gli|le))?",
    now=r"(?:attualmente|oggi|ora|ad\s+oggi|al\s+momento|a\s+oggi)",
)
