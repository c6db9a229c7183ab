"""A chart as a picture for a slide: 16:9, light, with title, unit, key, sources and name in it.

Of dashboard/screens: picture.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from playwright.sync_api import Download, Page, Route

from tests.e2e.conftest import OpenPage
from tests.e2e.visiting import settle, visit


def saved(page: Page, kind: str) -> Download:
    with page.expect_download() as download:
        page.locator(f"[data-save={kind}]").first.click()
    return download.value


def test_chart_is_saved_as_png_and_as_svg_with_its_origin(open_page: OpenPage) -> None:
    page = open_page(scheme="dark")
    visit(page, "/trade")
    png = saved(page, "png")
    assert png.suggested_filename == "years-turnover-ita.png"
    head = Path(png.path()).read_bytes()[:24]
    assert struct.unpack(">II", head[16:24]) == (2560, 1440)
    svg = saved(page, "svg")
    assert svg.suggested_filename == "years-turnover-ita.svg"
    drawn = Path(svg.path()).read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    for words in ("$20 bn in 2024", "Billion US dollars, as stated", "Kazinform", "Attested."):
        assert words in drawn
    title = re.search(r'class="gtitle"[^>]* y="([0-9.]+)"', drawn)
    assert title is not None
    assert float(title[1]) >= 40, "its letters of 26 pixels are not cut at the top"
    assert "127.0.0.1" not in drawn, "an address of this machine means nothing elsewhere"
    assert "rgb(14, 17, 23)" not in drawn, "light, whatever the page is"
    # The chart on the page is as it was.
    assert (
        page.locator(".js-plotly-plot").first.evaluate("chart => chart._fullLayout.paper_bgcolor")
        == "#0e1117"
    )


def test_button_pressed_before_its_chart_is_drawn_saves_it_all_the_same(
    open_page: OpenPage,
) -> None:
    page = open_page(fresh=True)
    held: list[Route] = []
    # A lambda, because a built-in method cannot carry what Playwright marks its handlers with.
    page.route("**/PlotlyChart*.js", lambda route: held.append(route))  # noqa: PLW0108
    button = page.locator("[data-save=png]").first
    page.goto("/trade", wait_until="commit")
    settle(page)
    with page.expect_download() as download:
        button.click()
        assert held, "the chart waits for its script"
        for each in held:
            each.continue_()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
