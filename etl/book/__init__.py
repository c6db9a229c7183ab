"""figures.yaml in, a checked book out. Must not open files."""
