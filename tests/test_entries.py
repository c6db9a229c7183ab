"""Entries: what each kind of key takes, what it refuses, and where.

Of etl/book: scalars.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from etl.book.entries import Entries
from etl.book.load import load
from etl.book.read import read
from etl.book.rows import Row
from etl.core.model import Membership, Period
from etl.core.problems import Problem
from etl.core.schema import KEY_KINDS, SECTIONS
from tests.conftest import ROOT

SMALL: Final = (ROOT / "tests" / "small.yaml").read_bytes()
SHA: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def entry(text: str) -> Row:
    row, problems = read(text.encode())
    assert problems == []
    assert row is not None
    return row


def values(text: str, section: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The checked values of one entry, given areas, indicators and sources to refer to."""
    problems: list[Problem] = []
    entries = Entries(problems)
    entries.ids = {
        "areas": {"BOR": None, "SYL": None, "WLD": None},
        "indicators": {"exports": None, "imports": None},
        "sources": {"ministry": None},
    }
    return entries.values(entry(text), section), problems


def only(key: str, text: str, section: str) -> Any:
    """The value of a key, without regard to the keys that are missing."""
    problems: list[Problem] = []
    entries = Entries(problems)
    entries.ids = {"areas": {"BOR": None, "WLD": None}, "indicators": {"exports": None, "b": None}}
    entries._required[section] = frozenset()
    found = entries.values(entry(f"{key}: {text}\n"), section)
    assert problems == []
    assert found is not None
    return found[key]


def refusal(key: str, text: str, section: str) -> Problem:
    problems: list[Problem] = []
    entries = Entries(problems)
    entries.ids = {"areas": {"BOR": None, "WLD": None}, "indicators": {"exports": None, "b": None}}
    entries._required[section] = frozenset()
    assert entries.values(entry(f"{key}: {text}\n"), section) is None
    [problem] = problems
    assert problem.line == 1
    return problem


def test_every_kind_of_the_schema_can_be_read() -> None:
    assert {key.kind for keys in SECTIONS.values() for key in keys} == KEY_KINDS.keys()
    Entries([])  # makes a reader for every key, or fails


def test_values_are_read_by_the_kind_of_their_key() -> None:
    found, problems = values(
        f"id: ministry\ntitle: A title\nkind: press_release\npublished: 2020-02-11\n"
        f"language: en\ndocument: a (1).txt\nsha256: {SHA}\n",
        "sources",
    )
    assert problems == []
    assert found == {
        "id": "ministry",
        "title": "A title",
        "kind": "press_release",
        "published": Period("2020-02-11", date(2020, 2, 11), date(2020, 2, 11), "point"),
        "language": "en",
        "document": "a (1).txt",
        "sha256": SHA,
    }


def test_every_missing_key_is_named_at_the_entry() -> None:
    found, problems = values("\n  id: BOR\n", "areas")
    assert found is None
    assert problems == [
        Problem(2, 3, "missing-key", "the key name is missing", "required keys must be present")
    ]


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    found, problems = values("id: BOR\nname: Borduria\npartof: [WLD]\n", "areas")
    assert found is None
    assert problems == [
        Problem(
            3,
            9,
            "unknown-key",
            'the key "partof" is unknown; did you mean part_of?',
            f"allowed in areas are {', '.join(key.name for key in SECTIONS['areas'])}",
        )
    ]


def test_all_mistakes_of_an_entry_are_named_at_once() -> None:
    _, problems = values("id: bor\nname: =1\nx: y\n", "areas")
    assert [(p.line, p.rule) for p in problems] == [
        (1, "bad-area"),
        (2, "formula"),
        (3, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("key", "text", "section", "expected"),
    [
        ("id", "a-b_c-2024", "figures", "a-b_c-2024"),
        ("id", "a" * 80, "figures", "a" * 80),
        ("id", "2024", "figures", "2024"),
        ("id", "KAZ", "areas", "KAZ"),
        ("id", "EU27_2020", "areas", "EU27_2020"),
        ("id", "EA20", "areas", "EA20"),
        ("id", "EU_V", "areas", "EU_V"),
        ("note", "x" * 500, "figures", "x" * 500),
        ("note", "yes", "figures", "yes"),
        ("note", "|\n  one line\n", "figures", "one line"),
        ("note", "-5 % was meant", "figures", None),
        ("note", "+16.9%", "figures", "+16.9%"),
        ("note", "-5", "figures", "-5"),
        ("note", "+ 5 per cent", "figures", "+ 5 per cent"),
        ("note", "-1,000.50 euros", "figures", "-1,000.50 euros"),
        ("note", "a=1", "figures", "a=1"),
        ("as_stated", '"1996"', "figures", "1996"),
        ("as_stated", "x" * 60, "figures", "x" * 60),
        ("paragraph", "1", "figures", 1),
        ("paragraph", "9999", "figures", 9999),
        ("document", "003_2207c7f935928d0c.txt", "sources", "003_2207c7f935928d0c.txt"),
        ("contributors", "[a, b]", "dataset", ("a", "b")),
        ("sum_of", "[exports, b]", "indicators", ("exports", "b")),
        ("part_of", "exports", "indicators", "exports"),
        ("part_of", "[WLD]", "areas", (Membership("WLD"),)),
        (
            "part_of",
            "[{area: WLD, from: 2004-05-01, to: 2020-01-31}, {area: BOR, from: 2020-02-01}]",
            "areas",
            (
                Membership("WLD", date(2004, 5, 1), date(2020, 1, 31)),
                Membership("BOR", date(2020, 2, 1)),
            ),
        ),
    ],
)
def test_what_a_key_takes(key: str, text: str, section: str, expected: object) -> None:
    if expected is None:
        assert refusal(key, text, section).rule == "formula"
    else:
        assert only(key, text, section) == expected


@pytest.mark.parametrize(
    ("key", "text", "section", "rule", "column"),
    [
        *(
            ("id", text, "figures", "bad-id", 5)
            for text in ("A", "a b", "a--b", "-a", "a-", "a.b", "ä", '"a\\n"', "a" * 81, "a/b")
        ),
        *(
            ("id", text, "areas", "bad-area", 5)
            for text in ("kaz", "K", "KAZAK", "EU27-2020", "27EU", "EU27_20")
        ),
        *(("note", text, "figures", "bad-text", 7) for text in ("x" * 501, '" "', "|\n  a\n  b")),
        *(
            ("note", text, "figures", "formula", 7)
            for text in (
                *('"=1+1"', '"@x"', "\"+cmd|' /C calc'!A0\"", '"-1+1"', '"-2+3+cmd"', '" =1"'),
                *('"\u00a0=1"', '"\uff1d1"', '"\uff20x"', '"\uff0b1"', '"\uff0d1"', '"-"', '"+"'),
                *('"+1 SUM(A1)"', '"-A1"', '"--5"', '"+5%%"', '"+5 %;x"'),
            )
        ),
        ("as_stated", '"=1+1"', "figures", "formula", 12),
        *(
            ("as_stated", text, "figures", "bad-phrase", 12)
            for text in ('" 5"', '"5 "', '"5\\n6"', "x" * 61)
        ),
        *(
            ("paragraph", text, "figures", "bad-integer", 12)
            for text in ("0", "-1", "+1", "1.0", "01", "1_0", "10000", "one", "\u0661", "1e1")
        ),
        *(
            ("sha256", text, "sources", "bad-sha256", 9)
            for text in (SHA[:-1], SHA + "0", SHA.upper(), "g" * 64)
        ),
        *(
            ("document", text, "sources", "bad-file-name", 11)
            for text in (
                "..",
                ".",
                ".x",
                "a/b",
                "/a",
                "a\\b",
                "+1+1",
                "-1",
                '"a  b"',
                '"a "',
                "c:a",
            )
        ),
        ("published", "25 June 2024", "sources", "bad-date", 12),
        ("kind", "news", "sources", "bad-choice", 7),
        ("language", "EN", "sources", "bad-choice", 11),
        ("value", "1_000", "figures", "bad-number", 8),
        ("value", "1.000,5", "figures", "bad-number", 8),
        ("value", ".nan", "figures", "bad-number", 8),
        ("value", "-.inf", "figures", "bad-number", 8),
        ("period", "yesterday", "figures", "bad-period", 9),
        ("partner", "WLX", "figures", "unknown-reference", 10),
        *(("note", text, "figures", "empty-value", 7) for text in ('""', "~", "null", "NULL")),
        ("note", "[a]", "figures", "wrong-shape", 7),
        ("note", "{a: b}", "figures", "wrong-shape", 7),
        ("contributors", "a", "dataset", "wrong-shape", 15),
        ("contributors", "{a: b}", "dataset", "wrong-shape", 15),
        ("contributors", "[]", "dataset", "empty-value", 15),
        # A list names the item that is wrong.
        ("contributors", "[a, =b]", "dataset", "formula", 19),
        ("contributors", "[a, [b]]", "dataset", "wrong-shape", 19),
        ("contributors", "[a, ~]", "dataset", "empty-value", 19),
        ("sum_of", "[exports, exporst]", "indicators", "unknown-reference", 19),
        ("sum_of", "[exports, exports]", "indicators", "duplicate-id", 9),
        ("part_of", "[WLD, XXX]", "areas", "unknown-reference", 16),
        ("part_of", "[{area: WLD, from: 2020}]", "areas", "bad-date", 29),
        ("part_of", "[{area: WLD, since: 2020}]", "areas", "unknown-key", 30),
        ("part_of", "[{area: [WLD]}]", "areas", "wrong-shape", 18),
        ("part_of", "[{from: 2020-01-01}]", "areas", "missing-key", 11),
        ("part_of", "[[WLD]]", "areas", "wrong-shape", 11),
        (
            "part_of",
            "[{area: WLD, from: 2020-01-01, to: 2019-12-31}]",
            "areas",
            "period-order",
            11,
        ),
    ],
)
def test_what_a_key_refuses(key: str, text: str, section: str, rule: str, column: int) -> None:
    problem = refusal(key, text, section)
    assert (problem.rule, problem.column) == (rule, column)


@pytest.mark.parametrize(
    ("key", "text", "section", "found", "allowed"),
    [
        (
            "kind",
            "press_relase",
            "sources",
            '"press_relase" is none of the choices; did you mean press_release?',
            "allowed are news_report, press_release, official_page, official_statistics, other",
        ),
        (
            "indicator",
            "export",
            "figures",
            '"export" is not in indicators; did you mean exports?',
            "allowed are exports, b",
        ),
        ("note", "[a]", "figures", "found a list", "allowed is one text"),
        ("part_of", "WLD", "areas", "found a text", "allowed is a list"),
        ("contributors", "", "dataset", "found nothing", "allowed is a list"),
    ],
)
def test_a_refusal_says_what_was_found_and_what_is_allowed(
    key: str, text: str, section: str, found: str, allowed: str
) -> None:
    problem = refusal(key, text, section)
    assert (problem.found, problem.allowed) == (found, allowed)


def test_an_unknown_id_is_looked_for_in_its_own_section() -> None:
    problems: list[Problem] = []
    entries = Entries(problems)
    entries.ids = {"areas": {"abc": None}, "indicators": {"abd": None}}
    entries._required["figures"] = frozenset()
    for _ in range(2):
        entries.values(entry("indicator: abx\npartner: abx\nreporter: abx\n"), "figures")
    hints = [problem.found.rpartition(" ")[2] for problem in problems]
    assert hints == ["abd?", "abc?", "abc?"] * 2


def test_only_the_first_unknown_ids_of_a_file_are_compared_with_all_known_ones() -> None:
    problems: list[Problem] = []
    entries = Entries(problems)
    entries.ids = {"areas": {"SYL": None}}
    entries._required["figures"] = frozenset()
    for n in range(60):
        entries.values(entry(f"partner: SYL{n}\n"), "figures")
    hinted = [problem.found.endswith("did you mean SYL?") for problem in problems]
    assert hinted == [True] * 50 + [False] * 10


def test_rows_of_a_section_are_entries_of_a_list() -> None:
    problems: list[Problem] = []
    entries = Entries(problems)
    top = entry("areas:\n  - id: A\n  - text\n  - [x]\n  -\nsources: x\nevents:\n")
    assert [row.line for row in entries.rows(top, "areas")] == [2]
    assert [*entries.rows(top, "sources")] == []
    assert [*entries.rows(top, "events")] == []
    assert [*entries.rows(top, "figures")] == []
    assert [*entries.rows(top, "dismissed", required=False)] == []
    assert [(p.line, p.column, p.rule, p.found) for p in problems] == [
        (3, 5, "wrong-shape", "found a text"),
        (4, 5, "wrong-shape", "found a list"),
        (5, 4, "wrong-shape", "found nothing"),
        (6, 10, "wrong-shape", "found a text"),
        (7, 8, "wrong-shape", "found nothing"),
        (1, 1, "missing-key", "the section figures is missing"),
    ]


@pytest.mark.parametrize("text", ["CC-BY-4.0", "CC0-1.0", "ODC-By-1.0", "GPL-3.0-or-later", "0BSD"])
def test_a_licence_is_one_of_the_list_of_spdx(text: str) -> None:
    book = load(SMALL.replace(b"licence: CC0-1.0", f"licence: {text}".encode())).book
    assert book is not None
    assert book.dataset.licence == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("all-rights-reserved", ""),
        ("GPL", ""),
        ("CC-BY", ""),
        ("CC-BY-5.0", ""),
        ("NONE", ""),
        ("LicenseRef-ours", ""),
        ("CC-BY-4.0 OR MIT", ""),
        ("CC-BY-4.0+", ""),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("Apache 2.0", "Apache-2.0"),
    ],
)
def test_what_is_no_licence_of_that_list_has_no_page_to_be_named(text: str, meant: str) -> None:
    (problem,) = load(SMALL.replace(b"licence: CC0-1.0", f'licence: "{text}"'.encode())).problems
    hint = f"; did you mean {meant}?" if meant else ""
    assert (problem.rule, problem.found) == ("bad-licence", f'"{text}" is no licence{hint}')
