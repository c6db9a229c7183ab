"""The pages, and the pieces that they share."""
