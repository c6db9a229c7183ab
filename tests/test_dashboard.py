"""The pages on figures that the test writes: values, notes, problems, never a traceback.

Of dashboard: app, main; dashboard/screens: agree, card, chosen, data, evidence, overview, parts,
plot, sources, tiles, topic_page; dashboard/view: topics, page_texts, state, briefing, messages.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.screens import topic_page
from dashboard.server import data
from dashboard.view import roots, state, topics
from dashboard.view.texts import text
from etl.core.model import Book
from tests.conftest import ROOT
from tests.queries import opened, queries

REAL = (ROOT / "data" / "figures.yaml").read_text("utf-8")
SMALL = (ROOT / "tests" / "small.yaml").read_text("utf-8")
NASTY = "*a* $x$ <b>c</b> [d](javascript:e) :red[f] $y$"
SCREENS = ("sources", "agree", "data", "compare")
TOPICS = ("trade", "investment", "companies", "visas", "aid")
PAGES = ("overview", *TOPICS, *SCREENS)
TABLE = {"as": "Table"}
"""The tab beside the charts, as the address has it."""

Open = Callable[..., AppTest]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The figures file that the app shows; real figures at first."""
    monkeypatch.setattr(data, "_MOMENT", 0.0)
    path = tmp_path / "figures.yaml"
    path.write_text(REAL, "utf-8")
    monkeypatch.setenv("ATTESTED_FIGURES", str(path))
    return path


@pytest.fixture
def with_reference(path: Path) -> Path:
    """The same with official figures and the audit's findings beside them."""
    for name in ("reference.yaml", "coverage.csv"):
        path.with_name(name).write_bytes((ROOT / "data" / name).read_bytes())
    return path


@pytest.fixture
def open_page(path: Path) -> Open:
    """Open a page with parameters in its address."""

    def opened(view: str = "overview", **asked: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=30)
        # Before the first run: only then does the address give the widgets their values.
        for name, value in asked.items():
            app.query_params[name] = value
        app.run()
        if view in SCREENS:
            app.switch_page(f"screens/{view}.py").run()
        elif view != "overview":
            # The page of a topic is a function: it has an address and no file to switch to.
            app._page_hash = calc_hash(view)
            app.run()
        assert not app.exception, [e.message for e in app.exception]
        return app

    return opened


def shown_book() -> Book:
    snapshot = data.current().snapshot
    assert snapshot is not None
    return snapshot.book


def texts(app: AppTest) -> list[str]:
    return [each.value.replace("\N{NO-BREAK SPACE}", " ") for each in app.text]


def told_of_cards(app: AppTest) -> list[str]:
    """What cards say below their numbers: the text alone."""
    bodies = [each.proto.body for each in app.get("html") if "class='told'" in each.proto.body]
    lines = [line for body in bodies for line in re.findall(r"<(?:div|small)>([^<]+)<", body)]
    return [html.unescape(line).replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def deduced_values(app: AppTest) -> list[tuple[str, str]]:
    """What each value that nobody states is, and the sentence that says why."""
    values = [
        each.value.strip("*").replace("\\", "")
        for each in app.markdown
        if each.value.startswith("**")
    ]
    first = texts(app).index(text("deduced_about")) + 1
    return list(zip(values, texts(app)[first : first + len(values)], strict=True))


def plain(markdown: str) -> str:
    """A text as people read it."""
    return markdown.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def headers(app: AppTest) -> list[str]:
    return [plain(each.value) for each in app.header]


def cards(app: AppTest) -> list[tuple[str, str]]:
    """What the cards of single numbers show: label and value, as people read them."""
    return [(each.label, each.value.replace("\\", "")) for each in app.metric]


def badges(app: AppTest) -> list[str]:
    """What is said of numbers in a word or two."""
    return [each.value for each in app.markdown if each.value.startswith(":orange-badge")]


def layouts(app: AppTest) -> list[dict[str, Any]]:
    """The layout of each chart, as the browser gets it."""
    return [json.loads(chart.proto.spec)["layout"] for chart in app.get("plotly_chart")]


def alts(app: AppTest) -> list[str]:
    return [plain(chart.proto.alt) for chart in app.get("plotly_chart")]


def plotted(app: AppTest, figure: str) -> list[float]:
    """Values in base units of every point that stands for a figure."""
    return [
        custom[2]
        for chart in app.get("plotly_chart")
        for trace in json.loads(chart.proto.spec)["data"]
        for custom in trace.get("customdata") or []
        if custom[0] == figure
    ]


def card_of(app: AppTest) -> dict[str, str]:
    """The lines of the card by their labels."""
    return {str(label): str(line) for label, line in app.table[0].value.itertuples(index=False)}


@pytest.mark.no_cover  # see test_audit_mutations
def test_hostile_query_strings_leave_a_page(path: Path) -> None:
    made = queries(Random(1))
    for _, query in zip(range(40), made, strict=False):
        app = opened(query, "trade")
        assert [e.message for e in app.exception] == [], query
        assert [one.value for one in app.title] == ["Trade\\, Italy"], query
        assert text("mishap") not in [one.value for one in app.error], query


@pytest.mark.parametrize("view", PAGES)
def test_every_page_has_a_title_and_no_exception(open_page: Open, view: str) -> None:
    assert len(open_page(view).title) == 1


def test_overview_shows_the_newest_full_year_of_each_indicator_as_qualified(
    open_page: Open,
) -> None:
    app = open_page()
    assert [value for _, value in cards(app)] == [
        *("$20 bn", "$14.8 bn", "$1.2 bn", "14.4 %", "3rd", "up to $7.6 bn", "about 270"),
        *("12,210", "over 9,600", "\N{EURO SIGN}1.7 mn"),
    ], "growth stands on the cards of turnover and visas"
    assert app.expander[0].label == "All indicators: 6 more", "four are seen at once"
    told = told_of_cards(app)
    assert told[0] == "2024*, +24 % on 2023"  # turnover, its growth as stated
    assert "Jan-May 2024, +47 % on Jan-May 2023" in told
    inferred = [each.value for each in app.caption if "does not print this period" in each.value]
    assert len(inferred) == 2, "said once of the first cards and once of the others"
    assert "Jan-Apr 2024: $6 bn" in told
    first = next(each.proto.body for each in app.get("html") if "class='told'" in each.proto.body)
    assert ("+24" in first, "Jan-Apr" in first, "spark" in first) == (True, True, True), "at once"
    assert plain(alts(app)[0]).startswith(
        "Trade turnover between Kazakhstan and Italy: $20 bn in 2024, up from $16 bn in 2023. "
        "Exports of Kazakhstan to Italy and imports of Kazakhstan from Italy. "
    )


def test_a_newer_document_about_an_older_year_is_not_newest(open_page: Open, path: Path) -> None:
    older = """  - id: looking-back
    indicator: exports
    partner: ITA
    period: 2011
    value: 9 billion USD
    as_stated: $9 billion
    source: meeting-2025-05-30
    paragraph: 9
"""
    path.write_text(REAL.replace("\nevents:\n", f"\n{older}\nevents:\n"), "utf-8")
    assert cards(open_page())[1] == ("Exports", "$14.8 bn")


def test_a_growth_of_another_source_is_not_put_on_a_card(open_page: Open, path: Path) -> None:
    growth = "    source: meeting-2025-05-30\n    paragraph: 8\n"
    assert "2024*, +24 % on 2023" in told_of_cards(open_page())
    moved = re.sub(
        r"(id: ita-turnover-growth-2024\n(?:    .*\n)*?    source: )meeting-2025-05-30",
        r"\1eu-meeting-2025-03-28",
        REAL,
    )
    assert moved != REAL, growth
    path.write_text(moved, "utf-8")
    app = open_page()
    assert not [each for each in told_of_cards(app) if "+24 %" in each]


def test_only_the_figure_that_does_not_fit_is_marked(open_page: Open, with_reference: Path) -> None:
    app = open_page()
    said = "14.4 % does not fit 2023 but would fit January to April 2024."
    assert said in plain(app.markdown[0].value)
    assert len(badges(app)) == 1  # of twelve cards only that of the share
    assert text("verdict_suspect") in badges(app)[0]


def test_a_card_of_another_year_has_no_mark(open_page: Open, path: Path) -> None:
    disputed = """  - id: other-2012
    indicator: turnover
    partner: ITA
    period: 2012
    value: 9 billion USD
    as_stated: $9 billion
    source: meeting-2025-05-30
    paragraph: 9
"""
    path.write_text(REAL.replace("\nevents:\n", f"\n{disputed}\nevents:\n"), "utf-8")
    app = open_page()
    assert cards(app)[0] == ("Trade turnover", "$20 bn")
    assert badges(app) == [], "the card shows 2024, which nobody disputes"


def test_overview_of_the_other_partner(open_page: Open) -> None:
    app = open_page(partner="European Union")
    assert app.title[0].value == "Kazakhstan and the European Union"
    shown = [value for _, value in cards(app)]
    assert "$49.7 bn" in shown
    assert "over 3,000" in shown


def test_trade_plots_every_flow_and_never_a_window(open_page: Open) -> None:
    app = open_page("trade")
    assert set(plotted(app, "ita-turnover-2024-01-04")) == {6.4e9}
    assert 14.8e9 in plotted(app, "ita-exports-2023")
    assert 1.2e9 in plotted(app, "ita-imports-2023")
    assert plotted(app, "ita-fdi-2005-2024") == []
    assert headers(app) == [
        "Trade turnover between Kazakhstan and Italy: $20 bn in 2024, up from $16 bn in 2023",
        "The share of Italy in the total trade turnover of Kazakhstan: "
        "14.4 % in 2023, down from 16 % in 2013",
        "The rank of Italy among the trading partners of Kazakhstan: "
        "3rd in 2024, the same as in 2023",
    ]
    assert cards(app) == [("Growth of turnover", "+24 %")], "a single value is no chart"
    assert "Exports of Kazakhstan to Italy" in app.caption[0].value
    assert "Billion US dollars\\, as stated" in app.caption[0].value
    derived = "Balance (exports less imports), derived from statements of one source: "
    assert any(
        t.startswith(f"{derived}+$5.6 bn in Jan-Apr 2024; +$13.6 bn in 2023") for t in texts(app)
    )


def test_only_the_open_tab_is_drawn(open_page: Open) -> None:
    charts, table = open_page("trade"), open_page("trade", **TABLE)
    assert (len(charts.get("plotly_chart")), len(charts.dataframe)) == (3, 0)
    assert (len(table.get("plotly_chart")), len(table.dataframe)) == (0, 1)
    shown = table.dataframe[0].value
    assert list(shown)[:6] == ["Indicator", "Value", "Period", "Unit", "Wording", "Source"]
    assert shown["Value"].tolist()[:3] == [3.0, 24.0, 20.0], "numbers, which can be sorted"
    assert shown["Unit"].tolist()[:3] == ["rank", "percent", "bn USD"]


def test_charts_are_dressed_for_the_reader_and_drawn_once(open_page: Open) -> None:
    for page in ("overview", "trade", "agree"):
        for chart in open_page(page).get("plotly_chart"):
            assert chart.proto.theme == "", "Streamlit's own theme draws a chart twice"
            layout = json.loads(chart.proto.spec)["layout"]
            assert layout["paper_bgcolor"] == "#ffffff"
            assert (layout["datarevision"], layout["clickmode"]) == (1, "event+select")
            assert (layout["dragmode"], layout["hovermode"]) == ("pan", "closest")
            assert "template" not in layout


def test_investment_plots_the_windows(open_page: Open) -> None:
    app = open_page("investment")
    assert set(plotted(app, "ita-fdi-2005-2025")) == {7.6e9}
    assert headers(app) == [
        "Direct investment from Italy into Kazakhstan: 4 statements, 3 totals from about $6 bn to "
        "over $15 bn"
    ]
    table = open_page("investment", **TABLE).dataframe[0].value
    (row,) = table[table["Wording"] == "up to"].to_dict("records")
    assert (row["Value"], row["Unit"]) == (7.6, "bn USD")


def test_a_year_stands_beside_windows_of_the_same_indicator(open_page: Open, path: Path) -> None:
    year = """  - id: fdi-2023
    indicator: fdi_inflow
    partner: ITA
    period: 2023
    value: 500 million USD
    as_stated: $500 million
    source: meeting-2024-06-25
    paragraph: 9
"""
    path.write_text(REAL.replace("\nevents:\n", f"\n{year}\nevents:\n"), "utf-8")
    app = open_page("investment")
    assert len(app.get("plotly_chart")) == 1
    assert ("Direct investment", "$500 mn") in cards(app)


def test_a_source_that_was_chosen_is_the_only_one(open_page: Open) -> None:
    # By id, as the API has it, by name, and by the name that it had before.
    for named in ("kazinform-2022-08-21", "Kazinform, Aug 2022", "Kazinform, 21 Aug 2022"):
        chosen = {"source": [named]}
        table = open_page("trade", **chosen, **TABLE)
        assert not table.info
        assert table.query_params["source"] == "kazinform-2022-08-21"
        assert table.dataframe[0].value["As printed"].tolist() == ["$8 billion"]
    app = open_page("trade", source="kazinform-2022-08-21")
    assert cards(app) == [("Trade turnover", "$8 bn")]
    assert any("Kazinform" in each.value for each in app.markdown), "a chip says what is filtered"


def test_a_link_to_a_source_outlives_another_source_of_that_day(
    open_page: Open, path: Path
) -> None:
    other = """  - id: other-2024-06-25
    title: Another text of that day
    kind: press_release
    published: 2024-06-25
    language: en
"""
    path.write_text(REAL.replace("\nfigures:\n", f"\n{other}\nfigures:\n"), "utf-8")
    app = open_page("trade", source="Press release, 25 Jun 2024")
    assert not app.info
    assert app.query_params["source"] == ["meeting-2024-06-25", "other-2024-06-25"]


@pytest.mark.parametrize(
    ("years", "meant"),
    [
        (["2013", "2012"], (2012, 2013)),
        (["1800", "2013"], (1992, 2013)),
        (["2013"], (2013, 2013)),
        (["2012", "2013", "2014"], (1992, 2025)),
        (["then", "now"], (1992, 2025)),
        (["1800", "1801"], (1992, 2025)),
    ],
)
def test_years_of_the_address_are_mended(
    open_page: Open, years: list[str], meant: tuple[int, int]
) -> None:
    app = open_page("trade", years=years)
    assert app.slider(key="years").value == meant
    assert len(app.title) == 1


@pytest.mark.parametrize(
    ("asked", "title", "years", "address"),
    [
        (
            {"partner": "EU27_2020"},
            "Trade\\, European Union",
            (1992, 2025),
            {"partner": "European Union"},
        ),
        (
            {"years": ["1800", "2013"]},
            "Trade\\, Italy",
            (1992, 2013),
            {"years": ["1992", "2013"]},
        ),
        ({"years": ["1800", "1801"]}, "Trade\\, Italy", (1992, 2025), {}),
        (
            {"partner": "EU27_2020", "years": "2013"},
            "Trade\\, European Union",
            (2013, 2013),
            {"partner": "European Union", "years": ["2013", "2013"]},
        ),
    ],
)
@pytest.mark.parametrize("before", ["trade", "aid"])
def test_an_address_is_mended_as_well_where_the_key_back_leads_to_it(
    open_page: Open,
    before: str,
    asked: dict[str, str | list[str]],
    title: str,
    years: tuple[int, int],
    address: dict[str, str | list[str]],
) -> None:
    app = open_page(before)
    app.query_params.update(asked)
    app._page_hash = calc_hash("trade")
    app.run()
    assert [one.value for one in app.error] == []
    assert [one.value for one in app.title] == [title]
    assert app.slider(key="years").value == years
    assert dict(app.query_params.items()) == address


def test_years_leave_out_what_does_not_touch_them(open_page: Open) -> None:
    app = open_page("trade", years=["2012", "2013"], **TABLE)
    assert set(app.dataframe[0].value["Period"]) == {"2012", "2013"}


def test_panels_have_one_chart_area_a_source(open_page: Open) -> None:
    axes = [
        sum(key.startswith("xaxis") for key in json.loads(chart.proto.spec)["layout"])
        for shown in ("false", "true")
        for chart in open_page("trade", panels=shown).get("plotly_chart")[:1]
    ]
    assert axes == [1, 4]


def test_events_are_numbered_and_listed_once_they_are_switched_on(open_page: Open) -> None:
    without, listed = open_page("investment"), open_page("investment", events="true")
    assert layouts(without)[0]["meta"]["events"] == []
    (first, *_) = layouts(listed)[0]["meta"]["events"]
    assert first[0] == "1"
    assert any("Italian embassy opens" in each for _, each in layouts(listed)[0]["meta"]["events"])
    told = [each.value.replace("\\", "") for each in listed.caption]
    assert f"1 {first[1]}" in told


def test_official_series_is_drawn_where_it_is_there_and_not_switched_off(
    open_page: Open, path: Path, with_reference: Path
) -> None:
    drawn = open_page("trade")
    for flow in ("turnover", "exports", "imports"):
        assert plotted(drawn, f"official-ita-{flow}-2023") != []
    table = open_page("trade", **TABLE).dataframe[0].value
    assert any(source.startswith("Bureau of National") for source in table["Source"])
    assert plotted(open_page("trade", official="false"), "official-ita-turnover-2023") == []
    with_reference.with_name("reference.yaml").unlink()
    app = open_page("trade")
    assert plotted(app, "official-ita-turnover-2023") == []
    assert [toggle.key for toggle in app.toggle] == ["panels", "events", "derived"]


def test_wrong_parameters_are_named_and_left_out(open_page: Open) -> None:
    app = open_page(partner="Nowhere", years=["1800", "1900"], bogus="$1", source="")
    (note,) = [each.value for each in app.info]
    assert "partner “Nowhere”; years “1800”; years “1900”; bogus “\\$1”" in note
    assert app.title[0].value == "Kazakhstan and Italy"


def test_a_partner_can_be_named_by_its_code(open_page: Open) -> None:
    app = open_page("trade", partner="EU27_2020")
    assert not app.info
    chosen = app.selectbox(key="partner").value
    assert chosen is not None
    assert chosen.partner == "EU27_2020"
    assert plotted(app, "eu-exports-2024") != []


def test_right_parameters_are_not_named(open_page: Open) -> None:
    asked = {"partner": "European Union", "years": ["2005", "2025"], "events": "false"}
    assert not open_page("trade", **asked, **{"as": "Table"}).info


def test_where_nobody_says_anything_no_filter_is_blamed(open_page: Open) -> None:
    app = open_page("aid", partner="European Union")
    assert "No source states aid for the European Union." in [
        plain(each.value) for each in app.markdown
    ]
    assert text("nothing_chosen_hint") not in texts(app)
    filtered = open_page("aid", partner="European Union", years=["2005", "2006"])
    assert text("nothing_chosen_hint") in texts(filtered)


def test_single_numbers_need_no_tab(open_page: Open) -> None:
    app = open_page("aid")
    assert not app.tabs
    assert (len(app.metric), len(app.dataframe)) == (1, 1)
    assert [tab.label for tab in open_page("trade").tabs] == ["Chart", "Table"]


def test_a_refuted_number_is_no_message(open_page: Open, with_reference: Path) -> None:
    share = headers(open_page("trade"))[1]
    assert share.startswith(
        "The share of Italy in the total trade turnover of Kazakhstan: 14.4 % in"
    )
    assert share.endswith("as stated; other figures allow 11.4 % to 11.64 %")
    app = open_page("trade", partner="European Union")
    assert headers(app)[0].endswith("$49.7 bn in 2024 as stated; official tables say $48.8 bn")
    assert [plain(each).partition("[")[2] for each in badges(app)] == [
        "1.2 % off official figures]",
        "3.76 % off official figures]",
        "does not fit other figures]",
    ], "what the title tells is told once"
    cards_told = told_of_cards(open_page(partner="European Union"))
    assert cards_told
    assert not [each for each in cards_told if "+16.9 %" in each], "it has a marked card of its own"


def test_all_that_is_known_against_the_statements_of_a_chart_stands_below_it(
    open_page: Open,
) -> None:
    app = open_page("investment")
    assert [plain(each).partition("[")[2] for each in badges(app)] == [
        "possible, but unlikely]",
        "only just possible]",
    ]
    assert any("1.5 times as much a day" in each for each in texts(app))


def test_a_part_beside_its_whole_is_told_to_be_of_it(open_page: Open) -> None:
    app = open_page("visas")
    assert plain(app.caption[0].value).startswith("Of these: tourist visas issued by Italy")
    drawn = str([json.loads(chart.proto.spec)["data"] for chart in app.get("plotly_chart")])
    assert "of these: Tourist visas" in drawn or "of these: Tourist visas" in str(layouts(app))
    assert "Jan-May 2024, on Jan-May 2023" in told_of_cards(app)


def test_an_area_inside_another_is_told_where_both_are_compared(open_page: Open) -> None:
    said = "Italy is part of the European Union: their figures must not be added."
    captions = [plain(each.value) for each in open_page("compare").caption]
    assert captions.count(said) == 1


def test_the_balance_has_the_official_one_beside_it(open_page: Open, with_reference: Path) -> None:
    (said,) = [each for each in texts(open_page("trade")) if each.startswith("Balance (")]
    assert "+$13.6 bn in 2023 (+$13.6 bn by official tables)" in said
    (alone,) = [t for t in texts(open_page("trade", official="false")) if t.startswith("Balance (")]
    assert "official" not in alone


@pytest.mark.usefixtures("path")
def test_a_balance_that_several_sources_state_is_told_once() -> None:
    snapshot = data.current().snapshot
    assert snapshot is not None
    view = state.first_views(snapshot)[0]
    split = ("exports", "imports")
    stated = view.stated(split)
    alone = topic_page.balance(view, stated, split)
    assert alone.count("+$13.6\xa0bn in 2023") == 1
    again = [each._replace(id=f"{each.id}-again", source="another") for each in stated]
    assert topic_page.balance(view, [*stated, *again], split) == alone
    (other,) = [each for each in again if each.id == "ita-exports-2023-again"]
    differs = other._replace(value=other.value and other.value + 10**9)
    others = [differs if each is other else each for each in again]
    told = topic_page.balance(view, [*stated, *others], split)
    assert "+$13.6\xa0bn in 2023" in told, "what they state differently is told of each"
    assert "+$14.6\xa0bn in 2023" in told


def test_choices_that_leave_nothing_say_so(open_page: Open) -> None:
    for view in PAGES:
        app = open_page(view, partner="European Union", source=["Kazinform, 21 Aug 2022"])
        if view in ("overview", "trade", "investment", "companies"):
            assert text("nothing_chosen_hint") in texts(app)


def test_a_changed_file_is_shown_at_the_next_interaction(open_page: Open, path: Path) -> None:
    app = open_page()
    path.write_text(REAL.replace("20 billion", "21 billion"), "utf-8")
    app.run()
    assert cards(app)[0][1] == "$21 bn"
    assert not app.warning


def test_a_broken_file_shows_its_problems_above_the_last_good_state(
    open_page: Open, path: Path
) -> None:
    app = open_page()
    path.write_text(REAL.replace("value: 20 billion USD", "value: 21 billion USD"), "utf-8")
    app.run()
    assert not app.exception
    assert app.warning[0].value == text("problems_stale")
    assert app.code[0].value.startswith("figures.yaml:")
    assert "[stated-value]" in app.code[0].value
    assert str(path.parent) not in app.code[0].value
    assert cards(app)[0][1] == "$20 bn"
    path.write_text(REAL, "utf-8")
    app.run()
    assert not app.warning


def test_a_file_that_was_never_good_shows_only_its_problems(open_page: Open, path: Path) -> None:
    path.write_text("figures: [", "utf-8")
    app = open_page()
    assert app.error[0].value == text("problems_none_good")
    assert "[yaml-syntax]" in app.code[0].value
    assert not app.title


def test_a_missing_file_says_so_and_the_last_good_state_stays(open_page: Open, path: Path) -> None:
    app = open_page()
    path.unlink()
    app.run()
    assert "[file-missing]" in app.code[0].value
    assert cards(app)[0][1] == "$20 bn"


def test_broken_official_figures_are_left_out_and_the_figures_shown(
    open_page: Open, with_reference: Path
) -> None:
    with_reference.with_name("reference.yaml").write_text("figures: [", "utf-8")
    app = open_page()
    assert app.warning[0].value == text("problems_reference")
    assert app.code[0].value.startswith("reference.yaml:")
    assert cards(app)[0][1] == "$20 bn"


def test_another_data_set_needs_no_other_code(open_page: Open, path: Path) -> None:
    path.write_text(SMALL, "utf-8")
    app = open_page()
    assert app.title[0].value == "Borduria and Syldavia"
    assert [value for _, value in cards(app)][:2] == ["over $3.40 bn", "+16.9 %"]
    assert cards(open_page("trade"))[0] == ("Exports", "over $3.40 bn")
    assert topics.of(shown_book()) == ("trade", "companies")


@pytest.mark.parametrize(
    ("view", "tab"),
    [
        *((view, {}) for view in ("overview", "trade", "companies", "sources", "agree")),
        ("trade", TABLE),
        ("sources", {"by": text("sources_matrix")}),
        *(
            ("agree", {"finding": text(f"agree_{tab}")})
            for tab in ("agreed", "verdicts", "deduced")
        ),
        ("data", {"see": text("data_cite")}),
    ],
)
def test_text_of_the_file_never_becomes_markup(
    open_page: Open, path: Path, view: str, tab: dict[str, str]
) -> None:
    nasty = SMALL
    for name in ("Syldavia", "A ministry on trade", "national statistics office", "Exports"):
        nasty = nasty.replace(f": {name}\n", f": '{name} {NASTY}'\n")
    path.write_text(nasty, "utf-8")
    app = open_page(view, figure="syl-exports-2019", **tab)
    markdown = [*app.title, *app.header, *app.markdown, *app.metric, *app.info, *app.button]
    shown = [getattr(each, "label", None) or each.value for each in markdown]
    assert any("javascript" in each for each in shown)
    for each in shown:
        assert "$x$" not in each
        assert "<b>" not in each
        assert "](" not in each
        assert ":red[" not in each


def test_the_card_tells_where_a_number_comes_from(open_page: Open) -> None:
    app = open_page("trade", figure="ita-exports-2023")
    card = card_of(app)
    assert card["As printed"] == "“14\\.8 billion”"
    assert card["Where"] == "Paragraph 9"
    assert card["Source"] == "Deputy foreign minister meets the Italian ambassador"
    assert card["Publisher"] == "Not printed"
    assert card["Published"].startswith("25 Jun 2024\\, day inferred\\. ")
    assert card["Cites"] == "Kazakh statistics"
    assert card["Period"].startswith("2023\\. The period is inferred\\.")
    assert card["Possible values"] == "\\$14\\.75 bn to \\$14\\.85 bn"
    sentence, cited, link = [each.value for each in app.code][-3:]
    assert sentence == (
        "Exports of Kazakhstan to Italy amounted to 14.8 billion US dollars in 2023 (period "
        "inferred; Kazakh statistics, cited in Deputy foreign minister meets the Italian "
        "ambassador, 25 Jun 2024 [date inferred], paragraph 9). "
        "Period: Said of the end of 2023, which for a flow is the whole year."
    )
    assert "paragraph 9" in cited
    assert link.endswith("?partner=Italy&figure=ita-exports-2023")


def test_the_card_of_an_official_figure_has_no_paragraph(
    open_page: Open, with_reference: Path
) -> None:
    app = open_page("trade", figure="official-ita-turnover-2023")
    card = card_of(app)
    assert card["Where"] == text("card_no_paragraph")
    assert "Possible values" not in card
    (shown,) = [each for each in app.metric if each.value.endswith(" bn \\(rounded\\)")]
    assert "Trade turnover" in shown.label
    assert any("retrieved Nov 2026" in t for t in texts(app))
    sentence, cited = [each.value for each in app.code][-3:-1]
    assert "retrieved Nov 2026" in sentence, "nobody printed it on a day"
    assert "2026-11" in cited
    assert "2026-11-" not in sentence + cited


def test_a_card_tells_what_is_possible_but_unlikely_as_its_chart_does(
    open_page: Open, with_reference: Path
) -> None:
    app = open_page("trade", figure="ita-fdi-1992-2022")
    assert any(text("verdict_unlikely") in each for each in badges(app))
    assert any("can both be true only if" in each for each in texts(app))
    other = open_page("trade", figure="ita-exports-2012")
    assert not any(text("verdict_unlikely") in each for each in badges(other))


def test_the_sentence_of_a_suspect_says_that_others_contradict_it(
    open_page: Open, with_reference: Path
) -> None:
    suspect, witness = (
        open_page("data", figure=name).code[-3].value
        for name in ("ita-share-2023", "ita-exports-2023")
    )
    assert suspect.endswith("; other figures contradict this).")
    assert "contradict" not in witness


def test_what_is_no_suspect_has_no_warning_and_the_conflict_below_the_evidence(
    open_page: Open, with_reference: Path
) -> None:
    app = open_page("data", figure="ita-turnover-2024")
    assert not badges(app)
    assert any(each.value.startswith(":green-badge") for each in app.markdown)
    assert texts(app)[-1].startswith("It does not fit beside a figure that is likely wrong itself.")
    suspect = open_page("data", figure="ita-share-2023")
    assert not any("likely wrong itself" in each for each in texts(suspect))
    assert badges(suspect)


def test_several_statements_are_chosen_from_in_one_card(open_page: Open) -> None:
    app = open_page("sources", figure=["ita-turnover-2012", "ita-turnover-2013"])
    choice = app.selectbox(key="card_choose")
    assert choice.options == [
        "$16.425 bn: Trade turnover, Italy, 2012",
        "$16.216 bn: Trade turnover, Italy, 2013",
    ]


def test_a_figure_that_is_not_there_is_named(open_page: Open) -> None:
    app = open_page("trade", figure="no-such")
    assert "no\\-such" in app.info[0].value
    assert not app.table


@pytest.mark.parametrize(
    "named", ["President's talks with the Italian prime…, May 2025", "meeting-2025-05-30"]
)
def test_sources_state_what_each_document_says(
    open_page: Open, with_reference: Path, named: str
) -> None:
    app = open_page("sources", document=named)
    assert not app.info, "an id means its document as well, whatever others are called"
    assert app.header[0].value == "President\\'s talks with the Italian prime minister in Astana"
    assert app.dataframe[0].value["As printed"].tolist()[:3] == ["third", "24%", "$20 billion"]
    assert any("all 8 numbers in it are accounted for" in each.value for each in app.markdown)


def test_coverage_of_changed_entries_is_stale(open_page: Open, with_reference: Path) -> None:
    changed = REAL.replace("as_stated: $20 billion", "as_stated: $20 bn")
    with_reference.write_text(changed, "utf-8")
    app = open_page("sources", document="President's talks with the Italian prime…, May 2025")
    assert any(text("coverage_stale") in each.value for each in app.markdown)


def test_the_overview_of_some_years_says_nothing_of_others(
    open_page: Open, with_reference: Path
) -> None:
    assert any("Official tables say" in each.value for each in open_page().markdown)
    told = [each.value for each in open_page(years=["2012", "2013"]).markdown]
    assert any("2013" in each for each in told)
    assert not any("2025" in each for each in told)


def test_years_leave_out_conflicts_of_other_years(open_page: Open, with_reference: Path) -> None:
    assert badges(open_page(years=["2023", "2024"])) != []
    app = open_page(years=["2012", "2013"])
    assert any(text("disagree_none") in plain(each.value) for each in app.markdown)
    assert badges(app) == []
    agree = open_page("agree", years=["2012", "2013"])
    assert agree.success[0].value == text("disagree_none")
    deduced = open_page("agree", years=["2012", "2013"], finding=text("agree_deduced"))
    assert [value.split(", ", 1)[1].split(":")[0] for value, _ in deduced_values(deduced)] == [
        "2013"
    ]


def test_a_conflict_says_which_figure_would_change_least_and_to_what(
    open_page: Open, with_reference: Path
) -> None:
    app = open_page("agree")
    (told, *_) = [each for each in texts(app) if each.startswith("What would resolve it")]
    assert "Italy, 2023: Share of turnover would have to be 11.41 to 11.63 %" in told
    assert told.endswith("less than the 14.35 % that 14.4 % can mean.")
    assert any("up to 1 % from them counts as an ordinary revision" in t for t in texts(app))
    verdicts = texts(open_page("agree", finding=text("agree_verdicts")))
    assert any("\N{NOT EQUAL TO} conflict" in t for t in verdicts), "signs are explained"


def test_what_all_statements_allow_can_be_laid_behind_the_chart(
    open_page: Open, with_reference: Path
) -> None:
    def shown(**asked: str) -> tuple[list[str], list[str]]:
        app = open_page("trade", **asked)
        key = [entry["label"] for entry in layouts(app)[0]["meta"]["key"]]
        return key, [each for each in texts(app) if "Derived, stated by nobody" in each]

    assert text("key_derived") in shown(derived="true")[0]
    (said,) = shown(derived="true")[1]
    assert "$19.74 bn to $20.05 bn in 2024" in said
    assert shown() == ([each for each in shown()[0] if each != text("key_derived")], [])


def test_a_root_is_a_headline_with_a_picture_and_all_that_follows_from_it(
    open_page: Open, with_reference: Path
) -> None:
    app = open_page("agree")
    headline = (
        "Italy: Share of turnover of 14.4 % does not fit 2023 but would fit January to April 2024"
    )
    assert headers(app)[0] == f"{headline}, of which little else is known"
    assert not [each for each in texts(app) if each.startswith(headline)], "it is told once"
    assert plotted(app, "ita-share-2023"), "the picture is of the figure"
    assert len(layouts(app)) == 1
    why, more = app.expander
    assert why.label == "Why it does not fit, and what would resolve it"
    assert len(why.text) <= 2 * 3, "three sets of statements, each with what would resolve it"
    told = [each.value for each in (*why.text, *more.text)]
    said = [each for each in told if not each.startswith("What would resolve it")]
    assert more.label == f"{len(said) + 1 - 3} more contradictions of these figures"
    every = [*texts(app)]
    assert all(every.count(each) == 1 for each in told), "nothing is told twice"


def test_the_fourth_root_and_more_are_folded(open_page: Open, path: Path) -> None:
    given = REAL
    for printed, wrong in (("15.466", "15.966"), ("15.223", "15.923")):
        given = given.replace(printed, wrong)
    for name in ("ita-exports-2023", "ita-exports-2024-01-04"):
        at = given.index(f"  - id: {name}\n")
        own = given[at:].split("  - id:")[1]
        number = re.search(r"value: (\S+) billion", own)
        assert number
        given = given.replace(own, own.replace(f"{number[1]} billion", "9.1 billion"))
    path.write_text(given, "utf-8")
    app = open_page("agree")
    found = roots.roots(app.session_state["view"])
    heads = [plain(roots.headline(app.session_state["view"], root)) for root in found]
    assert len(heads) > 3
    assert headers(app)[:3] == heads[:3]
    assert [plain(e.label) for e in app.expander if not e.label.startswith("Why")] == heads[3:]


def test_deduced_numbers_are_those_of_their_sentence(open_page: Open, with_reference: Path) -> None:
    shown = deduced_values(open_page("agree", finding=text("agree_deduced")))
    assert "Exports, May-Dec 2024: $12.37 bn to $12.88 bn" in [value for value, _ in shown]
    for value, sentence in shown:
        for number in re.findall(r"\d[\d,.]*\d", value.split(": ", 1)[1]):
            assert number.rstrip("0").rstrip(".") in sentence


def test_the_first_twenty_deduced_values_are_told_and_the_rest_counted(
    open_page: Open, path: Path
) -> None:
    stated = "".join(
        f"  - id: ita-{indicator}-{year}\n    indicator: {indicator}\n    partner: ITA\n"
        f"    period: {year}\n    value: {amount} billion USD\n    as_stated: {amount} billion\n"
        "    source: country-page-2014-04-18\n    paragraph: 19\n"
        for year in range(1980, 2002)
        for indicator, amount in (("turnover", "5.0"), ("exports", "3.0"))
    )
    path.write_text(REAL.replace("\nfigures:\n", f"\nfigures:\n{stated}"), "utf-8")
    app = open_page("agree", finding=text("agree_deduced"), years=["1980", "2001"])
    shown = deduced_values(app)
    assert len(shown) == 20
    assert shown[0][0] == "Imports, 1980: $1.9 bn to $2.1 bn"
    # 22 years of imports and, between them, 21 of growth.
    assert "23 more values are in the table of deduced values on the page Data." in texts(app)


def test_the_official_publisher_is_named_where_its_series_is_drawn(
    open_page: Open, with_reference: Path
) -> None:
    off, on = (
        [each.value for each in open_page("trade", official=asked).caption]
        for asked in ("false", "true")
    )
    assert not [each for each in off if "Bureau of National Statistics" in each]
    assert [each for each in on if "Bureau of National Statistics" in each]


def test_a_row_can_be_chosen_without_a_mouse(open_page: Open) -> None:
    app = open_page("trade", **TABLE)
    (choice,) = [each for each in app.selectbox if each.label == text("table_choose")]
    assert len(choice.options) == 20, "every statement"
    choice.select("ita-exports-2023").run()
    assert not app.exception
    assert (
        card_of(app)["As printed"]
        == "\N{LEFT DOUBLE QUOTATION MARK}14\\.8 billion\N{RIGHT DOUBLE QUOTATION MARK}"
    )


def test_a_table_that_scrolls_says_so(open_page: Open) -> None:
    app = open_page("data", table="figures")
    assert text("table_scroll", count=len(app.dataframe[0].value)) in texts(app)
    assert not any("scroll" in each for each in texts(open_page("data", table="sources")))


def test_documents_say_that_no_choice_applies(open_page: Open) -> None:
    assert text("sources_all") in texts(open_page("sources", partner="European Union"))


def test_agreement_explains_the_share_that_cannot_be(open_page: Open, with_reference: Path) -> None:
    app = open_page("agree")
    sentence = "is 11.5 % of the official 139.6 with the world, not 14.4 %"
    assert any(sentence in each for each in texts(app))
    assert "does not fit 2023 but would fit January to April 2024" in headers(app)[0]
    agreed = open_page("agree", finding=text("agree_agreed"))
    assert any("imports of 1.2 make 16.0; stated trade turnover is 16" in t for t in texts(agreed))
    left = "all be true only if direct investment from 22 August 1992 to 31 December 1993"
    deduced = open_page("agree", finding=text("agree_deduced"))
    assert any(left in t for t in texts(deduced))
    shown = open_page("agree", finding=text("agree_verdicts")).dataframe[0].value
    verdicts = dict(zip(shown["Value"], shown["Verdict"], strict=True))
    assert verdicts[14.4] == text("verdict_suspect")
    assert verdicts[16.425] == "supported"


def test_conflicts_are_told_before_what_is_unlikely(open_page: Open, with_reference: Path) -> None:
    """Red first: of the share, of a rank that another one contradicts, and only then the rest."""
    given = with_reference.read_text("utf-8")
    at = given.index("  - id: ita-rank-2023\n")
    own = given[at:].split("  - id:")[1]
    other = own.replace("ita-rank-2023", "ita-rank-2023-b").replace("value: 3", "value: 2")
    other = other.replace("as_stated: third", "as_stated: second")
    with_reference.write_text(given.replace(own, f"{own}  - id:{other}", 1), "utf-8")

    app = open_page("agree")

    heads = headers(app)
    quiet = heads.index(text("agree_unlikely"))
    assert "does not fit 2023 but would fit January to April 2024" in heads[0]
    assert heads[1].startswith("The rank of Italy"), "a rank that another one contradicts"
    assert quiet > 1
    assert not [h for h in heads[quiet:] if "fit" in h], "no conflict after what is none"
    twice = "Italy, 2023: Said to be second, but elsewhere third"
    assert any(t.startswith(twice) for t in texts(app))


def test_a_sum_that_is_held_against_nothing_is_told_where_no_conflict_is(
    open_page: Open, path: Path
) -> None:
    """An area that the list of countries does not have is taken to overlap others of its group."""
    area = "areas:\n  - id: RUT\n    name: Ruthania\n    part_of: [EU27_2020]\n"
    sold = """  - id: rut-exports
    indicator: exports
    partner: RUT
    period: 2011
    value: 1 billion USD
    as_stated: $1 billion
    source: meeting-2025-05-30
    paragraph: 9
"""
    more = REAL.replace("areas:\n", area, 1).replace("\nevents:\n", f"\n{sold}\nevents:\n")
    path.write_text(more, "utf-8")

    app = open_page("agree")

    assert text("disagree_unknown") in [box.value for box in app.warning]
    assert [t for t in texts(app) if t.startswith("Ruthania is no country of ISO 3166 and is")]
    assert text("disagree_none") not in [box.value for box in app.success]


def test_what_is_unlikely_is_told_quietly_and_apart(open_page: Open) -> None:
    app = open_page("agree")
    assert text("agree_unlikely") in [header.value for header in app.header]
    (told,) = (t for t in texts(app) if "1.5 times as much a day as those after" in t)
    assert told.startswith("Italy: Direct investment of more than 15 billion USD from 22 August")
    assert text("agree_different") not in [header.value for header in app.header]
    assert [told] == [t for t in texts(app) if "as much a day" in t]  # in no error, no verdict
    assert text("disagree_none") in [box.value for box in app.success]


def test_every_statement_says_which_is_unlikely_and_which_is_not_tested(open_page: Open) -> None:
    app = open_page("agree", finding=text("agree_verdicts"))
    shown = app.dataframe[0].value
    unlikely = shown[shown["Verdict"] == text("verdict_unlikely")]
    assert set(unlikely["Indicator"]) == {"Direct investment"}
    assert all("as much a day" in because for because in unlikely["Because"])
    (signs,) = (t for t in texts(app) if t.startswith("Signs beside the counts"))
    for sign, verdict in (("?", "verdict_unlikely"), ("\N{EN DASH}", "verdict_not_tested")):
        assert f"{sign} {text(verdict)}" in signs
        assert text(verdict) in set(shown["Verdict"]), "each sign is of a verdict in the table"


def test_each_table_has_a_card_with_its_files_and_one_for_excel(open_page: Open) -> None:
    app = open_page("data", see=text("data_files"))
    package = data.current_package()
    assert package is not None
    links = {link.proto.label: link.proto.url for link in app.get("link_button")}
    named = {plain(label): url for label, url in links.items()}
    assert list(named) == [f"{table}.csv for Excel" for table in package.declared]
    assert named["figures.csv for Excel"].endswith("/api/figures.csv?bom=1")
    descriptions = [table.description for table in package.declared.values()]
    assert [each for each in texts(app) if each in descriptions] == descriptions


def test_data_says_that_a_table_waits_for_what_is_tested(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many figures: what is stated is there at once; what follows waits, and its files."""
    monkeypatch.setattr(data.Snapshot, "_is_known", property(lambda _: False))
    monkeypatch.setattr(data.Snapshot, "prepared", lambda *_: None)
    app = open_page("data", table="conflicts")
    assert not app.dataframe
    assert [each.value for each in app.info] == [text("testing")]
    package = data.current_package()
    assert package is not None
    assert texts(app)[0] == f"{package.declared['conflicts'].description}."
    assert open_page("data", table="sources").dataframe[0].value.shape == (5, 13)
    files = open_page("data", see=text("data_files")).get("download_button")
    waiting = {each.proto.label for each in files if each.proto.disabled}
    assert {"conflicts.csv", "ranges.parquet"} <= waiting
    assert not waiting & {"figures.csv", "sources.parquet", "official.csv"}


def test_data_shows_each_table_whole(open_page: Open) -> None:
    app = open_page("data", table="sources")
    assert app.dataframe[0].value.shape == (5, 13)
    columns = open_page("data", table="sources", see=text("data_columns"))
    assert columns.dataframe[0].value["Column"].tolist()[:2] == ["source_id", "document"]
    every = app.selectbox(key="table").options
    assert every[0] == "figures"
    assert {"dismissed", "units", "reconciliation", "ranges"} <= {*every}


def test_data_shows_a_value_before_what_other_columns_tell_as_well(open_page: Open) -> None:
    (rows,) = open_page("data").dataframe
    assert list(rows.proto.column_order)[3:9] == [
        *("partner", "period", "value", "unit"),
        *("topic", "period_start"),
    ]
    assert {*rows.proto.column_order} == {*rows.value}, "all of them"
    (others,) = open_page("data", table="sources").dataframe
    assert list(others.proto.column_order) == list(others.value)


def test_compare_tells_who_is_not_stated_of_a_period_and_draws_no_single_bar(
    open_page: Open, with_reference: Path
) -> None:
    app = open_page("compare", indicator="Direct investment", official="false")
    assert [chart for chart in layouts(app) if chart.get("meta", {}).get("key")] == []
    (only,) = [each for each in texts(app) if each.startswith("Only one partner is stated")]
    (elsewhere,) = [c.value for c in app.caption if "not drawn beside it" in c.value]
    told = plain(only + elsewhere)
    assert "Italy " in told
    assert "European Union " in told
    assert "200.7 bn" in told
