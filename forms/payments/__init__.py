"""Paiements: cheques and debits, what became of each of their lines, and their cancellation."""
