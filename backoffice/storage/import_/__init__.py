"""How the rows of an import get into the books.

Laid out by `workbench` in the tables of `staging`, checked there, and moved by `merge`.
"""
