"""SlimPay: the orders that wait there, and the page on which a client's IBAN is typed (P-69)."""
