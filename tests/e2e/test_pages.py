"""Every page in a real browser: whole, quiet, narrow, dark, and usable by everyone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.PageConfig_pb2 import PageConfig

from tests.e2e.conftest import NARROW, WIDE, Complaints, OpenPage
from tests.e2e.visiting import (
    CHARTS,
    PAGES,
    POLL,
    QUIET,
    SHIFTS,
    STILL,
    TABS,
    asked,
    assert_whole_and_accessible,
    click_point,
    close_card,
    is_closed,
    place,
    resized,
    settle,
    tap_point,
    visit,
    walk,
)
from tests.sessions import run, session

DARK = "rgb(14, 17, 23)"


@pytest.mark.parametrize("path", PAGES)
def test_page_and_its_tabs_are_whole_quiet_still_and_accessible(
    open_page: OpenPage, complaints: Complaints, subtests: pytest.Subtests, path: str
) -> None:
    page = open_page()
    visit(page, path)
    page.evaluate(f"() => {{ {SHIFTS} }}")  # those before are told as well
    page.wait_for_function(QUIET, polling=POLL)
    assert page.evaluate("window.shifted") < 0.1
    width = whole_at_both_widths(page, subtests, path, WIDE)
    for address in (each for each in TABS if urlsplit(each).path == path):
        walk(page, address)
        expect(page.get_by_role("tab", selected=True)).to_have_text(TABS[address])
        width = whole_at_both_widths(page, subtests, address, width)
    assert complaints.errors == []
    assert complaints.elsewhere == []


def test_pages_in_the_dark_are_whole_quiet_and_accessible(
    open_page: OpenPage, complaints: Complaints, subtests: pytest.Subtests
) -> None:
    page = open_page(scheme="dark")
    visit(page, "/trade")
    width = WIDE
    for path in ("/trade", *(each for each in PAGES if each != "/trade")):
        if path != "/trade":
            walk(page, path)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
        width = whole_at_both_widths(page, subtests, path, width)
    assert complaints.errors == []
    assert complaints.elsewhere == []


def whole_at_both_widths(page: Page, subtests: pytest.Subtests, address: str, width: int) -> int:
    """A view as wide as it is, then as the other width makes it, which is returned."""
    other = NARROW if width == WIDE else WIDE
    with subtests.test(address=address, width=width):
        assert_whole_and_accessible(page, width)
    resized(page, other)
    with subtests.test(address=address, width=other):
        assert_whole_and_accessible(page, other)
    return other


def test_click_on_a_point_opens_its_card_and_so_does_the_next_click(page: Page) -> None:
    visit(page, "/trade")
    for _ in range(2):
        click_point(page, "ita-turnover-2023")
        card = page.get_by_role("dialog")
        expect(card).to_contain_text("16 billion US dollars")
        expect(card).to_contain_text("Paragraph 9")
        assert asked(page) == {"figure": ["ita-turnover-2023"]}
        close_card(page)


def test_a_tap_opens_the_card_of_what_is_tapped_each_time(open_page: OpenPage) -> None:
    page = open_page(width=NARROW, touch=True)
    visit(page, "/trade?official=false")
    for figure, said in (
        ("ita-exports-2012", "15.466 bn"),
        ("ita-exports-2023", "14.8 bn"),
        ("ita-turnover-2024", "$20 bn"),
        ("ita-exports-2013", "15.223 bn"),
    ):
        tap_point(page, figure)
        expect(page.get_by_role("dialog")).to_contain_text(said)
        assert asked(page)["figure"] == [figure]
        # As a finger does: a telephone has no Escape.
        page.get_by_role("dialog").get_by_role("button", name="Close").first.tap()
        is_closed(page)


def test_hover_and_click_on_imports_are_of_imports(page: Page) -> None:
    visit(page, "/trade")
    x, y = place(page, "ita-imports-2012")
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer").first).to_contain_text("Imports, Italy")
    page.mouse.click(x, y)
    expect(page.get_by_role("dialog")).to_contain_text("Imports, Italy, 2012")


def _click_in_table(page: Page, right: int, down: int) -> None:
    """Click so far from the corner of the first table, once the table stands still."""
    table = page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    table.scroll_into_view_if_needed()
    x, y = page.wait_for_function(STILL, arg=table.element_handle(), polling=250).json_value()
    page.mouse.click(x + right, y + down)


def test_any_cell_opens_the_card_of_its_row_and_the_table_stays_sorted(page: Page) -> None:
    visit(page, "/trade?as=Table&official=false")
    _click_in_table(page, 190, 18)  # the head of the values: smallest first
    _no_card_follows(page)
    for down, said in ((52, "$400 mn"), (52, "$400 mn"), (87, "$959 mn")):
        _click_in_table(page, 300, down)
        expect(page.get_by_role("dialog")).to_contain_text(said)
        assert "figure" in asked(page)
        close_card(page)
        _no_card_follows(page)


def _no_card_follows(page: Page) -> None:
    """No card is open, and none opens by itself when focus comes back to a table."""
    for _ in range(2):
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).not_to_have_url(re.compile("figure="))
        page.wait_for_timeout(500)  # a table tells what is selected in it 150 ms later
        settle(page)


def test_values_of_a_table_are_seen_on_a_telephone(open_page: OpenPage) -> None:
    page = open_page(width=NARROW)
    visit(page, "/trade?as=Table")
    heads = page.locator("[data-testid=stDataFrame] canvas th")
    expect(heads.nth(0)).to_have_text("Indicator")
    expect(heads.nth(1)).to_have_text("Value")


def test_a_page_is_named_once_in_a_run(server: str) -> None:
    """As the server sends it: a name that is another for a moment would be seen in the tab."""
    with session(server, page="trade") as connection:
        messages = run(connection)
    named = [m.page_config_changed for m in messages if m.HasField("page_config_changed")]
    assert [(each.title, each.layout) for each in named] == [("Trade - Attested", PageConfig.WIDE)]


def test_the_whole_of_a_card_opens_it(page: Page) -> None:
    visit(page, "/")
    card = page.locator(".st-key-open-ita-exports-2023")
    box = card.bounding_box()
    assert box is not None
    card.click(position={"x": box["width"] - 12, "y": 14})  # waits until the card stands still
    expect(page.get_by_role("dialog")).to_contain_text("Exports, Italy, 2023")


def test_back_undoes_a_choice_and_stays_on_the_site(page: Page) -> None:
    visit(page, "/trade")
    page.get_by_role("combobox", name="Partner", exact=True).click()
    page.get_by_role("option", name="European Union").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trade, European Union")
    expect(page).to_have_url(re.compile("partner="))
    settle(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trade, Italy")
    assert urlsplit(page.url).path == "/trade"


def test_the_face_is_in_the_served_page_and_nothing_jumps(open_page: OpenPage, server: str) -> None:
    page = open_page(fresh=True)
    served = page.request.get(f"{server}/trade").text()
    assert "Figures as documents state them" in served
    assert "statements up to 30 May 2025" in served
    assert "official tables retrieved Nov 2026" in served
    assert "/attested/mark." in served
    # The first visit of a browser; each page once it has the scripts is tested above.
    page.add_init_script(SHIFTS)
    for path in ("/", "/trade"):
        visit(page, path)
        page.wait_for_function(QUIET, polling=POLL)
        assert page.evaluate("window.shifted") < 0.1, path


def test_card_opens_from_its_link_in_a_new_browser(open_page: OpenPage) -> None:
    page = open_page()
    visit(page, "/trade?partner=European+Union&figure=eu-exports-2024")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("$38.6 billion")
    card.get_by_role("tab", name="Link").click()
    link = card.locator("code", has_text="figure=eu-exports-2024").last.inner_text()
    other = open_page()
    other.goto(link)
    expect(other.get_by_role("dialog")).to_contain_text("$38.6 billion")


def test_address_restores_the_view_in_a_new_browser(open_page: OpenPage) -> None:
    page = open_page()
    visit(page, "/trade")
    page.get_by_role("button", name="Filters").click()
    page.get_by_text("One chart area a source", exact=True).click()
    page.get_by_text("Official statistics", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Table").click()
    expect(page).to_have_url(re.compile("as=Table"))
    settle(page)
    assert asked(page) == {"panels": ["true"], "official": ["false"], "as": ["Table"]}
    other = open_page()
    other.goto(page.url)
    expect(other.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    settle(other)
    assert asked(other) == asked(page)


def test_choices_survive_a_change_of_page(page: Page) -> None:
    visit(page, "/trade?partner=European+Union&official=false")
    choose_page(page, "Topics", "Investment")
    assert_chosen_on_investment(page)


def test_choices_survive_a_reader_who_is_quicker_than_the_page(open_page: OpenPage) -> None:
    for seen_before in (False, True, True):  # what the browser has drawn by then differs
        page = open_page(fresh=not seen_before)
        page.goto("/trade?partner=European+Union&official=false", wait_until="commit")
        choose_page(page, "Topics", "Investment")
        assert_chosen_on_investment(page)


def choose_page(page: Page, section: str, title: str) -> None:
    """Choose a page in the menu above the pages."""
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    page.get_by_role("menuitem", name=title, exact=True).click()


def assert_chosen_on_investment(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Investment, European Union")
    expect(page).to_have_url(re.compile(r"/investment\?partner=European\+Union&official=false$"))
    settle(page)


def test_wrong_parameters_leave_a_note_and_no_error(page: Page, server_log: Path) -> None:
    visit(page, "/trade?partner=%24x%24&years=1800&years=1801&figure=none&bogus=1&as=Nothing")
    notes = page.locator("[data-testid=stAlert]")
    expect(notes.first).to_contain_text("$x$")
    assert "bogus" in notes.first.inner_text()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "Traceback" not in server_log.read_text("utf-8")


def test_keyboard_reaches_partner_and_changes_it(page: Page) -> None:
    visit(page, "/trade")
    listed = page.get_by_role("combobox", name=re.compile("^Numbers of the chart Trade turnover"))
    expect(listed).to_have_accessible_name(re.compile(r"Italy: \$20 bn in 2024, up from"))
    page.get_by_role("combobox", name="Partner", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trade, European Union")
    assert asked(page)["partner"] == ["European Union"]


def test_charts_follow_the_theme_of_the_system(open_page: OpenPage) -> None:
    page = open_page(width=WIDE, scheme="dark")
    visit(page, "/trade?panels=true")
    papers = """() => [...document.querySelectorAll(".js-plotly-plot")].map(
        chart => chart._fullLayout.paper_bgcolor)"""
    assert page.evaluate(papers) == ["#0e1117"] * CHARTS["/trade"]
    page.emulate_media(color_scheme="light")
    light = ["#ffffff"] * CHARTS["/trade"]
    page.wait_for_function(
        f"light => String(({papers})()) === String(light)", arg=light, polling=POLL
    )
    assert asked(page) == {"panels": ["true"]}, "the view stays"


def test_on_paper_charts_are_whole_and_light_and_tables_have_their_rows(
    open_page: OpenPage,
) -> None:
    page = open_page(scheme="dark")
    visit(page, "/trade")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 1000})
    # Plotly draws again for the new width.
    page.wait_for_function(
        """() => [...document.querySelectorAll(".js-plotly-plot")].every(
        chart => chart._fullLayout.width <= 700)""",
        polling=POLL,
    )
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    chart = page.locator(".js-plotly-plot").first
    drawn = chart.locator(".main-svg").first.bounding_box()
    assert drawn is not None
    assert drawn["x"] + drawn["width"] <= 700
    assert drawn["height"] > 100
    colours = (
        """chart => [...chart.querySelectorAll(".main-svg .point path")].map(p => p.style.fill)"""
    )
    assert "rgb(11, 68, 107)" in chart.evaluate(colours), "the colours of the light theme"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "rgb(3, 177, 255)" in chart.evaluate(colours)
    page.emulate_media(media="screen")
    walk(page, "/tables")
    rows = page.locator(".on-paper tbody tr")
    expect(rows.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(rows.first).to_be_visible()
    expect(rows.first).to_contain_text("ita-turnover-2012")
