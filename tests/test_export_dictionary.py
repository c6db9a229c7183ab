"""The data dictionary is what the schema says, and data/README.md is that."""

from __future__ import annotations

import pytest

from etl.core import schema
from etl.core.schema import FIGURES, TABLES, Field
from etl.tables.export import dictionary
from etl.tables.export.package import Package, extra
from tests.exporting import VERDICTS, book


def test_a_new_column_makes_it_out_of_date() -> None:
    new = Field("weather", "string", "Weather", "Weather on the day", "WEATHER")
    changed = [FIGURES._replace(fields=(*FIGURES.fields, new)), *TABLES[1:]]
    made = dictionary.dictionary(changed)
    assert b"| `weather` | string | WEATHER | never | Weather on the day |" in made
    assert made != dictionary.dictionary(), "so data/README.md fails: see test_generated"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_there_with_its_sdmx_name(table: schema.Table) -> None:
    text = dictionary.dictionary([table]).decode()
    for field in table.fields:
        empty = "never" if field.required else "may be"
        start = f"| `{field.name}` | {field.type} | {field.sdmx or '-'} | {empty} | "
        assert start + field.description in text


def test_a_build_describes_the_tables_that_come_from_elsewhere() -> None:
    text = Package(book(), extra([VERDICTS])).file("README.md").decode()
    assert "## verdicts\n\nWhat the others say of each figure. Key: `figure_id`." in text
    assert (
        "| `verdict` | string | - | never | What was found. One of `supported`, `alone` |" in text
    )
