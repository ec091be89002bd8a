"""Payments of both families as they are searched and shown.

`search` finds them, `rows` lists them, `details` is all there is to see of one.
"""
