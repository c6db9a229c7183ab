"""What is the same for every run of a page is found once for a state of the figures.

With 100,000 figures, names and menus alone took more of a run than everything that it showed.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any, Final, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_STATES: Final = 3
"""The last ones that were asked for: the one before is seen by runs that have begun with it."""


def once(answer: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same function, asked once for the very same things (a book, say), which never change.

    Its answer is shared by all readers: nobody may change it. Of no use in the script of a page,
    whose functions are made anew at each run.
    """
    known: deque[tuple[tuple[Any, ...], Answer]] = deque(maxlen=_STATES)
    lock = threading.Lock()

    @wraps(answer)
    def asked(*given: Given.args, **named: Given.kwargs) -> Answer:
        things = (*given, *named.values())
        if (before := _before(known, things)) is None:
            with lock:  # whoever comes meanwhile waits instead of finding it too
                if (before := _before(known, things)) is None:
                    before = (things, answer(*given, **named))
                    known.append(before)
        return before[1]

    return asked


def _before(
    known: deque[tuple[tuple[Any, ...], Answer]], things: tuple[Any, ...]
) -> tuple[tuple[Any, ...], Answer] | None:
    """What was found for these very things."""
    for each in tuple(known):
        if len(each[0]) == len(things) and all(map(is_, each[0], things)):
            return each
    return None
