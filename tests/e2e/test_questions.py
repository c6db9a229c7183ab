"""Fourteen questions of readers, each answered within three clicks in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import NARROW, OpenPage
from tests.e2e.visiting import click_point, settle, tap_point, visit

MOST: Final = 3
"""Clicks within which an answer must be seen."""


class Reader:
    """Somebody at the first page, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        visit(page, "/")

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def opens(self, section: str, title: str) -> None:
        """A page of the menu: its section, its name."""
        self.click(self.page.get_by_test_id("stTopNavSection").filter(has_text=section))
        self.click(self.page.get_by_role("menuitem", name=title, exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        settle(self.page)

    def opens_at_once(self, title: str) -> None:
        """A page that stands in the menu itself."""
        self.click(self.page.get_by_test_id("stTopNavLink").filter(has_text=title))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        settle(self.page)

    def points_at(self, figure: str) -> None:
        self.clicks += 1
        click_point(self.page, figure)

    def chooses(self, partner: str) -> None:
        """Another partner: the list, the name."""
        self.click(self.page.get_by_role("combobox", name="Partner", exact=True))
        self.click(self.page.get_by_role("option", name=partner))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(partner)
        settle(self.page)

    def reads(self, *words: str) -> None:
        """Each of some texts is seen on the page, whatever kind of space stands in it."""
        for each in words:
            main = self.page.get_by_test_id("stMain")
            spaced = re.compile(each.replace(" ", r"\s"))
            expect(main.get_by_text(spaced).first).to_be_visible()

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("dialog")


def turnover_of_2023_and_who_says_so(reader: Reader) -> None:
    reader.points_at("ita-turnover-2023")
    expect(reader.card).to_contain_text("$16 bn")
    expect(reader.card).to_contain_text("Paragraph 9 of Deputy foreign minister")


def exports_over_time(reader: Reader) -> None:
    chart = reader.page.locator(".js-plotly-plot").first
    expect(chart).to_contain_text("15.466")
    expect(chart).to_contain_text("14.8")


def what_was_invested_and_whether_sources_agree(reader: Reader) -> None:
    reader.opens("Topics", "Investment")
    reader.reads("4 statements, 3 totals")
    expect(reader.page.locator(".js-plotly-plot").first).to_contain_text("over $15 bn")
    reader.reads("only just possible")


def the_share_and_whether_it_is_right(reader: Reader) -> None:
    reader.reads(
        "Share of turnover of 14.4.% does not fit 2023 but would fit January to April 2024"
    )


def the_last_year_of_the_union(reader: Reader) -> None:
    reader.chooses("European Union")
    reader.reads("49.7", "in 2024")


def how_many_companies(reader: Reader) -> None:
    reader.opens("Topics", "Companies")
    reader.reads("about.270 on 30 May 2025")


def visas_against_the_year_before(reader: Reader) -> None:
    reader.opens("Topics", "Visas")
    reader.reads(r"\+47 %")


def a_table_as_csv(reader: Reader) -> None:
    reader.opens("Topics", "Trade")
    reader.click(reader.page.get_by_role("button", name="Download", exact=True))
    expect(reader.page.get_by_role("button", name="trade.csv")).to_be_visible()


def a_picture(reader: Reader) -> None:
    with reader.page.expect_download() as download:
        reader.click(reader.page.locator("[data-save=png]").first)
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def a_link_to_the_view_and_to_a_figure(reader: Reader) -> None:
    reader.points_at("ita-turnover-2023")
    reader.click(reader.card.get_by_role("tab", name="Link"))
    expect(reader.card.locator("code").last).to_contain_text("figure=ita-turnover-2023")
    assert "figure=ita-turnover-2023" in reader.page.url


def a_citation(reader: Reader) -> None:
    reader.points_at("ita-turnover-2023")
    reader.click(reader.card.get_by_role("tab", name="Citation"))
    expect(reader.card.get_by_role("button", name="BibTeX")).to_be_visible()


def what_one_document_states(reader: Reader) -> None:
    reader.opens("Evidence", "Sources")
    reader.reads("Every document is here")
    head = reader.page.locator("[data-testid=stDataFrame] canvas th").first
    expect(head).to_have_text("Indicator")


def italy_beside_the_union(reader: Reader) -> None:
    reader.opens_at_once("Compare partners")
    chart = reader.page.locator(".js-plotly-plot").first
    expect(chart).to_contain_text("European Union $49.7 bn")
    expect(chart).to_contain_text("Italy $20 bn")


def the_balance(reader: Reader) -> None:
    reader.reads(r"Balance \(exports less imports\), derived .*\+\$13\.6 bn in 2023")


def official_beside_stated(reader: Reader) -> None:
    reader.reads(r"Official tables say \$19\.9 bn in 2024 and \$16\.9 bn in 2025")


SEEN_AT_ONCE: Final[tuple[Callable[[Reader], None], ...]] = (
    exports_over_time,
    the_share_and_whether_it_is_right,
    the_balance,
    official_beside_stated,
    a_picture,
)
"""What the first page answers by itself: one reader can ask it all, and leaves it as it was."""
QUESTIONS: Final[tuple[Callable[[Reader], None], ...]] = (
    turnover_of_2023_and_who_says_so,
    what_was_invested_and_whether_sources_agree,
    the_last_year_of_the_union,
    how_many_companies,
    visas_against_the_year_before,
    a_table_as_csv,
    a_link_to_the_view_and_to_a_figure,
    a_citation,
    what_one_document_states,
    italy_beside_the_union,
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_is_found_within_three_clicks(
    page: Page, question: Callable[[Reader], None]
) -> None:
    reader = Reader(page)
    question(reader)
    assert reader.clicks <= MOST


def test_answers_are_seen_at_once(page: Page, subtests: pytest.Subtests) -> None:
    assert_answered_at_once(Reader(page), subtests)


def assert_answered_at_once(reader: Reader, subtests: pytest.Subtests) -> None:
    for question in SEEN_AT_ONCE:
        with subtests.test(question=question.__name__):
            reader.clicks = 0
            question(reader)
            assert reader.clicks <= 1, "to save a picture takes one"


class Phone(Reader):
    """The same reader at a telephone: the menu is folded, and every click is a tap."""

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.tap()

    def opens(self, section: str, title: str) -> None:
        self.opens_at_once(title)

    def opens_at_once(self, title: str) -> None:
        self.click(self.page.get_by_test_id("stExpandSidebarButton"))
        menu = self.page.get_by_test_id("stSidebarNav")
        self.click(menu.get_by_role("link", name=title, exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        settle(self.page)

    def points_at(self, figure: str) -> None:
        self.clicks += 1
        tap_point(self.page, figure)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_is_found_within_three_taps_on_a_telephone(
    open_page: OpenPage, question: Callable[[Reader], None]
) -> None:
    reader = Phone(open_page(width=NARROW, touch=True))
    question(reader)
    assert reader.clicks <= MOST


def test_answers_are_seen_at_once_on_a_telephone(
    open_page: OpenPage, subtests: pytest.Subtests
) -> None:
    assert_answered_at_once(Phone(open_page(width=NARROW, touch=True)), subtests)
