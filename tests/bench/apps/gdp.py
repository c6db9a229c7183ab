"""Streamlit's own dashboard template (GDP of countries over the years), with generated figures.

Its parts and their order are the template's: cached data, a slider of years, a choice of
countries, a line chart, and a grid of metrics with their growth.
"""

from __future__ import annotations

import math
import random

import pandas as pd
import streamlit as st

FIRST, LAST = 1960, 2022
COUNTRIES = [f"C{number:02d}" for number in range(1, 61)]
CHOSEN = COUNTRIES[:6]

st.set_page_config(page_title="GDP dashboard")


@st.cache_data
def gdp_data() -> pd.DataFrame:
    """A row for each country and year, as the template's file has after reshaping."""
    generator = random.Random(1960)
    rows = []
    for country in COUNTRIES:
        amount = generator.uniform(1e10, 5e11)
        for year in range(FIRST, LAST + 1):
            amount *= generator.uniform(0.98, 1.09)
            rows.append({"Country Code": country, "Year": year, "GDP": amount})
    return pd.DataFrame(rows)


gdp = gdp_data()
st.title("GDP dashboard")
st.write("Browse GDP data. Every figure here is generated.")
from_year, to_year = st.slider("Years", FIRST, LAST, (FIRST, LAST))
countries = st.multiselect("Countries", COUNTRIES, CHOSEN)

st.header("GDP over time", divider="gray")
touches = (gdp["Year"] <= to_year) & (gdp["Year"] >= from_year)
shown = gdp[gdp["Country Code"].isin(countries) & touches]
st.line_chart(shown, x="Year", y="GDP", color="Country Code")

st.header(f"GDP in {to_year}", divider="gray")
columns = st.columns(4)
for place, country in enumerate(countries):
    with columns[place % len(columns)]:
        of_country = gdp[gdp["Country Code"] == country].set_index("Year")["GDP"] / 1e9
        first, last = of_country[from_year], of_country[to_year]
        growth = "n/a" if math.isnan(first) else f"{last / first:,.2f}x"
        st.metric(f"{country} GDP", f"{last:,.0f}B", growth)
