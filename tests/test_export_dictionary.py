"""The data dictionary is what the schema says, and data/README.md is that.

Of etl/tables/export: curating, dictionary.
"""

from __future__ import annotations

import pytest

from etl.core import schema
from etl.core.schema import FIGURES, TABLES, Field
from etl.reading import reader
from etl.tables.export import dictionary
from etl.tables.export.curating import REASONS
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


def test_every_reason_of_a_dismissal_is_explained_with_an_example() -> None:
    text = dictionary.dictionary().decode()
    assert set(REASONS) == set(schema.DISMISSAL_REASONS)
    for name, reason in REASONS.items():
        counted = "a statistic not held" if name in schema.NOT_HELD else "no statistic"
        assert f"| `{name}` | {reason.when} | {reason.example} | {counted} |" in text


def test_the_dictionary_says_how_far_a_phrase_reaches_and_what_is_inferred() -> None:
    text = " ".join(dictionary.dictionary().decode().split())
    assert "`as_stated` is copied as printed. It reaches over the whole number" in text
    assert "a fiscal year whose first month is neither printed nor declared" in text


@pytest.mark.parametrize("phrase", ["almost reached $6 billion", "fell by 3%", "$300 million less"])
def test_the_phrases_that_the_dictionary_shows_are_read(phrase: str) -> None:
    assert f'"{phrase}"' in " ".join(dictionary.dictionary().decode().split())
    assert reader.phrase(phrase, "en").quantity is not None
