"""What leaves the desk.

`slips` of receipts, `mail_slips`, `pile_slips` of *Tri*, and by `collecting` the files of debits (B-06, B-07).
"""
