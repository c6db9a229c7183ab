"""Where a browser puts the words of a chart, measured: nothing lies over anything, at any width.

Of dashboard/server/assets: charts.js. Charts of invented statements, without the pages around them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import plotly
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page

from dashboard import charts
from dashboard.charts.bars import MOST_GROUPS
from dashboard.server import assets
from tests.charting import BILLION, LABELS, statements
from tests.e2e.conftest import HEIGHTS, WIDE, Pages, sized

WIDTHS: Final = (280, 343, 736, 1232)
"""Of charts on screens of 320 to 1280 pixels."""
SPLIT: Final = ("exports", "imports")
_PLOTLY: Final = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_SCRIPT: Final = Path(assets.__file__).parent / "assets" / "charts.js"
_PAGE: Final = """<div class="st-key-chart-x"><h2>A chart</h2><div id="chart"></div>
<p class="left-out" data-one="{count} left" data-other="{count} left" data-moves=""
data-words="{count} bare"></p></div>"""
_DRAWN: Final = """async ([figure, width]) => {
    const chart = document.getElementById("chart");
    Plotly.purge(chart);
    document.querySelector(".left-out").textContent = "";
    await Plotly.newPlot(chart, figure.data, {...figure.layout, width, height: 340});
    // What watches the chart asks for the first of these frames.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const box = element => {
        const {left, right, top, bottom} = element.getBoundingClientRect();
        return {left, right, top, bottom, says: element.textContent};
    };
    const notes = [...chart.querySelectorAll(".annotation")];
    const named = note => chart._fullLayout.annotations[note.dataset.index].name || "";
    const seen = notes.filter(note => note.style.visibility !== "hidden");
    const numbers = each => each.filter(note => /^(number|within|official)\\t/.test(named(note)));
    const paths = [...chart.querySelectorAll(".barlayer path, .scatterlayer path")];
    const words = each => each.querySelector(".annotation-text");
    return {
        official: seen.filter(note => named(note).startsWith("official")).map(words).map(box),
        words: seen.map(words).map(box),
        marks: paths.filter(path => path.style.opacity !== "0").map(box),
        hidden: numbers(notes).length - numbers(seen).length,
        squeezed: [...chart.querySelectorAll(".bartext")]
            .filter(text => text.textContent && !text.getBoundingClientRect().width).length,
        told: document.querySelector(".left-out").textContent,
        numbers: seen.filter(note => named(note).startsWith("number\t")).map(words).map(box),
        below: seen.filter(note => named(note).startsWith("number\t"))
            .flatMap(note => [...note.querySelectorAll("tspan.line")].slice(1))
            .filter(line => line.style.display !== "none").map(box),
        scale: [...chart.querySelectorAll("[class^=y][class$=tick] text")].map(box),
        years: [...chart.querySelectorAll(".xtick")]
            .filter(tick => tick.style.visibility !== "hidden").map(box),
        edge: box(chart),
    };
}"""

Box = dict[str, Any]


@pytest.fixture(scope="module")
def scripted(pages: Pages) -> Iterator[Page]:
    """A page with plotly and our script, and nothing of Streamlit's."""
    page = pages.new(("en-GB", False))
    page.set_content(_PAGE)
    for script in (_PLOTLY, _SCRIPT):
        page.add_script_tag(path=script)
    yield page
    page.context.close()


@pytest.fixture
def bare(scripted: Page) -> Page:
    """The same page for every test, as no other test had it: what they draw begins with nothing."""
    page = sized(scripted, WIDE, HEIGHTS[WIDE], "light")
    page.mouse.move(0, 0)
    page.evaluate(
        """markup => {
            Plotly.purge("chart");
            document.body.innerHTML = markup;
            scrollTo(0, 0);
        }""",
        _PAGE,
    )
    return page


def drawn(page: Page, figure: go.Figure, width: int) -> dict[str, Any]:
    """Boxes of what is seen of a figure in a browser, in pixels."""
    found: dict[str, Any] = page.evaluate(_DRAWN, [json.loads(figure.to_json()), width])
    return found


def overlapping(some: list[Box], others: list[Box]) -> list[tuple[str, str]]:
    """Pairs that share more than a pixel both ways."""
    return [
        (one["says"], f"{other['says']} {other}")
        for one in some
        for other in others
        if one is not other
        and min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


def invented(seed: int) -> go.Figure:
    """Statements and official values of some years, often as high as one another."""
    chance = random.Random(seed)
    given, official = [], []
    first = chance.randrange(1995, 2018)
    for year in range(first, first + chance.randrange(3, 14)):
        whole, part = chance.uniform(0.5, 60), chance.uniform(0, 1)
        amounts = {"turnover": whole, "exports": whole * part, "imports": whole * (1 - part)}
        named = {name: round(amount * BILLION) for name, amount in amounts.items()}
        official += [
            {
                "indicator": name,
                "period": str(year),
                "value": round(amount * chance.choice((1, 1.01, 0.8, 1.3))),
            }
            for name, amount in named.items()
            if chance.random() < 0.8
        ]
        period = f"{year}-01/{year}-06" if chance.random() < 0.3 else str(year)
        rows = [{"indicator": n, "period": period, "value": v} for n, v in named.items()]
        source = chance.choice(("first", "second"))
        told = chance.sample(rows, chance.choice((0, 1, 2, 3)))
        given += [{**row, "source_id": source} for row in told]
    given.append({"indicator": "turnover", "period": str(first), "value": 9 * BILLION})
    official.append({"indicator": "turnover", "period": str(first + 14), "value": 7 * BILLION})
    return charts.by_year(statements(*given), LABELS, split=SPLIT, reference=statements(*official))


@pytest.mark.parametrize("seed", range(6))
def test_an_official_number_never_lies_over_a_mark_and_no_words_over_others(
    bare: Page, seed: int
) -> None:
    figure = invented(seed)
    shown = 0
    for width in WIDTHS:
        found = drawn(bare, figure, width)
        assert overlapping(found["official"], found["marks"]) == [], width
        assert overlapping(found["words"], found["words"]) == [], width
        edge = found["edge"]
        for each in found["words"]:
            assert edge["left"] - 1 <= each["left"] <= each["right"] <= edge["right"] + 1, width
        left = found["hidden"] + found["squeezed"]
        assert found["told"].startswith(f"{left} left" if left else ""), "what is hidden is counted"
        shown += len(found["official"])
    assert shown > len(WIDTHS), "they are not all hidden"


def test_an_official_number_without_room_for_its_name_stands_at_its_line(bare: Page) -> None:
    given = statements(
        {"indicator": "turnover", "period": "2019", "value": 8 * BILLION},
        {"indicator": "turnover", "period": "2020", "value": 20 * BILLION},
        *(
            {"indicator": "turnover", "period": str(y), "value": 9 * BILLION}
            for y in range(2010, 2019)
        ),
    )
    official = {"indicator": "turnover", "period": "2021", "value": 16.9 * BILLION}
    labels = {**LABELS, "indicator": {"turnover": "Turnover of all goods"}}
    figure = charts.by_year(given, labels, split=SPLIT, reference=statements(official))
    for width, named in ((1232, True), (343, False)):
        (one,) = drawn(bare, figure, width)["official"]
        line = bare.locator(".scatterlayer .js-line").last.bounding_box()
        assert line is not None
        assert (one["bottom"] - one["top"] > 20) is named, "two lines where there is room"
        assert 0 <= line["y"] - one["bottom"] < 8
        assert one["left"] < line["x"] + line["width"]
        assert one["right"] > line["x"]


_NUMBERS: Final = """() => {
    const chart = document.getElementById("chart");
    window.selected = [];
    chart.on("plotly_selected", ({points}) => window.selected.push(points[0].customdata[0]));
    const notes = [...chart.querySelectorAll(".annotation")]
        .filter(note => note.style.visibility !== "hidden")
        .map(note => [note.querySelector(".annotation-text"),
            (chart._fullLayout.annotations[note.dataset.index].name || "").split("\\t")[3]]);
    const bars = [...chart.querySelectorAll(".bartext")]
        .map(text => [text, (text.closest(".point").__data__.data || [])[0]]);
    return [...notes, ...bars].map(([text, figure]) => [text.getBoundingClientRect(), figure])
        .filter(([box, figure]) => figure && box.width)
        .map(([{left, right, top, bottom}, figure]) =>
            [(left + right) / 2, (top + bottom) / 2, figure]);
}"""


@pytest.mark.parametrize("width", [343, 1232])
def test_a_click_on_a_number_means_its_own_figure_whatever_mark_is_nearest(
    bare: Page, width: int
) -> None:
    clicked = 0
    for seed in range(3):
        figure = invented(seed).update_layout(clickmode="event+select", hovermode="closest")
        drawn(bare, figure, width)
        bare.locator("#chart").scroll_into_view_if_needed()
        numbers = bare.evaluate(_NUMBERS)
        for x, y, _ in numbers:
            bare.mouse.move(x, y)
            bare.mouse.click(x, y)
        assert bare.evaluate("window.selected") == [name for _, _, name in numbers]
        clicked += len(numbers)
    assert clicked > 20


CLOSE: Final = (
    ("2012", 16.425),
    ("2013", 16.216),
    ("2021", 17),
    ("2022-01/2022-06", 8),
    ("2023", 16),
    ("2024-01/2024-04", 6.4),
    ("2024", 20),
)
"""In thousands of millions: neighbours as high as one another, parts of years among whole ones."""


def close() -> go.Figure:
    rows = [
        {
            "indicator": "turnover",
            "period": period,
            "value": round(value * BILLION),
            "as_stated": f"{value} billion",
        }
        for period, value in CLOSE
    ]
    lines = [
        {"indicator": "turnover", "period": y, "value": 14 * BILLION} for y in ("2020", "2025")
    ]
    return charts.by_year(statements(*rows), LABELS, reference=statements(*lines))


@pytest.mark.parametrize("width", [250, 300, 343, 736])
def test_a_number_is_read_apart_from_others_and_from_the_scale(bare: Page, width: int) -> None:
    found = drawn(bare, close(), width)
    numbers = found["numbers"]
    assert len(numbers) >= len(CLOSE) - (2 if width < 300 else 0)
    for place, number in enumerate(numbers):
        wider = {**number, "left": number["left"] - 3, "right": number["right"] + 3}
        assert overlapping([wider], [*found["scale"], *numbers[place + 1 :]]) == []


def test_the_months_of_a_part_year_lie_over_no_mark_or_are_left_out_and_counted(bare: Page) -> None:
    for width, left in ((1232, 0), (343, 2)):
        found = drawn(bare, close(), width)
        assert len(found["below"]) == 2 - left, width
        assert overlapping(found["below"], found["marks"]) == [], width
        assert found["told"].startswith(f"{left} bare") is (left > 0), width
        paper = bare.locator(".left-out").get_attribute("data-paper")
        assert paper == ("4 months, Jan-Apr 2024; 6 months, Jan-Jun 2022" if left else "")


def test_every_year_of_a_bar_is_named_shorter_where_it_has_no_room_in_full(bare: Page) -> None:
    wide = ["2012", "2013", "2020", "2021", "2022", "2023", "2024", "2025"]
    short = ["2012", *(f"\N{RIGHT SINGLE QUOTATION MARK}{year[2:]}" for year in wide[1:-1]), "2025"]
    for width, named in ((1232, wide), (285, short), (1232, wide)):
        found = drawn(bare, close(), width)
        assert [year["says"] for year in found["years"]] == named
        assert overlapping(found["years"], found["years"]) == []
    narrow = [year["says"] for year in drawn(bare, close(), 200)["years"]]
    assert short[-2] in narrow
    assert {short[2], wide[-1]}.isdisjoint(narrow), "those of official lines give way to bars"


STEEP: Final = (798, 1583, 1325, 1414, 1109, 788, 1616, 1588, 372, 350, 1430, 1135, 1143, 683, 1044)
"""In millions, from 2000: low bars beside high ones, all narrower than their numbers."""


@pytest.mark.parametrize("width", [300, 343, 420])
def test_a_number_over_an_edge_of_another_bar_stands_above_the_middle_of_its_own(
    bare: Page, width: int
) -> None:
    rows = [
        {
            "indicator": "turnover",
            "period": str(2000 + year),
            "value": value * BILLION // 1000,
            "as_stated": f"{value} million",
        }
        for year, value in enumerate(STEEP)
    ]
    found = drawn(bare, charts.by_year(statements(*rows), LABELS), width)
    heights = [bar for bar in found["marks"] if bar["right"] - bar["left"] > 9]  # and their ends
    bars = sorted(heights, key=lambda bar: bar["left"])
    assert len(bars) == len(STEEP)
    for number in found["numbers"]:
        own = bars[STEEP.index(round(1000 * float(number["says"])))]
        others = [bar for bar in bars if bar is not own and bar["top"] < number["bottom"] - 1]
        if overlapping([number], others):
            wide = number["right"] - number["left"]
            aside = (number["left"] + number["right"] - own["left"] - own["right"]) / 2
            assert abs(aside) < 0.2 * wide, number["says"]
            covered = [
                min(number["right"], bar["right"]) - max(number["left"], bar["left"])
                for bar in others
            ]
            assert sum(part for part in covered if part > 0) < 0.2 * wide, number["says"]
    left = found["hidden"]
    assert len(found["numbers"]) + left == len(STEEP)
    assert found["told"].startswith(f"{left} left" if left else "")
    assert len(found["numbers"]) > len(STEEP) / 2


def test_numbers_of_a_chart_of_very_many_bars_are_counted_though_none_is_written(
    bare: Page,
) -> None:
    rows = [{"indicator": "turnover", "period": "2019", "value": BILLION}] * (MOST_GROUPS // 2)
    row = {"indicator": "turnover", "period": "2020", "value": 20 * BILLION}
    few = charts.by_year(statements(*rows, row), LABELS, split=SPLIT)
    assert drawn(bare, few, 1232)["told"] == "", "all of so few have room"
    many = drawn(bare, charts.by_year(statements(*rows, *rows, row), LABELS, split=SPLIT), 1232)
    assert many["numbers"] == []
    assert many["told"] == f"{MOST_GROUPS + 1} left"
    paper = bare.locator(".left-out").get_attribute("data-paper")
    assert paper == "; ".join(["$1\xa0bn, 2019"] * MOST_GROUPS + ["$20\xa0bn, 2020"])


def test_a_single_year_without_a_statement_is_told_by_its_name_where_its_words_have_no_room(
    bare: Page,
) -> None:
    rows = [
        {"indicator": "turnover", "period": str(year), "value": year * BILLION}
        for year in range(1998, 2021)
        if year not in (2005, 2007, 2011, 2012)
    ]
    figure = charts.by_year(statements(*rows), LABELS)
    assert "not stated" not in drawn(bare, figure, 1900)["told"]
    told = drawn(bare, figure, 343)["told"]
    assert "2005: not stated. 2007: not stated. " in told or told.endswith(
        "2005: not stated. 2007: not stated."
    )
    assert "2011\N{EN DASH}12: not stated." in told
