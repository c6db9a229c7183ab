"""Tidy tables as bytes of formats that other tools read. Must not touch files."""
