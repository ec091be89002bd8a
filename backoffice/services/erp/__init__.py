"""Payments that live in a financial system too (A-02 to A-04).

`payment_cancelling` asks for a cancellation, `rounds` tells that system and hears it, `line_cancelling` does to the
books what it says.
"""
