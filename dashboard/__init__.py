"""The dashboard: a Streamlit application over the tables of `etl`."""
