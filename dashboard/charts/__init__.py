"""Charts: pure functions from tidy tables to plotly figures, each with its text alternative."""

from dashboard.charts import years
from dashboard.charts.marks import By
from dashboard.charts.years import by_year

__all__ = ["By", "by_year", "years"]
