"""The CSV files that come in: clients, invoices and orders, and the two of the members' accounts.

`folder` is what the services call. A file is counted as it is read, and cut into lines; `layouts` says what the
columns of each file mean, `cells` reads one of them, `records` makes a row of a line, or says what is wrong with it.
"""
