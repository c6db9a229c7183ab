"""Writes `etl/words/cldr_*.py`: names of currencies and units, from Babel's CLDR data.

Run `python -m tests.cldr` after an update of Babel; a test compares what stands there. The
tables are generated and not loaded from Babel, because `check` starts without it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from etl.core.schema import CURRENCIES, LANGUAGES

FOLDER: Final = Path(__file__).parent.parent / "etl" / "words"
_NO_UNITS: Final = frozenset(
    ("ft", "oz", "ct", "ac", "cd", "bu", "kt", "mi", "\u0430\u043a\u0440.", "\u043c\u0438")
)
"""Too short to be told from other words."""
_ADJECTIVE: Final = re.compile(
    "(?:[\u0438\u044b]\u0439|\u0430\u044f|\u043e\u0435|[\u0438\u044b]\u0435|[\u0438\u044b]\u0445|[\u043e\u0435]\u0433\u043e|[\u043e\u0435]\u0439|[\u043e\u0435]\u043c)$"
)
_VOWELS: Final = re.compile(
    "[aeio\u0430\u044f\u0438\u044b\u0439\u044c\u0435\u043e\u0443\u044e\u0445\u0433\u043c]{1,3}$"
)
_NEW: Final = frozenset(("nuovo", "nuovi", "antico", "antichi", "diritti"))
UNITS: Final = {
    "mass-tonne": "tonne",
    "mass-kilogram": "kilogram",
    "mass-gram": "gram",
    "mass-ounce": "ounce",
    "mass-carat": "carat",
    "volume-barrel": "barrel",
    "volume-liter": "litre",
    "volume-hectoliter": "hectolitre",
    "volume-cubic-meter": "cubic_metre",
    "volume-cubic-foot": "cubic_foot",
    "volume-gallon": "gallon",
    "volume-bushel": "bushel",
    "energy-kilowatt-hour": "kWh",
    "power-watt": "watt",
    "power-kilowatt": "kilowatt",
    "power-megawatt": "megawatt",
    "power-gigawatt": "gigawatt",
    "area-square-meter": "square_metre",
    "area-square-kilometer": "square_kilometre",
    "area-square-foot": "square_foot",
    "area-square-mile": "square_mile",
    "area-hectare": "hectare",
    "area-acre": "acre",
    "length-kilometer": "kilometre",
    "length-meter": "metre",
    "length-mile": "mile",
    "length-foot": "foot",
    "temperature-celsius": "celsius",
}
"""Units of measure that news state, by what the reader calls them."""
_PER: Final = re.compile("/|per |\u043d\u0430 ")
_EURO: Final = 1999
"""Older money goes by the names of countries that have other money of that name today."""
_STILL_WRITTEN: Final = date(1990, 1, 1)
_CASES: Final = {
    "\u043e\u0432": "\u0430\u043c \u0430\u043c\u0438 \u0430\u0445 \u0443 \u043e\u043c \u044b",
    "\u0435\u0439": "\u044f\u043c \u044f\u043c\u0438 \u044f\u0445 \u044e \u0435\u043c \u0438",
    "\u0438\u0439": (
        "\u0438\u044f\u043c \u0438\u044f\u043c\u0438 \u0438\u044f\u0445"
        " \u0438\u044e \u0438\u0435\u0439"
    ),
}
# What the Bank for International Settlements counts most of (Triennial Survey 2022), most first.
TRADED: Final = (
    "USD EUR JPY GBP CNY AUD CAD CHF HKD SGD SEK KRW NOK NZD INR MXN TWD ZAR BRL DKK PLN THB ILS"
    " IDR CZK AED TRY HUF CLP SAR PHP MYR COP RUB RON PEN"
).split()


def codes() -> list[str]:
    """Currencies in use, drawing rights, and those that were money in the last decades."""
    last: dict[str, date] = {}
    for rows in get_global("territory_currencies").values():
        for code, _, until, tender in rows:
            if tender:
                day = date(*until) if until else date.max
                last[code] = max(day, last.get(code, date.min))
    former = [code for code, day in last.items() if day >= _STILL_WRITTEN]
    order = {code: at for at, code in enumerate(TRADED)}
    known = {*CURRENCIES, "XDR", *former}
    return sorted(known, key=lambda code: (order.get(code, 99), code not in CURRENCIES, code))


def former() -> dict[str, int]:
    """Currencies that are no money any more, with the last year in which they were."""
    last: dict[str, int] = {}
    for rows in get_global("territory_currencies").values():
        for code, _, until, tender in rows:
            if tender:
                last[code] = max(date(*until).year if until else 9999, last.get(code, 0))
    written = _STILL_WRITTEN.year
    return {
        code: year
        for code, year in sorted(last.items())
        if code not in CURRENCIES and written <= year < 9999
    }


def former_module() -> str:
    """The text of `etl/core/former.py`."""
    return "\n".join(
        (
            '"""Currencies that are no money any more (Unicode\'s CLDR): see tests/cldr.py."""',
            "",
            "from __future__ import annotations",
            "",
            "from typing import Final",
            "",
            "FORMER: Final[dict[str, int]] = {",
            *(f'    "{code}": {year},' for code, year in former().items()),
            "}",
            '"""The last year of each; figures of that time may be in it."""',
            "",
        )
    )


def names(language: str) -> Iterator[tuple[str, str]]:
    """Every name of every currency in every number, in lower case, with its code."""
    locale = Locale(language)
    plurals = locale._data["currency_names_plural"]
    for code in codes():
        forms = {locale.currencies.get(code, ""), *dict(plurals.get(code, {})).values()}
        for form in sorted(forms):
            name = form.partition("(")[0].strip().lower().replace("\u2019", "'")
            if name and not any(map(str.isdigit, name)):
                yield name, code


def noun(name: str, language: str) -> str:
    """The word that a currency goes by without its country: rupee, corona."""
    words = name.split()
    if language == "en":
        return words[-1]
    while len(words) > 1 and (words[0] in _NEW or _ADJECTIVE.search(words[0])):
        del words[0]
    return words[0]


def cases(word: str) -> set[str]:
    """Further cases of a Russian noun, of its genitive in the plural."""
    for ending, others in _CASES.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return {word.removesuffix(ending) + other for other in others.split()}
    return set()


def countries(language: str, shared: set[str]) -> dict[str, str]:
    """How words for a country begin, with its currency, where other currencies have its name."""
    found: dict[str, str] = {}
    for territory, name in Locale(language).territories.items():
        own = get_territory_currencies(territory) if len(territory) == 2 else []
        if len(own) == 1 and own[0] in shared:
            found.setdefault(_stem(name.lower()), own[0])
        elif len(own) == 1 and (past := _of_the_past(territory, shared)):
            stem = _stem(name.lower())
            # "Franc" begins a country and a currency.
            is_money = any(noun(one, language).startswith(stem) for one, _ in names(language))
            found.setdefault(name.lower() if is_money else stem, past[0])
    for name, code in names(language):
        words = [word for word in name.split() if word != noun(name, language)]
        if code in shared and len(words) == 1 and len(name.split()) == 2:
            found.setdefault(_stem(words[0]), code)
    return {stem: code for stem, code in found.items() if len(stem) > 2}


def _of_the_past(territory: str, shared: set[str]) -> list[str]:
    """The last money of a country before that of today, where others have its name."""
    rows = get_global("territory_currencies").get(territory, ())
    ended = sorted((until, code) for code, _, until, tender in rows if until and tender)
    return [code for until, code in ended[-1:] if code in shared and until[0] >= _EURO]


def _stem(name: str) -> str:
    """A name without the vowels that its cases change."""
    if " " in name or len(name) < 5:
        return name
    return _VOWELS.sub("", name)


def units(language: str) -> dict[str, str]:
    """Names and symbols of units, in lower case."""
    patterns = Locale(language)._data["unit_patterns"]
    found: dict[str, str] = {}
    for key, unit in UNITS.items():
        for length in ("long", "short", "narrow"):
            for pattern in dict(patterns[key].get(length, {})).values():
                name = str(pattern).replace("{0}", "").replace("\xa0", " ").strip().lower()
                if len(name) > 1 and name not in _NO_UNITS and not _PER.match(name):
                    found.setdefault(name, unit)
    return found


def module(language: str) -> str:
    """The text of one generated module."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, code in names(language):
        if code not in by_name[name]:
            by_name[name].append(code)
    by_noun: dict[str, list[str]] = defaultdict(list)
    for name, found in by_name.items():
        word = noun(name, language)
        for form in {word, *(cases(word) if language == "ru" else ())}:
            by_noun[form] += [code for code in found if code not in by_noun[form]]
    shared = {code for found in by_noun.values() if len(found) > 1 for code in found}
    stems = countries(language, shared)
    order = {code: at for at, code in enumerate(codes())}
    for found in by_noun.values():
        found.sort(key=order.__getitem__)
    lines = [
        f'"""Names of currencies and units in Unicode\'s CLDR ({language}): see tests/cldr.py."""',
        "# ruff: noqa: E501, RUF001 - generated, in the letters of its language",
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        "CURRENCY_NAMES: Final[dict[str, str]] = {",
        *(f'    "{name}": "{" ".join(found)}",' for name, found in sorted(by_name.items())),
        "}",
        "CURRENCY_NOUNS: Final[dict[str, str]] = {",
        *(f'    "{word}": "{" ".join(found)}",' for word, found in sorted(by_noun.items())),
        "}",
        "COUNTRY_STEMS: Final[dict[str, str]] = {",
        *(f'    "{stem}": "{code}",' for stem, code in sorted(stems.items())),
        "}",
        "UNIT_NAMES: Final[dict[str, str]] = {",
        *(f'    "{name}": "{unit}",' for name, unit in sorted(units(language).items())),
        "}",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    (FOLDER.parent / "core" / "former.py").write_text(former_module(), "utf-8")
    for code_of_language in LANGUAGES:
        (FOLDER / f"cldr_{code_of_language}.py").write_text(module(code_of_language), "utf-8")
