"""What the reader chose, and the words in which things are told. No plotly."""
