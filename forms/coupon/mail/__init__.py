"""*Le courrier*.

What is on the coupon, as ticks with a letter each. `panel` is the whole; `ticks` says what there is to tick.
"""
