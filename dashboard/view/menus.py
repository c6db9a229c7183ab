"""Long menus: what is offered of very many names, found by the words that a reader types.

A menu with a name for each of ten thousand sources is sent at every change, and nobody reads it.
Must not know Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

MOST: Final = 200
"""Names of one menu."""


def offered(
    ids: Sequence[str],
    name: Callable[[str], str],
    words: str = "",
    *,
    chosen: Iterable[str] = (),
    first: Iterable[str] = (),
) -> list[str]:
    """Ids of a menu: all where there are few, otherwise at most `MOST` beside those chosen.

    ids: all of them, in the order of the menu. name: what each is called, asked for only where
    words are typed. words: each must stand in a name, large or small. chosen: always offered.
    first: offered before the others.
    """
    if len(ids) <= MOST:
        return list(ids)
    kept = dict.fromkeys(chosen)
    typed = words.casefold().split()
    left = MOST + len(kept)
    for key in (*first, *ids):
        if len(kept) >= left:
            break
        if key not in kept and all(word in name(key).casefold() for word in typed):
            kept[key] = None
    return list(kept)
