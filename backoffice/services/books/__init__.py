"""What is entered in the books in the transaction of another gesture: no service that a screen calls.

`receipt_posting`, `mail_posting`, `means_posting` and `debit_posting` add; `receipt_reversal` takes a receipt back,
and `credit_keeping` lets what was applied of a client's credit give way. Called by `clients`, `keying`, `papers`,
`erp` and `undoing`.
"""
