"""*La décision*: what becomes of the coupon and why, in words, and departing from it. `panel` is the whole."""
