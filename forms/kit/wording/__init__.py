"""What the program says of refusals, faults and reports, in French. No module here knows Qt.

`sentences` is what screens and the command line call; it gathers the refusals that stand beside it, by subject.
"""
