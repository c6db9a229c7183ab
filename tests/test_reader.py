"""The one reader of quantities (`etl.reading.reader`), with `etl.reading.language` and `render`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.cli import main
from etl.reading.language import language_of
from etl.reading.reader import KINDS, read
from etl.reading.render import as_json


def test_readings_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "Turnover reached $20 billion in 2019.\n\nIt is the third partner."
    readings = read(text, "en")
    assert [(r.paragraph, r.text, r.kind) for r in readings] == [
        (1, "$20 billion", "money"),
        (1, "2019", "period"),
        (2, "third", "ordinal"),
    ]
    assert [text.split("\n\n")[r.paragraph - 1][r.start : r.end] for r in readings] == [
        r.text for r in readings
    ]
    assert {r.kind for r in readings} <= set(KINDS)


def test_json_has_every_key_and_amounts_as_text() -> None:
    (row,) = json.loads(as_json(read("Turnover was $16.40 billion.", "en")))
    assert {name: row[name] for name in ("value", "low", "high", "unit")} == {
        "value": "16400000000",
        "low": None,
        "high": None,
        "unit": "USD",
    }
    assert list(row)[:13] == [
        *("paragraph", "start", "end", "text", "kind", "value", "low", "high", "unit"),
        *("qualifier", "change", "status", "place"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Exports of the country rose to 5 billion dollars.", "en"),
        ("Le esportazioni della regione sono salite a 5 miliardi di euro.", "it"),
        ("Экспорт вырос до 5 млрд долларов (USD 5 bn).", "ru"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_command_reads_a_file_and_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Gli scambi hanno raggiunto i 5 miliardi di euro."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    first = capsys.readouterr().out
    assert "money 5,000,000,000 EUR" in first
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert main(["read", "-", "--language", "it"]) == 0
    assert capsys.readouterr().out == first


def test_the_command_refuses_what_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"5 \xff")
    assert main(["read", str(tmp_path / "a.txt")]) == 1
    assert capsys.readouterr().err.endswith("is no UTF-8 text (byte 3): save it as UTF-8\n")
    assert main(["read", str(tmp_path / "b.txt")]) == 1
    assert "cannot be read" in capsys.readouterr().err
