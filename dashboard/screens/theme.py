"""The reader's theme, light or dark, as the colours and letters of charts.

The settings are those that the package brings for Streamlit. Streamlit would put them into a chart
in the browser as well, but draws it a second time for that. Must not know a chart.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, Literal, NamedTuple

from dashboard.charts.marks import COLOURS, FAINT, INK, PAPER, QUIET
from dashboard.server import look

Kind = Literal["light", "dark"]
_QUIET: Final = 0.66
_FAINT: Final = 0.12
"""How much of the colour of text is in what stands back, and in hair lines."""


class Theme(NamedTuple):
    """What a chart needs of a theme."""

    kind: Kind
    font: str
    colours: dict[str, str]
    """By the colours that `charts` uses, which stand for those of the theme."""

    def colour(self, named: Any) -> Any:
        """The theme's colour for one of `charts`, with the opacity that may follow it.

        What is no colour of `charts` stays: no colour at all, one that is the same in each theme.
        """
        if not isinstance(named, str):
            return named
        length = len(PAPER)
        return self.colours.get(named[:length], named[:length]) + named[length:]

    @property
    def ink(self) -> str:
        """The colour of text."""
        return self.colours[INK]

    @property
    def paper(self) -> str:
        """The colour behind it."""
        return self.colours[PAPER]

    @property
    def faint(self) -> str:
        """The colour of hair lines."""
        return self.colours[FAINT]


@cache
def of(kind: Kind) -> Theme:
    """The theme of that kind."""
    settings = look.theme()
    ink, paper = settings[kind]["textColor"], settings[kind]["backgroundColor"]
    marks = settings[kind]["chartCategoricalColors"]
    return Theme(
        kind,
        settings["font"],
        {
            **dict(zip(COLOURS, marks, strict=False)),
            INK: ink,
            PAPER: paper,
            QUIET: _mixed(ink, paper, _QUIET),
            FAINT: _mixed(ink, paper, _FAINT),
        },
    )


def current() -> Theme:
    """The theme that the reader sees; light where it is not known."""
    import streamlit as st  # a chart can be drawn without it

    return of("dark" if st.context.theme.type == "dark" else "light")


def _mixed(colour: str, other: str, part: float) -> str:
    """So much of one colour, the rest of another, both as #rrggbb."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(part * one + (1 - part) * two) for one, two in pairs).hex()
