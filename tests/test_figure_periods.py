"""The times of a figure: no fact of tomorrow, a base as long as the period, reasons."""

from __future__ import annotations

from datetime import date

import pytest

from tests.small import allowed, book_of, changed, refused

GROWTH = "indicator: growth\n    partner: SYL\n    period: 2019\n"
EXPORTS = "indicator: exports\n    partner: SYL\n    period: 2019\n"
COMPANIES = "period: 2020-02-11\n    value: 270"


def growth(period: str, *more: str) -> tuple[str, str]:
    lines = [f"period: {period}", *more]
    return GROWTH, GROWTH.replace("period: 2019", "\n    ".join(lines))


def exports(period: str, *more: str) -> tuple[str, str]:
    lines = [f"period: {period}", *more]
    return EXPORTS, EXPORTS.replace("period: 2019", "\n    ".join(lines))


def test_a_plan_may_lie_ahead_and_a_fact_may_not() -> None:
    ahead = ("period-future", "the period ends 2030-12-31, published 2020-02-11")
    assert refused(exports("2030")) == [ahead]
    assert refused(exports("2030", "status: estimate")) == [ahead]
    for status in ("forecast", "target"):
        book = book_of(changed(exports("2030", f"status: {status}")))
        assert book.figures["syl-exports-2019"].status == status


def test_a_window_may_end_later_where_its_words_print_the_end() -> None:
    book = book_of(changed(exports("2018/2020", "period_as_stated: in 2018-2020")))
    assert book.figures["syl-exports-2019"].period_as_stated == "in 2018-2020"
    later = exports("2021", "period_as_stated: in 2021")
    assert refused(later) == [("period-future", "the period ends 2021-12-31, published 2020-02-11")]
    assert "period_as_stated has the words that print its end" in allowed(later)[0]


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("2020-02", date(2020, 2, 29)),
        ("2020", date(2020, 12, 31)),
        ("2020-02-11", date(2020, 2, 11)),
    ],
)
def test_a_source_is_as_late_as_its_date_allows(published: str, last: date) -> None:
    book = book_of(changed(("published: 2020-02-11", f"published: {published}")))
    source = book.sources["ministry-2020-02-11"]
    assert (source.published, source.published_as) == (last, published)


@pytest.mark.parametrize("published", ["2020-S1", "2020-Q1", "2020-13", "February 2020", "20"])
def test_a_source_has_no_half_a_year(published: str) -> None:
    found = refused(("published: 2020-02-11", f"published: {published}"))
    assert found == [("bad-date", f'"{published}" is no day')]


def test_a_period_without_a_start_is_for_what_adds_up() -> None:
    book = book_of(changed(exports("../2019")))
    period = book.figures["syl-exports-2019"].period
    assert period.is_open
    assert (period.start, period.end, period.coverage) == (
        date.min,
        date(2019, 12, 31),
        "multi_year",
    )
    assert refused(growth("../2019")) == [("period-open", '"../2019" for a growth')]
    assert refused(
        ("    period: 2019\n    value: 12 %", "    period: ../2019\n    value: 12 %")
    ) == [("period-open", '"../2019" for a share')]


@pytest.mark.parametrize(
    ("period", "base"),
    [
        ("2019", "2018"),
        ("2019", "2012"),
        ("2019-01/2019-05", "2016-01/2016-05"),
        ("2019-02", "2016-02"),
        ("2016/2018", "2010/2012"),
    ],
)
def test_a_base_is_an_earlier_span_of_the_same_length(period: str, base: str) -> None:
    figure = book_of(changed(growth(period, f"base: {base}"))).figures["syl-growth-2019"]
    assert figure.base is not None
    assert figure.base.text == base


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (growth("2019", "base: 2018-S1"), "the base 2018-S1 is not as long as 2019"),
        (growth("2019-S1", "base: 2018"), "the base 2018 is not as long as 2019-S1"),
        (growth("2018", "base: 2019"), "the base 2019 is later than 2018"),
        (growth("2018", "base: ../2017"), "the base ../2017 is later than 2018"),
        (exports("2019", "base: 2018"), "base for a flow"),
    ],
)
def test_a_base_that_is_none_is_refused(change: tuple[str, str], found: str) -> None:
    assert refused(change) == [("base", found)]


def test_an_index_names_its_base() -> None:
    index = [
        ("kind: growth\n    unit: percent", "kind: index\n    unit: index"),
        ("value: 16.9 %\n    as_stated: +16.9%", 'value: 116.9\n    as_stated: "116.9"'),
    ]
    assert refused(*index) == [("base", "an index without base")]
    assert allowed(*index) == ["write base: the period that is 100"]
    book = book_of(changed(*index, growth("2019", "base: 2015")))
    assert book.figures["syl-growth-2019"].unit == "index"


def test_growth_of_a_stock_lies_between_two_days() -> None:
    stock = ("    of: turnover\n\n", "    of: companies\n\n")
    of_stock = (
        "definition: Change against the year before.\n    of: turnover",
        "definition: Change against the year before.\n    of: companies",
    )
    assert stock[0] != stock[1]
    book = book_of(changed(of_stock, growth("2020-01-01", "base: 2015-01-01")))
    figure = book.figures["syl-growth-2019"]
    assert (figure.period.coverage, figure.base and figure.base.coverage) == ("point", "point")


def test_a_share_of_a_stock_is_counted_on_a_day() -> None:
    of_stock = ("    of: turnover\n    whole: WLD", "    of: companies\n    whole: WLD")
    assert refused(of_stock) == [("stock-day", '"2019" is no day')]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["retracted: 2020-03-01"], "retracted without retracted_reason"),
        (["retracted_reason: A typing error."], "retracted_reason without retracted: a day"),
    ],
)
def test_what_was_taken_back_says_when_and_why(lines: list[str], found: str) -> None:
    assert refused(exports("2019", *lines)) == [("reason", found)]


def test_nothing_is_taken_back_before_it_was_said() -> None:
    early = exports("2019", "retracted: 2020-02-10", "retracted_reason: A typing error.")
    assert refused(early) == [("period-order", "taken back on 2020-02-10, published 2020-02-11")]
    day = exports("2019", "retracted: 2020-02-11", "retracted_reason: A typing error.")
    figure = book_of(changed(day)).figures["syl-exports-2019"]
    assert (figure.retracted, figure.retracted_reason) == (date(2020, 2, 11), "A typing error.")
