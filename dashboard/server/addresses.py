"""Where this server is found: what everything that prints an address begins with.

The host that a request names is never printed: it may be anybody's.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from dashboard.server import settings


def root() -> str:
    """Before "/api/" or the name of a page: the public address, or the sub-path alone."""
    chosen = settings.current()
    return chosen.public_url or chosen.base_path


def of_page(seen: str) -> str:
    """Address of a page for others than its reader, without parameters.

    seen: as the reader's own browser says it, which is printed where no public address is set.
    """
    public = settings.current().public_url
    here = urlsplit(seen)
    if not public:
        return f"{here.scheme}://{here.netloc}{here.path}" if here.netloc else ""
    return f"{public}/{here.path.rstrip('/').rpartition('/')[2]}" if here.path else public
