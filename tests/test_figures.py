"""A figures file as a checked book: what hangs together, and one message for one mistake.

Of etl/book: figure_problems, indicators, load.
"""

from __future__ import annotations

import gc
import sys
from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from etl.book.entries import Entries
from etl.book.indicators import cycle, wholes
from etl.book.load import load
from etl.book.read import read
from etl.book.rows import Items
from etl.core.model import (
    Area,
    Dismissal,
    Event,
    Figure,
    Membership,
    Period,
    Quantity,
    Source,
)
from etl.core.problems import Problem
from etl.core.schema import RESERVED
from tests.small import SMALL, book_of, changed, refused

SHA: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_everything_that_a_file_says_is_in_its_book() -> None:
    book = book_of(SMALL)
    assert book.dataset.reporter == "BOR"
    assert book.dataset.contributors == ("Attested contributors",)
    assert list(book.areas.values()) == [
        Area("BOR", "Borduria"),
        Area("SYL", "Syldavia", (Membership("WLD"),)),
        Area("WLD", "World"),
    ]
    assert list(book.indicators) == ["turnover", "exports", "growth", "share", "rank", "companies"]
    assert book.indicators["turnover"].sum_of == ("exports",)
    assert (book.indicators["share"].of, book.indicators["share"].whole) == ("turnover", "WLD")
    assert book.sources == {
        "ministry-2020-02-11": Source(
            "ministry-2020-02-11",
            "A ministry on trade",
            "press_release",
            date(2020, 2, 11),
            "stated",
            "en",
            "release.txt",
            SHA,
            "Ministry of Trade",
            published_as="2020-02-11",
        )
    }
    assert list(book.figures) == [
        "syl-exports-2019",
        "syl-growth-2019",
        "syl-share-2019",
        "syl-rank-2019",
        "syl-companies-2020-02-11",
    ]
    assert book.figures["syl-exports-2019"] == Figure(
        id="syl-exports-2019",
        indicator="exports",
        reporter="BOR",
        partner="SYL",
        period=Period("2019", date(2019, 1, 1), date(2019, 12, 31), "full_year"),
        quantity=Quantity(Decimal("3.40"), 9, "USD"),
        value=Decimal(3_400_000_000),
        unit="USD",
        qualifier="more_than",
        as_stated="more than $3.40 billion",
        source="ministry-2020-02-11",
        paragraph=4,
        occurrence=1,
        authority="national statistics office",
        period_basis="stated",
        period_reason="",
        precision=None,
        precision_reason="",
        note="",
        line=line_of(SMALL, "id: syl-exports-2019"),
        kind="flow",
        occurrence_given=False,
    )
    assert [figure.unit for figure in book.figures.values()] == [
        *("USD", "percent", "percent", "rank", "count")
    ]
    may = Period("2018-05", date(2018, 5, 1), date(2018, 5, 31), "part_year")
    assert book.events == {
        "treaty-2018": Event(
            *("treaty-2018", may, "Treaty of trade signed", "agreement", "ministry-2020-02-11"),
            *(2, "May 2018", 1, "SYL"),
            line=line_of(SMALL, "id: treaty-2018"),
            occurrence_given=False,
        )
    }
    assert book.dismissals == (
        Dismissal(
            "ministry-2020-02-11", 3, "30", 1, "anniversary", line_of(SMALL, "- source:"), False
        ),
    )


def test_a_figure_may_name_its_own_reporter_and_override_what_is_usual() -> None:
    book = book_of(
        changed(
            (
                "    as_stated: 12%\n",
                "    as_stated: 12%\n    reporter: WLD\n    occurrence: 2\n    note: Odd.\n"
                "    precision: 5 %\n    precision_reason: Rounded to fives.\n",
            )
        )
    )
    figure = book.figures["syl-share-2019"]
    assert (figure.reporter, figure.occurrence, figure.note) == ("WLD", 2, "Odd.")
    assert (figure.precision, figure.precision_reason) == (Decimal(5), "Rounded to fives.")


def test_a_flow_of_one_day_is_a_part_of_a_year_and_a_stock_a_point() -> None:
    book = book_of(
        changed(("    period: 2019\n    value: 3.40", "    period: 2019-05-01\n    value: 3.40"))
    )
    assert book.figures["syl-exports-2019"].period.coverage == "part_year"
    assert book.figures["syl-companies-2020-02-11"].period.coverage == "point"


def test_optional_sections_may_be_missing() -> None:
    book = book_of(SMALL[: SMALL.index("\nevents:")])
    assert (book.events, book.dismissals) == ({}, ())


@pytest.mark.parametrize("section", ["dataset", "areas", "indicators", "sources", "figures"])
def test_a_missing_section_is_one_problem(section: str) -> None:
    start = SMALL.index(f"\n{section}:") + 1
    end = SMALL.find("\n\n", start)
    book, problems = load((SMALL[:start] + SMALL[end + 2 :]).encode())
    assert book is None
    # Nobody is told as well that every source or area named elsewhere is unknown.
    assert [(p.rule, p.found) for p in problems] == [
        ("missing-key", f"the section {section} is missing")
    ]


@pytest.mark.parametrize(
    ("section", "allowed"),
    [
        ("dataset", "allowed is keys and values"),
        ("areas", "allowed is a list of entries, each begun with -"),
        ("indicators", "allowed is a list of entries, each begun with -"),
        ("sources", "allowed is a list of entries, each begun with -"),
    ],
)
def test_a_section_of_another_shape_is_one_problem(section: str, allowed: str) -> None:
    start = SMALL.index(f"\n{section}:") + 1
    end = SMALL.find("\n\n", start)
    text = f"{SMALL[:start]}{section}: text{SMALL[end:]}"
    expected = Problem(
        line_of(text, f"{section}: text"),
        len(section) + 3,
        "wrong-shape",
        "found a text",
        allowed,
    )
    assert load(text.encode()).problems == [expected]


def test_an_unknown_section_is_named_with_the_nearest_known_one() -> None:
    assert refused(("\nevents:\n", "\nevent:\n")) == [
        ("unknown-key", 'the section "event" is unknown; did you mean events?')
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("\nevents:\n", "\nevent:\n", "event:"),
        ("\nevents:\n", "\nevent: # a list\n", "event:"),
        ("  version: 1.0.0\n", "  version: 1.0.0\n  bogus:\n    - a\n", "bogus:"),
        ("  version: 1.0.0\n", "  version: 1.0.0\n  bogus:\n", "bogus:"),
        ("    name: World\n", "    name: World\n    bogus: >-\n      some\n", "bogus:"),
        ("    name: World\n", "    name: World\n    bogus:\n      id: x\n", "bogus:"),
        ("    part_of: [WLD]", "    part_of: [{area: WLD, form: 2019-01-01}]", "form:"),
        (
            "    part_of: [WLD]",
            "    part_of:\n      - area: WLD\n        form:\n          a",
            "form:",
        ),
        (
            "    name: Syldavia\n    part_of: [WLD]\n",
            '    "nam" :\n      - x\n    name: S\n',
            '"nam"',
        ),
    ],
)
def test_an_unknown_key_is_shown_at_the_key(old: str, new: str, key: str) -> None:
    text = changed((old, new))
    (problem,) = load(text.encode()).problems
    assert problem.rule == "unknown-key"
    assert text.splitlines()[problem.line - 1][problem.column - 1 :].startswith(key)


def test_every_unknown_key_is_shown_at_its_own() -> None:
    text = changed(("    paragraph: 6\n", "    paragraph: 6\n    a:\n    b:\n    c: [d]\n"))
    problems = load(text.encode()).problems
    line = line_of(text, "    a:")
    assert [(p.line, p.column) for p in problems] == [(line, 5), (line + 1, 5), (line + 2, 5)]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("kind: press_release", "kind: release"), "bad-choice"),
        (("    language: en\n", ""), "missing-key"),
        (("name: Syldavia", "name:"), "empty-value"),
        (("    definition: Exports plus imports.\n", ""), "missing-key"),
        (("    name: Borduria", "    name: =1"), "formula"),
    ],
)
def test_a_mistake_in_an_entry_is_not_repeated_where_the_entry_is_named(
    change: tuple[str, str], rule: str
) -> None:
    assert [found for found, _ in refused(change)] == [rule]


def test_problems_come_in_the_order_of_the_file() -> None:
    book, problems = load(
        changed(
            ("as_stated: about 270", "as_stated: about 280"),
            ("part_of: [WLD]", "part_of: [WLX]"),
            ("paragraph: 2\n", "paragraph: two\n"),
            ("published: 2020-02-11", "published: 2020-13"),
        ).encode()
    )
    assert book is None
    assert [problem.rule for problem in problems] == [
        "unknown-reference",
        "bad-date",
        "bad-integer",
    ]
    assert problems == sorted(problems)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("- id: WLD\n", "- id: BOR\n", "BOR"),
        ("- id: companies\n", "- id: rank\n", "rank"),
        ("id: syl-rank-2019", "id: syl-share-2019", "syl-share-2019"),
    ],
)
def test_an_id_stands_once_in_its_section(old: str, new: str, found: str) -> None:
    assert ("duplicate-id", f'the id "{found}" a second time') in refused((old, new))


def test_an_id_may_stand_in_two_sections() -> None:
    book = book_of(SMALL.replace("syl-share-2019", "ministry-2020-02-11"))
    assert "ministry-2020-02-11" in book.figures


@pytest.mark.parametrize(
    ("changes", "rule", "found"),
    [
        (
            [("    of: turnover\n    whole: WLD\n", "    whole: WLD\n")],
            "relation",
            "a share without of",
        ),
        (
            [("    of: turnover\n    whole: WLD\n", "    of: turnover\n")],
            "relation",
            "a share without whole",
        ),
        ([("kind: share\n", "kind: share\n    among: WLD\n")], "relation", "among for a share"),
        ([("kind: stock\n", "kind: stock\n    whole: WLD\n")], "relation", "whole for a stock"),
        (
            [("    of: turnover\n    whole", "    of: growth\n    whole")],
            "relation",
            '"growth" is a growth',
        ),
        (
            [("    of: turnover\n    whole", "    of: rank\n    whole")],
            "relation",
            '"rank" is a rank',
        ),
        (
            [("sum_of: [exports]", "sum_of: [exports, companies]")],
            "relation",
            '"companies" is a stock in count',
        ),
        ([("sum_of: [exports]", "part_of: share")], "relation", '"share" is a share in percent'),
        ([("    unit: rank\n", "    unit: count\n")], "unit", "unit count for a rank"),
        (
            [("    kind: stock\n    unit: count", "    kind: stock\n    unit: percent")],
            "unit",
            "unit percent for a stock",
        ),
    ],
)
def test_indicators_hang_together(changes: list[tuple[str, str]], rule: str, found: str) -> None:
    assert (rule, found) in refused(*changes)


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_topic_has_a_name_of_its_own(name: str) -> None:
    found = refused(("topic: companies", f"topic: {name}"))
    assert found == [("bad-id", f'"{name}" is a table or a file already')]


@pytest.mark.parametrize(
    "braces",
    [
        *("{country}", "{}", "{0}", "{", "}", "{reporter", "{reporter.name}", "{reporter[0]}"),
        *("{reporter!r}", "{reporter:>2000000000}", "{partner:{reporter}}"),
    ],
)
def test_a_statement_has_two_placeholders_and_no_formats(braces: str) -> None:
    statement = f"'Companies of {{partner}} in {braces}'"
    assert [rule for rule, _ in refused(("Companies of {partner} in {reporter}", statement))] == [
        "bad-text"
    ]


def test_a_statement_may_do_without_placeholders_and_print_braces() -> None:
    book = book_of(changed(("Companies of {partner} in {reporter}", "Companies {{here}}")))
    assert book.indicators["companies"].statement == "Companies {{here}}"


PARTS: Final = "definition: Goods that the reporter sells to the partner.\n"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("part_of: [WLD]", "part_of: [SYL]")], "SYL is part of SYL"),
        ([("name: World", "name: World\n    part_of: [SYL]")], "SYL is part of WLD is part of SYL"),
        ([("sum_of: [exports]", "sum_of: [turnover]")], "turnover is part of turnover"),
        ([("sum_of: [exports]", "part_of: turnover")], "turnover is part of turnover"),
        (
            [(PARTS, f"{PARTS}    sum_of: [turnover]\n")],
            "turnover is part of exports is part of turnover",
        ),
        # Said by the second of the two entries alone.
        (
            [
                ("    sum_of: [exports]\n", ""),
                (PARTS, f"{PARTS}    sum_of: [turnover]\n    part_of: turnover\n"),
            ],
            "exports is part of turnover is part of exports",
        ),
        # A sum that is part of its own part.
        (
            [("sum_of: [exports]", "sum_of: [exports]\n    part_of: exports")],
            "turnover is part of exports is part of turnover",
        ),
    ],
)
def test_nothing_is_a_part_of_itself(changes: list[tuple[str, str]], found: str) -> None:
    assert refused(*changes) == [("cycle", found)]


def test_a_part_may_say_what_its_sum_says() -> None:
    book = book_of(changed((PARTS, f"{PARTS}    part_of: turnover\n")))
    assert wholes(book.indicators)["exports"] == ["turnover", "turnover"]


def test_a_cycle_is_named_from_part_to_whole() -> None:
    assert cycle({"a": ["b"], "b": ["c"], "c": []}) == []
    found = cycle({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    start = found.index("a")
    assert found[start:] + found[:start] == ["a", "b", "c"]


def test_a_long_chain_of_areas_is_no_cycle_and_needs_no_deep_stack() -> None:
    links = {str(n): [str(n + 1)] for n in range(5000)}
    assert cycle(links) == []
    assert len(cycle({**links, "5000": ["0"]})) == 5001


VALUE: Final = (
    "value: 3.40 billion USD\n    qualifier: more_than\n    as_stated: more than $3.40 billion"
)
COUNT: Final = "value: 270\n    qualifier: approximately\n    as_stated: about 270"
SHARE: Final = "value: 12 %\n    as_stated: 12%"
GROWTH: Final = "value: 16.9 %\n    as_stated: +16.9%"
NO_WORD: Final = "is no number, scale, unit or qualifier"
RANK: Final = "value: 3\n    as_stated: third"


def stated(value: str, phrase: str, qualifier: str = "exact") -> str:
    return f"value: {value}\n    qualifier: {qualifier}\n    as_stated: {phrase}"


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (VALUE, stated("-3 billion USD", "$3 billion"), [("negative", "-3,000,000,000")]),
        (VALUE, stated("3.40 billion", "3.40 billion"), [("unit", "no unit")]),
        (VALUE, stated("3 %", "3%"), [("unit", "the unit percent")]),
        (
            VALUE,
            stated("3 billion UDS", "3 billion"),
            [("unit", "UDS is no currency")],
        ),
        (COUNT, stated("-1", '"-1"'), [("negative", "-1")]),
        (COUNT, stated("270.5", "270.5"), [("whole-number", "270.5")]),
        (COUNT, stated("2 USD", "$2"), [("unit", "the unit USD")]),
        (COUNT, stated("3", "third"), [("stated-unit", '"third" is a rank')]),
        (SHARE, stated("100.1 %", "100.1%"), [("share-over-100", "100.1 %")]),
        (SHARE, stated("-0.1 %", "-0.1%"), [("negative", "-0.1")]),
        (SHARE, stated("12", "'12'"), [("unit", "no unit")]),
        (GROWTH, stated("-100.1 %", "-100.1%"), [("negative", "-100.1")]),
        (RANK, stated("0", "'0'"), [("whole-number", "0")]),
        (RANK, stated("2.5", "'2.5'"), [("whole-number", "2.5")]),
        (
            RANK,
            stated("3", "fourth"),
            [("stated-value", 'as_stated "fourth" says 4, value says 3')],
        ),
        (
            RANK,
            stated("3", "third plant"),
            [("stated-unreadable", f'"third plant" cannot be read: "plant" {NO_WORD}')],
        ),
        (RANK, stated("3", "third place"), []),
        (GROWTH, stated("-3 %", "fell by 3%"), []),
        (
            GROWTH,
            stated("3 %", "fell by 3%"),
            [("stated-value", 'as_stated "fell by 3%" says -3, value says 3')],
        ),
        (
            VALUE,
            stated("3 billion USD", "rose by $3 billion"),
            [("stated-unit", '"rose by $3 billion" is a change, the indicator a flow')],
        ),
        # What is allowed, right at the border.
        (VALUE, stated("0 USD", "$0"), []),
        (COUNT, stated("1.2 million", "1.2 million"), []),
        (SHARE, stated("100 %", "100%"), []),
        (GROWTH, stated("-100 %", "-100%"), []),
        (GROWTH, stated("1250 %", "1,250%"), []),
        (RANK, stated("1", "first"), []),
        (RANK, stated("3", "3rd"), []),
    ],
)
def test_amounts_fit_their_indicator(old: str, new: str, problems: list[tuple[str, str]]) -> None:
    found = load(changed((old, new)).encode()).problems
    assert [(problem.rule, problem.found) for problem in found] == problems


OF_COUNT: Final = "    as_stated: about 270\n"
WHY: Final = "    precision_reason: Why.\n"
LANGUAGE: Final = "    language: en\n"
DOCUMENT: Final = f"    document: release.txt\n    sha256: {SHA}\n"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        (
            [("period: 2020-02-11\n", "period: 2020-02\n")],
            [
                ("period-future", "the period ends 2020-02-29, published 2020-02-11"),
                ("stock-day", '"2020-02" is no day'),
            ],
        ),
        ([("period: 2020-02-11\n", "period: 2020-02-11/2020-02-11\n")], []),
        (
            [("period: 2020-02-11\n", "period: 2020-02-12\n")],
            [("period-future", "the period ends 2020-02-12, published 2020-02-11")],
        ),
        (
            [(OF_COUNT, OF_COUNT + "    reporter: SYL\n")],
            [("same-area", "reporter and partner are SYL")],
        ),
        ([("    paragraph: 6\n", "")], [("paragraph", "no paragraph")]),
        (
            [(OF_COUNT, OF_COUNT + "    period_basis: inferred\n")],
            [("reason", "the period is inferred without period_reason")],
        ),
        (
            [(OF_COUNT, OF_COUNT + "    precision: 10\n")],
            [("reason", "a precision without precision_reason")],
        ),
        ([(OF_COUNT, OF_COUNT + "    precision: 0\n" + WHY)], [("unit", "a precision of 0")]),
        ([(OF_COUNT, OF_COUNT + "    precision: -1\n" + WHY)], [("unit", "a precision of -1")]),
        ([(OF_COUNT, OF_COUNT + "    precision: 270\n" + WHY)], []),
        (
            [(OF_COUNT, OF_COUNT + "    precision: 271\n" + WHY)],
            [("stated-scale", "a precision of 271, the value is 270")],
        ),
        (
            [(OF_COUNT, OF_COUNT + "    precision: 1 %\n" + WHY)],
            [("unit", "a precision of 1 percent")],
        ),
        (
            [(LANGUAGE, LANGUAGE + "    published_basis: inferred\n")],
            [("reason", "published is inferred without published_reason")],
        ),
        (
            [(OF_COUNT, OF_COUNT + "    period_reason: Why.\n")],
            [("reason", "period_reason without period_basis: inferred")],
        ),
        (
            [(OF_COUNT, OF_COUNT + "    period_reason: Why.\n    period_basis: stated\n")],
            [("reason", "period_reason without period_basis: inferred")],
        ),
        ([(OF_COUNT, OF_COUNT + WHY)], [("reason", "precision_reason without precision")]),
        (
            [(LANGUAGE, LANGUAGE + "    published_reason: Why.\n")],
            [("reason", "published_reason without published_basis: inferred")],
        ),
        (
            [(DOCUMENT, f"    sha256: {SHA}\n")],
            [
                ("document", "sha256 without document"),
                *[("paragraph", "a paragraph without a document")] * 5,
            ],
        ),
    ],
)
def test_figures_and_sources_hold_together(
    changes: list[tuple[str, str]], problems: list[tuple[str, str]]
) -> None:
    found = load(changed(*changes).encode()).problems
    assert [(problem.rule, problem.found) for problem in found] == problems


@pytest.mark.parametrize("key", ["period_reason", "precision_reason", "published_reason"])
def test_a_reason_without_what_it_explains_is_shown_at_the_reason(key: str) -> None:
    of = LANGUAGE if key == "published_reason" else OF_COUNT
    text = changed((of, f"{of}    {key}: Why.\n"))
    (problem,) = load(text.encode()).problems
    assert (problem.line, problem.column) == (line_of(text, f"{key}: Why"), len(f"    {key}: ") + 1)


def test_a_phrase_is_read_in_the_language_of_its_source() -> None:
    english = changed(("    language: en\n", "    language: it\n"))
    assert {p.rule for p in load(english.encode()).problems} == {"stated-unreadable"}
    italian = english
    for old, new in (
        ("more than $3.40 billion", "più di 3,40 miliardi di dollari"),
        ("+16.9%", "+16,9%"),
        ("third", "terzo"),
        ("about 270", "circa 270"),
    ):
        italian = italian.replace(old, new)
    assert book_of(italian).figures["syl-exports-2019"].value == Decimal(3_400_000_000)


OFFICIAL: Final = """\
sources:
  - id: office-2020
    title: Yearbook
    kind: official_statistics
    published: 2020-12-01
    language: en
figures:
  - id: official-exports-2019
    indicator: exports
    partner: SYL
    period: 2019
    value: 3412.5 million USD
    as_stated: 3,412.5 million US dollars
    source: office-2020
"""


def test_a_file_of_official_figures_uses_areas_and_indicators_of_another() -> None:
    base = book_of(SMALL)
    book, problems = load(OFFICIAL.encode(), base)
    assert problems == []
    assert book is not None
    figure = book.figures["official-exports-2019"]
    assert (figure.reporter, figure.paragraph) == ("BOR", 0)
    assert book.dataset == base.dataset
    assert book.indicators == base.indicators
    assert list(book.sources) == ["office-2020"]
    # Sources and figures are its own, so the ids of the other file are free.
    again = OFFICIAL.replace("office-2020", "ministry-2020-02-11")
    assert load(again.encode(), base).problems == []


def test_a_file_of_official_figures_needs_the_other_one() -> None:
    rules = {problem.found for problem in load(OFFICIAL.encode()).problems}
    assert rules == {
        f"the section {name} is missing" for name in ("areas", "dataset", "indicators")
    }
    unknown = load(OFFICIAL.replace("SYL", "XXX").encode(), book_of(SMALL)).problems
    assert [problem.rule for problem in unknown] == ["unknown-reference"]


def test_a_file_of_official_figures_may_add_areas_but_not_declare_one_again() -> None:
    more = OFFICIAL + "areas:\n  - id: RUR\n    name: Ruritania\n  - id: BOR\n    name: Again\n"
    problems = load(more.encode(), book_of(SMALL)).problems
    assert [(p.rule, p.found) for p in problems] == [("duplicate-id", 'the id "BOR" a second time')]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_of_garbage_is_left_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        load(b"a: [")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("minus $1.2 billion", []),
        ("negative $1.2 billion", []),
        ("-$1.2 billion", []),
        # Not where the phrase leaves the minus out: a sign that slipped in would pass.
        ("$1.2 billion", [("negative", "-1,200,000,000")]),
    ],
)
def test_a_flow_is_negative_only_where_its_phrase_prints_the_minus(
    phrase: str, found: list[tuple[str, str]]
) -> None:
    exports = (
        "value: 3.40 billion USD\n    qualifier: more_than\n    as_stated: more than $3.40 billion"
    )
    text = changed((exports, f'value: -1.2 billion USD\n    as_stated: "{phrase}"'))
    problems = load(text.encode()).problems
    assert [(problem.rule, problem.found) for problem in problems][:1] == found
    lost = changed((exports, f'value: 1.2 billion USD\n    as_stated: "{phrase}"'))
    assert bool(load(lost.encode()).problems) == (not found)


def test_what_was_read_of_a_figure_is_let_go_of_once_it_is_made() -> None:
    """What is read of 100,000 figures takes more room than what is made of them."""
    top = read(SMALL.encode()).top
    assert top is not None
    listed = top.values["figures"]
    assert isinstance(listed, Items)
    count = len(listed.items)
    rows = Entries([]).rows(top, "figures")
    first = next(rows)
    second = next(rows)
    assert sys.getrefcount(first) <= 2, "the one here, and the one that asks"
    keys = next(iter(first.values)), next(iter(second.values))
    assert keys[0] is keys[1], "a key is one text for all that have it"
    assert (len([*rows]), listed.items) == (count - 2, [])
