"""What a reader downloads is what `build` writes, and no download reruns the page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from etl.export.csv import csv_bytes
from etl.figures import load
from etl.tidy import tables
from tests.conftest import ROOT
from tests.e2e.conftest import Complaints


def test_trade_csv_has_the_bytes_of_a_build(
    page: Page, figures: str, complaints: Complaints
) -> None:
    page.goto("/")
    with page.expect_download() as download:
        page.get_by_role("button", name="trade.csv").click()
    assert download.value.suggested_filename == "trade.csv"
    book = load((ROOT / figures).read_bytes()).book
    assert book is not None
    assert Path(download.value.path()).read_bytes() == csv_bytes(tables(book)["trade"])
    assert complaints.errors == []
    assert complaints.elsewhere == []
