"""Clôture: pre-close, control tape, slip, definitive close (B-04 to B-06)."""
