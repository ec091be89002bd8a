"""Mistakes undone in the open (C-01 to C-04).

`payments` finds what was received or debited; `cancelling` is 4.3 and 4.7, `corrections` puts keyed lines right while
their batch is not closed, `credits` is what becomes of a client's credit.
"""
