"""A small world for the audit: three documents written for it, in three languages, with every trap.

Nothing in it is true. `FIGURES` is its figures file, `DOCUMENTS` the texts by file name.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from etl.audit import AuditReport, audit
from etl.book.load import load
from etl.core.model import Book
from tests.phrasing import read_phrase

NOTE: Final = """\
 date 2020-02-11 SZOHOD – Trade ministers of the three countries met on Tuesday. Posted:
11.02.2020, 9:30.

Syldavia ranks third among the trading partners of Borduria (one of the largest, I believe),
with a share of 14.4% of all its trade in 2018.

According to the customs, in 2018 trade stood at 16.216 billiondollars (exports - 14.8 billion,
imports – 1.416 billion). In January-April 2019 it reached 6.4 billion US dollars (exports - 6
billion, imports – 400 million).

Over the past 20 years, Syldavian firms have put up to $7.6 billion into Borduria; since 2005 it
has been over 6 billion. About 270 firms are at work today.

In the first five months of 2019, Syldavia issued 12,210 visas (more than 9,600 of which went to
tourists), which is 47% more than in the same period of 2018.

Following the first half of 2019, trade grew by 24% to $8.20 billion (+16.9% in tonnes). No more
than 30 firms left. Nearly 500 stayed.

From 1994 investment amounted to 5 billion dollars roughly. After the flood of April 6, 2009
Borduria gave 1 million 700 thousand euros.

A three-year project with ten singers began in 2001, after the World War II exhibition, the
66-th session and the 15th anniversary of the Treaty of June 12, 1992. It was one of the first
of its kind, and half of the tickets went to Zone B12.

Visits took place in 1994, 1998 and 2003; the second visit in 1998 led to the 2003 Agreement.
Talks doubled."""

NOTA: Final = """\
Klow, 3 marzo 2021. Secondo il ministero, nel primo semestre del 2020 l’interscambio ha
raggiunto 7,6 miliardi di euro.

Il primo ministro ha ricordato che le esportazioni sono cresciute del 12,5% nel 2020, arrivando
a quasi 9.600 milioni di euro; circa 270 mila visti e oltre duecentotrenta imprese.

La Sildavia è il secondo partner: nei primi cinque mesi del 2020 sono arrivati 400 milioni di
euro."""

ZAPISKA: Final = """\
Зоход, 25 июня 2023 года. В I полугодии 2022 года товарооборот вырос на 24% и составил 24 млрд
300 млн долларов США.

За последние 20 лет вложено более 7,6 млрд долл. США, одним из крупнейших инвесторов остаётся
Сильдавия. Работают около 270 компаний.

В январе–апреле 2023 года экспорт вырос до 6 миллиардов долларов, третье место."""

DOCUMENTS: Final = {
    "note.txt": NOTE.encode(),
    "nota.txt": NOTA.encode(),
    "zapiska.txt": ZAPISKA.encode(),
}

# id, kind, unit, what growth and share are measured on, words in texts
_INDICATOR_ROWS: Final = (
    (
        "turnover",
        "flow",
        "currency",
        ", words: {en: [trade], it: [interscambio], ru: [товарооборот]}",
    ),
    ("exports", "flow", "currency", ", words: {en: [export], it: [esporta], ru: [экспорт]}"),
    ("imports", "flow", "currency", ", words: {en: [import], it: [importa], ru: [импорт]}"),
    ("growth", "growth", "percent", ", of: turnover"),
    ("visas_growth", "growth", "percent", ", of: visas"),
    ("exports_growth", "growth", "percent", ", of: exports"),
    ("share", "share", "percent", ", of: turnover, whole: WLD, words: {en: [share]}"),
    ("rank", "rank", "rank", ", words: {en: [trading partner], it: [partner], ru: [место]}"),
    (
        *("fdi", "flow", "currency"),
        ", words: {en: [have put, investment, gave], it: [arrivati], ru: [вложен]}",
    ),
    ("firms", "stock", "count", ", words: {en: [firm], it: [impres], ru: [компан]}"),
    ("visas", "flow", "count", ", words: {en: [visa], it: [vist], ru: [виз]}"),
)
_INDICATORS: Final = "".join(
    f"  - {{id: {name}, name: {name}, topic: all, kind: {kind}, unit: {unit}, "
    f"statement: S, definition: D{more}}}\n"
    for name, kind, unit, more in _INDICATOR_ROWS
)
_HEAD: Final = f"""\
dataset:
  name: borduria
  title: A small world
  description: Nothing in it is true.
  reporter: BOR
  licence: CC-BY-4.0
  version: 1.0.0
areas:
  - id: BOR
    name: Borduria
    words: {{it: [Borduria], ru: [Бордури]}}
  - id: SYL
    name: Syldavia
    words: {{it: [Sildavia], ru: [Сильдави]}}
  - id: RUR
    name: Ruritania
    words: {{it: [Ruritania], ru: [Руритани]}}
  - id: WLD
    name: All economies
    words: {{it: [tutto il mondo], ru: [весь мир]}}
indicators:
{_INDICATORS}sources:
  - id: note
    title: Note
    kind: press_release
    published: 2020-02-11
    language: en
    document: note.txt
    sha256: {sha256(DOCUMENTS["note.txt"]).hexdigest()}
  - id: nota
    title: Nota
    kind: press_release
    published: 2021-03-03
    language: it
    document: nota.txt
    sha256: {sha256(DOCUMENTS["nota.txt"]).hexdigest()}
  - id: zapiska
    title: Zapiska
    kind: press_release
    published: 2023-06-25
    language: ru
    document: zapiska.txt
    sha256: {sha256(DOCUMENTS["zapiska.txt"]).hexdigest()}
figures:
"""

_FIGURES: Final = """\
rank-2018|rank|2018|3|exact|third|note|2
share-2018|share|2018|14.4 %|exact|14.4%|note|2
trade-2018|turnover|2018|16.216 billion USD|exact|16.216 billiondollars|note|3
exports-2018|exports|2018|14.8 billion USD|exact|14.8 billion|note|3
imports-2018|imports|2018|1.416 billion USD|exact|1.416 billion|note|3
trade-2019|turnover|2019-01/2019-04|6.4 billion USD|exact|6.4 billion US dollars|note|3
exports-2019|exports|2019-01/2019-04|6 billion USD|exact|6 billion|note|3
imports-2019|imports|2019-01/2019-04|400 million USD|exact|400 million|note|3
fdi-2020|fdi|2000-02-12/2020-02-11|7.6 billion USD|at_most|up to $7.6 billion|note|4
fdi-2005|fdi|2005/2020-02-11|6 billion USD|more_than|over 6 billion|note|4
firms-2020|firms|2020-02-11|270|approximately|About 270|note|4
visas-2019|visas|2019-01/2019-05|12210|exact|12,210|note|5
tourists-2019|visas|2019-01/2019-05|9600|more_than|more than 9,600|note|5
visas-growth|visas_growth|2019-01/2019-05|47 %|exact|47%|note|5
growth-2019|growth|2019-S1|24 %|exact|24%|note|6
trade-2019-s1|turnover|2019-S1|8.20 billion USD|exact|$8.20 billion|note|6
tonnes-2019|growth|2019-S1|16.9 %|exact|+16.9%|note|6
firms-left|firms|2019-06-30|30|at_most|No more than 30|note|6
firms-stayed|firms|2019-06-30|500|less_than|Nearly 500|note|6
fdi-1994|fdi|1994/2020-02-11|5 billion USD|approximately|5 billion dollars roughly|note|7
aid-2009|fdi|2009|1700 thousand EUR|exact|1 million 700 thousand euros|note|7
it-trade|turnover|2020-S1|7.6 billion EUR|exact|7,6 miliardi di euro|nota|1
it-growth|exports_growth|2020|12.5 %|exact|12,5%|nota|2
it-exports|exports|2020|9600 million EUR|approximately|quasi 9.600 milioni di euro|nota|2
it-visas|visas|2020|270 thousand|approximately|circa 270 mila|nota|2
it-firms|firms|2021-03-03|230|more_than|oltre duecentotrenta|nota|2
it-rank|rank|2020-01/2020-05|2|exact|secondo|nota|3
it-fdi|fdi|2020-01/2020-05|400 million EUR|exact|400 milioni di euro|nota|3
ru-growth|growth|2022-S1|24 %|exact|24%|zapiska|1
ru-trade|turnover|2022-S1|24300 million USD|exact|24 млрд 300 млн долларов США|zapiska|1
ru-fdi|fdi|2003-06-26/2023-06-25|7.6 billion USD|more_than|более 7,6 млрд долл. США|zapiska|2
ru-firms|firms|2023-06-25|270|approximately|около 270|zapiska|2
ru-exports|exports|2023-01/2023-04|6 billion USD|exact|6 миллиардов долларов|zapiska|3
ru-rank|rank|2023-01/2023-04|3|exact|третье|zapiska|3
"""
"""id, indicator, period, value, qualifier, as_stated, source and paragraph of every figure."""

_EVENTS: Final = """\
events:
  - {id: treaty, date: 1992-06-12, title: Treaty, kind: agreement,
     source: note, paragraph: 8, as_stated: "June 12, 1992"}
  - {id: visit, date: 1998, title: Visit, kind: visit,
     source: note, paragraph: 9, as_stated: "1998", occurrence: 2}
"""

# paragraph, phrase, reason, occurrence
_DISMISSED: Final = (
    (1, "three", "plain_count", 1),
    (7, "April 6, 2009", "historical_date", 1),
    (8, "three-year", "plain_count", 1),
    (8, "ten", "plain_count", 1),
    (8, "2001", "historical_date", 1),
    (8, "World War II", "name", 1),
    (8, "66-th", "name", 1),
    (8, "15th", "anniversary", 1),
    (8, "first", "not_a_statistic", 1),
    (8, "half", "not_a_statistic", 1),
    (8, "B12", "name", 1),
    (9, "1994", "historical_date", 1),
    (9, "1998", "historical_date", 1),
    (9, "2003", "historical_date", 1),
    (9, "second", "not_a_statistic", 1),
    (9, "2003 Agreement", "name", 1),
    (9, "doubled", "not_a_statistic", 1),
)


_INFERRED: Final = frozenset(
    (
        *("rank-2018", "fdi-2020", "fdi-2005", "firms-2020", "firms-left", "firms-stayed"),
        *("fdi-1994", "aid-2009", "it-firms", "it-visas", "it-rank", "ru-fdi", "ru-firms"),
    )
)
"""Figures whose period no words state, or not all of it."""


def _figure(row: str) -> str:
    name, indicator, period, value, qualifier, as_stated, source, paragraph = row.split("|")
    said = "" if qualifier == "exact" else f"    qualifier: {qualifier}\n"
    basis = ""
    if name in _INFERRED:
        basis = "    period_basis: inferred\n    period_reason: As the text goes.\n"
    return (
        f"  - id: {name}\n    indicator: {indicator}\n    partner: SYL\n    period: {period}\n"
        f"{basis}    value: {value}\n{said}    as_stated: {as_stated}\n"
        f"    source: {source}\n    paragraph: {paragraph}\n"
    )


FIGURES: Final = (
    _HEAD
    + "".join(_figure(row) for row in _FIGURES.splitlines())
    + _EVENTS
    + "dismissed:\n"
    + "".join(
        f'  - {{source: note, paragraph: {paragraph}, phrase: "{phrase}", '
        f"occurrence: {occurrence}, reason: {reason}}}\n"
        for paragraph, phrase, reason, occurrence in _DISMISSED
    )
)


def book(figures: str = FIGURES) -> Book:
    """The world's figures file, or a changed one, as a book."""
    loaded = load(figures.encode())
    assert loaded.book is not None, loaded.problems
    return loaded.book


def changed(*pairs: tuple[str, str]) -> Book:
    """The world with pieces of its figures file replaced; every piece must be there once."""
    text = FIGURES
    for old, new in pairs:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return book(text)


def lone(
    text: str,
    *figures: tuple[str, str],
    indicator: str = "exports",
    language: str = "en",
    period: str = "2019",
    published: str = "2020-02-11",
) -> AuditReport:
    """The audit of one paragraph by itself.

    figures: value and as_stated of each, of one indicator and period.
    """
    return audit(
        lone_book(
            text,
            *figures,
            indicator=indicator,
            language=language,
            period=period,
            published=published,
        ),
        {"note.txt": text.encode()},
    )


def lone_book(
    text: str,
    *figures: tuple[str, str],
    indicator: str,
    language: str,
    period: str,
    published: str,
) -> Book:
    # Of words that name indicators and areas its tests know nothing.
    plain = re.sub(r", words: \{[^}]*\}|\n    words: \{[^}]*\}", "", _HEAD)
    head, _, sources = plain.partition("sources:\n")
    source = sources[: sources.index("  - id: nota")]
    source = re.sub(r"sha256: .*", f"sha256: {sha256(text.encode()).hexdigest()}", source)
    source = source.replace("language: en", f"language: {language}")
    source = source.replace("2020-02-11", published)
    rows = ""
    for number, (value, as_stated) in enumerate(figures, 1):
        said = read_phrase(as_stated, language).qualifiers[0]
        quoted = "'" + as_stated.replace("'", "''") + "'"
        rows += _figure(f"figure-{number}|{indicator}|{period}|{value}|{said}|{quoted}|note|1")
    return book(f"{head}sources:\n{source}" + (f"figures:\n{rows}" if rows else "figures: []\n"))


def pending(report: AuditReport) -> list[str]:
    """Phrases of the numerals that nothing accounts for."""
    return [finding.phrase for finding in report.findings if finding.rule == "pending"]


def wrong(report: AuditReport) -> list[tuple[str, str]]:
    """Rule and message of every finding that is neither a pending numeral nor a note."""
    return [
        (finding.rule, finding.found)
        for finding in report.findings
        if finding.rule != "pending" and not finding.is_note
    ]
