"""SDMX: both messages are read back with the sdmx1 library, and time is in SDMX's words.

Of etl/tables/export: sdmx, sdmx_structure.
"""

from __future__ import annotations

import io
import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
import sdmx
from hypothesis import given
from hypothesis import strategies as st
from sdmx.reader.csv import Reader

from etl.core.model import OFFICIAL, Book
from etl.core.schema import FIGURES, SDMX_ONLY
from etl.tables.export.sdmx import components, sdmx_csv, time_period
from etl.tables.export.sdmx_structure import structure_message
from etl.tables.frames import figures_frame
from tests.exporting import REAL, book, changed

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def read(made: Book) -> tuple[Any, list[Any]]:
    """The dataflow, and the observations that sdmx1 reads with its help."""
    message: Any = sdmx.read_sdmx(io.BytesIO(structure_message(made)))
    (flow,) = message.dataflow.values()
    data = Reader().convert(io.BytesIO(sdmx_csv(made, figures_frame(made))), structure=flow)
    (only,) = data.data
    return flow, only.obs


def key(observation: Any) -> dict[str, str]:
    return {name: str(part.value) for name, part in observation.dimension.values.items()}


def attributes(observation: Any) -> dict[str, str]:
    return {name: found.value for name, found in observation.attached_attribute.items()}


def test_a_figure_is_an_observation_as_printed() -> None:
    _, observations = read(book())
    first = observations[0]
    assert key(first) == {
        "FIGURE_ID": "syl-exports-2019",
        "INDICATOR": "exports",
        "REF_AREA": "BOR",
        "COUNTERPART_AREA": "SYL",
        "TIME_PERIOD": "2019",
    }
    assert first.value == "3.40"
    found = attributes(first)
    assert {name: found[name] for name in ("UNIT_MEASURE", "UNIT_MULT", "DECIMALS")} == {
        "UNIT_MEASURE": "USD",
        "UNIT_MULT": "9",
        "DECIMALS": "2",
    }
    assert (found["OBS_LOW"], found["OBS_HIGH"]) == ("3.4", "")
    assert (found["QUALIFIER"], found["AS_STATED"]) == ("more_than", "more than $3.40 billion")
    assert (found["SOURCE_ID"], found["PARAGRAPH"]) == ("ministry-2020-02-11", "4")
    assert found["AUTHORITY"] == "national statistics office"
    assert found["OBS_STATUS"] == "V"


def test_bounds_are_in_the_multiples_of_the_value() -> None:
    _, observations = read(
        changed("value: 12 %\n    as_stated: 12%", "value: 12.0 %\n    as_stated: 12.0%")
    )
    found = {key(obs)["FIGURE_ID"]: attributes(obs) for obs in observations}
    assert found["syl-share-2019"]["DECIMALS"] == "1"
    assert found["syl-share-2019"]["OBS_LOW"] == "11.95"
    about = found["syl-companies-2020-02-11"]
    assert (about["OBS_LOW"], about["OBS_HIGH"], about["UNIT_MULT"]) == ("260", "280", "0")


@pytest.mark.parametrize("path", [None, REAL])
def test_every_figure_is_there_with_all_columns(path: Any) -> None:
    made = book(path) if path else book()
    _, observations = read(made)
    assert [key(obs)["FIGURE_ID"] for obs in observations] == list(made.figures)
    for obs, figure in zip(observations, made.figures.values(), strict=True):
        found = attributes(obs)
        assert float(obs.value) * 10 ** int(found["UNIT_MULT"]) == pytest.approx(
            float(figure.point)
        )
        assert found.keys() | key(obs).keys() | {"OBS_VALUE"} == {c.sdmx for c in components()}


def test_the_structure_has_what_the_schema_declares() -> None:
    flow, _ = read(book())
    structure = flow.structure
    assert [part.id for part in structure.dimensions.components] == [
        *("FIGURE_ID", "INDICATOR", "REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD")
    ]
    assert [part.id for part in structure.measures.components] == ["OBS_VALUE"]
    declared = [field for field in (*FIGURES.fields, *SDMX_ONLY) if field.role == "attribute"]
    assert [part.id for part in structure.attributes.components] == [f.sdmx for f in declared]
    value = structure.measures.get("OBS_VALUE")
    assert str(value.concept_identity.name) == "Value"
    assert "UNIT_MULT" in str(value.concept_identity.description)


def test_codes_are_those_of_the_book() -> None:
    flow, observations = read(book())
    parts = flow.structure
    areas = parts.dimensions.get("COUNTERPART_AREA").local_representation.enumerated
    assert {code.id: str(code.name) for code in areas} == {
        "BOR": "Borduria",
        "SYL": "Syldavia",
        "WLD": "World",
    }
    status = parts.attributes.get("OBS_STATUS").local_representation.enumerated
    assert (status.maintainer.id, status.id, status.version) == ("SDMX", "CL_OBS_STATUS", "2.2")
    for part in (*parts.dimensions.components, *parts.attributes.components):
        coded = part.local_representation.enumerated
        if coded is not None:
            allowed = {code.id for code in coded}
            assert {{**key(obs), **attributes(obs)}[part.id] for obs in observations} <= allowed


def test_official_statistics_have_the_status_of_normal_values() -> None:
    _, observations = read(changed("kind: press_release", f"kind: {OFFICIAL}"))
    assert {attributes(obs)["OBS_STATUS"] for obs in observations} == {"A"}


def test_the_header_is_that_of_sdmx_csv_2() -> None:
    lines = sdmx_csv(book(), figures_frame(book())).decode().split("\r\n")
    assert lines[0].startswith("STRUCTURE,STRUCTURE_ID,ACTION,FIGURE_ID,INDICATOR,REF_AREA,")
    assert lines[1].startswith("dataflow,ATTESTED:BORDURIA(1.0.0),I,syl-exports-2019,")
    assert lines[-1] == ""


def test_a_book_without_figures_is_the_header_alone() -> None:
    empty = book()._replace(figures={})
    whole, alone = sdmx_csv(book(), figures_frame(book())), sdmx_csv(empty, figures_frame(empty))
    assert alone == whole[: whole.index(b"\n") + 1]


def test_what_changes_with_the_data_has_the_name_and_version_of_the_data_set() -> None:
    made = changed("version: 1.0.0", "version: 2.1.0")
    flow, _ = read(made)
    structure = flow.structure
    assert (flow.id, flow.version) == ("BORDURIA", "2.1.0")
    assert (structure.id, structure.version) == ("BORDURIA_FIGURES", "2.1.0")
    areas = structure.dimensions.get("REF_AREA").local_representation.enumerated
    assert (areas.id, areas.version) == ("CL_BORDURIA_AREAS", "2.1.0")
    assert str(areas.name) == "Borduria areas"
    qualifiers = structure.attributes.get("QUALIFIER").local_representation.enumerated
    assert (qualifiers.id, qualifiers.version) == ("CL_QUALIFIER", "1.0.0")
    assert b"dataflow,ATTESTED:BORDURIA(2.1.0),I," in sdmx_csv(made, figures_frame(made))


def test_a_version_that_sdmx_does_not_know_does_not_reach_the_code_lists() -> None:
    made = changed("version: 1.0.0", "version: second edition")
    assert b"second edition" not in structure_message(made)
    flow, _ = read(made)
    assert flow.structure.dimensions.get("REF_AREA").local_representation.enumerated


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 1, 1), date(2022, 6, 30), "2022-S1"),
        (date(2022, 7, 1), date(2022, 12, 31), "2022-S2"),
        (date(2022, 7, 1), date(2022, 9, 30), "2022-Q3"),
        (date(2022, 2, 1), date(2022, 2, 28), "2022-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/P28D"),
        (date(2022, 5, 31), date(2022, 5, 31), "2022-05-31"),
        (date(2024, 1, 1), date(2024, 4, 30), "2024-01-01/P4M"),
        (date(2005, 1, 1), date(2024, 9, 30), "2005-01-01/P19Y9M"),
        (date(2005, 1, 1), date(2024, 6, 25), "2005-01-01/P19Y5M25D"),
        (date(1992, 8, 22), date(2022, 8, 21), "1992-08-22/P30Y"),
        (date(2020, 1, 1), date(2021, 12, 31), "2020-01-01/P2Y"),
        (date(2024, 1, 31), date(2024, 2, 29), "2024-01-31/P30D"),
        (date(2020, 2, 29), date(2021, 2, 28), "2020-02-29/P11M31D"),
        (date(2021, 12, 31), date(2022, 1, 1), "2021-12-31/P2D"),
    ],
)
def test_a_period_in_the_words_of_sdmx(start: date, end: date, expected: str) -> None:
    assert time_period(start, end) == expected


def after(start: date, duration: str) -> date:
    """The first day after a range: months first, then days, as XML Schema adds a duration."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?", duration)
    assert found, duration
    years, months, rest = (int(part or 0) for part in found.groups())
    year, month = divmod(start.year * 12 + start.month - 1 + years * 12 + months, 12)
    assert start.day <= monthrange(year, month + 1)[1], "no day that the month does not have"
    return start.replace(year=year, month=month + 1) + timedelta(days=rest)


@given(days, days)
def test_a_range_ends_on_the_very_day(one: date, other: date) -> None:
    start, end = sorted((one, other))
    made = time_period(start, end)
    if "/" in made:
        first, duration = made.split("/")
        assert first == start.isoformat()
        assert after(start, duration) == end + timedelta(days=1)


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 12))
def test_whole_months_are_counted_in_months(year: int, one: int, other: int) -> None:
    first, last = sorted((one, other))
    end = date(year, last, monthrange(year, last)[1])
    assert "D" not in time_period(date(year, first, 1), end)


def test_a_month_has_its_name_only_from_its_first_day() -> None:
    assert time_period(date(2024, 1, 1), date(2024, 1, 31)) == "2024-01"
    assert time_period(date(2024, 1, 2), date(2024, 1, 31)) == "2024-01-02/P30D"
