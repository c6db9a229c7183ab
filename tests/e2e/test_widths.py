"""Charts on narrow screens and on paper: every number is read, nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from pypdf import PdfReader

from dashboard.server import assets
from tests import partners
from tests.e2e.conftest import NARROW, OpenPage, Scheme, serve
from tests.e2e.visiting import POLL, resized, visit, walk

_HIDDEN = """chart => [...chart.querySelectorAll(".annotation")]
    .filter(text => text.style.visibility === "hidden").map(text => text.textContent)"""
_NOT_INSIDE = """chart => [...chart.querySelectorAll(".bartext")]
    .filter(text => text.textContent && !text.getBoundingClientRect().width).length"""
_OUTSIDE = """chart => { const edge = chart.getBoundingClientRect();
    return [...chart.querySelectorAll(".annotation")]
        .filter(text => text.style.visibility !== "hidden")
        .filter(text => { const box = text.querySelector("text").getBoundingClientRect();
            return box.left < edge.left - 1 || box.right > edge.right + 1; })
        .map(text => text.textContent); }"""
_COVERED = """heads => heads.filter(head =>
    head.closest("[data-testid=stElementContainer]").getBoundingClientRect().bottom
    < head.getBoundingClientRect().bottom).map(head => head.textContent)"""
_CROSSING = """frame => {
    const edge = frame.getBoundingClientRect(), chart = frame.querySelector(".js-plotly-plot");
    const sides = [edge.left + chart._fullLayout.margin.l, edge.right];
    const texts = [...chart.querySelectorAll(".annotation text, .bartext, .xtick text")]
        .filter(text => text.getBoundingClientRect().width && !text.closest("[data-cut]"))
        .filter(text => getComputedStyle(text).visibility !== "hidden");
    return [texts.length, texts.filter(text => {
        const {left, right} = text.getBoundingClientRect();
        return sides.some(side => left < side - 2 && side + 2 < right);
    }).map(text => text.textContent)];
}"""
"""How many words of a chart are seen, and those of which its scale or its frame hides a part."""
_SHEETS = """() => [...document.querySelectorAll(".js-plotly-plot")]
    .every(chart => chart._fullLayout.width <= 704)"""
_PRINTS = """() => { window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    const lines = document.getElementById("where").innerHTML.split("\\n");
    window.printed = [document.querySelector("h1").textContent, lines.length];
    dispatchEvent(new Event("afterprint"));
}; }"""
"""What would be printed: the heading of the page, and how many lines its foot has."""
_FOOT = "each => each.getBoundingClientRect().bottom"
_CUT = """() => [...document.querySelectorAll(".js-plotly-plot .main-svg:first-child")]
    .map(drawn => drawn.getBoundingClientRect())
    .filter(box => box.left < -1 || box.right > innerWidth + 1).length"""


@pytest.fixture
def narrow(open_page: OpenPage) -> Page:
    page = open_page(width=NARROW)
    visit(page, "/trade")
    return page


def test_a_chart_is_whole_on_a_telephone_and_counts_the_numbers_that_it_hides(narrow: Page) -> None:
    chart = narrow.locator(".js-plotly-plot").first
    frame = chart.evaluate(
        "c => { const f = c.closest('[data-testid=stElementContainer]');"
        " return [f.scrollWidth, f.clientWidth]; }"
    )
    assert frame[0] == frame[1] < NARROW, "all years are seen at once"
    assert narrow.evaluate(_CUT) == 0
    ticks = chart.locator(".ytick text").all_text_contents()
    assert ticks == ["0", "5", "10", "15", "20"]
    hidden = [said for said in chart.evaluate(_HIDDEN) if "not stated" not in said]
    inside = chart.evaluate(_NOT_INSIDE)
    told = narrow.locator(".left-out").first
    expect(told).to_contain_text(
        f"{len(hidden) + inside} numbers have no room: see the list or the table."
    )
    expect(told).to_contain_text("2014\N{EN DASH}19: not stated.")
    assert chart.evaluate(_OUTSIDE) == []


def test_paper_has_the_numbers_that_a_chart_has_no_room_for(narrow: Page) -> None:
    hidden = narrow.locator(".js-plotly-plot").first.evaluate(_HIDDEN)
    assert "19.9" in hidden, "an official number that would lie over its bar"
    narrow.evaluate("dispatchEvent(new Event('beforeprint'))")
    told = narrow.locator(".left-out").first
    expect(told).to_contain_text("For want of room not written in the chart:")
    assert "$15.466\xa0bn, 2012" in told.inner_text(), "what has no room in its bar"
    assert "19.9, 2024" in told.inner_text(), "each with its period"
    where = narrow.locator("#where")
    assert where.inner_html().split("\n") == ["Partner: Italy", narrow.url], "no menu is printed"
    narrow.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(told).to_contain_text("numbers have no room")


def test_a_chart_of_very_many_bars_moves_beside_its_scale(
    open_page: OpenPage, tmp_path: Path
) -> None:
    book = tmp_path / "figures.yaml"
    book.write_text(partners.text(2, range(1984, 2025)), "utf-8")
    with (tmp_path / "log").open("wb") as log, serve(book, log) as address:
        page = open_page(width=NARROW)
        page.goto(f"{address}/trade")
        frame = page.locator("[class*='st-key-wide-']").first
        expect(frame).to_have_attribute("tabindex", "0")
        wide, seen, left = frame.evaluate("f => [f.scrollWidth, f.clientWidth, f.scrollLeft]")
        assert wide > seen
        assert left == wide - seen, "it begins with the newest"
        expect(page.locator(".left-out").first).to_contain_text(
            "Older years are on the left: move the chart sideways."
        )
        # Streamlit may put the place of these words on the page after the chart is drawn.
        page.locator(".left-out").first.evaluate(
            """place => {
                const late = place.cloneNode();
                delete late.dataset.told;
                place.replaceWith(late);
            }"""
        )
        expect(page.locator(".left-out").first).to_contain_text("Older years are on the left")
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW, "the page stays"
        for left in range(wide - seen, max(wide - seen - 60, 0), -10):
            frame.evaluate("(frame, left) => { frame.scrollLeft = left; }", left)
            page.wait_for_function(f"f => !({_CROSSING})(f)[1].length", arg=frame.element_handle())
            assert frame.evaluate(_CROSSING)[0] > 10
        assert frame.locator("[data-cut]").first.evaluate("e => getComputedStyle(e).opacity") == "0"
        scale = frame.locator(".scale [class^=y][class$=tick] text")
        drawn = frame.locator(".js-plotly-plot .ytick text").all_text_contents()
        assert scale.all_text_contents() == drawn
        first = frame.bounding_box()
        for _ in range(2):
            box = scale.last.bounding_box()
            assert first is not None
            assert box is not None
            assert first["x"] <= box["x"] < first["x"] + 40, "the scale stays in sight"
            frame.focus()
            for _ in range(60):
                page.keyboard.press("ArrowLeft")
            page.wait_for_function(
                "f => f.scrollLeft === 0", arg=frame.element_handle(), polling=POLL
            )

        page.goto(f"{address}/compare")
        frame = page.locator("[class*='st-key-wide-']")
        names, beneath = frame.locator(".scale .annotation"), frame.locator(".annotation[data-cut]")
        for each, opacity in ((names, "1"), (beneath.filter(has_text="Freedonia"), "0")):
            expect(each).to_have_text(["South Freedonia 1", "North Freedonia 1"])
            seen = each.evaluate_all("all => all.map(each => getComputedStyle(each).opacity)")
            assert {*seen} == {opacity}, "the name beneath its copy would be read twice"


def test_the_menu_marks_the_page_and_its_section_and_is_named_on_a_telephone(page: Page) -> None:
    visit(page, "/trade")
    sections = page.get_by_test_id("stTopNavSection")
    expect(sections.filter(has_text="Topics")).to_have_attribute("aria-current", "true")
    expect(sections.filter(has_text="Evidence")).not_to_have_attribute("aria-current", "true")
    visit(page, "/compare")
    link = page.get_by_test_id("stTopNavLink").filter(has_text="Compare partners")
    expect(link).to_have_attribute("aria-current", "page")
    expect(sections.filter(has_text="Topics")).not_to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate("a => getComputedStyle(a).outline") == "rgb(11, 92, 143) solid 3px"
    resized(page, NARROW)  # the menu is folded, under its name


def test_paper_has_no_control(page: Page, subtests: pytest.Subtests) -> None:
    visit(page, "/visas")
    for path in ("/visas", "/compare", "/check"):
        if path != "/visas":
            walk(page, path)
        page.emulate_media(media="print")
        main = page.get_by_test_id("stMain")
        controls = main.locator(":is(input, textarea, select, [role=combobox])")
        with subtests.test(path=path):
            assert controls.count() > 0
            assert [each for each in controls.all() if each.is_visible()] == []
        page.emulate_media(media="screen")


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
    course = page.locator(".spark p").first
    assert course.inner_text().split() == ["2012", "2024"], "from when to when its dots are"
    assert page.evaluate(_CUT) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("Financial aid", exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    walk(page, "/tables")
    expect(page.locator(".on-paper th").first).to_be_attached()
    heads = page.locator(".on-paper th").all_text_contents()
    assert heads[:2] == ["figure_id", "indicator"]
    assert {"as_stated", "source_id", "paragraph", "note"} <= set(heads)


def test_paper_says_what_was_chosen_and_cuts_no_card(page: Page) -> None:
    visit(page, "/trade?source=country-page-2014-04-18&years=2013&years=2024")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    chosen = page.locator("#where").inner_html().split("\n")[0]
    source = "Country page on relations between Kazakhstan\N{HORIZONTAL ELLIPSIS}, Apr 2014"
    assert chosen.replace("\xa0", " ").replace("&nbsp;", " ") == (
        f"Partner: Italy; {source}; 2013 to 2024"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    visit(page, "/tables?see=All+files")
    page.emulate_media(media="print")
    cells = page.locator(".stGridCell")
    assert cells.count() > 6
    assert {*cells.evaluate_all("all => all.map(each => getComputedStyle(each).breakInside)")} == {
        "avoid"
    }
    link = page.get_by_test_id("stLinkButton").locator("a").first
    assert link.evaluate("a => a.scrollWidth <= a.clientWidth"), "its words are not cut"
    address = link.evaluate("a => getComputedStyle(a, '::after').content")
    assert address == f'"{page.url.split("/tables")[0]}/api/figures.csv?bom=1"'


def test_a_page_that_is_printed_has_its_charts_drawn_as_wide_as_a_sheet(page: Page) -> None:
    visit(page, "/trade")
    widths = """() => [...document.querySelectorAll(".js-plotly-plot")]
        .map(chart => chart._fullLayout.width)"""
    before = page.evaluate(widths)
    assert max(before) > 1000
    page.evaluate(f"window.print = () => {{ window.printed = ({widths})(); }}")
    for press in (page.get_by_role("button", name="Save this page as PDF").click, None):
        page.evaluate("window.printed = null")
        if press:
            press()
        else:
            page.keyboard.press("Control+p")
        page.wait_for_function("() => window.printed", polling=POLL)
        assert max(page.evaluate("window.printed")) <= 704
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.wait_for_function(
            f"before => String(({widths})()) === String(before)", arg=before, polling=POLL
        )


def test_a_page_is_printed_once_what_was_chosen_is_all_drawn(open_page: OpenPage) -> None:
    page = open_page(fresh=True)
    held: list[Callable[[], None]] = []
    holding = False

    def between(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def down(message: str | bytes) -> None:
            if holding:
                held.append(lambda: browser.send(message))
            else:
                browser.send(message)

        server.on_message(down)

    page.route_web_socket(re.compile("_stcore/stream"), between)
    visit(page, "/trade")
    page.evaluate(_PRINTS)
    page.get_by_role("combobox").first.click()
    holding = True
    page.get_by_role("option", name="European Union", exact=True).click()
    page.keyboard.press("Control+p")
    page.wait_for_function(_SHEETS, polling=POLL)
    printed = "() => new Promise(told => setTimeout(() => told(window.printed || null), 200))"
    assert page.evaluate(printed) is None, "what was chosen is still to come"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # as from the browser's own menu
    told = page.locator("#where").inner_html().split("\n")[-1]
    assert told.startswith("Printed before the page was all drawn: parts of it are missing")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    holding = False
    for each in held:
        each()
    page.wait_for_function("() => window.printed", polling=POLL)
    assert page.evaluate("window.printed") == ["Trade, European Union", 2]


def test_a_chart_that_is_not_drawn_says_so_on_paper(page: Page) -> None:
    visit(page, "/trade")
    page.emulate_media(media="print")
    says = """() => [...document.querySelectorAll("[class*='st-key-chart-']")]
        .map(section => getComputedStyle(section, "::after").content)"""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(says) == ["none", "none", "none"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator(".js-plotly-plot").nth(1).evaluate("chart => chart.remove()")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    undrawn = '"This chart was not drawn when the page was printed."'
    assert page.evaluate(says) == ["none", undrawn, "none"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(says) == ["none", "none", "none"]


def test_a_page_prints_each_time_that_it_is_asked_and_leaves_keys_alone_in_a_frame(
    open_page: OpenPage,
) -> None:
    page = open_page(fresh=True)
    bodies = {
        "outer": "<iframe src=inner></iframe>",
        "inner": "<p class=stApp data-test-script-state=notRunning></p>"
        "<script src=assets/page.js></script>",
        "assets/page.js": (Path(assets.__file__).parent / "assets" / "page.js").read_text("utf-8"),
    }
    for path, body in bodies.items():
        kind = "text/javascript" if path.endswith("js") else "text/html"
        page.route(f"**/framing/{path}", fulfilling(body, kind))
    press = """() => {
        const key = {key: "p", ctrlKey: true, bubbles: true, cancelable: true};
        return document.dispatchEvent(new KeyboardEvent("keydown", key));
    }"""
    page.goto("/framing/outer")
    (frame,) = page.main_frame.child_frames
    assert frame.evaluate(press) is True, "the browser does with it what it does"
    assert frame.evaluate("() => document.documentElement.className") == ""
    page.goto("/framing/inner")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    for times in (1, 2):  # as where printing is forbidden: nothing says that it ended
        assert page.evaluate(press) is False
        page.wait_for_function(f"() => window.printed === {times}", polling=POLL)


def fulfilling(body: str, kind: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=body, content_type=kind)


def test_paper_has_the_open_card_alone(page: Page) -> None:
    visit(page, "/trade?figure=ita-turnover-2023")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Paragraph 9")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    expect(card.get_by_text("16 billion US dollars").first).to_be_visible()
    placed = "each => [...document.querySelectorAll('[data-testid=stDialog], [role=dialog]')]"
    placed += ".map(each => getComputedStyle(each).position)"
    assert {*card.evaluate(placed)} == {"static"}, "what is fixed would stand on each sheet"


def test_an_open_card_has_no_sheet_on_which_there_is_nothing(page: Page) -> None:
    visit(page, "/trade?figure=ita-turnover-2023")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Paragraph 9")
    page.emulate_media(media="print")
    last = card.get_by_text("It does not fit beside a figure").evaluate(_FOOT)
    assert (
        page.evaluate("() => document.documentElement.getBoundingClientRect().bottom") < last + 20
    )
    page.emulate_media(media="null")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.extract_text().strip() for sheet in sheets)


def test_paper_has_the_light_colours_of_bars_and_of_their_hatching(open_page: OpenPage) -> None:
    page = open_page(scheme="dark")
    visit(page, "/trade")
    chart = page.locator(".js-plotly-plot").first
    hatched = chart.locator("pattern path")
    colours = "lines => lines.map(line => line.getAttribute('stroke'))"
    dark = hatched.evaluate_all(colours)
    assert "rgb(3, 177, 255)" in dark, "a part of a year"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    light = hatched.evaluate_all(colours)
    assert {"#0b446b", "#a33a00", "#696b70"} == set(light)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert hatched.evaluate_all(colours) == dark


def test_the_first_screen_has_a_chart_at_320_pixels_and_at_twice_the_size(
    open_page: OpenPage,
) -> None:
    page = open_page(320, height=640)
    visit(page, "/trade")
    assert_the_first_screen_has_a_chart(page, 320, 640)
    resized(page, 640, 450)
    assert_the_first_screen_has_a_chart(page, 640, 450)


def assert_the_first_screen_has_a_chart(page: Page, width: int, height: int) -> None:
    top = page.locator(".js-plotly-plot").first.evaluate("c => c.getBoundingClientRect().top")
    assert top < height - 30
    heads = page.locator("[data-testid=stHeading] :is(h1, h2)")
    assert heads.evaluate_all(_COVERED) == [], "what follows a heading begins below its last line"
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_forced_colours_leave_a_chart_and_its_key_their_own(page: Page) -> None:
    page.emulate_media(forced_colors="active", color_scheme="light")
    visit(page, "/trade")
    colours = (
        page.locator(".key")
        .first.locator("b")
        .evaluate_all("signs => signs.slice(0, 2).map(sign => getComputedStyle(sign).color)")
    )
    assert colours == ["rgb(11, 68, 107)", "rgb(163, 58, 0)"]
    bar = page.locator(".js-plotly-plot .bars .point path").first
    assert bar.evaluate("path => getComputedStyle(path).fill") == colours[0]


def test_header_tabs_and_filters_are_read_whole(open_page: OpenPage) -> None:
    page = open_page(width=768)
    visit(page, "/agree")
    about = page.locator("#face .about")
    whole = "each => each.scrollWidth <= each.clientWidth && each.scrollHeight <= each.clientHeight"
    assert about.evaluate(whole)
    page.set_viewport_size({"width": NARROW, "height": 812})
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_count(4)
    for tab in tabs.all():
        box = tab.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= NARROW, tab.inner_text()
    visit(page, "/trade?source=country-page-2014-04-18")
    chip = page.locator("[class*='st-key-choices'] .stMarkdownBadge")
    assert chip.evaluate(whole)


def luminance(colour: str) -> float:
    """Relative luminance of "rgb(1, 2, 3)" (WCAG 2.2)."""
    parts = [int(each) / 255 for each in re.findall(r"[0-9]+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_framed_at_three_to_one(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page(scheme=scheme)
    visit(page, "/trade")
    page.keyboard.press("Tab")  # the frame is for keyboards
    for framed in (
        page.locator("#face a"),
        page.get_by_test_id("stTopNavLink").first,
        page.locator(".tools button").first,
        page.get_by_test_id("stSkipToContent"),
        page.get_by_test_id("stPopoverButton").first,
        page.get_by_role("tab").first,
        page.get_by_role("combobox").first,
        page.locator("[class*='st-key-open-'] button").first,
    ):
        framed.focus()
        style, shadow, colour, paper = framed.evaluate(
            "each => { const own = getComputedStyle(each);"
            " return [own.outlineStyle, own.boxShadow, own.outlineColor,"
            " getComputedStyle(document.body).backgroundColor]; }"
        )
        assert (style, shadow) == ("solid", "none"), framed
        high, low = sorted((luminance(colour), luminance(paper)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3


def test_a_page_asks_the_server_for_nothing_in_vain(open_page: OpenPage) -> None:
    page = open_page(fresh=True)
    answers: list[tuple[int, str]] = []
    page.on("response", lambda answer: answers.append((answer.status, answer.url)))
    visit(page, "/trade")
    assert [each for each in answers if each[0] >= 400] == []
    assert any(url.endswith("/_stcore/health") for _, url in answers)
