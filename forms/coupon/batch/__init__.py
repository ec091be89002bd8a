"""The batch that is keyed into: its strip, its sums, and the newest lines."""
