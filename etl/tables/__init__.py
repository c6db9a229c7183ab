"""The tidy tables of a checked book, and every format they are written in."""
