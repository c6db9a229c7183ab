"""The addresses that a card prints lead back: on every page, and below a sub-path."""

from __future__ import annotations

import os
import re
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.conftest import NARROW, OpenPage, await_tested, serve
from tests.e2e.visiting import PAGES, POLL, QUIET, SHIFTS, settle, visit
from tests.sessions import codes, run, session

FIGURE = "ita-turnover-2024"


def card_is_right(page: Page, root: str, path: str, reachable: str) -> None:
    """Open a card on a page. root: what its addresses begin with; reachable: where that is."""
    page.goto(f"{root}{path}?figure={FIGURE}")
    card = page.get_by_role("dialog")
    card.get_by_role("tab", name="Citation").click()
    cited = re.compile(rf" {re.escape(root)}/api/v/[0-9a-f]+/figures/{FIGURE}\.jsonld$")
    code = card.locator("code:visible")
    expect(code).to_have_text(cited)
    address = code.inner_text().rpartition(" ")[2]
    with urllib.request.urlopen(reachable + address.removeprefix(root)) as answer:
        assert answer.status == 200
    card.get_by_role("tab", name="Link").click()
    expect(code).to_have_text(f"{root}{path}?partner=Italy&figure={FIGURE}")


@pytest.mark.parametrize("path", PAGES)
def test_a_card_prints_addresses_of_the_site_on_every_page(server: str, path: str) -> None:
    """As the server sends it: how a browser shows it is the same below a sub-path."""
    with session(server, f"figure={FIGURE}", path.lstrip("/")) as connection:
        messages = run(connection)
    assert any(each.delta.add_block.HasField("dialog") for each in messages)
    cited = re.compile(rf" ({re.escape(server)}/api/v/[0-9a-f]+/figures/{FIGURE}\.jsonld)$")
    (address,) = [shown[1] for code in codes(messages) if (shown := cited.search(code))]
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200
    assert f"{server}{path}?partner=Italy&figure={FIGURE}" in codes(messages)


def test_a_card_prints_addresses_below_a_sub_path(open_page: OpenPage, tmp_path: Path) -> None:
    with (
        (tmp_path / "server.log").open("wb") as log,
        serve("data/figures.yaml", log, flags=["--base-path=/attested"]) as own,
    ):
        # What is found while a card is open draws the page, and the card, anew.
        await_tested(f"{own}/attested")
        page = open_page()
        for path in ("/", "/trade"):
            card_is_right(page, f"{own}/attested", path, f"{own}/attested")


def test_tab_reaches_the_button_that_copies(page: Page) -> None:
    page.goto(f"/?figure={FIGURE}")
    expect(page.get_by_role("dialog").get_by_role("tab", name="Link")).to_be_visible()
    copy = page.get_by_role("dialog").get_by_role("button", name="Copy to clipboard").first
    expect(copy).to_be_visible()
    seen = "button => getComputedStyle(button.closest('[data-testid=stCode] > div')).opacity"
    # It comes into sight by and by, without a mouse over it as well.
    page.wait_for_function(
        f"button => ({seen})(button) === '1'", arg=copy.element_handle(), polling=POLL
    )
    for _ in range(6):
        page.keyboard.press("Tab")
        if copy.evaluate("button => button === document.activeElement"):
            return
    pytest.fail("Tab goes round the card and never to the button")


_HOLDS = """
import os, pathlib, sys, time
if any(each.endswith("reconciler") for each in sys.orig_argv):
    while not pathlib.Path(os.environ["TESTED_FROM"]).exists():
        time.sleep(0.05)
"""
"""Begins every process of Python that finds it: the one that tests the figures waits."""


def test_what_is_found_later_is_drawn_by_itself_and_the_open_card_stays(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_HOLDS, "utf-8")
    begin = tmp_path / "begin"
    monkeypatch.setenv("TESTED_FROM", str(begin))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    with (tmp_path / "log").open("wb") as log, serve("data/figures.yaml", log) as own:
        plain, carded = open_page(width=NARROW, fresh=True), open_page()
        plain.add_init_script(SHIFTS)
        title = plain.get_by_role("heading", name=re.compile("The share of Italy"))
        plain.goto(f"{own}/trade")
        expect(title).to_contain_text("14.4 % in 2023, down from 16 %")
        carded.goto(f"{own}/trade?figure=ita-share-2023")
        card = carded.get_by_role("dialog")
        expect(card).to_contain_text("Being tested")
        card.get_by_role("tab", name="Citation").click()
        plain.wait_for_function(QUIET, polling=POLL)
        plain.evaluate("window.shifted = 0")  # what the first drawing moves, another test measures
        begin.touch()
        # What tests the figures lets every reader go first, and so the tests beside this one.
        known = "14.4 % in 2023 as stated; other figures allow 11.4 % to 11.64 %"
        expect(title).to_contain_text(known, timeout=300_000)
        plain.wait_for_function(QUIET, polling=POLL)
        assert plain.evaluate("window.shifted") < 0.1, "nothing jumps"
        expect(card).to_contain_text("does not fit other figures")
        expect(card.get_by_role("tab", name="Citation")).to_have_attribute("aria-selected", "true")


def test_a_closed_card_stays_closed_where_the_reader_is_quicker_than_the_answer(
    open_page: OpenPage,
) -> None:
    page = open_page(fresh=True)
    sent: list[str | bytes] = []
    held: list[Callable[[], None]] = []
    holding = False

    def between(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def up(message: str | bytes) -> None:
            sent.append(message)
            server.send(message)

        def down(message: str | bytes) -> None:
            if holding:
                held.append(lambda: browser.send(message))
            else:
                browser.send(message)

        browser.on_message(up)
        server.on_message(down)

    page.route_web_socket(re.compile("_stcore/stream"), between)
    visit(page, f"/trade?figure={FIGURE}")
    card = page.get_by_role("dialog")
    expect(card.get_by_role("tab", name="Link")).to_be_visible()
    settle(page)
    holding, before = True, len(sent)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.get_by_role("tab", name="Table").click()
    while len(sent) < before + 2:
        page.wait_for_timeout(50)
    assert FIGURE in page.url, "the browser has not heard that the card is closed"
    holding = False
    for each in held:
        each()
    expect(page.locator("[data-testid=stDataFrame]")).to_be_visible()
    expect(page).not_to_have_url(re.compile("figure="))
    settle(page)
    expect(card).to_have_count(0)
