"""The curated data: figures worked out by hand from the documents, and sums that must hold."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from etl.audit import stale
from etl.book.load import load
from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book
from etl.core.schema import FORMATS
from tests.conftest import ROOT


def book() -> Book:
    found, problems = load((ROOT / "data" / "figures.yaml").read_bytes())
    assert problems == []
    assert found is not None
    return found


BOOK: Final = book()

COUNTRY_PAGE: Final = "country-page-2014-04-18"
REPORT_2022: Final = "kazinform-2022-08-21"
MEETING_2024: Final = "meeting-2024-06-25"
EU_2025: Final = "eu-meeting-2025-03-28"
TALKS_2025: Final = "meeting-2025-05-30"

MILLION: Final = 10**6
BILLION: Final = 10**9


def test_every_document_is_read_and_every_figure_of_a_document_has_its_paragraph() -> None:
    stated = {figure.source for figure in BOOK.figures.values()}
    assert {name for name, source in BOOK.sources.items() if source.document} <= stated
    assert {COUNTRY_PAGE, REPORT_2022, MEETING_2024, EU_2025, TALKS_2025} <= BOOK.sources.keys()
    for figure in BOOK.figures.values():
        assert bool(figure.paragraph) == bool(BOOK.sources[figure.source].document), figure.id


def test_every_indicator_and_area_has_words_in_every_language_that_a_source_has() -> None:
    languages = {source.language for source in BOOK.sources.values()}
    amounts = [i for i in BOOK.indicators.values() if KINDS[i.kind].is_amount and not i.part_of]
    for indicator in amounts:
        assert languages <= set(indicator.words), indicator.id
    for area in BOOK.areas.values():
        assert not area.adjectives or languages <= set(area.adjectives), area.id


@pytest.mark.parametrize(
    ("source", "document", "digest", "published", "basis"),
    [
        (COUNTRY_PAGE, "003_2207c7f935928d0c.txt", "489c79a5", "2014-04-18", "stated"),
        (REPORT_2022, "002_649335e23f7cb8e9.txt", "daf939b6", "2022-08-21", "stated"),
        (MEETING_2024, "001_9aac33d593bcd7a4.txt", "b7c6a8ff", "2024-06-25", "inferred"),
        (EU_2025, "004_ce2b62405c2a5dfa.txt", "0f4942db", "2025-03-28", "stated"),
        (TALKS_2025, "000_fee2481a965e8665.txt", "452507e0", "2025-05-30", "stated"),
    ],
)
def test_a_source_names_the_text_that_was_read(
    source: str, document: str, digest: str, published: str, basis: str
) -> None:
    found = BOOK.sources[source]
    assert found.document == document
    assert found.sha256.startswith(digest)
    assert (found.published, found.published_basis) == (date.fromisoformat(published), basis)


def test_only_one_document_prints_its_publisher() -> None:
    printed = {source.id: source.publisher for source in BOOK.sources.values() if source.publisher}
    assert printed == {REPORT_2022: "Kazinform"}


@pytest.mark.parametrize(
    ("figure", "stated", "days", "interval", "place"),
    [
        (
            "ita-turnover-2012",
            (16_425 * MILLION, "USD", "exact"),
            ("2012-01-01", "2012-12-31"),
            (16_424_500_000, 16_425_500_000),
            (COUNTRY_PAGE, 19),
        ),
        (
            "ita-fdi-1994-2014",
            (6 * BILLION, "USD", "approximately"),
            ("1994-01-01", "2014-04-18"),
            (5 * BILLION, 7 * BILLION),
            (COUNTRY_PAGE, 22),
        ),
        (
            "ita-aid-2009",
            (1_700_000, "EUR", "exact"),
            ("2009-01-01", "2009-12-31"),
            (1_699_500, 1_700_500),
            (COUNTRY_PAGE, 36),
        ),
        (
            "ita-turnover-2022-s1",
            (8 * BILLION, "USD", "exact"),
            ("2022-01-01", "2022-06-30"),
            (7_500 * MILLION, 8_500 * MILLION),
            (REPORT_2022, 5),
        ),
        (
            "ita-fdi-1992-2022",
            (15 * BILLION, "USD", "more_than"),
            ("1992-08-22", "2022-08-21"),
            (15 * BILLION, None),
            (REPORT_2022, 4),
        ),
        (
            "ita-imports-2024-01-04",
            (400 * MILLION, "USD", "exact"),
            ("2024-01-01", "2024-04-30"),
            (350 * MILLION, 450 * MILLION),
            (MEETING_2024, 9),
        ),
        (
            "ita-turnover-2023",
            (16 * BILLION, "USD", "exact"),
            ("2023-01-01", "2023-12-31"),
            (15_500 * MILLION, 16_500 * MILLION),
            (MEETING_2024, 9),
        ),
        (
            "ita-share-2023",
            (Decimal("14.4"), "percent", "exact"),
            ("2023-01-01", "2023-12-31"),
            (Decimal("14.35"), Decimal("14.45")),
            (MEETING_2024, 8),
        ),
        (
            "ita-fdi-2005-2024",
            (7_600 * MILLION, "USD", "more_than"),
            ("2005-01-01", "2024-06-25"),
            (7_600 * MILLION, None),
            (MEETING_2024, 9),
        ),
        (
            "ita-visas-2024-01-05",
            (12_210, "count", "exact"),
            ("2024-01-01", "2024-05-31"),
            (12_210, 12_210),
            (MEETING_2024, 10),
        ),
        (
            "eu-turnover-growth-2024",
            (Decimal("16.9"), "percent", "exact"),
            ("2024-01-01", "2024-12-31"),
            (Decimal("16.85"), Decimal("16.95")),
            (EU_2025, 7),
        ),
        (
            "eu-fdi-2005-2024-09",
            (200_700 * MILLION, "USD", "exact"),
            ("2005-01-01", "2024-09-30"),
            (200_650 * MILLION, 200_750 * MILLION),
            (EU_2025, 7),
        ),
        (
            "ita-rank-2024",
            (3, "rank", "exact"),
            ("2024-01-01", "2024-12-31"),
            (3, 3),
            (TALKS_2025, 3),
        ),
        (
            "ita-fdi-2005-2025",
            (7_600 * MILLION, "USD", "at_most"),
            ("2005-05-31", "2025-05-30"),
            (0, 7_600 * MILLION),
            (TALKS_2025, 5),
        ),
        (
            "ita-companies-2025-05-30",
            (270, "count", "approximately"),
            ("2025-05-30", "2025-05-30"),
            (260, 280),
            (TALKS_2025, 5),
        ),
    ],
)
def test_a_figure_is_what_its_paragraph_states(
    figure: str,
    stated: tuple[int | Decimal, str, str],
    days: tuple[str, str],
    interval: tuple[int | Decimal, int | Decimal | None],
    place: tuple[str, int],
) -> None:
    found = BOOK.figures[figure]
    assert (found.value, found.unit, found.qualifier) == stated
    assert (found.period.start.isoformat(), found.period.end.isoformat()) == days
    assert of_figure(found) == interval
    assert (found.source, found.paragraph) == place


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("ita-turnover-2012", ("ita-exports-2012", "ita-imports-2012")),
        ("ita-turnover-2013", ("ita-exports-2013", "ita-imports-2013")),
        ("ita-turnover-2023", ("ita-exports-2023", "ita-imports-2023")),
        ("ita-turnover-2024-01-04", ("ita-exports-2024-01-04", "ita-imports-2024-01-04")),
        ("eu-turnover-2024", ("eu-exports-2024", "eu-imports-2024")),
    ],
)
def test_exports_and_imports_of_a_sentence_add_up_to_its_turnover(
    whole: str, parts: tuple[str, ...]
) -> None:
    assert BOOK.figures[whole].point == sum(BOOK.figures[part].point for part in parts)
    assert {BOOK.figures[part].period for part in parts} == {BOOK.figures[whole].period}


def test_every_figure_is_about_the_reporter_and_a_declared_partner() -> None:
    assert {figure.reporter for figure in BOOK.figures.values()} == {BOOK.dataset.reporter}
    partners = {figure.partner for figure in BOOK.figures.values()}
    assert {"ITA", "EU27_2020"} <= partners <= BOOK.areas.keys() - {BOOK.dataset.reporter}


def test_the_file_has_the_newest_format_and_each_topic_a_figure() -> None:
    assert BOOK.format == max(FORMATS)
    stated = {BOOK.indicators[figure.indicator].topic for figure in BOOK.figures.values()}
    assert stated == {indicator.topic for indicator in BOOK.indicators.values()}


def test_every_inferred_period_says_why_and_no_other_does() -> None:
    for figure in BOOK.figures.values():
        assert bool(figure.period_reason) == (figure.period_basis == "inferred"), figure.id


def test_every_numeral_that_is_no_figure_stands_in_a_declared_source() -> None:
    assert {dismissal.source for dismissal in BOOK.dismissals} <= BOOK.sources.keys()
    places = Counter(
        (item.source, item.paragraph, item.phrase, item.occurrence) for item in BOOK.dismissals
    )
    assert [place for place, count in places.items() if count > 1] == []


def test_official_figures_load_beside_the_curated_ones() -> None:
    official, problems = load((ROOT / "data" / "reference.yaml").read_bytes(), BOOK)
    assert problems == []
    assert official is not None
    assert {source.kind for source in official.sources.values()} == {"official_statistics"}
    assert official.figures.keys().isdisjoint(BOOK.figures)


def test_the_coverage_file_is_that_of_the_figures_file() -> None:
    with (ROOT / "data" / "coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert stale(BOOK, rows) == []
    assert [(row["pending"], row["wrong"]) for row in rows] == [("0", "0")] * len(rows)
