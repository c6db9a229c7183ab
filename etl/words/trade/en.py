"""English words of trade statistics."""

from __future__ import annotations

from typing import Final

from etl.words.trade import Authority, Vocabulary

_NO_TRADE: Final = (
    r"(?!\s+(?:and\s+(?:economic|investment|industr|transport|logistic)|partner|minist|mission|"
    r"polic|agreement|relation|war|barrier|fair|union|show|route|deal|talk|tie|cooperation|"
    r"representat|organi[sz]|house|chamber|mark|facilit|committee|council|figures|data|statistic|"
    r"balance|surplus|deficit|dispute|link|bloc|corridor|delegation|commission|zone|finance|flow)"
    r"|[-\u2013])"
)
_NO_PROJECT: Final = r"(?!\s+(?:and|of the\s)?\s*(?:climate|forum|polic|partner|cooperat|attract|"
_NO_PROJECT_2: Final = r"environment|board|council|agreement|roadshow|summit|opportunit|potential))"

VOCABULARY: Final = Vocabulary(
    atoms={
        "turnover": (
            r"(?:(?:trade|commodity|goods|commercial)\s+turnover|turnover|"
            r"trad(?:e|ing)\s+volumes?|volumes?\s+of\s+(?:\w+\s+){0,2}trade|trade\s+exchanges?|"
            r"(?:bilateral|mutual|two-way)\s+commerce|commodity\s+circulation|exchange\s+of\s+goods|trade\s+flows?|trade\s+in\s+goods|"
            rf"trade{_NO_TRADE}|traded)"
        ),
        "exports": r"(?:export(?!er)(?:s|ed|ing)?|shipments|sales\s+to|sold)",
        "imports": r"(?:import(?!er|an)(?:s|ed|ing)?|purchases\s+from|bought)",
        "balance": r"(?:trade\s+)?(?:balance|surplus|deficit)",
        "investment": (
            rf"(?:invest(?:ments?|ed|ing)?{_NO_PROJECT}{_NO_PROJECT_2}|fdi|"
            r"(?:inflow|influx)\s+of\s+capital|capital\s+inflows?|"
            r"(?:put|poured|injected|channel+ed)(?=[^;]{0,60}\sinto\s))"
        ),
        "companies": (
            r"(?:compan(?:y|ies)|firms?|enterprises?|businesses|ventures?|legal\s+entities|"
            r"(?:business\s+)?entities)"
        ),
        "visas": (
            r"visas?(?!\s+(?:regime|facilitat|polic|free|rule|requirement|issue(?!d)|applica))"
        ),
        "aid": r"(?:aid|assistance|grants?|donat(?:ion|ions|ed)|relief|allocated)",
        "partner": (
            r"(?:(?:trad(?:e|ing)|economic|commercial|business)(?:\s+and\s+\w+)?\s+partners?|"
            r"partners?\s+in\s+(?:\w+\s+)?trade|trade\s+and\s+\w+\s+partners?|partners?(?!ship))"
        ),
        "investor": (
            r"(?:investors?|importers?|exporters?|suppliers?|buyers?|creditors?|donors?|"
            r"(?:export|sales)\s+(?:market|destination)s?|markets?|producers?)"
        ),
        "loans": r"(?:loans?|credits?|credit\s+lines?|financing|lending)",
        "projects": r"(?:(?:investment\s+)?projects?|initiatives)",
        "contracts": r"(?:contracts?|deals?|orders)",
        "agreements": r"(?:agreements?|memorand(?:a|ums?)|documents?|treat(?:y|ies)|protocols?)",
        "gdp": r"(?:gdp|gross\s+domestic\s+product|economy|national\s+income)",
        "production": r"(?:production|output|harvest|capacity|yield|sales|revenues?|profits?)",
        "people": (
            r"(?:citizens|workers|employees|residents|passengers|participants|delegates|"
            r"scholarships?|inhabitants|specialists|pilgrims|nationals|graduates|doctors|teachers|"
            r"children|entrepreneurs|migrants|soldiers)"
        ),
        "persons": r"(?:people|persons)",
        "tourists": r"(?:tourists|visitors|arrivals|travell?ers)",
        "students": r"students?",
        "jobs": r"jobs?",
        "flights": r"(?:flights?|routes?|trains?|containers?|wagons?|ships?|cars?|aircraft)",
        "cargo": r"(?:freight|cargo|transit|shipping)(?:\s+(?:traffic|volumes?))?",
        "capital": r"(?:capital|assets|stock\s+of|debt)",
        "reserves": r"(?:reserves?|deposits?)",
        "budget": r"(?:budget|costs?|expenditure|spending|price|fund|tariffs?|dut(?:y|ies)|"
        r"tax(?:es)?|fines?|fees?|salar(?:y|ies)|wages|rent)",
        "share_capital": r"(?:stakes?|shareholding)",
        "money": r"(?:remittances|transfers?)",
    },
    modifiers={
        "tourist": r"(?:touris[tm]\w*|holiday|leisure)",
        "stock": r"(?:stocks?|accumulated\s+stock)",
    },
    verbs=(
        r"(?:export(?:ed|ing)|import(?:ed|ing)|invest(?:ed|ing)|sold|bought|donated|issued|granted|"
        r"put|poured|injected|channel+ed|allocated|traded)"
    ),
    neutral=(
        r"(?:total|overall|gross|mutual|bilateral|foreign|external|annual|whole|direct|two-way|"
        r"our|their|its|the|of|in|and|with|these|those|this|that|while|net|cumulative|entire|"
        r"combined|current|domestic|national|such|including|as|for|by|to|from|value|volume|level|"
        r"merchandise|goods|commodity|accumulated|country's|republic's|nation's|on|where|when|both|"
        r"more|which|whose|but|even|yearly|actual|meanwhile|however|also|record|only|monthly|"
        r"s|respectively|into|at|between|trade|were|was|is|are|increased|growing|rising|than|"
        r"financial|commercial|monetary|higher|lower|quarterly|same|countries'|state's|all|year's|worth)"
    ),
    of_product=r"(?:of|in)(?=\s+(?!the\s|all\s|\d))",
    goods=r"(?:goods|products|merchandise|commodit(?:y|ies)|the|all|capital|both)",
    bind_after=(
        r"(?:\s+(?:worth|value))?(?:\s+(?:of|in|as|for|from|worth\s+of|the|new|active|joint|such|"
        r"small|large|local|foreign|different|various|registered|operating|direct|gross|total|"
        r"bilateral|mutual|trade|private|more|other|major|leading|additional|national|annual))*\s+"
    ),
    bind_clause=(
        r"\s*,?\s*(?:came|coming|fell|falls|accounted|accounting|made\s+up|is\s+made\s+up|"
        r"consisted|stemmed|was|were|is|are|represent(?:s|ed|ing))\s+"
        r"(?:(?:from|for|on|up|of|by|the|to)\s+){0,3}"
    ),
    share=(
        r"(?:shares?(?!\s+(?:capital|holder))|account(?:s|ed|ing)?\s+for|represent(?:s|ed|ing)?|"
        r"ma(?:k|d)e(?:s)?\s+up|making\s+up|equivalent\s+to|constitut\w+|proportion|percentage)"
    ),
    rank=(
        r"(?:partners?|investors?|importers?|exporters?|suppliers?|largest|biggest|place|rank\w*|"
        r"markets?|destination|leading|most\s+important|main|position|among|major|buyers?)"
    ),
    growth=(
        r"(?:more|less|higher|lower|up|down|growth|increase|rise|decline|decrease|drop|fall|fewer|"
        r"upsurge|jump|gain|year-on-year|yoy|y/y|reduction|contraction|surge|dip|change)"
    ),
    events={
        "diplomatic": r"(?:diplomatic\s+relations|embass\w+|consulate\w*)",
        "agreement": r"(?:sign(?:ed|ing)|agreements?|memorand\w+|treat(?:y|ies)|protocols?)",
        "visit": r"(?:visit(?:ed|s|ing)?|met|meetings?|talks|summits?|negotiations)",
        "transport": r"(?:flights?|air\s+routes?|railways?|airlines?)",
        "culture": r"(?:exhibitions?|festivals?|concerts?|expedition)",
    },
    header=r"(?:title|date|url|source|author|published|language|link|publisher)",
    more=r"(?:more|higher|above|greater|larger|up)",
    less=r"(?:less|lower|below|fewer|smaller|down)",
    of_them=r"(?:of\s+(?:which|them|these|those)|among\s+(?:which|them))",
    including=r"(?:including|included|comprising|of\s+which|in\s+particular|such\s+as|notably)",
    bilateral=(
        r"(?:bilateral|mutual|two-way|(?:the|our|both)\s+(?:two\s+)?(?:countries|states|nations|"
        r"sides|parties|economies)|(?:two|2)\s+(?:countries|states|nations|sides)|reciprocal)"
    ),
    world=(
        r"(?:foreign\s+trade|external\s+trade|(?:world\s*wide|global)\s+(?:trade|exports?|imports?)|"
        r"with\s+(?:all\s+countries|the\s+world)|worldwide)"
    ),
    our=r"(?:the\s+country(?:'s)?|the\s+republic(?:'s)?(?!\s+of)|the\s+nation(?:'s)?)",
    origin=r"(?:from|by|out\s+of|of\s+origin)",
    target=r"(?:to|into|in|towards?|for|onto|across|inside|within)",
    whose=r"of",
    beside=r"(?:with|between|and|vis-a-vis)",
    except_for=(
        r"(?:after|following|behind|ahead\s+of|before|besides|along\s+with|apart\s+from|"
        r"compared\s+(?:to|with)|outside|overt(?:ak\w+|ook)|outpac\w+|surpass\w*|"
        r"followed\s+by|unlike|than)"
    ),
    citizens=r"(?:citizens?|nationals?|residents?|travell?ers?|tourists?|applicants?)",
    authority=Authority(
        r"(?:according\s+to|as\s+reported\s+by|citing|based\s+on|as\s+per|as\s+stated\s+by|"
        r"data\s+(?:from|of|by)|figures\s+(?:from|of|by)|reported\s+by|released\s+by)",
        r"(?:said|says|reports?|reported|noted|added|pointed\s+out|stressed|emphasi[sz]ed|stated|"
        r"announced|told|informed|recalled|underlined|highlighted|estimates?|explained|"
        r"mentioned|observed|declared|disclosed|confirmed|remarked)",
    ),
    ends=("s", "es"),
    adjectives=(
        *(
            ("stan", "stani"),
            ("ium", "ian"),
            ("ia", "ian"),
            ("a", "an"),
            ("y", "ian"),
            ("us", "usian"),
        ),
        *(("e", "ean"), ("n", "nian"), ("an", "anian"), ("i", "ian"), ("o", "oan")),
    ),
    adjective_rest=r"s?",
    anniversary=r"(?:anniversar\w*|jubilee|birthday|birth)",
    names=(
        r"(?:session|world|war|forum|summit|century|centuries|congress|assembly|meeting|round|"
        r"edition|phase|stage|floor|article|resolution|agenda|programme|program|strategy|"
        r"conference|games|festival|olympi\w+|conversation|convocation|vision|goals?|industrial|"
        r"exhibition|expo|sitting|plenary|track|version|item|paragraph|protocol|chapter|room|no|"
        r"number|flight|highway|street|route)"
    ),
    weak=r"(?:sold|bought|shipments|put|traded)",
    ands=r"(?:and|while|but|whereas|though)",
    ours=r"our",
    speaker=r"our\s+country(?:'s)?",
    not_after=(
        r"(?:minist\w+|department|chamber|committee|commission|council|institute|secretary|bureau)"
        r"\s+(?:of|for)(?:\s+\w+(?:,|\s+and))?"
    ),
    occasion=(
        r"(?:t(?:ook|ake|akes|aking)\s+part|participat(?:ed|es?|ing)|attend(?:ed|s|ing)?|visited|exhibit\w*|signed|"
        r"joined|were\s+(?:set\s+up|created|founded|established|presented|represented)|"
        r"met(?![^\W\d_])|delegation|presented\s+their|opened\s+offices|showcas\w+)"
    ),
    respectively=r"respectively",
    denied=(
        r"(?:(?:is|was|are|were)(?:\s+not|n't)\s+(?:true|correct|right|the\s+case)|untrue|"
        r"(?:is|was|are)\s+(?:false|wrong|incorrect|a\s+myth)|den(?:y|ies|ied)|refut(?:es?|ed)|"
        r"false(?:ly)?\s+(?:claim\w*|report\w*|stat\w+)|wrongly|mistakenly|erroneously|no\s+truth)"
    ),
    negation=(
        r"(?:not|n't|never)\s+(?!only|just|merely|less|more|fewer|until|since|counting|includ)"
    ),
    barely=r"(?:hardly|barely|scarcely)",
    addresses=r"(?:room|office|flat|apartment|building|block|gate|suite|street|avenue|flight)",
    against=r"(?:against|compared\s+(?:to|with)|versus|from|down\s+from|up\s+from)",
    now=r"(?:currently|now|today|at\s+present|presently|at\s+the\s+moment|to\s+date)",
)
