"""What the answers mean: conflicts, ranges, verdicts. Must not open files."""
