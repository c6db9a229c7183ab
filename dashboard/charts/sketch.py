"""A chart as plain dictionaries until it is done.

Plotly checks and copies at every step: forty steps a chart took ten times as long as checking
it once. The methods are named as plotly's are and mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal, NamedTuple

import plotly.graph_objects as go
from plotly.subplots import make_subplots

Properties = dict[str, Any]
_AXES: Final = ("xaxis", "yaxis")


class Sketch:
    """Traces and a layout; `figure()` gives the chart."""

    def __init__(self, rows: int = 1, spacing: float = 0.0, *, shared: bool = True) -> None:
        """rows: panels one below the other; spacing: between them; shared: they move together."""
        self.data: list[Properties] = []
        self.layout: Properties = _plain(_panels(rows, spacing, shared))

    def figure(self) -> go.Figure:
        """The chart, which plotly checks when anything but its dictionary is asked for."""
        return _Sketched(self.data, self.layout)

    def add_trace(self, trace: Properties, row: int = 1) -> None:
        """One more trace, in a panel counted from 1; see `bar_trace` and `scatter_trace`."""
        number = "" if row == 1 else str(row)
        self.data.append({**trace, "xaxis": f"x{number}", "yaxis": f"y{number}"})

    def add_shape(self, **properties: Any) -> None:
        """One more shape."""
        self.layout.setdefault("shapes", []).append(properties)

    def add_annotation(self, **properties: Any) -> None:
        """One more text."""
        self.layout.setdefault("annotations", []).append(properties)

    def add_annotation_first(self, **properties: Any) -> None:
        """The same before all others: where two texts meet on a narrow screen, it stays."""
        self.layout.setdefault("annotations", []).insert(0, properties)

    def update_layout(self, **properties: Any) -> None:
        """Sets properties of the layout; what a nested one does not name stays."""
        _merge(self.layout, properties)

    def update_xaxes(self, row: int | None = None, **properties: Any) -> None:
        """The same for the time axis of a panel, or of all of them."""
        for axis in self._axes("xaxis", row):
            _merge(axis, properties)

    def update_yaxes(self, row: int | None = None, **properties: Any) -> None:
        """The same for the upright axis of a panel, or of all of them."""
        for axis in self._axes("yaxis", row):
            _merge(axis, properties)

    def _axes(self, kind: Literal["xaxis", "yaxis"], row: int | None) -> Iterator[Properties]:
        named = None if row is None else kind + ("" if row == 1 else str(row))
        for name, value in self.layout.items():
            if name.startswith(kind) and named in (None, name):
                yield value


class _Sketched(go.Figure):  # type: ignore[misc] # plotly has no types
    """A chart that plotly makes objects of, and checks, when somebody looks at them.

    To send it, its dictionary is enough; the objects took half of the time of drawing. Whoever
    looks finds ValueError where plotly does not know a property or its value.
    """

    def __init__(self, data: list[Properties], layout: Properties) -> None:
        self.__dict__["_sketch"] = {"data": data, "layout": layout}

    def to_dict(self) -> Properties:
        sketch: Properties | None = self.__dict__.get("_sketch")
        return dict(super().to_dict()) if sketch is None else dict(sketch)

    def __getattr__(self, name: str) -> Any:
        sketch = self.__dict__.pop("_sketch", None)
        if sketch is None:
            raise AttributeError(name)
        super().__init__(**sketch)
        return getattr(self, name)


def bar_trace(**properties: Any) -> Properties:
    """A trace of bars."""
    return {"type": "bar", **properties}


def scatter_trace(**properties: Any) -> Properties:
    """A trace of points and lines."""
    return {"type": "scatter", **properties}


class Line(NamedTuple):
    """One line of a trace of several."""

    x: Sequence[float | None]
    y: Sequence[float | None]
    says: str
    """What each of its points says when pointed at."""
    custom: list[object]
    """What a click on each brings back."""


_GAP: Final = Line([None], [None], "", [""])


def lines_trace(lines: Iterable[Line], **look: Any) -> Properties:
    """Lines of one look as one trace, with a gap between any two.

    A browser takes about as long for a trace of one line as for one of twenty.
    """
    parts = [part for line in lines for part in (line, _GAP)][:-1]
    return scatter_trace(
        x=[x for part in parts for x in part.x],
        y=[y for part in parts for y in part.y],
        hovertext=[part.says for part in parts for _ in part.x],
        customdata=[part.custom for part in parts for _ in part.x],
        mode="lines+markers",
        hoverinfo="text",
        cliponaxis=False,
        showlegend=False,
        **look,
    )


def _merge(into: Properties, given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if isinstance(value, dict):
            _merge(into.setdefault(name, {}), value)
        else:
            into[name] = value


def _plain(layout: Mapping[str, Any]) -> Properties:
    return {name: dict(value) for name, value in layout.items()}


@cache
def _panels(rows: int, spacing: float, shared: bool) -> Properties:
    """The axes of so many panels, as plotly arranges them."""
    figure = make_subplots(rows=rows, cols=1, shared_xaxes=shared, vertical_spacing=spacing)
    layout = figure.layout.to_plotly_json()
    return {name: value for name, value in layout.items() if name.startswith(_AXES)}
