"""Answers to questions about a system. Knows rows, not figures."""
