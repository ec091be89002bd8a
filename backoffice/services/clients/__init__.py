"""A client's file: found, read, and what is done on it without a paper.

`clients` finds and reads it, `client_files` is the same at the moment of a gesture, `sorting` says on which pile its
mail goes; `actions`, `methods` (2.4) and `slimpay` change it.
"""
