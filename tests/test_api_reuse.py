"""What reusers ask of the API: parts, order, columns, comparisons, formats and its description.

Of dashboard/server: api_accept, api_filters, api_openapi, api_place, api_shape.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import jsonschema
import openpyxl
import pandas as pd
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dashboard.server import settings
from dashboard.server.api_filters import YEARS
from dashboard.server.api_shape import SHAPES
from etl.tables.declared import CHANGES, COVERAGE, FINDINGS, RANGES
from etl.tables.export.package import Package, extra
from etl.tables.frames import reference_tables
from tests.api_server import Served, served
from tests.exporting import VERDICTS, book, official


@pytest.fixture(scope="module")
def client() -> Iterator[Served]:
    with served() as made:
        made.package = everything()
        yield made


def everything() -> Package:
    return Package(book(), extra([VERDICTS, *reference_tables(official())], official()))


def ids(client: Served, query: str) -> list[str]:
    answer = client.ask(f"/api/figures.json?{query}")
    assert answer.status == 200, answer.text
    return [row["figure_id"].removeprefix("syl-") for row in answer.json]


EVERY = ["exports-2019", "growth-2019", "share-2019", "rank-2019", "companies-2020-02-11"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("value>=270", ["exports-2019", "companies-2020-02-11"]),
        ("value>270", ["exports-2019"]),
        ("value<=3", ["rank-2019"]),
        ("value<3", []),
        ("value>=1e1&value<2E1", ["growth-2019", "share-2019"]),
        ("value=16.9", ["growth-2019"]),
        ("value=16.90&value=3", ["growth-2019", "rank-2019"]),
        ("value!=3", [name for name in EVERY if name != "rank-2019"]),
        ("high=", ["exports-2019"]),
        ("high>=0", [name for name in EVERY if name != "exports-2019"]),
        ("period_start>=2020-01-01", ["companies-2020-02-11"]),
        ("period_start<2020-01-01", EVERY[:4]),
        ("year>2019", ["companies-2020-02-11"]),
        ("paragraph<=4", ["exports-2019", "growth-2019"]),
        ("indicator!=exports&topic=trade", ["growth-2019", "share-2019", "rank-2019"]),
        ("indicator!=exports&indicator!=rank&topic=trade", ["growth-2019", "share-2019"]),
        ("indicator=exports,rank", ["exports-2019", "rank-2019"]),
        ("indicator=exports,rank&unit=USD", ["exports-2019"]),
        ("authority!=national%20statistics%20office", EVERY[1:]),
        ("as_stated=more%20than%20$3.40%20billion", ["exports-2019"]),
        ("value%3E=270", ["exports-2019", "companies-2020-02-11"]),
        ("value%3E%3D=270", ["exports-2019", "companies-2020-02-11"]),
        ("value%3E%3D270", ["exports-2019", "companies-2020-02-11"]),
        ("value%3E270", ["exports-2019"]),
        ("value%21%3D3&unit%3Drank", []),
        ("topic%3Dtrade&indicator%21%3D=exports&unit=percent", ["growth-2019", "share-2019"]),
        ("year=2020,2021", ["companies-2020-02-11"]),
        ("years=2020,2024", ["companies-2020-02-11"]),
        ("period_end=2020-02-11,2021-01-01", ["companies-2020-02-11"]),
        ("period_end!=2020-02-11,2021-01-01", EVERY[:4]),
        ("period=2018,2019", EVERY[:4]),
        ("utm_source=mail&utm_medium=x&indicator=rank", ["rank-2019"]),
        ("utm_source=mail", EVERY),
        ("value>=1e12&partner=SYL", []),
        ("years=1066&indicator=rank", []),
        ("year=1066&years=2019&sort=-value", []),
    ],
)
def test_conditions_choose_rows(client: Served, query: str, expected: list[str]) -> None:
    assert ids(client, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=value", ["rank-2019", "share-2019", "growth-2019", "companies-2020-02-11"]),
        ("sort=-value", ["exports-2019", "companies-2020-02-11", "growth-2019", "share-2019"]),
        ("sort=-period_end,indicator", ["companies-2020-02-11", "exports-2019", "growth-2019"]),
        ("sort=high", ["rank-2019", "share-2019", "growth-2019", "companies-2020-02-11"]),
        ("sort=-high", ["companies-2020-02-11", "growth-2019", "share-2019", "rank-2019"]),
    ],
)
def test_rows_are_sorted_and_an_empty_cell_comes_last(
    client: Served, query: str, expected: list[str]
) -> None:
    found = ids(client, query)
    assert found[: len(expected)] == expected
    assert sorted(found) == sorted(EVERY)


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "xlsx"])
def test_a_table_without_rows_keeps_its_columns_whatever_chooses_among_them(
    client: Served, ending: str
) -> None:
    whole = client.ask(f"/api/figures.{ending}?year=1066")
    for more in ("partner=SYL", "value>=1", "years=2019", "value>=1&sort=value"):
        answer = client.ask(f"/api/figures.{ending}?year=1066&{more}")
        assert (answer.status, answer.headers["etag"]) == (200, whole.headers["etag"]), more
    assert client.ask(f"/api/units.{ending}?name=none").status == 200, "it has no rows at all"


def test_no_column_has_the_name_of_a_parameter_that_lays_out_an_answer() -> None:
    tables = [*everything().declared.values(), CHANGES, *FINDINGS, RANGES, COVERAGE]
    taken = {*SHAPES, YEARS}
    for table in tables:
        assert not taken & {field.name for field in table.fields}, table.name


def test_columns_come_as_they_are_asked_for(client: Served) -> None:
    answer = client.ask("/api/figures.csv?columns=value,figure,unit&indicator=growth")
    assert answer.text == "value,figure_id,unit\r\n16.9,syl-growth-2019,percent\r\n"
    assert client.ask("/api/figures.json?columns=year&limit=1").json == [{"year": 2019}]


def links(header: str) -> dict[str, str]:
    """Query of each link, by its relation."""
    parts = (part.partition(">; rel=") for part in header.split(", "))
    return {name.strip('"'): address.removeprefix("<?") for address, _, name in parts}


def test_pages_lead_to_one_another_and_have_every_row_once(client: Served) -> None:
    found: list[str] = []
    path = "/api/figures.csv?sort=figure_id&limit=2&topic=trade&topic=companies"
    first = client.ask(path)
    assert links(first.headers["link"]).keys() == {"first", "next", "last"}
    assert first.headers["x-total-count"] == "5"
    following = {"next": ""}
    while "next" in following:
        answer = client.ask(path)
        found += [row["figure_id"] for row in csv.DictReader(io.StringIO(answer.text))]
        following = links(answer.headers["link"])
        path = f"/api/figures.csv?{following.get('next')}"
    assert found == sorted(f"syl-{name}" for name in EVERY)
    assert following == {
        "first": "sort=figure_id&topic=trade&topic=companies&limit=2&offset=0",
        "prev": "sort=figure_id&topic=trade&topic=companies&limit=2&offset=2",
        "last": "sort=figure_id&topic=trade&topic=companies&limit=2&offset=4",
    }
    beyond = client.ask("/api/figures.csv?limit=2&offset=99")
    assert beyond.text.count("\r\n") == 1
    assert parse_qsl(links(beyond.headers["link"])["last"]) == [("limit", "2"), ("offset", "4")]
    assert parse_qsl(links(beyond.headers["link"])["prev"]) == [("limit", "2"), ("offset", "4")]
    rest = client.ask("/api/figures.csv?offset=1")
    assert ("link" in rest.headers, rest.headers["x-total-count"]) == (False, "5")


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("limit=0", "limit", "limit is at least 1."),
        ("limit=-1", "limit", 'limit is a whole number, not "-1".'),
        ("limit=all", "limit", 'limit is a whole number, not "all".'),
        ("offset=1.5", "offset", 'offset is a whole number, not "1.5".'),
        ("limit=1&limit=2", "limit", "limit is given once; several columns have commas."),
        ("sort=valu", "sort", 'sort: there is no column "valu"; did you mean value?'),
        ("sort=", "sort", 'sort: there is no column "".'),
        ("sort=value,-value", "sort", "sort names a column twice."),
        ("columns=figure,figure_id", "columns", "columns names a column twice."),
        ("columns=value,,unit", "columns", 'columns: there is no column "".'),
        ("bom=yes", "bom", 'bom is 1 or 0, not "yes".'),
        ("value>=much", "value", "value is a number like 16000000000, 1e9 or -3.5, not"),
        ("value>=1e999", "value", "value is a number like"),
        ("value>=NaN", "value", "value is a number like"),
        ("value>=", "value", "value>= needs something to compare with."),
        ("period_start>=2020", "period_start", "period_start is a day like 2024-06-25, not"),
        ("indicator>exports", "indicator", "indicator is a text: it can be equal or not (=, !=)"),
        ("indicator>=exp", "indicator", "indicator is a text: it can be equal or not (=, !=)"),
        ("indicator=exports,rnk", "indicator", 'indicator cannot be "rnk"; did you mean rank?'),
        ("years>=2019", "years", 'There is no parameter "years"'),
        ("years=2020,2021,2022", "years", "years is given twice, the first and the last year"),
        ("value=1,000", "value", "value is a number like 16000000000, 1e9 or -3.5 (several: value"),
        ("paragraph=3,4", "paragraph", "paragraph is a whole number (several: paragraph=1&para"),
        ("value!3", "value!3", 'There is no parameter "value!3"'),
        ("value!3=", "value!3", 'There is no parameter "value!3"'),
        ("limit=9999999999", "limit", "limit is a whole number of at most 9 digits, not"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(
    client: Served, query: str, parameter: str, detail: str
) -> None:
    answer = client.ask(f"/api/figures.csv?{query}")
    assert answer.status == 400
    assert answer.json["parameter"] == parameter
    assert answer.json["detail"].startswith(detail)


def test_excel_gets_a_byte_order_mark_where_it_asks(client: Served) -> None:
    plain = client.ask("/api/areas.csv").body
    assert client.ask("/api/areas.csv?bom=1").body == b"\xef\xbb\xbf" + plain
    assert client.ask("/api/areas.csv?bom=0").body == plain
    assert client.ask("/api/areas.json?bom=1").json == client.ask("/api/areas.json").json


def test_a_table_is_a_workbook_of_its_own(client: Served) -> None:
    answer = client.ask("/api/figures.xlsx?indicator=exports&columns=figure_id,value")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert book.sheetnames == ["figures", "About"]
    first = pd.read_excel(io.BytesIO(answer.body))
    assert first.to_dict("records") == [{"figure_id": "syl-exports-2019", "value": 3_400_000_000}]
    assert [[cell.value for cell in row] for row in book["figures"].iter_rows()] == [
        ["figure_id", "value"],
        ["syl-exports-2019", 3_400_000_000],
    ]
    whole = openpyxl.load_workbook(io.BytesIO(client.ask("/api/events.xlsx").body))
    assert whole["events"].max_row == 2


CSV, JSON = "text/csv", "application/json"
PARQUET = "application/vnd.apache.parquet"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, CSV),
        ("*/*", CSV),
        ("application/json", JSON),
        ("application/json;q=0.4, text/csv;q=0.3", JSON),
        ("text/html, application/xhtml+xml, */*;q=0.8", CSV),
        ("application/*", JSON),
        ("text/*;q=0.1, application/vnd.apache.parquet;q=0.2", PARQUET),
        ("text/csv;q=0, */*", JSON),
        ("text/csv;Q=0, */*", JSON),
        ("Application/JSON; charset=utf-8", JSON),
    ],
)
def test_a_table_without_an_ending_comes_as_the_client_accepts(
    client: Served, accept: str | None, media: str
) -> None:
    answer = client.ask("/api/figures?year=2020", **({"Accept": accept} if accept else {}))
    assert answer.headers["content-type"].partition(";")[0] == media
    assert {*answer.headers["vary"].split(", ")} == {"Accept", "Accept-Encoding"}
    ending = {CSV: "csv", JSON: "json", PARQUET: "parquet"}[media]
    assert answer.body == client.ask(f"/api/figures.{ending}?year=2020").body


def test_what_a_client_accepts_may_stand_in_several_lines(client: Served) -> None:
    connection = HTTPConnection("127.0.0.1", client.port, timeout=20)
    connection.putrequest("GET", "/api/figures?year=2020")
    for kind in ("image/png", JSON):
        connection.putheader("Accept", kind)
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, answer.headers["content-type"]) == (200, JSON)
    connection.close()


def test_a_chosen_format_has_an_address_of_its_own(client: Served) -> None:
    for path in ("figures?year=2020&columns=value%2Cunit", "changes"):
        answer = client.ask(f"/api/{path}", Accept=JSON)
        there = urljoin("/api/", answer.headers["content-location"])
        assert there.startswith(f"/api/{path.partition('?')[0]}.json")
        assert client.ask(there).body == answer.body
    assert client.ask("/api/changes").headers["content-type"].startswith(CSV)
    assert "content-location" not in client.ask("/api/figures.csv").headers


def test_where_nothing_can_be_chosen_it_is_said(client: Served) -> None:
    answer = client.ask("/api/units.csv?base=kilo")
    assert answer.json["detail"] == 'base cannot be "kilo". There is nothing to choose from.'


@pytest.mark.parametrize("accept", ["text/html", "image/*", "text/csv;q=0", "", "text/csv;q=x"])
def test_what_no_client_accepts_is_told_with_what_there_is(client: Served, accept: str) -> None:
    answer = client.ask("/api/figures", Accept=accept)
    assert answer.status == 406
    assert answer.json["allowed"][:2] == [CSV, JSON]


def test_nothing_is_reconciled_for_a_part_of_the_figures(client: Served) -> None:
    def never() -> Any:
        raise AssertionError("the findings were asked for")

    made = extra([VERDICTS, *reference_tables(official())], official())
    client.package = Package(book(), made._replace(make=never))
    for path in ("figures.csv", "trade.csv?year=2019", "reference.csv?source=office-2021"):
        assert client.ask(f"/api/{path}").status == 200, path
    client.package = everything()


def test_the_index_leads_to_everything(client: Served) -> None:
    for path, name in (("/api", "api/openapi.json"), ("/api/", "openapi.json")):
        answer = client.ask(path)
        assert answer.headers["content-type"] == JSON
        assert answer.headers["link"] == (
            f'<{name}>; rel="service-desc"; type="application/vnd.oai.openapi+json;version=3.1"'
        )
        content = answer.json
        assert content["title"] == "Trade of Borduria"
        assert content["licence"]["name"] == "CC0-1.0"
        assert [table["name"] for table in content["tables"]][:3] == [
            *("figures", "trade", "companies")
        ]
        addresses = [*content["files"], content["service_description"]]
        addresses += content["changes"].values()
        for table in content["tables"]:
            addresses += [*table["formats"].values(), *table["citations"].values()]
        described = client.ask("/api/openapi.json").json["paths"]
        for address in addresses:
            real = urljoin(path, address)
            assert client.ask(real).status == 200, address
            assert real.removeprefix("/api") in described, address


def test_the_index_begins_with_the_public_address_where_there_is_one(client: Served) -> None:
    before = settings.current()
    settings.use(before._replace(public_url="https://data.example.org/x"))
    try:
        content = client.ask("/api").json
        described = client.ask("/api/openapi.json").json
    finally:
        settings.use(before)
    assert content["files"][0] == "https://data.example.org/x/api/figures.csv"
    assert content["states"] == "https://data.example.org/x/api/v/{state}/"
    assert described["servers"][0] == {"url": "https://data.example.org/x/api"}
    assert client.ask("/api").json["files"][0] == "api/figures.csv"


def test_the_description_is_made_once_for_a_state(
    client: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.ask("/api/openapi.json").body
    monkeypatch.setattr("dashboard.server.api._DESCRIPTIONS", {"openapi.json": (None, "")})
    assert client.ask("/api/openapi.json").body == first


def test_the_description_is_sound_openapi_and_says_what_is_there(client: Served) -> None:
    answer = client.ask("/api/openapi.json")
    described = answer.json
    assert described["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(described).validate()
    server = urlsplit(urljoin(f"{client.address}/api/openapi.json", described["servers"][0]["url"]))
    for path, methods in described["paths"].items():
        real = path.replace("{figure_id}", "syl-rank-2019")
        # OpenAPI puts a path behind the address of the server as it is, with both their slashes.
        got = client.ask(f"{server.path}{real.replace('{source_id}', 'ministry-2020-02-11')}")
        assert got.status == 200, path
        content = methods["get"]["responses"]["200"]["content"]
        assert got.headers["content-type"] in content, path
    for table in ("figures", "events", "indicators", "verdicts"):
        schema = described["components"]["schemas"][table]
        for row in client.ask(f"/api/{table}.json").json:
            jsonschema.validate(row, schema)
            assert list(row) == schema["required"] == [*schema["properties"]]
    (row, *_) = client.ask("/api/verdicts.json").json
    schema = described["components"]["schemas"]["verdicts"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**row, "verdict": "perhaps"}, schema)


def test_every_parameter_that_is_described_is_understood(client: Served) -> None:
    described = client.ask("/api/openapi.json").json
    parameters = described["paths"]["/figures.csv"]["get"]["parameters"]
    shared = described["components"]["parameters"]
    named = [
        shared[item["$ref"].rpartition("/")[2]]["name"] if "$ref" in item else item["name"]
        for item in parameters
    ]
    assert {"limit", "offset", "sort", "columns", "bom", "years", "value", "partner"} <= {*named}
    for name in named:
        answer = client.ask(f"/api/figures.csv?{name}=%C2%BF")
        detail = answer.json["detail"] if answer.status == 400 else ""
        assert "There is no parameter" not in detail, name


def test_signposts_name_the_description(client: Served) -> None:
    from dashboard.server.api import SIGNPOSTS

    (path,) = (
        urlsplit(part.partition(">")[0].removeprefix("<")).path
        for part in SIGNPOSTS.split(", ")
        if 'rel="service-desc"' in part
    )
    assert client.ask(path).json["openapi"] == "3.1.0"
