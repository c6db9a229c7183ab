"""Exports of hostile text opened in a real spreadsheet (LibreOffice): no cell is a formula.

`python -m tests.bench.spreadsheet`; needs soffice (Debian: apt install libreoffice-calc).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl

from etl.book.load import load
from etl.tables.export.package import files
from tests.e2e.test_hostile import hostile


def _exports() -> dict[str, bytes]:
    book, problems = load(hostile().encode())
    assert book is not None, problems[:3]
    return files(book)


def _opened(path: Path, folder: Path) -> Path:
    """The file as LibreOffice reads it, saved as a workbook."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(folder / "opened"), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "opened" / f"{path.stem}.xlsx"


def main() -> None:
    """Print how many cells were looked at; exit code 1 if one is a formula or a link."""
    if shutil.which("soffice") is None:
        raise SystemExit("soffice is missing (Debian: apt install libreoffice-calc)")
    cells, bad = 0, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in _exports().items():
            if not file.endswith((".csv", ".xlsx")):
                continue
            path = folder / file
            path.write_bytes(data)
            for sheet in openpyxl.load_workbook(_opened(path, folder)):
                for row in sheet.iter_rows():
                    for cell in row:
                        cells += cell.value is not None
                        if cell.data_type == "f" or cell.hyperlink:
                            bad.append(f"{file} {sheet.title}!{cell.coordinate}: {cell.value!r}")
    print(f"{cells:,} cells opened in LibreOffice, {len(bad)} formulas or links")
    for line in bad[:20]:
        print(line)
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
