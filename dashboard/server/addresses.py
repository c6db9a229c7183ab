"""Where this server is found: what everything that prints an address begins with.

The host that a request names is never printed: it may be anybody's.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from dashboard.server import settings

_HERE: Final = "localhost"
_ANY: Final = "*"


def root() -> str:
    """Before "/api/" or the name of a page: the public address, or the sub-path alone."""
    chosen = settings.current()
    return chosen.public_url or chosen.base_path


def site(seen: str, page: str) -> str:
    """Before "/api/" or the name of a page, for others than a reader; no slash ends it.

    seen: the address of a page as the reader's own browser says it, with or without a slash at
    its end, which is what is printed where no public address is set. page: the name of that page,
    empty for the first one. Where neither is known, the sub-path alone.
    """
    here = urlsplit(seen)
    if settings.current().public_url or not here.netloc:
        return root()
    folder = here.path.rstrip("/")
    if page:
        folder = folder.removesuffix(f"/{page}")
    return f"{here.scheme}://{here.netloc}{folder}"


def of_page(seen: str, page: str) -> str:
    """Address of a page for others than its reader, without parameters; see `site`."""
    return f"{site(seen, page)}/{page}"


def is_ours(host: str) -> bool:
    """Whether a request is for this server, by the value of its Host header.

    A page of others can give its own name our address, and would be at home here. An address of
    numbers is nobody's name, and the oldest clients name no host. Where others than this machine
    may read and no name is set, any is ours.
    """
    chosen = settings.current()
    name, public = _name(f"//{host}"), _name(chosen.public_url)
    names = {public, chosen.address, _HERE, *chosen.hosts} - {""}
    is_set = bool(public or chosen.hosts) or _is_alone(chosen.address)
    return not host or name in names or _ANY in names or _is_numbers(name) or not is_set


def _name(address: str) -> str:
    """The host of an address, as names are compared; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # half a bracket
        return ""


def _is_alone(address: str) -> bool:
    """Whether a server that listens there is read by this machine alone."""
    return address == _HERE or (_is_numbers(address) and ip_address(address).is_loopback)


def _is_numbers(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
