"""Lots: the list of batches, and the opening of one (B-01)."""
