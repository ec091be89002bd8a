"""Whose coupon it is: the reference, names, what is known of the client, and what they owe and order."""
