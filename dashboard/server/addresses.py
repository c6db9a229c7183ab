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
