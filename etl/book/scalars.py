"""One text of a figures file as a value, by the kind of its key.

Raises Refused for what is not allowed. Must not know sections, entries or places.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from etl.book.quantities import read_amount, read_factor, read_value
from etl.core.days import parse_day, parse_period, parse_published
from etl.core.problems import Refused, quoted

_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_AREA: Final = re.compile(r"[A-Z]{3}(?:_[A-Z]{3})*|[A-Z]{2,4}[0-9]{0,3}(?:_[0-9]{4}|_V)?", re.ASCII)
_LICENCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*", re.ASCII)
_USUAL_LICENCES: Final = frozenset({"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODbL-1.0", "MIT"})
"""The list of all need not be loaded for these."""
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FILE: Final = re.compile(r"[\w(][\w.()+-]*(?: [\w.()+-]+)*", re.ASCII)
_INTEGER: Final = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
_MONTH: Final = re.compile(r"[1-9]|1[0-2]", re.ASCII)
_LINES: Final = re.compile(r"0|[1-9][0-9]{0,3}", re.ASCII)
_URL: Final = re.compile(r"https?://[^\s/?#<>\"]+\.[^\s<>\"]+")
_SIGNED_NUMBER: Final = re.compile(
    r"[+-] ?[$\u20ac\u00a3\u00a5]?[0-9][0-9.,\s]*(?:%|[^\W\d_]+(?: [^\W\d_]+)*)?"
)
_LONGEST_TEXT: Final = 500
_LONGEST_PHRASE: Final = 60
_LONGEST_ID: Final = 80
_RUNS_IN_SPREADSHEET: Final = "=@+-"
_AFTER_WIDE: Final = re.compile(
    "[\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH COMMERCIAL AT}"
    "\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}]"
)


def _text(text: str) -> str:
    text = text.removesuffix("\n")  # a block scalar ends with one
    if "\n" in text:
        raise Refused("bad-text", f"{quoted(text)} has several lines")
    if not text.strip():
        raise Refused("bad-text", "a text of spaces")
    if len(text) > _LONGEST_TEXT:
        raise Refused("bad-text", f"{quoted(text)} has {len(text)} characters")
    return _not_run(text)


def _not_run(text: str) -> str:
    """Text that a spreadsheet shows and does not run; a signed number is fine."""
    if text[:1].isalnum():
        return text  # nearly every text
    first = text.lstrip()[:1]
    if (first in _RUNS_IN_SPREADSHEET or _AFTER_WIDE.match(first)) and not (
        _SIGNED_NUMBER.fullmatch(text)
    ):
        raise Refused("formula", f"{quoted(text)} begins with {quoted(first)}")
    return text


def _phrase(text: str) -> str:
    if text != text.strip() or "\n" in text:
        raise Refused("bad-phrase", f"{quoted(text)} has space around it or several lines")
    if len(text) > _LONGEST_PHRASE:
        raise Refused("bad-phrase", f"{quoted(text)} has {len(text)} characters")
    return _not_run(text)


def _matching(pattern: re.Pattern[str], rule: str, noun: str, text: str) -> str:
    if len(text) > _LONGEST_ID or not pattern.fullmatch(text):
        raise Refused(rule, f"{quoted(text)} is no {noun}")
    return text


def word_of(text: str) -> str:
    """A word, or the beginning of one, as it stands in texts. Raises Refused (bad-text)."""
    word = _text(text)
    if word != word.strip() or not any(letter.isalpha() for letter in word):
        raise Refused("bad-text", f"{quoted(text)} is no word")
    return word


def _licence(text: str) -> str:
    if text in _USUAL_LICENCES:
        return text
    name = _spdx("-".join(text.split()))
    if name != text:
        hint = f"; did you mean {name}?" if name else ""
        raise Refused("bad-licence", f"{quoted(text)} is no licence{hint}")
    return text


def _spdx(text: str) -> str:
    """The identifier of the list of SPDX that is nearly that; empty where none is.

    One of the list alone has a page that tables and feeds can name.
    """
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    if len(text) > _LONGEST_PHRASE or not _LICENCE.fullmatch(text):
        return ""
    try:
        name: str = canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return ""
    return "" if name.startswith("LicenseRef-") else name


def _url(text: str) -> str:
    if len(text) > _LONGEST_TEXT or not _URL.fullmatch(text):
        raise Refused("bad-url", f"{quoted(text)} is no web address")
    return text


def _lines(text: str) -> int:
    if not _LINES.fullmatch(text):
        allowed = "allowed is how many lines of the document are its header: 0, 3"
        raise Refused("bad-integer", f"{quoted(text)} is no number of lines", allowed)
    return int(text)


def _month(text: str) -> int:
    if not _MONTH.fullmatch(text):
        raise Refused("bad-integer", f"{quoted(text)} is no month", "allowed is 1 to 12")
    return int(text)


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise Refused("bad-integer", f"{quoted(text)} is no whole number")
    return int(text)


READERS: Final[dict[str, Callable[[str], Any]]] = {
    "id": partial(_matching, _ID, "bad-id", "id"),
    "area_id": partial(_matching, _AREA, "bad-area", "area"),
    "text": _text,
    "phrase": _phrase,
    "date": parse_day,
    "period": parse_period,
    "published": parse_published,
    "quantity": read_value,
    "amount": read_amount,
    "factor": read_factor,
    "url": _url,
    "licence": _licence,
    "lines": _lines,
    "month": _month,
    "integer": _integer,
    "sha256": partial(_matching, _SHA256, "bad-sha256", "SHA-256"),
    "file": partial(_matching, _FILE, "bad-file-name", "file name"),
}
