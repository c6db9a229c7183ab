"""The command that makes a file of official figures of an official table."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from etl.book.load import load
from etl.book.official import official
from etl.book.official_plan import Plan
from etl.cli.commands import load_book, print_problems, read_file
from etl.cli.files import write_file
from etl.core.problems import Refused

SCALES: Final = ("", "thousand", "million", "billion", "trillion")
NONE: Final = Decimal(0)
ENCODING: Final = "utf-8-sig"
_MOST_NAMED: Final = 20
_MOST_TOLERANCE: Final = 50


def import_reference(options: Namespace) -> int:
    """Write reference.yaml from a table, checked as `check` does, or nothing."""
    book = load_book(options.within, to=sys.stderr)
    data = read_file(options.table, sys.stderr)
    if book is None or data is None:
        return 1
    if options.out.exists():
        print(f"{options.out} is there already: name another file with --out", file=sys.stderr)
        return 1
    fixed = dict(options.set)
    for name in ("title", "publisher", "published"):
        if getattr(options, name):
            fixed[name] = getattr(options, name)
    codes = {(field, theirs): ours for field, theirs, ours in options.code}
    plan = Plan(
        options.source,
        dict(options.map),
        fixed,
        codes,
        options.scale,
        options.tolerance,
        options.language,
        options.encoding,
        options.decimal,
        tuple(options.fill),
        options.wide,
        tuple(options.footnote),
    )
    try:
        outcome = official(data, plan, book)
    except (Refused, UnicodeDecodeError) as wrong:
        told = f"no text in {options.encoding}: name another with --encoding"
        told = f"{wrong.found}: {wrong.allowed}" if isinstance(wrong, Refused) else told
        print(f"{options.table}: {told}", file=sys.stderr)
        return 1
    for line, problem in outcome.problems:
        print(f"{options.table}:{line}: {problem}", file=sys.stderr)
    _left_out(outcome.empty, outcome.unknown, options.within)
    if outcome.unread:
        names = ", ".join(outcome.unread[:_MOST_NAMED])
        told = "left out, columns whose head is no sure period (--code period:HEAD=PERIOD)"
        print(f"{told}: {names}", file=sys.stderr)
    if not outcome.text:
        print("nothing is written", file=sys.stderr)
        return 1
    text = outcome.text.encode()
    checked, problems = load(text, book)
    if checked is None:
        print_problems(problems, options.out, text, sys.stderr)
        print("nothing is written", file=sys.stderr)
        return 1
    write_file(options.out, text)
    print(f"{outcome.figures} figures from {len(checked.sources)} sources in {options.out}")
    return 0


def _left_out(empty: Sequence[int], unknown: Mapping[str, int], within: Path) -> None:
    """Say which rows are no figures."""
    if empty:
        lines = ", ".join(map(str, empty[:_MOST_NAMED]))
        more = " and more" if len(empty) > _MOST_NAMED else ""
        print(f"left out, no value: lines {lines}{more}", file=sys.stderr)
    if unknown:
        names = ", ".join(f"{name} ({count})" for name, count in [*unknown.items()][:_MOST_NAMED])
        more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
        print(f"left out, areas that {within} does not declare: {names}{more}", file=sys.stderr)


def pair(text: str) -> tuple[str, str]:
    """`period=year`: what stands before and after the sign."""
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        raise ArgumentTypeError(f"{text!r} is not of the form FIELD=VALUE")
    return name, value


def code(text: str) -> tuple[str, str, str]:
    """`indicator:X=exports`: field, what the table writes, and what it means."""
    field, mark, rest = text.partition(":")
    theirs, sign, ours = rest.rpartition("=")
    if not mark or not sign or not theirs or not ours:
        raise ArgumentTypeError(f"{text!r} is not of the form FIELD:THEIRS=OURS")
    return field, theirs, ours


def footnote(text: str) -> str:
    """`(bn)`: a mark, which is no text of spaces."""
    if not text.strip():
        raise ArgumentTypeError("a mark has at least one sign")
    return text.strip()


def encoding(text: str) -> str:
    """A name that Python has for an encoding of texts."""
    try:
        "".encode(text)
    except LookupError:
        raise ArgumentTypeError(f"{text!r} is no encoding: utf-8, utf-16, cp1251 …") from None
    return text


def per_cent(text: str) -> Decimal:
    """`2` or `2%`."""
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        raise ArgumentTypeError(f"{text!r} is no number of per cent") from None
    if not 0 <= number <= _MOST_TOLERANCE:
        raise ArgumentTypeError(f"{text!r} is not between 0 and {_MOST_TOLERANCE} per cent")
    return number
