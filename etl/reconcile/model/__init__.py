"""Statements as a linear system. Solves nothing."""
