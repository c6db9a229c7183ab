"""What a reader sees of a mistake of ours: a sentence on what to do, and a line in the log.

Streamlit's own words for it speak of its cloud, and of a log that a reader does not have.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

import streamlit as st

from dashboard.server import logs
from dashboard.view.texts import text

Given = ParamSpec("Given")
CAUGHT: Final[list[type[Exception]]] = [Exception]
"""Whatever it is: a reader must be told. Empty where a test wants the mistake itself."""


def told(draw: Callable[Given, None]) -> Callable[Given, None]:
    """The same drawing; of a mistake in it the reader and the log are told.

    What Streamlit stops or begins a run anew with is no `Exception` and passes.
    """

    @wraps(draw)
    def drawn(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            draw(*given, **named)
        except tuple(CAUGHT) as mistake:
            logs.mistake("page", mistake)
            st.error(text("mishap"), icon=":material/error:")

    return drawn
