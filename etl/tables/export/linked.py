"""Linked data: what the data set is (schema.org), where each figure comes from (W3C PROV).

JSON-LD with its context inside, so that a reader needs no network. Addresses are relative to
the place where the files are served.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from etl.core.intervals import of_figure
from etl.core.model import Book, Figure, Source
from etl.core.schema import Table
from etl.tables.export.about import PROJECT, all_sources, licence_url, newest
from etl.tables.notes import caveats, corrections

_DATES: Final = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")
"""The type of a date by how many hyphens it has."""
_PROV_CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DEEP: Final = "    "
"""Before each line of a node in its graph."""
_MOST_IN_A_PAGE: Final = 100
"""Sources, of some 250 bytes each."""
_Node = dict[str, Any]
Books = tuple[Book, Book | None]
"""The figures and, where there are any, the official figures that they are tested against."""


def dataset_jsonld(
    books: Books, tables: Mapping[str, Table], media: Mapping[str, str], base: str = ""
) -> bytes:
    """The data set as schema.org Dataset.

    What stands in a page is sent with it: very many sources are counted there, with the address
    of the file that has each.

    books: the figures', and that of the official figures or None.
    media: media types of the files that it can be downloaded as, by file name. base: where
    these files are, seen from the document that this stands in; empty for their own folder.
    """
    book, _ = books
    day = newest(*books)
    node: _Node = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}dataset.jsonld",
        "name": book.dataset.title,
        "description": book.dataset.description,
        "identifier": book.dataset.name,
        "version": book.dataset.version,
        "license": licence_url(book),
        "isAccessibleForFree": True,
        "creator": [
            {"@type": "Organization", "name": name}
            for name in book.dataset.contributors or (PROJECT,)
        ],
        "keywords": list(dict.fromkeys(item.topic for item in book.indicators.values())),
    }
    if day:
        node["dateModified"] = day.isoformat()
    node |= _extent(*books)
    node["variableMeasured"] = [
        {"@type": "PropertyValue", "name": item.name, "description": item.definition}
        for item in book.indicators.values()
    ]
    sources = all_sources(*books)
    node["isBasedOn"] = (
        [_all(len(sources), node["@id"])]
        if base and len(sources) > _MOST_IN_A_PAGE
        else [_work(source) for source in sources]
    )
    node["distribution"] = [
        _download(name, kind, tables) | {"contentUrl": f"{base}{name}"}
        for name, kind in media.items()
    ]
    return _bytes(node)


def _extent(book: Book, reference: Book | None) -> _Node:
    """Days and areas that the figures are about."""
    figures = [*book.figures.values(), *(reference.figures.values() if reference else ())]
    used = dict.fromkeys(area for figure in figures for area in (figure.reporter, figure.partner))
    node: _Node = {
        "spatialCoverage": [
            {"@type": "Place", "name": book.areas[area].name, "identifier": area} for area in used
        ]
    }
    if figures:
        first = min(figure.period.start for figure in figures)
        last = max(figure.period.end for figure in figures)
        node["temporalCoverage"] = f"{first}/{last}"
    return node


def _all(count: int, address: str) -> _Node:
    """So many sources; address: of the file that has each."""
    return {"@type": "CreativeWork", "name": f"{count:,} sources", "url": address}


def _work(source: Source) -> _Node:
    node: _Node = {
        "@type": "CreativeWork",
        "identifier": source.id,
        "name": source.title,
        "datePublished": source.published_as,
        "inLanguage": source.language,
    }
    if source.publisher:
        node["publisher"] = {"@type": "Organization", "name": source.publisher}
    return node


def _download(name: str, kind: str, tables: Mapping[str, Table]) -> _Node:
    node: _Node = {
        "@type": "DataDownload",
        "name": name,
        "encodingFormat": kind,
    }
    table = tables.get(name.rpartition(".")[0])
    if table:
        node["description"] = table.description
    return node


def provenance(
    stated: Sequence[tuple[Book, Figure]], base: str = "", sources: Iterable[Source] = ()
) -> bytes:
    """Each figure as quoted from a paragraph of a source (PROV-O, https://www.w3.org/TR/prov-o/).

    stated: figures, each with the book that has its source. base: where the data set's own
    folder is, seen from this document; empty for the folder itself. A row of an official table
    has no paragraph and is derived from the source. sources: to be told of in any case, also
    where none of the figures is theirs.
    """
    books = {id(book): book for book, _ in stated}
    corrected = {key: corrections(book) for key, book in books.items()}
    statements = (
        node
        for book, figure in stated
        for node in _statement(book, figure, corrected[id(book)].get(figure.id, ""))
    )
    origins = (book.sources[figure.source] for book, figure in stated)
    told = {source.id: source for source in (*sources, *origins)}
    context = {"@base": base, **_PROV_CONTEXT} if base else _PROV_CONTEXT
    return _graph(context, chain(statements, map(_source, told.values())))


def _graph(context: Mapping[str, str], nodes: Iterable[_Node]) -> bytes:
    """A document of nodes, each once; it never holds more of them than one."""
    sink, seen = io.BytesIO(), set[str]()
    head, tail = _bytes({"@context": context, "@graph": []}).rsplit(b"[]", 1)
    sink.write(head + b"[")
    for node in nodes:
        if node["@id"] not in seen:
            sink.write(b",\n" if seen else b"\n")
            sink.write((_DEEP + _json(node).replace("\n", "\n" + _DEEP)).encode())
            seen.add(node["@id"])
    sink.write(b"\n  ]" + tail)
    return sink.getvalue()


def _statement(book: Book, figure: Figure, corrected_by: str) -> list[_Node]:
    """The figure, and the paragraph where it stands."""
    source = {"@id": f"sources/{figure.source}"}
    said = (figure.qualifier.replace("_", " "), f"in {figure.unit}")
    node: _Node = {
        "@id": f"figures/{figure.id}",
        "@type": ["prov:Entity", "schema:Observation"],
        "rdfs:label": figure.as_stated,
        "rdfs:comment": ", ".join((*said, *caveats(figure, corrected_by))),
        **_measured(book, figure),
    }
    if corrected_by:
        node["dcterms:isReplacedBy"] = {"@id": f"figures/{corrected_by}"}
    if figure.supersedes:
        node["dcterms:replaces"] = {"@id": f"figures/{figure.supersedes}"}
    if figure.retracted:
        node["prov:wasInvalidatedBy"] = {
            "@type": "prov:Activity",
            "rdfs:label": "retraction by the source",
            "rdfs:comment": figure.retracted_reason,
            "dcterms:date": _day(figure.retracted),
        }
    if figure.value is not None:
        node["prov:value"] = _decimal(figure.value)
    if figure.authority:
        node["prov:qualifiedAttribution"] = {
            "@type": "prov:Attribution",
            "prov:agent": {"@type": "prov:Agent", "rdfs:label": figure.authority},
            "prov:hadRole": {"@type": "prov:Role", "rdfs:label": "authority that is cited"},
        }
    if not figure.paragraph:
        return [node | {"prov:wasDerivedFrom": source}]
    place = f"sources/{figure.source}#paragraph-{figure.paragraph}"
    paragraph = {
        "@id": place,
        "@type": "prov:Entity",
        "rdfs:label": f"Paragraph {figure.paragraph}",
        "dcterms:isPartOf": source,
    }
    return [node | {"prov:wasQuotedFrom": {"@id": place}}, paragraph]


def _measured(book: Book, figure: Figure) -> _Node:
    """What the number is of: indicator, unit and bounds, period, both sides."""
    indicator = book.indicators[figure.indicator]
    low, high = of_figure(figure)
    amount: _Node = {"@type": "schema:QuantitativeValue", "schema:unitText": figure.unit}
    ends = {"schema:value": figure.value, "schema:minValue": low, "schema:maxValue": high}
    amount |= {name: _decimal(end) for name, end in ends.items() if end is not None}
    period: _Node = {"@type": "dcterms:PeriodOfTime", "rdfs:label": figure.period.text}
    if not figure.period.is_open:
        period["schema:startDate"] = _day(figure.period.start)
    period["schema:endDate"] = _day(figure.period.end)
    return {
        "schema:variableMeasured": {
            "@type": "schema:StatisticalVariable",
            "schema:identifier": indicator.id,
            "schema:name": indicator.name,
            "schema:description": indicator.definition,
        },
        "schema:value": amount,
        "dcterms:temporal": period,
        "dcterms:spatial": [
            {
                "@type": "schema:Place",
                "schema:identifier": area,
                "schema:name": book.areas[area].name,
            }
            for area in (figure.reporter, figure.partner)
        ],
    }


def _decimal(number: Decimal) -> _Node:
    return {"@type": "xsd:decimal", "@value": f"{number:f}"}


def _day(day: date) -> _Node:
    return {"@type": "xsd:date", "@value": day.isoformat()}


def _source(source: Source) -> _Node:
    node: _Node = {
        "@id": f"sources/{source.id}",
        "@type": "prov:Entity",
        "dcterms:title": source.title,
        "dcterms:issued": {
            "@type": _DATES[source.published_as.count("-")],
            "@value": source.published_as,
        },
        "dcterms:language": source.language,
    }
    if source.sha256:
        node["dcterms:identifier"] = f"sha256:{source.sha256}"
    if source.publisher:
        node["prov:wasAttributedTo"] = {"@type": "prov:Agent", "rdfs:label": source.publisher}
    return node


def _bytes(node: _Node) -> bytes:
    return (_json(node) + "\n").encode()


def _json(node: _Node) -> str:
    return json.dumps(node, indent=2, ensure_ascii=False)
