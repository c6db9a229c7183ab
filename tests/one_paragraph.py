"""What check and audit say of figures that one paragraph states.

Nothing in it is true. Words for indicators and areas are declared in three languages.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

from etl.audit import audit
from etl.book.load import load

_AREAS: Final = (
    "{id: BOR, name: Borduria, words: {it: [Borduria], ru: [Бордури]}, "
    "adjectives: {en: [bordurian], it: [bordur], ru: [бордурск]}}",
    "{id: SYL, name: Syldavia, words: {it: [Sildavia], ru: [Сильдави]}, part_of: [EUR], "
    "adjectives: {en: [syldavian], it: [sildav], ru: [сильдавск]}}",
    "{id: RUR, name: Ruritania, words: {it: [Ruritania], ru: [Руритани]}, part_of: [EUR]}",
    "{id: EUR, name: Europe, words: {it: [Europa], ru: [Европ]}, part_of: [WLD]}",
    "{id: BOTH, name: Syldavia and Ruritania, sum_of: [SYL, RUR], part_of: [WLD]}",
    "{id: WLD, name: the world, words: {it: [mondo], ru: [мир]}}",
)
# id, kind, unit, words in English, Italian and Russian, further keys
_INDICATORS: Final = (
    ("turnover", "flow", "currency", "turnover", "interscambio", "товарооборот", ""),
    ("exports", "flow", "currency", "export", "esporta", "экспорт", ", mirror: imports"),
    ("imports", "flow", "currency", "import", "importa", "импорт", ", mirror: exports"),
    ("tea", "flow", "currency", "tea", "tè", "", ", part_of: exports"),
    ("gifts", "flow", "currency", "gift", "", "", ""),
    ("fdi", "flow", "currency", "invest", "invest", "инвест", ""),
    ("visas", "flow", "count", "visa", "vist", "виз", ""),
    ("freight", "flow", "tonne", "freight", "merci", "груз", ""),
    ("students", "flow", "count", "student", "student", "студент", ""),
    ("firms", "stock", "count", "firm", "impres", "компан", ""),
    ("balance", "balance", "currency", "balance", "saldo", "сальдо", ", sum_of: [exports]"),
    ("net", "net_flow", "currency", "", "", "", ""),
    ("change", "change", "currency", "", "", "", ", of: turnover"),
    ("growth", "growth", "percent", "", "", "", ", of: turnover"),
    ("exports_growth", "growth", "percent", "", "", "", ", of: exports"),
    ("firms_growth", "growth", "percent", "", "", "", ", of: firms"),
    ("share", "share", "percent", "share", "quota", "доля", ", of: turnover, whole: WLD"),
    ("share_change", "change", "percent", "", "", "", ", of: share"),
    ("rank", "rank", "rank", "trading partner", "", "", ", of: turnover"),
    ("times", "multiple", "times", "", "", "", ", of: turnover"),
    ("average", "average", "currency", "", "", "", ", of: exports, per: month"),
    ("yearly", "average", "currency", "", "", "", ", of: exports, per: year"),
    ("each", "average", "currency", "", "", "", ", of: exports, per: inhabitant"),
    ("price", "average", "currency", "barrel", "", "", ", per: barrel"),
    ("index", "index", "index", "index", "indice", "индекс", ""),
)
_STATEMENTS: Final = {
    "exports": "Exports of {reporter} to {partner}",
    "imports": "Imports of {reporter} from {partner}",
    "net": "Net investment",
    "students": "Students of {reporter} at universities of {partner}",
    "fdi": "Investment from {partner} into {reporter}",
    "share": "The share of {partner} in the trade of {reporter}",
    "rank": "The rank of {partner} among the partners of {reporter}",
}
"""Of those that have a direction."""
_REASON: Final = "So."
"""Of a period that is inferred."""
_HEAD: Final = """\
format: 2
dataset: {{name: small, title: Small, description: Not true., reporter: BOR, licence: CC-BY-4.0,
  version: 1.0.0{dataset}}}
areas: [{areas}]
units: [{{id: tonne, name: Tonne, symbol: t, scale: 1, base: tonne,
  words: {{en: [tonne, tonnes], it: [tonnellate], ru: [тонн]}}}}]
indicators: [{indicators}]
sources: [{{id: note, title: Note, kind: press_release, published: {published},
  language: {language}, document: note.txt, sha256: {digest}}}]
figures: {figures}
dismissed: {dismissed}
{more}
"""


def entry(indicator: str, value: str, as_stated: str, **keys: object) -> dict[str, object]:
    """A figure of the paragraph; its partner is SYL and its period 2019 where nothing is said.

    Without words that state its period, it is inferred where the text does not print its year.
    """
    inferred = {} if "period_as_stated" in keys else {"period_basis": "inferred"}
    reason = {} if "period_as_stated" in keys else {"period_reason": _REASON}
    given = {"indicator": indicator, "value": value, "as_stated": as_stated}
    usual = {"partner": "SYL", "period": "2019", **inferred, **reason}
    return {**usual, **given, "source": "note", "paragraph": 1, **keys}


def book_text(
    text: str,
    *figures: dict[str, object],
    language: str = "en",
    published: str = "2020-02-11",
    dismissed: str = "[]",
    more: str = "",
    dataset: str = "",
) -> str:
    """A figures file of one source whose document is the text; dataset: further keys of it."""
    rows = [
        "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in figure.items()) + "}"
        for figure in ({"id": f"f-{n}", **_based(f, text)} for n, f in enumerate(figures, 1))
    ]
    return _HEAD.format(
        areas=", ".join(_AREAS),
        indicators=", ".join(map(_indicator, _INDICATORS)),
        published=published,
        language=language,
        digest=sha256(text.encode()).hexdigest(),
        figures="".join(f"\n  - {row}" for row in rows) or "[]",
        dismissed=dismissed,
        more=more,
        dataset=f", {dataset}" if dataset else "",
    )


def told(
    text: str,
    *figures: dict[str, object],
    language: str = "en",
    published: str = "2020-02-11",
    **more: str,
) -> list[tuple[str, str, str]]:
    """Rule, finding and what to do of every problem of check, or else of every finding."""
    file = book_text(text, *figures, language=language, published=published, **more)
    loaded = load(file.encode())
    if loaded.book is None:
        return [(problem.rule, problem.found, problem.allowed) for problem in loaded.problems]
    report = audit(loaded.book, {"note.txt": text.encode()})
    return [(finding.rule, finding.found, finding.todo) for finding in report.findings]


def rules(text: str, *figures: dict[str, object], language: str = "en") -> list[str]:
    """The rules alone that check and audit say are broken."""
    return [rule for rule, _, _ in told(text, *figures, language=language)]


def remarks(text: str, *figures: dict[str, object], **keys: str) -> list[tuple[str, str]]:
    """Rule and finding, but for numbers that no figure holds."""
    return [one[:2] for one in told(text, *figures, **keys) if one[0] != "pending"]


def _based(figure: dict[str, object], text: str) -> dict[str, object]:
    """A figure whose period is stated where the text prints its year, unless a test says else."""
    year = str(figure["period"])[:4]
    is_printed = year in text or f"'{year[2:]}" in text
    if figure.get("period_reason") != _REASON or not is_printed:
        return figure
    return {k: v for k, v in figure.items() if k not in ("period_basis", "period_reason")}


def _scalar(value: object) -> str:
    return json.dumps(value if isinstance(value, list) else str(value), ensure_ascii=False)


def _indicator(row: tuple[str, ...]) -> str:
    name, kind, unit, *words, more = row
    spoken = dict(zip(("en", "it", "ru"), words, strict=True))
    known = ", ".join(f"{language}: [{word}]" for language, word in spoken.items() if word)
    minus = ", minus: [imports]" if kind == "balance" else ""
    said = f", words: {{{known}}}" if known else ""
    return (
        f"{{id: {name}, name: {name}, topic: a, kind: {kind}, unit: {unit}, "
        f"statement: '{_STATEMENTS.get(name, 'S')}', "
        f"definition: D{more}{minus}{said}}}"
    )
