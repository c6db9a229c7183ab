"""Settings by flag, environment and file: which stands above which, and what each refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.server import settings
from dashboard.server.settings import Settings, WrongSettingError


def read(
    flags: dict[str, str] | None = None, environment: dict[str, str] | None = None, file: str = ""
) -> Settings:
    def opened(path: Path) -> bytes:
        assert path == Path("s.toml")
        return file.encode()

    return settings.read(flags or {}, environment or {}, opened)


def test_nothing_set_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert read() == Settings(
        port=8501,
        address="localhost",
        public_url="",
        hosts=frozenset(),
        base_path="",
        figures=Path("data/figures.yaml"),
        documents=None,
        cache=Path("/somewhere/attested"),
        embedding="'none'",
        most_sessions=1000,
        log_format="text",
        contact="",
    )


def test_a_flag_stands_above_the_environment_and_that_above_the_file() -> None:
    flags = {"port": "1", "settings": "s.toml"}
    environment = {"ATTESTED_PORT": "2", "ATTESTED_BASE_PATH": "b", "OTHER_PORT": "x"}
    file = 'port = 3\nbase-path = "/c"\nlog-format = "json"'
    chosen = read(flags, environment, file)
    assert (chosen.port, chosen.base_path, chosen.log_format) == (1, "/b", "json")
    named = read({}, {"ATTESTED_SETTINGS": "s.toml", "ATTESTED_FIGURES": ""}, file)
    assert (named.port, named.base_path, named.figures) == (3, "/c", Path("data/figures.yaml"))


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("public-url", "https://a.org:65535", "public_url", "https://a.org:65535"),
        ("public-url", "https://data.example.org/attested/", "public_url",
         "https://data.example.org/attested"),
        ("base-path", "a//b/", "base_path", "/a/b"),
        ("base-path", "/", "base_path", ""),
        ("embedding", "self https://www.example.org", "embedding", "'self' https://www.example.org"),
        ("embedding", "https://a.org:*", "embedding", "https://a.org:*"),
        ("embedding", "https://*.a.org:*/b", "embedding", "https://*.a.org:*/b"),
        ("documents", "texts", "documents", Path("texts")),
        ("address", "::1", "address", "::1"),
        ("hosts", "Copy-1 data.example.org", "hosts", {"copy-1", "data.example.org"}),
        ("hosts", "*", "hosts", {"*"}),
        ("contact", "mailto:s@example.org", "contact", "mailto:s@example.org"),
    ],
)  # fmt: skip
def test_values_are_read_once(name: str, text: str, field: str, value: object) -> None:
    assert getattr(read({name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("port", "99999", "--port is '99999': give a whole number from 1 to 65535"),
        ("port", "٣", "--port is '٣': give a whole number from 1 to 65535"),
        ("log-format", "xml", "--log-format is 'xml': give text or json"),
        (
            "contact",
            "SECURITY.md",
            "--contact is 'SECURITY.md': give an address:"
            " mailto:security@example.org, https://..., or tel:...",
        ),
        ("most-sessions", "0", "--most-sessions is '0': give a whole number from 1 to 1000000"),
        ("base-path", "/a/../b", "--base-path is '/a/../b': give a path of letters, digits,"),
        ("base-path", "/ready", "such as /attested, not that of a probe"),
        ("public-url", "data.example.org", "give an address such as https://data.example.org/att"),
        ("public-url", "https://a.org/?x=1", "give an address such as"),
        ("public-url", 'https://a.org/">', "give an address of plain letters"),
        ("public-url", "https://a.org:99999", "give an address such as https://data.example.org"),
        ("public-url", "https://a.org:0", "give an address such as https://data.example.org"),
        ("public-url", "http://[::1", "give an address such as https://data.example.org/attested"),
        ("public-url", "https://a.org:*", "give an address such as https://data.example.org"),
        ("contact", "https://[::1", "give an address: mailto:security@example.org"),
        ("embedding", "https://[::1", "give none, self, or addresses of sites"),
        ("embedding", "https://:*", "give none, self, or addresses of sites"),
        ("embedding", "https://a.org:*9", "give none, self, or addresses of sites"),
        ("embedding", "https://a.org:99999", "give none, self, or addresses of sites"),
        ("embedding", "https://a.org; script-src *", "give none, self, or addresses of sites"),
        ("embedding", "javascript:alert(1)", "give none, self, or addresses of sites"),
        ("address", "a b", "give an IP address or a name of this machine, without a port"),
        ("figures", "", "--figures is '': give a path"),
        ("hosts", "a.org:80", "give names without ports, such as data.example.org, or * for any"),
        ("hosts", "https://a.org", "give names without ports"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(name: str, text: str, told: str) -> None:
    with pytest.raises(WrongSettingError) as raised:
        read({name: text})
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("environment", "file", "told"),
    [
        ({"ATTESTED_PROT": "1"}, "", "ATTESTED_PROT is no setting: did you mean ATTESTED_PORT?"),
        ({"ATTESTED_PORT": "x"}, "", "ATTESTED_PORT is 'x': give a whole number from 1 to 65535"),
        ({}, "prot = 1", "prot in s.toml is no setting: did you mean port?"),
        ({}, "port = 0", "port in s.toml is '0': give a whole number from 1 to 65535"),
        ({}, "port = true", "port in s.toml must be a text or a whole number"),
        ({}, "port", "the file of settings s.toml cannot be read: Expected '='"),
    ],
)
def test_a_wrong_variable_or_line_is_named(
    environment: dict[str, str], file: str, told: str
) -> None:
    with pytest.raises(WrongSettingError) as raised:
        read({"settings": "s.toml"}, environment, file)
    assert str(raised.value).startswith(told)


def test_a_file_of_an_editor_that_marks_its_bytes_is_read() -> None:
    chosen = settings.read({"settings": "s.toml"}, {}, lambda _: b"\xef\xbb\xbfport = 4")
    assert chosen.port == 4
    with pytest.raises(WrongSettingError) as raised:
        settings.read({"settings": "s.toml"}, {}, lambda _: b"port = 4 # \xff")
    told = "the file of settings s.toml cannot be read: it is no UTF-8 from byte 12 on"
    assert str(raised.value) == told


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongSettingError, match=r"none\.toml cannot be read: No such file or"):
        settings.read({"settings": str(tmp_path / "none.toml")}, {}, Path.read_bytes)


def test_every_setting_says_why() -> None:
    assert [setting.field for setting in settings.SETTINGS if not setting.reason] == []
    assert {setting.field for setting in settings.SETTINGS} == {*Settings._fields}
