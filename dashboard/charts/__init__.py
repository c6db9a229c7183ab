"""Charts: pure functions from tidy tables to plotly figures, each with its text alternative.

`by_year` (module years), `spans` (windows), `stocks` and `rates` (points), `number_line`
(conflict), `matrix` (coverage), `ranking`. Each module's `summary` tells the chart's message in
words.
Must not know Streamlit or files.
"""

from dashboard.charts import conflict, coverage, derived, points, windows, years
from dashboard.charts import ranking as rankings
from dashboard.charts.conflict import number_line
from dashboard.charts.coverage import matrix
from dashboard.charts.marks import By
from dashboard.charts.points import rates, stocks
from dashboard.charts.ranking import ranking, shares
from dashboard.charts.windows import spans
from dashboard.charts.years import by_year

__all__ = [
    "By",
    "by_year",
    "conflict",
    "coverage",
    "derived",
    "matrix",
    "number_line",
    "points",
    "ranking",
    "rankings",
    "rates",
    "shares",
    "spans",
    "stocks",
    "windows",
    "years",
]
