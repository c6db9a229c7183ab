"""DuckDB reads what a build writes: tables by their names from the zip, figures by partner."""

from __future__ import annotations

import io
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from etl.cli import main
from etl.core.schema import FIGURES
from etl.tables.export.package import Package
from tests.exporting import SMALL, book
from tests.test_frozen import book as hard_book


def test_each_table_of_the_zip_is_there_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Package(book())
    with zipfile.ZipFile(io.BytesIO(package.file("borduria.zip"))) as archive:
        archive.extractall(tmp_path)
    monkeypatch.chdir(tmp_path / "borduria")
    with duckdb.connect() as connection:
        connection.execute(Path("duckdb.sql").read_text())
        for name in package.declared:
            count = connection.execute(f'select count(*) from "{name}"').fetchone()
            assert count == (len(package.table(name).data),), name
        found = connection.execute(
            "select f.value, s.title from figures f join sources s using (source_id)"
            " where f.indicator = 'growth'"
        ).fetchall()
    assert found == [(Decimal("16.9"), "A ministry on trade")]


def test_the_zip_carries_licence_and_dictionary() -> None:
    with zipfile.ZipFile(io.BytesIO(Package(book()).file("borduria.zip"))) as archive:
        licence = archive.read("borduria/LICENCE.txt").decode()
        assert archive.read("borduria/README.md").startswith(b"# Data dictionary")
    assert "SPDX-License-Identifier: CC0-1.0\nhttps://spdx.org/licenses/CC0-1.0.html\n" in licence


def test_figures_by_partner_are_the_figures(tmp_path: Path) -> None:
    out = tmp_path / "out"
    text = SMALL.read_text("utf-8")
    other = text.replace("id: syl-companies", "id: wld-companies").replace(
        "indicator: companies\n    partner: SYL", "indicator: companies\n    partner: WLD"
    )
    (tmp_path / "figures.yaml").write_text(other, "utf-8")
    command = ["build", str(tmp_path / "figures.yaml"), "--partition", "partner", "--out", str(out)]
    assert main(command) == 0
    assert sorted(str(path.relative_to(out)) for path in out.rglob("part-*.parquet")) == [
        f"figures{os.sep}partner=SYL{os.sep}part-0.parquet",
        f"figures{os.sep}partner=WLD{os.sep}part-0.parquet",
    ]
    names = ", ".join(field.name for field in FIGURES.fields)
    query = f"select {names} from read_parquet(?, hive_partitioning = true) order by figure_id"
    with duckdb.connect() as connection:
        whole, parts = (
            connection.execute(query, [str(out / pattern)]).fetchall()
            for pattern in ("figures.parquet", "figures/**/*.parquet")
        )
        assert len(whole) == 5
        assert parts == whole
        one = "select count(*) from read_parquet(?, hive_partitioning = true) where partner = 'WLD'"
        assert connection.execute(one, [str(out / "figures/**/*.parquet")]).fetchone() == (1,)


@pytest.mark.parametrize("column", ["note", "as_stated", "year"])
def test_any_value_can_be_a_part_of_a_path(tmp_path: Path, column: str) -> None:
    """Slashes, quotes, letters of other scripts, and no value at all."""
    package = Package(hard_book())
    for name, data in package.partitions(column).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    query = f"select figure_id, {column} from read_parquet(?, hive_partitioning = true)"
    with duckdb.connect() as connection:
        found = connection.execute(query, [str(tmp_path / "figures/*/*.parquet")]).fetchall()
    frame = package.table("figures")
    expected = zip(frame.cells("figure_id"), frame.cells(column), strict=True)
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_another_column_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(SMALL), "--partition", "value", "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    assert "argument --partition: invalid choice: 'value'" in capsys.readouterr().err
