"""What the program says of refusals, faults and reports, in French. No module here knows Qt.

`sentences` is what screens and the command line call; a code's sentence stands in the module named by its first word.
"""
