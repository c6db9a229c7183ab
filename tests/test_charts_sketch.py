"""A sketch becomes the chart that plotly's own steps would make, and plotly checks it once.

Of dashboard/charts: sketch.
"""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from dashboard.charts.sketch import Sketch, bar_trace, scatter_trace


def test_sketch_is_the_chart_that_plotly_builds_step_by_step() -> None:
    sketch = Sketch(2, 0.1)
    sketch.add_trace(bar_trace(x=[2020], y=[1]))
    sketch.add_trace(scatter_trace(x=[2021], y=[2], mode="markers"), row=2)
    sketch.add_shape(type="line", x0=0, x1=1, y0=0, y1=1)
    sketch.add_annotation(text="words", x=0, y=1)
    sketch.update_layout(margin={"t": 5, "l": 1}, height=300)
    sketch.update_layout(margin={"t": 9})
    sketch.update_xaxes(showgrid=False)
    sketch.update_yaxes(title={"text": "amount"}, row=2)
    sketch.update_yaxes(title={"font": {"size": 9}}, row=2)

    built = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.1)
    built.add_trace(go.Bar(x=[2020], y=[1]), row=1, col=1)
    built.add_trace(go.Scatter(x=[2021], y=[2], mode="markers"), row=2, col=1)
    built.add_shape(type="line", x0=0, x1=1, y0=0, y1=1)
    built.add_annotation(text="words", x=0, y=1)
    built.update_layout(margin={"t": 9, "l": 1}, height=300)
    built.update_xaxes(showgrid=False)
    built.update_yaxes(title={"text": "amount", "font": {"size": 9}}, row=2, col=1)
    figure = sketch.figure()
    assert set(figure.to_dict()["layout"]) == set(built.to_dict()["layout"]) - {"template"}
    assert len(figure.data) == 2  # from here on it has plotly's objects
    assert figure.to_dict() == built.to_dict()


def test_nothing_is_made_of_a_chart_that_is_only_sent() -> None:
    sketch = Sketch()
    sketch.add_trace(bar_trace(x=[2020], y=[1]))
    sent = sketch.figure().to_dict()
    assert sent["data"] is sketch.data
    assert not hasattr(sketch.figure(), "no_such_thing")


def test_sketches_share_nothing() -> None:
    first = Sketch(2, 0.1)
    first.update_yaxes(range=[0, 7])
    first.add_annotation(text="words", x=0, y=1)
    second = Sketch(2, 0.1).figure()
    assert second.layout.yaxis.range is None
    assert second.layout.annotations == ()


def test_panels_that_are_not_shared_have_scales_of_their_own() -> None:
    assert Sketch(2, 0.1).figure().layout.xaxis.matches == "x2"
    assert Sketch(2, 0.1, shared=False).figure().layout.xaxis.matches is None


def test_plotly_still_refuses_what_it_does_not_know() -> None:
    sketch = Sketch()
    sketch.update_xaxes(tickcolour="red")
    with pytest.raises(ValueError, match="tickcolour"):
        _ = sketch.figure().layout
