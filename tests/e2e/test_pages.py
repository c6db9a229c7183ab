"""Every page in a real browser: whole, quiet, narrow, dark, and usable by everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import HEIGHTS, NARROW, WIDE, Complaints, OpenPage, Scheme

PAGES = {
    "/": "Kazakhstan and Italy",
    "/trade": "Trade, ",
    "/investment": "Investment, ",
    "/companies": "Companies, ",
    "/visas": "Visas, ",
    "/aid": "Aid, ",
    "/documents": "Sources",
    "/agree": "Do the sources agree?",
    "/check": "Check a text",
    "/tables": "Data",
    "/compare": "Compare partners",
}
CHARTS = {"/": 1, "/trade": 3, "/investment": 1, "/companies": 1}
TABS = {
    "/trade?as=Table": "Table",
    "/trade?derived=true": "Chart",
    "/agree?partner=European+Union": "Conflicts",
    "/documents?by=Matrix": "Matrix",
    "/agree?finding=What+agrees": "What agrees",
    "/agree?finding=Every+statement": "Every statement",
    "/agree?finding=Not+stated,+but+implied": "Not stated, but implied",
    "/tables?see=Columns": "Columns",
    "/tables?see=All+files": "All files",
    "/tables?see=Cite+and+reuse": "Cite and reuse",
}
"""What a page shows only once it is chosen, and the name of its tab."""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_POINT = """figure => {
    const chart = [...document.querySelectorAll(".js-plotly-plot")].find(each =>
        (each._fullData || []).some(t => (t.customdata || []).some(c => c[0] === figure)));
    if (!chart) return null;
    // The chart of the figure, and not the first one: another may be drawn before it.
    chart.scrollIntoView({block: "center", behavior: "instant"});
    const layout = chart._fullLayout;
    // A reader moves a chart that is wider than its frame until the point is seen.
    const frame = chart.closest("[class*='st-key-wide-']");
    // The page moves it once by itself.
    if (frame && !frame.dataset.moves && frame.scrollWidth > frame.clientWidth + 1) return null;
    const seen = left => {
        if (frame) frame.scrollLeft = left - frame.clientWidth / 2;
        return chart.getBoundingClientRect();
    };
    for (const trace of chart._fullData) {
        const at = (trace.customdata || []).findIndex(custom => custom[0] === figure);
        // The middle of a bar, the middle of a bracket.
        const up = trace.type === "bar" ? trace.y[at] / 2 : trace.y[at];
        const left = layout.xaxis._offset + layout.xaxis.d2p(trace.x[at]);
        const box = at < 0 ? null : seen(left);
        if (!box) continue;
        const point = [box.left + left, box.top + layout.yaxis._offset + layout.yaxis.d2p(up)];
        // Nothing lies over it, and it is in the window: a finger reaches it.
        const top = document.elementFromPoint(...point);
        return top && chart.contains(top) ? point : null;
    }
}"""

_STEADY = f"""figure => {{
    const at = ({_POINT})(figure), before = window.steady;
    window.steady = JSON.stringify(at);
    return at && window.steady === before ? at : null;
}}"""
"""A point that stands where it stood a quarter of a second ago: nothing moves under a finger."""

_DRAWN = """() => [...document.querySelectorAll("[class*='st-key-chart-']")]
    .every(section => section.querySelector(".modebar-btn"))"""
"""Whether every chart of the page is there, in whatever order they come."""

_STILL = """element => {
    const {x, y} = element.getBoundingClientRect(), before = window.still;
    window.still = JSON.stringify([x, y]);
    return window.still === before ? [x, y] : null;
}"""
"""The corner of an element that stands where it stood a quarter of a second ago."""


SHIFTS = """window.shifted = 0; window.changed = performance.now();
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
new MutationObserver(() => { window.changed = performance.now(); }).observe(
    document, {subtree: true, childList: true, attributes: true, characterData: true})"""
QUIET = "() => performance.now() - window.changed > 500 && document.fonts.status === 'loaded'"
"""Nothing in the page has changed for half a second: what could still jump has done so."""


def visit(page: Page, address: str) -> None:
    """Open an address and wait until its heading and its charts are there and nothing runs."""
    page.goto(address)
    path = urlsplit(address).path
    expect(page.get_by_role("heading", level=1)).to_contain_text(PAGES[path])
    settle(page)
    page.wait_for_function(_DRAWN)
    if address in CHARTS:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(page.locator(".js-plotly-plot")).to_have_count(CHARTS[path])


def settle(page: Page) -> None:
    """Wait until the script of the page has ended."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _place(page: Page, figure: str) -> tuple[float, float]:
    """Where a chart draws a figure, in sight and once nothing there moves any more."""
    x, y = page.wait_for_function(_STEADY, arg=figure, polling=250).json_value()
    return x, y


def click_point(page: Page, figure: str) -> None:
    x, y = _place(page, figure)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def close_card(page: Page) -> None:
    """Close the open card by its key, once the card has the focus that hears it."""
    page.wait_for_function(
        "() => document.querySelector('[role=dialog]').contains(document.activeElement)"
    )
    page.keyboard.press("Escape")
    is_closed(page)


def is_closed(page: Page) -> None:
    """No card is open, and the address names none."""
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("figure="))
    settle(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_whole_quiet_and_accessible(
    open_page: OpenPage, complaints: Complaints, path: str, scheme: Scheme
) -> None:
    page = open_page(scheme=scheme)
    visit(page, path)
    assert_whole_and_accessible(page, WIDE)
    narrowed(page)
    assert_whole_and_accessible(page, NARROW)
    assert complaints.errors == []
    assert complaints.elsewhere == []


@pytest.mark.parametrize("address", TABS)
def test_tab_is_whole_quiet_and_accessible(
    open_page: OpenPage, complaints: Complaints, address: str
) -> None:
    page = open_page()
    visit(page, address)
    expect(page.get_by_role("tab", selected=True)).to_have_text(TABS[address])
    assert_whole_and_accessible(page, WIDE)
    narrowed(page)
    assert_whole_and_accessible(page, NARROW)
    assert complaints.errors == []
    assert complaints.elsewhere == []


def narrowed(page: Page) -> None:
    """Make a page as narrow as a telephone, and wait until it has drawn itself anew."""
    page.evaluate(f"() => {{ {SHIFTS} }}")
    page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_visible()
    page.wait_for_function(QUIET)
    settle(page)


def assert_whole_and_accessible(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == width
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("each => each.scrollWidth") <= width
    assert main.evaluate("each => each.scrollHeight") < 4 * HEIGHTS[width]
    violations = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    assert _told(violations.response["violations"]) == []


def tap_point(page: Page, figure: str) -> None:
    """Tap where a chart draws a figure."""
    page.touchscreen.tap(*_place(page, figure))


def _told(violations: list[dict[str, Any]]) -> list[str]:
    return [f"{each['id']}: {node['html'][:120]}" for each in violations for node in each["nodes"]]


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
    x, y = _place(page, "ita-imports-2012")
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer").first).to_contain_text("Imports, Italy")
    page.mouse.click(x, y)
    expect(page.get_by_role("dialog")).to_contain_text("Imports, Italy, 2012")


def _click_in_table(page: Page, right: int, down: int) -> None:
    """Click so far from the corner of the first table, once the table stands still."""
    table = page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    table.scroll_into_view_if_needed()
    x, y = page.wait_for_function(_STILL, arg=table.element_handle(), polling=250).json_value()
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
    page.add_init_script(SHIFTS)
    for path, heading in PAGES.items():
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        settle(page)
        page.wait_for_function(QUIET)
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
    page.wait_for_function(f"light => String(({papers})()) === String(light)", arg=light)
    assert asked(page) == {"panels": ["true"]}, "the view stays"


def test_on_paper_charts_are_whole_and_light_and_tables_have_their_rows(
    open_page: OpenPage,
) -> None:
    page = open_page(scheme="dark")
    visit(page, "/trade")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 1000})
    # Plotly draws again for the new width.
    page.wait_for_function("""() => [...document.querySelectorAll(".js-plotly-plot")].every(
        chart => chart._fullLayout.width <= 700)""")
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
    visit(page, "/tables")
    rows = page.locator(".on-paper tbody tr")
    expect(rows.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(rows.first).to_be_visible()
    expect(rows.first).to_contain_text("ita-turnover-2012")
