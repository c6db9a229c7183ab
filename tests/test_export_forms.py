"""Ranges, forecasts, declared units and periods without a beginning in every format."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from functools import cache
from typing import Any, Final

import pyarrow.parquet as pq

from etl.book.load import load
from etl.core.model import Book
from etl.tables import frames
from etl.tables.export.package import Package
from tests.exporting import SMALL

UNITS: Final = """
units:
  - id: kilogram
    name: kilograms
    symbol: kg
  - id: tonne
    name: tonnes
    symbol: t
    scale: 1000
    base: kilogram
    words: {en: [tonne, tonnes]}
"""
INDICATOR: Final = """\
  - id: grain
    name: Grain
    topic: trade
    kind: flow
    unit: kilogram
    statement: Grain sold by {reporter} to {partner}
    definition: Weight of grain.

sources:
"""
FIGURES: Final = """\
figures:
  - id: range
    indicator: exports
    partner: SYL
    period: ../2018
    value: 16 to 20.5 billion USD
    as_stated: 16 to 20.5 billion dollars
    source: ministry-2020-02-11
    paragraph: 6
  - id: forecast
    indicator: exports
    partner: SYL
    period: 2021
    value: 4 billion USD
    as_stated: $4 billion
    status: forecast
    source: ministry-2020-02-11
    paragraph: 6
  - id: grain
    indicator: grain
    partner: SYL
    period: 2019
    value: 3.40 million tonne
    as_stated: 3.40 million tonnes
    status: estimate
    source: ministry-2020-02-11
    paragraph: 7
"""


@cache
def book() -> Book:
    text = SMALL.read_text("utf-8").replace("\nindicators:", f"{UNITS}\nindicators:")
    text = text.replace("sources:\n", INDICATOR, 1).replace("figures:\n", FIGURES, 1)
    loaded = load(text.encode())
    assert loaded.book is not None, loaded.problems
    return loaded.book


@cache
def package() -> Package:
    return Package(book())


def rows(name: str) -> dict[str, dict[str, str]]:
    text = io.StringIO(package().file(name).decode(), newline="")
    read = list(csv.DictReader(text))
    return {row.get("figure_id") or row["FIGURE_ID"]: row for row in read}


def test_a_range_has_its_ends_and_no_value() -> None:
    row = rows("figures.csv")["range"]
    assert (row["value"], row["low"], row["high"]) == ("", "15500000000", "20550000000")
    assert (row["period"], row["period_start"], row["period_end"]) == ("../2018", "", "2018-12-31")
    figures = frames.figures(book()).set_index("figure_id")
    assert figures["value"].isna().tolist() == [True, *[False] * 7]
    assert figures.loc["range", "low"] == 15_500_000_000


def test_a_declared_unit_counts_in_its_base() -> None:
    row = rows("trade.csv")["grain"]
    assert (row["value"], row["unit"]) == ("3400000000", "kilogram")
    assert (row["low"], row["high"], row["status"]) == ("3395000000", "3405000000", "estimate")
    units = list(csv.DictReader(io.StringIO(package().file("units.csv").decode())))
    assert units == [
        {"unit": "kilogram", "name": "kilograms", "symbol": "kg", "scale": "1", "base": "kilogram"},
        {"unit": "tonne", "name": "tonnes", "symbol": "t", "scale": "1000", "base": "kilogram"},
    ]


def test_sdmx_says_what_is_estimated_or_forecast_and_multiplies_right() -> None:
    found = rows("figures.sdmx.csv")
    status = {name: row["OBS_STATUS"] for name, row in found.items()}
    assert (status["forecast"], status["grain"], status["range"]) == ("F", "E", "V")
    grain = found["grain"]
    assert Decimal(grain["OBS_VALUE"]).scaleb(int(grain["UNIT_MULT"])) == 3_400_000_000
    wide = found["range"]
    assert (wide["OBS_VALUE"], wide["OBS_LOW"], wide["OBS_HIGH"]) == ("", "15.5", "20.55")
    assert (wide["TIME_PERIOD"], wide["PERIOD_START"]) == ("2018-12-31", "")


def test_every_other_format_takes_them_too() -> None:
    graph: list[dict[str, Any]] = json.loads(package().file("provenance.jsonld"))["@graph"]
    nodes = {node["@id"]: node for node in graph}
    assert "prov:value" not in nodes["figures/range"]
    ends = nodes["figures/range"]["schema:value"]
    assert ends["schema:minValue"]["@value"] == "15500000000"
    assert "schema:startDate" not in nodes["figures/range"]["dcterms:temporal"]
    table = pq.read_table(io.BytesIO(package().file("figures.parquet"))).to_pylist()
    assert [row["value"] for row in table[:2]] == [None, Decimal(4_000_000_000)]
    for name in package().names():
        assert package().file(name), name
