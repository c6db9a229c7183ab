"""Official statistics in the package are credited like every other source."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest

from etl.reconcile import Report
from etl.tables.export.citation import as_text
from etl.tables.extra import beside
from tests.exporting import book, official, with_official

NAME = "Trade by country, Statistics Office, 2021-03-01"


def content(name: str) -> Any:
    return json.loads(with_official().file(name))


def test_the_data_package_names_them_and_is_as_new_as_they() -> None:
    found = content("datapackage.json")
    assert [source["sourceId"] for source in found["sources"]] == [
        "ministry-2020-02-11",
        "office-2021",
    ]
    assert found["sources"][1] == {"title": NAME, "sourceId": "office-2021"}
    assert found["created"] == "2021-03-01T00:00:00Z"


def test_linked_data_is_based_on_them() -> None:
    found = content("dataset.jsonld")
    assert [work["identifier"] for work in found["isBasedOn"]] == [
        "ministry-2020-02-11",
        "office-2021",
    ]
    assert found["dateModified"] == "2021-03-01"
    assert found["temporalCoverage"] == "2018-01-01/2020-02-11"


def test_their_figures_have_provenance() -> None:
    nodes = {node["@id"]: node for node in content("provenance.jsonld")["@graph"]}
    figure = nodes["figures/official-syl-exports-2018"]
    assert figure["prov:wasDerivedFrom"] == {"@id": "sources/office-2021"}
    assert nodes["sources/office-2021"]["prov:wasAttributedTo"]["rdfs:label"] == "Statistics Office"


def test_the_workbook_names_them() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(with_official().file("borduria.xlsx")))["About"]
    said = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=2)]
    assert ("Source", NAME) in said
    assert ("Newest source", "2021-03-01") in said


@pytest.mark.parametrize("table", ["reference", "reference_sources"])
def test_a_table_of_them_is_cited_with_its_sources(table: str) -> None:
    assert as_text(with_official().cited(table)) == (
        f"Attested contributors (2021). Table {table}. In: Trade of Borduria (version 1.0.0) "
        f"[data set]. Taken from: {NAME}. Licence CC0-1.0.\n"
    )
    assert "Taken from" not in as_text(with_official().cited("figures"))


def test_one_of_them_is_found_with_its_book() -> None:
    package = with_official()
    assert package.stated("official-syl-exports-2018") == (
        official(),
        official().figures["official-syl-exports-2018"],
    )
    assert package.stated("syl-exports-2019") == (book(), book().figures["syl-exports-2019"])
    assert package.stated("nobody") is None


def test_every_build_hands_them_over() -> None:
    def report() -> Report:
        raise AssertionError("what the data set consists of needs no reconciliation")

    assert beside(book(), report, official(), None).reference is official()
    assert beside(book(), report, None, None).reference is None
