"""Every setting of the server: by flag, by environment or in a file, each with its reason.

The one list of them. A flag stands above the environment, the environment above the file. Must
not know Streamlit, nor what a figure is.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

PREFIX: Final = "ATTESTED_"
FILE: Final = "settings"
"""Flag, and with the prefix the variable, that names the file of settings."""
_PORTS: Final = range(1, 65_536)
_MOST: Final = 1_000_000
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.:_-]+")
PROBES: Final = ("/live", "/ready", "/metrics")
"""Answered below the sub-path and without it: who asks stands before the proxy."""
_ANY_PORT: Final = re.compile(r"(?<=[^/]):\*(?=/|$)")
"""Of a source of Content-Security-Policy."""
_PART: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


class WrongSettingError(Exception):
    """A setting that cannot be, in a sentence for the person who wrote it."""


class Settings(NamedTuple):
    """What is set, checked."""

    port: int
    address: str
    public_url: str
    """Without a slash at its end; empty where it is not known."""
    hosts: frozenset[str]
    """In small letters; "*" for any."""
    base_path: str
    """Begins with a slash and does not end with one; empty at the root."""
    figures: Path
    documents: Path | None
    cache: Path
    embedding: str
    """Sources of `frame-ancestors`."""
    most_sessions: int
    log_format: str
    contact: str
    """Address for reports of holes; empty where none is set."""


class Setting(NamedTuple):
    """One setting, before anybody has chosen it."""

    name: str
    """As a flag and in a file; the field and the variable have underscores."""
    default: str
    read: Callable[[str], Any]
    """Its value from text. Raises ValueError with what is allowed."""
    reason: str

    @property
    def field(self) -> str:
        """Its name in `Settings`."""
        return self.name.replace("-", "_")

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.field.upper()


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def _choice(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(" or ".join(allowed))
        return text

    return read


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError("an IP address or a name of this machine, without a port")
    return text


def _public_url(text: str) -> str:
    if not text:
        return ""
    parts = _parts(text)
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in ("http", "https") or not _names_host(text) or not plain:
        raise ValueError("an address such as https://data.example.org/attested")
    if not text.isascii() or any(c.isspace() or c in "<>\"'\\^`{|}" for c in text):
        raise ValueError("an address of plain letters, as a browser sends it")
    return text.rstrip("/")


def _parts(address: str) -> SplitResult:
    """Parts of an address; all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:  # half a bracket
        return urlsplit("")


def _names_host(address: str) -> bool:
    """Whether an address names a host, and no port that cannot be."""
    parts = _parts(address)
    try:
        return bool(parts.hostname) and (parts.port is None or parts.port in _PORTS)
    except ValueError:  # no number, or too large a one
        return False


def _hosts(text: str) -> frozenset[str]:
    names = text.lower().split()
    if not all(name == "*" or (_ADDRESS.fullmatch(name) and ":" not in name) for name in names):
        raise ValueError("names without ports, such as data.example.org, or * for any")
    return frozenset(names)


def _contact(text: str) -> str:
    parts = _parts(text)
    known = parts.scheme in ("https", "mailto", "tel") and (parts.netloc or parts.path)
    if text and (not known or not text.isascii() or any(c.isspace() for c in text)):
        raise ValueError("an address: mailto:security@example.org, https://..., or tel:...")
    return text


def _base_path(text: str) -> str:
    parts = [part for part in text.split("/") if part]
    if not all(map(_PART.fullmatch, parts)) or f"/{'/'.join(parts)}" in PROBES:
        raise ValueError(
            "a path of letters, digits, points and hyphens such as /attested, not that of a probe"
        )
    return "".join(f"/{part}" for part in parts)


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise ValueError("a path")
    return Path(text)


def _folder(text: str) -> Path | None:
    return _path(text) if text else None


def _embedding(text: str) -> str:
    for part in text.split():
        alone = part in ("none", "self", "*")
        site = _ANY_PORT.sub("", part)
        known = _parts(site).scheme in ("http", "https") and _names_host(site)
        if not alone and (not known or ";" in part or "," in part):
            raise ValueError("none, self, or addresses of sites such as https://www.example.org")
    quoted = {"none": "'none'", "self": "'self'"}
    return " ".join(quoted.get(part, part) for part in text.split()) or "'none'"


def _cache() -> str:
    return str(Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "attested")


SETTINGS: Final = (
    Setting("figures", "data/figures.yaml", _path, "the figures file that is shown"),
    Setting(
        "address",
        "localhost",
        _address,
        "where the server listens: this machine alone, until you say who else may read",
    ),
    Setting("port", "8501", _number(_PORTS[0], _PORTS[-1]), "port that the server listens at"),
    Setting(
        "public-url",
        "",
        _public_url,
        "where readers find the server, with its sub-path: what citations, links and the API print."
        " Without it they print no host, since the one that a request names may be anybody's",
    ),
    Setting(
        "hosts",
        "",
        _hosts,
        "further names that requests may be for, beside those of public-url and address; * for any."
        " A page of others can give its own name this server's address",
    ),
    Setting(
        "base-path",
        "",
        _base_path,
        "sub-path that requests come with, where a proxy does not take it away: /attested",
    ),
    Setting(
        "documents", "", _folder, "folder of the texts, for pages that read them; none without it"
    ),
    Setting(
        "cache",
        "",
        lambda text: _path(text or _cache()),
        "folder for what was computed once: safe to delete, and to share between copies"
        " (~/.cache/attested)",
    ),
    Setting(
        "embedding",
        "none",
        _embedding,
        "sites that may show the dashboard inside their own pages; nobody, so that no page can"
        " lay something over it",
    ),
    Setting(
        "most-sessions",
        "1000",
        _number(1, _MOST),
        "readers at a time: one more is told so politely instead of stopping all",
    ),
    Setting("log-format", "text", _choice("text", "json"), "lines of the log: to read, or JSON"),
    Setting(
        "contact",
        "",
        _contact,
        "where holes are reported (mailto:security@example.org), for /.well-known/security.txt;"
        " without it there is no such file",
    ),
)
_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


def read(
    flags: Mapping[str, str],
    environment: Mapping[str, str],
    opened: Callable[[Path], bytes],
) -> Settings:
    """All settings, from flags by name, the environment and the file that one of them names.

    opened: gives the bytes of that file. Raises WrongSettingError with one sentence.
    """
    variables = {
        name: text for name, text in environment.items() if name.startswith(PREFIX) and text
    }
    file = flags.get(FILE) or variables.pop(PREFIX + FILE.upper(), "")
    known = {setting.variable for setting in SETTINGS}
    for name in variables:
        # One that is like none of ours may be for somebody else.
        if name not in known and (meant := _meant(name.removeprefix(PREFIX))):
            raise WrongSettingError(f"{name} is no setting: did you mean {meant.variable}?")
    written = _file(file, opened) if file else {}
    chosen: dict[str, Any] = {}
    for setting in SETTINGS:
        for where, text in (
            (f"--{setting.name}", flags.get(setting.name)),
            (setting.variable, variables.get(setting.variable)),
            (f"{setting.name} in {file}", written.get(setting.name)),
            (setting.name, setting.default),
        ):
            if text is not None:
                try:
                    chosen[setting.field] = setting.read(text)
                except ValueError as error:
                    raise WrongSettingError(f"{where} is {text!r}: give {error}") from None
                break
    return Settings(**chosen)


def _file(name: str, opened: Callable[[Path], bytes]) -> dict[str, str]:
    """Settings of a TOML file, as text."""
    try:
        # Some editors put a byte-order mark there.
        written = tomllib.loads(opened(Path(name)).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _unread(name, f"it is no UTF-8 from byte {error.start + 1} on") from None
    except OSError as error:
        raise _unread(name, error.strerror or str(error)) from None
    except ValueError as error:
        raise _unread(name, str(error)) from None
    for key, value in written.items():
        if key not in _BY_NAME:
            raise WrongSettingError(f"{key} in {name} is no setting{_near(key, [*_BY_NAME])}")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise WrongSettingError(f"{key} in {name} must be a text or a whole number")
    return {key: str(value) for key, value in written.items()}


def _unread(name: str, reason: str) -> WrongSettingError:
    return WrongSettingError(f"the file of settings {name} cannot be read: {reason}")


def _meant(name: str) -> Setting | None:
    """The setting whose variable is nearly that, without its prefix."""
    by_name = {setting.field.upper(): setting for setting in SETTINGS}
    near = get_close_matches(name, [*by_name], 1, 0.7)
    return by_name[near[0]] if near else None


def _near(name: str, known: list[str]) -> str:
    """The setting that was meant, or all that there are."""
    near = get_close_matches(name, known, 1)
    return f": did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"


_CHOSEN: list[Settings] = []


def use(settings: Settings) -> None:
    """What `current` gives from now on, in this process."""
    _CHOSEN[:] = [settings]


def current() -> Settings:
    """What the command has set, or what the environment says where Streamlit's own was used."""
    return _CHOSEN[0] if _CHOSEN else read({}, os.environ, Path.read_bytes)
