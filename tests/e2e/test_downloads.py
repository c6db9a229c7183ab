"""What a reader downloads is what `build` writes, and no download reruns the page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from etl.export.csv import csv_bytes
from etl.figures import load
from etl.model import Book
from etl.tidy import tables
from tests.conftest import ROOT
from tests.e2e.conftest import Complaints

_PLOTTED = """figure => {
    const points = [];
    for (const chart of document.querySelectorAll(".js-plotly-plot"))
        for (const trace of chart.data)
            (trace.customdata || []).forEach((custom, at) => {
                if (custom[0] === figure) points.push([trace.y[at], custom[2]]);
            });
    return points;
}"""


def book_of(figures: str) -> Book:
    book = load((ROOT / figures).read_bytes()).book
    assert book is not None
    return book


def test_a_plotted_value_is_the_stated_one_and_its_csv_has_the_bytes_of_a_build(
    page: Page, figures: str, complaints: Complaints
) -> None:
    page.goto("/trade")
    page.locator(".js-plotly-plot").first.wait_for()
    # Billions on the axis, base units behind the point: 16 billion stated of the whole of 2023.
    assert [16, 16_000_000_000] in page.evaluate(_PLOTTED, "ita-turnover-2023")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="trade.csv").click()
    assert download.value.suggested_filename == "trade.csv"
    built = csv_bytes(tables(book_of(figures))["trade"])
    assert Path(download.value.path()).read_bytes() == built
    assert complaints.errors == []
    assert complaints.elsewhere == []
