"""The page "Check a text" in a real browser, wide and narrow: hostile text is shown and inert."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, WIDE, OpenPage
from tests.e2e.test_hostile import NAUGHTY

STATED = "In 2024, trade between Kazakhstan and Italy grew by 24% to $30 billion."


def check(page: Page, text: str) -> None:
    """Type a text and have it checked."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a text")
    page.get_by_label("Text", exact=True).fill(text)
    for part, value in (("year", "2025"), ("month", "06"), ("day", "01")):
        page.get_by_role("spinbutton", name=f"{part}, Published on").click()
        page.keyboard.type(value)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Language found: English")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_hostile_text_is_shown_marked_and_inert(
    open_page: OpenPage, server: str, width: int
) -> None:
    page = open_page(width)
    page.goto(f"{server}/check")
    check(page, "\n\n".join([STATED, *NAUGHTY]))
    expect(page.get_by_text("contradicts: ")).to_be_visible()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("<script>window.ran = 1</script>")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "billion" not in page.url
    card = page.get_by_test_id("stExpander").filter(has_text="$30 billion").first
    card.click()
    expect(card).to_contain_text("Read as: Trade turnover")
