"""*Enregistrer*: how a coupon gets into the books (P-01 to P-81, promise 1).

A form comes in at `recording`, which keeps it on the disk until there is an answer, and goes on to `cheques` or
`mail`, where the decision is taken again and posted. `cheque_validity` is what a cheque must satisfy, `asides` are
coupons that were put aside, and `unknown_mail` is mail whose client cannot be found.
"""
