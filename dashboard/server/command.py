"""`attested serve`: the dashboard with its own settings, wherever it is started from.

Reads the settings, takes the port, and hands the application to uvicorn. What cannot be is told
in one sentence, and exit code 2 as for any wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.server import memory, remembered, settings
from dashboard.server.settings import Settings, WrongSettingError
from etl.cli.files import read_bytes
from etl.core.problems import Refused

if TYPE_CHECKING:
    import uvicorn

    from dashboard.server.gate import Mounted

_LOG: Final = logging.getLogger(__name__)
_WRONG: Final = 2
_BACKLOG: Final = 2_048
_WIDTH: Final = 80
_MOST_SETTINGS: Final = 1_000_000
_LAST_WORDS: Final = 3
"""Seconds that open requests have when the server is told to stop."""


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop; returns the exit code."""
    try:
        chosen = _settings(arguments)
        listening = listen(chosen.address, chosen.port)
    except WrongSettingError as error:
        print(error, file=sys.stderr)
        return _WRONG
    settings.use(chosen)
    with listening, suppress(KeyboardInterrupt):
        return _serve(chosen, listening)
    return 0


def _settings(arguments: Sequence[str]) -> Settings:
    """All settings, with the figures file as an absolute path. Raises WrongSettingError."""
    flags = {
        name.replace("_", "-"): text
        for name, text in vars(_parser().parse_args(arguments)).items()
        if text is not None
    }
    chosen = settings.read(flags, os.environ, _file)
    figures = chosen.figures.absolute()
    if chosen.documents is not None and not chosen.documents.is_dir():
        raise WrongSettingError(
            f"--documents {chosen.documents} is no folder: name the one of the texts"
        )
    if figures.exists() and not figures.is_file():
        raise WrongSettingError(f"{chosen.figures} is no file: name a figures file")
    # One that was shown before may come back: a folder that is mounted later, a copy that goes on.
    if not figures.exists() and remembered.shown_last(chosen.cache, figures) is None:
        raise WrongSettingError(
            f"{chosen.figures} does not exist: name a figures file, or make one to start from with"
            " `attested example DIR`"
        )
    return chosen._replace(figures=figures)


def _file(path: Path) -> bytes:
    """The bytes of a file of settings. Raises ValueError."""
    try:
        return read_bytes(path, _MOST_SETTINGS)
    except Refused as refused:
        raise ValueError(refused.found.removeprefix("the file cannot be read: ")) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="attested serve",
        description="The dashboard and its data, in a browser.",
        epilog="Each may stand in the environment as well (ATTESTED_PUBLIC_URL), or in a TOML file"
        ' (public-url = "https://data.example.org"). A flag stands above the environment, the'
        " environment above the file.",
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=_WIDTH),
    )
    for setting in settings.SETTINGS:
        default = f" ({setting.default})" if setting.default else ""
        about = setting.reason + default
        if setting.name == "figures":
            parser.add_argument("figures", nargs="?", metavar="FILE", help=about)
        else:
            parser.add_argument(f"--{setting.name}", metavar="VALUE", help=about)
    parser.add_argument(f"--{settings.FILE}", metavar="FILE", help="a TOML file of these settings")
    return parser


def listen(address: str, port: int) -> socket.socket:
    """A socket that listens there. Raises WrongSettingError."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongSettingError(f"--address {address} is not known here: {reason}") from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6:
            # "::" is every address of this machine, of the older kind as well.
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.bind(place)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise WrongSettingError(
            f"port {port} at {address} cannot be used: {(error.strerror or '').lower()};"
            " name another with --port"
        ) from None
    listening.setblocking(False)
    return listening


def _serve(chosen: Settings, listening: socket.socket) -> int:
    memory.share()
    # What is loaded is no garbage, and a tenth of a start was looking for some: begun again where
    # all is loaded, see `serving.lifespan`.
    gc.disable()
    # Only once the port is ours: what follows takes half a second to load, and Streamlit two.
    from dashboard.server import reading

    reading.begin(chosen.figures, chosen.cache)

    import uvicorn

    from dashboard import front
    from dashboard.server import logs, uvicorn_inside
    from dashboard.server.gate import Gate

    logs.set_up(chosen.log_format)
    descriptors = uvicorn_inside.raise_limit()
    gate = Gate(_application, front.early(), lambda: _end(server))
    server = uvicorn_inside.Server(
        uvicorn.Config(
            gate,
            http=uvicorn_inside.protocol(descriptors, chosen.most_sessions),
            ws="websockets-sansio",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST_WORDS,
        ),
        gate.end,
    )
    host = f"[{chosen.address}]" if ":" in chosen.address else chosen.address
    address = chosen.public_url or f"http://{host}:{chosen.port}{chosen.base_path}"
    if chosen.log_format == "text":  # who reads the other with a program has it in the next line
        print(f"{chosen.figures} at {address}", flush=True)
    logs.event(
        "start",
        figures=chosen.figures,
        address=address,
        cache=chosen.cache,
        most_sessions=chosen.most_sessions,
        descriptors=descriptors,
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` does
        signal.signal(signal.SIGHUP, server.handle_exit)
    server.run(sockets=[listening])
    if gate.failure is not None:
        _LOG.error("the pages cannot be loaded: %s", gate.failure, exc_info=gate.failure)
        return 1
    return 0 if server.started else 1


def _application() -> Mounted:
    """The whole application, which takes longest to load."""
    # Other threads may ask for pandas meanwhile, and plotly takes what is half loaded for whole:
    # here it is whole before plotly is loaded, whoever has begun with it.
    import pandas  # noqa: F401

    from dashboard.server import streamlit_inside
    from dashboard.server.gate import Mounted

    streamlit_inside.set_up()
    from dashboard.app import app

    return Mounted(app, app.lifespan())


def _end(server: uvicorn.Server) -> None:
    server.should_exit = True
