"""The data at their addresses, asked for over a real connection.

Of dashboard/server: api_answers, api_feed.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import duckdb
import pandas as pd
import pytest

from dashboard.server import api_filters, settings
from dashboard.server.api import _THREADS, SIGNPOSTS
from dashboard.server.reconciling import StillTestingError
from etl.book.load import load
from etl.tables.export.package import Package, extra
from etl.tables.frames import reference_tables
from tests.api_server import Served, served
from tests.conftest import ROOT
from tests.exporting import VERDICTS, book, changed, official, with_official


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as made:
        yield made


@pytest.fixture
def api(server: Served) -> Iterator[Served]:
    """The server with the small book, whatever a test makes of it."""
    server.show(book())
    yield server
    server.show(book())


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("figures.csv", "text/csv; charset=utf-8; header=present"),
        ("trade.csv", "text/csv; charset=utf-8; header=present"),
        ("sources.json", "application/json"),
        ("figures.parquet", "application/vnd.apache.parquet"),
        ("verdicts.csv", "text/csv; charset=utf-8; header=present"),
        ("datapackage.json", "application/json"),
        ("dataset.jsonld", "application/ld+json"),
        ("provenance.jsonld", "application/ld+json"),
        ("figures.sdmx.csv", "application/vnd.sdmx.data+csv; version=2.0.0"),
        ("figures.sdmx.xml", "application/vnd.sdmx.structure+xml; version=3.0.0"),
        ("borduria.zip", "application/zip"),
        (
            "borduria.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("README.md", "text/markdown; charset=utf-8"),
        ("citation.bib", "application/x-bibtex; charset=utf-8"),
        ("figures.txt", "text/plain; charset=utf-8"),
        ("figures.csl.json", "application/vnd.citationstyles.csl+json"),
        ("figures/syl-exports-2019.jsonld", "application/ld+json"),
        ("sources/ministry-2020-02-11.jsonld", "application/ld+json"),
        ("figures/syl-exports-2019.bib", "application/x-bibtex; charset=utf-8"),
    ],
)
def test_an_address_has_its_content_type(api: Served, path: str, media: str) -> None:
    answer = api.ask(f"/api/{path}")
    assert (answer.status, answer.headers["content-type"]) == (200, media)
    assert int(answer.headers["content-length"]) == len(answer.body) > 0


def test_what_is_served_is_what_a_build_writes(api: Served) -> None:
    package = Package(book(), extra([VERDICTS]))
    for name in package.names():
        assert api.ask(f"/api/{name}").body == package.file(name), name


def test_the_data_package_holds_for_what_is_served(api: Served) -> None:
    for resource in json.loads(api.ask("/api/datapackage.json").body)["resources"]:
        data = api.ask(f"/api/{resource['path']}").body
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("partner=SYL&indicator=exports", ["syl-exports-2019"]),
        ("indicator=exports&indicator=rank", ["syl-exports-2019", "syl-rank-2019"]),
        ("topic=companies", ["syl-companies-2020-02-11"]),
        ("source=ministry-2020-02-11&qualifier=approximately", ["syl-companies-2020-02-11"]),
        ("source_id=ministry-2020-02-11&paragraph=4", ["syl-exports-2019", "syl-growth-2019"]),
        ("year=2020", ["syl-companies-2020-02-11"]),
        ("year=1066", []),
        ("years=2020&years=2024", ["syl-companies-2020-02-11"]),
        ("years=2020", ["syl-companies-2020-02-11"]),
        ("period_end=2020-02-11", ["syl-companies-2020-02-11"]),
        ("authority=national%20statistics%20office", ["syl-exports-2019"]),
        ("authority=&year=2020", ["syl-companies-2020-02-11"]),
        ("figure=syl-share-2019", ["syl-share-2019"]),
    ],
)
def test_parameters_choose_rows(api: Served, query: str, expected: list[str]) -> None:
    answer = api.ask(f"/api/figures.csv?{query}")
    assert answer.status == 200
    assert [row["figure_id"] for row in answer.rows] == expected
    objects = json.loads(api.ask(f"/api/figures.json?{query}").body)
    assert [row["figure_id"] for row in objects] == expected


@pytest.mark.parametrize(
    "address",
    [
        "trade.csv?period=2009",
        "trade.csv?period=2019-01/2019-06",
        "events.csv?date=2011-05",
        "trade.csv?unit=GBP",
        "trade.csv?unit=count",
        "trade.csv?figure=syl-companies-2020-02-11",
        "verdicts.csv?figure=syl-rank-2019",
        "verdicts.csv?figure_id=official-syl-exports-2018",
        "companies.csv?topic=trade",
        "figures.csv?reporter=WLD",
        "figures.csv?source=office-2021",
        "figures.csv?authority=nobody",
        "figures.csv?as_stated=12",
        "reference_sources.csv?publisher=nobody",
        "areas.csv?part_of=SYL",
    ],
)
def test_what_could_be_but_is_not_today_gives_no_rows(api: Served, address: str) -> None:
    api.package = Package(book(), extra([VERDICTS, *reference_tables(official())], official()))
    answer = api.ask(f"/api/{address}")
    assert (answer.status, answer.rows) == (200, [])


def test_a_unit_that_there_is_not_is_refused_with_a_hint(api: Served) -> None:
    found = api.ask("/api/trade.csv?unit=percnt").problem
    assert found["detail"].startswith(
        'unit cannot be "percnt"; did you mean percent? Allowed: percent, rank, count, times, '
    )
    assert api.ask("/api/trade.csv?unit=currency").status == 400, "an amount is in one of them"
    assert api.ask("/api/indicators.csv?unit=currency").status == 200


def test_no_row_leaves_the_header(api: Served) -> None:
    answer = api.ask("/api/figures.csv?year=1066")
    assert answer.body.startswith(b"figure_id,indicator,topic,")
    assert answer.body.count(b"\r\n") == 1


def test_a_window_of_years_is_chosen_by_any_year_in_it(api: Served) -> None:
    api.show(changed("date: 2018-05\n", "date: 2016/2018-05\n"))
    for year, number in ((2015, 0), (2016, 1), (2017, 1), (2018, 1), (2019, 0)):
        assert len(api.ask(f"/api/events.csv?years={year}").rows) == number, year


def test_a_period_without_a_start_may_be_of_any_year_up_to_its_end(api: Served) -> None:
    forms, _ = load((ROOT / "tests" / "examples" / "forms.yaml").read_bytes())
    api.show(forms)
    for year, number in ((1066, 1), (2003, 1), (2024, 1), (2025, 0)):
        rows = api.ask(f"/api/figures.csv?figure=no-start&years={year}").rows
        assert len(rows) == number, year


def test_events_are_chosen_by_the_years_that_they_touch(api: Served) -> None:
    assert len(api.ask("/api/events.csv?years=2018&years=2018").rows) == 1
    assert len(api.ask("/api/events.csv?years=2019&years=2020").rows) == 0


@pytest.mark.parametrize(
    ("path", "detail", "parameter", "allowed"),
    [
        (
            "figures.csv?partner=SIL",
            'partner cannot be "SIL"; did you mean SYL? Allowed: BOR, SYL, WLD.',
            "partner",
            ["BOR", "SYL", "WLD"],
        ),
        (
            "figures.json?qualifier=rouhgly",
            'qualifier cannot be "rouhgly". Allowed: '
            "exact, approximately, more_than, at_least, less_than, at_most.",
            "qualifier",
            ["exact", "approximately", "more_than", "at_least", "less_than", "at_most"],
        ),
        (
            "figures.parquet?topic=trad",
            'topic cannot be "trad"; did you mean trade? Allowed: trade, companies.',
            "topic",
            ["trade", "companies"],
        ),
        ("figures.csv?year=last", 'year is a year of four digits, not "last".', "year", None),
        ("figures.csv?year=", 'year is a year of four digits, not "".', "year", None),
        ("figures.csv?year=02012", 'year is a year of four digits, not "02012".', "year", None),
        ("figures.csv?year=%D9%A2%D9%A0%D9%A1%D9%A2", "year is a year of four", "year", None),
        ("figures.csv?paragraph=04", 'paragraph is a whole number, not "04".', "paragraph", None),
        (
            "figures.csv?published=20240625",
            'published is a day like 2024-06-25, not "20240625".',
            "published",
            None,
        ),
        (
            "figures.csv?published=2024-W26-2",
            'published is a day like 2024-06-25, not "2024-W26-2".',
            "published",
            None,
        ),
        (
            "figures.csv?published=2024-02-30",
            'published is a day like 2024-06-25, not "2024-02-30".',
            "published",
            None,
        ),
        (
            "figures.csv?period=2022-H1",
            'period is a period like 2023, 2022-S1 or 2024-01/2024-04, not "2022-H1".',
            "period",
            None,
        ),
        (
            "events.csv?date=May",
            'date is a period like 2023, 2022-S1 or 2024-01/2024-04, not "May".',
            "date",
            None,
        ),
        (
            "figures.csv?figure=syl-export-2019",
            'figure cannot be "syl-export-2019"; did you mean syl-exports-2019? Allowed: '
            "syl-exports-2019, syl-growth-2019, syl-share-2019, syl-rank-2019, "
            "syl-companies-2020-02-11.",
            "figure",
            [
                *("syl-exports-2019", "syl-growth-2019", "syl-share-2019", "syl-rank-2019"),
                "syl-companies-2020-02-11",
            ],
        ),
        (
            "figures.csv?published=11.2.2020",
            'published is a day like 2024-06-25, not "11.2.2020".',
            "published",
            None,
        ),
        (
            "figures.csv?years=2020&years=2019",
            "years: the first year 2020 is after the last year 2019.",
            "years",
            None,
        ),
        (
            "figures.csv?years=2019&years=x",
            'years is given twice, the first and the last year (found "2019", "x").',
            "years",
            None,
        ),
        ("datapackage.json?year=2019", "/api/datapackage.json takes no parameters.", "year", None),
        ("figures.bib?year=2019", "/api/figures.bib takes no parameters.", "year", None),
        (
            "figures/syl-rank-2019.txt?x=1",
            "/api/figures/syl-rank-2019.txt takes no parameters.",
            "x",
            None,
        ),
    ],
)
def test_a_wrong_parameter_is_a_problem(
    api: Served, path: str, detail: str, parameter: str, allowed: list[str] | None
) -> None:
    answer = api.ask(f"/api/{path}")
    assert answer.status == 400
    found = answer.problem
    assert found["title"] == "Bad Request"
    assert found["detail"].startswith(detail)
    assert found["instance"] == f"/api/{path.partition('?')[0]}"
    assert found["parameter"] == parameter
    assert found.get("allowed") == allowed


def test_a_problem_below_a_sub_path_names_the_address_that_was_asked_for(
    api: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    for public, base in (("https://data.example.org/x", ""), ("", "/x")):
        chosen = settings.current()._replace(public_url=public, base_path=base)
        monkeypatch.setattr(settings, "current", lambda chosen=chosen: chosen)
        found = api.ask("/api/nothing.csv").problem
        assert found["instance"] == "/x/api/nothing.csv"
        assert f" {public or base}/api/datapackage.json lists all tables." in found["detail"]
        monkeypatch.undo()


def test_an_unknown_parameter_is_a_problem_with_those_that_there_are(api: Served) -> None:
    found = api.ask("/api/figures.csv?indikator=exports").problem
    assert found["detail"] == 'There is no parameter "indikator"; did you mean indicator?'
    assert {"partner", "indicator", "topic", "source", "year", "years"} <= set(found["allowed"])
    assert "value" in found["allowed"], "an amount can be compared"
    found = api.ask("/api/indicators.csv?years=2019").problem
    assert found["detail"] == 'There is no parameter "years".'


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/api/figurs.csv", 'There is no table "figurs"; did you mean figures? /api/'),
        ("/api/a/b/c", 'There is no table "a/b/c".'),
        ("/api/../etc/passwd", 'There is no table "'),
        ("/api/figures.xls", 'The table figures is not served as "xls". It is served as figures.'),
        ("/api/figures/nobody.txt", 'There is no figure "nobody"'),
        ("/api/figures/nobody", 'There is no figure "nobody"'),
        ("/api/figures/syl-rank-2019.", "A figure is served as syl-rank-2019.jsonld, "),
        ("/api/sources/ministri-2020-02-11", 'There is no source "ministri-2020-02-11"; did you'),
        (
            "/api/sources/ministry-2020-02-11.txt",
            "A source is served as ministry-2020-02-11.jsonld.",
        ),
        ("/api/%00%ff%3Cscript%3E", 'There is no table "'),
        ("/api/%0d%0aSet-Cookie:%20a=b", 'There is no table "\\u000d\\u000aSet-Cookie: a=b"'),
        ("/api/figures.csv%0a", 'The table figures is not served as "csv\\u000a".'),
    ],
)
def test_what_does_not_exist_is_a_problem_and_not_the_app(
    api: Served, path: str, detail: str
) -> None:
    answer = api.ask(path)
    assert answer.status == 404
    assert answer.problem["detail"].startswith(detail)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "TRACE", "X" * 90]
)
@pytest.mark.parametrize("path", ["/api", "/api/figures.csv"])
def test_data_are_read_only(api: Served, method: str, path: str) -> None:
    answer = api.ask(path, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["access-control-allow-origin"] == "*"
    detail = f"{method[:20]} is not possible here: the data are read only."
    assert answer.problem["detail"] == detail
    assert answer.problem["title"] == "Method Not Allowed"


@pytest.mark.parametrize("path", ["figures.csv", "figures.parquet", "figures.csv?year=2020"])
def test_head_has_the_headers_of_get_and_no_body(api: Served, path: str) -> None:
    got, head = api.ask(f"/api/{path}"), api.ask(f"/api/{path}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "content-type", "etag", "access-control-allow-origin"):
        assert head.headers[name] == got.headers[name]


def test_head_takes_no_range(api: Served) -> None:
    assert api.ask("/api/figures.parquet", "HEAD", Range="bytes=0-3").status == 200


def test_what_the_reader_has_is_not_sent_again(api: Served) -> None:
    tag = api.ask("/api/figures.csv").headers["etag"]
    for named in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = api.ask("/api/figures.csv", If_None_Match=named)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["cache-control"] == "no-cache"
    assert api.ask("/api/figures.csv", If_None_Match='"other"').status == 200
    assert api.ask("/api/figures.csv?year=2020", If_None_Match=tag).status == 200


def test_a_changed_figure_changes_what_is_served_and_its_tag(api: Served) -> None:
    before = api.ask("/api/figures.csv")
    api.show(changed("about 270", "About 270"))
    after = api.ask("/api/figures.csv", If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert b"About 270" in after.body
    assert b"About 270" not in before.body


def test_without_good_figures_the_answer_says_so(api: Served) -> None:
    api.show(None)
    answer = api.ask("/api/figures.csv")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert answer.problem["title"] == "Service Unavailable"


def test_what_is_still_being_tested_is_worth_asking_for_again(
    api: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def testing(_: Package, name: str) -> bytes:
        raise StillTestingError

    monkeypatch.setattr("dashboard.server.api._LOOK", 0.0)
    monkeypatch.setattr(Package, "file", testing)
    answer = api.ask("/api/figures.csv")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert answer.problem["detail"] == (
        "The figures are still being tested against one another: ask again soon."
    )


def test_who_waits_for_what_is_being_tested_holds_no_thread(
    api: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    tested, asked, many = threading.Event(), threading.Semaphore(0), 2 * _THREADS

    def testing(_: Package, name: str) -> bytes:
        asked.release()
        if tested.is_set():
            return b"tested"
        raise StillTestingError

    monkeypatch.setattr("dashboard.server.api._LOOKS", 10_000)
    monkeypatch.setattr(Package, "file", testing)
    with ThreadPoolExecutor(many) as pool:
        waiting = [pool.submit(api.ask, "/api/figures.csv") for _ in range(many)]
        try:
            assert all(asked.acquire(timeout=60) for _ in range(2 * many))
            assert api.ask("/api/figures.json?limit=1").status == 200
        finally:
            tested.set()
        assert {answer.result(60).body for answer in waiting} == {b"tested"}


def test_a_mistake_of_the_server_is_a_problem_that_tells_nothing(
    api: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Package, name: str) -> bytes:
        raise OSError("/secret/place")

    monkeypatch.setattr(Package, "file", broken)
    answer = api.ask("/api/figures.csv")
    assert answer.status == 500
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.problem == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "The server has made a mistake. It is noted in its log.",
        "instance": "/api/figures.csv",
    }
    assert 'no answer to GET "/api/figures.csv"' in caplog.text
    assert "/secret/place" in caplog.text


def test_other_sites_may_read(api: Served) -> None:
    for path in ("/api/figures.csv", "/api/nothing"):
        assert api.ask(path).headers["access-control-allow-origin"] == "*"
    asked = api.ask("/api/figures.csv", "OPTIONS", Access_Control_Request_Method="GET")
    assert (asked.status, asked.body) == (204, b"")
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in asked.headers["access-control-allow-headers"]


def test_an_answer_is_compressed_for_who_can_read_it(api: Served) -> None:
    plain = api.ask("/api/figures.csv").body
    packed = api.ask("/api/figures.csv", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain


def test_each_coding_has_a_tag_of_its_own(api: Served) -> None:
    for name in ("figures.parquet", "borduria.zip", "borduria.xlsx"):
        packed = api.ask(f"/api/{name}", Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "identity", "it is compressed already"
        assert "-gzip" not in packed.headers["etag"]
    for name in ("figures.csv", "figures.txt"):
        path = f"/api/{name}"
        plain, packed = api.ask(path), api.ask(path, Accept_Encoding="gzip")
        digest = plain.headers["etag"].strip('"')
        assert packed.headers["etag"] == f'"{digest}-gzip"'
        assert gzip.decompress(packed.body) == plain.body
        assert api.ask(path, If_None_Match=packed.headers["etag"]).status == 200
        for accepted, tag in (("gzip", packed.headers["etag"]), ("br", plain.headers["etag"])):
            again = api.ask(path, Accept_Encoding=accepted, If_None_Match=tag)
            assert (again.status, again.headers["etag"]) == (304, tag)
            assert "content-encoding" not in again.headers


def test_a_coding_of_weight_0_is_not_sent(api: Served) -> None:
    plain = api.ask("/api/figures.csv")
    refused = api.ask("/api/figures.csv", Accept_Encoding="gzip;q=0, br")
    assert refused.body == plain.body
    assert refused.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize(
    ("path", "method", "status", "sent"),
    [
        ("figures.csv", "GET", 200, {}),
        ("figures.csv", "GET", 200, {"Accept_Encoding": "gzip"}),
        ("figures.csv", "HEAD", 200, {"Accept_Encoding": "gzip"}),
        ("figures.csv", "GET", 304, {"If_None_Match": "*"}),
        ("figures.csv", "GET", 206, {"Range": "bytes=0-3"}),
        ("figures.csv", "GET", 416, {"Range": "bytes=99999999-"}),
        ("figures.csv", "OPTIONS", 204, {}),
        ("figures.csv", "POST", 405, {}),
        ("figures.csv?year=x", "GET", 400, {}),
        ("nothing", "GET", 404, {"Accept_Encoding": "gzip"}),
    ],
)
def test_caches_are_told_what_an_answer_depends_on(
    api: Served, path: str, method: str, status: int, sent: dict[str, str]
) -> None:
    answer = api.ask(f"/api/{path}", method, **sent)
    assert answer.status == status
    assert set(answer.headers["vary"].split(", ")) == {"Accept-Encoding"}


def test_several_lines_of_tags_are_read_together(api: Served) -> None:
    tag = api.ask("/api/figures.csv").headers["etag"]
    connection = HTTPConnection("127.0.0.1", api.port, timeout=20)
    try:
        connection.putrequest("GET", "/api/figures.csv")
        connection.putheader("If-None-Match", '"other"')
        connection.putheader("If-None-Match", tag)
        connection.endheaders()
        assert connection.getresponse().status == 304
    finally:
        connection.close()


def test_a_part_is_never_compressed_nor_joined_to_what_is(api: Served) -> None:
    path = "/api/figures.csv"
    plain, packed = api.ask(path), api.ask(path, Accept_Encoding="gzip")
    part = api.ask(path, Accept_Encoding="gzip", Range="bytes=100-1199")
    assert (part.status, part.body) == (206, plain.body[100:1200])
    assert part.headers["etag"] == plain.headers["etag"]
    assert "content-encoding" not in part.headers
    for tag, status in ((plain.headers["etag"], 206), (packed.headers["etag"], 200)):
        more = {"Accept_Encoding": "gzip", "Range": "bytes=100-", "If_Range": tag}
        assert api.ask(path, **more).status == status


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-3", 0, 4), ("bytes=-8", -8, None), ("bytes=100-", 100, None)],
)
def test_a_part_of_a_file_is_served(api: Served, asked: str, start: int, end: int | None) -> None:
    whole = api.ask("/api/figures.parquet").body
    part = api.ask("/api/figures.parquet", Range=asked)
    assert (part.status, part.body) == (206, whole[start:end])
    first = start % len(whole)
    last = first + len(part.body) - 1
    assert part.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"


def test_a_part_that_is_not_there_or_not_asked_for_rightly(api: Served) -> None:
    whole = api.ask("/api/figures.parquet")
    beyond = api.ask("/api/figures.parquet", Range="bytes=99999999-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(whole.body)}")
    for asked in ("bytes=-", "lines=0-3", "bytes=0-1,5-6", "bytes=50-10", f"bytes={'9' * 5000}-"):
        assert api.ask("/api/figures.parquet", Range=asked).status == 200, asked[:20]
    other = api.ask("/api/figures.parquet", Range="bytes=0-3", If_Range='"older"')
    assert (other.status, other.body) == (200, whole.body)


@pytest.fixture
def public() -> Iterator[str]:
    """The server has an address for readers."""
    before, address = settings.current(), "https://data.example.org/attested"
    settings.use(before._replace(public_url=address))
    yield address
    settings.use(before)


def test_a_citation_says_where_the_data_are(api: Served, public: str) -> None:
    text = api.ask("/api/figures.txt").body.decode()
    assert text.endswith(f" {public}/api/figures.csv\n")
    (item,) = json.loads(api.ask("/api/figures/syl-rank-2019.csl.json").body)
    assert item["URL"] == f"{public}/api/figures/syl-rank-2019.jsonld"
    (item,) = json.loads(api.ask("/api/citation.csl.json").body)
    assert item["URL"] == f"{public}/api/dataset.jsonld"
    for ending, line in {
        "txt": f" {public}/api/dataset.jsonld\n",
        "ris": f"UR  - {public}/api/dataset.jsonld\n",
        "bib": f"url = {{{public}/api/dataset.jsonld}}",
    }.items():
        assert line in api.ask(f"/api/citation.{ending}").text.replace("\r\n", "\n"), ending


def test_a_host_that_a_request_names_is_not_repeated(api: Served) -> None:
    for path in ("figures.txt", "citation.txt", "figures/syl-rank-2019.bib", "", "openapi.json"):
        answer = api.ask(f"/api/{path}", Host="evil.example.org")
        assert b"evil" not in answer.body
        assert "evil" not in str(answer.headers)
    assert api.ask("/api/figures.txt").body.decode().endswith("Licence CC0-1.0.\n")


def test_an_official_figure_is_cited_and_has_its_provenance(api: Served) -> None:
    api.package = with_official()
    path = "/api/figures/official-syl-exports-2018"
    assert api.ask(f"{path}.txt").body.decode() == (
        "Attested contributors (2021). Exports, Syldavia, 2018: 3412345678. In: Trade of Borduria "
        "(version 1.0.0) [data set]. As stated in: Trade by country, Statistics Office, "
        "2021-03-01. Licence CC0-1.0.\n"
    )
    assert api.ask(f"{path}.bib").body.startswith(b"@misc{borduria-official-syl-exports-2018,")
    (item,) = json.loads(api.ask(f"{path}.csl.json").body)
    assert item["issued"] == {"date-parts": [[2021]]}
    nodes = json.loads(api.ask(f"{path}.jsonld").body)["@graph"]
    assert [node["@id"] for node in nodes] == [
        "figures/official-syl-exports-2018",
        "sources/office-2021",
    ]
    assert b"Trade by country" in api.ask("/api/reference.txt").body


def test_what_linked_data_names_has_an_address(api: Served) -> None:
    api.package = with_official()
    base = f"{api.address}/api/"
    for node in json.loads(api.ask("/api/provenance.jsonld").body)["@graph"]:
        path = urlsplit(urljoin(base, node["@id"])).path
        answer = api.ask(path)
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (303, "*"), path
        there = urljoin(f"{api.address}{path}", answer.headers["location"])
        said = json.loads(api.ask(urlsplit(there).path).body)
        inner = urljoin(there, said["@context"]["@base"])
        named = {urljoin(inner, part["@id"]): part for part in said["@graph"]}
        assert named[urljoin(base, node["@id"])] == node, "and there it is told the same"


def test_an_official_figure_is_hinted_at(api: Served) -> None:
    api.package = with_official()
    found = api.ask("/api/figures/official-syl-export-2018.txt").problem
    assert found["detail"].endswith("; did you mean official-syl-exports-2018?")


def test_a_hint_is_not_looked_for_among_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def nearest(_: str, known: Iterable[str]) -> str:
        compared.extend(known)
        return ""

    monkeypatch.setattr(api_filters, "nearest", nearest)
    assert api_filters.hint("x", map(str, range(100_000))) == "."
    assert len(compared) == 2_000


def test_a_source_without_figures_is_described(api: Served) -> None:
    api.show(book()._replace(figures={}))
    (node,) = json.loads(api.ask("/api/sources/ministry-2020-02-11.jsonld").body)["@graph"]
    assert node["dcterms:title"] == "A ministry on trade"


def test_signposts_lead_to_what_is_served(api: Served) -> None:
    for part in SIGNPOSTS.split(", "):
        path = part.partition(">")[0].removeprefix("<")
        assert f'type="{api.ask(path).headers["content-type"]}"' in part


def test_pandas_reads_an_address(api: Served) -> None:
    frame = pd.read_csv(f"{api.address}/api/figures.csv?indicator=exports")
    assert frame[["figure_id", "value", "paragraph"]].to_numpy().tolist() == [
        ["syl-exports-2019", 3400000000, 4]
    ]
    frame = pd.read_json(f"{api.address}/api/figures.json")
    assert frame["value"].tolist() == [3.4e9, 16.9, 12, 3, 270]


def test_a_plain_reader_of_csv_reads_an_address(api: Served) -> None:
    """As read.csv of R does: one text, a header, commas, quotation marks doubled."""
    with urllib.request.urlopen(f"{api.address}/api/sources.csv", timeout=20) as answer:
        text = io.TextIOWrapper(answer, encoding="utf-8", newline="")
        header, row = csv.reader(text)
    assert header[:4] == ["source_id", "document", "sha256", "title"]
    assert row[3] == "A ministry on trade"


def test_duckdb_reads_the_parquet_that_is_served(api: Served, tmp_path: Path) -> None:
    """From a file: reading the address itself needs an extension that DuckDB would download."""
    path = tmp_path / "part.parquet"
    path.write_bytes(api.ask("/api/figures.parquet?topic=companies").body)
    with duckdb.connect() as connection:
        found = connection.execute(
            "select figure_id, value, low, high from read_parquet(?)", [str(path)]
        ).fetchall()
    assert found == [("syl-companies-2020-02-11", 270.0, 260.0, 280.0)]


def test_urllib_sees_a_problem_as_an_error(api: Served) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{api.address}/api/nothing.csv", timeout=20)
    assert json.load(caught.value)["status"] == 404
    caught.value.close()
