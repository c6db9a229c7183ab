"""A chart as a picture: PNG and SVG, with its title, its sources and its address in it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Download, Page

from tests.e2e.test_pages import visit


def saved(page: Page) -> Download:
    chart = page.locator("[data-testid=stPlotlyChart]").first
    chart.hover()
    with page.expect_download() as download:
        chart.locator("[data-title^='Download plot']").click()
    return download.value


def test_chart_is_saved_as_png_and_as_svg_with_its_origin(page: Page, server: str) -> None:
    visit(page, "/trade?official=true")
    png = saved(page)
    assert png.suggested_filename == "trade-turnover-italy.png"
    assert Path(png.path()).read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Download", exact=True).click()
    page.get_by_text("SVG", exact=True).click()
    page.keyboard.press("Escape")
    page.locator("[data-title='Download plot']").first.wait_for(state="attached")
    svg = saved(page)
    assert svg.suggested_filename == "trade-turnover-italy.svg"
    drawn = Path(svg.path()).read_text("utf-8")
    assert "Trade turnover, Italy" in drawn
    assert "Kazinform" in drawn
    assert f"{server}/trade?official=true" in drawn
