"""Every file of a build: which there are, and that they are the same every time.

Of etl/tables: extra; etl/tables/export: archive, package.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from etl.core.schema import RESERVED
from etl.reconcile import reconcile
from etl.tables.export.package import Package, extra, files, media_type
from etl.tables.extra import beside
from tests.exporting import REAL, VERDICTS, book

_DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from etl.tables.export.package import files
from etl.book.load import load
made = files(load(Path(sys.argv[1]).read_bytes()).book)
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in made.items()}))
"""


def digests(root: Path, seed: str, zone: str) -> dict[str, str]:
    """Digest of each file that a new process makes of the real figures."""
    done = subprocess.run(
        [sys.executable, "-c", _DIGESTS, str(REAL)],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        cwd=root,
        capture_output=True,
        check=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_same_figures_give_the_same_bytes(root: Path) -> None:
    one, other = digests(root, "1", "Asia/Almaty"), digests(root, "2", "America/New_York")
    assert one == other
    here = {name: hashlib.sha256(data).hexdigest() for name, data in files(book(REAL)).items()}
    assert here == one, "this process, minutes later, makes the same"


def test_a_build_has_these_files() -> None:
    names = list(files(book(), extra([VERDICTS])))
    tables = ["figures", "trade", "companies", "sources", "indicators", "areas", "events"]
    tables += ["dismissed", "units", "verdicts"]
    assert names == [
        *(f"{table}.csv" for table in tables),
        "datapackage.json",
        "figures.sdmx.csv",
        "figures.sdmx.xml",
        *(f"{table}.parquet" for table in tables),
        "borduria.xlsx",
        "dataset.jsonld",
        "provenance.jsonld",
        "citation.txt",
        "citation.bib",
        "citation.ris",
        "citation.csl.json",
        "README.md",
        "LICENCE.txt",
        "duckdb.sql",
        "borduria.zip",
    ]


def test_every_file_has_a_media_type() -> None:
    assert media_type("figures.sdmx.csv") == "application/vnd.sdmx.data+csv; version=2.0.0"
    assert media_type("figures.csv") == "text/csv; charset=utf-8; header=present"
    for name in Package(book()).names():
        assert "/" in media_type(name)


def test_the_archive_holds_all_other_files_without_a_clock() -> None:
    made = files(book(), extra([VERDICTS]))
    with zipfile.ZipFile(io.BytesIO(made.pop("borduria.zip"))) as archive:
        assert {
            name.removeprefix("borduria/"): archive.read(name) for name in archive.namelist()
        } == made
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}


def test_a_second_table_of_the_same_name_is_refused() -> None:
    twice = VERDICTS._replace(table=VERDICTS.table._replace(name="figures"))
    with pytest.raises(ValueError, match="the table 'figures' a second time"):
        Package(book(), extra([twice]))


def everything() -> Package:
    """A package with each table that there can be; none beside the book's has rows."""
    made = book()
    return Package(made, beside(made, lambda: reconcile(made), made, b""))


def test_no_topic_can_take_the_name_of_a_table_or_a_file() -> None:
    package = everything()
    topics = {indicator.topic for indicator in package.book.indicators.values()}
    assert package.declared.keys() - topics <= RESERVED
    # What the API serves for any table, so that one named like it would hide the file.
    served = {".csv", ".json", ".parquet", ".xlsx", ".txt", ".bib", ".ris", ".csl.json"}
    stems = {
        name.partition(".")[0].lower()
        for name in package.names()
        if name[name.find(".") :] in served
    }
    # The workbook of everything is named like the data set, and is that table's where they agree.
    assert stems - topics - {package.book.dataset.name} <= RESERVED


def test_an_unknown_file_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Package(book()).file("nothing.csv")


def test_a_file_is_made_once() -> None:
    package = Package(book())
    assert package.file("figures.parquet") is package.file("figures.parquet")


def test_the_package_is_light_until_it_is_used(root: Path) -> None:
    script = (
        "import sys, etl.tables.export.package\nprint({'pyarrow', 'xlsxwriter'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, check=True, text=True
    )
    assert done.stdout == "set()\n"
