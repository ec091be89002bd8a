"""Coupons that have left the screen.

The screen hands them over by `handover`; `queue` knows all that are not in the books: those that `sending` has on
their way, and the `held_coupons` that were refused or set aside. `queue_words` is what the strip says of them.
"""
