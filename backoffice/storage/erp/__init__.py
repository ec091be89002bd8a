"""Payments that live in a financial system too.

Their `lines`, the `requests` that go out, the `messages` that come in, and their `cancellations`.
"""
