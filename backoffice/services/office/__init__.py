"""The office itself: what every other service stands on, who works here, and what is done with the database as a whole.

`office` runs a gesture once, in one transaction, with its audit event; `access` says whose batch it is; `typed_words`
refuses card numbers and IBANs in free text. `people`, `checking`, `exporting`, `importing` and `rotating` are
services of their own.
"""
