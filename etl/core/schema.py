"""One declaration of every column and of every key of figures.yaml.

Tables, validation, labels, JSON Schema, data package, SDMX structure and data
dictionary are derived from here. This module must not read data.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.core.former import FORMER
from etl.core.kinds import KINDS


class Field(NamedTuple):
    """A column of a tidy table, in the words of Frictionless Table Schema and SDMX."""

    name: str
    type: str
    """Frictionless type: string, integer, number, date, year."""
    label: str
    description: str
    sdmx: str = ""
    """SDMX concept or attribute; empty where SDMX has no word and ours is used."""
    required: bool = True
    enum: tuple[str, ...] = ()
    unit: str = ""
    """What a number counts, where its description does not say it."""
    role: str = "attribute"
    """Part in the SDMX structure: dimension, time, measure or attribute."""
    minimum: int | None = None
    pattern: str = ""
    """Regular expression that every whole cell matches."""


class Table(NamedTuple):
    """A tidy table: its columns, its key and what it refers to."""

    name: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...] = ()
    """(column, table, column there)"""


class Key(NamedTuple):
    """A key that a curator may write in a section of figures.yaml."""

    name: str
    kind: str
    """How its text is read; a name of KEY_KINDS."""
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    refers_to: str = ""
    """Section whose ids are allowed."""


QUALIFIERS: Final = ("exact", "approximately", "more_than", "at_least", "less_than", "at_most")
COVERAGES: Final = ("full_year", "part_year", "multi_year", "point")
BASES: Final = ("stated", "inferred")
INDICATOR_KINDS: Final = tuple(KINDS)
INDICATOR_UNITS: Final = ("currency", "percent", "rank", "count", "times", "index")
"""Units that need no declaration; a declared one (tonnes) goes by its id."""
STATUSES: Final = ("actual", "estimate", "forecast", "target")
SIDES: Final = ("partner", "reporter")
FORMATS: Final = (1, 2)
"""Versions of the file's format that can be read; the first where no number stands."""
SOURCE_KINDS: Final = (
    "news_report",
    "press_release",
    "official_page",
    "official_statistics",
    "other",
)
EVENT_KINDS: Final = ("diplomatic", "agreement", "visit", "transport", "culture", "other")
DISMISSAL_REASONS: Final = (
    "anniversary",
    "plain_count",
    "name",
    "historical_date",
    "not_a_statistic",
    "idiom",
    "range",
    "repeated",
    "not_recordable",
    "out_of_scope",
    "unclear",
)
NOT_HELD: Final = frozenset({"not_recordable", "out_of_scope", "unclear", "range"})
"""Those of them that are statistics, which the figures do not hold."""
EVERYONE: Final = frozenset({"", "all", "all partners"})
"""Among whom a rank is that sizes of any partner are held against."""
_UNIT_AS_STATED: Final = "Words of a heading or an earlier amount with scale and unit: in mln EUR"
_AMONG: Final = "Rank: among whom; an area, `all partners`, or some in words, who are not tested"
LANGUAGES: Final = ("en", "it", "ru")

CURRENCIES: Final = frozenset(
    (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP"
        " BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP"
        " GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES"
        " KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU"
        " MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON"
        " RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP"
        " TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
    ).split()
)
"""ISO 4217 codes in use; a list of our own because `check` loads no library for them."""
MONEY: Final = CURRENCIES | FORMER.keys()
"""All that a figure may be in: also what was money in its time."""

ECONOMIES: Final = frozenset(
    (
        "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES"
        " BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE"
        " CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK"
        " DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB"
        " GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND"
        " IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN"
        " LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT"
        " MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR"
        " NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU"
        " RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN"
        " SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA"
        " UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE"
    ).split()
)
"""ISO 3166-1 alpha-3 codes: areas that do not overlap. Any other area may be a group."""

KEY_KINDS: Final = {
    "id": "lower-case letters and digits, joined by single hyphens or underscores",
    "area_id": (
        "an ISO 3166-1 alpha-3 code, WLD, a group as Eurostat writes it (EU27_2020), or one that"
        " is named by its members (ITA_FRA)"
    ),
    "text": "one line of text",
    "phrase": "the short numeric phrase as printed, at most 60 characters",
    "date": "a day: 2024-06-25",
    "published": "a day, or the month or year where no more is known: 2024-06-25, 2024-06, 2024",
    "period": (
        "2023, 2022-S1, 2024-Q2, 2024-05, 2024-06-25, or two of them: 2024-01/2024-04; "
        ".. before / where nothing says when it began"
    ),
    "quantity": "a number, a scale word and a unit: 3.40 billion USD, 24 %, 270",
    "amount": (
        "a number, a scale word and a unit: 3.40 billion USD, 24 %, 270, 5 million tonne; "
        "a range: 16 to 20 billion USD; a fraction: 1/3"
    ),
    "factor": "a number above zero: 1000, 0.45359237",
    "integer": "a whole number from 1",
    "sha256": "64 hexadecimal digits",
    "file": "a file name without a folder",
    "enum": "one of a list",
    "unit": "currency, percent, rank, count, times, index, or the id of a declared unit",
    "ref": "an id of another section",
    "refs": "a list of ids of another section",
    "texts": "a list of texts",
    "words": "lists of words by language: {en: [turnover], it: [interscambio]}",
    "licence": "an SPDX identifier: CC-BY-4.0",
    "url": "a web address that begins with https:// or http://",
    "lines": "a whole number from 0",
    "memberships": "a list of {area, from, to}",
    "month": "a month from 1 to 12",
    "starts": "a list of days with words by language: {date: 1991-12-16, en: [independence]}",
}

SECTIONS: Final[dict[str, tuple[Key, ...]]] = {
    "dataset": (
        Key("name", "id", "Short name of the data set", True),
        Key("title", "text", "Title of the data set", True),
        Key("description", "text", "What the data set is, in a sentence or two", True),
        Key("reporter", "ref", "The economy that the figures are about", True, refers_to="areas"),
        Key("licence", "licence", "SPDX identifier of the licence of the data", True),
        Key("version", "text", "Version of the data", True),
        Key("contributors", "texts", "Who curated the data"),
        Key("fiscal_year_start", "month", "Month in which the fiscal years of its texts begin"),
        Key("named_starts", "starts", "Days that texts name without printing them"),
    ),
    "areas": (
        Key("id", "area_id", "Code of the economy or group", True),
        Key("name", "text", "Name as readers know it", True),
        Key("in_text", "text", "Name inside a sentence, where it differs: the European Union"),
        Key("part_of", "memberships", "Larger areas that this one belongs to, with days if any"),
        Key("sum_of", "refs", "Areas that a group is made of, no more", refers_to="areas"),
        Key(
            "outside",
            "refs",
            "Groups that it never belonged to, and areas that it never overlapped",
            refers_to="areas",
        ),
        Key("adjectives", "words", "Beginnings of its adjectives: italian"),
        Key("words", "words", "Further names of it in texts"),
    ),
    "units": (
        Key("id", "id", "Name of the unit in values: 5 million tonne", True),
        Key("name", "text", "Name as readers know it: tonnes", True),
        Key("symbol", "text", "Symbol: t", True),
        Key("scale", "factor", "How many of its base unit it is"),
        Key("base", "ref", "Unit that figures are kept in", refers_to="units"),
        Key("words", "words", "Its words in texts"),
    ),
    "indicators": (
        Key("id", "id", "Name of the indicator in tables", True),
        Key("name", "text", "Name as readers know it", True),
        Key("topic", "id", "Topic, and name of the table of its figures", True),
        Key("kind", "enum", "How its numbers behave in time", True, INDICATOR_KINDS),
        Key("unit", "unit", "What its numbers count", True, INDICATOR_UNITS),
        Key("statement", "text", "Subject of a sentence, with {reporter} and {partner}", True),
        Key("definition", "text", "What is measured", True),
        Key("sum_of", "refs", "Indicators that add up to this one", refers_to="indicators"),
        Key("part_of", "ref", "Indicator that contains this one", refers_to="indicators"),
        Key("minus", "refs", "Balance: what is taken from the sum", refers_to="indicators"),
        Key("of", "ref", "What a growth, share, ... is measured on", refers_to="indicators"),
        Key("whole", "ref", "Share: the area that is 100 %", refers_to="areas"),
        Key("side", "enum", "Share: whose side the whole stands on", False, SIDES),
        Key("within", "ref", "Share: the indicator that is 100 %", refers_to="indicators"),
        Key("among", "text", _AMONG),
        Key("per", "text", "Average: what one is counted for: month, year, inhabitant, EUR"),
        Key("mirror", "ref", "What the other side calls the same flow", refers_to="indicators"),
        Key("words", "words", "Beginnings of words that name it in texts"),
    ),
    "sources": (
        Key("id", "id", "Name of the source in tables", True),
        Key("title", "text", "Title in our own words", True),
        Key("kind", "enum", "Kind of document", True, SOURCE_KINDS),
        Key("published", "published", "Day of publication", True),
        Key("published_basis", "enum", "Whether that day is printed", False, BASES),
        Key("published_reason", "text", "Why, where the day is inferred"),
        Key("language", "enum", "Language of the text", True, LANGUAGES),
        Key("publisher", "text", "Publisher, where the document prints one"),
        Key("document", "file", "File name of the text that was read"),
        Key("sha256", "sha256", "SHA-256 of the text that was read"),
        Key("skip_lines", "lines", "Lines at the top of the document that are a header"),
        Key("copy_of", "ref", "Source whose text this one repeats", refers_to="sources"),
        Key("url", "url", "Web address of the document"),
        Key("archived", "url", "Address of a copy in a web archive"),
        Key("note", "text", "Anything a user should know"),
    ),
    "figures": (
        Key("id", "id", "Name of the figure in tables and addresses", True),
        Key("indicator", "ref", "What is measured", True, refers_to="indicators"),
        Key("reporter", "ref", "The economy it is about", refers_to="areas"),
        Key("partner", "ref", "The other side", True, refers_to="areas"),
        Key("period", "period", "What the number covers; both ends count", True),
        Key("period_basis", "enum", "Whether the period is printed", False, BASES),
        Key("period_reason", "text", "Why, where the period is inferred"),
        Key("period_as_stated", "phrase", "The words that state the period, as printed"),
        Key("base", "period", "What it is measured against, if not the same span a year before"),
        Key("value", "amount", "The number with its printed digits, scale and unit", True),
        Key("qualifier", "enum", "What the wording allows", False, QUALIFIERS),
        Key("status", "enum", "What the text says that it is", False, STATUSES),
        Key("among", "text", _AMONG),
        Key("as_stated", "phrase", "The numeric phrase as printed", True),
        Key("unit_as_stated", "phrase", _UNIT_AS_STATED),
        Key("source", "ref", "Where it stands", True, refers_to="sources"),
        Key("paragraph", "integer", "Paragraph of the document, from 1"),
        Key("occurrence", "integer", "Which one, where the phrase stands there more than once"),
        Key("authority", "text", "Whom the document cites for the number"),
        Key("precision", "quantity", "Step to use where the printed digits mislead"),
        Key("precision_reason", "text", "Why the printed digits mislead"),
        Key("supersedes", "ref", "The figure that this one corrects", refers_to="figures"),
        Key("retracted", "date", "Day on which the source took it back"),
        Key("retracted_reason", "text", "Why it was taken back"),
        Key("meant", "texts", "What the audit asked about and is right as it stands: area WLD"),
        Key("note", "text", "Any ambiguity"),
    ),
    "events": (
        Key("id", "id", "Name of the event in tables", True),
        Key("date", "period", "When, as exactly as printed", True),
        Key("title", "text", "Title in our own words", True),
        Key("kind", "enum", "Kind of event", True, EVENT_KINDS),
        Key("partner", "ref", "The other side", refers_to="areas"),
        Key("source", "ref", "Where it stands", True, refers_to="sources"),
        Key("paragraph", "integer", "Paragraph of the document, from 1", True),
        Key("as_stated", "phrase", "The date as printed", True),
        Key("occurrence", "integer", "Which one, where the phrase stands there more than once"),
        Key("note", "text", "Any ambiguity"),
    ),
    "dismissed": (
        Key("source", "ref", "Where it stands", True, refers_to="sources"),
        Key("paragraph", "integer", "Paragraph of the document, from 1", True),
        Key("phrase", "phrase", "The numeral as printed", True),
        Key("occurrence", "integer", "Which one, where the phrase stands there more than once"),
        Key("reason", "enum", "Why it is no figure", True, DISMISSAL_REASONS),
    ),
}
"""Sections of figures.yaml. `dataset` is one mapping, the others are lists of mappings."""

BASE_UNITS: Final = "base units of `unit`: 16 billion is 16000000000, 24 % is 24"

_FIGURE: Final = (
    Field(
        "figure_id",
        "string",
        "Figure",
        "Identifier of the statement, stable",
        "FIGURE_ID",
        role="dimension",
    ),
    Field("indicator", "string", "Indicator", "What is measured", "INDICATOR", role="dimension"),
    Field("topic", "string", "Topic", "Topic of the indicator", "TOPIC"),
    Field(
        "reporter",
        "string",
        "Reporter",
        "The economy that it is about",
        "REF_AREA",
        role="dimension",
    ),
    Field("partner", "string", "Partner", "The other side", "COUNTERPART_AREA", role="dimension"),
    Field(
        "period",
        "string",
        "Period",
        "What the number covers, as curated",
        "TIME_PERIOD",
        role="time",
    ),
    Field(
        "period_start",
        "date",
        "From",
        "First day of the period; empty where nothing says when it began",
        "PERIOD_START",
        required=False,
    ),
    Field("period_end", "date", "To", "Last day of the period", "PERIOD_END"),
    Field(
        "coverage",
        "string",
        "Coverage",
        "A whole calendar year, a part of one, a cumulative window over several, or one day",
        "COVERAGE",
        enum=COVERAGES,
    ),
    Field("year", "year", "Year", "Calendar year of the last day of the period", "YEAR"),
    Field(
        "value",
        "number",
        "Value",
        "The number that is stated; empty for a range, whose ends are the printed ones",
        "OBS_VALUE",
        required=False,
        unit=BASE_UNITS,
        role="measure",
    ),
    Field(
        "unit",
        "string",
        "Unit",
        "ISO 4217 currency, percent, rank, count, times, index, or a declared unit",
        "UNIT_MEASURE",
    ),
    Field(
        "qualifier",
        "string",
        "Qualifier",
        "What the wording allows; more_than and less_than exclude the number itself, which `low` or"
        " `high` still has",
        "QUALIFIER",
        enum=QUALIFIERS,
    ),
    Field(
        "low",
        "number",
        "At least",
        "Lowest true value that wording and digits allow",
        "OBS_LOW",
        required=False,
        unit=BASE_UNITS,
    ),
    Field(
        "high",
        "number",
        "At most",
        "Highest true value that wording and digits allow; empty where the end is open",
        "OBS_HIGH",
        required=False,
        unit=BASE_UNITS,
    ),
    Field("as_stated", "string", "As stated", "The numeric phrase as printed", "AS_STATED"),
    Field("source_id", "string", "Source", "Source that states it", "SOURCE_ID"),
    Field("published", "date", "Published", "Day of publication of the source", "PUBLISHED"),
    Field(
        "paragraph",
        "integer",
        "Paragraph",
        "Paragraph of the source, from 1; empty for a row of an official table",
        "PARAGRAPH",
        required=False,
        minimum=1,
    ),
    Field(
        "authority",
        "string",
        "Authority",
        "Whom the source cites for the number",
        "AUTHORITY",
        required=False,
    ),
    Field(
        "period_basis",
        "string",
        "Period is",
        "Whether the period is printed or inferred",
        "PERIOD_BASIS",
        enum=BASES,
    ),
    Field(
        "note",
        "string",
        "Note",
        "Why the period is inferred, why a precision is set, and any ambiguity",
        "COMMENT_OBS",
        required=False,
    ),
    Field(
        "status",
        "string",
        "Status",
        "What the source says that it is: a fact, an estimate, a forecast or a target",
        "STATEMENT_STATUS",
        enum=STATUSES,
    ),
    Field(
        "base",
        "string",
        "Against",
        "Period that it is measured against; empty where that is the same span a year before",
        "BASE_PERIOD",
        required=False,
    ),
    Field(
        "among",
        "string",
        "Among",
        "Among whom a rank is",
        "RANK_AMONG",
        required=False,
    ),
    Field(
        "period_as_stated",
        "string",
        "Period as stated",
        "The words that state the period, as printed",
        "PERIOD_AS_STATED",
        required=False,
    ),
    Field(
        "supersedes",
        "string",
        "Corrects",
        "The figure that this one corrects",
        "SUPERSEDES",
        required=False,
    ),
    Field(
        "retracted",
        "date",
        "Taken back",
        "Day on which the source took it back",
        "RETRACTED",
        required=False,
    ),
    Field(
        "unit_as_stated",
        "string",
        "Unit as stated",
        "The words that state scale and unit where the phrase has neither, as printed elsewhere",
        "UNIT_AS_STATED",
        required=False,
    ),
    Field(
        "meant",
        "string",
        "Confirmed",
        "What the curator says is meant where words near the number could tell otherwise: a "
        "question of the audit and what the figure says to it, separated by semicolons",
        "CONFIRMED",
        required=False,
    ),
)

_SOURCE: Final = (
    Field("source_id", "string", "Source", "Identifier of the source, stable", "SOURCE_ID"),
    Field(
        "document",
        "string",
        "Document",
        "File name of the text that was read",
        required=False,
    ),
    Field(
        "sha256",
        "string",
        "SHA-256",
        "Digest of the text that was read",
        required=False,
        pattern="[0-9a-f]{64}",
    ),
    Field("title", "string", "Title", "Title in our own words", "TITLE"),
    Field(
        "publisher",
        "string",
        "Publisher",
        "Publisher; empty where the document prints none",
        required=False,
    ),
    Field("kind", "string", "Kind", "Kind of document", enum=SOURCE_KINDS),
    Field("published", "date", "Published", "Day of publication", "PUBLISHED"),
    Field(
        "published_basis",
        "string",
        "Date is",
        "Whether the day of publication is printed or inferred",
        enum=BASES,
    ),
    Field("language", "string", "Language", "ISO 639-1 code of the text", enum=LANGUAGES),
    Field(
        "published_as",
        "string",
        "Published as",
        "Day, month or year of publication, as exactly as it is known; `published` is its last day",
    ),
    Field(
        "copy_of",
        "string",
        "Copy of",
        "Source whose text this one repeats",
        required=False,
    ),
    Field("url", "string", "Address", "Web address of the document", required=False),
    Field(
        "archived",
        "string",
        "Archived",
        "Address of a copy in a web archive",
        required=False,
    ),
)

_INDICATOR: Final = (
    Field("indicator", "string", "Indicator", "Identifier of the indicator", "INDICATOR"),
    Field("name", "string", "Name", "Name as readers know it"),
    Field("topic", "string", "Topic", "Topic, and name of the table of its figures", "TOPIC"),
    Field("kind", "string", "Kind", "How its numbers behave in time", enum=INDICATOR_KINDS),
    Field("unit", "string", "Unit", "What its numbers count"),
    Field("definition", "string", "Definition", "What is measured"),
)

_AREA: Final = (
    Field("area", "string", "Area", "ISO 3166-1 alpha-3, WLD, or Eurostat's group code", "AREA"),
    Field("name", "string", "Name", "Name as readers know it"),
    Field(
        "part_of",
        "string",
        "Part of",
        "Larger areas, separated by spaces",
        required=False,
    ),
)

_EVENT: Final = (
    Field("event_id", "string", "Event", "Identifier of the event"),
    Field("date", "string", "Date", "When, as exactly as printed"),
    Field("date_start", "date", "From", "First day that the date allows"),
    Field("date_end", "date", "To", "Last day that the date allows"),
    Field("title", "string", "Title", "Title in our own words"),
    Field("kind", "string", "Kind", "Kind of event", enum=EVENT_KINDS),
    Field("partner", "string", "Partner", "The other side", required=False),
    Field("source_id", "string", "Source", "Source that states it", "SOURCE_ID"),
    Field("paragraph", "integer", "Paragraph", "Paragraph of the source, from 1", minimum=1),
    Field("as_stated", "string", "As stated", "The date as printed"),
    Field("note", "string", "Note", "Any ambiguity", required=False),
)

_DISMISSED: Final = (
    Field("source_id", "string", "Source", "Source that it stands in", "SOURCE_ID"),
    Field("paragraph", "integer", "Paragraph", "Paragraph of the source, from 1", minimum=1),
    Field("phrase", "string", "Phrase", "The numeral as printed"),
    Field(
        "occurrence",
        "integer",
        "Occurrence",
        "Which one, where the phrase stands in the paragraph more than once; from 1",
        minimum=1,
    ),
    Field("reason", "string", "Reason", "Why it is no figure", enum=DISMISSAL_REASONS),
)

_UNIT: Final = (
    Field("unit", "string", "Unit", "Identifier of the unit, as in the column `unit`"),
    Field("name", "string", "Name", "Name as readers know it"),
    Field("symbol", "string", "Symbol", "Symbol"),
    Field("scale", "number", "Scale", "How many of its base unit it is"),
    Field("base", "string", "Base unit", "Unit that figures are kept in"),
)

_FIGURE_KEYS: Final = (
    ("indicator", "indicators", "indicator"),
    ("reporter", "areas", "area"),
    ("partner", "areas", "area"),
    ("source_id", "sources", "source_id"),
)


def topic_table(topic: str) -> Table:
    """The table of the figures of one topic: same columns, key and references as `figures`."""
    return Table(topic, f"Figures of the topic {topic}", _FIGURE, ("figure_id",), _FIGURE_KEYS)


FIGURES: Final = Table(
    "figures", "Every figure, one statement a row", _FIGURE, ("figure_id",), _FIGURE_KEYS
)
SOURCES: Final = Table("sources", "The documents", _SOURCE, ("source_id",))
INDICATORS: Final = Table("indicators", "What is measured", _INDICATOR, ("indicator",))
AREAS: Final = Table("areas", "Economies and groups of economies", _AREA, ("area",))
EVENTS: Final = Table(
    "events",
    "Dated events beside the figures",
    _EVENT,
    ("event_id",),
    (("partner", "areas", "area"), ("source_id", "sources", "source_id")),
)
DISMISSED: Final = Table(
    "dismissed",
    "Numerals of the documents that are no figures, and why",
    _DISMISSED,
    ("source_id", "paragraph", "phrase", "occurrence"),
    (("source_id", "sources", "source_id"),),
)
UNITS: Final = Table(
    "units",
    "Units that the data set declares, beside currencies, percent, counts and ranks",
    _UNIT,
    ("unit",),
    (("base", "units", "unit"),),
)

REFERENCE: Final = Table(
    "reference",
    "Official figures that the statements are tested against",
    _FIGURE,
    ("figure_id",),
    (*_FIGURE_KEYS[:-1], ("source_id", "reference_sources", "source_id")),
)
REFERENCE_SOURCES: Final = Table(
    "reference_sources", "The official tables", _SOURCE, ("source_id",)
)

TABLES: Final = (FIGURES, SOURCES, INDICATORS, AREAS, EVENTS, DISMISSED, UNITS)
"""The tables that every book has; each topic adds one (see `topic_table`)."""

RESERVED: Final = frozenset(
    (
        *(table.name for table in (*TABLES, REFERENCE, REFERENCE_SOURCES)),
        *("reconciliation", "conflicts", "deduced", "not_known", "coverage"),
        *("ranges", "causes", "unlikely", "dismissed", "readings"),
        *("datapackage", "citation", "provenance", "dataset", "readme"),
        *("changes", "openapi", "licence", "duckdb"),
        *("documents", "agree", "tables", "api", "overview", "check", "compare", "download"),
        *("units", "attested", "static", "media", "component"),
    )
)
"""Names that no topic can have: tables and files beside them, pages, and where a server looks."""

SDMX_ONLY: Final = (
    Field(
        "unit_mult",
        "integer",
        "Unit multiplier",
        "Power of ten of the printed scale word; multiplies the value and its bounds",
        "UNIT_MULT",
    ),
    Field(
        "decimals",
        "integer",
        "Decimals",
        "Digits after the decimal mark, as printed",
        "DECIMALS",
        minimum=0,
    ),
    Field(
        "obs_status",
        "string",
        "Observation status",
        "V (unvalidated): a statement as a source prints it; A (normal): official statistics; E"
        " (estimated), F (forecast, or a target): the source says so",
        "OBS_STATUS",
        enum=("A", "E", "F", "V"),
    ),
)
"""Columns of the SDMX message that the tidy tables leave to their base units."""
