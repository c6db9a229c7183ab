"""Linked data: schema.org for the data set, PROV for each figure.

Of etl/tables/export: linked.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urljoin

from etl.core.model import OFFICIAL
from etl.tables.export.linked import provenance
from etl.tables.export.package import Package, extra, media_type
from tests.exporting import VERDICTS, book, changed


def dataset() -> Any:
    return json.loads(Package(book(), extra([VERDICTS])).file("dataset.jsonld"))


def graph(content: bytes) -> dict[str, Any]:
    return {node["@id"]: node for node in json.loads(content)["@graph"]}


def test_the_data_set_is_described() -> None:
    found = dataset()
    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert (found["name"], found["version"]) == ("Trade of Borduria", "1.0.0")
    assert found["license"] == "https://spdx.org/licenses/CC0-1.0.html"
    assert found["dateModified"] == "2020-02-11"
    assert found["temporalCoverage"] == "2019-01-01/2020-02-11"
    assert [place["name"] for place in found["spatialCoverage"]] == ["Borduria", "Syldavia"]
    assert found["isBasedOn"] == [
        {
            "@type": "CreativeWork",
            "identifier": "ministry-2020-02-11",
            "name": "A ministry on trade",
            "datePublished": "2020-02-11",
            "inLanguage": "en",
            "publisher": {"@type": "Organization", "name": "Ministry of Trade"},
        }
    ]


def test_every_file_can_be_downloaded() -> None:
    package = Package(book(), extra([VERDICTS]))
    downloads = {part["contentUrl"]: part["encodingFormat"] for part in dataset()["distribution"]}
    expected = {name: media_type(name) for name in package.names() if name != "dataset.jsonld"}
    assert downloads == expected


def test_in_a_page_the_files_are_where_they_are_served() -> None:
    found = json.loads(Package(book()).dataset("/api/"))
    assert found["@id"] == "/api/dataset.jsonld"
    assert found["distribution"][0]["contentUrl"] == "/api/figures.csv"


def test_a_page_counts_very_many_sources() -> None:
    few = book()
    (source, *_) = few.sources.values()
    for count in (100, 101):
        many = {f"s-{n}": source._replace(id=f"s-{n}") for n in range(count)}
        package = Package(few._replace(sources=many, figures={}, events={}, dismissals=()))
        whole = json.loads(package.file("dataset.jsonld"))["isBasedOn"]
        assert [work["identifier"] for work in whole] == [*many]
        inside = json.loads(package.dataset("/api/"))["isBasedOn"]
        assert (
            inside == whole
            if count == 100
            else inside
            == [{"@type": "CreativeWork", "name": "101 sources", "url": "/api/dataset.jsonld"}]
        )


def test_a_figure_is_quoted_from_a_paragraph_of_its_source() -> None:
    nodes = graph(Package(book()).file("provenance.jsonld"))
    figure = nodes["figures/syl-exports-2019"]
    assert figure["rdfs:label"] == "more than $3.40 billion"
    assert figure["prov:value"] == {"@type": "xsd:decimal", "@value": "3400000000"}
    assert figure["rdfs:comment"] == "more than, in USD"
    assert figure["schema:variableMeasured"]["schema:identifier"] == "exports"
    assert figure["schema:variableMeasured"]["schema:name"] == "Exports"
    assert figure["schema:value"] == {
        "@type": "schema:QuantitativeValue",
        "schema:unitText": "USD",
        "schema:value": {"@type": "xsd:decimal", "@value": "3400000000"},
        "schema:minValue": {"@type": "xsd:decimal", "@value": "3400000000"},
    }
    assert figure["dcterms:temporal"] == {
        "@type": "dcterms:PeriodOfTime",
        "rdfs:label": "2019",
        "schema:startDate": {"@type": "xsd:date", "@value": "2019-01-01"},
        "schema:endDate": {"@type": "xsd:date", "@value": "2019-12-31"},
    }
    assert [area["schema:identifier"] for area in figure["dcterms:spatial"]] == ["BOR", "SYL"]
    authority = figure["prov:qualifiedAttribution"]["prov:agent"]["rdfs:label"]
    assert authority == "national statistics office"
    paragraph = nodes[figure["prov:wasQuotedFrom"]["@id"]]
    assert paragraph["@id"] == "sources/ministry-2020-02-11#paragraph-4"
    source = nodes[paragraph["dcterms:isPartOf"]["@id"]]
    assert source["dcterms:issued"] == {"@type": "xsd:date", "@value": "2020-02-11"}
    assert source["prov:wasAttributedTo"]["rdfs:label"] == "Ministry of Trade"
    assert source["dcterms:identifier"].startswith("sha256:9f86d0")


def test_what_was_taken_back_or_corrected_says_so() -> None:
    small = book()
    plain = small.figures["syl-growth-2019"]
    gone = plain._replace(retracted=date(2020, 5, 1), retracted_reason="A slip.")
    newer = plain._replace(id="newer", supersedes=plain.id, status="estimate")
    both = small._replace(figures={gone.id: gone, newer.id: newer})
    nodes = graph(provenance([(both, gone), (both, newer)]))
    first, second = nodes["figures/syl-growth-2019"], nodes["figures/newer"]
    assert first["rdfs:comment"] == (
        "exact, in percent, retracted by its source on 2020-05-01, corrected by newer"
    )
    assert first["prov:wasInvalidatedBy"] == {
        "@type": "prov:Activity",
        "rdfs:label": "retraction by the source",
        "rdfs:comment": "A slip.",
        "dcterms:date": {"@type": "xsd:date", "@value": "2020-05-01"},
    }
    assert first["dcterms:isReplacedBy"] == {"@id": "figures/newer"}
    assert second["dcterms:replaces"] == {"@id": "figures/syl-growth-2019"}
    assert second["rdfs:comment"] == "exact, in percent, estimate"
    assert "prov:wasInvalidatedBy" not in second


def test_a_graph_is_laid_out_as_any_document() -> None:
    """Though it is written node by node."""
    small = book()
    plain = small.figures["syl-growth-2019"]
    odd = plain._replace(as_stated="one\ntwo\u2028three")
    made = provenance([(small, plain), (small, odd._replace(id="odd"))], base="../")
    content = json.loads(made)
    assert made.decode() == json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    # The paragraph and the source of both stand once.
    assert [node["@id"] for node in content["@graph"]] == [
        "figures/syl-growth-2019",
        "sources/ministry-2020-02-11#paragraph-4",
        "figures/odd",
        "sources/ministry-2020-02-11",
    ]
    assert content["@graph"][2]["rdfs:label"] == "one\ntwo\u2028three"


def test_every_reference_has_its_node_and_no_node_stands_twice() -> None:
    content = json.loads(Package(book()).file("provenance.jsonld"))
    nodes = [node["@id"] for node in content["@graph"]]
    assert len(nodes) == len(set(nodes))
    figures = [node for node in content["@graph"] if node["@id"].startswith("figures/")]
    assert len(figures) == len(book().figures)
    for figure in figures:
        assert figure["prov:wasQuotedFrom"]["@id"] in nodes


def test_one_figure_alone_has_the_names_that_it_has_among_all() -> None:
    figure = book().figures["syl-share-2019"]
    alone = json.loads(provenance([(book(), figure)], base="../"))
    base = urljoin("http://h/api/figures/syl-share-2019.jsonld", alone["@context"]["@base"])
    assert base == "http://h/api/"
    assert [node["@id"] for node in alone["@graph"]] == [
        "figures/syl-share-2019",
        "sources/ministry-2020-02-11#paragraph-5",
        "sources/ministry-2020-02-11",
    ]


def test_a_row_of_an_official_table_is_derived_from_its_source() -> None:
    official = changed("kind: press_release", f"kind: {OFFICIAL}")
    figure = official.figures["syl-share-2019"]._replace(paragraph=0)
    nodes = graph(provenance([(official, figure)]))
    assert nodes["figures/syl-share-2019"]["prov:wasDerivedFrom"] == {
        "@id": "sources/ministry-2020-02-11"
    }
