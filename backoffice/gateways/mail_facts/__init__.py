"""Pieces of mail that somebody wrote in a file, for `liasse-admin decide` and `liasse-admin scenarios check`.

`facts_file` (JSON) and `scenario_file` (TOML) are what the command line calls. A `bounded_text` is parsed; `shapes`
says which keys there may be, `values` what they mean, `places` where a fault is, and `reading` makes the facts of it.
"""
