"""*Distributions*: what members order, how they pay, and what of it came (M-01 to M-05)."""
