"""What the trade speaks of: plain dataclasses and pure functions."""
