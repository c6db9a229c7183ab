"""Charts on narrow screens and on paper: every number is read, nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import NARROW, OpenPage
from tests.e2e.test_pages import visit

_HIDDEN = """chart => [...chart.querySelectorAll(".annotation")]
    .filter(text => text.style.visibility === "hidden").map(text => text.textContent)"""
_CUT = """() => [...document.querySelectorAll(".js-plotly-plot .main-svg:first-child")]
    .map(drawn => drawn.getBoundingClientRect())
    .filter(box => box.left < -1 || box.right > innerWidth + 1).length"""


@pytest.fixture
def narrow(open_page: OpenPage) -> Page:
    page = open_page(width=NARROW)
    visit(page, "/trade")
    return page


def test_a_chart_of_many_years_moves_in_its_frame_and_hides_no_number(narrow: Page) -> None:
    frame = narrow.locator("[class*='st-key-wide-']").first
    expect(frame).to_have_attribute("tabindex", "0")
    expect(frame).to_have_attribute(
        "aria-label",
        "Trade turnover between Kazakhstan and Italy: $20 bn in 2024, up from $16 bn in 2023",
    )
    chart = frame.locator(".js-plotly-plot")
    assert chart.evaluate(_HIDDEN) == []
    wide, seen, left = frame.evaluate("f => [f.scrollWidth, f.clientWidth, f.scrollLeft]")
    assert wide >= 640 > seen
    assert left == wide - seen, "it begins with the newest"
    assert narrow.evaluate("document.documentElement.scrollWidth") == NARROW, "the page stays"
    frame.focus()
    for _ in range(40):
        narrow.keyboard.press("ArrowLeft")
    narrow.wait_for_function("f => f.scrollLeft === 0", arg=frame.element_handle())


def test_paper_has_the_face_first_what_is_folded_and_every_column(page: Page) -> None:
    visit(page, "/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    heading = page.get_by_role("heading", level=1).bounding_box()
    face = page.locator("#face").bounding_box()
    assert heading is not None
    assert face is not None
    assert face["y"] + face["height"] <= heading["y"]
    expect(page.get_by_text("Financial aid", exact=True)).to_be_visible()
    assert page.evaluate(_CUT) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("Financial aid", exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    visit(page, "/tables")
    heads = page.locator(".on-paper th").all_text_contents()
    assert heads[:2] == ["figure_id", "indicator"]
    assert {"as_stated", "source_id", "paragraph", "note"} <= set(heads)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 450)])
def test_the_first_screen_has_a_chart_at_320_pixels_and_at_twice_the_size(
    browser: Browser, server: str, width: int, height: int
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": width, "height": height})
    page = context.new_page()
    visit(page, "/trade")
    top = page.locator(".js-plotly-plot").first.evaluate("c => c.getBoundingClientRect().top")
    assert top < height - 30
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_forced_colours_leave_a_chart_and_its_key_their_own(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, forced_colors="active", color_scheme="light")
    page = context.new_page()
    visit(page, "/trade")
    colours = (
        page.locator(".key")
        .first.locator("b")
        .evaluate_all("signs => signs.slice(0, 2).map(sign => getComputedStyle(sign).color)")
    )
    assert colours == ["rgb(11, 68, 107)", "rgb(163, 58, 0)"]
    bar = page.locator(".js-plotly-plot .bars .point path").first
    assert bar.evaluate("path => getComputedStyle(path).fill") == colours[0]
    context.close()
