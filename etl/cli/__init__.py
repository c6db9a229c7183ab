"""The command line: `attested` or `python -m etl`, then check, build, audit, reconcile, serve ...

Reads files, prints and sets the exit code; what is computed is computed by the library.
Exit code 0: fine, 1: problems, 2: wrong usage, 130: interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

SERVE: Final = "serve"
_DASHBOARD: Final = "dashboard.server.command"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code and never raises for bad input."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding must not turn a message into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == [SERVE]:
            return _serve(given[1:])
        return _run(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output (head, say) has seen enough.
        sys.stderr.close()
        return 1


def _run(arguments: Sequence[str]) -> int:
    # All that the library can do comes with it: a server, which begins above, need not wait for it.
    from etl.cli.arguments import parser
    from etl.cli.files import CannotWriteError
    from etl.cli.workers import NoClusterError

    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (CannotWriteError, NoClusterError) as error:
        print(error, file=sys.stderr)
        return 1


def _serve(arguments: Sequence[str]) -> int:
    """Start the dashboard, which stands above the library and is known here by its name only."""
    from importlib import import_module

    return int(import_module(_DASHBOARD).main(arguments))
