"""The structure of the SDMX message: concepts, code lists, data structure and dataflow.

SDMX-ML 3.0, which belongs to SDMX-CSV 2. Concepts come from the schema, codes from its
enumerations and from the tables that a column refers to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from etl.core.model import Book
from etl.core.schema import BASE_UNITS, FIGURES, Field
from etl.tables.export.about import newest
from etl.tables.export.sdmx import AGENCY, VERSION, components, dataflow_id, structure_id, version

_NAMESPACE: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_SPACES: Final = {
    "mes": f"{_NAMESPACE}message",
    "str": f"{_NAMESPACE}structure",
    "com": f"{_NAMESPACE}common",
}
_LANGUAGE: Final = {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
_URN: Final = "urn:sdmx:org.sdmx.infomodel."
_CONCEPTS: Final = "CONCEPTS"
_STATUS_LIST: Final = ("SDMX", "CL_OBS_STATUS", "2.2")
"""SDMX's own code list; we carry the codes that we use and call the copy partial."""
_STATUS_NAMES: Final = {
    "A": "Normal value",
    "E": "Estimated value",
    "F": "Forecast value",
    "V": "Unvalidated value",
}
_TEXT_TYPES: Final = {
    "string": "String",
    "integer": "Integer",
    "number": "Decimal",
    "date": "GregorianDay",
    "year": "GregorianYear",
}
_NO_SOURCE: Final = "1980-01-01"


def structure_message(book: Book) -> bytes:
    """SDMX-ML 3.0 structure message for `sdmx.sdmx_csv` of the same book.

    Dataflow, data structure and the code lists of tables are those of the data set and have its
    name and version; concepts and the code lists of enumerations are those of the schema. Dated
    by the newest source.
    """
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(_tag("mes:Structure"))
    header = _child(root, "mes:Header")
    _child(header, "mes:ID", text=f"{dataflow_id(book)}_STRUCTURE")
    _child(header, "mes:Test", text="false")
    day = newest(book)
    _child(header, "mes:Prepared", text=f"{day or _NO_SOURCE}T00:00:00Z")
    _child(header, "mes:Sender", id=AGENCY)
    structures = _child(root, "mes:Structures")
    codes = _code_lists(book)
    lists = _child(structures, "str:Codelists")
    for agency, name, number in dict.fromkeys(codes.values()):
        _code_list(lists, (agency, name, number), _codes(book, name))
    _concepts(_child(structures, "str:ConceptSchemes"))
    _dataflow(_child(structures, "str:Dataflows"), book)
    _data_structure(_child(structures, "str:DataStructures"), book, codes)
    ET.indent(root)
    message: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return message + b"\n"


def _code_lists(book: Book) -> dict[str, tuple[str, str, str]]:
    """Agency, id and version of the code list of each coded column, by the column's name."""
    lists = {
        column: (AGENCY, _list_id(book, table), version(book))
        for column, table, _ in FIGURES.foreign_keys
    }
    for field in components():
        if field.enum:
            lists[field.name] = (AGENCY, f"CL_{field.sdmx}", VERSION)
    return lists | {"obs_status": _STATUS_LIST}


def _list_id(book: Book, table: str) -> str:
    """Id of the code list of a table."""
    return f"CL_{dataflow_id(book)}_{table.upper()}"


def _codes(book: Book, name: str) -> Mapping[str, str]:
    """Codes and their names of one list."""
    for field in components():
        if field.enum and f"CL_{field.sdmx}" == name:
            return {code: _STATUS_NAMES.get(code, _spoken(code)) for code in field.enum}
    of_tables: dict[str, Mapping[str, str]] = {
        _list_id(book, "areas"): {area.id: area.name for area in book.areas.values()},
        _list_id(book, "indicators"): {item.id: item.name for item in book.indicators.values()},
        _list_id(book, "sources"): {source.id: source.title for source in book.sources.values()},
    }
    return of_tables[name]


def _spoken(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _code_list(parent: ET.Element, key: tuple[str, str, str], codes: Mapping[str, str]) -> None:
    agency, name, version = key
    code_list = _child(parent, "str:Codelist", id=name, agencyID=agency, version=version)
    if agency != AGENCY:
        code_list.set("isPartial", "true")
    _name(code_list, _spoken(name.removeprefix("CL_")))
    for code, label in codes.items():
        _name(_child(code_list, "str:Code", id=code), label)


def _concepts(parent: ET.Element) -> None:
    scheme = _child(parent, "str:ConceptScheme", id=_CONCEPTS, agencyID=AGENCY, version=VERSION)
    _name(scheme, "Concepts of stated figures")
    for field in components():
        concept = _child(scheme, "str:Concept", id=field.sdmx)
        _name(concept, field.label)
        _child(concept, "com:Description", text=_meaning(field), attributes=_LANGUAGE)


def _meaning(field: Field) -> str:
    """What the column means in this message, where numbers are not in base units."""
    if field.unit == BASE_UNITS:
        return f"{field.description}. In UNIT_MEASURE times ten to the power of UNIT_MULT"
    return field.description


def _data_structure(
    parent: ET.Element, book: Book, codes: Mapping[str, tuple[str, str, str]]
) -> None:
    agency, name, number = _structure(book)
    structure = _child(parent, "str:DataStructure", id=name, agencyID=agency, version=number)
    _name(structure, "Figures as documents state them")
    parts = _child(structure, "str:DataStructureComponents")
    dimensions = _child(parts, "str:DimensionList", id="DimensionDescriptor")
    attributes = _child(parts, "str:AttributeList", id="AttributeDescriptor")
    measures = _child(parts, "str:MeasureList", id="MeasureDescriptor")
    for field in components():
        match field.role:
            case "dimension":
                part = _child(dimensions, "str:Dimension", id=field.sdmx)
            case "time":
                part = _child(dimensions, "str:TimeDimension", id=field.sdmx)
            case "measure":
                part = _child(measures, "str:Measure", id=field.sdmx, usage=_usage(field))
            case _:
                part = _child(attributes, "str:Attribute", id=field.sdmx, usage=_usage(field))
        _child(
            part,
            "str:ConceptIdentity",
            text=_urn("conceptscheme.Concept", (AGENCY, _CONCEPTS, VERSION), field.sdmx),
        )
        _representation(part, field, codes.get(field.name))
        if part.tag == _tag("str:Attribute"):
            # Each row is one statement, so whatever is said of it belongs to that observation.
            _child(_child(part, "str:AttributeRelationship"), "str:Observation")


def _usage(field: Field) -> str:
    return "mandatory" if field.required else "optional"


def _representation(part: ET.Element, field: Field, codes: tuple[str, str, str] | None) -> None:
    representation = _child(part, "str:LocalRepresentation")
    if codes:
        _child(representation, "str:Enumeration", text=_urn("codelist.Codelist", codes))
    elif field.role == "time":
        _child(representation, "str:TextFormat", textType="ObservationalTimePeriod")
    else:
        _child(representation, "str:TextFormat", textType=_TEXT_TYPES[field.type])


def _structure(book: Book) -> tuple[str, str, str]:
    """Agency, id and version of the data structure."""
    return AGENCY, structure_id(book), version(book)


def _dataflow(parent: ET.Element, book: Book) -> None:
    flow = dataflow_id(book)
    dataflow = _child(parent, "str:Dataflow", id=flow, agencyID=AGENCY, version=version(book))
    _name(dataflow, book.dataset.title)
    _child(dataflow, "com:Description", text=book.dataset.description, attributes=_LANGUAGE)
    urn = _urn("datastructure.DataStructure", _structure(book))
    _child(dataflow, "str:Structure", text=urn)


def _urn(kind: str, key: tuple[str, str, str], item: str = "") -> str:
    agency, name, version = key
    return f"{_URN}{kind}={agency}:{name}({version})" + (f".{item}" if item else "")


def _name(parent: ET.Element, text: str) -> None:
    _child(parent, "com:Name", text=text, attributes=_LANGUAGE)


def _child(
    parent: ET.Element,
    tag: str,
    text: str | None = None,
    attributes: Mapping[str, str] | None = None,
    **more: str,
) -> ET.Element:
    child = ET.SubElement(parent, _tag(tag), {**(attributes or {}), **more})
    child.text = text
    return child


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"
