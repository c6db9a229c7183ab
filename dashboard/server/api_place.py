"""Where the files of a state of the data are, as who asked for one of them sees it.

Addresses are relative, so that they hold behind any proxy, unless a public address is set. Must not
know what the files are.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dashboard.server import settings

VERSIONS: Final = "v/"
"""Folder of the states that are kept, below the API's own."""
_API: Final = "api"


class Place(NamedTuple):
    """A folder of files: `/api`, or `/api/v/<state>`."""

    asked: str
    """The path that was asked for."""
    version: str = ""
    """The state whose folder it is; empty for the present one's."""
    present: str = ""
    """The state whose files these are, where no state was asked for."""

    @property
    def names(self) -> str:
        """What stands before the name of a file in an answer about the folder itself."""
        folder = "" if self.asked.endswith("/") else f"{self.version or _API}/"
        return self._public() or folder

    @property
    def server(self) -> str:
        """The folder, without a slash at its end, as a file in it names it."""
        return self._public().removesuffix("/") or f"../{self.version or _API}"

    @property
    def pages(self) -> str:
        """What stands before the name of a table whose parts are asked for one by one.

        Parts are those of one state: a row that is added meanwhile would move all others. Also
        where it is not kept yet, or cannot be: who goes on after the next change is told so, and
        misses no row unseen.
        """
        return f"{base()}{VERSIONS}{self.present}/" if self.present else ""

    def _public(self) -> str:
        within = f"{VERSIONS}{self.version}/" if self.version else ""
        return f"{base()}{within}" if base() else ""


def base() -> str:
    """Address of the API for readers; nothing where none is set, since any Host can be sent."""
    public = settings.current().public_url
    return f"{public}/{_API}/" if public else ""
