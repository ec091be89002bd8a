"""*Moyens de régularisation*.

The cheque and its words, or the line that records mail without one. `panel` is the whole.
"""
