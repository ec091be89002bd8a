"""Amounts and dates as a French reader writes them, and amounts in words."""
