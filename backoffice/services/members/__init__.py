"""The members' accounts: groups, orders, payments, validations and balances (M-01 to M-06).

`access` finds and locks what the others work on. A member `orders`, pays with it or by `payments` (both enter a
payment by `payment_entering`), and `validating` confirms what came. `balances` shows what follows, `account_files`
takes CSV files.
"""
