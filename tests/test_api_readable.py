"""The address of a citation, opened in a browser: a page that says what its linked data say.

Of dashboard/server: api_readable, api_things.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from dashboard.server import api_readable
from etl.core.days import parse_period
from etl.core.model import Qualifier, Quantity
from etl.tables.export import citation
from tests.api_server import Served, served
from tests.exporting import book

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FIGURE = "/api/figures/syl-exports-2019.jsonld"
SOURCE = "/api/sources/ministry-2020-02-11.jsonld"


@pytest.fixture(scope="module")
def api() -> Iterator[Served]:
    with served() as made:
        yield made


def test_a_browser_gets_a_page_and_a_program_linked_data(api: Served) -> None:
    for path in (FIGURE, SOURCE):
        read = api.ask(path, Accept=BROWSER)
        assert read.headers["content-type"] == "text/html; charset=utf-8"
        (inner,) = re.findall(r"<pre>(.*?)</pre>", read.text, re.S)
        for accept in ("application/ld+json", "*/*", f"application/ld+json, {BROWSER}"):
            answer = api.ask(path, Accept=accept)
            assert answer.headers["content-type"] == "application/ld+json", accept
            assert answer.headers["vary"].startswith("Accept, "), "no cache mixes the two"
            assert read.headers["vary"].startswith("Accept, ")
            assert answer.headers["etag"] != read.headers["etag"]
            assert answer.json == json.loads(unescape(inner)), "and the page has them too"


def test_the_page_of_a_figure_says_what_was_stated_where(api: Served) -> None:
    figure = book().figures["syl-exports-2019"]
    source = book().sources[figure.source]
    page = unescape(api.ask(FIGURE, Accept=BROWSER).text)
    assert f"<h1>Exports, Syldavia, 2019: {figure.as_stated}</h1>" in page
    assert f"<dd>Paragraph {figure.paragraph}</dd>" in page
    assert source.title in page
    assert api.ask(FIGURE.replace("jsonld", "txt")).text.strip() in page, "how to cite it"
    assert 'href="/?figure=syl-exports-2019"' in page, "the way to its card"


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        ("more_than", "more than 8,000,000,000"),
        ("less_than", "0 to less than 8,000,000,000"),
        ("at_least", "at least 8,000,000,000"),
        ("at_most", "0 to 8,000,000,000"),
        ("exact", "7,500,000,000 to 8,500,000,000"),
    ],
)
def test_an_end_that_the_words_exclude_is_not_allowed(
    api: Served, qualifier: Qualifier, said: str
) -> None:
    made = book()
    figure = made.figures["syl-exports-2019"]._replace(
        quantity=Quantity(Decimal(8), 9, "USD"), precision=None, qualifier=qualifier
    )
    api.show(made._replace(figures={figure.id: figure}))
    page = api.ask(FIGURE, Accept=BROWSER).text
    api.show(book())
    assert f"<dt>Allowed by the wording</dt><dd>{said}</dd>" in page


def test_a_page_says_what_was_taken_back_and_what_corrects_it() -> None:
    small = book()
    plain = small.figures["syl-growth-2019"]
    gone = plain._replace(retracted=date(2020, 5, 1), retracted_reason="A slip.", status="target")
    newer = plain._replace(id="newer", supersedes=plain.id, base=parse_period("2013"))
    both = small._replace(figures={gone.id: gone, newer.id: newer})
    cited = citation.of_figure(both, gone)
    page = unescape(api_readable.figure((both, gone), cited, b"{}", "/").decode())
    said = "+16.9%, target, retracted by its source on 2020-05-01, corrected by newer"
    assert f"<h1>Growth, Syldavia, 2019: {said}</h1>" in page
    assert "<dt>Retracted by its source</dt><dd>2020-05-01: A slip.</dd>" in page
    assert "<dt>What the source says that it is</dt><dd>target</dd>" in page
    assert '<a href="newer.jsonld">The figure newer</a>' in page
    page = unescape(api_readable.figure((both, newer), cited, b"{}", "/").decode())
    assert "<dt>Measured against</dt><dd>2013</dd>" in page
    assert '<a href="syl-growth-2019.jsonld">The figure syl-growth-2019</a>' in page
    assert "Retracted by its source</dt>" not in page
    source = small.sources[plain.source]
    listed = api_readable.source(source, [(both, gone), (both, newer)], b"{}").decode()
    assert (
        f'<a href="../figures/syl-growth-2019.jsonld">Growth, Syldavia, 2019: {said}</a>' in listed
    )
    assert b"</main>" in api_readable.source(source, [], b"{}"), "a source without figures"


def test_every_address_of_a_page_leads_on(api: Served) -> None:
    for path in (FIGURE, SOURCE):
        links = re.findall(r'href="(\.\.[^"]*|[^"/?]*)"', api.ask(path, Accept=BROWSER).text)
        assert links
        for link in links:
            there = urlsplit(urljoin(f"{api.address}{path}", unescape(link))).path
            assert api.ask(there).status == 200, there


def test_words_of_a_book_are_no_markup(api: Served) -> None:
    made = book()
    figure = made.figures["syl-exports-2019"]._replace(as_stated="<b>16</b> & more")
    api.show(made._replace(figures={figure.id: figure}))
    page = api.ask(FIGURE, Accept=BROWSER).text
    api.show(book())
    assert "<b>" not in page
    assert "&lt;b&gt;16&lt;/b&gt; &amp; more" in page
