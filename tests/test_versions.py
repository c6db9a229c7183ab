"""States of the data that were shown: kept as files, fetched by their version, told as changes.

Of dashboard/server: notes; etl/tables: changes, written; etl/tables/export: about.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final, TextIO
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from dashboard.server import api as api_module
from dashboard.server import notes, settings
from dashboard.server import versions as versions_module
from dashboard.server.state_files import StateFiles
from dashboard.server.versions import BusyError, Versions
from etl.book.load import load
from etl.cli import main
from etl.reconcile import reconcile
from etl.tables.changes import Change, Publication, changes
from etl.tables.export.about import version_of
from etl.tables.export.package import Package
from etl.tables.extra import beside, stated
from etl.tables.frames import figures_frame
from tests.api_server import Served, served
from tests.exporting import OFFICIAL, SMALL

NAME: Final = "borduria"
HOST: Final = "https://data.example.org"
FIRST: Final = SMALL.read_bytes()
CORRECTED: Final = FIRST.replace(b"about 270", b"about 280").replace(b"value: 270", b"value: 280")
RETRACTED: Final = CORRECTED.replace(
    b"    authority: national statistics office\n",
    b"    retracted: 2020-03-01\n    retracted_reason: A slip of the pen.\n",
)
WITHOUT: Final = (
    CORRECTED[: CORRECTED.index(b"  - id: syl-companies")]
    + b"\n"
    + (CORRECTED[CORRECTED.index(b"events:") :])
)


def state(figures: bytes, reference: bytes | None = None) -> tuple[Package, StateFiles]:
    book = load(figures).book
    assert book is not None
    official = load(reference, book).book if reference else None
    version = version_of(figures, reference, None)
    return Package(book, stated(book, official, None), version), StateFiles(
        figures, reference, None
    )


def at(minute: int) -> datetime:
    return datetime(2024, 6, 25, 12, minute, tzinfo=UTC)


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path)


def test_a_version_is_that_of_the_bytes_and_of_nothing_else() -> None:
    assert version_of(FIRST, None, None) == version_of(bytes(FIRST), None, None)
    different = {
        version_of(FIRST, None, None),
        version_of(CORRECTED, None, None),
        version_of(FIRST, b"", None),
        version_of(FIRST, None, b""),
        version_of(b"", FIRST, None),
    }
    assert len(different) == 5
    assert {len(version) for version in different} == {16}


def told(before: bytes, after: bytes) -> tuple[Change, ...]:
    one, other = load(before).book, load(after).book
    assert one is not None
    assert other is not None
    return changes(figures_frame(one), figures_frame(other))


def test_changes_name_the_figure_and_the_columns() -> None:
    assert told(FIRST, FIRST) == ()
    assert told(FIRST, CORRECTED) == (
        Change("syl-companies-2020-02-11", "changed", ("value", "low", "high", "as_stated")),
    )
    assert told(CORRECTED, RETRACTED) == (
        Change("syl-exports-2019", "retracted", ("authority", "retracted")),
    )
    assert told(RETRACTED, CORRECTED) == (
        Change("syl-exports-2019", "changed", ("authority", "retracted")),
    )
    assert told(CORRECTED, WITHOUT) == (Change("syl-companies-2020-02-11", "removed"),)
    assert told(WITHOUT, CORRECTED) == (Change("syl-companies-2020-02-11", "added"),)


def test_a_number_printed_with_one_more_zero_has_changed() -> None:
    after = FIRST.replace(b"value: 16.9 %", b"value: 16.90 %").replace(b"+16.9%", b"+16.90%")
    (change,) = told(FIRST, after)
    assert change.columns == ("value", "low", "high", "as_stated")


def test_every_state_is_noted_once_and_a_return_to_one_again(versions: Versions) -> None:
    for minute, data in enumerate((FIRST, FIRST, CORRECTED, RETRACTED, FIRST)):
        versions.publish(*state(data), at(minute))
    found = versions.publications(NAME)
    names = [version_of(data, None, None) for data in (FIRST, CORRECTED, RETRACTED, FIRST)]
    assert [note.version for note in found] == names
    assert [note.previous for note in found] == ["", *names[:3]]
    assert [note.published_at[14:19] for note in found] == ["00:00", "02:00", "03:00", "04:00"]
    assert [len(note.changes) for note in found] == [0, 1, 1, 2]
    assert {note.figures for note in found} == {5}


def test_official_figures_change_too(versions: Versions) -> None:
    name = "official-syl-exports-2018"
    revised = OFFICIAL.replace(b"3412345678", b"3412345679")
    for minute, official in enumerate((None, OFFICIAL, revised, None)):
        versions.publish(*state(FIRST, official), at(minute))
    cells = ("value", "low", "high", "as_stated")
    assert [note.changes for note in versions.publications(NAME)] == [
        (),
        (Change(name, "added"),),
        (Change(name, "changed", cells),),
        (Change(name, "removed"),),
    ]
    versions.publish(*state(CORRECTED, OFFICIAL), at(5))
    *_, last = versions.publications(NAME)
    assert [(change.figure_id, change.change) for change in last.changes] == [
        ("syl-companies-2020-02-11", "changed"),
        (name, "added"),
    ]


def test_a_restart_or_a_second_server_is_no_news(tmp_path: Path) -> None:
    for minute in range(3):
        Versions(tmp_path).publish(*state(FIRST), at(minute))
    assert len(Versions(tmp_path).publications(NAME)) == 1
    note = next((tmp_path / "versions" / "log").glob("*.json"))
    twin = note.with_name(note.name.replace("T12", "T13"))
    twin.write_bytes(note.read_bytes())
    assert len(Versions(tmp_path).publications(NAME)) == 1, "both have seen the same change"


def test_a_state_that_is_kept_in_pieces_is_written_anew(
    versions: Versions, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    package, files = state(FIRST)
    folder = tmp_path / "versions" / package.version
    folder.mkdir(parents=True)
    (folder / "figures.yaml").write_bytes(b"garbage")
    versions.publish(package, files)
    assert (folder / "figures.yaml").read_bytes() == FIRST
    assert (folder / "tables" / "figures.csv").is_file()
    assert f"version {package.version} was not whole and is written anew" in caplog.text
    assert [path for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_who_comes_second_waits_and_leaves_what_the_first_has_written(
    versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_whole, asked = Versions._is_whole, []

    def while_another_comes(self: Versions, version: str, files: StateFiles) -> bool:
        with (tmp_path / "versions" / "turn").open("ab") as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        asked.append(is_whole(self, version, files))
        return asked[-1]

    monkeypatch.setattr(Versions, "_is_whole", while_another_comes)
    for each in (versions, Versions(tmp_path)):
        each.publish(*state(FIRST))
    assert asked == [False, True]
    assert len(versions.publications(NAME)) == 1


def test_what_a_writer_that_was_killed_has_left_goes(versions: Versions, tmp_path: Path) -> None:
    left = tmp_path / "versions" / ".06d60e15385cd9ff.oqfn38vo"
    left.mkdir(parents=True)
    (left / "figures.yaml").write_bytes(FIRST)
    mine = left.with_name(".notes")
    mine.mkdir()
    versions.publish(*state(FIRST))
    assert not left.exists()
    assert mine.is_dir(), "somebody else's"


def test_a_state_is_kept_with_the_bytes_of_its_files(versions: Versions, tmp_path: Path) -> None:
    package, files = state(FIRST, OFFICIAL)
    versions.publish(package, files)
    folder = tmp_path / "versions" / package.version
    assert (folder / "figures.yaml").read_bytes() == FIRST
    assert (folder / "reference.yaml").read_bytes() == OFFICIAL
    assert not (folder / "coverage.csv").exists()
    again = Versions(tmp_path).package(NAME, package.version)
    assert again is not None
    for name in package.names():
        assert again.file(name) == package.file(name), name


def test_what_was_written_stays_whatever_writes_tables_later(
    versions: Versions, tmp_path: Path
) -> None:
    package, files = state(FIRST)
    versions.publish(package, files)
    kept = tmp_path / "versions" / package.version / "tables" / "figures.csv"
    kept.write_bytes(b"as it was written by an older program")
    again = Versions(tmp_path).package(NAME, package.version)
    assert again is not None
    assert again.file("figures.csv") == b"as it was written by an older program"


@pytest.mark.parametrize("name", ["", "../../etc", "0" * 16, "log", "0" * 15 + "/", "F" * 16])
def test_another_name_is_no_version(versions: Versions, name: str) -> None:
    versions.publish(*state(FIRST))
    assert versions.package(NAME, name) is None


def test_a_folder_that_cannot_be_written_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    why = Versions(place).publish(*state(FIRST))
    assert Versions(place).publications(NAME) == []
    assert why == f"version {version_of(FIRST, None, None)} is not kept: Not a directory"
    assert why in caplog.text
    assert Versions(tmp_path / "folder").publish(*state(FIRST)) == ""


def test_a_note_that_is_not_whole_is_left_out(versions: Versions, tmp_path: Path) -> None:
    versions.publish(*state(FIRST), at(0))
    folder = tmp_path / "versions" / "log"
    for name, text in (("1.json", "{"), ("2.json", "[]"), ("3.json", '{"changes": [1]}')):
        (folder / name).write_text(text)
    assert [note.version for note in versions.publications(NAME)] == [version_of(FIRST, None, None)]


def test_data_sets_that_share_a_folder_are_told_apart(versions: Versions, tmp_path: Path) -> None:
    """What one shows is no change of the other."""
    other = FIRST.replace(b"name: borduria", b"name: other").replace(b"id: syl-", b"id: oth-")
    for minute, data in enumerate((FIRST, other, CORRECTED, other)):
        versions.publish(*state(data), at(minute))
    ours, theirs = versions.publications(NAME), versions.publications("other")
    assert [[change.change for change in note.changes] for note in ours] == [[], ["changed"]]
    assert [[change.change for change in note.changes] for note in theirs] == [[]]
    assert {name[:4] for name in versions.last_figures("other", "")} == {"oth-"}
    assert versions.last_figures("nobody", "") == []
    # Of the corrected state nothing is lost, and of the first one what came with the other.
    assert versions.last_figures(NAME, ours[1].version) == []
    assert {name[:4] for name in versions.last_figures(NAME, ours[0].version)} == {"syl-"}
    # A note of before data sets were told apart is anybody's.
    (note,) = (tmp_path / "versions" / "log").glob(f"*-{theirs[0].version}.json")
    old = {key: value for key, value in json.loads(note.read_text()).items() if key != "dataset"}
    note.write_text(json.dumps(old))
    assert len(versions.publications(NAME)) == 3


def test_what_was_shown_last_is_known_by_its_figures(
    versions: Versions, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    package, files = state(FIRST)
    assert not versions.has(package.version)
    versions.publish(package, files, at(0))
    assert versions.has(package.version)
    assert not versions.has("../../" + package.version)
    assert versions.last_figures(NAME, "") == [*package.book.figures]
    table = tmp_path / "versions" / package.version / "tables" / "figures.csv"
    assert versions.last_figures(NAME, package.version) == [], "nothing was before it"
    versions.publish(*state(CORRECTED), at(1))
    now = version_of(CORRECTED, None, None)
    assert versions.last_figures(NAME, now) == [], "it has taken nothing away"
    versions.publish(*state(WITHOUT), at(2))
    lasting = [*state(CORRECTED)[0].book.figures]
    assert versions.last_figures(NAME, version_of(WITHOUT, None, None)) == lasting
    versions.publish(package, files, at(3))
    table.write_bytes(b"\xff")
    assert versions.last_figures(NAME, "") == []
    assert f"version {package.version} can no longer be read: " in caplog.text
    table.write_bytes(b"as an older program wrote it\n1\n")
    assert versions.last_figures(NAME, "") == []


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Served]:
    """A server that has shown three states; the third is shown now."""
    before = settings.current()
    settings.use(before._replace(cache=tmp_path, public_url="https://data.example.org"))
    kept = Versions(tmp_path)
    for minute, data in enumerate((FIRST, CORRECTED, RETRACTED)):
        kept.publish(*state(data), at(minute))
    with served() as made:
        made.package = state(RETRACTED)[0]
        yield made
    settings.use(before)


def test_a_citation_leads_to_the_state_that_it_names(api: Served) -> None:
    version = version_of(RETRACTED, None, None)
    text = api.ask("/api/figures/syl-rank-2019.txt").text
    assert f"(version 1.0.0, state {version})" in text
    address = f"https://data.example.org/api/v/{version}/figures/syl-rank-2019.jsonld"
    assert text.endswith(f" {address}\n")
    then = api.ask(address.removeprefix("https://data.example.org"))
    api.package = state(WITHOUT)[0]
    later = api.ask(address.removeprefix("https://data.example.org"))
    assert (later.status, later.body) == (200, then.body)
    assert f"/api/v/{version_of(WITHOUT, None, None)}/figures.csv" in (
        api.ask("/api/figures.txt").text
    )


def test_every_state_can_be_asked_as_the_present_one_is(api: Served) -> None:
    first, corrected = (f"/api/v/{version_of(data, None, None)}" for data in (FIRST, CORRECTED))
    query = "figures.csv?indicator=companies&columns=value"
    assert api.ask(f"{first}/{query}").text == "value\r\n270\r\n"
    assert api.ask(f"{corrected}/{query}").text == "value\r\n280\r\n"
    assert api.ask(f"{first}/").json["title"] == "Trade of Borduria"
    assert api.ask(f"{first}/figures.csv").body == state(FIRST)[0].file("figures.csv")
    unknown = api.ask(f"/api/v/{'0' * 16}/figures.csv")
    assert unknown.status == 404
    assert unknown.problem["detail"] == f'There is no version "{"0" * 16}".'
    assert unknown.problem["versions"][0] == version_of(FIRST, None, None)
    assert api.ask("/api/v/").status == 404


def test_findings_stay_with_the_state_that_they_were_found_in(api: Served, tmp_path: Path) -> None:
    book = load(FIRST).book
    assert book is not None
    report = reconcile(book)
    version = version_of(FIRST, None, None)
    found = Package(book, beside(book, lambda: report, None, None), version)
    assert found.table("reconciliation").data.shape[0] == len(report.verdicts) > 0
    address = f"/api/v/{version}/reconciliation"
    assert api.ask(f"{address}.csv").status == 404
    assert api.ask(f"{address}.csv").problem["detail"] == (
        f"No findings of state {version} were kept: it may have been replaced before it was tested."
        f" https://data.example.org/api/v/{version}/datapackage.json lists all tables."
    )
    assert api.ask(f"/api/v/{version}/figure.csv").problem["detail"] == (
        'There is no table "figure"; did you mean figures?'
        f" https://data.example.org/api/v/{version}/datapackage.json lists all tables."
    )
    assert Versions(tmp_path).add_findings(found) == ""
    later = Versions(tmp_path).package(NAME, version)
    assert later is not None
    for name in ("reconciliation", "conflicts", "deduced", "ranges"):
        assert later.file(f"{name}.csv") == found.file(f"{name}.csv"), name
        told, read = found.table(name).rows(), later.table(name).rows()
        assert read == told, name

    unknown = Package(book, beside(book, lambda: report, None, None), "0" * 16)
    assert Versions(tmp_path).add_findings(unknown) == ""
    assert not (tmp_path / "versions" / unknown.version).exists(), "a state that is not kept"


@pytest.mark.parametrize("step", ["pathlib.Path.write_bytes", "tempfile.mkdtemp"])
def test_why_findings_are_not_kept_is_told(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    book = load(FIRST).book
    assert book is not None
    report = reconcile(book)
    package = Package(book, beside(book, lambda: report, None, None), "0" * 16)
    folder = tmp_path / "versions" / package.version
    folder.mkdir(parents=True)
    monkeypatch.setattr(step, full)
    told = f"findings of {package.version} are not kept: No space left on device"
    assert Versions(tmp_path).add_findings(package) == told
    assert caplog.messages == [told]
    assert [*folder.iterdir()] == []


def test_changes_are_a_table(api: Served) -> None:
    first, corrected, retracted = (
        version_of(data, None, None) for data in (FIRST, CORRECTED, RETRACTED)
    )
    assert api.ask("/api/changes.csv").text == (
        "published_at,version,previous,figure_id,change,changed_columns\r\n"
        f"2024-06-25T12:01:00.000000Z,{corrected},{first},"
        "syl-companies-2020-02-11,changed,value low high as_stated\r\n"
        f"2024-06-25T12:02:00.000000Z,{retracted},{corrected},"
        "syl-exports-2019,retracted,authority retracted\r\n"
    )
    (row,) = api.ask("/api/changes.json?change=retracted&columns=figure_id").json
    assert row == {"figure_id": "syl-exports-2019"}
    assert api.ask("/api/changes.csv?change=gone").status == 400
    detail = api.ask("/api/changes.txt").problem["detail"]
    assert detail.endswith(
        "They are served as changes.csv, changes.json, changes.parquet, changes.xlsx, changes.atom."
    )


def test_changes_are_a_feed(api: Served) -> None:
    answer = api.ask("/api/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    space = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(answer.body)
    assert root.findtext(f"{space}updated") == "2024-06-25T12:02:00.000000Z"
    entries = root.findall(f"{space}entry")
    retracted = version_of(RETRACTED, None, None)
    assert [entry.findtext(f"{space}title") for entry in entries] == [
        f"{retracted}: 1 retracted",
        f"{version_of(CORRECTED, None, None)}: 1 changed",
        f"{version_of(FIRST, None, None)}: first state that is kept, 5 figures",
    ]
    assert entries[0].findtext(f"{space}content") == (
        "retracted: syl-exports-2019 (authority, retracted)"
    )
    link = entries[0].find(f"{space}link")
    assert link is not None
    assert link.get("href") == f"https://data.example.org/api/v/{retracted}/figures.csv"
    ids = [entry.findtext(f"{space}id") for entry in entries]
    assert len({*ids, root.findtext(f"{space}id")}) == 4
    assert api.ask("/api/changes.atom").body == answer.body


def test_without_anything_kept_there_is_an_empty_table(api: Served, tmp_path: Path) -> None:
    settings.use(settings.current()._replace(cache=tmp_path / "new"))
    assert api.ask("/api/changes.json").json == []
    assert ET.fromstring(api.ask("/api/changes.atom").body) is not None
    assert json.loads(api.ask("/api").body)["title"] == "Trade of Borduria"


def test_a_build_names_the_version_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "figures.yaml").write_bytes(FIRST)
    (tmp_path / "reference.yaml").write_bytes(OFFICIAL)
    assert main(["build", str(tmp_path / "figures.yaml"), "--out", str(tmp_path / "out")]) == 0
    version = version_of(FIRST, OFFICIAL, None)
    assert f"(version 1.0.0, state {version})" in (tmp_path / "out" / "citation.txt").read_text()


def test_a_walk_over_the_pages_stays_in_the_state_in_which_it_began(api: Served) -> None:
    address = "/api/figures.json?limit=1&columns=figure_id&sort=figure_id"
    before = [row["figure_id"] for row in api.ask("/api/figures.json?sort=figure_id").json]
    walked: list[str] = []
    while address:
        answer = api.ask(address)
        walked += [row["figure_id"] for row in answer.json]
        parts = (part.partition("; ") for part in answer.headers["link"].split(", "))
        links = {relation: there.strip("<>") for there, _, relation in parts}
        following = links.get('rel="next"')
        address = urljoin(address, following).removeprefix(HOST) if following else ""
        # What stands first is taken away meanwhile: every other figure moves one place up.
        api.package = state(WITHOUT)[0]
    assert walked == before
    assert len(api.ask("/api/figures.json").json) == len(before) - 1


def test_parts_lead_to_the_state_also_where_its_files_are_not_kept_yet(api: Served) -> None:
    shown = api.ask("/api/figures.csv?limit=1").headers["link"]
    version = version_of(RETRACTED, None, None)
    assert shown.startswith(f"<https://data.example.org/api/v/{version}/figures.csv?limit=1&")
    settings.use(settings.current()._replace(public_url=""))
    assert (
        api.ask("/api/figures?limit=1").headers["link"].startswith(f"<v/{version}/figures?limit=1&")
    )
    within = api.ask(f"/api/v/{version}/figures.csv?limit=1").headers["link"]
    assert within.startswith("<?limit=1&"), "beside it"
    assert api.ask("/api/changes.csv?limit=1").headers["link"].startswith("<?limit=1&")
    api.package = state(WITHOUT)[0]
    version = version_of(WITHOUT, None, None)
    link = api.ask("/api/figures.csv?limit=1").headers["link"]
    assert link.startswith(f"<v/{version}/figures.csv?limit=1&"), "as just after the first start"
    following = f"/api/v/{version}/figures.csv?limit=1&offset=1"
    assert api.ask(following).status == 200
    api.package = state(RETRACTED)[0]  # before it was kept
    answer = api.ask(following)
    assert answer.status == 404, "no row of another state is taken for one of this"
    assert answer.problem["detail"].startswith(f'There is no version "{version}"')


def test_a_server_that_shows_nothing_serves_no_state_of_any_data_set(api: Served) -> None:
    """Whose figures it is to show is not known; where some were shown, they still are."""
    api.show(None)
    for address in (
        "/api/figures.csv",
        f"/api/v/{version_of(FIRST, None, None)}/figures.csv",
        f"/api/v/{'0' * 16}/figures.csv",
    ):
        answer = api.ask(address)
        assert (answer.status, answer.headers["retry-after"]) == (503, "30")
        assert "versions" not in answer.problem


OTHER: Final = FIRST.replace(b"name: borduria", b"name: other").replace(b"id: syl-", b"id: oth-")


@pytest.mark.parametrize("noted", ["whole", "of an older program", "gone"])
def test_a_server_serves_and_lists_the_states_of_its_own_data_set_alone(
    api: Served, tmp_path: Path, noted: str
) -> None:
    """Another server of the same account keeps what it shows in the same folder."""
    private, ours = state(OTHER)[0], version_of(FIRST, None, None)
    Versions(tmp_path).publish(*state(OTHER), at(3))
    log = tmp_path / "versions" / "log"
    if noted != "whole":
        for version in (private.version, ours):
            (note,) = log.glob(f"*-{version}.json")
            told = json.loads(note.read_text())
            del told["dataset"]
            note.write_text(json.dumps(told))
            if noted == "gone":
                note.unlink()
    for name in ("", "/", "/figures.csv", "/datapackage.json", "/figures/oth-rank-2019.txt"):
        answer = api.ask(f"/api/v/{private.version}{name}")
        assert answer.status == 404
        assert answer.problem["detail"].startswith(f'There is no version "{private.version}"')
        assert private.version not in answer.problem["versions"]
    listed = api.ask("/api/v/").problem["versions"]
    theirs = [version_of(data, None, None) for data in (CORRECTED, RETRACTED)]
    assert listed == ([ours, *theirs] if noted == "whole" else theirs)
    assert api.ask(f"/api/v/{ours}/figures.csv").body == state(FIRST)[0].file("figures.csv")
    # What a copy of the server shows of the same data set is served here as well.
    Versions(tmp_path).publish(*state(WITHOUT), at(4))
    later = version_of(WITHOUT, None, None)
    assert api.ask(f"/api/v/{later}/figures.csv").status == 200
    assert api.ask("/api/v/").problem["versions"][-1] == later
    # And the other way about, the other data set is served by whoever shows it.
    api.package = private
    assert api.ask("/api/v/").problem.get("versions", []) == (
        [private.version] if noted != "gone" else []
    )
    assert api.ask(f"/api/v/{ours}/figures.csv").status == 404


RENAMED: Final = CORRECTED.replace(b"name: borduria", b"name: syldavia")


def test_a_data_set_that_is_renamed_keeps_its_states_and_their_changes(
    api: Served, tmp_path: Path
) -> None:
    """What was cited under the old name is found, and nothing that others show under it since."""
    file = tmp_path / "figures.yaml"
    settings.use(settings.current()._replace(figures=file))
    ours = Versions(tmp_path, file)
    ours.publish(*state(RETRACTED), at(3))
    cited = f"/api/v/{version_of(RETRACTED, None, None)}/figures/syl-rank-2019.txt"
    then = api.ask(cited)
    assert then.status == 200
    lasting = [*state(RETRACTED)[0].book.figures]
    assert ours.last_figures("syldavia", version_of(RENAMED, None, None)) == lasting
    ours.publish(*state(RENAMED), at(5))
    Versions(tmp_path).publish(*state(WITHOUT), at(6))  # the old name, in another file

    api.package = state(RENAMED)[0]
    later = api.ask(cited)
    assert (later.status, later.body) == (200, then.body)
    before = [version_of(data, None, None) for data in (FIRST, CORRECTED, RETRACTED, RENAMED)]
    assert api.ask("/api/v/").problem["versions"] == before
    told = ours.publications("syldavia")
    assert [note.version for note in told] == before
    assert told[-1].previous == before[2]
    assert told[-1].changes == (Change("syl-exports-2019", "changed", ("authority", "retracted")),)
    for other in (WITHOUT, OTHER):
        assert api.ask(f"/api/v/{version_of(other, None, None)}/figures.csv").status == 404
    # In another file the new name has no older one, and the old name none of the new.
    elsewhere = Versions(tmp_path, tmp_path / "other.yaml")
    assert [note.version for note in elsewhere.publications("syldavia")] == before[3:]
    assert elsewhere.package("syldavia", before[0]) is None
    assert elsewhere.package(NAME, before[3]) is None
    # Named as before, it has them all.
    ours.publish(*state(RETRACTED), at(8))
    assert {note.version for note in ours.publications(NAME)} == {
        *before,
        version_of(WITHOUT, None, None),
    }


def test_a_clock_that_was_put_back_changes_no_order(tmp_path: Path) -> None:
    """Notes stand in the order in which they were written, and tell what the clock said."""
    ours = Versions(tmp_path, tmp_path / "figures.yaml")
    ours.publish(*state(FIRST), at(30))
    ours.publish(*state(CORRECTED), at(5))
    ours.publish(*state(CORRECTED), at(4))  # started again
    shown = [version_of(data, None, None) for data in (FIRST, CORRECTED, RENAMED)]
    assert ours.names(NAME) == shown[:2]
    assert ours.last_figures(NAME, "") == [*state(CORRECTED)[0].book.figures]
    ours.publish(*state(RENAMED), at(3))
    told = ours.publications("syldavia")
    assert [note.version for note in told] == shown
    assert [note.previous for note in told] == ["", *shown[:2]]
    assert [note.published_at[14:16] for note in told] == ["30", "05", "03"]
    assert ours.package("syldavia", shown[0]) is not None, "what was cited under the old name"
    Versions(tmp_path).publish(*state(WITHOUT), at(2))  # the old name, in another file
    assert ours.names("syldavia") == shown


def test_a_note_that_has_no_room_leaves_nothing_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object, file: TextIO) -> None:
        file.write("{")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(json, "dump", full)
    told = f"version {version_of(FIRST, None, None)} is not kept: No space left on device"
    assert Versions(tmp_path).publish(*state(FIRST), at(3)) == told
    assert [*(tmp_path / "versions" / "log").iterdir()] == []


def test_a_file_that_is_no_note_has_no_moment(tmp_path: Path) -> None:
    folder = tmp_path / "versions" / "log"
    folder.mkdir(parents=True)
    (folder / "~-other.json").write_text("{}")
    Versions(tmp_path).publish(*state(FIRST), at(3))
    Versions(tmp_path).publish(*state(CORRECTED), at(2))
    made = sorted(path.name for path in folder.iterdir())[:2]
    assert [name.rpartition("-")[0] for name in made] == [
        "2024-06-25T120300.000000Z",
        "2024-06-25T120300.000001Z",
    ]


def test_two_data_sets_at_one_path_of_two_containers_keep_apart(tmp_path: Path) -> None:
    """Both are named in one file of the folder, and neither has a figure of the other."""
    path = Path("/data/figures.yaml")
    here, there = Versions(tmp_path, path), Versions(tmp_path, path)
    first, distant = version_of(FIRST, None, None), version_of(OTHER, None, None)
    here.publish(*state(FIRST), at(3))
    there.publish(*state(OTHER), at(5))
    for _ in range(2):
        assert [note.version for note in here.publications(NAME)] == [first]
        assert [note.version for note in there.publications("other")] == [distant]
        assert there.package("other", first) is None
        assert here.package(NAME, distant) is None
        here.publish(*state(FIRST), at(7))  # started again
    there.publish(*state(OTHER), at(8))
    assert there.names("other") == [distant]
    assert here.names(NAME) == [first]


def test_a_folder_of_a_state_describes_itself(api: Served) -> None:
    version = version_of(FIRST, None, None)
    described = api.ask(f"/api/v/{version}/openapi.json").json
    assert described["servers"] == [{"url": f"https://data.example.org/api/v/{version}"}]
    settings.use(settings.current()._replace(public_url=""))
    described = api.ask(f"/api/v/{version}/openapi.json").json
    assert described["servers"] == [{"url": f"../{version}"}]
    assert not [path for path in described["paths"] if path.startswith("/changes")]
    named = [f"{version}/figures.csv", "figures.csv"]
    for address, name in zip((f"/api/v/{version}", f"/api/v/{version}/"), named, strict=True):
        index = api.ask(address).json
        assert (index["files"][0], index["state"]) == (name, version)
        assert api.ask(urljoin(address, name)).status == 200


def test_states_are_read_one_at_a_time(versions: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute, data in enumerate((FIRST, CORRECTED)):
        versions.publish(*state(data), at(minute))
    slow, other = Versions(versions._folder.parent), version_of(CORRECTED, None, None)
    opened: list[str] = []

    def opening(version: str, files: StateFiles) -> Package | None:
        opened.append(version)
        with pytest.raises(BusyError):
            slow.package(NAME, other, patience=0)
        return state(FIRST)[0]

    monkeypatch.setattr(slow, "_opened", opening)
    assert slow.package(NAME, version_of(FIRST, None, None)) is not None
    assert slow.package(NAME, version_of(FIRST, None, None), patience=0) is not None, "it is held"
    assert opened == [version_of(FIRST, None, None)]


def test_many_who_ask_for_other_states_do_not_hold_the_threads_of_all(
    api: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, end = threading.Event(), threading.Event()
    opened = Versions._opened

    def opening(self: Versions, version: str, files: StateFiles) -> Package | None:
        begun.set()
        assert end.wait(60)
        return opened(self, version, files)

    monkeypatch.setattr(Versions, "_opened", opening)
    monkeypatch.setattr(api_module, "_PATIENCE", 60)
    address = f"/api/v/{version_of(FIRST, None, None)}/figures.csv"
    with ThreadPoolExecutor(60) as many:
        try:
            asked = [many.submit(api.ask, address)]
            assert begun.wait(60)
            asked += [many.submit(api.ask, address) for _ in range(59)]
            refused = [future.result() for future in islice(as_completed(asked, 60), 57)]
            assert {(a.status, a.headers["retry-after"]) for a in refused} == {(503, "60")}
            assert refused[0].problem["detail"] == (
                "Another state of the data is being read: ask again soon."
            )
            assert api.ask("/api/figures.csv").status == 200
        finally:
            end.set()
        statuses = sorted(future.result().status for future in asked)
    assert statuses == [200] * 3 + [503] * 57
    assert api.ask(address).status == 200


def test_states_are_held_by_the_size_of_their_files(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_of_them = (FIRST, CORRECTED, RETRACTED, WITHOUT)
    for minute, data in enumerate(all_of_them):
        versions.publish(*state(data), at(minute))
    opened: list[str] = []
    real = Versions._opened

    def opening(self: Versions, version: str, files: StateFiles) -> Package | None:
        opened.append(version)
        return real(self, version, files)

    monkeypatch.setattr(Versions, "_opened", opening)
    first, second, third, fourth = (version_of(data, None, None) for data in all_of_them)

    def read(most: int, *asked: str) -> list[str]:
        """What had to be read of what was asked for."""
        monkeypatch.setattr(versions_module, "_MOST_HELD", most)
        one = Versions(versions._folder.parent)
        opened.clear()
        for version in asked:
            assert one.package(NAME, version) is not None
        return [*opened]

    each = versions_module._EACH
    two = 2 * each + len(FIRST) + len(CORRECTED)
    assert read(two, first, second, first, second) == [first, second]
    assert read(two - 1, first, second, first, second) == [first, second, first, second]
    assert read(1, first, first) == [first], "the last one always is"
    walk = (first, second, third, fourth) * 2
    assert read(5 * each, *walk) == [first, second, third, fourth]
    # The one that was asked for longest ago makes room.
    assert read(2 * each + each // 2, first, second, first, third, first) == [first, second, third]


def test_notes_are_read_once(api: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reads: list[str] = []
    looked: list[str] = []

    def noting(path: Path) -> str:
        looked.append(path.name)
        return noted(path)

    noted = notes._noted
    monkeypatch.setattr(notes, "_noted", noting)

    def reading(path: Path, ours: Mapping[str, str]) -> Publication | None:
        reads.append(path.name)
        return read(path, ours)

    read = notes._read
    monkeypatch.setattr(notes, "_read", reading)
    for _ in range(3):
        assert api.ask(f"/api/v/{'0' * 16}/figures.csv").status == 404
    assert (len(looked), len({*looked})) == (3, 3), "whose they are"
    tables = [api.ask("/api/changes.csv").body for _ in range(3)]
    assert (len(reads), len({*tables})) == (3, 1), "three states were shown"
    Versions(tmp_path).publish(*state(WITHOUT), at(3))
    later = api.ask("/api/changes.csv").body
    assert later.startswith(tables[0])
    assert later.endswith(b",syl-companies-2020-02-11,removed,\r\n")
