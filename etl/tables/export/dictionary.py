"""The data dictionary: what each column of each table means, as Markdown.

Derived from the schema alone. `python -m etl generate` writes it to data/README.md, and a test
fails while that file says anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from etl.core.schema import FIGURES, SDMX_ONLY, TABLES, Field, Table
from etl.tables.export.curating import curating_chapter
from etl.tables.export.forms import forms_chapter

_HEAD: Final = """\
# Data dictionary

<!-- Made from etl/core/schema.py. Do not edit: python -m etl generate -->

Tidy tables: one observation a row, one header row. CSV files are UTF-8 with commas and CR LF
(RFC 4180); an empty cell is an empty value. CSV, JSON and Parquet (decimals) are exact to the
digit. A spreadsheet keeps 15 digits of a number: a longer one stands in the workbook as text, so
that it is not rounded, and formulas pass it over. The figures of each topic are also a table of
their own, with the columns of `figures`.

A figure is what one paragraph of one source states. Before adding or comparing, look at three
columns: `coverage` (four months are not a year), `qualifier` with `low` and `high` (a number is
no more exact than it was stated), and `unit`.

`figures.sdmx.csv` is SDMX-CSV 2, its structure is in `figures.sdmx.xml`. It has the columns of
`figures` under their SDMX names. There, values stand as printed (16.425 with a multiplier of
9), bounds are in the same multiples, and a period is in SDMX's own form: `2022-S1`, or a range
of start and duration such as `2024-01-01/P4M`.

The app serves all of it below `/api/`, which lists what there is; `/api/openapi.json` describes
it to programs. A table comes as `/api/figures.csv`, `.json`, `.parquet` or `.xlsx`, or without an
ending as the client accepts. Every column chooses rows: `?indicator=exports,imports&year=2023`
(several values of a parameter mean any of them; numbers and texts one by one, since a comma may
be their own: `value=1&value=2`), `?value>=1e9&period_start>=2020-01-01`,
`?unit!=USD`, and `?years=2020&years=2024` every period that touches these years.
`sort=-value,period_start`, `columns=figure_id,value`, `limit=100&offset=200` (with links to the
other pages, which are of the same state of the data; the list of changes has none and only grows
at its end) lay it out, and `bom=1` is for Excel. How to cite a table is at
`/api/figures.txt`, `.bib`, `.ris` and `.csl.json`, a figure at
`/api/figures/<figure_id>.txt` and so on; `/api/figures/<figure_id>.jsonld` says where a figure
comes from (W3C PROV), and `/api/sources/<source_id>.jsonld` what is taken from a source; a browser
gets the same as a page.

A citation names the state of the data. Every state that was served is kept: the same addresses
below `/api/v/<state>/` give what was there then (findings if it was tested then);
`/api/changes.csv` and the feed `/api/changes.atom` tell which figures, official ones too,
were added, changed, retracted or removed.

In the folder of the files, DuckDB has each table by its name after `.read duckdb.sql`; `build
--partition partner` writes the figures once more as a Parquet file for each partner.
"""


def dictionary(tables: Iterable[Table] = TABLES) -> bytes:
    """The dictionary of some tables, in their order."""
    chapters = (forms_chapter(), curating_chapter())
    parts = [_HEAD, *chapters, *(_table(table) for table in tables), _only_sdmx()]
    return "\n".join(parts).encode("utf-8")


def _table(table: Table) -> str:
    lines = [f"## {table.name}", "", f"{table.description}. {_keys(table)}", ""]
    return "\n".join([*lines, *_columns(table.fields)]) + "\n"


def _keys(table: Table) -> str:
    key = " and ".join(f"`{name}`" for name in table.primary_key)
    refers = [f"`{column}` to `{other}`" for column, other, _ in table.foreign_keys]
    return f"Key: {key}." + (f" Refers: {', '.join(refers)}." if refers else "")


def _only_sdmx() -> str:
    lines = ["## Only in SDMX", "", f"Columns of `{FIGURES.name}.sdmx.csv` alone.", ""]
    return "\n".join([*lines, *_columns(SDMX_ONLY)]) + "\n"


def _columns(fields: Iterable[Field]) -> list[str]:
    head = ["| column | type | SDMX | empty | meaning |", "|---|---|---|---|---|"]
    return head + [
        f"| `{field.name}` | {field.type} | {field.sdmx or '-'} | "
        f"{'never' if field.required else 'may be'} | {_meaning(field)} |"
        for field in fields
    ]


def _meaning(field: Field) -> str:
    parts = [field.description]
    if field.unit:
        parts.append(f"In {field.unit}")
    if field.enum:
        parts.append("One of " + ", ".join(f"`{code}`" for code in field.enum))
    if field.minimum is not None:
        parts.append(f"Lowest: {field.minimum}")
    if field.pattern:
        parts.append(f"Pattern: `{field.pattern}`")
    return ". ".join(parts).replace("|", r"\|")
