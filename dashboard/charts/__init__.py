"""Charts: pure functions from tidy tables to plotly figures, each with its text alternative.

`by_year` (module years), `spans` (windows), `stocks` and `rates` (points). Each module's
`summary` tells the chart's message in words. Must not know Streamlit or files.
"""

from dashboard.charts import points, windows, years
from dashboard.charts.marks import By
from dashboard.charts.points import rates, stocks
from dashboard.charts.windows import spans
from dashboard.charts.years import by_year

__all__ = ["By", "by_year", "points", "rates", "spans", "stocks", "windows", "years"]
