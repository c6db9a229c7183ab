"""Charts on narrow screens and on paper: every number is read, nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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
