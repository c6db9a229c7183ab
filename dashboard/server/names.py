"""Under which names the data set of a figures file was shown, each since when.

A small file in the folder of versions, which cannot be made again where it is deleted.
"""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

VERSIONS: Final = "versions"
"""Below the cache folder: every state that was shown."""
_NAMES: Final = "names"
_ANOTHER: Final = "another"
"""After a name that a file got with figures of which it had none before."""
_MOMENT: Final = "%Y-%m-%dT%H%M%S.%fZ"
EVER: Final = "~"
"""After every moment, as texts are compared."""
_LOG: Final = logging.getLogger(__name__)


def note_name(cache: Path, figures: Path, name: str, at: datetime, *, another: bool) -> None:
    """Note under which name the data set of a figures file is shown from now on.

    another: this is not the data set that the file held before, under a name of its own.
    """
    path = _names_of(cache, figures)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if name_now(cache, figures) != name:
            with path.open("ab", buffering=0) as file:
                file.write(f"{moment(at)} {name}{f' {_ANOTHER}' if another else ''}\n".encode())
    except (OSError, ValueError) as error:
        _LOG.warning("it is not noted that the data set is named %s: %s", name, error)


def name_now(cache: Path, figures: Path) -> str:
    """The name that was noted last of the data set of a file; empty where there is none."""
    try:
        return next((named.name for named in reversed(_named(_names_of(cache, figures)))), "")
    except (OSError, ValueError):
        return ""


def names_before(cache: Path, figures: Path, name: str) -> dict[str, str]:
    """Other names that the data set of a figures file was shown under, each until when.

    A data set is known by its name: servers that show one of the same name share its states,
    wherever their files lie. One that gets another name in the same file is still the same, and
    what was given out under the name before stays its own; what others show under that name from
    then on is theirs. name: of now; where it is not noted yet, the data set that the file held
    last may have got it. Moments are as `moment` writes them.
    """
    try:
        told = _named(_names_of(cache, figures))
    except (OSError, ValueError):
        return {}
    ends = [named.since for named in told[1:]] + [EVER]
    last = max((at for at, named in enumerate(told) if named.name == name), default=len(told) - 1)
    first = max((at for at in range(last + 1) if told[at].another), default=0)
    own = zip(told[first : last + 1], ends[first:], strict=False)
    return {named.name: end for named, end in own if named.name != name}


class _Named(NamedTuple):
    since: str
    name: str
    another: bool
    """This is not the data set that the file held before."""


def _named(path: Path) -> list[_Named]:
    """Since when which name, oldest first; nothing where none is noted. Raises OSError."""
    if not path.exists():
        return []
    rows = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    return [_Named(row[0], row[1], row[2:] == [_ANOTHER]) for row in rows if len(row) >= 2]


def _names_of(cache: Path, figures: Path) -> Path:
    return cache / VERSIONS / _NAMES / digest_of(figures)


def moment(at: datetime) -> str:
    """A moment as part of a file's name: such texts stand in the order of time."""
    return at.astimezone(UTC).strftime(_MOMENT)


def moment_of(text: str) -> datetime | None:
    """The moment that such a text tells; None for another text."""
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def digest_of(figures: Path) -> str:
    """What tells a figures file from others, by its place, as a name of a file."""
    return hashlib.sha256(os.fsencode(figures.absolute())).hexdigest()[:32]
