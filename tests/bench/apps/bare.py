"""The smallest Streamlit page with a choice: what no Streamlit app can undercut."""

from __future__ import annotations

import streamlit as st

chosen = st.selectbox("Partner", ["One", "Two"])
st.text(f"Shown: {chosen}")
