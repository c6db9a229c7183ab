"""Hostile text in every field, on every page of a real browser: nothing runs, nothing breaks.

And hostile addresses: whatever stands in one, the page or the API answers as it should.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from random import Random

import pytest
import yaml
from playwright.sync_api import Page, expect

from dashboard.view.texts import text
from tests.conftest import ROOT
from tests.e2e.conftest import (
    HEIGHTS,
    NARROW,
    WIDE,
    Complaints,
    OpenPage,
    await_tested,
    serve,
)
from tests.e2e.visiting import walk
from tests.queries import queries

NAUGHTY = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'> <svg onload=window.ran=1>",
    "[click](javascript:window.ran=1) **bold** _em_ ~~no~~ `code` # head",
    "$x^2$ and $$\\frac{1}{2}$$ cost $5 or $6",
    ":material/delete: :red[red] :rainbow[x] :smile: ![i](http://example.invalid/i.png)",
    "{{7*7}} ${7*7} #{7*7} %s %n {0} {reporter}"[:30],
    "</script></title></textarea>--><!-- ]]>",
    "' OR 1=1; DROP TABLE figures; --",
    "\N{GRINNING FACE}\N{FAMILY} \N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH} e\u0301\u0302\u0303",
    "W" * 400,
    "&lt;b&gt; &amp; &#x3c;script&#x3e; <b>x</b> <a href='javascript:window.ran=1'>x</a>",
    "http://example.invalid/?a=1&b=2 www.example.invalid a@example.invalid",
)
PLACES = (
    *("", "compare", "check", "trade", "investment", "companies", "visas", "aid"),
    *("documents", "agree", "tables"),
)
TABS = (
    *("trade?as=Table", "investment?as=Table", "companies?as=Table"),
    "visas?as=Table",
    *("documents?by=Matrix", "agree?finding=What+agrees"),
    *("agree?finding=Every+statement", "agree?finding=Not+stated,+but+implied"),
    *("tables?see=Columns", "tables?see=All+files", "tables?see=Cite+and+reuse"),
)
"""What a page shows only once it is chosen."""
SEED = 1
PAGES = 10
"""In a browser, whose own script must not run either; test_dashboard asks for many more."""


def hostile() -> str:
    """The real file with a naughty string in every field that takes free text."""
    # Days and numbers stay as they are written: only strings of free text are replaced.
    book = yaml.load((ROOT / "data" / "figures.yaml").read_text("utf-8"), yaml.BaseLoader)
    turns = iter(NAUGHTY * 100)
    dataset = book["dataset"]
    dataset |= {"title": next(turns), "description": next(turns), "contributors": [next(turns)]}
    fields = {
        "areas": ("name",),
        "indicators": ("name", "definition"),
        "sources": ("title", "publisher", "published_reason", "note"),
        "figures": ("authority", "period_reason", "note"),
        "events": ("title", "note"),
    }
    reasons = {"sources": "published_basis", "figures": "period_basis"}
    for section, names in fields.items():
        for entry in book[section]:
            entry |= {name: next(turns) for name in names}
            if basis := reasons.get(section):
                entry[basis] = "inferred"  # a reason is for what is inferred
    for indicator in book["indicators"]:
        said = next(turns).replace("{", "{{").replace("}", "}}")
        indicator["statement"] = f"{said} {{reporter}} {{partner}}"[-490:]
    del book["dismissed"]
    return yaml.safe_dump(book, allow_unicode=True, sort_keys=False, width=10_000)


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "figures.yaml"
    path.write_text(hostile(), "utf-8")
    (folder / "reference.yaml").write_bytes((ROOT / "data" / "reference.yaml").read_bytes())
    with (folder / "log").open("wb") as log, serve(path, log) as address:
        await_tested(address)
        yield address
    assert "Traceback" not in (folder / "log").read_text("utf-8")


def loaded(page: Page) -> None:
    """Wait until the script has run and its heading stands there."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)


def assert_unharmed(page: Page, width: int) -> None:
    assert page.evaluate("window.ran") is None
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_text(text("mishap")).count() == 0
    assert page.locator("main img, main svg[onload], main script").count() == 0
    assert page.locator("main .katex").count() == 0, "a dollar sign became mathematics"
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    foreign = [link for link in links if link and ("javascript:" in link or "invalid" in link)]
    assert foreign == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_is_only_text(
    open_page: OpenPage, hostile_server: str, complaints: Complaints, subtests: pytest.Subtests
) -> None:
    page = open_page(width=WIDE)
    page.goto(hostile_server)
    loaded(page)
    assert_every_page_is_visited(page)
    # What stands in the head of the page as it is served.
    served = [page.request.get(f"{hostile_server}/{place}").text() for place in PLACES]
    assert {each.partition("<body")[0] for each in served} == {served[0].partition("<body")[0]}
    width = WIDE
    for place in ("", *PLACES[1:], *TABS):
        if place:
            walk(page, f"/{place}")
        loaded(page)
        with subtests.test(place=place, width=width):
            tabbed = urllib.parse.urlsplit(place).path in {tab.partition("?")[0] for tab in TABS}
            expect(page.get_by_role("tab", selected=True)).to_have_count(int(tabbed))
            assert_unharmed(page, width)
        width = NARROW if width == WIDE else WIDE
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
        with subtests.test(place=place, width=width):
            assert_unharmed(page, width)
    walk(page, "/trade?figure=ita-turnover-2024")
    with subtests.test(place="the card of a figure"):
        assert_the_card_is_only_text(page, width)
    assert [url for url in complaints.elsewhere if not url.startswith(hostile_server)] == []


def assert_the_card_is_only_text(page: Page, width: int) -> None:
    expect(page.get_by_role("dialog")).to_be_visible(timeout=30_000)
    assert_unharmed(page, width)
    shown = page.get_by_role("dialog").inner_text()
    assert any(text[:25] in shown for text in NAUGHTY)


def assert_every_page_is_visited(page: Page) -> None:
    """So that a new page cannot be forgotten here."""
    paths = "all => all.map(a => new URL(a.href).pathname)"
    addresses = page.get_by_test_id("stTopNavLink").evaluate_all(paths)
    for section in page.get_by_test_id("stTopNavSection").all():
        section.click()
        listed = page.get_by_role("menuitem")
        expect(listed.first).to_be_visible()
        addresses += listed.evaluate_all(paths)
        page.keyboard.press("Escape")
        expect(listed).to_have_count(0)
    assert sorted(addresses) == sorted(f"/{place}" for place in PLACES)


def test_hostile_query_strings_on_pages(
    open_page: OpenPage, server: str, subtests: pytest.Subtests
) -> None:
    """One at the address that is opened, the others at those that a reader goes on to."""
    page = open_page()
    asked = zip(range(2 * PAGES), queries(Random(SEED)), strict=False)
    for place, query in asked:
        address = f"/{('trade', 'aid')[place % 2]}?{urllib.parse.quote(query, safe='=&%')}"
        with subtests.test(address=address):
            assert ask(f"{server}{address}")[0] == 200
            if place:
                walk(page, address)
            else:
                page.goto(f"{server}{address}")
            expect(page.get_by_test_id("stMain")).to_be_visible()
            loaded(page)
            assert page.get_by_test_id("stException").count() == 0
            assert page.get_by_text(text("mishap")).count() == 0
            assert page.evaluate("window.ran") is None


def ask(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.headers.get("content-type", ""), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("content-type", ""), error.read()


def test_path_traversal_reaches_no_file(server: str) -> None:
    paths = (
        *("../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/pyproject.toml", "figures.csv/../x"),
        *("....//pyproject.toml", "/etc/passwd", "%2fetc%2fpasswd", "figures/..%2f..%2fx.txt"),
        *("figures.csv%00.txt", "data/figures.yaml", ".git/config", "figures/../../x.jsonld"),
    )
    for path in paths:
        status, kind, body = ask(f"{server}/api/{path}")
        assert status in (400, 404), (path, status)
        if kind:  # Streamlit itself refuses the worst, without a word
            assert kind.startswith("application/problem+json"), (path, kind)
            assert "title" in json.loads(body)
        assert b"root:" not in body
        assert b"build-system" not in body


def test_an_oversized_header_is_refused(server: str) -> None:
    request = urllib.request.Request(f"{server}/api/figures.csv", headers={"X-Big": "x" * 200_000})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            status = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
    except (ConnectionError, urllib.error.URLError):
        status = 0  # the server hung up, which is an answer as well
    assert status in (0, 400, 431)
    assert ask(f"{server}/api/figures.csv")[0] == 200, "and goes on serving"


def test_no_site_around_a_page_commands_it(page: Page, server: str) -> None:
    config = page.request.get(f"{server}/_stcore/host-config")
    assert config.json()["allowedOrigins"] == []
