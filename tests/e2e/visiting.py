"""How the browser tests come to a view, and when it is there: nothing runs, charts are drawn."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.e2e.conftest import HEIGHTS

FOLDED: Final = 768
"""Pixels: Streamlit folds its menu on a page that is narrower."""
POLL: Final = 100
"""Milliseconds. The default is each frame, which a page draws for the question alone."""
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
    "/documents?by=Matrix": "Matrix",
    "/agree?finding=What+agrees": "What agrees",
    "/agree?finding=Every+statement": "Every statement",
    "/agree?finding=Not+stated,+but+implied": "Not stated, but implied",
    "/agree?partner=European+Union": "Conflicts",
    "/tables?see=Columns": "Columns",
    "/tables?see=All+files": "All files",
    "/tables?see=Cite+and+reuse": "Cite and reuse",
}
"""What a page shows only once it is chosen, and the name of its tab."""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_VIOLATIONS = f"""async () => {{
    const options = {{runOnly: {{type: "tag", values: {_RULES}}}, resultTypes: ["violations"]}};
    const told = each => each.nodes.map(node => `${{each.id}}: ${{node.html.slice(0, 120)}}`);
    return (await axe.run(options)).violations.flatMap(told);
}}"""
"""What breaks a rule of accessibility; what keeps them is not brought over: that took longer."""
_DRAWN_TWICE = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap(chart =>
    ["l", "r", "t", "b"].filter(side => chart._fullLayout._size[side] > chart.layout.margin[side])
        .map(side => `${chart.parentNode.getAttribute("aria-label")}: ${side}`))"""
"""Charts whose margins plotly had to widen for what stands there: it draws them once more then."""
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

STILL = """element => {
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
    _arrived(page, address)


_VIEW = """() => JSON.stringify([
    [...document.querySelectorAll("h1")].map(heading => heading.textContent),
    [...document.querySelectorAll("[role=tab][aria-selected=true]")].map(tab => tab.textContent),
])"""
_ANOTHER = f"""before => {{
    const now = ({_VIEW})();
    return now !== before && JSON.parse(now)[0].length === 1;
}}"""
_GO = """address => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate", {state: null}));
}"""


def walk(page: Page, address: str) -> None:
    """Go to another view of the site as the key Back does: no script is read again.

    A third of what it costs to open an address. The session stays, and what was chosen in it where
    the new address does not say otherwise. The view must have another heading or another open tab
    than the one before: by this its script is known to run, which `settle` alone would not see.
    """
    before = page.evaluate(_VIEW)
    page.evaluate(_GO, address)
    page.wait_for_function(_ANOTHER, arg=before, polling=POLL)
    _arrived(page, address)


def _arrived(page: Page, address: str) -> None:
    path = urlsplit(address).path
    if heading := PAGES.get(path):
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    settle(page)
    page.wait_for_function(_DRAWN, polling=POLL)
    if address in CHARTS:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(page.locator(".js-plotly-plot")).to_have_count(CHARTS[path])


def settle(page: Page) -> None:
    """Wait until the script of the page has ended."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def place(page: Page, figure: str) -> tuple[float, float]:
    """Where a chart draws a figure, in sight and once nothing there moves any more."""
    x, y = page.wait_for_function(_STEADY, arg=figure, polling=250).json_value()
    return x, y


def click_point(page: Page, figure: str) -> None:
    x, y = place(page, figure)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def close_card(page: Page) -> None:
    """Close the open card by its key, once the card has the focus that hears it."""
    page.wait_for_function(
        "() => document.querySelector('[role=dialog]').contains(document.activeElement)",
        polling=POLL,
    )
    page.keyboard.press("Escape")
    is_closed(page)


def is_closed(page: Page) -> None:
    """No card is open, and the address names none."""
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("figure="))
    settle(page)


def tap_point(page: Page, figure: str) -> None:
    """Tap where a chart draws a figure."""
    page.touchscreen.tap(*place(page, figure))


def resized(page: Page, width: int, height: int = 0) -> None:
    """Make a page as wide as another screen, and wait until it is drawn anew.

    height: that of a telephone or a desk's screen where none is given.
    """
    page.evaluate(f"() => {{ {SHIFTS} }}")
    page.set_viewport_size({"width": width, "height": height or HEIGHTS[width]})
    menu = page.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_be_visible(visible=width < FOLDED)
    page.wait_for_function(QUIET, polling=POLL)
    settle(page)


def assert_whole_and_accessible(page: Page, width: int) -> None:
    assert page.evaluate(_DRAWN_TWICE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("each => each.scrollWidth") <= width
    assert main.evaluate("each => each.scrollHeight") < 4 * HEIGHTS[width]
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE_SCRIPT)
    assert page.evaluate(_VIOLATIONS) == []
