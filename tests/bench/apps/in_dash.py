"""The dashboard's page of trade in Dash: the same charts, a table and a choice of partner.

Reads the same tidy frames and draws them with the same functions, so that what differs is Dash.
Must not load Streamlit, nor what loads it: it would be timed with Dash.
"""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, dash_table, dcc, html

from dashboard import charts
from dashboard.charts import By
from dashboard.screens import picture, theme
from dashboard.server import data
from dashboard.view import labels, topics

_COLUMNS = ("indicator", "period", "as_stated", "source_id", "paragraph", "authority", "note")

snapshot = data.current().snapshot
assert snapshot is not None, "the figures file has problems: run the check first"
book = snapshot.book
named = labels.of(book, snapshot.reference)
partners = list(dict.fromkeys(f.partner for f in book.figures.values()))
(topic, *_) = topics.of(book)
of_topic = topics.indicators(book, topic)
_LIGHT = theme.of("light")


def drawn(figures: pd.DataFrame, partner: str) -> list[Any]:
    """The charts of a topic, as the dashboard's page of it draws them before anything is chosen."""
    assert snapshot is not None
    made = []
    official = snapshot.part("official", reporter=book.dataset.reporter, partner=partner)
    for whole, split in topics.families(book, topic):
        found, beside = (
            table[table["indicator"].isin([whole.id, *split])] for table in (figures, official)
        )
        made.append((whole.name, charts.by_year(found, named, split=split, reference=beside)))
    for name in topics.indicators(book, topic, "rates", "places"):
        found = figures[figures["indicator"] == name]
        if len(found) > 1:
            signed = [name] if book.indicators[name].kind == "growth" else []
            figure = charts.rates(found, named, by=By(), signed=signed)
            made.append((book.indicators[name].name, figure))
    return [
        dcc.Graph(
            figure=picture.framed(
                picture.dressed(figure, _LIGHT),
                picture.PictureText(f"{title}, {named['partner'][partner]}", "", (), "", "", ""),
                _LIGHT,
                _LIGHT,
            ),
            config=picture.config(title),
        )
        for title, figure in made
    ]


app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(
            {partner: named["partner"][partner] for partner in partners},
            partners[0],
            id="partner",
            clearable=False,
        ),
        html.H1(topics.title(topic)),
        html.Div(id="charts"),
        dash_table.DataTable(id="table", page_size=9),
    ]
)


@app.callback(  # type: ignore[untyped-decorator] # dash is read as untyped
    Output("charts", "children"), Output("table", "data"), Input("partner", "value")
)
def show(partner: str) -> tuple[list[Any], list[dict[Any, Any]]]:
    """Charts and table of a partner."""
    assert snapshot is not None
    every = snapshot.rows("figures")
    figures = every[(every["partner"] == partner) & every["indicator"].isin(of_topic)]
    newest = figures.sort_values("period_end", ascending=False, kind="stable")
    rows = newest[list(_COLUMNS)].astype(object).where(newest[list(_COLUMNS)].notna(), None)
    return drawn(figures, partner), rows.to_dict("records")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
